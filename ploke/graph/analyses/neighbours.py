"""Who calls a symbol, whom it calls, and where it is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ploke.graph.analyses.open_references import open_references, places_in, with_sources
from ploke.graph.dispatch import CALLABLES, Contents, called_as, overridden_by
from ploke.model.graph import EdgeKind, GraphView, NodeRow, Unresolved
from ploke.model.graph_answers import Link, Neighbours

CALLS = frozenset({EdgeKind.CALLS})
NAMING = frozenset(EdgeKind) - {EdgeKind.CONTAINS, EdgeKind.TESTS, EdgeKind.OVERRIDES}
"""Kinds of edges that stand where a symbol is named."""


def callers(view: GraphView, asked: Sequence[NodeRow], depth: int = 1, *, list_open: bool = False) -> Neighbours:
    """Calls that lead to ``asked``, up to ``depth`` calls away (0 for all the way).

    Calls of a class are those of its constructors, calls of a file those from other files to what is in it. Calls of a
    method that an asked one overrides may run it, and are links ``through`` that method.
    """
    links = _incoming(view, asked, CALLS, depth, through=True)
    return _answer(view, asked, links, open_references(view, asked, CALLS), list_open=list_open)


def references(
    view: GraphView,
    asked: Sequence[NodeRow],
    kinds: frozenset[EdgeKind] = NAMING,
    depth: int = 1,
    *,
    list_open: bool = False,
) -> Neighbours:
    """Edges of ``kinds`` that lead to ``asked``: everywhere it is named, or up to ``depth`` such steps away."""
    links = _incoming(view, asked, kinds, depth, through=False)
    return _answer(view, asked, links, open_references(view, asked, kinds), list_open=list_open)


def callees(
    view: GraphView, asked: Sequence[NodeRow], depth: int = 1, *, external: bool = False, list_open: bool = False
) -> Neighbours:
    """Calls that ``asked``, with all symbols in it, makes, up to ``depth`` calls away (0 for all the way).

    ``external`` adds calls that leave the repository. ``unresolved`` counts the calls in ``asked`` that have no edge.
    """
    nodes = Contents(view).with_all(asked)
    links = _outgoing(view, nodes, depth, external=external)
    inside = {row.number for row in nodes}
    files = dict.fromkeys(row.path for row in nodes)
    rows = [row for path in files for row in view.unresolved(path) if row.src in inside and row.kind is EdgeKind.CALLS]
    return _answer(view, asked, links, rows, list_open=list_open)


def _answer(
    view: GraphView, asked: Sequence[NodeRow], links: Iterable[Link], rows: Sequence[Unresolved], *, list_open: bool
) -> Neighbours:
    listed = tuple(with_sources(view, rows)) if list_open else ()
    return Neighbours(tuple(asked), tuple(links), places_in(rows), listed)


def _incoming(
    view: GraphView, asked: Sequence[NodeRow], kinds: frozenset[EdgeKind], depth: int, *, through: bool
) -> Iterator[Link]:
    contents = Contents(view)
    files = {row.path for row in asked if row.kind is None}
    level = {row.number: row for row in called_as(contents, asked)}
    seen = set(level)
    away = 0
    while level and (depth == 0 or away < depth):
        away += 1
        reached: dict[int, NodeRow] = {}
        found = []
        for row in level.values():
            for target, base in _targets(view, row, through=through):
                for edge in view.incoming(target.number, kinds):
                    if away > 1 and edge.src in seen:
                        continue
                    source = reached.get(edge.src) or view.node(edge.src)
                    if away == 1 and source.path in files:
                        continue
                    reached[edge.src] = source
                    found.append(Link(source, target, edge, away, base))
        yield from sorted(found, key=_by_source)
        level = {number: row for number, row in reached.items() if number not in seen}
        seen.update(level)


def _targets(view: GraphView, row: NodeRow, *, through: bool) -> list[tuple[NodeRow, NodeRow | None]]:
    """The ends of edges that lead to ``row``: itself, and what it overrides."""
    bases = overridden_by(view, row.number) if through and row.kind in CALLABLES else []
    return [(row, None), *((base, base) for base in map(view.node, bases))]


def _outgoing(view: GraphView, nodes: Iterable[NodeRow], depth: int, *, external: bool) -> Iterator[Link]:
    level = {row.number: row for row in nodes}
    seen = set(level)
    away = 0
    while level and (depth == 0 or away < depth):
        away += 1
        reached: dict[int, NodeRow] = {}
        found = []
        for number, row in level.items():
            for edge in view.outgoing(number, CALLS):
                if away > 1 and edge.dst in seen:
                    continue
                reached[edge.dst] = reached.get(edge.dst) or view.node(edge.dst)
                found.append(Link(row, reached[edge.dst], edge, away))
            if external:
                found += [Link(row, None, edge, away) for edge in view.external(number) if edge.kind in CALLS]
        yield from sorted(found, key=_by_target)
        level = {number: row for number, row in reached.items() if number not in seen}
        seen.update(level)


def _by_source(link: Link) -> tuple[bool, str, int, str]:
    return link.through is not None, link.source.path, link.line, link.source.id


def _by_target(link: Link) -> tuple[bool, str, int, str]:
    if link.target is None:
        return True, link.edge.external, link.line, ""
    return False, link.target.path, link.target.name_line, link.target.id
