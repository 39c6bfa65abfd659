"""What workers do for the code graph: the steps that ``ploke.ingest`` is handed, for it knows nothing of graphs."""

from __future__ import annotations

import zlib
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from ploke.graph.project import is_manifest
from ploke.graph.rules import has_rules
from ploke.graph.summary import summarise
from ploke.graph.summary_codec import encode_summary
from ploke.ingest.task import Resolve, WorldPlace
from ploke.model.facts import FileFacts
from ploke.model.ingested import NO_SUMMARY, SummaryColumns
from ploke.model.node_ids import symbol_keys

if TYPE_CHECKING:
    from ploke.workspace.resolved import FileResolver

_LEVEL = 1
_SOURCES = ("graph/summary.py", "graph/entries.py", "graph/expressions.py", "model/summary.py")


class Steps:
    """Implements ``ploke.ingest.task.GraphSteps``."""

    def __init__(self) -> None:
        self._before: FileResolver | None = None

    def stamp(self, language: str) -> str:
        """Changes with the code that makes summaries; empty for a language that has none."""
        return _code_stamp() if has_rules(language) else ""

    def summarise(self, facts: FileFacts) -> SummaryColumns:
        """What other files can see of a file; nothing where its references are not resolved."""
        if not has_rules(facts.language):
            return NO_SUMMARY
        found = summarise(facts)
        return SummaryColumns(
            zlib.compress(encode_summary(found), _LEVEL),
            "\0".join(found.entries),
            symbol_keys([symbol.qualified for symbol in facts.symbols]).tobytes(),
        )

    def is_settings(self, path: str) -> bool:
        """Whether a file belongs to the project's configuration."""
        return is_manifest(path)

    def resolver(self, place: WorldPlace) -> Resolve:
        """What resolves files of the world at ``place``."""
        # Not needed for reading files, which is all that most workers do.
        from ploke.workspace.resolved import FileResolver
        from ploke.workspace.world import StoredWorld

        self._before = FileResolver(StoredWorld.open(place), self._before)
        return self._before.resolve


@cache
def _code_stamp() -> str:
    # What the summaries are made by, with what that imports of this package; the sources, compiled or not.
    package = Path(__file__).parents[1]
    return blake2b(b"".join((package / source).read_bytes() for source in _SOURCES), digest_size=8).hexdigest()


STEPS = Steps()
NAME = f"{__name__}:STEPS"
