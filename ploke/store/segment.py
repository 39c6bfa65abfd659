"""A read segment: some files' searchable columns in one immutable file, mapped into memory and read in place.

    magic (8) | byte-order mark u32 | header length u32 | header, JSON | sections, each aligned to 8 bytes

The header gives each section's offset and length, and the names behind small codes (languages, roles, kinds,
visibilities). Numbers are in the machine's own byte order; a segment from a machine of the other order is refused,
which costs a rebuild of the read index. Reading needs the standard library alone.
"""

from __future__ import annotations

import json
import mmap
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from ploke.errors import DamagedIndexError
from ploke.store.manifest import REBUILD_HINT

MAGIC = b"plokeseg"
_MARK = 0x01020304
_FIXED = struct.Struct("=8sII")
_ALIGN = 8

# Offsets have one entry more than what they divide.
SECTIONS: dict[str, Literal["B", "H", "I", "i", "Q"]] = {
    "file_paths": "B",
    "file_path_offsets": "I",
    "file_hashes": "B",
    "file_languages": "H",
    "file_roles": "B",
    "file_sizes": "Q",
    "file_lines": "I",
    "file_references": "I",
    "file_problems": "I",
    "file_chunks": "I",
    "file_symbols": "I",
    "chunk_files": "I",
    "chunk_starts": "I",
    "chunk_ends": "I",
    "chunk_lengths": "I",
    "chunk_symbols": "i",
    "symbol_kinds": "B",
    "symbol_visibilities": "B",
    "symbol_declared": "B",
    "symbol_parents": "i",
    "symbol_starts": "I",
    "symbol_ends": "I",
    "symbol_names": "B",
    "symbol_name_offsets": "I",
    "symbol_qualified": "B",
    "symbol_qualified_offsets": "I",
    "symbol_signatures": "B",
    "symbol_signature_offsets": "I",
    "names": "B",
    "name_offsets": "I",
    "name_symbol_offsets": "I",
    "name_symbols": "I",
    "terms": "B",
    "term_offsets": "I",
    "term_posting_offsets": "I",
    "posting_chunks": "I",
    "posting_counts": "H",
    "path_terms": "B",
    "path_term_offsets": "I",
    "path_posting_offsets": "I",
    "path_posting_files": "I",
    "path_posting_parts": "B",
}
CODES = ("languages", "roles", "kinds", "visibilities")


class SegmentDamagedError(DamagedIndexError):
    """A read segment is missing, damaged or foreign; the read index can be rebuilt from the tables."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The read index's {name} is damaged or missing.", REBUILD_HINT)


def encode(columns: Mapping[str, Any], codes: Mapping[str, Sequence[str]]) -> list[Any]:
    """A segment as a list of buffers to be written one after the other.

    ``columns`` holds a contiguous buffer for every name in ``SECTIONS``, ``codes`` a list for every one in ``CODES``.
    """
    sections: dict[str, tuple[int, int]] = {}
    body: list[Any] = []
    at = 0
    for name in SECTIONS:
        buffer = memoryview(columns[name]).cast("B")
        sections[name] = (at, buffer.nbytes)
        padding = -buffer.nbytes % _ALIGN
        body += [buffer, bytes(padding)]
        at += buffer.nbytes + padding
    header = json.dumps({"sections": sections, **{name: list(codes[name]) for name in CODES}}).encode()
    header += b" " * (-(_FIXED.size + len(header)) % _ALIGN)
    return [_FIXED.pack(MAGIC, _MARK, len(header)), header, *body]


class Segment:
    """A segment's sections as typed views; ids are local to it. ``file_hashes`` is cut by ``hash_width``."""

    def __init__(self, name: str, data: Any) -> None:
        """View ``data``, a readable buffer. Raises ``SegmentDamagedError`` where it is no segment."""
        self.name = name
        self._map: mmap.mmap | None = data if isinstance(data, mmap.mmap) else None
        self.data = data
        view = memoryview(data)
        try:
            magic, mark, length = _FIXED.unpack_from(view)
            if magic != MAGIC or mark != _MARK:
                raise SegmentDamagedError(name)
            start = _FIXED.size + length
            header = json.loads(bytes(view[_FIXED.size : start]))
            self.at = {section: start + offset for section, (offset, _) in header["sections"].items()}
            views: dict[str, memoryview[int]] = {
                section: view[start + offset : start + offset + size].cast(SECTIONS[section])
                for section, (offset, size) in header["sections"].items()
            }
            self.languages, self.roles, self.kinds, self.visibilities = (tuple(header[code]) for code in CODES)
            self.columns = views
            self.file_count = len(views["file_path_offsets"]) - 1
            self.chunk_count = len(views["chunk_files"])
            self.hash_width = len(views["file_hashes"]) // self.file_count if self.file_count else 0
        except (struct.error, ValueError, KeyError, TypeError) as error:
            raise SegmentDamagedError(name) from error

    @classmethod
    def open(cls, path: Path) -> Segment:
        """Map a segment's file. Raises ``SegmentDamagedError``."""
        try:
            with path.open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise SegmentDamagedError(path.name) from error
        return cls(path.name, data)

    def close(self) -> None:
        """Unmap; views still in use keep the map until they go."""
        self.columns = {}
        if self._map is not None:
            with suppress(BufferError):
                self._map.close()

    def text(self, section: str, offsets: str, index: int) -> str:
        """One string of a blob."""
        ends = self.columns[offsets]
        at = self.at[section]
        return str(self.data[at + ends[index] : at + ends[index + 1]], "utf-8")

    def find(self, section: str, offsets: str, key: bytes) -> int:
        """Where ``key`` stands in a sorted blob, or -1."""
        ends, at, data = self.columns[offsets], self.at[section], self.data
        low, high = 0, len(ends) - 1
        while low < high:
            middle = (low + high) >> 1
            if data[at + ends[middle] : at + ends[middle + 1]] < key:
                low = middle + 1
            else:
                high = middle
        found = low < len(ends) - 1 and data[at + ends[low] : at + ends[low + 1]] == key
        return low if found else -1

    def from_prefix(self, section: str, offsets: str, prefix: bytes) -> Iterator[str]:
        """The strings of a sorted blob that start with ``prefix``, ascending."""
        ends, at, data = self.columns[offsets], self.at[section], self.data
        count = len(ends) - 1
        first = bisect_left(range(count), prefix, key=lambda i: data[at + ends[i] : at + ends[i + 1]])
        for index in range(first, count):
            string = data[at + ends[index] : at + ends[index + 1]]
            if not string.startswith(prefix):
                return
            yield string.decode()

    def strings(self, section: str, offsets: str) -> list[bytes]:
        """All strings of a blob."""
        blob, ends = bytes(self.columns[section]), self.columns[offsets].tolist()
        return [blob[first:end] for first, end in pairwise(ends)]

    def path(self, file: int) -> str:
        """A file's path."""
        return self.text("file_paths", "file_path_offsets", file)

    def hash(self, file: int) -> str:
        """A file's content hash, hexadecimal."""
        width = self.hash_width
        return bytes(self.columns["file_hashes"][file * width : file * width + width]).hex()

    def file_of_symbol(self, symbol: int) -> int:
        """Which file a symbol stands in."""
        return bisect_right(self.columns["file_symbols"], symbol) - 1

    def name_symbols(self, folded: str) -> Sequence[int]:
        """Symbols of a case-folded name, ascending."""
        index = self.find("names", "name_offsets", folded.encode("utf-8", "surrogatepass"))
        if index < 0:
            return ()
        offsets = self.columns["name_symbol_offsets"]
        return self.columns["name_symbols"][offsets[index] : offsets[index + 1]]
