"""What to show of a hit: where the words that matched stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from ploke.search.query import parse
from ploke.text.stems import stem
from ploke.text.terms import part_spans, terms

Highlight = tuple[int, int, int]
_WORD = re.compile(r"\w+")


def highlights(text: str, query: str, first_line: int = 1) -> tuple[Highlight, ...]:
    """Where words of ``query`` stand in ``text``, whose first line is ``first_line``, in reading order.

    A highlight is (line, start, end), columns in characters from 0 of that line; parts of words count, neighbours
    with nothing but underscores between them are one. Raises ``UsageError`` for a query that says nothing.
    """
    matcher = _matcher(query)
    found = [
        (word.start() + start, word.start() + end) for word in _WORD.finditer(text) for start, end in matcher[word[0]]
    ]
    for phrase in matcher.phrases:
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


class _Matcher(dict[str, tuple[tuple[int, int], ...]]):
    """Words to the spans in them that a query asks for; filled as words are looked up, since texts repeat them."""

    def __init__(self, query: str) -> None:
        super().__init__()
        asked = parse(query)
        self.phrases = asked.phrases
        self._wanted = asked.terms.keys()
        # Stemming changes a word's end alone: what holds no stem's beginning holds nothing that was asked for.
        self._openings = tuple({term[: max(1, min(3, len(term) - 1))] for term in self._wanted})

    def __missing__(self, word: str) -> tuple[tuple[int, int], ...]:
        if word.isascii():
            lowered = word.lower()
            if not any(opening in lowered for opening in self._openings):
                self[word] = ()
                return ()
        found: list[tuple[int, int]] = []
        for start, end in part_spans(word):
            if not self._wanted.isdisjoint(map(stem, terms(word[start:end]))):
                if found and not word[found[-1][1] : start].strip("_"):
                    found[-1] = (found[-1][0], end)
                else:
                    found.append((start, end))
        self[word] = spans = tuple(found)
        return spans


@lru_cache(maxsize=4)
def _matcher(query: str) -> _Matcher:
    return _Matcher(query)


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
