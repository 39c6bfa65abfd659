"""What ctags 5.9 makes of C: it does not run the preprocessor either, and knows a type by each of its names."""

from __future__ import annotations

import re

from benches.coverage.difference import Difference, Explanation


def _named_twice(one: Difference) -> bool:
    """Whether a ``typedef struct NAME`` stands above."""
    tag = re.compile(rf"\btypedef\s+(?:struct|union|enum)\s+(?:\w+\s+)*{re.escape(one.name)}\b")
    return any(tag.search(line) for line in one.lines[: one.line])


def _is_call(one: Difference) -> bool:
    """Whether the line starts with the name and arguments, and none of those is a type and a name."""
    return (
        re.search(rf"^\s*{re.escape(one.name)}\s*\((?:[^()]|\([^()]*\))*(?:\)\s*;?|,)\s*(/\*.*)?$", one.text)
        is not None
    )


C: tuple[Explanation, ...] = (
    Explanation(
        "c", "missing", "typedef struct X { … } X names one type twice: it is one symbol", "typedef", when=_named_twice
    ),
    Explanation(
        "c",
        "missing",
        "a macro that defines a function: ctags takes the macro's name for the function's, MACRO(name) {",
        kind="function",
        name="^[A-Z][A-Z0-9_]+$",
        text=r"^(static\s+)?[A-Z][A-Z0-9_]+\(.*",
    ),
    Explanation("c", "missing", "a call of a macro outside functions", kind="function", when=_is_call),
    Explanation(
        "c",
        "extra",
        "the function that a macro defines: ctags calls it by the macro's name, MACRO(name) {",
        kind="function",
        text=r"^(static\s+)?[A-Z][A-Z0-9_]+\(\w+\)\s*\{?$",
    ),
)
