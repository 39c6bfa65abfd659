"""What a change may reach: everything that needs what was changed, and the tests among it.

One step leads from a node to what has an edge to it: its callers, what refers to it, its subclasses and overriding
methods, what has it as a type, files that import it. Beyond the edges:

- A method that overrides another may be run by calls of that one. Such a step goes *through* the overridden method to
  its callers, not to the method itself, and is no surer than ``inferred``.
- A class that is reached passes it on to those who construct it.
- A reference of a file or class that stands in the head or value of a symbol in it (a decorator, a default,
  ``LIMIT = compute()``) reaches that symbol in its place.
- A file that is only reached passes nothing on: what it offers has edges of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ploke.graph.analyses.open_references import open_references, places_in
from ploke.graph.dispatch import CALLABLES, OVERRIDING, Contents, overridden_by
from ploke.graph.rows import Rows
from ploke.graph.tests_in import TestCases, is_test_code
from ploke.model.graph import Confidence, EdgeKind, EdgeRow, GraphView, NodeRow
from ploke.model.graph_answers import Impact, Link, Reached

SPREADING = frozenset(EdgeKind) - {EdgeKind.CONTAINS, EdgeKind.TESTS}
RUNNING = SPREADING - {EdgeKind.TYPES, EdgeKind.IMPORTS, EdgeKind.OVERRIDES}
"""Kinds that may run what they lead to: to name a type, import a module or override a method is no test of it."""
_DISPATCHED = frozenset({EdgeKind.CALLS, EdgeKind.REFERENCES})
_ORDER = (
    EdgeKind.CALLS,
    EdgeKind.OVERRIDES,
    EdgeKind.IMPLEMENTS,
    EdgeKind.INHERITS,
    EdgeKind.REFERENCES,
    EdgeKind.TYPES,
    EdgeKind.IMPORTS,
)
_STRENGTH = {kind: place for place, kind in enumerate(_ORDER)}
"""Of several edges between two nodes the one that says most is shown."""


def impact(
    view: GraphView, asked: Sequence[NodeRow], depth: int = 0, changed: Sequence[NodeRow] | None = None
) -> Impact:
    """What a change of ``asked`` may reach in ``depth`` steps (0 for all the way).

    What changes is ``changed``, or without it each of ``asked`` with all symbols in it.
    """
    contents = Contents(view)
    starts = contents.with_all(asked) if changed is None else changed
    reached = _spread(view, contents, starts, depth, SPREADING)
    tests: list[Reached] = []
    if any(is_test_code(each.node) for each in reached):
        tests = _tests_among(view, contents, _spread(view, contents, starts, depth, RUNNING))
    unresolved = places_in(open_references(view, asked, SPREADING))
    return Impact(tuple(asked), depth, tuple(reached), tuple(tests), unresolved)


def tests_for(view: GraphView, asked: Sequence[NodeRow], depth: int = 0) -> Impact:
    """The tests that run ``asked``, or something in it, in at most ``depth`` steps (0 for all the way)."""
    contents = Contents(view)
    tests = tuple(_tests_among(view, contents, _spread(view, contents, contents.with_all(asked), depth, RUNNING)))
    return Impact(tuple(asked), depth, tests, tests, places_in(open_references(view, asked, RUNNING)))


def _spread(
    view: GraphView, contents: Contents, changed: Iterable[NodeRow], depth: int, kinds: frozenset[EdgeKind]
) -> list[Reached]:
    """All that is reached from ``changed`` over edges of ``kinds``, by depth, path and line."""
    walk = _Walk(view, contents, kinds)
    level = [_Met(row, False) for row in sorted(changed, key=_place)]
    seen = {met.row.number for met in level}
    reached: list[Reached] = []
    away = 0
    while level and (depth == 0 or away < depth):
        away += 1
        ways = walk.step(level, seen)
        seen |= ways.keys()
        found = [walk.reached(number, way, away) for number, way in ways.items()]
        found.sort(key=lambda each: _place(each.node))
        reached += found
        level = [
            _Met(each.node, each.confidence is not Confidence.EXACT) for each in found if each.node.kind is not None
        ]
    return reached


def _tests_among(view: GraphView, contents: Contents, reached: Sequence[Reached]) -> list[Reached]:
    cases = TestCases(view, contents)
    return [each for each in reached if cases.has(each.node)]


class _Met(NamedTuple):
    """A node whose dependants come next; ``doubt`` where something on the way to it is not exact."""

    row: NodeRow
    doubt: bool


class _Way(NamedTuple):
    """How a node is reached: smaller ranks are better."""

    rank: tuple[bool, int]
    edge: EdgeRow
    through: NodeRow | None


class _Walk:
    """The graph, walked against its edges."""

    def __init__(self, view: GraphView, contents: Contents, kinds: frozenset[EdgeKind]) -> None:
        self._view = view
        self._contents = contents
        self._backward = Rows(view.backward(kinds))
        self._overriding = Rows(view.forward(OVERRIDING))
        self._passed: set[int] = set()

    def step(self, level: Sequence[_Met], seen: set[int]) -> dict[int, _Way]:
        """The nodes one step from ``level`` that are not in ``seen``, each by its best way; earlier nodes first."""
        best: dict[int, _Way] = {}
        for met in level:
            for edge, through in self._edges_to(met.row):
                doubt = met.doubt or through is not None or edge.confidence is not Confidence.EXACT
                way = _Way((doubt, _STRENGTH[edge.kind]), edge, through)
                for number in self._sources(edge):
                    if number not in seen and (number not in best or way.rank < best[number].rank):
                        best[number] = way
        return best

    def reached(self, number: int, way: _Way, away: int) -> Reached:
        """The answer's row for a node that was reached."""
        row = self._contents.node(number)
        confidence = Confidence.INFERRED if way.rank[0] else Confidence.EXACT
        return Reached(row, away, confidence, Link(row, self._contents.node(way.edge.dst), way.edge, away, way.through))

    def _edges_to(self, row: NodeRow) -> Iterator[tuple[EdgeRow, NodeRow | None]]:
        """Edges that lead to ``row``, and those that lead to it through another node."""
        view = self._view
        for node in (row.number, *(inner.number for inner in self._contents.constructors(row))):
            for number in self._backward.edges(node):
                yield view.edge(number), None
        if row.kind in CALLABLES and self._overriding.targets(row.number):
            for base in overridden_by(view, row.number):
                # Once is enough: coming through is never exact, and later is never nearer.
                if base in self._passed:
                    continue
                self._passed.add(base)
                for edge in map(view.edge, self._backward.edges(base)):
                    if edge.kind in _DISPATCHED:
                        yield edge, self._contents.node(base)

    def _sources(self, edge: EdgeRow) -> list[int]:
        """The nodes that need what ``edge`` leads to: its source, or the symbols in it in whose heads it stands."""
        row = self._contents.node(edge.src)
        lines = edge.places[::2]
        if row.kind in CALLABLES or edge.kind is EdgeKind.IMPORTS or not lines:
            return [edge.src]
        inner = self._contents.of(row)
        around = [[each.number for each in inner if each.start_line <= line <= each.end_line] for line in lines]
        found = dict.fromkeys(number for numbers in around for number in numbers)
        return [*found] if all(around) else [edge.src, *found]


def _place(row: NodeRow) -> tuple[str, bool, int, str]:
    return row.path, row.kind is not None, row.start_line, row.id
