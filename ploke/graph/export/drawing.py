"""What is exported: nodes and edges of a graph, chosen by level, focus and number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ploke.graph.analyses.pagerank import pagerank
from ploke.graph.analyses.table import USES, Pairs, Table, rows_by_start
from ploke.model.graph import KIND_CODES, EdgeKind, GraphView

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHOWN = USES | {EdgeKind.IMPORTS, EdgeKind.OVERRIDES}


class Level(StrEnum):
    """What the nodes are."""

    FILE = "file"
    SYMBOL = "symbol"


class DrawnNode(NamedTuple):
    """A node. ``rank`` is its PageRank (1 is the mean of all), ``line`` 1 for a file; ``kind`` is ``file`` for one."""

    id: str
    name: str
    kind: str
    path: str
    line: int
    end_line: int
    language: str
    role: str
    signature: str
    rank: float


class DrawnEdge(NamedTuple):
    """An edge between places in ``Drawing.nodes``; ``times`` says at how many places of the source it stands."""

    source: int
    target: int
    kind: str
    confidence: str
    times: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes by path and line, edges by their ends, and how many nodes there were before ``limit`` cut them."""

    level: Level
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    of: int


def draw(
    view: GraphView,
    level: Level = Level.SYMBOL,
    *,
    focus: Sequence[int] = (),
    depth: int = 2,
    limit: int | None = None,
    linked: bool = False,
) -> Drawing:
    """The part of a graph within ``depth`` edges, either way, of the nodes in ``focus``; all of it without.

    Of more than ``limit`` nodes those nearest to the focus stay, of those as near the ones of the highest rank.
    ``linked`` leaves out nodes without edges, and keeps ends of the same edges together.
    """
    table = Table(view)
    pairs = table.pairs(SHOWN)
    groups = table.files if level is Level.FILE else np.arange(len(table))
    ranks = _ranks(pairs, groups, len(table))
    ends = np.stack((groups[pairs.sources], groups[pairs.targets]))
    kept = table.file_rows if level is Level.FILE else np.arange(len(table))
    starts = np.unique(groups[[table.row(node) for node in focus]]) if focus else np.zeros(0, np.int64)
    distance = _distances(ends, starts, len(table), depth) if focus else np.zeros(len(table), np.int64)
    kept = kept[distance[kept] <= depth]
    if linked:
        kept = _linked(kept, ends, starts)
    most = len(kept) if limit is None else limit
    if linked and not focus and most < len(kept):
        chosen = _most_linked(ends, ranks, most)
    else:
        chosen = kept[np.lexsort((kept, -ranks[kept], distance[kept]))][:most]
    chosen.sort()
    nodes = tuple(_node(table, row, float(ranks[row])) for row in chosen.tolist())
    return Drawing(level, nodes, tuple(_edges(table, pairs, ends, chosen)), len(kept))


def _linked(rows: NDArray[np.int64], ends: NDArray[np.int64], always: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of ``rows`` those that an edge to another of them leads from or to, and those in ``always``."""
    within = np.isin(ends, rows).all(axis=0) & (ends[0] != ends[1])
    return rows[np.isin(rows, ends[:, within]) | np.isin(rows, always)]


def _most_linked(ends: NDArray[np.int64], ranks: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """At most so many nodes: both ends of one edge after another, those first whose ends rank highest together."""
    between = ends[:, ends[0] != ends[1]]
    order = np.lexsort((between[1], between[0], -(ranks[between[0]] + ranks[between[1]])))
    chosen: dict[int, None] = {}
    for pair in between[:, order].T.tolist():
        fresh = [row for row in pair if row not in chosen]
        if len(chosen) + len(fresh) <= most:
            chosen.update(dict.fromkeys(fresh))
        if len(chosen) == most:
            break
    return np.array(list(chosen), np.int64)


def _ranks(pairs: Pairs, groups: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """PageRank over the nodes that are drawn."""
    members = np.unique(groups)
    ends = np.searchsorted(members, np.stack((groups[pairs.sources], groups[pairs.targets])))
    between = ends[0] != ends[1]
    ranks = np.zeros(count)
    ranks[members] = pagerank(ends[0, between], ends[1, between], len(members))
    return ranks


def _distances(ends: NDArray[np.int64], starts: NDArray[np.int64], count: int, depth: int) -> NDArray[np.int64]:
    """Edges between each node and the nearest of ``starts``, either way; more than ``depth`` for what is farther."""
    both = np.concatenate((ends, ends[::-1]), axis=1)
    both = both[:, np.argsort(both[0], kind="stable")]
    first = rows_by_start(both[0], count)
    distance = np.full(count, depth + 1, np.int64)
    distance[starts] = 0
    fresh = starts
    for step in range(1, depth + 1):
        reached = [both[1, first[row] : first[row + 1]] for row in fresh.tolist()]
        fresh = np.unique(np.concatenate(reached)) if reached else fresh
        fresh = fresh[distance[fresh] > step]
        distance[fresh] = step
    return distance


def _node(table: Table, row: int, rank: float) -> DrawnNode:
    node = table.nodes[row]
    kind = node.kind.value if node.kind is not None else "file"
    name = node.qualified or node.path
    signature = " ".join(node.signature.split())
    return DrawnNode(
        node.id, name, kind, node.path, node.start_line, node.end_line, node.language, node.role, signature, rank
    )


def _edges(table: Table, pairs: Pairs, ends: NDArray[np.int64], chosen: NDArray[np.int64]) -> list[DrawnEdge]:
    """Edges between chosen nodes; those of one kind and confidence between the same two are one."""
    place = np.full(len(table), -1, np.int64)
    place[chosen] = np.arange(len(chosen))
    kept = np.flatnonzero((place[ends[0]] >= 0) & (place[ends[1]] >= 0) & (ends[0] != ends[1]))
    counts: dict[tuple[int, int, str, str], int] = {}
    for at in kept.tolist():
        edge = table.edge(pairs, at)
        key = (int(place[ends[0, at]]), int(place[ends[1, at]]), edge.kind.value, edge.confidence.value)
        counts[key] = counts.get(key, 0) + max(1, len(edge.places) // 2)
    order = {kind.value: number for number, kind in enumerate(KIND_CODES)}
    return [
        DrawnEdge(*key, count)
        for key, count in sorted(counts.items(), key=lambda item: (*item[0][:2], order[item[0][2]], item[0][3]))
    ]
