"""What is said of a definition, and how one asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ploke.graph.entry_points.manifest import EntryPoint, Package
from ploke.model.graph import NodeRow


class State(StrEnum):
    """Whether a definition is used. What is dead can be deleted, together with all else that is."""

    DEAD = "dead"
    UNKNOWN = "unknown"
    LIVE = "live"


class Verdict(NamedTuple):
    """A definition, its state, and why in a few words."""

    node: NodeRow
    state: State
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


@dataclass(frozen=True)
class Surroundings:
    """What is known beside the graph.

    ``texts`` yields path and bytes of every file, each time it is called. ``kept`` are names of symbols, or globs of
    ids (``shop/plugins/*.py#load``), that are used from outside.
    """

    entry_points: tuple[EntryPoint, ...] = ()
    packages: tuple[Package, ...] = ()
    kept: tuple[str, ...] = ()
    users: Users = Users.MANIFESTS
    texts: Callable[[], Iterable[tuple[str, bytes]]] = tuple
