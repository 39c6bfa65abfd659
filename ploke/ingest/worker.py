"""A worker process: reads batches of tasks from its standard input, answers on its standard output.

It is a plain child process rather than one of ``multiprocessing``: a program that uses ploke as a library needs no
``__main__`` guard, nothing is forked under LanceDB's threads, and all platforms behave alike.
"""

from __future__ import annotations

import gc
import itertools
import os
import pickle
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from ploke.heap import give_back
from ploke.ingest import codec
from ploke.ingest.content import read_content
from ploke.ingest.content_rules import content_skip
from ploke.ingest.facts_cache import FactsCache, cache_key
from ploke.ingest.frames import READY, read_frame, write_frame
from ploke.ingest.reading import content_hash, read_file
from ploke.ingest.roles import role_of
from ploke.ingest.spool import SpoolReader
from ploke.ingest.task import (
    Fresh,
    GraphSteps,
    Job,
    Outcome,
    Resolve,
    ResolveTask,
    Task,
    Unchanged,
    WorldPlace,
)
from ploke.languages.registry import add_languages, detect, dialect_called, fingerprint, module_name
from ploke.model.facts import FileFacts
from ploke.model.ingested import NO_SUMMARY, Content, IngestedFile, SummaryColumns
from ploke.model.resolved import ResolvedBatch
from ploke.model.source import Skip, SkipReason
from ploke.text.decode import decode

MAX_SETTINGS_BYTES = 512 * 1024
"""A larger file of the project's configuration counts as empty."""

_COLLECT_EVERY = 256


class NoGraph:
    """Steps for an index without a graph."""

    def stamp(self, language: str) -> str:
        """Nothing is depended on."""
        return ""

    def summarise(self, facts: FileFacts) -> SummaryColumns:
        """Others see nothing of a file."""
        return NO_SUMMARY

    def is_settings(self, path: str) -> bool:
        """No file is."""
        return False

    def resolver(self, place: WorldPlace) -> Resolve:
        """There is none. Raises ``ValueError``."""
        raise ValueError("this job has no graph")


def _read(spool: SpoolReader, task: ResolveTask) -> tuple[str, FileFacts, bytes]:
    facts = codec.unpack_facts(spool.read(task.offset, task.size))
    return task.path, facts, spool.read(task.answers_offset, task.answers_size)


class Worker:
    """Does the tasks of one job."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._cache = FactsCache(Path(job.cache)) if job.cache else None
        self._steps = steps_of(job)
        self._world: tuple[WorldPlace, Resolve, SpoolReader] | None = None

    def ingest(self, tasks: Sequence[Task]) -> list[Outcome]:
        """One outcome a task, in order."""
        outcomes: list[Outcome] = []
        for task in tasks:
            raw = read_file(self._job.root, task.path, self._job.rules.max_bytes)
            outcomes.append(raw if isinstance(raw, Skip) else self._ingest(task, raw))
        return outcomes

    def resolve(self, place: WorldPlace, tasks: Sequence[ResolveTask]) -> list[ResolvedBatch]:
        """The tasks' files, resolved, as one batch."""
        if self._world is None or self._world[0] != place:
            give_back()
            self._world = (place, self._steps.resolver(place), SpoolReader(Path(place.spool)))
        _, resolve, spool = self._world
        # One at a time: facts take several times their encoded size.
        return [resolve(_read(spool, task) for task in tasks)]

    def _ingest(self, task: Task, raw: bytes) -> Outcome:
        job, steps = self._job, self._steps
        digest = content_hash(raw)
        if digest == task.known:
            return Unchanged(task.path)
        mark = task.mark
        skip = content_skip(task.path, raw, job.rules, written=mark is not None and mark.generated is False)
        if skip is not None:
            return Skip(task.path, *skip)
        dialect = (dialect_called(mark.language) if mark is not None else None) or detect(task.path, raw, job.languages)
        if dialect is None:
            return Skip(task.path, SkipReason.BINARY)
        stamp = fingerprint(dialect.language) + steps.stamp(dialect.language)
        key = cache_key(digest, dialect.language, dialect.dialect, stamp)
        content = self._cached(key, digest)
        reused = content is not None
        if content is None:
            content = read_content(raw, digest, dialect, steps.summarise)
        language = content.language
        settings = ""
        if steps.is_settings(task.path) and len(raw) <= MAX_SETTINGS_BYTES:
            settings = decode(raw).data.decode("utf-8", "replace")
        path = task.path
        return Fresh(
            IngestedFile(path, module_name(path, language), role_of(path, language), content, settings), key, reused
        )

    def _cached(self, key: bytes, digest: str) -> Content | None:
        payload = self._cache.get(key) if self._cache is not None else None
        if payload is None:
            return None
        try:
            content = codec.unpack(payload)
        except codec.PayloadError:
            return None
        return content if content.hash == digest else None


def steps_of(job: Job) -> GraphSteps:
    """The steps that a job names."""
    if not job.graph:
        return NoGraph()
    module, _, name = job.graph.partition(":")
    steps: GraphSteps = getattr(import_module(module), name)
    return steps


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the requests end.

    The first frame is the ``Job``, each further one a pair: a list of tasks, and where the world lies if these are to
    be resolved.
    """
    first = read_frame(requests)
    if first is None:
        return
    write_frame(answers, READY)
    job: Job = pickle.loads(first)
    add_languages(job.languages)
    worker = Worker(job)
    for number in itertools.count():
        frame = read_frame(requests)
        if frame is None:
            return
        tasks, place = pickle.loads(frame)
        outcomes: list[Any] = worker.ingest(tasks) if place is None else worker.resolve(place, tasks)
        write_frame(answers, pickle.dumps(outcomes, pickle.HIGHEST_PROTOCOL))
        if number % _COLLECT_EVERY == _COLLECT_EVERY - 1:
            gc.collect()


def main() -> None:
    """Entry point of the child process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Facts are tuples that refer to no one in a circle; looking for circles in them costs a fifth of the time.
    gc.disable()
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)
    # All has been written and nothing is left to close. To take the interpreter's heap apart costs a third of a second.
    os._exit(0)
