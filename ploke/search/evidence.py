"""What speaks for a candidate file, gathered from the index: counts and matches, no opinion."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ploke.model.index import FileRow, IndexReader, PostingRun, SymbolRow
from ploke.search.bm25 import chunk_norm, file_norm, weighted
from ploke.search.lookup import Lookup
from ploke.text.paths import stem as file_stem
from ploke.text.stems import stem
from ploke.text.terms import parts, terms

_ABBREVIATION = 4
# Files that stand for their folder bear its name.
_FOLDER_FILES = frozenset({"__init__", "index", "init", "mod"})
# Finding one file's postings by bisection costs about as much as reading this many.
_BISECTION = 12


class Evidence(NamedTuple):
    """What speaks for one file.

    ``chunks`` gives every chunk that holds a term its BM25 score. ``text`` is BM25 of the whole file, ``matched`` the
    terms (numbers of look-ups) in its text.
    ``in_path`` are the terms in its path, ``stem_share`` how much of the file's own name they are, from 0 to 1.
    ``defines`` are the definitions of names in the query that stand here.
    """

    row: FileRow
    chunks: dict[int, float]
    text: float
    matched: frozenset[int]
    in_path: frozenset[int]
    stem_share: float
    defines: tuple[SymbolRow, ...]


class _Found:
    """Counts of one file while they are gathered."""

    __slots__ = ("chunks", "first_chunk", "length", "lengths", "matched", "text")

    def __init__(self) -> None:
        self.chunks: dict[int, float] = {}
        self.matched: set[int] = set()
        self.text = 0.0
        self.first_chunk = 0
        self.lengths: Sequence[int] = ()
        self.length = 0

    def measure(self, run: PostingRun, row: FileRow) -> None:
        """Note the lengths of the file's chunks, which any run of its segment knows."""
        self.first_chunk = row.chunks.start
        self.lengths = run.lengths[row.chunks.start - run.first_chunk : row.chunks.stop - run.first_chunk]
        self.length = sum(self.lengths)


def gather(
    reader: IndexReader, lookups: Sequence[Lookup], files: Sequence[int], defined: Mapping[int, Sequence[SymbolRow]]
) -> list[Evidence]:
    """The evidence for each of ``files``, in their order; ``defined`` maps files to the definitions they hold."""
    rows = {file: reader.file(file) for file in files}
    found = _texts(reader, lookups, rows)
    numbers = {lookup.stem: number for number, lookup in enumerate(lookups)}
    evidence = []
    for row in rows.values():
        texts = found[row.id]
        in_path, share = _path(row.path, numbers)
        matched, defines = frozenset(texts.matched), tuple(defined.get(row.id, ()))
        evidence.append(Evidence(row, texts.chunks, texts.text, matched, in_path, share, defines))
    return evidence


def _texts(reader: IndexReader, lookups: Sequence[Lookup], rows: Mapping[int, FileRow]) -> dict[int, _Found]:
    totals = reader.totals
    by_chunk, by_file = chunk_norm(totals), file_norm(totals)
    low, slope = by_chunk.low, by_chunk.slope
    found = {file: _Found() for file in rows}
    for number, lookup in enumerate(lookups):
        gain = lookup.idf * (by_chunk.k1 + 1)
        file_gain = lookup.idf * (by_file.k1 + 1)
        for file, counted in _counts(lookup.runs, rows, found).items():
            held = found[file]
            held.matched.add(number)
            total = sum(counted.values())
            held.text += file_gain * total / (total + by_file.low + by_file.slope * held.length)
            chunks, lengths, first = held.chunks, held.lengths, held.first_chunk
            for chunk, frequency in counted.items():
                norm = low + slope * lengths[chunk - first]
                chunks[chunk] = chunks.get(chunk, 0.0) + gain * frequency / (frequency + norm)
    return found


def _counts(
    runs: Sequence[PostingRun], rows: Mapping[int, FileRow], found: Mapping[int, _Found]
) -> dict[int, dict[int, float]]:
    """File to chunk to the term's frequency; notes chunk lengths in ``found`` on the way."""
    counted: dict[int, dict[int, float]] = {}
    for run in runs:
        base = run.first_chunk
        for file, first, last in _places(run, rows):
            held = found[file]
            if not held.length:
                held.measure(run, rows[file])
            inside = counted.setdefault(file, {})
            for local, packed in zip(run.chunks[first:last], run.counts[first:last], strict=True):
                inside[base + local] = inside.get(base + local, 0.0) + weighted(packed)
    return counted


def _places(run: PostingRun, rows: Mapping[int, FileRow]) -> Iterator[tuple[int, int, int]]:
    """Where a run's postings fall into ``rows`` (by id): file, first place, the place after the last."""
    chunks = run.chunks
    if len(chunks) < _BISECTION * len(rows):
        files, first_file = run.files, run.first_file
        for at, local in enumerate(chunks):
            file = first_file + files[local]
            if file in rows:
                yield file, at, at + 1
        return
    for file, row in rows.items():
        start = row.chunks.start - run.first_chunk
        if start < 0:
            continue
        first = bisect_left(chunks, start)
        last = bisect_left(chunks, row.chunks.stop - run.first_chunk, first)
        if last > first:
            yield file, first, last


def _path(path: str, numbers: Mapping[str, int]) -> tuple[frozenset[int], float]:
    folder, _, name = path.rpartition("/")
    whole = file_stem(name)
    if whole in _FOLDER_FILES and folder:
        folder, _, whole = folder.rpartition("/")
    own = _part_stems(whole)
    keys = own | _stems(whole) | _stems(folder)
    in_path = frozenset(numbers[key] for key in keys if key in numbers)
    share = sum(_is_said(part, numbers) for part in own) / len(own) if own else 0.0
    return in_path, share


def _is_said(part: str, stems: Mapping[str, int]) -> bool:
    """Whether the query has a part of a file's name, or a word that the part abbreviates (``auth``, ``config``)."""
    return part in stems or (len(part) >= _ABBREVIATION and any(key.startswith(part) for key in stems))


@lru_cache(maxsize=8192)
def _part_stems(name: str) -> frozenset[str]:
    return frozenset(map(stem, parts(name)))


@lru_cache(maxsize=8192)
def _stems(path: str) -> frozenset[str]:
    return frozenset(map(stem, terms(path)))
