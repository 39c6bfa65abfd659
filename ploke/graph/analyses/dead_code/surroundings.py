"""What is known beside the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ploke.graph.entry_points.manifest import EntryPoint, Package
from ploke.model.graph_reports import Users


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
