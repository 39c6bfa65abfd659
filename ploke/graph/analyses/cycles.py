"""Import cycles between files, and between folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ploke.graph.analyses.components import shortest_cycle, strongly_connected
from ploke.graph.analyses.table import Table
from ploke.graph.customs import customs_of
from ploke.model.facts import SymbolKind
from ploke.model.graph import EdgeKind, GraphView, NodeRow

LinesOf = Callable[[str], "list[str]"]
"""The lines of a file by its path; none where the file cannot be read."""


class When(StrEnum):
    """When an import is carried out; the sooner the worse, in this order."""

    LOADING = "while the file loads"
    COMPILING = "by the compiler, which runs nothing"
    CALLED = "when a function is called"
    TYPES = "never, for types alone"


LASTING = frozenset({When.LOADING, When.COMPILING})


class Level(StrEnum):
    """What a cycle goes through."""

    FILE = "file"
    PACKAGE = "package"


class Step(NamedTuple):
    """``source`` imports ``target`` (paths of files or folders) where it says so: ``path``, ``line``."""

    source: str
    target: str
    path: str
    line: int
    when: When


@dataclass(frozen=True, slots=True)
class Cycle:
    """All ``members`` reach each other by imports, by path; ``shortest`` is a shortest way round.

    ``lasting`` says that imports of functions and of types alone, left out, would not open every way round.
    """

    level: Level
    members: tuple[str, ...]
    shortest: tuple[Step, ...]
    lasting: bool


def find_cycles(view: GraphView, lines_of: LinesOf, levels: Iterable[Level] = Level) -> list[Cycle]:
    """The cycles of each level: lasting ones first, larger ones first, then by path."""
    steps = list(_imports(view, lines_of))
    found = []
    for level in levels:
        best: dict[tuple[str, str], Step] = {}
        for step in steps:
            folded = (
                step if level is Level.FILE else step._replace(source=_folder(step.source), target=_folder(step.target))
            )
            key = (folded.source, folded.target)
            if folded.source != folded.target and (key not in best or _weight(folded) < _weight(best[key])):
                best[key] = folded
        found += _cycles(level, best)
    return found


def _cycles(level: Level, steps: dict[tuple[str, str], Step]) -> list[Cycle]:
    """Components of what lasts; then those of all imports that hold none of the former."""
    lasting = list(_components(level, {ends: step for ends, step in steps.items() if step.when in LASTING}, True))
    covered = {member for cycle in lasting for member in cycle.members}
    passing = [cycle for cycle in _components(level, steps, False) if covered.isdisjoint(cycle.members)]
    return sorted(lasting, key=_order) + sorted(passing, key=_order)


def _components(level: Level, steps: dict[tuple[str, str], Step], lasting: bool) -> Iterator[Cycle]:
    names = sorted({name for ends in steps for name in ends})
    numbers = {name: number for number, name in enumerate(names)}
    targets: list[list[int]] = [[] for _ in names]
    for source, target in sorted(steps):
        targets[numbers[source]].append(numbers[target])
    for component in strongly_connected(targets):
        way = [names[number] for number in shortest_cycle(targets, component)]
        ends = zip(way, way[1:] + way[:1], strict=True)
        yield Cycle(level, tuple(names[number] for number in component), tuple(steps[pair] for pair in ends), lasting)


def _order(cycle: Cycle) -> tuple[int, tuple[str, ...]]:
    return -len(cycle.members), cycle.members


def _weight(step: Step) -> tuple[int, str, int]:
    """Of several imports between the same two, the one that binds most closely is shown."""
    return list(When).index(step.when), step.path, step.line


def _folder(path: str) -> str:
    return path.rpartition("/")[0] or "."


def _imports(view: GraphView, lines_of: LinesOf) -> Iterator[Step]:
    """Every import from one file of another, once for each of its places."""
    table = Table(view)
    pairs = table.pairs([EdgeKind.IMPORTS])
    files = table.files
    lines: dict[str, list[str]] = {}
    for at in range(len(pairs.sources)):
        source, target = int(pairs.sources[at]), int(pairs.targets[at])
        if files[source] == files[target]:
            continue
        node = table.nodes[source]
        deferred = any(around.kind in _FUNCTIONS for around in _around(view, node))
        path = table.nodes[files[target]].path
        for line in dict.fromkeys(table.edge(pairs, at).places[::2]) or [node.start_line]:
            if node.path not in lines:
                lines[node.path] = lines_of(node.path)
            yield Step(node.path, path, node.path, line, _when(node, deferred, lines[node.path], line))


_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR, SymbolKind.PROPERTY})


def _around(view: GraphView, node: NodeRow) -> Iterator[NodeRow]:
    while node.parent >= 0:
        yield node
        node = view.node(node.parent)


def _when(node: NodeRow, deferred: bool, lines: list[str], line: int) -> When:
    customs = customs_of(node.language)
    if customs.is_for_types is not None and line <= len(lines) and customs.is_for_types(lines, line):
        return When.TYPES
    if deferred:
        return When.CALLED
    return When.LOADING if customs.loads_on_import else When.COMPILING
