"""Sync: bring the index to the state of the files. Indexing, watching and asking all go through here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ploke.errors import DamagedIndexError, NoIndexError
from ploke.model.results import Stage, SyncReport
from ploke.store.manifest import Manifest, read_manifest
from ploke.store.readindex import is_read_index_intact
from ploke.store.trust import boot_id
from ploke.workspace.memory import peak_memory
from ploke.workspace.place import SyncOptions, SyncPlace
from ploke.workspace.scan_record import ScanRecord, save_record
from ploke.workspace.survey import Survey, current_manifest, take_survey
from ploke.workspace.tally import OnProgress, StageClock, Tally

if TYPE_CHECKING:
    from ploke.ingest.pool import WorkerPool


def sync(
    place: SyncPlace, workers: Callable[[], WorkerPool], options: SyncOptions, on_progress: OnProgress | None = None
) -> SyncReport:
    """Bring the index of ``place`` to the state of its files; without a change nothing is written.

    ``workers`` gives the pool once it is needed. Raises ``BusyError`` when another process writes for longer than the
    wait, ``DamagedIndexError`` when what is stored fails its checks (``rebuild`` starts anew instead), and
    ``StorageError`` when the disk refuses; the last generation then stays as it was. ``ScipError`` says, once all else
    is done, that nothing could be taken from one of ``options.scip``. Damage that came with a restart
    of the machine is what losing power does to data on its way to the disk: then it starts anew by itself.
    """
    try:
        return _attempt(place, workers, options, on_progress)
    except DamagedIndexError:
        if options.rebuild or not _restarted_since(place):
            raise
    report = _attempt(place, workers, options._replace(rebuild=True, paths=None), on_progress)
    return replace(report, notes=(*report.notes, _LOST_POWER))


_LOST_POWER = "The machine was restarted before all of the index had reached the disk, so it was built anew."


def _restarted_since(place: SyncPlace) -> bool:
    """Whether the machine was started again after the current generation was committed."""
    try:
        return read_manifest(place.index_dir).boot_id not in ("", boot_id())
    except (NoIndexError, DamagedIndexError):
        return False


def _attempt(
    place: SyncPlace, workers: Callable[[], WorkerPool], options: SyncOptions, on_progress: OnProgress | None
) -> SyncReport:
    clock = StageClock()
    tally = Tally(on_progress)
    manifest = current_manifest(place, options)
    if manifest is None:
        # Everything will be read: let the workers import while this process scans.
        workers().start()
    with clock.stage(Stage.SCAN):
        tally.progress(Stage.SCAN)
        survey = take_survey(place, options, manifest)
    tally.begin(survey)
    started = not survey.idle or bool(options.scip) or options.forget_scip
    if manifest is not None and options.verify and not started:
        started = not _verify(place, manifest)
    if manifest is None or started:
        from ploke.workspace.ingestion import ingest

        manifest, survey = ingest(place, workers(), options, survey, tally=tally, clock=clock)
    skipped = _remember(place, survey, tally, manifest)
    memory = peak_memory() + (workers().peak_memory() if started else 0)
    changed = survey.manifest is None or manifest.generation != survey.manifest.generation
    if tally.complaints:
        from ploke.workspace.scip_import import joined

        raise joined(tally.complaints)
    report = _report(manifest, tally, skipped, clock, memory, changed=changed)
    return report if report.files else replace(report, notes=(*report.notes, _nothing_in(place, skipped)))


def _verify(place: SyncPlace, manifest: Manifest) -> bool:
    """Whether the read index of ``manifest`` is whole. Raises ``DamagedIndexError`` where the tables are not."""
    from ploke.store.tables import check_tables

    try:
        check_tables(place.index_dir, manifest)
    except DamagedIndexError:
        # Whoever committed meanwhile may have cleaned up what this generation needed.
        if read_manifest(place.index_dir).revision == manifest.revision:
            raise
    return manifest.resolved and is_read_index_intact(place.index_dir, manifest)


def _remember(place: SyncPlace, survey: Survey, tally: Tally, manifest: Manifest) -> Mapping[str, int]:
    """Save what a whole scan saw, unless the record says just that; returns what it left out by reason."""
    old = survey.record
    rows, skips = tally.rows, tuple(survey.scanned.skips)
    # After a sync of some paths the next whole one hashes those once and finds them known.
    if survey.whole:
        same = old.committed_at == manifest.committed_at and old.skips == skips and len(rows) == len(old.seen)
        if not same or survey.plan.read or survey.same:
            made = (manifest.generation, manifest.committed_at)
            save_record(place.index_dir, ScanRecord(survey.began_ns, *made, place.rules_key, rows, skips))
    reasons = Counter(str(skip.reason) for skip in skips)
    reasons.update(str(row.skip.reason) for row in rows.values() if row.skip is not None)
    return dict(sorted(reasons.items()))


def _nothing_in(place: SyncPlace, skipped: Mapping[str, int]) -> str:
    if not skipped:
        return f"There is nothing to index in {place.root}: it holds no files."
    return f"There is nothing to index in {place.root}: all was left out (`ploke status --skipped` says why)."


def _report(
    manifest: Manifest, tally: Tally, skipped: Mapping[str, int], clock: StageClock, memory: int, *, changed: bool
) -> SyncReport:
    totals = manifest.totals
    return SyncReport(
        generation=manifest.generation,
        changed=changed,
        files=totals.files,
        added=tally.added,
        updated=tally.updated,
        removed=len(tally.gone),
        parsed=tally.added + tally.updated - tally.reused,
        reused=tally.reused,
        resolved=tally.resolved,
        skipped=skipped,
        symbols=totals.symbols,
        references=totals.references,
        chunks=totals.chunks,
        lines=totals.lines,
        bytes=totals.bytes,
        problems=totals.problems,
        seconds=clock.seconds(),
        peak_memory=memory,
        notes=tally.notes,
    )
