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
from ploke.heap import give_back
from ploke.model.index import Totals
from ploke.model.ingested import Content, IngestedFile
from ploke.model.resolved import ResolvedBatch
from ploke.model.source import Role
from ploke.store.batch import Batch, make_batch
from ploke.store.cleanup import remove_unreachable, write_lease
from ploke.store.edge_changes import EdgeChanges, EdgeWrite, write_edges
from ploke.store.folding import needs_maintenance
from ploke.store.layout import BUILDING, LEASES, SEGMENTS, TABLES, lease_path, manifest_path, numbered, segment_path
from ploke.store.locks import writer_lock
from ploke.store.manifest import SCHEMA_VERSION, Manifest, SegmentEntry, StoredFile, read_manifest, write_manifest
from ploke.store.parts import Parts, no_parts, open_parts, reopen, with_graph
from ploke.store.read_index_changes import ReadIndexChanges, flush_to_disk
from ploke.store.sections import SegmentDamagedError
from ploke.store.tables import (
    Tables,
    check_tables,
    conditions_on,
    drop_epoch,
    keep_open,
    open_or_kept,
    remove_leftovers,
    scan_epoch,
    storage_errors,
)
from ploke.store.trust import boot_id, describe
from ploke.store.world_segment import WorldSegment

_BATCH_FILES = 1000
_BATCH_BYTES = 16 << 20
_NOTHING = Totals(*[0] * len(Totals._fields))


class Writer:
    """The next generation in the making. A context manager: leaving it without ``commit`` changes nothing.

    ``manifest`` is the generation it starts from, None for a first build or a rebuild, and afterwards the one it
    committed. ``precise`` names the file of what indexers said that the next generation keeps, "" for none. After a
    method has raised ``StorageError``, only ``close`` may be called.
    """

    def __init__(
        self, index_dir: Path, manifest: Manifest | None, parts: Parts, trusted: bool, lock: ExitStack
    ) -> None:
        self.manifest = manifest
        self.index_dir = index_dir
        self._parts = parts
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

        ``without_segments`` neither checks nor uses the read index but for the graph; only ``rebuild_segments`` may
        follow. A damaged graph counts as none: ``manifest.resolved`` is then false. Raises ``BusyError`` if another
        writer holds the lock longer than ``wait_seconds``, ``DamagedIndexError`` if the tables fail their checks,
        ``SegmentDamagedError`` if only the read index does (``rebuild_read_index`` mends that),
        ``SchemaMismatchError`` for another schema, ``StorageError`` where the system refuses.
        """
        with ExitStack() as lock:
            lock.enter_context(writer_lock(index_dir, wait_seconds))
            manifest = None
            parts = no_parts()
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
                    parts = open_parts(index_dir, manifest)
                try:
                    parts = with_graph(parts, index_dir, manifest)
                except SegmentDamagedError:
                    manifest = replaced(manifest, graph=(), resolved=False)
            elif not manifest_path(index_dir).exists():
                with storage_errors("starting"):
                    (index_dir / BUILDING).touch()
            return cls(index_dir, manifest, parts, trusted, lock.pop_all())

    def _begin(self) -> None:
        manifest = self.manifest
        self._changes = ReadIndexChanges(self.index_dir, self._revision + 1, manifest, self._parts)
        self._edges = EdgeChanges()
        self.precise = manifest.precise if manifest else ""
        self._sealed: tuple[SegmentEntry, ...] | None = None
        self._finishing: Future[tuple[SegmentEntry, ...]] | None = None
        self._totals = manifest.totals if manifest else _NOTHING
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
        from ploke.store.rows import edges_of, tables_of

        rows = tables_of(batch)
        with storage_errors("writing its tables"):
            self._dirty = True
            if self._tables is None and self.manifest is None:
                self._tables = Tables.create(self.index_dir, self._epoch, {**rows, "edges": edges_of([])})
            else:
                self._open_tables().change(deleted, rows)
        del rows
        give_back()

    # ------------------------------------------------------------------ the graph

    def indexed(self, path: str) -> tuple[WorldSegment, int] | None:
        """What the generation it starts from shows of a file: a world segment and the file's place there."""
        return self._changes.indexed(path)

    def spool_path(self) -> Path:
        """Where facts may wait to be resolved; the file is deleted with the commit or without one."""
        return segment_path(self.index_dir, f"{self._revision + 1}-{time.monotonic_ns()}.spool")

    def precise_path(self) -> Path:
        """Where what indexers said may be written; the file stays if ``precise`` names it at the commit."""
        return segment_path(self.index_dir, f"{self._revision + 1}-{time.monotonic_ns()}.precise")

    def seal(self) -> tuple[SegmentEntry, ...]:
        """Take no more files, and show others the world as it will be: its segments, with what is dead in each.

        The read index is written meanwhile. Raises ``StorageError``.
        """
        if self._sealed is None:
            self._flush()
            if self.manifest is None and self._tables is None and self._pending is None:
                self._pending = self._jobs.submit(self._write_rows, make_batch([]), [])
            self._sealed = self._changes.finish_world()
            self._finishing = self._jobs.submit(self._finish_searched)
        return self._sealed

    def _finish_searched(self) -> tuple[SegmentEntry, ...]:
        segments = self._changes.finish_searched()
        give_back()
        return segments

    def files_that_asked(self, keys: Iterable[int]) -> set[str]:
        """Paths of files whose resolution, in the generation it starts from, asked the world any of the questions."""
        return self._changes.files_that_asked(keys)

    def unlink(self, paths: Iterable[str]) -> None:
        """Take files' edges away, of those that have any; the table is changed meanwhile. Raises ``StorageError``."""
        for path in paths:
            if self._changes.unlink(path):
                self._edges.delete(path)
        self._flush_edges()

    def unlink_all(self) -> None:
        """Take all edges away, to be called before any are given. Raises ``StorageError``."""
        self._changes.unlink_all()
        self._edges.delete_all()
        self._flush_edges()

    def link(self, batch: ResolvedBatch) -> None:
        """Give edges of files that have none, or none any more. Raises ``StorageError``."""
        self._changes.link(batch)
        self._edges.append(batch)
        if self._edges.many:
            self._flush_edges()

    def payloads(self, paths: Sequence[str] | None = None) -> Iterator[tuple[str, str, str, bytes]]:
        """Path, language, hash and payload of the indexed files, or of those at ``paths``, in no particular order.

        Files given since the last commit are there once ``seal`` was called. Raises ``StorageError``.
        """
        self._wait()
        if self.manifest is None and self._tables is None:
            return
        columns = ["path", "language", "hash", "payload"]
        with storage_errors("reading its tables"):
            for condition in [""] if paths is None else conditions_on(paths):
                for batch in self._open_tables().read("files", columns, condition):
                    for row in batch.to_pylist():
                        yield row["path"], row["language"], row["hash"], row["payload"]

    def _flush_edges(self) -> None:
        write = self._edges.take()
        if write is not None:
            self._wait()
            self._pending = self._jobs.submit(self._write_edges, write)

    def _write_edges(self, write: EdgeWrite) -> None:
        self._dirty = True
        write_edges(self._open_tables(), write)
        give_back()

    def _open_tables(self) -> Tables:
        if self._tables is None:
            assert self.manifest is not None
            self._tables = open_or_kept(self.index_dir, self.manifest)
        return self._tables

    def _wait(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.result()

    # ------------------------------------------------------------------ commit

    def commit(self, extra: Mapping[str, Any] | None = None, *, resolved: bool = False) -> Manifest:
        """Make everything given so far the next generation, with ``extra`` (JSON) beside it, and start anew from it.

        ``extra`` None keeps what the last generation had. ``resolved`` says that all files have the edges they should
        have. Raises ``StorageError``; the last generation is then intact.
        """
        world = self.seal()
        self._flush_edges()
        graph = self._changes.finish_graph()
        before = self.manifest
        assert self._finishing is not None
        segments = self._finishing.result()
        self._wait()
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
                world=world,
                graph=graph,
                resolved=resolved,
                precise=self.precise,
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
        index_dir = self.index_dir
        with storage_errors("committing"):
            known = self.manifest.read_index if self.manifest else ()
            flush_to_disk(index_dir, sorted({*manifest.read_index}.difference(known)))
            manifest = replaced(manifest, stored=self._describe(manifest))
            if not manifest.updates:
                manifest = replaced(manifest, fresh_bytes=_table_bytes(manifest))
            write_lease(index_dir, manifest.revision, manifest.epoch, list(manifest.read_index))
            write_manifest(index_dir, manifest)
        self._dirty, self._trusted = False, True
        with suppress(OSError):
            (index_dir / BUILDING).unlink(missing_ok=True)
        self._parts = reopen(self._parts, index_dir, manifest)
        self.manifest = manifest
        self._generation, self._revision, self._epoch = manifest.generation, manifest.revision, manifest.epoch
        self._begin()
        remove_unreachable(index_dir, manifest)
        return manifest

    def _describe(self, manifest: Manifest) -> dict[str, StoredFile]:
        # Files that had to be read to be trusted are described anew: the next process need not read them again.
        known: Mapping[str, StoredFile] = self.manifest.stored if self.manifest and self._trusted else {}
        names = [*scan_epoch(self.index_dir, manifest.epoch)]
        names += [f"{SEGMENTS}/{name}" for name in manifest.read_index]
        return {name: known.get(name) or describe(f"{self.index_dir}/{name}") for name in names}

    # ------------------------------------------------------------------ maintenance

    def maintain(self, force: bool = False) -> bool:
        """Copy worn tables to a fresh epoch and fold the read index, if worth it; same generation, new revision.

        After a restart of the machine or a copy of the folder it also spares later processes from checking contents.
        Returns whether anything was done. To be called with nothing pending. Raises ``StorageError``.
        """
        before = self.manifest
        if before is None:
            return False
        copy, folded = force or needs_maintenance(before), self._changes.refold(force)
        if not copy and folded is None and self._trusted:
            return False
        if copy:
            with storage_errors("compacting"):
                old = self._open_tables()
                self._epoch, self._dirty = _new_epoch(self.index_dir), True
                self._tables = old.copy_to(self.index_dir, self._epoch)
                old.close()
        self._publish(
            replaced(
                folded or before,
                revision=before.revision + 1,
                epoch=self._epoch,
                tables=self._versions() if copy else before.tables,
                updates=0 if copy else before.updates,
                boot_id=boot_id(),
            )
        )
        return True

    def rebuild_segments(self, decode: Callable[[bytes], Content]) -> Manifest:
        """Write the read index anew from the tables alone: same generation, new revision. Raises ``StorageError``."""
        before = self.manifest
        if before is None:
            raise NoIndexError(f"There is no index in {self.index_dir}.", "Run `ploke index`.")
        for rows in self._stored_files():
            batch = make_batch(
                [
                    IngestedFile(row["path"], row["module"], Role(row["role"]), decode(row["payload"]), row["settings"])
                    for row in rows
                ]
            )
            self._changes.add(batch)
        segments, world = self._changes.finish_searched(), self._changes.finish_world()
        return self._publish(replaced(before, revision=before.revision + 1, segments=segments, world=world))

    def _stored_files(self) -> Iterator[list[dict[str, Any]]]:
        with storage_errors("reading its tables"):
            for batch in self._open_tables().read("files", ["path", "module", "role", "settings", "payload"]):
                yield batch.to_pylist()

    # ------------------------------------------------------------------ end

    def close(self) -> None:
        """Give up what is not committed and let the next writer in."""
        if self._pending is not None:
            # What was not committed does not matter any more, nor why it failed.
            with suppress(StorageError):
                self._wait()
        self._jobs.shutdown()
        self._parts.close()
        self._parts = no_parts()
        if self._tables is not None and self.manifest is not None and not self._dirty:
            keep_open(self.index_dir, self.manifest, self._tables)
        elif self._tables is not None:
            self._tables.close()
        self._tables = None
        if self._dirty:
            self._clean_up()
        self._lock.close()

    def _clean_up(self) -> None:
        with suppress(OSError, DamagedIndexError, NoIndexError, StorageError):
            if read_manifest(self.index_dir).revision > self._revision:
                return  # interrupted just after the manifest moved
        with suppress(OSError, DamagedIndexError):
            if self.manifest is None or self._epoch != self.manifest.epoch:
                drop_epoch(self.index_dir, self._epoch)
            else:
                remove_leftovers(self.index_dir, self.manifest, check_tables(self.index_dir, self.manifest).leftovers)
            for path in (self.index_dir / SEGMENTS).glob(f"{self._revision + 1}-*"):
                path.unlink()
            lease_path(self.index_dir, self._revision + 1).unlink(missing_ok=True)

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
