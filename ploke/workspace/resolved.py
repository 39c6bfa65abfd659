"""Resolve files and turn what that yields into columns, which no longer depend on this world's numbering."""

from __future__ import annotations

from collections.abc import Iterable

from ploke.graph.precise.answers import decode_answers
from ploke.graph.resolve import Resolver
from ploke.model.facts import FileFacts
from ploke.model.resolved import ResolvedBatch
from ploke.workspace.resolved_columns import Columns, Nodes
from ploke.workspace.world import StoredWorld


class FileResolver:
    """Resolves files of one world into columns.

    What was learned of files that have not changed since an earlier world is taken over from ``before``.
    """

    def __init__(self, world: StoredWorld, before: FileResolver | None = None) -> None:
        self._world = world
        self._resolver = Resolver(world)
        self._nodes = Nodes(world)
        if before is not None:
            is_same = world.same_as(before._world)
            self._resolver.adopt(before._resolver, is_same)
            self._nodes.adopt(before._nodes, is_same)

    def resolve(self, files: Iterable[tuple[str, FileFacts, bytes]]) -> ResolvedBatch:
        """Resolve files, given by path with their facts and what an indexer says of them, empty for nothing.

        Raises ``ValueError`` for one that the world lacks.
        """
        columns = Columns(self._nodes)
        for path, facts, said in files:
            number = self._world.find(path)
            if number < 0:
                raise ValueError(f"{path} is not in the world")
            answers = decode_answers(said) if said else None
            columns.add(path, number, facts.symbols, self._resolver.resolve(number, facts, answers))
        return columns.batch()
