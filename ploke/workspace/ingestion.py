"""The dear half of a sync: read what the survey asks for and commit one generation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from ploke.ingest import codec
from ploke.ingest.fingerprint import extractor_stamp
from ploke.ingest.pool import WorkerPool
from ploke.model.ingested import IngestedFile
from ploke.model.results import Stage
from ploke.store.manifest import Manifest
from ploke.store.writer import Writer
from ploke.workspace.reuse import CacheWriter
from ploke.workspace.survey import STAMP, Survey, SyncOptions, SyncPlace, current_manifest, take_survey
from ploke.workspace.tally import StageClock, Tally


def ingest(
    place: SyncPlace, pool: WorkerPool, options: SyncOptions, survey: Survey, tally: Tally, clock: StageClock
) -> tuple[Manifest, Survey]:
    """Do what ``survey`` asks for, as the only writer; returns the new generation and the survey it answers.

    Where another process committed since the survey was taken, a new one is taken first. Raises what ``Writer`` does.
    """
    with Writer.open(place.index_dir, wait_seconds=options.wait_seconds, rebuild=survey.manifest is None) as writer:
        current = current_manifest(place, options)
        if _generation(current) != _generation(survey.manifest):
            survey = take_survey(place, options, current)
        tally.begin(survey)
        if not survey.idle:
            with clock.stage(Stage.INGEST), CacheWriter(place.cache, place.cache_max_bytes) as cache:
                writer.replace(_fresh_files(pool, survey, tally, cache))
            with clock.stage(Stage.COMMIT):
                writer.remove(sorted(tally.gone))
                manifest = writer.commit(extra={STAMP: extractor_stamp()})
            with clock.stage(Stage.MAINTAIN):
                manifest = writer.maintain() or manifest
    return manifest, survey


def _fresh_files(pool: WorkerPool, survey: Survey, tally: Tally, cache: CacheWriter) -> Iterator[IngestedFile]:
    with closing(pool.run(survey.plan.read)) as batches:
        for batch in batches:
            for key, reused, file in tally.take(batch, survey.plan.found, survey.known):
                cache.enter(key, file.content.payload, reused=reused)
                yield file


def _generation(manifest: Manifest | None) -> int:
    return 0 if manifest is None else manifest.generation
