"""Which lines of a span to show, and where in them the matches are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """A line to show; ``marks`` are (start, end) columns of matches in it, ``gap`` says that lines before it are left
    out.
    """

    number: int
    text: str
    marks: tuple[tuple[int, int], ...]
    gap: bool


def choose_lines(
    text: str, first: int, highlights: Sequence[tuple[int, int, int]], most: int = 6, *, opening_line: int = 0
) -> list[Line]:
    """At most ``most`` lines of a span that starts at line ``first``.

    Its opening line, since that says what the span is, then the run of lines with most matches, the earliest of equal
    ones. ``opening_line`` is where what matched opens, 0 for the span's own start. Blank lines at the edges are left
    out.
    """
    lines = text.splitlines() or [""]
    marks: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in highlights:
        marks.setdefault(number - first, []).append((start, end))
    start = max(opening_line - first, 0)
    opening = next((at for at, line in enumerate(lines) if at >= start and line.strip()), 0)
    chosen = [opening, *_best_run(lines, marks, opening + 1, most - 1)]
    while not lines[chosen[-1]].strip() and len(chosen) > 1:
        chosen.pop()
    return [
        Line(first + at, lines[at], tuple(sorted(marks.get(at, ()))), place > 0 and at != chosen[place - 1] + 1)
        for place, at in enumerate(chosen)
    ]


def _weight(mark: tuple[int, int]) -> int:
    """A whole name or phrase says more than its parts strewn about: a mark counts by the square of its length."""
    start, end = mark
    return (end - start) ** 2


def _best_run(lines: Sequence[str], marks: Mapping[int, Sequence[tuple[int, int]]], start: int, length: int) -> range:
    """The ``length`` lines from ``start`` on whose matches weigh most, starting at one that is not blank."""
    starts = [at for at in range(start, max(start + 1, len(lines) - length + 1)) if at == start or lines[at].strip()]
    weights = [sum(sum(map(_weight, marks.get(at + step, ()))) for step in range(length)) for at in starts]
    best = starts[weights.index(max(weights))]
    return range(best, min(best + length, len(lines)))
