"""Communities: files that belong together by what they use, whatever folders they lie in.

Sources: Blondel, Guillaume, Lambiotte, Lefebvre, "Fast unfolding of communities in large networks" (2008), as NetworkX
has it, with a fixed seed; for large graphs Raghavan, Albert, Kumara, "Near linear time algorithm to detect community
structures in large-scale networks" (2007), with ties broken by order instead of by chance.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from ploke.graph.analyses.central import central_names
from ploke.graph.analyses.pagerank import pagerank
from ploke.graph.analyses.table import USES, Table, folded, rows_by_start
from ploke.model.graph import EdgeKind, GraphView
from ploke.model.graph_reports import Community
from ploke.model.source import Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SEED = 1
_ROUNDS = 30
LARGE = 4000
"""From so many files on, labels are propagated instead: the other takes seconds."""


def find_communities(view: GraphView, *, tests: bool = False) -> list[Community]:
    """Communities of two source files or more, largest first, then by path; ``tests`` takes those of tests in.

    Equal graphs give equal communities.
    """
    table = Table(view)
    pairs = table.pairs_between(USES | {EdgeKind.IMPORTS}, {Role.SOURCE, Role.TEST} if tests else {Role.SOURCE})
    sources, targets, weights = folded(pairs.sources, pairs.targets, table.files)
    files = np.unique(np.concatenate((sources, targets)))
    ends = np.searchsorted(files, np.stack((sources, targets)))
    label = (_propagated if len(files) >= LARGE else _louvain)(ends, weights, len(files))
    ranks = pagerank(pairs.sources, pairs.targets, len(table))
    found = []
    for each in range(int(label.max(initial=-1)) + 1):
        members = np.flatnonzero(label == each)
        if len(members) > 1:
            within = (label[ends[0]] == each).astype(int) + (label[ends[1]] == each)
            inside, outside = int(weights[within == 2].sum()), int(weights[within == 1].sum())
            found.append(_community(table, ranks, files[members].tolist(), inside, outside))
    return sorted(found, key=lambda community: (-len(community.files), community.files))


def community_of(communities: list[Community]) -> dict[str, int]:
    """The place in ``communities`` of each file that is in one."""
    return {path: number for number, community in enumerate(communities) for path in community.files}


def _louvain(ends: NDArray[np.int64], weights: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(count))
    together: Counter[tuple[int, int]] = Counter()
    for source, target, weight in zip(*ends.tolist(), weights.tolist(), strict=True):
        together[min(source, target), max(source, target)] += weight
    graph.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(together.items()))
    label = np.zeros(count, np.int64)
    groups = networkx.community.louvain_communities(graph, seed=_SEED)
    for number, members in enumerate(sorted(map(sorted, groups))):
        label[members] = number
    return label


def _propagated(ends: NDArray[np.int64], weights: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Each node takes the label that weighs most among its neighbours', the smallest of several, one after another."""
    sources = np.concatenate((ends[0], ends[1]))
    order = np.argsort(sources, kind="stable")
    starts = rows_by_start(sources[order], count).tolist()
    targets = np.concatenate((ends[1], ends[0]))[order].tolist()
    strength = np.concatenate((weights, weights))[order].tolist()
    label = list(range(count))
    for _ in range(_ROUNDS):
        moved = False
        for node in range(count):
            votes: Counter[int] = Counter()
            for at in range(starts[node], starts[node + 1]):
                votes[label[targets[at]]] += strength[at]
            if votes:
                best = min(votes, key=lambda each: (-votes[each], each))
                if votes[best] > votes[label[node]]:
                    label[node] = best
                    moved = True
        if not moved:
            break
    return np.unique(np.array(label, np.int64), return_inverse=True)[1]


def _community(table: Table, ranks: NDArray[np.float64], files: list[int], inside: int, outside: int) -> Community:
    paths = [table.nodes[file].path for file in files]
    top = central_names(table, ranks, (row for file in files for row in table.rows_in(file)[1:]), 3)
    folder = _common_folder(paths)
    about = ", ".join(top[:2])
    name = f"{folder}: {about}" if folder and about else folder or about or paths[0]
    return Community(name, tuple(sorted(paths)), top, inside, outside)


def _common_folder(paths: list[str]) -> str:
    """The deepest folder that holds more than half of the paths; empty for the root."""
    holding: Counter[str] = Counter()
    for path in paths:
        parts = path.split("/")[:-1]
        holding.update("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    most = [folder for folder, count in holding.items() if 2 * count > len(paths)]
    return max(most, key=lambda folder: (folder.count("/"), holding[folder], folder), default="")
