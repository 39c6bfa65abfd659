"""The evidence for a result in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import inf

from ploke.model.chunk import unpack_counts
from ploke.search.lookup import Lookup
from ploke.search.rank import Ranked

_SHOWN = 4


def explain(ranked: Ranked, lookups: Sequence[Lookup], chunk: int) -> tuple[str, ...]:
    """Why a file's ``chunk`` was found: a definition of what was asked for first, then the strongest evidence."""
    evidence = ranked.evidence
    said: list[tuple[float, str]] = []
    names = dict.fromkeys(row.name for row in evidence.defines if row.chunk == chunk)
    if names:
        said.append((inf, f"defines {', '.join(list(names)[:_SHOWN])}"))
    if evidence.in_path:
        said.append((ranked.features["path"] + ranked.features["stem"], f"path: {_words(evidence.in_path, lookups)}"))
    named = [number for number, lookup in enumerate(lookups) if _is_name(lookup, chunk)]
    text = ranked.features["chunks"] + ranked.features["file"]
    if named and not names:
        said.append((text / 2, f"name: {_words(named, lookups)}"))
    if evidence.matched:
        said.append((text, f"text: {len(evidence.matched)} of {len(lookups)} word{'s' if len(lookups) > 1 else ''}"))
    return tuple(words for _, words in sorted(said, key=lambda item: -item[0]))


def _is_name(lookup: Lookup, chunk: int) -> bool:
    """Whether the term stands in a name that the chunk defines."""
    for run in lookup.runs:
        at = bisect_left(run.chunks, chunk - run.first_chunk)
        if at < len(run.chunks) and run.chunks[at] == chunk - run.first_chunk and unpack_counts(run.counts[at])[1]:
            return True
    return False


def _words(numbers: Iterable[int], lookups: Sequence[Lookup]) -> str:
    """The query's words behind look-ups, in its order."""
    words = [lookups[number].typed[0] for number in sorted(numbers)]
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
