"""The dear half of a sync: read what the survey asks for and commit one generation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing

from ploke.errors import UnavailableError
from ploke.heap import no_collection
from ploke.ingest.pool import WorkerPool
from ploke.ingest.spool import Spool
from ploke.model.ingested import IngestedFile
from ploke.model.results import Stage
from ploke.store.lance import import_in_background
from ploke.store.manifest import Manifest
from ploke.store.rebuild import rebuild_read_index
from ploke.store.sections import SegmentDamagedError
from ploke.store.writer import Writer
from ploke.workspace.languages import refuse_unreadable
from ploke.workspace.linking import Linking
from ploke.workspace.place import SyncOptions, SyncPlace
from ploke.workspace.precise import LOST, PreciseAnswers, kept_answers, without_answers
from ploke.workspace.reuse import CacheWriter
from ploke.workspace.stored_content import restored, slimmed
from ploke.workspace.survey import ATTRIBUTES, STAMP, Survey, attributes_stamp, current_manifest, take_survey
from ploke.workspace.tally import StageClock, Tally

# So many files do not all crash a parser by themselves: something is wrong with the installation.
_SEVERAL = 5


def ingest(
    place: SyncPlace, pool: WorkerPool, options: SyncOptions, survey: Survey, *, tally: Tally, clock: StageClock
) -> tuple[Manifest, Survey]:
    """Do what ``survey`` asks for, as the only writer; returns the new generation and the survey it answers.

    Where another process committed since the survey was taken, a new one is taken first. Raises what ``Writer`` does.
    """
    refuse_unreadable(place.languages)
    # Importing LanceDB takes longer than starting a worker: let the two overlap.
    import_in_background()
    pool.start(1)
    writer, survey = _begin(place, options, survey, tally)
    with (
        writer,
        no_collection(),
        Spool(writer.spool_path()) as spool,
        closing(Linking(writer, spool, _kept_answers(writer, options))) as linking,
    ):
        if not survey.idle:
            with clock.stage(Stage.INGEST), CacheWriter(place.cache, place.cache_max_bytes) as cache:
                writer.replace(linking.watch(_fresh_files(pool, survey, tally, cache)))
            if tally.crashed == tally.total > _SEVERAL:
                raise UnavailableError(
                    "The parser crashed on every file, so the index was left as it was.",
                    "Run `ploke doctor` to see whether the installation is whole.",
                )
        gone = sorted(tally.gone)
        linking.remove(gone)
        writer.remove(gone)
        with clock.stage(Stage.RESOLVE):
            linking.precise = _answers(linking.precise, writer, place, options, tally)
        if survey.manifest is None or tally.dirty or linking.everything or linking.precise.differ:
            writer.precise = linking.precise.name
            with clock.stage(Stage.RESOLVE):
                tally.resolve(linking.run(pool))
            tally.unresolved = tuple(sorted(skip.path for skip in linking.failed))
            with clock.stage(Stage.COMMIT):
                writer.commit(extra={STAMP: place.stamp, ATTRIBUTES: _attributes(survey)}, resolved=True)
            with clock.stage(Stage.MAINTAIN):
                writer.maintain()
        assert writer.manifest is not None
        return writer.manifest, survey


def _kept_answers(writer: Writer, options: SyncOptions) -> PreciseAnswers:
    """What indexers said so far."""
    if options.answers_of is not None:
        return kept_answers(options.answers_of, None)._replace(name="")
    return kept_answers(writer.index_dir, writer.manifest)


def _answers(
    kept: PreciseAnswers, writer: Writer, place: SyncPlace, options: SyncOptions, tally: Tally
) -> PreciseAnswers:
    """What indexers say from now on."""
    if kept.lost and not options.scip:
        tally.said.append(LOST)
    if options.forget_scip:
        kept = without_answers(kept)
    if not options.scip:
        return kept
    from ploke.workspace.scip_import import import_scip

    hashes = {path: row.hash for path, row in tally.rows.items() if row.skip is None}
    writer.seal()
    imported = import_scip(options.scip, writer, place, hashes, kept)
    tally.said += imported.notes
    tally.complaints += imported.errors
    return imported.answers


def _attributes(survey: Survey) -> str:
    """The stamp of what ``.gitattributes`` say; that of the generation before, where only some paths were looked at."""
    if survey.whole or survey.manifest is None:
        return attributes_stamp(survey.scanned)
    return str(survey.manifest.extra.get(ATTRIBUTES, ""))


def _begin(place: SyncPlace, options: SyncOptions, survey: Survey, tally: Tally) -> tuple[Writer, Survey]:
    """The writer, and a survey of the very generation that it starts from."""
    while True:
        anew = survey.manifest is None
        with ExitStack() as undo:
            writer = undo.enter_context(_writer(place, options, anew))
            current = current_manifest(place, options)
            if _generation(current) != _generation(survey.manifest):
                survey = take_survey(place, options, current)
                tally.begin(survey)
            # One that starts from nothing cannot go on from what another process has committed meanwhile.
            if (survey.manifest is None) is anew:
                undo.pop_all()
                return writer, survey


def _writer(place: SyncPlace, options: SyncOptions, anew: bool) -> Writer:
    try:
        return Writer.open(place.index_dir, options.wait_seconds, rebuild=anew)
    except SegmentDamagedError:
        rebuild_read_index(place.index_dir, restored, options.wait_seconds)
        return Writer.open(place.index_dir, options.wait_seconds, rebuild=anew)


def _fresh_files(pool: WorkerPool, survey: Survey, tally: Tally, cache: CacheWriter) -> Iterator[IngestedFile]:
    tally.progress(Stage.INGEST)
    with closing(pool.run(survey.plan.read)) as batches:
        for batch in batches:
            for key, reused, file in tally.take(batch, survey.plan.found, survey.known):
                cache.enter(key, file.content.payload, reused=reused)
                yield slimmed(file)


def _generation(manifest: Manifest | None) -> int:
    return 0 if manifest is None else manifest.generation
