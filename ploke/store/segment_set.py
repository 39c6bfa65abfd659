"""The segments of a generation while a writer changes them: which files die, what is added, what is folded.

The read index, the world and the graph are three such sets, each of its own segments, alike in everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from ploke.store.folding import FULL_SEGMENT, first_to_fold, weight, weight_of
from ploke.store.layout import segment_path
from ploke.store.manifest import SegmentEntry
from ploke.store.sections import FileSections
from ploke.store.tables import storage_errors

_S = TypeVar("_S", bound=FileSections)
_S_contra = TypeVar("_S_contra", bound=FileSections, contravariant=True)
_B_contra = TypeVar("_B_contra", contravariant=True)
_B = TypeVar("_B")


class Builder(Protocol[_S_contra, _B_contra]):
    """Collects files for one segment; ``weight`` counts the rows collected so far."""

    @property
    def files(self) -> int:
        """Files collected so far."""
        ...

    @property
    def weight(self) -> int:
        """Rows collected so far."""
        ...

    def add_batch(self, batch: _B_contra) -> None:
        """Collect a batch of new files."""
        ...

    def add_segment(self, segment: _S_contra, dead: Sequence[tuple[int, int]]) -> None:
        """Collect a segment's live files."""
        ...

    def finish(self) -> list[Any]:
        """The segment as buffers."""
        ...


@dataclass(frozen=True, slots=True)
class SegmentKind(Generic[_S, _B]):
    """How segments of one kind are called and built."""

    suffix: str
    builder: Callable[[], Builder[_S, _B]]


class SegmentSet(Generic[_S, _B]):
    """The open segments of ``entries``, their dead files, and the new segments of one revision."""

    def __init__(
        self,
        index_dir: Path,
        revision: int,
        kind: SegmentKind[_S, _B],
        entries: Sequence[SegmentEntry],
        segments: Sequence[_S],
    ) -> None:
        self._index_dir = index_dir
        self._revision = revision
        self._kind = kind
        self._entries = entries
        self._segments = segments
        self._dead = [_members(entry.dead) for entry in entries]
        self._builder = kind.builder()
        self._written: list[SegmentEntry] = []

    def find(self, path: str) -> tuple[_S, int] | None:
        """The segment that holds the live file at ``path``, and its place there. New files are not found."""
        for segment, dead in zip(self._segments, self._dead, strict=True):
            file = segment.file_at(path)
            if file >= 0 and file not in dead:
                return segment, file
        return None

    def live(self) -> list[tuple[_S, set[int]]]:
        """The open segments and their dead files."""
        return list(zip(self._segments, self._dead, strict=True))

    def kill(self, path: str) -> tuple[_S, int] | None:
        """Let the live file at ``path`` die. Returns where it stood, or None where there is none."""
        for segment, dead in zip(self._segments, self._dead, strict=True):
            file = segment.file_at(path)
            if file >= 0 and file not in dead:
                dead.add(file)
                return segment, file
        return None

    def add(self, batch: _B) -> None:
        """Collect new files. Raises ``StorageError``: a segment that is large enough is written at once."""
        self._builder.add_batch(batch)
        if self._builder.weight > FULL_SEGMENT:
            self._write()

    def finish(self) -> tuple[SegmentEntry, ...]:
        """Write what was collected, small older segments folded in; returns the new list. Raises ``StorageError``."""
        kept = [
            (_with_dead(entry, segment, dead), segment)
            for entry, segment, dead in zip(self._entries, self._segments, self._dead, strict=True)
            if len(dead) < entry.files
        ]
        first = len(kept)
        if self._builder.files:
            new = weight_of(self._builder.weight, self._builder.files)
            first = first_to_fold([weight(entry) for entry, _ in kept], new)
        self._fold(kept[first:])
        return (*(entry for entry, _ in kept[:first]), *self._written)

    def refold(self, worn: Collection[int]) -> tuple[SegmentEntry, ...]:
        """Write the ``worn`` segments anew, together; returns the new list. Raises ``StorageError``."""
        pairs = list(zip(self._entries, self._segments, strict=True))
        self._fold([pair for index, pair in enumerate(pairs) if index in worn])
        return (*(entry for index, (entry, _) in enumerate(pairs) if index not in worn), *self._written)

    def _fold(self, folded: Sequence[tuple[SegmentEntry, _S]]) -> None:
        for entry, segment in folded:
            self._builder.add_segment(segment, entry.dead)
            if self._builder.weight > FULL_SEGMENT:
                self._write()
        if self._builder.files:
            self._write()

    def _write(self) -> None:
        builder, self._builder = self._builder, self._kind.builder()
        name = f"{self._revision}-{len(self._written)}.{self._kind.suffix}"
        self._written.append(SegmentEntry(name, builder.files, builder.weight, (), 0))
        buffers = builder.finish()
        with storage_errors("writing the read index"), segment_path(self._index_dir, name).open("wb") as file:
            file.writelines(buffers)


def _members(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {file for first, end in ranges for file in range(first, end)}


def _with_dead(entry: SegmentEntry, segment: FileSections, dead: set[int]) -> SegmentEntry:
    ranges: list[tuple[int, int]] = []
    for file in sorted(dead):
        if ranges and ranges[-1][1] == file:
            ranges[-1] = (ranges[-1][0], file + 1)
        else:
            ranges.append((file, file + 1))
    rows = sum(segment.rows(first, end) for first, end in ranges)
    share = rows / max(segment.rows(0, segment.file_count), 1)
    return entry._replace(dead=tuple(ranges), dead_postings=round(share * entry.postings))
