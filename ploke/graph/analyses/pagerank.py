"""PageRank by power iteration over arrays.

Source: Page, Brin, Motwani, Winograd, "The PageRank Citation Ranking" (1999), section 2; the personalised form of
Haveliwala, "Topic-Sensitive PageRank" (2002). A node without edges hands its rank to where the surfer restarts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAMPING = 0.85
ITERATIONS = 60
_DECIMALS = 6


def pagerank(
    sources: NDArray[np.int64],
    targets: NDArray[np.int64],
    count: int,
    weights: NDArray[np.float64] | None = None,
    restart: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """The rank of each of ``count`` nodes as a multiple of the mean, rounded so that equal graphs give equal ranks.

    ``weights`` run beside the edges (1 each without them); ``restart`` says how likely the surfer starts at each node,
    in any unit (everywhere alike without it). The number of iterations is fixed: the result depends on nothing else.
    """
    if not count:
        return np.zeros(0)
    flow = np.ones(len(sources)) if weights is None else weights.astype(np.float64)
    leaving = np.bincount(sources, flow, count)
    start = np.full(count, 1 / count) if restart is None or not restart.sum() else restart / restart.sum()
    share = flow / leaving[sources]
    stuck = leaving == 0
    rank = start.copy()
    for _ in range(ITERATIONS):
        arrived = np.bincount(targets, rank[sources] * share, count)
        rank = (1 - DAMPING) * start + DAMPING * (arrived + rank[stuck].sum() * start)
    rounded: NDArray[np.float64] = np.round(rank * count, _DECIMALS)
    return rounded
