"""The bench ``robust``: files that crash the reader, that a grammar rejects, and sound ones that end with problems."""

from __future__ import annotations

import argparse
import signal
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from benches.coverage.files import Source, readable_languages, sources
from ploke.languages import extract
from ploke.languages.engine.grammar import load_grammar
from ploke.languages.registry import spec_of

SECONDS = 60
"""A file that takes longer ends its process."""

_AHEAD = 32


class Read(NamedTuple):
    """How one file went: whether its tree has errors (None: it has no grammar), the first problem, how many symbols."""

    broken: bool | None
    problem: str
    symbols: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("trees", type=Path, nargs="+", metavar="TREE")
    parser.add_argument("--language", default="", help="only these, separated by commas")
    parser.add_argument("--examples", type=int, default=5, metavar="N", help="files named of each kind")


def run(arguments: argparse.Namespace) -> Iterator[tuple[str, dict[str, Any]]]:
    """Text and a row for each language, over all trees together."""
    wanted = frozenset(filter(None, arguments.language.split(","))) or readable_languages()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for tree in arguments.trees:
        for source, outcome in _read_all(sources(tree, wanted)):
            language, place = source.dialect.language, f"{tree.name}/{source.path}"
            count = counts[language]
            count["files"] += 1
            for what in _said_of(outcome):
                count[what] += 1
                detail = outcome if isinstance(outcome, str) else outcome.problem
                named[language][what].append(f"{place}  {detail[:200]}".rstrip())
    for language, count in sorted(counts.items()):
        files, rejected = count["files"], count["rejected by the grammar"]
        said = ", ".join(f"{number} {what}" for what, number in count.items() if what != "files")
        text = [f"{language}: {files} files, {said or 'none with problems'} ({rejected / files:.4f} rejected)"]
        for what in ("crashed", "sound but with problems", "left with problems"):
            if places := named[language][what]:
                text += [f"  {what}", *(f"    {place}" for place in places[: arguments.examples])]
        yield "\n".join(text), {"language": language, **count}


def read_one(source: Source) -> Read:
    """What extraction and the bare parser say of a file. An alarm that nobody handles ends the process."""
    signal.alarm(SECONDS)
    facts = extract(source.data, source.dialect)
    spec = spec_of(source.dialect.language)
    broken = None
    if spec is not None and spec.extractor is None and spec.grammars:
        broken = load_grammar(spec, source.dialect.dialect).parser.parse(source.data).root_node.has_error
    problem = f"line {facts.problems[0].line}: {facts.problems[0].message}" if facts.problems else ""
    signal.alarm(0)
    return Read(broken, problem, len(facts.symbols))


def _said_of(outcome: Read | str) -> Iterator[str]:
    if isinstance(outcome, str):
        yield "crashed"
        return
    if outcome.broken:
        yield "rejected by the grammar"
        yield "left with problems" if outcome.problem else "mended"
    elif outcome.problem:
        yield "sound but with problems"


def _read_all(files: Iterator[Source]) -> Iterator[tuple[Source, Read | str]]:
    """Each file with how it went, or how the process that read it ended; a dead process is replaced."""
    pool = _pool()
    while ahead := list(islice(files, _AHEAD)):
        running: list[tuple[Source, Future[Read]]] = [(source, pool.submit(read_one, source)) for source in ahead]
        for source, future in running:
            outcome = _outcome(future)
            if outcome is None:
                # the whole batch died with one file of it: each file again, in a process of its own
                pool.shutdown(wait=False, cancel_futures=True)
                with _pool() as alone:
                    outcome = (
                        _outcome(alone.submit(read_one, source)) or f"its process died, or took more than {SECONDS} s"
                    )
                pool = _pool()
            yield source, outcome
    pool.shutdown()


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("forkserver"))


def _outcome(future: Future[Read]) -> Read | str | None:
    """What was read; what was raised; None if the process died."""
    error = future.exception()
    if error is None:
        return future.result()
    return None if isinstance(error, BrokenProcessPool) else f"{type(error).__name__}: {error}"
