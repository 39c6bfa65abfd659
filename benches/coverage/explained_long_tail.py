"""What ctags finds in languages of the long tail that is none, and what it lacks."""

from __future__ import annotations

import re

from benches.coverage.difference import Difference, Explanation


def _is_later_clause(one: Difference) -> bool:
    """Whether a clause or the specification of the function stands in the first column above."""
    starts = f"{one.name}(", f"-spec {one.name}("
    return any(line.startswith(starts) for line in one.lines[: one.line - 1])


def _in_erlang_string(one: Difference) -> bool:
    """Whether a string is open before the line: what starts in the first column has no arguments there."""
    return re.match(r"[a-z]\w*(?!\w*\s*\()", one.text) is not None and not one.text.startswith(f"{one.name}(")


LONG_TAIL = (
    Explanation("r", "missing", "a function that ctags makes up a name for", name="^anonFunc"),
    Explanation("r", "extra", "a class or a method in a call that makes a class", kind="class|method"),
    Explanation("erlang", "missing", "a later clause of a function is no definition of its own", when=_is_later_clause),
    Explanation("erlang", "missing", "a line of a string", kind="function", when=_in_erlang_string),
    Explanation("erlang", "extra", "ctags does not see callbacks", text=r"^-callback\b"),
    Explanation(
        "fortran",
        "extra",
        "ctags does not see procedures of submodules",
        text=r"(?i)\bmodule\s+(?:\w+\s+)*(?:function|subroutine|procedure)\b",
    ),
    Explanation("tcl", "extra", "ctags sees only procedures of the first column", text=r"^\s+proc\b"),
    Explanation("perl", "extra", "ctags does not see asynchronous subroutines", text=r"^\s*async\s+sub\b"),
)
