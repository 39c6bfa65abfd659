"""Chunks: the spans that search returns, and the term counts that score them."""

from __future__ import annotations

from typing import NamedTuple

CODE_MAX = 255
NAME_MAX = 15
DOC_MAX = 15


class Chunk(NamedTuple):
    """A span of a file. The chunks of a file partition its lines, in order.

    ``symbol`` is the file-local id of the symbol it shows (``MODULE`` for none); ``length`` its number of terms.
    """

    start_line: int
    end_line: int
    start_byte: int
    end_byte: int
    symbol: int
    length: int


def pack_counts(code: int, name: int, doc: int) -> int:
    """Pack how often a term stands in a chunk's text, symbol names and docs into 16 bits.

    Each count saturates (255, 15, 15): beyond that BM25's own saturation leaves nothing to tell apart.
    """
    if code > CODE_MAX:
        code = CODE_MAX
    if name > NAME_MAX:
        name = NAME_MAX
    if doc > DOC_MAX:
        doc = DOC_MAX
    return code | name << 8 | doc << 12


def unpack_counts(packed: int) -> tuple[int, int, int]:
    """The inverse of ``pack_counts`` below its limits: code, name, doc."""
    return packed & 0xFF, packed >> 8 & 0xF, packed >> 12
