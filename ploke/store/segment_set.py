"""The segments of a generation while a writer changes them: which files die, what is added, what is folded."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from ploke.model.index import Totals
from ploke.store.batch import Batch
from ploke.store.columns import SegmentBuilder
from ploke.store.folding import FULL_SEGMENT, first_to_fold, weight, weight_of
from ploke.store.layout import segment_path
from ploke.store.manifest import SegmentEntry
from ploke.store.segment import Segment, encode
from ploke.store.tables import storage_errors


class SegmentSet:
    """The open segments of ``entries``, their dead files, and the new segments of one revision."""

    def __init__(
        self, index_dir: Path, revision: int, entries: Sequence[SegmentEntry], segments: Sequence[Segment]
    ) -> None:
        self._index_dir = index_dir
        self._revision = revision
        self._entries = entries
        self._segments = segments
        self._dead = [_members(entry.dead) for entry in entries]
        self._builder = SegmentBuilder()
        self._written: list[SegmentEntry] = []

    def kill(self, path: str) -> Totals | None:
        """Let the live file at ``path`` die. Returns what goes with it, or None where there is none."""
        key = path.encode("utf-8", "surrogatepass")
        for segment, dead in zip(self._segments, self._dead, strict=True):
            file = segment.find("file_paths", "file_path_offsets", key)
            if file >= 0 and file not in dead:
                dead.add(file)
                return _totals_of(segment, file)
        return None

    def add(self, batch: Batch) -> None:
        """Collect new files. Raises ``StorageError``: a segment that is large enough is written at once."""
        self._builder.add_batch(batch)
        if self._builder.postings > FULL_SEGMENT:
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
            new = weight_of(self._builder.postings, self._builder.files)
            first = first_to_fold([weight(entry) for entry, _ in kept], new)
        self._fold(kept[first:])
        return (*(entry for entry, _ in kept[:first]), *self._written)

    def refold(self, worn: Collection[int]) -> tuple[SegmentEntry, ...]:
        """Write the ``worn`` segments anew, together; returns the new list. Raises ``StorageError``."""
        pairs = list(zip(self._entries, self._segments, strict=True))
        self._fold([pair for index, pair in enumerate(pairs) if index in worn])
        return (*(entry for index, (entry, _) in enumerate(pairs) if index not in worn), *self._written)

    def _fold(self, folded: Sequence[tuple[SegmentEntry, Segment]]) -> None:
        for entry, segment in folded:
            self._builder.add_segment(segment, entry.dead)
            if self._builder.postings > FULL_SEGMENT:
                self._write()
        if self._builder.files:
            self._write()

    def _write(self) -> None:
        builder, self._builder = self._builder, SegmentBuilder()
        name = f"{self._revision}-{len(self._written)}.seg"
        self._written.append(SegmentEntry(name, builder.files, builder.postings, (), 0))
        buffers = encode(*builder.finish())
        with storage_errors("writing the read index"), segment_path(self._index_dir, name).open("wb") as file:
            file.writelines(buffers)
            file.flush()
            os.fsync(file.fileno())


def _totals_of(segment: Segment, file: int) -> Totals:
    columns = segment.columns
    chunks, symbols = columns["file_chunks"], columns["file_symbols"]
    return Totals(
        files=1,
        chunks=chunks[file + 1] - chunks[file],
        symbols=symbols[file + 1] - symbols[file],
        references=columns["file_references"][file],
        problems=columns["file_problems"][file],
        lines=columns["file_lines"][file],
        bytes=columns["file_sizes"][file],
        length=sum(columns["chunk_lengths"][chunks[file] : chunks[file + 1]]),
    )


def _members(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {file for first, end in ranges for file in range(first, end)}


def _with_dead(entry: SegmentEntry, segment: Segment, dead: set[int]) -> SegmentEntry:
    ranges: list[tuple[int, int]] = []
    for file in sorted(dead):
        if ranges and ranges[-1][1] == file:
            ranges[-1] = (ranges[-1][0], file + 1)
        else:
            ranges.append((file, file + 1))
    chunks = segment.columns["file_chunks"]
    share = sum(chunks[end] - chunks[first] for first, end in ranges) / max(segment.chunk_count, 1)
    return entry._replace(dead=tuple(ranges), dead_postings=round(share * entry.postings))
