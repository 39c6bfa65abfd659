"""Columns in one immutable file, mapped into memory and read in place: what all parts of the read index are made of.

    magic (8) | byte-order mark u32 | header length u32 | header, JSON | sections, each aligned to 8 bytes

The header gives each section's offset and length, and the names behind small codes. Some columns take 16 bits a number
where all of theirs fit; the header then gives their format too. Numbers are in the machine's own byte order; a file
from a machine of the other order is refused, which costs a rebuild of the read index. Reading needs the standard
library alone.
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
from typing import Any, ClassVar, Literal, Self

from ploke.errors import DamagedIndexError
from ploke.store.manifest import REBUILD_HINT

Format = Literal["B", "H", "I", "i", "Q"]
_NARROW = {"I": "H", "i": "h"}
_MARK = 0x01020304
_FIXED = struct.Struct("=8sII")
_ALIGN = 8


class SegmentDamagedError(DamagedIndexError):
    """A part of the read index is missing, damaged or foreign; it can be rebuilt from the tables."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The read index's {name} is damaged or missing.", REBUILD_HINT)


class Sections:
    """A file's sections as typed views. Each kind of file says what it holds.

    ``SECTIONS`` names its columns with their formats (offsets have one entry more than what they divide), ``CODES`` its
    lists of names. Columns in ``NARROWED`` may have half the width of their formats.
    """

    MAGIC: ClassVar[bytes]
    SECTIONS: ClassVar[Mapping[str, Format]]
    CODES: ClassVar[tuple[str, ...]] = ()
    NARROWED: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, name: str, data: Any) -> None:
        """View ``data``, a readable buffer. Raises ``SegmentDamagedError`` where it is no file of this kind."""
        self.name = name
        self._map: mmap.mmap | None = data if isinstance(data, mmap.mmap) else None
        self.data = data
        view = memoryview(data)
        try:
            magic, mark, length = _FIXED.unpack_from(view)
            if magic != self.MAGIC or mark != _MARK:
                raise SegmentDamagedError(name)
            start = _FIXED.size + length
            header = json.loads(bytes(view[_FIXED.size : start]))
            self.at = {section: start + place[0] for section, place in header["sections"].items()}
            self.columns: dict[str, memoryview[int]] = {
                section: view[start + offset : start + offset + size].cast(self._format(section, *narrow))
                for section, (offset, size, *narrow) in header["sections"].items()
            }
            self.codes: dict[str, tuple[str, ...]] = {code: tuple(header[code]) for code in self.CODES}
            self._take()
        except (struct.error, ValueError, KeyError, TypeError) as error:
            raise SegmentDamagedError(name) from error

    def _format(self, section: str, narrow: str = "") -> Any:
        declared = self.SECTIONS[section]
        if narrow and narrow != _NARROW[declared]:
            raise ValueError(f"{section} has no format {narrow}")
        return narrow or declared

    def _take(self) -> None:
        """Set what a kind of file derives from its sections. May raise ``ValueError``, ``KeyError``, ``TypeError``."""

    @classmethod
    def open(cls, path: Path) -> Self:
        """Map a file. Raises ``SegmentDamagedError``."""
        try:
            with path.open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise SegmentDamagedError(path.name) from error
        return cls(path.name, data)

    @classmethod
    def encode(cls, columns: Mapping[str, Any], codes: Mapping[str, Sequence[str]]) -> list[Any]:
        """A file as a list of buffers to be written one after the other.

        ``columns`` holds a contiguous buffer for every name in ``SECTIONS``, ``codes`` a list for every one in
        ``CODES``. Buffers of ``NARROWED`` columns tell by their format how wide they are.
        """
        sections: dict[str, tuple[int, int] | tuple[int, int, str]] = {}
        body: list[Any] = []
        at = 0
        for name in cls.SECTIONS:
            column = memoryview(columns[name])
            buffer = column.cast("B")
            is_narrow = name in cls.NARROWED and column.format == _NARROW[cls.SECTIONS[name]]
            sections[name] = (at, buffer.nbytes, column.format) if is_narrow else (at, buffer.nbytes)
            padding = -buffer.nbytes % _ALIGN
            body += [buffer, bytes(padding)]
            at += buffer.nbytes + padding
        header = json.dumps({"sections": sections, **{name: list(codes[name]) for name in cls.CODES}}).encode()
        header += b" " * (-(_FIXED.size + len(header)) % _ALIGN)
        return [_FIXED.pack(cls.MAGIC, _MARK, len(header)), header, *body]

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

    def piece(self, section: str, offsets: str, index: int) -> bytes:
        """One piece of a blob."""
        ends = self.columns[offsets]
        at = self.at[section]
        return bytes(self.data[at + ends[index] : at + ends[index + 1]])

    def find(self, section: str, offsets: str, key: bytes) -> int:
        """Where ``key`` stands in a sorted blob, or -1."""
        low = self.place(section, offsets, key)
        ends, at = self.columns[offsets], self.at[section]
        found = low < len(ends) - 1 and self.data[at + ends[low] : at + ends[low + 1]] == key
        return low if found else -1

    def place(self, section: str, offsets: str, key: bytes) -> int:
        """Where ``key`` stands in a sorted blob or would be put in."""
        ends, at, data = self.columns[offsets], self.at[section], self.data
        low, high = 0, len(ends) - 1
        while low < high:
            middle = (low + high) >> 1
            if data[at + ends[middle] : at + ends[middle + 1]] < key:
                low = middle + 1
            else:
                high = middle
        return low

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


class FileSections(Sections):
    """Sections of files, sorted by path; rows of any kind lie file after file."""

    WEIGHED: ClassVar[tuple[str, ...]]
    """Offsets of rows by file whose number makes a file's weight."""

    def _take(self) -> None:
        self.file_count = len(self.columns["file_path_offsets"]) - 1

    def path(self, file: int) -> str:
        """A file's path."""
        return self.text("file_paths", "file_path_offsets", file)

    def file_at(self, path: str) -> int:
        """The file of a path, or -1."""
        return self.find("file_paths", "file_path_offsets", path.encode("utf-8", "surrogatepass"))

    def rows(self, first: int, end: int) -> int:
        """How many rows the files from ``first`` to ``end`` have."""
        return sum(self.columns[name][end] - self.columns[name][first] for name in self.WEIGHED)


class Liveness:
    """Which files of a file of sections are live, given the ranges of those that are dead."""

    __slots__ = ("ends", "firsts")

    def __init__(self, dead: Sequence[tuple[int, int]]) -> None:
        self.firsts = [first for first, _ in dead]
        self.ends = [end for _, end in dead]

    def has(self, file: int) -> bool:
        """Whether a file is live."""
        at = bisect_right(self.firsts, file) - 1
        return at < 0 or file >= self.ends[at]

    def runs(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        """The runs of live files from ``first`` to ``end``."""
        for dead_first, dead_end in zip(self.firsts, self.ends, strict=True):
            if dead_end <= first:
                continue
            if dead_first >= end:
                break
            if first < dead_first:
                yield first, dead_first
            first = dead_end
        if first < end:
            yield first, end
