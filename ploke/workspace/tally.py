"""What one sync has done so far: stage seconds, counts, and the rows of the scan record to come."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from ploke.errors import UsageError
from ploke.ingest.task import Fresh, Outcome, Unchanged
from ploke.model.ingested import IngestedFile, SeenFile
from ploke.model.results import Progress, Stage
from ploke.model.source import Skip, SkipReason, SourceFile
from ploke.workspace.survey import Survey

OnProgress = Callable[[Progress], None]


class StageClock:
    """Wall seconds by stage."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[None]:
        """Count the time of the block for ``stage``."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] = self._seconds.get(stage, 0.0) + time.perf_counter() - began

    def seconds(self) -> Mapping[str, float]:
        """Seconds by stage so far, and ``total``."""
        return {**self._seconds, "total": time.perf_counter() - self._began}


@dataclass
class Tally:
    """Counts of one sync; ``rows`` become the scan record, ``gone`` are indexed files to drop.

    ``said`` are sentences for people, ``complaints`` are to be raised once all else is done.
    """

    on_progress: OnProgress | None
    rows: dict[str, SeenFile] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    added: int = 0
    updated: int = 0
    reused: int = 0
    resolved: int = 0
    unresolved: tuple[str, ...] = ()
    said: list[str] = field(default_factory=list)
    complaints: list[UsageError] = field(default_factory=list)
    crashed: int = 0
    done: int = 0
    size: int = 0
    total: int = 0

    @property
    def dirty(self) -> bool:
        """Whether the index has to change."""
        return bool(self.added or self.updated or self.gone)

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences for people, above all on what did not go well."""
        if not self.unresolved:
            return tuple(self.said)
        first, more = self.unresolved[0], len(self.unresolved) - 1
        files = f"{first} and {more} more" if more else first
        return (
            *self.said,
            f"The references of {files} could not be resolved: doing so crashed or took too long.",
        )

    def begin(self, survey: Survey) -> None:
        """Enter what needs no reading; a survey taken again starts the tally again."""
        plan = survey.plan
        self.rows = dict(plan.kept) if survey.whole else {}
        self.gone = set(plan.gone)
        self.added = self.updated = self.reused = self.crashed = self.done = self.size = 0
        self.total = len(plan.read)
        for path in survey.same:
            file = plan.found[path]
            self.rows[path] = SeenFile(path, file.stat, survey.known[path], None)

    def take(
        self, batch: Sequence[Outcome], found: Mapping[str, SourceFile], known: Mapping[str, str]
    ) -> Iterator[tuple[bytes, bool, IngestedFile]]:
        """Enter a batch's outcomes; passes on fresh files, each with its cache key and whether it came from there."""
        for outcome in batch:
            match outcome:
                case Unchanged(path):
                    self.hold(found[path], known[path])
                case Fresh(file, key, reused):
                    self.hold(found[file.path], file.content.hash)
                    if file.path in known:
                        self.updated += 1
                    else:
                        self.added += 1
                    self.reused += reused
                    yield key, reused, file
                case Skip():
                    self._leave_out(outcome, found[outcome.path], outcome.path in known)
        self.progress(Stage.INGEST)

    def hold(self, file: SourceFile, digest: str) -> None:
        """Enter a file that is indexed as ``digest``."""
        self.rows[file.path] = SeenFile(file.path, file.stat, digest, None)
        self.done += 1
        self.size += file.stat.size

    def resolve(self, counts: Iterator[int]) -> None:
        """Tell how far resolution is, from how many files there are and then how many were done at a time."""
        self.done, self.size = 0, 0
        self.total = next(counts)
        self.progress(Stage.RESOLVE)
        for count in counts:
            self.done += count
            self.progress(Stage.RESOLVE)
        self.resolved = self.done

    def progress(self, stage: Stage) -> None:
        """Tell whoever listens how far this sync is."""
        if self.on_progress is not None:
            self.on_progress(Progress(stage, self.done, self.total, self.size))

    def _leave_out(self, skip: Skip, file: SourceFile, indexed: bool) -> None:
        if skip.reason != SkipReason.VANISHED:
            self.rows[file.path] = SeenFile(file.path, file.stat, "", skip)
        if indexed:
            self.gone.add(file.path)
        self.crashed += skip.reason is SkipReason.CRASHED
        self.done += 1
        self.size += file.stat.size
