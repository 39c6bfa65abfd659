"""The writer: one process at a time turns changed files into the next generation.

Rows and segments are written as they come; nobody sees them until ``commit`` moves the manifest. Killed at any point,
the last generation stays readable, and the next writer deletes what the manifest does not list.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from ploke.store.folding import needs_maintenance, segments_to_refold
from ploke.store.layout import BUILDING, LEASES, SEGMENTS, TABLES, lease_path, manifest_path, numbered, segment_path
from ploke.store.locks import writer_lock
from ploke.store.manifest import SCHEMA_VERSION, Manifest, SegmentEntry, StoredFile, read_manifest, write_manifest
from ploke.store.readindex import open_segments
from ploke.store.segment import Segment
from ploke.store.segment_set import SegmentSet
from ploke.store.tables import (
    Tables,
    check_tables,
    drop_epoch,
    keep_open,
    open_or_kept,
    remove_leftovers,
    scan_epoch,
    storage_errors,
)
from ploke.store.trust import boot_id, describe

_BATCH_FILES = 1000
_BATCH_BYTES = 16 << 20
_NOTHING = Totals(*[0] * len(Totals._fields))


class Writer:
    """The next generation in the making. A context manager: leaving it without ``commit`` changes nothing.

    ``manifest`` is the generation it starts from, None for a first build or a rebuild, and afterwards the one it
    committed. After a method has raised ``StorageError``, only ``close`` may be called.
    """

    def __init__(
        self, index_dir: Path, manifest: Manifest | None, segments: list[Segment], trusted: bool, lock: ExitStack
    ) -> None:
        self.manifest = manifest
        self._index_dir = index_dir
        self._segments = segments
        self._trusted = trusted
        self._lock = lock
        self._jobs = ThreadPoolExecutor(1, thread_name_prefix="ploke-writer")
        self._generation = manifest.generation if manifest else _last_generation(index_dir)
        self._revision = max([manifest.revision if manifest else 0, *numbered(index_dir / LEASES)])
        self._epoch = manifest.epoch if manifest else _new_epoch(index_dir)
        self._tables: Tables | None = None
        self._dirty = False
        self._begin()

    @classmethod
    def open(
        cls, index_dir: Path, wait_seconds: float = 0.0, rebuild: bool = False, without_segments: bool = False
    ) -> Writer:
        """Take the writer's lock and start from the current generation, or from nothing with ``rebuild``.

        ``without_segments`` neither checks nor uses the read index; only ``rebuild_segments`` may follow. Raises
        ``BusyError`` if another writer holds the lock longer than ``wait_seconds``, ``DamagedIndexError`` if the
        tables fail their checks, ``SegmentDamagedError`` if only the read index does (``rebuild_read_index`` mends
        that), ``SchemaMismatchError`` for another schema, ``StorageError`` where the system refuses.
        """
        with ExitStack() as lock:
            lock.enter_context(writer_lock(index_dir, wait_seconds))
            manifest = None
            segments: list[Segment] = []
            trusted = True
            if not rebuild:
                with suppress(NoIndexError):
                    manifest = read_manifest(index_dir)
            if manifest is not None:
                leftovers, trusted = check_tables(index_dir, manifest)
                if leftovers:
                    with storage_errors("removing what an interrupted run left"):
                        remove_leftovers(index_dir, manifest, leftovers)
                if not without_segments:
                    segments = open_segments(index_dir, manifest)
            elif not manifest_path(index_dir).exists():
                with storage_errors("starting"):
                    (index_dir / BUILDING).touch()
            return cls(index_dir, manifest, segments, trusted, lock.pop_all())

    def _begin(self) -> None:
        entries = self.manifest.segments if self.manifest and self._segments else ()
        self._changes = SegmentSet(self._index_dir, self._revision + 1, entries, self._segments)
        self._totals = self.manifest.totals if self.manifest else _NOTHING
        self._given: set[str] = set()
        self._buffer: list[IngestedFile] = []
        self._buffered_bytes = 0
        self._deleted: list[str] = []
        self._pending: Future[None] | None = None

    # ------------------------------------------------------------------ changes

    def replace(self, files: Iterable[IngestedFile]) -> None:
        """Add files, each in place of what stood at its path. A path may be given once a commit.

        Memory stays bounded: rows go to the tables in slices. Raises ``StorageError``.
        """
        for file in files:
            self._kill(file.path)
            self._buffer.append(file)
            self._buffered_bytes += len(file.content.payload)
            if len(self._buffer) >= _BATCH_FILES or self._buffered_bytes >= _BATCH_BYTES:
                self._flush()

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files; paths that are not in the index are passed over. Raises ``StorageError``."""
        for path in paths:
            self._kill(path)

    def _kill(self, path: str) -> None:
        if path in self._given:
            raise ValueError(f"{path} was given twice in one commit")
        self._given.add(path)
        gone = self._changes.kill(path)
        if gone is not None:
            self._deleted.append(path)
            self._totals = Totals(*(total - one for total, one in zip(self._totals, gone, strict=True)))

    def _flush(self) -> None:
        """Send what is buffered on its way; the tables are written while the caller goes on."""
        files, self._buffer, self._buffered_bytes = self._buffer, [], 0
        deleted, self._deleted = self._deleted, []
        if not files and not deleted:
            return
        batch = make_batch(files)
        self._wait()
        self._pending = self._jobs.submit(self._write_rows, batch, deleted)
        self._totals = Totals(*(total + one for total, one in zip(self._totals, _totals_of(batch), strict=True)))
        self._changes.add(batch)

    def _write_rows(self, batch: Batch, deleted: Sequence[str]) -> None:
        from ploke.store.rows import tables_of

        rows = tables_of(batch)
        with storage_errors("writing its tables"):
            self._dirty = True
            if self._tables is None and self.manifest is None:
                self._tables = Tables.create(self._index_dir, self._epoch, rows)
            else:
                self._open_tables().change(deleted, rows)

    def _open_tables(self) -> Tables:
        if self._tables is None:
            assert self.manifest is not None
            self._tables = open_or_kept(self._index_dir, self.manifest)
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
        self._flush()
        before = self.manifest
        segments = self._changes.finish()
        self._wait()
        if before is None and self._tables is None:
            self._write_rows(make_batch([]), [])
        written = self._tables is not None
        return self._publish(
            Manifest(
                schema=SCHEMA_VERSION,
                generation=self._generation + 1,
                revision=self._revision + 1,
                committed_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
                epoch=self._epoch,
                tables=self._versions() if written or before is None else before.tables,
                segments=segments,
                totals=self._totals,
                stored={},
                boot_id=boot_id(),
                updates=before.updates + written if before else 0,
                fresh_bytes=before.fresh_bytes if before else 0,
                extra=(before.extra if before else {}) if extra is None else extra,
            )
        )

    def _versions(self) -> dict[str, int]:
        with storage_errors("committing"):
            return self._open_tables().versions()

    def _publish(self, manifest: Manifest) -> Manifest:
        index_dir, names = self._index_dir, [entry.name for entry in manifest.segments]
        with storage_errors("committing"):
            manifest = replaced(manifest, stored=self._describe(manifest))
            if not manifest.updates:
                manifest = replaced(manifest, fresh_bytes=_table_bytes(manifest))
            write_lease(index_dir, manifest.revision, manifest.epoch, names)
            write_manifest(index_dir, manifest)
        self._dirty, self._trusted = False, True
        with suppress(OSError):
            (index_dir / BUILDING).unlink(missing_ok=True)
        open_before = {segment.name: segment for segment in self._segments}
        self._segments = [
            open_before.pop(name) if name in open_before else Segment.open(segment_path(index_dir, name))
            for name in names
        ]
        for segment in open_before.values():
            segment.close()
        self.manifest = manifest
        self._generation, self._revision, self._epoch = manifest.generation, manifest.revision, manifest.epoch
        self._begin()
        remove_unreachable(index_dir, manifest)
        return manifest

    def _describe(self, manifest: Manifest) -> dict[str, StoredFile]:
        # Files that had to be read to be trusted are described anew: the next process need not read them again.
        known: Mapping[str, StoredFile] = self.manifest.stored if self.manifest and self._trusted else {}
        names = [*scan_epoch(self._index_dir, manifest.epoch)]
        names += [f"{SEGMENTS}/{entry.name}" for entry in manifest.segments]
        return {name: known.get(name) or describe(f"{self._index_dir}/{name}") for name in names}

    # ------------------------------------------------------------------ maintenance

    def maintain(self, force: bool = False) -> bool:
        """Copy worn tables to a fresh epoch and fold the read index, if worth it; same generation, new revision.

        After a restart of the machine or a copy of the folder it also spares later processes from checking contents.
        Returns whether anything was done. To be called with nothing pending. Raises ``StorageError``.
        """
        before = self.manifest
        if before is None:
            return False
        copy, worn = force or needs_maintenance(before), segments_to_refold(before.segments, force)
        if not copy and not worn and self._trusted:
            return False
        if copy:
            with storage_errors("compacting"):
                old = self._open_tables()
                self._epoch, self._dirty = _new_epoch(self._index_dir), True
                self._tables = old.copy_to(self._index_dir, self._epoch)
                old.close()
        self._publish(
            replaced(
                before,
                revision=before.revision + 1,
                epoch=self._epoch,
                tables=self._versions() if copy else before.tables,
                segments=self._changes.refold(worn) if worn else before.segments,
                updates=0 if copy else before.updates,
                boot_id=boot_id(),
            )
        )
        return True

    def rebuild_segments(self, decode: Callable[[bytes], Content]) -> Manifest:
        """Write the read index anew from the tables alone: same generation, new revision. Raises ``StorageError``."""
        before = self.manifest
        if before is None:
            raise NoIndexError(f"There is no index in {self._index_dir}.", "Run `ploke index`.")
        for rows in self._stored_files():
            files = [
                IngestedFile(row["path"], row["module"], Role(row["role"]), decode(row["payload"])) for row in rows
            ]
            self._changes.add(make_batch(files))
        segments: tuple[SegmentEntry, ...] = self._changes.finish()
        return self._publish(replaced(before, revision=before.revision + 1, segments=segments))

    def _stored_files(self) -> Iterator[list[dict[str, Any]]]:
        with storage_errors("reading its tables"):
            for batch in self._open_tables().read("files", ["path", "module", "role", "payload"]):
                yield batch.to_pylist()

    # ------------------------------------------------------------------ end

    def close(self) -> None:
        """Give up what is not committed and let the next writer in."""
        if self._pending is not None:
            # What was not committed does not matter any more, nor why it failed.
            with suppress(StorageError):
                self._wait()
        self._jobs.shutdown()
        for segment in self._segments:
            segment.close()
        self._segments = []
        if self._tables is not None and self.manifest is not None and not self._dirty:
            keep_open(self._index_dir, self.manifest, self._tables)
        elif self._tables is not None:
            self._tables.close()
        self._tables = None
        if self._dirty:
            self._clean_up()
        self._lock.close()

    def _clean_up(self) -> None:
        with suppress(OSError, DamagedIndexError, NoIndexError, StorageError):
            if read_manifest(self._index_dir).revision > self._revision:
                return  # interrupted just after the manifest moved
        with suppress(OSError, DamagedIndexError):
            if self.manifest is None or self._epoch != self.manifest.epoch:
                drop_epoch(self._index_dir, self._epoch)
            else:
                remove_leftovers(self._index_dir, self.manifest, check_tables(self._index_dir, self.manifest).leftovers)
            for path in (self._index_dir / SEGMENTS).glob(f"{self._revision + 1}-*.seg"):
                path.unlink()
            lease_path(self._index_dir, self._revision + 1).unlink(missing_ok=True)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _new_epoch(index_dir: Path) -> int:
    """A number that no epoch here had before, not even one of an index deleted since: open tables are kept by it."""
    return max(time.time_ns() // 1_000_000, max(numbered(index_dir / TABLES), default=0) + 1)


def _last_generation(index_dir: Path) -> int:
    try:
        return read_manifest(index_dir).generation
    except (NoIndexError, DamagedIndexError):
        return 0


def _totals_of(batch: Batch) -> Totals:
    contents = [file.content for file in batch.files]
    return Totals(
        files=len(contents),
        chunks=sum(batch.chunk_counts),
        symbols=sum(batch.symbol_counts),
        references=sum(content.references for content in contents),
        problems=sum(content.problems for content in contents),
        lines=sum(content.lines for content in contents),
        bytes=sum(content.size for content in contents),
        length=sum(batch.chunk("length")),
    )


def _table_bytes(manifest: Manifest) -> int:
    return sum(stored.size for name, stored in manifest.stored.items() if name.startswith(TABLES + "/"))
