"""What to show of a hit: where the words that matched stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ploke.search.query import parse
from ploke.text.stems import stem
from ploke.text.terms import part_spans, terms

Highlight = tuple[int, int, int]


def highlights(text: str, query: str, first_line: int = 1) -> tuple[Highlight, ...]:
    """Where words of ``query`` stand in ``text``, whose first line is ``first_line``, in reading order.

    A highlight is (line, start, end), columns in characters from 0 of that line; parts of words count, neighbours
    with nothing but underscores between them are one. Raises ``UsageError`` for a query that says nothing.
    """
    asked = parse(query)
    wanted = set(asked.terms)
    found: list[tuple[int, int]] = []
    for start, end in part_spans(text):
        if not wanted.isdisjoint(map(stem, terms(text[start:end]))):
            if found and not text[found[-1][1] : start].strip("_"):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    for phrase in asked.phrases:
        at = text.find(phrase)
        while at >= 0:
            found.append((at, at + len(phrase)))
            at = text.find(phrase, at + len(phrase))
    starts = _line_starts(text)
    placed = []
    for start, end in _merged(sorted(found)):
        line = bisect_right(starts, start) - 1
        placed.append((first_line + line, start - starts[line], end - starts[line]))
    return tuple(placed)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
