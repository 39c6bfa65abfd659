"""Where a name of a document stands in the text of its file: lines from 1, columns in bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ploke.graph.precise.scip import Encoding

# What the strings of the language are made of that an indexer is written in, where it does not say what it counts.
_TOOLS = {
    "scip-typescript": Encoding.UTF16,
    "scip-python": Encoding.UTF16,
    "scip-java": Encoding.UTF16,
    "scip-dotnet": Encoding.UTF16,
    "scip-dart": Encoding.UTF16,
    "scip-go": Encoding.UTF8,
    "scip-clang": Encoding.UTF8,
    "scip-ruby": Encoding.UTF8,
    "rust-analyzer": Encoding.UTF8,
}
_WORD = frozenset(b"_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ANY = (Encoding.UTF8, Encoding.UTF16, Encoding.UTF32)


def encodings(stated: Encoding, tool: str) -> Sequence[Encoding]:
    """What a document's columns may count, likeliest first: what it says, or what its tool is known for."""
    known = stated or _TOOLS.get(tool)
    return (known,) if known else _ANY


class Place(NamedTuple):
    """Where a name starts in its line, in bytes, and the name."""

    column: int
    text: str


class Lines:
    """The lines of a text."""

    def __init__(self, data: bytes) -> None:
        self._lines = data.split(b"\n")
        self._plain = data.isascii()
        self._decoded: dict[int, str] = {}

    def place(self, line: int, start: int, end: int, encoding: Encoding) -> Place | None:
        """Where a range starts and what it holds, given its line from 0; None where no such range is."""
        if line >= len(self._lines) or start > end:
            return None
        row = self._lines[line]
        if encoding is not Encoding.UTF8 and not (self._plain or row.isascii()):
            start, end = self._byte(line, start, encoding), self._byte(line, end, encoding)
        if not 0 <= start <= end <= len(row):
            return None
        return Place(start, row[start:end].decode("utf-8", "replace"))

    def cuts_a_word(self, line: int, place: Place) -> bool:
        """Whether a place starts or ends inside of a word."""
        row, text = self._lines[line], place.text
        first, end = place.column, place.column + len(text.encode())
        return bool(text) and (
            (first > 0 and _is_word(row[first - 1]) and _is_word(row[first]))
            or (end < len(row) and _is_word(row[end - 1]) and _is_word(row[end]))
        )

    def _byte(self, line: int, column: int, encoding: Encoding) -> int:
        """The byte at which a column starts; -1 for one beyond the line or inside of a character."""
        row = self._decoded.get(line)
        if row is None:
            row = self._decoded[line] = self._lines[line].decode("utf-8", "replace")
        if encoding is Encoding.UTF32:
            return len(row[:column].encode()) if column <= len(row) else -1
        units = row.encode("utf-16-le")
        try:
            return len(units[: 2 * column].decode("utf-16-le").encode()) if 2 * column <= len(units) else -1
        except UnicodeDecodeError:
            return -1


def _is_word(byte: int) -> bool:
    return byte >= 0x80 or byte in _WORD
