"""BM25 over weighted fields, from exact integer counts.

S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); the fields' counts are
weighted and added before they saturate, as in BM25F, and a chunk's length is that of its text.
"""

from __future__ import annotations

from typing import NamedTuple

from ploke.model.chunk import unpack_counts
from ploke.model.index import Totals

CODE_WEIGHT = 1.0
NAME_WEIGHT = 5.0
DOC_WEIGHT = 1.0

CHUNK_K1 = 1.2
CHUNK_B = 0.75
FILE_K1 = 2.0
FILE_B = 0.5


class Norm(NamedTuple):
    """What a length does to a count: ``low + slope * length`` is the count that reaches half of a term's weight."""

    k1: float
    low: float
    slope: float


def chunk_norm(totals: Totals) -> Norm:
    """For chunks of an index."""
    return _norm(CHUNK_K1, CHUNK_B, totals.length, totals.chunks)


def file_norm(totals: Totals) -> Norm:
    """For whole files of an index."""
    return _norm(FILE_K1, FILE_B, totals.length, totals.files)


def _norm(k1: float, b: float, length: int, count: int) -> Norm:
    return Norm(k1, k1 * (1 - b), k1 * b * count / length if length else 0.0)


class _Frequencies(dict[int, float]):
    """Packed counts to one weighted frequency, filled on first look-up so that scoring loops stay in C."""

    def __missing__(self, packed: int) -> float:
        code, name, doc = unpack_counts(packed)
        self[packed] = frequency = code * CODE_WEIGHT + name * NAME_WEIGHT + doc * DOC_WEIGHT
        return frequency


# At most 65,536 entries.
weighted = _Frequencies().__getitem__
