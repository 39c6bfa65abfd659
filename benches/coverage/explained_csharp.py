"""What ctags 5.9 makes of C#, which it reads as C# was twenty years ago."""

from __future__ import annotations

import re

from benches.coverage.difference import Difference, Explanation


def _before_constraint(one: Difference) -> bool:
    name = re.escape(one.name)
    return re.search(rf"\bwhere\s+{name}\s*:|\bwhere\s.*:\s*(struct|class),\s*{name}", one.text) is not None


def _before_block(one: Difference) -> bool:
    """Whether the name stands in a constraint, a base, a condition or behind a quote or angle on its line."""
    name = re.escape(one.name)
    words = rf"\b(where\s.*:|class\s.*:|(using|catch|when|new|is)\b).*\b{name}"
    return re.search(rf"{words}|[\"'>/].*{name}", one.text) is not None


def _called_in_statement(one: Difference) -> bool:
    """Whether the name stands before arguments where no type or modifier precedes it."""
    call = rf"(^|[.(!?{{}};=,]|\b(?:new|return|await|throw|in|else)\b)\s*{re.escape(one.name)}\s*(<.*>)?\("
    return re.search(call, one.text) is not None and re.search(r"[;,)({]\s*(//.*)?(\}\s*)?$", one.text) is not None


def _in_head_of_record(one: Difference) -> bool:
    """Whether the last line above, or this one, that is no parameter starts a record."""
    above = (line for line in reversed(one.lines[: one.line]) if not re.search(r"^\s*[^()]+,?\s*$", line))
    return re.search(r"\brecord\s", next(above, "")) is not None


CSHARP: tuple[Explanation, ...] = (
    Explanation(
        "csharp",
        "missing",
        "a keyword before a block",
        name=r"^(get|set|add|remove|init|lock|finally|else|try|do|unchecked|checked|unsafe|fixed|base|this|get_\w+)$",
    ),
    Explanation(
        "csharp", "missing", "a type parameter or base in a constraint", kind="class|struct", when=_before_constraint
    ),
    Explanation("csharp", "missing", "a call in a statement", kind="method", when=_called_in_statement),
    Explanation(
        "csharp",
        "missing",
        "a name in a constraint, a base, a condition or text, with a block behind",
        kind="property",
        when=_before_block,
    ),
    Explanation(
        "csharp",
        "extra",
        "declared with a modifier, which no statement starts with; ctags loses its way after a type with ?, a body"
        " after =>, a verbatim string or an #if",
        text=r"^\s*(\[.*\]\s*)*(public|private|protected|internal|static|override|abstract|virtual|async|sealed"
        r"|partial|readonly|extern|unsafe|new)\s",
    ),
    Explanation(
        "csharp",
        "extra",
        "a type with ?, which ctags cannot read",
        kind="method|constructor",
        text=r"[\w>\])]\?[\[\s,>)]",
    ),
    Explanation("csharp", "extra", "a parameter of a record", kind="property", when=_in_head_of_record),
    Explanation("csharp", "extra", "a type without a body", kind="class|struct|interface", text=r"\w;\s*$"),
    Explanation("csharp", "extra", "a local function, which ctags has not", kind="function"),
    Explanation("csharp", "extra", "an indexer", kind="property", name="^this$"),
    Explanation(
        "csharp", "extra", "a member of an interface that is named with it", text=r"[\w>]\.\w+(<.*>)?\s*(\(|\{|=>|$)"
    ),
)
