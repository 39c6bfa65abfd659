"""What analyses of the whole code graph answer: plain frozen values that views and ``--json`` render.

Rows carry node numbers, which mean something only beside the view they are from; ``NodeRow.id`` lasts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ploke.model.graph import NodeRow


class ImportTime(StrEnum):
    """When an import is carried out; the sooner the worse, in this order."""

    LOADING = "while the file loads"
    COMPILING = "by the compiler, which runs nothing"
    CALLED = "when a function is called"
    TYPES = "never, for types alone"


class CycleLevel(StrEnum):
    """What an import cycle goes through."""

    FILE = "file"
    PACKAGE = "package"


class ImportStep(NamedTuple):
    """``source`` imports ``target`` (paths of files or folders) where it says so: ``path``, ``line``."""

    source: str
    target: str
    path: str
    line: int
    time: ImportTime


@dataclass(frozen=True, slots=True)
class Cycle:
    """All ``members`` reach each other by imports, by path; ``shortest`` is a shortest way round.

    ``lasting`` says that imports of functions and of types alone, left out, would not open every way round.
    """

    level: CycleLevel
    members: tuple[str, ...]
    shortest: tuple[ImportStep, ...]
    lasting: bool


class Use(StrEnum):
    """Whether a definition is used. What is dead can be deleted, together with all else that is."""

    DEAD = "dead"
    UNKNOWN = "unknown"
    LIVE = "live"


class Verdict(NamedTuple):
    """A definition, whether it is used, and why in a few words."""

    node: NodeRow
    use: Use
    reason: str

    @property
    def lines(self) -> int:
        """How many lines the definition has."""
        return self.node.end_line - self.node.start_line + 1


class Users(StrEnum):
    """Who may use what a package offers: whoever imports it, nobody outside, or what the manifests let expect."""

    OTHERS = "others"
    NOBODY = "nobody"
    MANIFESTS = "as the manifests say"


class Hotspot(NamedTuple):
    """A file. ``score`` is from 0 to 1, ``rank`` its PageRank among the files (1 is the mean of all).

    ``commits`` is None where no history is known; ``symbols`` names its most used definitions.
    """

    path: str
    language: str
    score: float
    rank: float
    commits: int | None
    lines: int
    symbols: tuple[str, ...]


class Hotspots(NamedTuple):
    """Hotspots, and sentences for people on the history they are from."""

    files: tuple[Hotspot, ...]
    notes: tuple[str, ...] = ()


class Community(NamedTuple):
    """Files that use each other more than the rest.

    ``name`` is the folder that most of them lie in with its most used symbols; ``files`` are by path, ``symbols`` the
    most used ones, ``inside`` and ``outside`` how many uses stay within and how many lead out or in.
    """

    name: str
    files: tuple[str, ...]
    symbols: tuple[str, ...]
    inside: int
    outside: int


class MapFile(NamedTuple):
    """A file of an outline; ``rank`` sums those of its ``symbols``, which are in file order."""

    path: str
    rank: float
    symbols: tuple[NodeRow, ...]


@dataclass(frozen=True, slots=True)
class RepositoryMap:
    """``text`` has ``tokens`` tokens, never more than were asked for; ``files`` say the same, most important first.

    ``left_out`` counts the files whose definitions found no place.
    """

    text: str
    tokens: int
    files: tuple[MapFile, ...]
    left_out: int
