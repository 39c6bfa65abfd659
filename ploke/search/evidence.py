"""What speaks for a candidate file, gathered from the index: counts and matches, no opinion."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ploke.model.index import FileRow, IndexReader, PostingRun, SymbolRow
from ploke.search.bm25 import chunk_norm, file_norm, weighted
from ploke.search.lookup import Lookup
from ploke.text.paths import STEM, path_terms
from ploke.text.paths import stem as file_stem
from ploke.text.stems import stem
from ploke.text.terms import parts

_NAME_BITS = 0xF00


class Evidence(NamedTuple):
    """What speaks for one file.

    ``chunks`` gives every chunk that holds a term its BM25 score, ``named`` the terms (numbers of look-ups) that stand
    in names which the chunk defines. ``text`` is BM25 of the whole file, ``matched`` the terms in its text.
    ``in_stem`` and ``in_folders`` are the terms in its path, ``stem_share`` how much of the file's own name they are,
    from 0 to 1. ``defines`` are the definitions of names in the query that stand here.
    """

    row: FileRow
    chunks: dict[int, float]
    named: dict[int, frozenset[int]]
    text: float
    matched: frozenset[int]
    in_stem: frozenset[int]
    in_folders: frozenset[int]
    stem_share: float
    defines: tuple[SymbolRow, ...]


class _Found:
    """Counts of one file while they are gathered."""

    __slots__ = ("chunks", "length", "matched", "named", "text")

    def __init__(self) -> None:
        self.chunks: dict[int, float] = {}
        self.named: dict[int, set[int]] = {}
        self.matched: set[int] = set()
        self.text = 0.0
        self.length = -1


def gather(
    reader: IndexReader, lookups: Sequence[Lookup], files: Sequence[int], defined: Mapping[int, Sequence[SymbolRow]]
) -> list[Evidence]:
    """The evidence for each of ``files``, in their order; ``defined`` maps files to the definitions they hold."""
    rows = [reader.file(file) for file in files]
    found = _texts(reader, lookups, rows)
    numbers = {lookup.stem: number for number, lookup in enumerate(lookups)}
    evidence = []
    for row in rows:
        texts = found[row.id]
        in_stem, in_folders, share = _path(row.path, numbers)
        named = {chunk: frozenset(terms) for chunk, terms in texts.named.items()}
        matched, defines = frozenset(texts.matched), tuple(defined.get(row.id, ()))
        evidence.append(Evidence(row, texts.chunks, named, texts.text, matched, in_stem, in_folders, share, defines))
    return evidence


def _texts(reader: IndexReader, lookups: Sequence[Lookup], rows: Sequence[FileRow]) -> dict[int, _Found]:
    totals = reader.totals
    by_chunk, by_file = chunk_norm(totals), file_norm(totals)
    found = {row.id: _Found() for row in rows}
    for number, lookup in enumerate(lookups):
        counted = _counts(lookup.runs, rows, found, number)
        gain = lookup.idf * (by_chunk.k1 + 1)
        file_gain = lookup.idf * (by_file.k1 + 1)
        for file, chunks in counted.items():
            held = found[file]
            held.matched.add(number)
            total = 0.0
            for chunk, (frequency, length) in chunks.items():
                total += frequency
                norm = by_chunk.low + by_chunk.slope * length
                held.chunks[chunk] = held.chunks.get(chunk, 0.0) + gain * frequency / (frequency + norm)
            held.text += file_gain * total / (total + by_file.low + by_file.slope * held.length)
    return found


def _counts(
    runs: Sequence[PostingRun], rows: Sequence[FileRow], found: Mapping[int, _Found], number: int
) -> dict[int, dict[int, tuple[float, int]]]:
    """File to chunk to the term's frequency and the chunk's length; notes names and file lengths on the way."""
    counted: dict[int, dict[int, tuple[float, int]]] = {}
    for run in runs:
        chunks, counts, lengths, base = run.chunks, run.counts, run.lengths, run.first_chunk
        for row in rows:
            start, stop = row.chunks.start - base, row.chunks.stop - base
            if start < 0:
                continue
            at = bisect_left(chunks, start)
            held = None
            while at < len(chunks) and (local := chunks[at]) < stop:
                if held is None:
                    held = found[row.id]
                    inside = counted.setdefault(row.id, {})
                    if held.length < 0:
                        held.length = sum(lengths[start:stop])
                packed = counts[at]
                before = inside.get(base + local)
                frequency = weighted(packed) + (before[0] if before else 0.0)
                inside[base + local] = (frequency, lengths[local])
                if packed & _NAME_BITS:
                    held.named.setdefault(base + local, set()).add(number)
                at += 1
    return counted


def _path(path: str, numbers: Mapping[str, int]) -> tuple[frozenset[int], frozenset[int], float]:
    in_stem: set[int] = set()
    in_folders: set[int] = set()
    for term, part in path_terms(path).items():
        number = numbers.get(stem(term))
        if number is not None:
            (in_stem if part & STEM else in_folders).add(number)
    own = {stem(part) for part in parts(file_stem(path.rpartition("/")[2]))}
    share = len(own & numbers.keys()) / len(own) if own else 0.0
    return frozenset(in_stem), frozenset(in_folders), share
