"""Which lines of a span to show, and where in them the matches are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """A line to show; ``marks`` are (start, end) columns of matches in it, ``gap`` says that lines before it are left
    out.
    """

    number: int
    text: str
    marks: tuple[tuple[int, int], ...]
    gap: bool


def choose_lines(text: str, first: int, highlights: Sequence[tuple[int, int, int]], most: int = 6) -> list[Line]:
    """At most ``most`` lines of a span that starts at line ``first``.

    Its opening line always, since that says what the span is; then the lines with most matches, early ones first;
    then the lines that follow the opening. Blank lines come last.
    """
    lines = text.splitlines() or [""]
    marks: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in highlights:
        marks.setdefault(number - first, []).append((start, end))
    opening = next((at for at, line in enumerate(lines) if line.strip()), 0)

    def rank(at: int) -> tuple[bool, bool, int, int]:
        return at != opening, not lines[at].strip(), -len(marks.get(at, ())), at

    chosen = sorted(sorted(range(len(lines)), key=rank)[:most])
    while len(chosen) > 1 and not lines[chosen[-1]].strip():
        chosen.pop()
    while len(chosen) > 1 and not lines[chosen[0]].strip():
        chosen.pop(0)
    return [
        Line(first + at, lines[at], tuple(sorted(marks.get(at, ()))), place > 0 and at != chosen[place - 1] + 1)
        for place, at in enumerate(chosen)
    ]
