"""Hotspots: files that much depends on and that change often.

What many depend on is costly to break, and what changes often is likely to: Tornhill, "Software Design X-Rays" (2018),
combines how often a file changes with how large it is; here PageRank says what hangs on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ploke.graph.analyses.central import central_names
from ploke.graph.analyses.pagerank import pagerank
from ploke.graph.analyses.table import USES, Table, folded
from ploke.model.graph import EdgeKind, GraphView
from ploke.model.graph_reports import Hotspot
from ploke.model.source import Role

if TYPE_CHECKING:
    pass

_DECIMALS = 6


def find_hotspots(view: GraphView, commits: Mapping[str, int] | None, *, tests: bool = False) -> list[Hotspot]:
    """Source files with edges, highest score first, then by path; ``tests`` takes tests in, and what they use.

    The score is PageRank times the logarithm of the number of commits, each as a part of the largest there is; without
    ``commits`` it is PageRank alone. A file that nothing uses and that uses nothing has none.
    """
    table = Table(view)
    wanted = {Role.SOURCE, Role.TEST} if tests else {Role.SOURCE}
    pairs = table.pairs_between(USES | {EdgeKind.IMPORTS}, wanted)
    sources, targets, uses = folded(pairs.sources, pairs.targets, table.files)
    linked = np.unique(np.concatenate((sources, targets)))
    ends = np.searchsorted(linked, np.stack((sources, targets)))
    ranks = dict(
        zip(linked.tolist(), pagerank(ends[0], ends[1], len(linked), uses.astype(np.float64)).tolist(), strict=True)
    )
    symbols = pagerank(pairs.sources, pairs.targets, len(table))
    rows = list(ranks)
    most = max((ranks[row] for row in rows), default=0.0)
    changes = [np.log1p(commits.get(table.nodes[row].path, 0)) if commits is not None else 1.0 for row in rows]
    busiest = max(changes, default=0.0) or 1.0
    found = []
    for row, change in zip(rows, changes, strict=True):
        node = table.nodes[row]
        found.append(
            Hotspot(
                node.path,
                node.language,
                round(float(ranks[row] / most * change / busiest), _DECIMALS),
                ranks[row],
                None if commits is None else commits.get(node.path, 0),
                node.end_line,
                central_names(table, symbols, table.rows_in(row)[1:], 3),
            )
        )
    return sorted(found, key=lambda spot: (-spot.score, -spot.rank, spot.path))
