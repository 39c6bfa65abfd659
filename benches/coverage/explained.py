"""Differences from ctags that are understood: each entry has a reason that a reader can check at any of its examples.

An entry of side ``missing`` is a mistake of ctags (it takes for a definition what is none, or names it wrongly), one of
side ``extra`` is a definition that ctags 5.9 does not see. What ploke misses is no entry: it is mended, or it counts.
"""

from __future__ import annotations

import re

from benches.coverage.difference import Difference, Explanation
from benches.coverage.explained_c import C
from benches.coverage.explained_cpp import CPP
from benches.coverage.explained_csharp import CSHARP
from benches.coverage.explained_declarative import DECLARATIVE
from benches.coverage.explained_ecmascript import ECMASCRIPT
from benches.coverage.explained_jvm import JVM
from benches.coverage.explained_long_tail import LONG_TAIL
from benches.coverage.explained_scala import SCALA, SWIFT


def _in_go_function(one: Difference) -> bool:
    """Whether the last line above that starts a declaration in the first column is that of a function or method."""
    above = (line for line in reversed(one.lines[: one.line - 1]) if re.match(r"(func|type|const|var|import)\b", line))
    return next(above, "").startswith("func")


def _is_member_of_nameless(one: Difference) -> bool:
    """Whether the container that starts on the line ends with ``}.member``."""
    margin = one.text[: len(one.text) - len(one.text.lstrip())]
    end = next((line for line in one.lines[one.line :] if line.startswith(margin + "}")), "")
    return re.match(r"\s*\}\.\w", end) is not None


def _in_generic_go_interface(one: Difference) -> bool:
    above = (line for line in reversed(one.lines[: one.line - 1]) if line[:1].strip())
    return re.match(r"type\s+\w+\[.*\]\s*interface\s*\{", next(above, "")) is not None


def _in_long_brackets(one: Difference) -> bool:
    """Whether Lua's long brackets are open before the line."""
    before = "\n".join(one.lines[: one.line - 1])
    return before.rfind("[[") > before.rfind("]]")


def _in_heredoc(one: Difference) -> bool:
    """Whether three quotes are open before the line."""
    return sum(line.count('"""') for line in one.lines[: one.line - 1]) % 2 == 1


_INFIX = r"^\s*(?:[\w']+(?:\s+[\w']+)?|\(.*\)|[\w']+ \(.*\))\s+(?!=\s|\|\s|::)(?:[!#$%&*+./<=>?@^|~:-]+|`\w+`)\s"
"""How the equation of an operator starts in Haskell."""


def _has_signature(one: Difference) -> bool:
    """Whether a signature of the name stands above the line, with nothing else but what is indented between."""
    for line in reversed(one.lines[: one.line - 1]):
        if re.match(rf"\s*{re.escape(one.name)}'*\s*(::|$|,)", line):
            return True
        if line[:1].strip() and not line.startswith(("--", "#", "{-")):
            return bool(re.match(rf"{re.escape(one.name)}\b", line)) and _has_signature(one._replace(line=one.line - 1))
    return False


EXPLAINED: tuple[Explanation, ...] = (
    *C,
    *CPP,
    *CSHARP,
    *DECLARATIVE,
    *SCALA,
    *SWIFT,
    *LONG_TAIL,
    Explanation(
        "php",
        "missing",
        "a variable that holds a function without a name",
        text=r"\$\w+\s*=\s*(static\s+)?f(unctio)?n\b",
    ),
    Explanation("php", "extra", "an enum, which PHP has since 8.1", kind="enum", text=r"\benum\s"),
    *ECMASCRIPT,
    Explanation(
        "markdown",
        "missing extra",
        "named without its marks of code, emphasis, links and comments",
        text=r"[`*_\[<{\\]",
    ),
    Explanation(
        "markdown",
        "missing extra",
        "ctags ends the name at a # in it, and keeps white space that ours folds",
        text=r"^#+\s.*\S#|^#+\s.*\s#\S|\S\s{2,}\S",
    ),
    Explanation("markdown", "missing", "an option of a directive, not a heading", text=r"^\w+: ", kind="^section$"),
    Explanation("markdown", "extra", "a heading; ctags loses its way in fences of directives", text=r"^ {0,3}#{1,6}\s"),
    *JVM,
    Explanation("python", "missing", "a lambda, which is a value", kind="^function$", text=r"=\s*lambda\b"),
    Explanation(
        "rust",
        "missing extra",
        "implemented for a type without a name, or a reference to one: ctags takes a word of it, or the trait's",
        kind="^implementation$",
        text=r"\bfor\s+(\(|\[|!|dyn\b|&)",
    ),
    Explanation(
        "rust",
        "extra",
        "the line declares it by keyword; ctags loses its way in literals such as b'\\'', in [(); N] and after r#",
        text=r"^\s*(pub(\s*\(.*?\))?\s+|(const|async|unsafe|default|extern(\s+\"\w+\")?)\s+)*"
        r"(fn|struct|enum|trait|impl|mod|type|macro_rules!)[\s<]",
    ),
    Explanation(
        "go",
        "extra",
        "a type inside of a function, where ctags does not look",
        text=r"^\s+type\s",
        when=_in_go_function,
    ),
    Explanation(
        "go", "extra", "a method of an interface with type parameters", kind="^method$", when=_in_generic_go_interface
    ),
    Explanation("go", "missing", "what a function without a name answers", text=r"\bfunc\s*\(.*\)\s*\w+\s*\{"),
    Explanation("rust", "extra", "ctags knows no unions", kind="^union$", text=r"\bunion\s"),
    Explanation(
        "ruby",
        "missing",
        "a method of one object, which ctags calls after the object",
        kind="^singletonMethod$",
        text=r"^\s*def [a-z]\w*\.",
    ),
    Explanation(
        "ruby",
        "extra",
        "a test that is a call with a block, for which ctags has no kind",
        kind="^function$",
        text=r"^\s*(RSpec\.)?(describe|context|it|specify|test|should|feature|scenario|shared_examples)\b",
    ),
    Explanation(
        "ruby", "extra", "an alias, of which ctags leaves out a sign at the end", text=r"^\s*alias(_method)?\b"
    ),
    Explanation(
        "ruby",
        "extra",
        "a method defined by a call, of which ctags knows only some",
        text=r"define_(singleton_)?method",
    ),
    Explanation("zig", "extra", "a test, which the expressions do not ask for", text=r"^\s*test\b"),
    Explanation("zig", "extra", "an error set, which the expressions do not ask for", text=r"=\s*error\b"),
    Explanation("zig", "extra", "a name in quotes, which is no word to the expressions", text=r"\bfn\s+@\""),
    Explanation("zig", "extra", "a container that a condition chooses", text=r"=\s*(if|switch)\b"),
    Explanation(
        "zig", "missing", "a member of a container that has no name", kind="^struct$", when=_is_member_of_nameless
    ),
    Explanation(
        "shell", "missing", "an array that is emptied, which ctags takes for a function", name=r"=$", text=r"=\(\s*\)"
    ),
    Explanation("shell", "missing", "a function of awk in a string", text=r"^\s*function\s+\w+\(\s*\w+.*\)"),
    Explanation(
        "shell",
        "missing",
        "a name that is computed when the script runs",
        text=r"^\s*(function\s+)?\S*[${][^\s()]*(\s*\(\)|\s+\{)",
    ),
    Explanation(
        "shell",
        "extra",
        "an alias with options or with signs in its name, which ctags does not read",
        text=r"\balias\s",
    ),
    Explanation("shell", "extra", "a test of bats, which ctags does not know", text=r"^\s*@test\s"),
    Explanation(
        "lua",
        "missing",
        "a name that is given what a call answers, since there is a function among the arguments or in its name",
        text=r"=\s*(?!function\b)\S.*function|,\s*function\(",
    ),
    Explanation("lua", "missing", "in a comment", text=r"^\s*--"),
    Explanation("lua", "missing", "the end of a key that is computed", name="^end$"),
    Explanation("lua", "missing", "in a long string or comment", when=_in_long_brackets),
    Explanation(
        "lua", "missing", "a key that is no name, of which ctags keeps the brackets", text=r"^\s*\[.*\]\s*=\s*function"
    ),
    Explanation(
        "lua", "extra", "a test that is a call, which ctags has not", text=r"\b(describe|context|it|test|pending)\("
    ),
    Explanation("lua", "extra", "a key in brackets, which ctags names otherwise", text=r"\[.*\]\s*=\s*function"),
    Explanation(
        "lua", "extra", "behind another word “function”, at which ctags stops", text=r"function.*=\s*function\b"
    ),
    Explanation("elixir", "missing", "in a string or documentation", when=_in_heredoc),
    Explanation("elixir", "missing", "a name that is computed", name="^unquote$"),
    Explanation(
        "elixir",
        "missing",
        "an implementation, which ctags calls after the protocol, and ploke after the type it is for",
        kind="^implementation$",
    ),
    Explanation(
        "elixir", "missing", "a head that goes on on the next line, whose name ctags cuts", kind="^macro$", text=r"\($"
    ),
    Explanation(
        "elixir", "extra", "a head that goes on on the next line, whose name ctags cuts", kind="^macro$", text=r"\($"
    ),
    Explanation(
        "elixir", "extra", "a test or a group of tests, which ctags has not", text=r"^\s*(test|describe|property)\b"
    ),
    Explanation("elixir", "extra", "a callback of a behaviour, which ctags has not", text=r"^\s*@(macro)?callback\b"),
    Explanation("lua", "missing", "a key that is computed", text=r"\w\[[\w.]+\]\s*=\s*function"),
    Explanation("haskell", "missing", "no definition", text=r"^\s*(infix[lr]?|import)\b|^\$\(|''"),
    Explanation(
        "haskell",
        "missing",
        "an equation of an operator, which hasktags calls after its first word",
        kind="^fi$",
        text=_INFIX,
    ),
    Explanation(
        "haskell", "missing", "an equation behind a long signature, with which it is one symbol", when=_has_signature
    ),
    Explanation("haskell", "missing", "a brace", name=r"^[{}]$"),
    Explanation("haskell", "missing", "the word behind “data” or “type”", name="^(family|instance|role)$"),
    Explanation("haskell", "missing", "an operator that is a type", kind="^d$", text=r"^data \w+ [:`]"),
    Explanation("haskell", "missing", "an instance of a type family", kind="^t$", text=r"^\s+type\s.*="),
    Explanation("haskell", "extra", "an operator, which hasktags calls after the first word", text=_INFIX),
    Explanation("haskell", "extra", "an operator like a comment", text=r"^\s*\(--"),
    Explanation(
        "haskell", "extra", "a type family or an instance of one", text=r"^\s*(data|newtype|type) (family|instance)"
    ),
    Explanation("haskell", "extra", "one of several names of a signature", text=r"^\s*[\w']+\s*,|,\s*[\w']+\s*::"),
    Explanation("haskell", "extra", "a head of several lines", text=r"^\s*[\w']+(\s+[\w']+)*\s*$"),
    # An entry looks like this:
    # Explanation("c", "missing", "a call of a macro, which ctags takes for a function", kind="^function$",
    #             text=r"^[A-Z_]+\(.*\);$"),
)
