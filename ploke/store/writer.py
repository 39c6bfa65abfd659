"""The writer: one process at a time turns changed files into the next generation.

Rows and segments are written as they come; nobody sees them until ``commit`` moves the manifest. Killed at any point,
the last generation stays readable, and the next writer deletes what the manifest does not list.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace as replaced
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from ploke.errors import DamagedIndexError, NoIndexError, StorageError
from ploke.model.index import Totals
from ploke.model.ingested import Content, IngestedFile
from ploke.model.source import Role
from ploke.store.batch import Batch, make_batch
from ploke.store.cleanup import remove_unreachable, write_lease
from ploke.store.folding import LARGEST_SEGMENT, first_to_fold, is_base_worn, needs_maintenance, weight
from ploke.store.layout import LEASES, SEGMENTS, TABLES, numbered, segment_path
from ploke.store.locks import writer_lock
from ploke.store.manifest import (
    SCHEMA_VERSION,
    Manifest,
    SchemaMismatchError,
    SegmentEntry,
    StoredFile,
    read_manifest,
    write_manifest,
)
from ploke.store.readindex import open_segments
from ploke.store.segment import Segment, encode
from ploke.store.tables import Tables, check_tables, drop_epoch, files_of_epoch, remove_leftovers, storage_errors
from ploke.store.trust import boot_id, describe_new

_BATCH_FILES = 1000
_BATCH_BYTES = 16 << 20


class Writer:
    """The next generation in the making. A context manager: leaving it without ``commit`` changes nothing.

    ``manifest`` is the generation it starts from, None for a first build or a rebuild, and afterwards the one it
    committed.
    """

    def __init__(self, index_dir: Path, manifest: Manifest | None, lock: ExitStack) -> None:
        from ploke.store.columns import SegmentBuilder

        self.manifest = manifest
        self._index_dir = index_dir
        self._lock = lock
        self._new_builder = SegmentBuilder
        self._jobs = ThreadPoolExecutor(1, thread_name_prefix="ploke-writer")
        self._generation = _last_generation(index_dir, manifest)
        self._revision = max([manifest.revision if manifest else 0, *numbered(index_dir / LEASES)])
        self._epoch = manifest.epoch if manifest else max(numbered(index_dir / TABLES), default=0) + 1
        self._tables: Tables | None = None
        self._segments: list[Segment] = []
        self._begin()

    @classmethod
    def open(
        cls, index_dir: Path, wait_seconds: float = 0.0, rebuild: bool = False, without_segments: bool = False
    ) -> Writer:
        """Take the writer's lock and start from the current generation, or from nothing with ``rebuild``.

        Raises ``BusyError`` if another writer holds the lock longer than ``wait_seconds``, ``DamagedIndexError`` if
        the tables fail their checks, ``SegmentDamagedError`` if only the read index does (``rebuild_read_index``
        mends that), ``SchemaMismatchError`` for another schema, ``StorageError`` where the system refuses.
        """
        with ExitStack() as lock:
            lock.enter_context(writer_lock(index_dir, wait_seconds))
            manifest = None
            if not rebuild:
                with suppress(NoIndexError):
                    manifest = read_manifest(index_dir)
            if manifest is not None:
                check_tables(index_dir, manifest)
                with storage_errors("removing what an interrupted run left"):
                    remove_leftovers(index_dir, manifest)
            writer = cls(index_dir, manifest, lock.pop_all())
        try:
            if manifest is not None and not without_segments:
                writer._segments = open_segments(index_dir, manifest)
        except DamagedIndexError:
            writer.close()
            raise
        return writer

    def _begin(self) -> None:
        self._buffer: list[IngestedFile] = []
        self._buffered_bytes = 0
        self._pending: Future[None] | None = None
        self._builder = self._new_builder()
        self._finished: list[SegmentEntry] = []
        self._dead: list[set[int]] = [
            _members(entry.dead) for entry in (self.manifest.segments if self.manifest else ())
        ]
        self._given: set[str] = set()
        self._written_before = self.manifest is not None
        self._totals = list(self.manifest.totals if self.manifest else Totals(*[0] * len(Totals._fields)))

    # ------------------------------------------------------------------ changes

    def replace(self, files: Iterable[IngestedFile]) -> None:
        """Add files, each in place of what stood at its path. A path may be given once a commit.

        Memory stays bounded: rows go to the tables in slices. Raises ``StorageError``.
        """
        for file in files:
            self._claim(file.path)
            self._buffer.append(file)
            self._buffered_bytes += len(file.content.payload)
            if len(self._buffer) >= _BATCH_FILES or self._buffered_bytes >= _BATCH_BYTES:
                self._flush([])

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files; paths that are not in the index are passed over. Raises ``StorageError``."""
        gone = [path for path in paths if self._claim(path)]
        if gone:
            self._flush(gone)

    def _claim(self, path: str) -> bool:
        """Note that ``path`` changes: its old row dies. Returns whether there was one."""
        if path in self._given:
            raise ValueError(f"{path} was given twice in one commit")
        self._given.add(path)
        key = path.encode("utf-8", "surrogatepass")
        for index, segment in enumerate(self._segments):
            local = segment.find("file_paths", "file_path_offsets", key)
            if local >= 0 and local not in self._dead[index]:
                self._dead[index].add(local)
                self._count_file(segment, local)
                return True
        return False

    def _count_file(self, segment: Segment, file: int) -> None:
        columns = segment.columns
        chunks, symbols = columns["file_chunks"], columns["file_symbols"]
        gone = Totals(
            files=1,
            chunks=chunks[file + 1] - chunks[file],
            symbols=symbols[file + 1] - symbols[file],
            references=columns["file_references"][file],
            problems=columns["file_problems"][file],
            lines=columns["file_lines"][file],
            bytes=columns["file_sizes"][file],
            length=sum(columns["chunk_lengths"][chunks[file] : chunks[file + 1]]),
        )
        self._totals = [total - one for total, one in zip(self._totals, gone, strict=True)]

    def _count_batch(self, batch: Batch) -> None:
        contents = [file.content for file in batch.files]
        new = Totals(
            files=len(contents),
            chunks=sum(batch.chunk_counts),
            symbols=sum(batch.symbol_counts),
            references=sum(content.references for content in contents),
            problems=sum(content.problems for content in contents),
            lines=sum(content.lines for content in contents),
            bytes=sum(content.size for content in contents),
            length=sum(batch.chunk("length")),
        )
        self._totals = [total + one for total, one in zip(self._totals, new, strict=True)]

    def _flush(self, removed: Sequence[str]) -> None:
        """Send what is buffered on its way; the tables are written while the caller goes on."""
        files, self._buffer, self._buffered_bytes = self._buffer, [], 0
        if not files and not removed:
            return
        batch = make_batch(files)
        self._wait()
        self._pending = self._jobs.submit(self._write_rows, batch, removed)
        self._count_batch(batch)
        self._builder.add_batch(batch)
        if self._builder.postings > LARGEST_SEGMENT // 2:
            with storage_errors("writing the read index"):
                self._finished.append(self._write_segment())

    def _write_rows(self, batch: Batch, removed: Sequence[str]) -> None:
        from ploke.store.rows import tables_of

        with storage_errors("writing its tables"):
            tables = self._open_tables()
            if self._written_before:
                tables.delete_paths([*removed, *(file.path for file in batch.files)])
            tables.add(tables_of(batch))

    def _open_tables(self) -> Tables:
        if self._tables is None:
            self._tables = (
                Tables.open(self._index_dir, self.manifest)
                if self.manifest is not None
                else Tables.create(self._index_dir, self._epoch)
            )
        return self._tables

    def _wait(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.result()

    # ------------------------------------------------------------------ commit

    def commit(self, extra: Mapping[str, Any] | None = None) -> Manifest:
        """Make everything given so far the next generation, with ``extra`` (JSON) beside it, and start anew from it.

        ``extra`` None keeps what the last generation had. Raises ``StorageError``; the last generation is then intact.
        """
        self._flush([])
        with storage_errors("committing"):
            before = self.manifest
            entries = self._fold(first_to_fold)
            self._wait()
            tables = self._open_tables()
            manifest = Manifest(
                schema=SCHEMA_VERSION,
                generation=self._generation + 1,
                revision=self._revision + 1,
                committed_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
                epoch=self._epoch,
                tables=tables.versions(),
                segments=tuple(entries),
                totals=Totals(*self._totals),
                stored={},
                boot_id=boot_id(),
                updates=before.updates + 1 if before else 0,
                fresh_bytes=before.fresh_bytes if before else 0,
                extra=(before.extra if before else {}) if extra is None else extra,
            )
            return self._publish(manifest)

    def _fold(self, choose: Any) -> list[SegmentEntry]:
        """Write the new segment, older ones that ``choose`` names folded in; returns all entries."""
        before = self.manifest.segments if self.manifest else ()
        kept: list[tuple[SegmentEntry, Segment]] = []
        for entry, segment, dead in zip(before, self._segments, self._dead, strict=True):
            if len(dead) < entry.files:
                kept.append((_with_dead(entry, segment, dead), segment))
        new = self._builder.postings + 64 * self._builder.files
        first = choose([weight(entry) for entry, _ in kept], new) if self._builder.files else len(kept)
        for entry, segment in kept[first:]:
            self._builder.add_segment(segment, entry.dead)
        entries = [entry for entry, _ in kept[:first]] + self._finished
        if self._builder.files:
            entries.append(self._write_segment())
        return entries

    def _write_segment(self) -> SegmentEntry:
        builder, self._builder = self._builder, self._new_builder()
        name = f"{self._revision + 1}-{len(self._finished)}.seg"
        files, postings = builder.files, builder.postings
        buffers = encode(*builder.finish())
        with segment_path(self._index_dir, name).open("wb") as file:
            file.writelines(buffers)
            file.flush()
            os.fsync(file.fileno())
        return SegmentEntry(name, files, postings, (), 0)

    def _publish(self, manifest: Manifest) -> Manifest:
        index_dir = self._index_dir
        segments = [entry.name for entry in manifest.segments]
        known: Mapping[str, StoredFile] = self.manifest.stored if self.manifest else {}
        names = [*files_of_epoch(index_dir, manifest.epoch), *(f"{SEGMENTS}/{name}" for name in segments)]
        manifest = replaced(manifest, stored=describe_new(index_dir, names, known))
        if not manifest.updates:
            manifest = replaced(manifest, fresh_bytes=_table_bytes(manifest))
        write_lease(index_dir, manifest.revision, manifest.epoch, segments)
        write_manifest(index_dir, manifest)
        open_before = {segment.name: segment for segment in self._segments}
        self._segments = [
            open_before.pop(name) if name in open_before else Segment.open(segment_path(index_dir, name))
            for name in segments
        ]
        for segment in open_before.values():
            segment.close()
        self.manifest = manifest
        self._generation, self._revision, self._epoch = manifest.generation, manifest.revision, manifest.epoch
        self._begin()
        remove_unreachable(index_dir, manifest)
        return manifest

    # ------------------------------------------------------------------ maintenance

    def maintain(self, force: bool = False) -> bool:
        """Copy worn tables to a fresh epoch and fold the read index, if worth it; same generation, new revision.

        Returns whether anything was done. Nothing may be pending. Raises ``StorageError``.
        """
        before = self.manifest
        if before is None or not (force or needs_maintenance(before) or is_base_worn(before.segments)):
            return False
        with storage_errors("compacting"):
            old = self._open_tables()
            copy = force or needs_maintenance(before)
            if copy:
                self._tables = old.copy_to(self._index_dir, before.epoch + 1)
                old.close()
            manifest = replaced(
                before,
                revision=before.revision + 1,
                epoch=before.epoch + 1 if copy else before.epoch,
                tables=self._open_tables().versions(),
                segments=tuple(self._refold(force or is_base_worn(before.segments))),
                updates=0 if copy else before.updates,
                boot_id=boot_id(),
            )
            self._publish(manifest)
        return True

    def _refold(self, fold: bool) -> Sequence[SegmentEntry]:
        entries = self.manifest.segments if self.manifest else ()
        if not fold or sum(map(weight, entries)) > LARGEST_SEGMENT or (len(entries) < 2 and not entries[0].dead):
            return entries
        for entry, segment in zip(entries, self._segments, strict=True):
            self._builder.add_segment(segment, entry.dead)
        return [self._write_segment()]

    def rebuild_segments(self, decode: Callable[[bytes], Content]) -> Manifest:
        """Write the read index anew from the tables alone: same generation, new revision. Raises ``StorageError``."""
        before = self.manifest
        if before is None:
            raise NoIndexError(f"There is no index in {self._index_dir}.", "Run `ploke index`.")
        with storage_errors("rebuilding the read index"):
            for rows in self._open_tables().read("files", ["path", "module", "role", "payload"]):
                files = [
                    IngestedFile(row["path"], row["module"], Role(row["role"]), decode(row["payload"]))
                    for row in rows.to_pylist()
                ]
                self._builder.add_batch(make_batch(files))
                if self._builder.postings > LARGEST_SEGMENT // 2:
                    self._finished.append(self._write_segment())
            if self._builder.files:
                self._finished.append(self._write_segment())
            return self._publish(replaced(before, revision=before.revision + 1, segments=tuple(self._finished)))

    # ------------------------------------------------------------------ end

    def close(self) -> None:
        """Give up what is not committed and let the next writer in."""
        if self._pending is not None:
            # What was not committed does not matter any more, nor why it failed.
            with suppress(StorageError):
                self._wait()
        self._jobs.shutdown()
        if self._tables is not None:
            self._tables.close()
            self._tables = None
        for segment in self._segments:
            segment.close()
        self._segments = []
        with suppress(OSError):
            if self.manifest is None or self._epoch != self.manifest.epoch:
                drop_epoch(self._index_dir, self._epoch)
            else:
                remove_leftovers(self._index_dir, self.manifest)
        self._lock.close()

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _last_generation(index_dir: Path, manifest: Manifest | None) -> int:
    if manifest is not None:
        return manifest.generation
    try:
        return read_manifest(index_dir).generation
    except (NoIndexError, DamagedIndexError, SchemaMismatchError):
        return 0


def _members(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {file for first, end in ranges for file in range(first, end)}


def _with_dead(entry: SegmentEntry, segment: Segment, dead: set[int]) -> SegmentEntry:
    ranges: list[tuple[int, int]] = []
    for file in sorted(dead):
        if ranges and ranges[-1][1] == file:
            ranges[-1] = (ranges[-1][0], file + 1)
        else:
            ranges.append((file, file + 1))
    columns = segment.columns
    chunks = columns["file_chunks"]
    share = sum(chunks[end] - chunks[first] for first, end in ranges) / max(segment.chunk_count, 1)
    return entry._replace(dead=tuple(ranges), dead_postings=round(share * entry.postings))


def _table_bytes(manifest: Manifest) -> int:
    return sum(stored.size for name, stored in manifest.stored.items() if name.startswith(TABLES + "/"))
