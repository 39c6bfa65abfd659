"""What ctags 5.9 makes of JavaScript and TypeScript: it knows no arrow functions and little of what came after 2015."""

from __future__ import annotations

import re

from benches.coverage.difference import Difference, Explanation

_TEST = r"\b(f|x)?(describe|it|test|suite|context|specify)\b[\w.]*(\(.*\))?\s*\(\s*[\"'`]|\bDeno\.test\("


def _no_alias(one: Difference) -> bool:
    """Whether no statement ``type NAME =`` starts here: the word stands in an import, or is a name itself."""
    return re.search(rf"(^|[;{{}}])\s*((export|declare)\s+)*type\s+{re.escape(one.name)}\s*(<|=|$)", one.text) is None


def _no_class(one: Difference) -> bool:
    return re.search(r"\bclass\b", one.text) is None and not _is_function(one)


def _is_function(one: Difference) -> bool:
    """Whether a function of that name starts on the line, as declaration, value or member."""
    name = re.escape(one.name)
    return (
        re.search(rf"\bfunction\b\s*\*?\s*{name}\b|\b{name}\b[\"']?\]?\s*[:=]\s*(async\s+)?function\b", one.text)
        is not None
        or re.search(rf"^\s*((static|async|get|set|public|private|protected)\s+)*\*?\s*{name}\s*(<.*>)?\(", one.text)
        is not None
    )


def _not_named_so(one: Difference) -> bool:
    """Whether the name stands before a further member or index that is assigned: ``NAME.a.b = function``."""
    return re.search(rf"\b{re.escape(one.name)}(\.[\w$]+)*(\.|\[)[^=]*=", one.text) is not None


def _only_used(one: Difference) -> bool:
    return re.search(rf"\.{re.escape(one.name)}\s*(\(|;|=(?!.*(=>|\bfunction\b)))", one.text) is not None


def _over_lines(one: Difference) -> bool:
    """Whether an arrow comes after a list of parameters that goes over several lines."""
    here = "\n".join(one.lines[one.line - 1 : one.line + 15])
    return re.search(rf"{re.escape(one.name)}[^;{{}}=]*(=|:)\s*(async\s*)?(<[^()]*>\s*)?\([\s\S]*?=>", here) is not None


def _is_member(one: Difference) -> bool:
    """Whether the line starts with the name and parameters, and no statement could: a body or a type follows."""
    words = r"((static|async|get|set|public|private|protected|override|abstract|readonly)\s+)*"
    name = rf"[\"'\[#]*{re.escape(one.name)}[\"'\]]*"
    here = "\n".join(one.lines[one.line - 1 : one.line + 15])
    start = rf"(^|[{{,;])\s*{words}\*?\s*{name}\s*\??\s*(<[^()]*>)?\("
    declared = r"\)\s*;" if one.name == "constructor" else r"\)\s*:[\s\S]*?;"
    return re.search(rf"{start}[^{{}};]*\)\s*(:[^;{{]*)?\{{|{start}[\s\S]*?{declared}", here) is not None


ECMASCRIPT: tuple[Explanation, ...] = (
    Explanation(
        "javascript", "missing", "no class: an object or what is assigned to a member", kind="^class$", when=_no_class
    ),
    Explanation(
        "javascript typescript",
        "missing",
        "the object whose member is assigned a function, not the function's name",
        kind="^(function|method|class)$",
        when=_not_named_so,
    ),
    Explanation("typescript", "missing", "a type that is imported, or the name `type`", kind="^alias$", when=_no_alias),
    Explanation(
        "javascript typescript",
        "missing",
        "a keyword: a statement, a type, a construct signature",
        name=r"^(if|for|while|switch|catch|extends|new|as|is|in|satisfies|instanceof|return|function)$",
    ),
    Explanation(
        "javascript typescript",
        "missing",
        "what a function returns that is called at once, no function itself",
        kind="^function$",
        text=r"=\s*\(\s*(async\s+)?function\b",
    ),
    Explanation(
        "javascript",
        "missing",
        "a member that is called, removed or assigned no function",
        kind="^method$",
        when=_only_used,
    ),
    Explanation(
        "javascript",
        "missing",
        "`exports`, for a function that has a name and is all that the module exports",
        kind="^function$",
        name="^exports$",
        text=r"=\s*(async\s+)?function\s*\*?\s*\w",
    ),
    Explanation("javascript typescript", "extra", "a test, called by its text", kind="^function$", text=_TEST),
    Explanation("javascript typescript", "extra", "an arrow function", kind="^(function|method)$", text="=>"),
    Explanation(
        "javascript typescript",
        "extra",
        "an arrow function over several lines",
        kind="^(function|method)$",
        when=_over_lines,
    ),
    Explanation(
        "javascript typescript",
        "extra",
        "the line declares it by keyword; ctags gives up on the rest of a file or block after what it cannot read",
        text=r"^\s*((export|default|declare|abstract|const|async)\s+)*"
        r"(function\b|(class|interface|enum|type|namespace|module)\s+[\w$\"'])",
    ),
    Explanation(
        "javascript typescript",
        "extra",
        "a member with parameters and a body or a type; ctags has few of object literals, and none of declared classes",
        kind="^(method|constructor|function)$",
        when=_is_member,
    ),
    Explanation("javascript typescript", "extra", "a getter or setter", kind="^property$", text=r"\b[gs]et\s+\S.*\("),
    Explanation(
        "javascript typescript",
        "extra",
        "a function expression that is named, or assigned to a member or key",
        kind="^(function|method|class)$",
        text=r"\bfunction\s*\*?\s*[\w$]+\s*\(|[\w$\"'\]]\s*[=:]\s*(async\s+)?function\b|\bclass\s+[\w$]+",
    ),
)
