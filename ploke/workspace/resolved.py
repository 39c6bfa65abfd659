"""Resolve files and turn what that yields into columns, which no longer depend on this world's numbering."""

from __future__ import annotations

from collections.abc import Iterable

from ploke.graph.resolve import Resolver
from ploke.graph.world import World
from ploke.model.facts import FileFacts
from ploke.model.resolved import ResolvedBatch
from ploke.workspace.resolved_columns import Columns, Nodes


class FileResolver:
    """Resolves files of one world into columns."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._resolver = Resolver(world)
        self._nodes = Nodes(world)

    def resolve(self, files: Iterable[tuple[str, FileFacts]]) -> ResolvedBatch:
        """Resolve files, given by path with their facts. Raises ``ValueError`` for one that the world lacks."""
        columns = Columns(self._nodes)
        for path, facts in files:
            number = self._world.find(path)
            if number < 0:
                raise ValueError(f"{path} is not in the world")
            columns.add(path, number, facts.symbols, self._resolver.resolve(number, facts))
        return columns.batch()
