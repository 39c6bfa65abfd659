"""What workspace operations answer: plain frozen values that views and ``--json`` render."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Stage(StrEnum):
    """The stages of a sync, in order, and the comparison of two indexes.

    Their wall seconds are reported under these names, the whole as ``total``. Ingesting (reading, parsing, chunking in
    the workers), resolving references (in the workers too) and writing to the store overlap; what is left of the
    writing after that is the commit.
    """

    SCAN = "scan"
    INGEST = "ingest"
    RESOLVE = "resolve"
    COMMIT = "commit"
    MAINTAIN = "maintain"
    COMPARE = "compare"


class Progress(NamedTuple):
    """How far a sync is. ``total`` is 0 while unknown."""

    stage: Stage
    done: int
    total: int
    bytes: int


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did and what the index now holds.

    ``changed`` says whether a new generation was committed. ``skipped`` counts by reason what this sync's scan left
    out. ``resolved`` counts the files whose references were resolved, changed or not. ``peak_memory`` is in bytes over
    this process and its workers, 0 where the system does not tell. ``notes`` are sentences for people.
    """

    generation: int
    changed: bool
    files: int
    added: int
    updated: int
    removed: int
    parsed: int
    reused: int
    skipped: Mapping[str, int]
    symbols: int
    references: int
    chunks: int
    lines: int
    bytes: int
    problems: int
    seconds: Mapping[str, float]
    peak_memory: int
    notes: tuple[str, ...] = ()
    resolved: int = 0


class Mode(StrEnum):
    """Which kinds of evidence a search uses."""

    HYBRID = "hybrid"
    LEXICAL = "lexical"
    SEMANTIC = "semantic"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search. ``languages`` and ``paths`` (globs relative to the root) narrow it; empty means all.

    ``literal`` takes the query as exact text, ``regex`` as a regular expression (Python's ``re``); both scan the
    files as they are on disk. ``per_file`` caps results a file.
    """

    query: str
    k: int = 10
    per_file: int = 1
    mode: Mode = Mode.HYBRID
    languages: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    literal: bool = False
    regex: bool = False
    ignore_case: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One span. ``why`` names the evidence, strongest first. ``text`` is None when the file changed (``stale``).

    ``highlights`` are (line, start column, end column) of matched words, columns in characters from 0.
    ``symbol_line`` is the symbol's first line where the span shows it, else 0.
    """

    path: str
    start_line: int
    end_line: int
    symbol: str
    kind: str
    score: float
    why: tuple[str, ...]
    language: str = ""
    stale: bool = False
    text: str | None = None
    highlights: tuple[tuple[int, int, int], ...] = ()
    symbol_line: int = 0


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """Hits, best first, and the generation they are from. ``notes`` are sentences for people (busy writer, stale)."""

    hits: tuple[SearchHit, ...]
    generation: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """What the index holds and whether it is fresh. Paths are absolute; ``bytes_on_disk`` is the index folder's.

    For ``precise`` files there are answers of an indexer; ``precise_stale`` of them have changed since it read them.
    """

    root: str
    index_dir: str
    generation: int
    schema: int
    files: int
    languages: Mapping[str, int]
    roles: Mapping[str, int]
    skipped: Mapping[str, int]
    symbols: int
    references: int
    chunks: int
    lines: int
    bytes: int
    problems: int
    bytes_on_disk: int
    committed_at: str
    pending: int
    writer: str = ""
    precise: int = 0
    precise_stale: int = 0


@dataclass(frozen=True, slots=True)
class LanguageInfo:
    """A language: how much is read of it (``complete``, ``symbols``, ``text``) and how its files are told.

    ``files`` are those of this repository. ``extra`` is the extra of ploke with which more would be read; ``origin``
    the settings file that describes the language or names more files of it.
    """

    name: str
    level: str
    files: int
    extensions: tuple[str, ...]
    file_names: tuple[str, ...]
    interpreters: tuple[str, ...]
    extra: str = ""
    origin: str = ""


class CheckState(StrEnum):
    """Outcome of one doctor check."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


class Check(NamedTuple):
    """One thing ``ploke doctor`` looked at; ``mend`` is the one command or step that puts it right, or empty."""

    name: str
    state: CheckState
    message: str
    mend: str = ""


class Difference(NamedTuple):
    """A row on which an index and a clean build of it disagree.

    ``key`` tells the row apart in its ``table``. ``kept`` and ``clean`` are the columns that differ, or the whole row
    where the other side has none; None for the side that lacks it.
    """

    table: str
    key: tuple[str, ...]
    kept: Mapping[str, Any] | None
    clean: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Verification:
    """What comparing an index with a clean build found.

    ``rows`` counts the rows compared by table, ``different`` those that differ; ``differences`` lists the first hundred
    of each table. ``passing`` are files that crashed or timed out in one of the builds, which another attempt may not.
    """

    generation: int
    files: int
    rows: Mapping[str, int]
    different: Mapping[str, int]
    differences: tuple[Difference, ...]
    passing: tuple[str, ...]
    seconds: float

    @property
    def equal(self) -> bool:
        """Whether nothing differs."""
        return not self.different
