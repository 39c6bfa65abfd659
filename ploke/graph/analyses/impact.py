"""What a change may reach: everything that needs what was changed, and the tests among it.

One step leads from a node to what has an edge to it: its callers, what refers to it, its subclasses and overriding
methods, what has it as a type, files that import it. Beyond the edges:

- A method that overrides another may be run by calls of that one. Such a step goes *through* the overridden method to
  its callers, not to the method itself, and is no surer than ``inferred``.
- A class that is reached passes it on to those who construct it.
- A reference of a file or class that stands in the head or value of a symbol in it (a decorator, a default,
  ``LIMIT = compute()``) reaches that symbol in its place.
- A function is part of the one that it is written in, which may hand it on without ever naming it.
- A file that is only reached passes nothing on: what it offers has edges of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ploke.graph.analyses.dependants import Dependants, Way
from ploke.graph.analyses.open_references import open_references, places_in
from ploke.graph.dispatch import Contents
from ploke.graph.tests_in import TestCases, is_test_code
from ploke.model.graph import Confidence, EdgeKind, GraphView, NodeRow
from ploke.model.graph_answers import Impact, Link, Reached
from ploke.model.graph_derived import contains_edge

SPREADING = frozenset(EdgeKind) - {EdgeKind.CONTAINS, EdgeKind.TESTS}
RUNNING = SPREADING - {EdgeKind.TYPES, EdgeKind.IMPORTS, EdgeKind.OVERRIDES}
"""Kinds that may run what they lead to: to name a type, import a module or override a method is no test of it."""


def impact(
    view: GraphView, asked: Sequence[NodeRow], depth: int = 0, changed: Sequence[NodeRow] | None = None
) -> Impact:
    """What a change of ``asked`` may reach in ``depth`` steps (0 for all the way).

    What changes is ``changed``, or without it each of ``asked`` with all symbols in it.
    """
    contents = Contents(view)
    starts = contents.with_all(asked) if changed is None else changed
    reached = _spread(view, contents, starts, depth)
    tests: list[Reached] = []
    if any(is_test_code(each.node) for each in reached):
        tests = _tests(view, contents, starts, depth)
    unresolved = places_in(open_references(view, asked, SPREADING))
    return Impact(tuple(asked), depth, tuple(reached), tuple(tests), unresolved)


def tests_for(view: GraphView, asked: Sequence[NodeRow], depth: int = 0) -> Impact:
    """The tests that run ``asked``, or something in it, in at most ``depth`` steps (0 for all the way)."""
    contents = Contents(view)
    tests = tuple(_tests(view, contents, contents.with_all(asked), depth))
    return Impact(tuple(asked), depth, tests, tests, places_in(open_references(view, asked, RUNNING)))


def _tests(view: GraphView, contents: Contents, changed: Iterable[NodeRow], depth: int) -> list[Reached]:
    return _spread(view, contents, changed, depth, kinds=RUNNING, wanted=TestCases(view, contents).has)


def _spread(
    view: GraphView,
    contents: Contents,
    changed: Iterable[NodeRow],
    depth: int,
    *,
    kinds: frozenset[EdgeKind] = SPREADING,
    wanted: Callable[[NodeRow], bool] | None = None,
) -> list[Reached]:
    """All that is reached from ``changed`` over edges of ``kinds``, or what is ``wanted`` of it, by depth and place."""
    walk = Dependants(view, contents, kinds)
    level = {row.number: False for row in sorted(changed, key=_place)}
    seen = set(level)
    reached: list[Reached] = []
    away = 0
    while level and (depth == 0 or away < depth):
        away += 1
        ways = walk.step(level, seen)
        seen.update(ways)
        rows = sorted(map(contents.node, ways), key=_place)
        told = rows if wanted is None else filter(wanted, rows)
        reached += [_reached(view, contents, row, ways[row.number], away) for row in told]
        level = {row.number: ways[row.number].doubt for row in rows if row.kind is not None}
    return reached


def _reached(view: GraphView, contents: Contents, row: NodeRow, way: Way, away: int) -> Reached:
    through = contents.node(way.through) if way.through >= 0 else None
    edge = contains_edge(row.number, way.target) if way.edge < 0 else view.edge(way.edge)
    link = Link(row, contents.node(way.target), edge, away, through)
    return Reached(row, away, Confidence.INFERRED if way.doubt else Confidence.EXACT, link)


def _place(row: NodeRow) -> tuple[str, bool, int, str]:
    return row.path, row.kind is not None, row.start_line, row.id
