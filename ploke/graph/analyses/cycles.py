"""Import cycles between files, and between folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ploke.graph.analyses.components import shortest_cycle, strongly_connected
from ploke.graph.analyses.table import Table
from ploke.graph.customs import customs_of
from ploke.model.facts import SymbolKind
from ploke.model.graph import EdgeKind, GraphView, NodeRow
from ploke.model.graph_reports import Cycle, CycleLevel, ImportStep, ImportTime
from ploke.model.source import Role

LinesOf = Callable[[str], "list[str]"]
"""The lines of a file by its path; none where the file cannot be read."""


LASTING = frozenset({ImportTime.LOADING, ImportTime.COMPILING})


def find_cycles(view: GraphView, lines_of: LinesOf, levels: Iterable[CycleLevel] = CycleLevel) -> list[Cycle]:
    """The cycles of each level: lasting ones first, larger ones first, then by path.

    What tests import binds no folders.
    """
    steps = list(_imports(view, lines_of))
    between_folders = [_of_folders(step) for step in steps if not _is_of_a_test(view, step)]
    found = []
    for level in levels:
        best: dict[tuple[str, str], ImportStep] = {}
        for step in steps if level is CycleLevel.FILE else between_folders:
            key = (step.source, step.target)
            if step.source != step.target and (key not in best or _weight(step) < _weight(best[key])):
                best[key] = step
        found += _cycles(level, best)
    return found


def _cycles(level: CycleLevel, steps: dict[tuple[str, str], ImportStep]) -> list[Cycle]:
    """Components of what lasts; then those of all imports that hold none of the former."""
    lasting = list(_components(level, {ends: step for ends, step in steps.items() if step.time in LASTING}, True))
    covered = {member for cycle in lasting for member in cycle.members}
    passing = [cycle for cycle in _components(level, steps, False) if covered.isdisjoint(cycle.members)]
    return sorted(lasting, key=_order) + sorted(passing, key=_order)


def _components(level: CycleLevel, steps: dict[tuple[str, str], ImportStep], lasting: bool) -> Iterator[Cycle]:
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


def _weight(step: ImportStep) -> tuple[int, str, int]:
    """Of several imports between the same two, the one that binds most closely is shown."""
    return list(ImportTime).index(step.time), step.path, step.line


def _is_of_a_test(view: GraphView, step: ImportStep) -> bool:
    """Whether a test file imports: what lies beside it does not need that."""
    file = view.file_node(step.source)
    return file is not None and view.node(file).role is Role.TEST


def _of_folders(step: ImportStep) -> ImportStep:
    return step._replace(source=_folder(step.source), target=_folder(step.target))


def _folder(path: str) -> str:
    return path.rpartition("/")[0] or "."


def _imports(view: GraphView, lines_of: LinesOf) -> Iterator[ImportStep]:
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
            yield ImportStep(node.path, path, node.path, line, _when(node, deferred, lines[node.path], line))


_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR, SymbolKind.PROPERTY})


def _around(view: GraphView, node: NodeRow) -> Iterator[NodeRow]:
    while node.parent >= 0:
        yield node
        node = view.node(node.parent)


def _when(node: NodeRow, deferred: bool, lines: list[str], line: int) -> ImportTime:
    customs = customs_of(node.language)
    if customs.is_for_types is not None and line <= len(lines) and customs.is_for_types(lines, line):
        return ImportTime.TYPES
    if deferred:
        return ImportTime.CALLED
    return ImportTime.LOADING if customs.loads_on_import else ImportTime.COMPILING
