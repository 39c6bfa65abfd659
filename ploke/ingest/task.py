"""What goes to a worker and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ploke.config_languages import UserLanguage
from ploke.ingest.discover import ScanRules
from ploke.model.facts import FileFacts
from ploke.model.ingested import IngestedFile, SummaryColumns
from ploke.model.resolved import ResolvedBatch
from ploke.model.source import Skip
from ploke.vcs.attributes import Mark


class Task(NamedTuple):
    """A file to read. ``known`` is the hash it had when last indexed, or empty: equal bytes are not parsed again.

    ``mark`` is what ``.gitattributes`` say of it.
    """

    path: str
    size: int
    known: str
    mark: Mark | None = None


class ResolveTask(NamedTuple):
    """A file to resolve, whose facts are ``size`` bytes at ``offset`` of the spool.

    What an indexer says of it are ``answers_size`` bytes at ``answers_offset``, if any.
    """

    path: str
    size: int
    offset: int
    answers_size: int = 0
    answers_offset: int = 0


class WorldPlace(NamedTuple):
    """Where the world lies that files are resolved in.

    ``segments`` are files of summaries, each with the ranges of its rows that are dead; ``spool`` holds facts.
    """

    segments: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    spool: str


class Unchanged(NamedTuple):
    """The file's bytes are those already indexed."""

    path: str


class Fresh(NamedTuple):
    """The file's facts, their key in the facts cache, and whether they came from there."""

    file: IngestedFile
    key: bytes
    reused: bool


Outcome = Unchanged | Fresh | Skip

Resolve = Callable[[Iterable[tuple[str, FileFacts, bytes]]], ResolvedBatch]
"""Resolves files, given by path with their facts and what an indexer says of them, empty for nothing."""


class GraphSteps(Protocol):
    """What a worker does for the code graph, which ingestion knows nothing of."""

    def stamp(self, language: str) -> str:
        """Changes with whatever summaries of files in ``language`` depend on beside the facts."""
        ...

    def summarise(self, facts: FileFacts) -> SummaryColumns:
        """What other files can see of a file."""
        ...

    def is_settings(self, path: str) -> bool:
        """Whether a file belongs to the configuration that resolution depends on."""
        ...

    def resolver(self, place: WorldPlace) -> Resolve:
        """What resolves files of the world at ``place``."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """What stays the same for all tasks of a sync. ``cache`` is the facts cache's file, or empty for none.

    ``languages`` are those of the user's own. ``graph`` names the ``GraphSteps`` that workers import
    (``package.module:name``); without one, files have no summaries.
    """

    root: str
    rules: ScanRules
    cache: str
    languages: tuple[UserLanguage, ...] = ()
    graph: str = ""
