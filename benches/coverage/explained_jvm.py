"""What ctags 5.9 makes of Java and Kotlin: it looks into no bodies of methods, and takes some calls for methods."""

from __future__ import annotations

import re

from benches.coverage.difference import Difference, Explanation

_ANNOTATIONS = r"(@[\w.]+(\([^()]*(\([^()]*\)[^()]*)*\))?\s*)*"
_MODIFIERS = r"((public|private|protected|static|abstract|final|default|synchronized|native|strictfp)\s+)*"


def _java_call(one: Difference) -> bool:
    """Whether the name stands before arguments, and no type before the name."""
    call = rf"(^|[.(!?{{}};=,]|->|\b(?:new|return|throw|else|yield)\b)\s*([\w.]+\.)?{re.escape(one.name)}\s*(<.*>)?\("
    return re.search(call, one.text) is not None


def _java_declared(one: Difference) -> bool:
    """Whether a return type stands between modifiers and the name: no statement has that."""
    start = rf"^\s*{_ANNOTATIONS}{_MODIFIERS}{_ANNOTATIONS}(<.*>\s*)?{_ANNOTATIONS}"
    found = re.search(rf"{start}([\w.]+)\s*(<.*>)?[\[\]\s]+{re.escape(one.name)}\s*\(", one.text)
    return found is not None and found[found.lastindex or 0] not in ("return", "new", "throw", "else", "yield")


def _java_constructor(one: Difference) -> bool:
    return re.search(rf"^\s*{_ANNOTATIONS}{_MODIFIERS}(<.*>\s*)?{re.escape(one.name)}\s*[({{]", one.text) is not None


def _typed_above(one: Difference) -> bool:
    """Whether the name starts its line and its return type ends the line above."""
    above = one.lines[one.line - 2].strip() if one.line > 1 else ""
    own = re.search(rf"^\s*{re.escape(one.name)}\s*\(", one.text)
    return own is not None and re.search(r"^[\w@(][^;=]*[\w>\]]$", above) is not None


def _no_function(one: Difference) -> bool:
    """Whether no ``fun`` stands before the name: it is a lambda's parameter, or a variable of a loop or a ``when``."""
    name = re.escape(one.name)
    named = re.search(rf"\bfun\b[^(]*(\([^()]*\)[^(]*)?\b{name}\b", one.text)
    return named is None or re.search(rf"\{{[^{{}}]*\b{name}\b[^{{}}]*->", one.text) is not None


_UNSEEN = "ctags does not look into methods, and loses its way after lambdas, arrays and values over several lines: "

JVM: tuple[Explanation, ...] = (
    Explanation("java", "missing", "try with resources, a switch or another statement", name=r"^(try|if|for|switch)$"),
    Explanation("java", "missing", "an enum constant with a body", kind="method", text=r"^\s*[A-Z][A-Z0-9_]*\s*\(.*\{"),
    Explanation("java", "missing", "a call in a statement", kind="method", when=_java_call),
    Explanation("java", "extra", "an anonymous class", kind="class", name="^<.*>$"),
    Explanation("java", "extra", _UNSEEN + "a type stands before the name", kind="method", when=_java_declared),
    Explanation("java", "extra", _UNSEEN + "its type is on the line above", kind="method", when=_typed_above),
    Explanation("java", "extra", _UNSEEN + "a constructor", kind="constructor", when=_java_constructor),
    Explanation(
        "java",
        "extra",
        _UNSEEN + "a word for a type stands before the name",
        kind="class|enum|interface",
        text=r"\b(class|enum|interface|record)\s+\w",
    ),
    Explanation("java", "extra", "an annotation's element", kind="method", text=r"\w+\(\)(\s+default\b.*)?;"),
    Explanation("kotlin", "missing", "a lambda, which is a value", kind="method", name="^<lambda>$"),
    Explanation("kotlin", "missing", "a lambda's parameter or a loop's variable", kind="method", when=_no_function),
    Explanation("kotlin", "missing extra", "a name in backticks, which ctags keeps", text=r"\b(fun|class|object)\b.*`"),
    Explanation(
        "kotlin", "extra", "behind a type T & Any, which ctags cannot read", kind="function|method", text=r"\w & Any"
    ),
    Explanation("kotlin", "extra", "a value class, which ctags does not know", kind="class", text=r"\bvalue class\b"),
    Explanation("kotlin", "extra", "an anonymous object", kind="class", name="^<.*>$"),
    Explanation("kotlin", "extra", "a secondary constructor, which ctags has not", kind="constructor"),
)
