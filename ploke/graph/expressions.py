"""Expressions in normal form, taken apart from their end."""

from __future__ import annotations

from typing import Final, NamedTuple

_MOST_STEPS: Final = 1 << 14


class Step(NamedTuple):
    """``a.b()`` is the object ``a.b`` and the operation ``()``.

    ``operation`` is ``.`` with ``name`` for a member, ``()`` for a call, an index with its brackets (``[*]``,
    ``["k"]``), ``{0}`` for a parameter, or "" where the expression is one ``name`` or literal, and ``object`` empty.
    """

    object: str
    operation: str
    name: str


# A dictionary costs less than a cache of functools wherever this module is compiled, and as much elsewhere.
_steps: Final[dict[str, Step]] = {}


def last_step(expression: str) -> Step:
    """Take the last operation off an expression in normal form."""
    known = _steps.get(expression)
    if known is None:
        if len(_steps) >= _MOST_STEPS:
            _steps.clear()
        known = _steps[expression] = _last_step(expression)
    return known


def _last_step(expression: str) -> Step:
    last = expression[-1:]
    if last == ")" and expression.endswith("()") and len(expression) > 2:
        return Step(expression[:-2], "()", "")
    if last == "]":
        start = _opening(expression, "[", "]")
        if start > 0:
            return Step(expression[:start], expression[start:], "")
        return Step("", "", expression)
    if last == "}" and expression != "{}":
        start = expression.rfind("{")
        if start > 0:
            return Step(expression[:start], expression[start:], "")
        return Step("", "", expression)
    start = len(expression)
    while start and (expression[start - 1].isalnum() or expression[start - 1] in "_$!@#?"):
        start -= 1
    if start == len(expression):
        return Step("", "", expression)
    name = expression[start:]
    before = expression[:start]
    if before.endswith("::"):
        return Step(before[:-2], ".", name)
    if before.endswith("."):
        return Step(before[:-1], ".", name)
    return Step("", "", expression)


def _opening(expression: str, opens: str, closes: str) -> int:
    """Where the bracket opens that the expression's last character closes; -1 for nowhere."""
    depth = 0
    place = len(expression) - 1
    quoted = False
    while place >= 0:
        character = expression[place]
        if character == '"':
            quoted = not quoted
        elif not quoted:
            if character == closes:
                depth += 1
            elif character == opens:
                depth -= 1
                if depth == 0:
                    return place
        place -= 1
    return -1
