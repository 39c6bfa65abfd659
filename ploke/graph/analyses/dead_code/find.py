"""Judge every definition of a graph."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ploke.graph.analyses.dead_code.doubts import Doubts
from ploke.graph.analyses.dead_code.evidence import text_doubts, unresolved_doubts
from ploke.graph.analyses.dead_code.links import is_carried, ways_of
from ploke.graph.analyses.dead_code.reach import spread
from ploke.graph.analyses.dead_code.relations import Relations
from ploke.graph.analyses.dead_code.roots import roots, tests
from ploke.graph.analyses.dead_code.shape import CLASSES, Shapes
from ploke.graph.analyses.dead_code.surroundings import Surroundings
from ploke.graph.analyses.table import USES, Table
from ploke.model.facts import SymbolKind
from ploke.model.graph import GraphView, NodeRow
from ploke.model.graph_reports import Use, Verdict


def find_dead_code(view: GraphView, around: Surroundings) -> list[Verdict]:
    """Functions, methods, classes and constants of modules in source files, each judged; longest first, then by place.

    What lies in a dead definition is not listed beside it.
    """
    judge = _Judge(view, around)
    verdicts = [judge.verdict(row) for row in judge.shapes.candidates if not judge.is_covered(row)]
    return sorted(verdicts, key=lambda verdict: (-verdict.lines, verdict.node.path, verdict.node.start_line))


class _Judge:
    def __init__(self, view: GraphView, around: Surroundings) -> None:
        self.shapes = Shapes(Table(view))
        self._nodes = self.shapes.nodes
        self._relations = Relations(self.shapes)
        self._ways = ways_of(self.shapes, self._relations)
        self._roots = roots(self.shapes, around)
        self._tests = tests(self.shapes)
        self._plainly = self._marked(self._roots)
        spread(self._plainly, self._ways)
        self._used = self._marked({**self._roots, **self._tests})
        self._via = spread(self._used, self._ways)
        self._doubts = self._all_doubts(around)
        self._doubted, self._doubted_via = self._spread_doubts()

    def verdict(self, row: int) -> Verdict:
        node = self._nodes[row]
        if self._used[row]:
            return Verdict(node, Use.LIVE, self._why_live(row))
        if self._doubted[row]:
            return Verdict(node, Use.UNKNOWN, self._why_unknown(row))
        return Verdict(node, Use.DEAD, self._why_dead(row))

    def is_covered(self, row: int) -> bool:
        """Whether a dead definition around it covers a node."""
        return any(self.shapes.is_candidate[each] and not self._doubted[each] for each in self.shapes.around(row))

    def _marked(self, rows: dict[int, str]) -> NDArray[np.bool_]:
        used = np.zeros(len(self._nodes), bool)
        used[list(rows)] = True
        return used

    def _all_doubts(self, around: Surroundings) -> dict[int, str]:
        open_rows = [row for row in self.shapes.candidates if not self._used[row]]
        doubts = Doubts(self.shapes, self._relations, around, self._used)
        found = {row: said for row in open_rows if (said := doubts.of(row))}
        found |= unresolved_doubts(self.shapes, [row for row in open_rows if row not in found])
        left = [row for row in open_rows if row not in found]
        found |= text_doubts(self.shapes, self._relations, left, around)
        return found | {row: said for row in left if row not in found and (said := doubts.at_last(row))}

    def _spread_doubts(self) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """What is live or in doubt. Doubts of members count once their class does: else no object has them."""
        marked = self._used.copy()
        marked[self._unloaded_files()] = True
        via = spread(marked, self._ways)
        while True:
            fresh = [row for row in self.shapes.candidates if not marked[row] and self._is_doubted(row, marked)]
            if not fresh:
                return marked, via
            marked[fresh] = True
            via = np.maximum(via, spread(marked, self._ways))

    def _unloaded_files(self) -> list[int]:
        return [
            row
            for row in self.shapes.table.file_rows.tolist()
            if self.shapes.customs[row].loads_on_import and not self._used[row]
        ]

    def _is_doubted(self, row: int, marked: NDArray[np.bool_]) -> bool:
        owner = self.shapes.owner(row)
        if owner < 0:
            return row in self._doubts
        return bool(marked[owner]) and (row in self._doubts or self._belongs_to_doubted(row))

    def _belongs_to_doubted(self, row: int) -> bool:
        """Whether a class is in doubt itself, so that whoever uses it may call what it offers."""
        owner = self.shapes.owner(row)
        return owner >= 0 and not self._used[owner] and self.shapes.is_offered(row)

    def _why_live(self, row: int) -> str:
        if row in self._roots:
            return self._roots[row]
        if row in self._tests:
            return self._tests[row]
        said = self._follows(row, int(self._via[row]))
        return said if self._plainly[row] else f"{said}; tests alone lead to it"

    def _why_unknown(self, row: int) -> str:
        if row in self._doubts:
            return self._doubts[row]
        source = int(self._doubted_via[row])
        if source < 0:
            return f"it is not known whether {self._nodes[self.shapes.owner(row)].qualified} is used"
        if self._nodes[source].kind is None:
            return f"used by {self._nodes[source].path}, which nothing that is known to be used loads"
        return f"{self._follows(row, source)}, of which it is not known whether it is used"

    def _follows(self, row: int, source: int) -> str:
        node, other = self._nodes[row], self._nodes[source]
        if self.shapes.parents[row] == source and is_carried(self.shapes, row):
            named, _ = self.shapes.handed_over(row)
            return f"registered by its decorator {named}" if named else f"used with {_name(other)}"
        if self.shapes.parents[source] == row:
            return f"its member {other.name} is used"
        if source in self._relations.overridden.get(row, ()):
            return f"overrides {other.qualified}"
        if other.name == node.name and other.parent != node.parent and not self._uses(source, row):
            return f"stands for {other.qualified} where both are inherited"
        return (
            f"stands for {other.id}"
            if other.name == node.name and other.parent == node.parent
            else f"used by {_name(other)}"
        )

    def _uses(self, source: int, target: int) -> bool:
        targets = self._ways.targets[self._ways.starts[source] : self._ways.starts[source + 1]]
        return bool((targets == target).any())

    def _why_dead(self, row: int) -> str:
        view, node = self.shapes.table.view, self._nodes[row]
        owner = self.shapes.owner(row)
        if owner >= 0 and self._nodes[owner].kind is SymbolKind.IMPLEMENTATION and not self._doubted[owner]:
            return f"{self._nodes[owner].name} is dead"
        users = (view.node(edge.src) for edge in view.incoming(node.number, USES))
        other = next((user for user in users if user.path != node.path or not _holds(node, user)), None)
        if other is not None:
            return f"used only by dead code: {_name(other)}"
        if node.kind in CLASSES:
            return "nothing makes or names it"
        return "nothing refers to it"


def _holds(node: NodeRow, inner: NodeRow) -> bool:
    return node.start_line <= inner.start_line and inner.end_line <= node.end_line


def _name(node: NodeRow) -> str:
    return node.qualified or node.path
