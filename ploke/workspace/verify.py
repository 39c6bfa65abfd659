"""Prove that the index is right: build another from nothing and compare the two row by row (invariant 4)."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ploke.errors import PlokeError
from ploke.model.results import Difference, Progress, Stage, Verification
from ploke.store.logical import logical_rows
from ploke.store.readindex import Reader, open_reader, open_world
from ploke.store.sections import Liveness
from ploke.workspace.place import SyncOptions, SyncPlace
from ploke.workspace.plan import RETRIED
from ploke.workspace.scan_record import load_record
from ploke.workspace.sync import sync
from ploke.workspace.tally import OnProgress

if TYPE_CHECKING:
    from ploke.ingest.pool import WorkerPool

Rows = list[dict[str, Any]]
_MOST_LISTED = 100


def verify(
    place: SyncPlace,
    workers: Callable[[], WorkerPool],
    *,
    clean_workers: Callable[[SyncPlace], WorkerPool],
    use_cache: bool = True,
    on_progress: OnProgress | None = None,
) -> Verification:
    """Bring the index of ``place`` up to date, build a clean one beside it, and name every row that differs.

    Without ``use_cache`` facts are read from the files again instead of from the facts cache. Raises what ``sync``
    raises, and ``PlokeError`` where files changed in the meantime.
    """
    began = time.perf_counter()
    sync(place, workers, SyncOptions(verify=True), on_progress)
    with tempfile.TemporaryDirectory(prefix="ploke-verify-") as scratch:
        cache = place.cache if use_cache else Path(scratch) / "facts.sqlite"
        clean = place._replace(index_dir=Path(scratch) / "index", cache=cache)
        with clean_workers(clean) as pool:
            sync(clean, lambda: pool, SyncOptions(answers_of=place.index_dir), on_progress)
        compare = _Comparison(place.index_dir, clean.index_dir, on_progress)
        compare.run()
    if sync(place, workers, SyncOptions()).changed:
        raise PlokeError("Files changed while the index was verified.", "Run `ploke verify` again when nothing writes.")
    return Verification(
        compare.generation,
        compare.files,
        dict(compare.rows),
        dict(compare.counts),
        tuple(compare.differences),
        _passing(place.index_dir, clean.index_dir),
        time.perf_counter() - began,
    )


def _passing(*index_dirs: Path) -> tuple[str, ...]:
    """Files that one of the scans left out for a reason that another attempt may not meet."""
    rows = (row for folder in index_dirs for row in load_record(folder).seen.values())
    return tuple(sorted({row.path for row in rows if row.skip is not None and row.skip.reason in RETRIED}))


class _Comparison:
    """Two indexes, compared one table at a time."""

    def __init__(self, kept: Path, clean: Path, on_progress: OnProgress | None) -> None:
        self._folders = kept, clean
        self._on_progress = on_progress
        self.generation = 0
        self.files = 0
        self.rows: dict[str, int] = {}
        self.counts: defaultdict[str, int] = defaultdict(int)
        self.differences: list[Difference] = []

    def run(self) -> None:
        """Compare everything."""
        from ploke.store.logical_index import INDEX_KEYS, logical_graph, logical_index, logical_world
        from ploke.store.rows import KEYS

        steps: list[tuple[Mapping[str, Sequence[str]], Callable[[Path, Reader], dict[str, Rows]]]] = [
            *((KEYS, _table_reader(name)) for name in KEYS),
            (INDEX_KEYS, lambda _, reader: logical_index(reader)),
            (INDEX_KEYS, lambda folder, reader: logical_world(_world(folder, reader))),
            (INDEX_KEYS, lambda _, reader: logical_graph(reader)),
        ]
        with open_reader(self._folders[0]) as kept, open_reader(self._folders[1]) as clean:
            self.generation, self.files = kept.generation, kept.totals.files
            if kept.totals != clean.totals:
                self._add(Difference("totals", (), kept.totals._asdict(), clean.totals._asdict()))
            for done, (keys, rows) in enumerate(steps):
                if self._on_progress is not None:
                    self._on_progress(Progress(Stage.COMPARE, done, len(steps), 0))
                here, there = rows(self._folders[0], kept), rows(self._folders[1], clean)
                for name in here:
                    self.rows[name] = len(there[name])
                    for difference in differences(name, keys[name], here[name], there[name]):
                        self._add(difference)

    def _add(self, difference: Difference) -> None:
        self.counts[difference.table] += 1
        if self.counts[difference.table] <= _MOST_LISTED:
            self.differences.append(difference)


def _table_reader(name: str) -> Callable[[Path, Reader], dict[str, Rows]]:
    return lambda folder, _: logical_rows(folder, [name])


def _world(folder: Path, reader: Reader) -> list[tuple[Any, Liveness]]:
    entries = reader.manifest.world
    return [
        (segment, Liveness(entry.dead))
        for segment, entry in zip(open_world(folder, reader.manifest), entries, strict=True)
    ]


def differences(table: str, keys: Sequence[str], kept: Rows, clean: Rows) -> Iterator[Difference]:
    """Rows that only one side has, and for those of one key what each side says of them, by key."""
    if kept == clean:
        return
    here, there = _by_key(keys, kept), _by_key(keys, clean)
    for key in sorted({*here, *there}):
        ours, theirs = here.get(key, []), there.get(key, [])
        for place in range(max(len(ours), len(theirs))):
            mine = ours[place] if place < len(ours) else None
            other = theirs[place] if place < len(theirs) else None
            if mine is None or other is None:
                yield Difference(table, key, _shown(mine), _shown(other))
            elif mine != other:
                columns = [name for name in mine if mine[name] != other[name]]
                yield Difference(
                    table,
                    key,
                    _shown({name: mine[name] for name in columns}),
                    _shown({name: other[name] for name in columns}),
                )


def _by_key(keys: Sequence[str], rows: Rows) -> dict[tuple[str, ...], Rows]:
    groups: defaultdict[tuple[str, ...], Rows] = defaultdict(list)
    for row in rows:
        groups[tuple(str(row[name]) for name in keys)].append(row)
    return groups


def _shown(row: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """A row as JSON can hold it."""
    if row is None:
        return None
    return {
        name: f"{len(value)} bytes, {blake2b(value, digest_size=8).hexdigest()}" if isinstance(value, bytes) else value
        for name, value in row.items()
    }
