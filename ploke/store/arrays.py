"""Columns of unequal pieces: offsets, ranges of indices, strings to ids. NumPy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]


class Vocabulary:
    """Strings, as UTF-8, to ids in order of first appearance."""

    def __init__(self) -> None:
        self._ids: defaultdict[bytes, int] = defaultdict(count().__next__)

    def ids(self, texts: Sequence[bytes]) -> Ints:
        """Each string's id."""
        return np.fromiter(map(self._ids.__getitem__, texts), np.uint32, len(texts))

    def sorted(self) -> tuple[list[bytes], Ints]:
        """All strings ascending, and each id's place among them."""
        texts = sorted(self._ids)
        rank = np.empty(len(texts), np.uint32)
        rank[self.ids(texts)] = np.arange(len(texts), dtype=np.uint32)
        return texts, rank

    def group(self, ids: Ints) -> tuple[list[bytes], Ints, Ints]:
        """The strings ascending; the places where each one's id stands, ascending; where each one's places start."""
        texts, rank = self.sorted()
        ranks = rank[ids]
        return texts, np.argsort(ranks, kind="stable"), offsets_of(np.bincount(ranks, minlength=len(texts)))


def joined(parts: list[Ints]) -> Ints:
    """Arrays end to end."""
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def offsets_of(counts: Ints) -> Ints:
    """Where pieces of these lengths start, and where the last ends, as 32-bit numbers."""
    offsets = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    if offsets[-1] > np.iinfo(np.uint32).max:
        raise OverflowError("a read segment outgrew 4 GiB")
    return offsets.astype(np.uint32)


def counts_of(offsets: Ints) -> Ints:
    """The inverse of ``offsets_of``."""
    wide = offsets.astype(np.int64)
    return wide[1:] - wide[:-1]


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """Indices of ranges, one after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    shifts: Ints = starts.astype(np.int64) - (ends - lengths)
    indices: Ints = np.arange(total) + np.repeat(shifts, lengths)
    return indices


def narrowed(columns: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Columns, those called ``names`` in 16 bits a number where all of theirs fit."""
    return {name: _narrow(column) if name in names else column for name, column in columns.items()}


def _narrow(column: Ints) -> Ints:
    limits = np.iinfo(np.int16 if column.dtype.kind == "i" else np.uint16)
    fits = not len(column) or (column.min() >= limits.min and column.max() <= limits.max)
    return column.astype(limits.dtype) if fits else column


def to_local(ids: Ints, first: Ints, counts: Ints) -> Ints:
    """Ids counted through a segment to ids within their file; negative ones stay."""
    return np.where(ids < 0, ids, ids - np.repeat(first, counts))


def from_local(ids: Ints, first: Ints, counts: Ints) -> Ints:
    """The inverse of ``to_local``."""
    return np.where(ids < 0, ids, ids + np.repeat(first, counts)).astype(np.int32)


def pack(strings: Sequence[bytes]) -> tuple[bytes, Ints]:
    """Strings end to end, and their offsets."""
    return b"".join(strings), offsets_of(np.fromiter(map(len, strings), np.int64, len(strings)))
