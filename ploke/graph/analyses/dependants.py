"""One step against the edges: what needs the nodes of a level, and by which edge that is said best.

A hub has thousands of dependants, so the walk is over numbers: rows of nodes and edges are read only where a step
cannot be decided without them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ploke.graph.dispatch import CALLABLES, OVERRIDING, Contents, overridden_by
from ploke.graph.rows import Rows
from ploke.graph.tests_in import is_marked
from ploke.model.graph import Confidence, EdgeKind, GraphView
from ploke.model.resolved import EDGE_CODES

_NO_NODE = _NO_EDGE = -1
_STRONGEST_FIRST = (
    EdgeKind.CALLS,
    EdgeKind.OVERRIDES,
    EdgeKind.IMPLEMENTS,
    EdgeKind.INHERITS,
    EdgeKind.REFERENCES,
    EdgeKind.TYPES,
    EdgeKind.IMPORTS,
    EdgeKind.CONTAINS,
)
"""Of several edges between two nodes the one that says most is shown."""
_IN_DOUBT = 1 << 8
"""Any doubt weighs more than the kind of an edge."""


def _rank(kind: EdgeKind, confidence: Confidence) -> int:
    strength = _STRONGEST_FIRST.index(kind) if kind in _STRONGEST_FIRST else len(_STRONGEST_FIRST)
    return strength + (0 if confidence is Confidence.EXACT else _IN_DOUBT)


_HELD = _rank(EdgeKind.CONTAINS, Confidence.EXACT)
_RANKS = tuple(_rank(*code) for code in EDGE_CODES)
_DISPATCHED = frozenset(
    code for code, (kind, _) in enumerate(EDGE_CODES) if kind in (EdgeKind.CALLS, EdgeKind.REFERENCES)
)
_IMPORTS = frozenset(code for code, (kind, _) in enumerate(EDGE_CODES) if kind is EdgeKind.IMPORTS)


class Way(NamedTuple):
    """The last step to a node: ``edge`` leads to ``target``, for which ``through`` stands in unless it is negative.

    A negative ``edge`` is that of what the node holds. Of two ways the one of the smaller ``rank`` is better.
    """

    rank: int
    edge: int
    target: int
    through: int

    @property
    def doubt(self) -> bool:
        """Whether anything on the way to the node is not exact."""
        return self.rank >= _IN_DOUBT


class Dependants:
    """Steps over edges of ``kinds``, against them. One object serves one walk."""

    def __init__(self, view: GraphView, contents: Contents, kinds: frozenset[EdgeKind]) -> None:
        self._view = view
        self._contents = contents
        self._backward = Rows(view.backward(kinds))
        self._overriding = Rows(view.forward(OVERRIDING))
        self._passed: set[int] = set()

    def step(self, level: Mapping[int, bool], seen: set[int]) -> dict[int, Way]:
        """The nodes one step from ``level`` that are not in ``seen``, each by its best way; of equal ones the first.

        ``level`` says of each node whether the way to it is in doubt.
        """
        best: dict[int, Way] = {}
        for met, doubt in level.items():
            for target, through in self._ends(met):
                least = _IN_DOUBT if doubt or through >= 0 else 0
                for source, edge, code in self._backward.links(target):
                    if through >= 0 and code not in _DISPATCHED:
                        continue
                    rank = _RANKS[code] | least
                    for number in self._users(source, edge, code):
                        if number not in seen and (number not in best or rank < best[number].rank):
                            best[number] = Way(rank, edge, target, through)
            holder, rank = self._holder(met), _HELD + (_IN_DOUBT if doubt else 0)
            if holder >= 0 and holder not in seen and (holder not in best or rank < best[holder].rank):
                best[holder] = Way(rank, _NO_EDGE, met, _NO_NODE)
        return best

    def _holder(self, number: int) -> int:
        """The function that a node is written in and part of; a test is none of what groups it."""
        row = self._contents.node(number)
        if row.parent < 0 or is_marked(row):
            return _NO_NODE
        return row.parent if self._contents.node(row.parent).kind in CALLABLES else _NO_NODE

    def _ends(self, number: int) -> Iterator[tuple[int, int]]:
        """What edges that mean a node lead to, and what stands in for it there."""
        yield number, _NO_NODE
        row = self._contents.node(number)
        for inner in self._contents.constructors(row):
            yield inner.number, _NO_NODE
        if row.kind in CALLABLES and self._overriding.targets(number):
            for base in overridden_by(self._view, number):
                # Once is enough: coming through is never exact, and later is never nearer.
                if base not in self._passed:
                    self._passed.add(base)
                    yield base, base

    def _users(self, source: int, edge: int, code: int) -> Sequence[int]:
        """The nodes that need what an edge leads to: its source, or the symbols in it in whose heads it stands."""
        row = self._contents.node(source)
        if row.kind in CALLABLES or code in _IMPORTS:
            return (source,)
        lines = self._view.edge(edge).places[::2]
        if not lines:
            return (source,)
        around = list(map(self._contents.spans_of(row).at, lines))
        found = dict.fromkeys(number for numbers in around for number in numbers)
        return [*found] if all(around) else [source, *found]
