"""The outline of a repository that best fits a budget of tokens: files with their most important signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ploke.graph.analyses.pagerank import pagerank
from ploke.graph.analyses.table import USES, Table
from ploke.model.facts import SymbolKind
from ploke.model.graph import EdgeKind, GraphView, NodeRow
from ploke.model.graph_reports import MapFile, RepositoryMap
from ploke.model.source import Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

BYTES_A_TOKEN = 4
_WIDEST = 160
_INDENT = "  "
# How much a place in the outline is worth by what the file is for.
_WEIGHTS = {Role.SOURCE: 1.0, Role.EXAMPLE: 0.1, Role.TEST: 0.1, Role.CONFIGURATION: 0.1}
_LEAST_WEIGHT = 0.01
_KINDS = frozenset(
    {
        SymbolKind.FUNCTION,
        SymbolKind.METHOD,
        SymbolKind.CLASS,
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.TRAIT,
        SymbolKind.INTERFACE,
        SymbolKind.IMPLEMENTATION,
        SymbolKind.UNION,
        SymbolKind.TYPE_ALIAS,
        SymbolKind.CONSTANT,
        SymbolKind.MACRO,
        SymbolKind.MODULE,
        SymbolKind.NAMESPACE,
    }
)
_LOCAL = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR, SymbolKind.PROPERTY})


def tokens_of(text: str) -> int:
    """Tokens of a text: four bytes of UTF-8 each, the last one begun counts."""
    return -(-len(text.encode()) // BYTES_A_TOKEN)


def draw_map(view: GraphView, tokens: int, focus: Mapping[int, float] | None = None) -> RepositoryMap:
    """The outline of at most ``tokens`` tokens whose definitions matter most.

    Without ``focus``, what much depends on matters. With it (nodes and how much each is in focus; a file stands for
    all in it) the surfer restarts there and follows edges both ways, so what uses it and what it uses matters. Equal
    graphs give equal outlines.
    """
    table = Table(view)
    ranks = _ranks(table, focus or {})
    candidates = [row for row in range(len(table)) if ranks[row] > 0 and _has_place(table, row)]
    candidates.sort(key=lambda row: (-ranks[row], row))
    chosen = _chosen(table, candidates, tokens * BYTES_A_TOKEN)
    return _drawn(table, chosen, ranks, {int(table.files[row]) for row in candidates})


def _ranks(table: Table, focus: Mapping[int, float]) -> NDArray[np.float64]:
    """What each row is worth. Members add to the worth of their class."""
    pairs = table.pairs(USES | {EdgeKind.IMPORTS})
    inner = np.array([row for row in range(len(table)) if _has_place(table, row) and _is_member(table, row)], np.int64)
    sources = np.concatenate((pairs.sources, inner))
    targets = np.concatenate((pairs.targets, table.parents[inner]))
    weights = np.array([_WEIGHTS.get(node.role, 0.0) for node in table.nodes])
    if not focus:
        ranks = pagerank(sources, targets, len(table), restart=np.maximum(weights, _LEAST_WEIGHT))
    else:
        restart = _restart(table, focus)
        weights[restart > 0] = 1.0
        ends = np.concatenate((sources, targets)), np.concatenate((targets, sources))
        ranks = pagerank(*ends, len(table), restart=restart)
    worth: NDArray[np.float64] = ranks * weights
    return worth


def _restart(table: Table, focus: Mapping[int, float]) -> NDArray[np.float64]:
    """Where the surfer starts; a file in focus hands most of its share to its symbols."""
    restart = np.zeros(len(table))
    for row, weight in sorted((table.row(node), weight) for node, weight in focus.items()):
        rows = np.flatnonzero(table.files == row) if table.nodes[row].kind is None else [row]
        restart[rows] += weight / len(rows)
    return restart


def _has_place(table: Table, row: int) -> bool:
    """Whether a definition may stand in an outline: nothing local, nothing without a signature."""
    node = table.nodes[row]
    if node.kind not in _KINDS or not _line(node):
        return False
    parent = int(table.parents[row])
    while parent >= 0:
        if table.nodes[parent].kind in _LOCAL:
            return False
        parent = int(table.parents[parent])
    return True


def _is_member(table: Table, row: int) -> bool:
    return table.nodes[int(table.parents[row])].kind is not None


def _chosen(table: Table, candidates: list[int], room: int) -> set[int]:
    """Rows that fit into ``room`` bytes: one by one, each with what it stands in; what does not fit is passed by."""
    chosen: set[int] = set()
    for row in candidates:
        missing = []
        each = row
        while each >= 0 and each not in chosen:
            missing.append(each)
            each = int(table.parents[each])
        cost = sum(_size(table, each) for each in missing)
        if missing and cost <= room:
            chosen.update(missing)
            room -= cost
        if room < _LEAST:
            break
    return chosen


_LEAST = 6


def _size(table: Table, row: int) -> int:
    return len(_row_text(table, row).encode()) + 1


def _row_text(table: Table, row: int) -> str:
    node = table.nodes[row]
    depth = 0
    parent = int(table.parents[row])
    while parent >= 0:
        depth += 1
        parent = int(table.parents[parent])
    return _INDENT * depth + (node.path if node.kind is None else _line(node))


def _line(node: NodeRow) -> str:
    """A definition in one line."""
    said = " ".join((node.signature or node.name).split())
    return said if len(said) <= _WIDEST else f"{said[: _WIDEST - 1]}…"


def _drawn(table: Table, chosen: set[int], ranks: NDArray[np.float64], holding: set[int]) -> RepositoryMap:
    rows: dict[int, list[int]] = {}
    for row in sorted(chosen):
        rows.setdefault(int(table.files[row]), []).append(row)
    sums = {file: round(float(sum(ranks[row] for row in inner[1:])), 6) for file, inner in rows.items()}
    order = sorted(rows, key=lambda file: (-sums[file], file))
    text = "".join(f"{_row_text(table, row)}\n" for file in order for row in rows[file])
    files = tuple(
        MapFile(table.nodes[file].path, sums[file], tuple(table.nodes[row] for row in rows[file][1:])) for file in order
    )
    return RepositoryMap(text, tokens_of(text), files, len(holding - rows.keys()))
