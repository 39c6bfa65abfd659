"""What goes to a worker and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ploke.config_languages import UserLanguage
from ploke.ingest.discover import ScanRules
from ploke.model.ingested import IngestedFile
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


class Unchanged(NamedTuple):
    """The file's bytes are those already indexed."""

    path: str


class Fresh(NamedTuple):
    """The file's facts, their key in the facts cache, and whether they came from there."""

    file: IngestedFile
    key: bytes
    reused: bool


Outcome = Unchanged | Fresh | Skip


@dataclass(frozen=True, slots=True)
class Job:
    """What stays the same for all tasks of a sync. ``cache`` is the facts cache's file, or empty for none.

    ``languages`` are those of the user's own.
    """

    root: str
    rules: ScanRules
    cache: str
    languages: tuple[UserLanguage, ...] = ()
