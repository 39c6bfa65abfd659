"""Resolve the references of files into edges: a pure function of a file's facts and the world's answers."""

from __future__ import annotations

from ploke.graph.resolution import Resolution
from ploke.graph.world import World
from ploke.model.facts import FileFacts


class Resolver:
    """Resolves files of one world; what it learns of summaries is shared between them."""

    def __init__(self, world: World) -> None:
        self._world = world

    def resolve(self, number: int, facts: FileFacts) -> Resolution:
        """The edges of file ``number``, whose facts are ``facts``."""
        return Resolution((), (), ())
