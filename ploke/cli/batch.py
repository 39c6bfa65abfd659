"""Batches of queries: lines of JSON in, lines of JSON out, in order, one process."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from math import isfinite
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.parser import Arguments
from ploke.cli.records import encode, hit_record
from ploke.cli.views.progress import progress_bar
from ploke.errors import UsageError
from ploke.model.results import SearchRequest, SearchResponse

if TYPE_CHECKING:
    from ploke import Workspace


class Asked(NamedTuple):
    """One line of a batch. ``id`` is a string or a number and comes back as it was given."""

    id: Any
    query: str
    where: str


class BadLineError(UsageError):
    """A line of a batch is wrong; the message names it."""


def answer_batch(
    workspace: Workspace,
    arguments: Arguments,
    like: SearchRequest,
    console: Console,
) -> int:
    """Answer each line as soon as it is read; ``like`` gives every request its options.

    Raises ``UsageError`` naming the file and line of one that cannot be read; the lines before it are answered.
    """
    asked: list[Asked] = []

    def requests(lines: Iterable[bytes], name: str) -> Iterator[tuple[str, SearchRequest]]:
        for one in read_batch(lines, name):
            asked.append(one)
            yield str(len(asked) - 1), replace(like, query=one.query)

    found = False
    notes: set[str] = set()
    with _opened(arguments.batch) as (lines, name), ExitStack() as until_synced:
        progress = until_synced.enter_context(progress_bar(console))
        answers = workspace.search_batch(requests(lines, name), sync=not arguments.no_sync, progress=progress)
        for place, response in _naming_the_line(answers, asked):
            until_synced.close()
            found = found or bool(response.hits)
            for note in response.notes:
                if note not in notes:
                    notes.add(note)
                    console.note(note)
            results = [hit_record(hit, text=arguments.text) for hit in response.hits]
            console.line(encode({"id": asked[int(place)].id, "results": results}))
            console.flush()
    return DONE if found else NOTHING


def _naming_the_line(
    answers: Iterator[tuple[str, SearchResponse]], asked: list[Asked]
) -> Iterator[tuple[str, SearchResponse]]:
    """``answers``; a query that cannot be answered is named by its line."""
    try:
        yield from answers
    except BadLineError:
        raise
    except UsageError as error:
        if not asked:
            raise
        raise BadLineError(f"{asked[-1].where}: {error.message}", error.hint) from error


def read_batch(lines: Iterable[bytes], name: str) -> Iterator[Asked]:
    """The questions in ``lines``; blank lines are passed over, keys other than ``id`` and ``query`` ignored."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadLineError(f"{where}: not JSON ({error}).", _SHAPE) from error
        if not isinstance(record, dict) or not isinstance(record.get("query"), str):
            raise BadLineError(f'{where}: there is no "query" of text.', _SHAPE)
        if not _is_id(record.get("id")):
            raise BadLineError(f'{where}: there is no "id", a string or a number.', _SHAPE)
        yield Asked(record["id"], record["query"].encode("utf-8", "replace").decode("utf-8"), where)


def _is_id(value: object) -> bool:
    """Whether ``value`` can come back in JSON as it was given: Python reads, and never writes, NaN and infinities."""
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, str | int) and not isinstance(value, bool)


_SHAPE = 'A line reads {"id": "1", "query": "what to look for"}.'


@contextmanager
def _opened(path: str) -> Iterator[tuple[IO[bytes], str]]:
    if path == "-":
        yield sys.stdin.buffer, "standard input"
        return
    try:
        stream = open(path, "rb")  # noqa: PTH123, SIM115 - closed below; pathlib would do no more
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {getattr(error, 'strerror', error)}.", "Name a file or -.") from error
    with stream:
        yield stream, path
