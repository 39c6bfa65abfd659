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
from pathlib import Path
from typing import BinaryIO

from ploke.ingest import codec
from ploke.ingest.content import read_content
from ploke.ingest.content_rules import content_skip
from ploke.ingest.facts_cache import FactsCache, cache_key
from ploke.ingest.frames import READY, read_frame, write_frame
from ploke.ingest.reading import content_hash, read_file
from ploke.ingest.roles import role_of
from ploke.ingest.task import Fresh, Job, Outcome, Task, Unchanged
from ploke.languages.registry import add_languages, detect, dialect_called, fingerprint, module_name
from ploke.model.ingested import Content, IngestedFile
from ploke.model.source import Skip, SkipReason

_COLLECT_EVERY = 256


def run_batch(job: Job, tasks: list[Task], cache: FactsCache | None) -> list[Outcome]:
    """One outcome a task, in order."""
    outcomes: list[Outcome] = []
    for task in tasks:
        raw = read_file(job.root, task.path, job.rules.max_bytes)
        outcomes.append(raw if isinstance(raw, Skip) else _ingest(job, task, raw, cache))
    return outcomes


def _ingest(job: Job, task: Task, raw: bytes, cache: FactsCache | None) -> Outcome:
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
    key = cache_key(digest, dialect.language, dialect.dialect, fingerprint(dialect.language))
    content = _cached(cache, key, digest)
    reused = content is not None
    if content is None:
        content = read_content(raw, digest, dialect)
    language = content.language
    file = IngestedFile(task.path, module_name(task.path, language), role_of(task.path, language), content)
    return Fresh(file, key, reused)


def _cached(cache: FactsCache | None, key: bytes, digest: str) -> Content | None:
    payload = cache.get(key) if cache is not None else None
    if payload is None:
        return None
    try:
        content = codec.unpack(payload)
    except codec.PayloadError:
        return None
    return content if content.hash == digest else None


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the requests end. The first frame is the ``Job``, each further one a list of tasks."""
    first = read_frame(requests)
    if first is None:
        return
    write_frame(answers, READY)
    job: Job = pickle.loads(first)
    add_languages(job.languages)
    cache = FactsCache(Path(job.cache)) if job.cache else None
    for number in itertools.count():
        frame = read_frame(requests)
        if frame is None:
            return
        write_frame(answers, pickle.dumps(run_batch(job, pickle.loads(frame), cache), pickle.HIGHEST_PROTOCOL))
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
