"""A batch of files as columns: what both the Lance tables and the read index are written from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ploke.model.chunk import Chunk
from ploke.model.facts import Symbol
from ploke.model.ingested import IngestedFile

_NO_CHUNKS: tuple[tuple[Any, ...], ...] = ((),) * len(Chunk._fields)
_NO_SYMBOLS: tuple[tuple[Any, ...], ...] = ((),) * len(Symbol._fields)


@dataclass(frozen=True, slots=True)
class Batch:
    """Files by path with their chunks and symbols transposed: one tuple a field, file after file.

    ``chunk_counts`` and ``symbol_counts`` run beside ``files``. Symbol ids in the columns stay local to their file.
    """

    files: tuple[IngestedFile, ...]
    chunk_counts: list[int]
    symbol_counts: list[int]
    chunks: tuple[tuple[Any, ...], ...]
    symbols: tuple[tuple[Any, ...], ...]

    def chunk(self, field: str) -> tuple[Any, ...]:
        """The column of a field of ``Chunk``."""
        return self.chunks[Chunk._fields.index(field)]

    def symbol(self, field: str) -> tuple[Any, ...]:
        """The column of a field of ``Symbol``."""
        return self.symbols[Symbol._fields.index(field)]


def make_batch(files: Sequence[IngestedFile]) -> Batch:
    """Transpose ``files``."""
    ordered = tuple(sorted(files, key=lambda file: file.path))
    contents = [file.content for file in ordered]
    return Batch(
        ordered,
        [len(content.chunks) for content in contents],
        [len(content.symbols) for content in contents],
        tuple(zip(*chain.from_iterable(content.chunks for content in contents), strict=True)) or _NO_CHUNKS,
        tuple(zip(*chain.from_iterable(content.symbols for content in contents), strict=True)) or _NO_SYMBOLS,
    )


def repeat(values: Sequence[Any], counts: Sequence[int]) -> list[Any]:
    """Each value as often as its count says."""
    return [value for value, count in zip(values, counts, strict=True) for _ in range(count)]
