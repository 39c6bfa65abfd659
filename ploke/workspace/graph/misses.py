"""References without an edge, of some files or all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ploke.graph.analyses.unresolved import list_unresolved
from ploke.model.graph import NodeRow
from ploke.model.graph_answers import OpenReference
from ploke.search.filters import path_filter
from ploke.workspace.graph.kinds import reasons as known_reasons
from ploke.workspace.graph.source import GraphSource


def unresolved(
    source: GraphSource, reasons: Iterable[str], languages: Sequence[str], paths: Sequence[str]
) -> Iterator[OpenReference]:
    """References without an edge, by path and line. Raises ``UsageError`` for an unknown reason or a bad glob."""
    chosen = known_reasons(reasons)
    on_path = path_filter(paths)
    wanted = frozenset(language.lower() for language in languages)

    def passes(row: NodeRow) -> bool:
        return (not wanted or row.language in wanted) and on_path(row.path)

    return list_unresolved(source.view, chosen, passes if languages or paths else None)
