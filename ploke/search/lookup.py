"""A query's terms as one index knows them: their postings and how rare they are."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import NamedTuple

from ploke.model.index import IndexReader, PathRun, PostingRun
from ploke.text.stems import spellings


class Lookup(NamedTuple):
    """A query term with all its spellings taken as one word: ``runs`` in texts, ``paths`` in paths.

    ``frequency`` counts chunks that hold it, a chunk once for each spelling, at most all chunks; ``idf`` and
    ``path_idf`` are its weights in text and in paths, 0 where it does not occur.
    """

    stem: str
    typed: tuple[str, ...]
    runs: tuple[PostingRun, ...]
    paths: tuple[PathRun, ...]
    frequency: int
    idf: float
    path_idf: float


def look_up(reader: IndexReader, terms: Mapping[str, tuple[str, ...]]) -> list[Lookup]:
    """Look up a query's ``terms`` (stem to terms as typed), in their order."""
    totals = reader.totals
    found = []
    for stem, typed in terms.items():
        words = dict.fromkeys((*typed, *spellings(stem)))
        runs = tuple(run for word in words for run in reader.postings(word))
        frequency = min(sum(len(run.chunks) for run in runs), totals.chunks)
        paths = tuple(run for word in words for run in reader.path_postings(word))
        files = min(sum(len(run.files) for run in paths), totals.files)
        idf, path_idf = _idf(totals.chunks, frequency), _idf(totals.files, files)
        found.append(Lookup(stem, typed, runs, paths, frequency, idf, path_idf))
    return found


def _idf(total: int, frequency: int) -> float:
    """Robertson and Spärck Jones's weight in the form that is never negative."""
    return log(1 + (total - frequency + 0.5) / (frequency + 0.5)) if frequency else 0.0
