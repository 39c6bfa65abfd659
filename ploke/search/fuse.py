"""Several rankings into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_RANK_CONSTANT = 60


def fuse(rankings: Iterable[tuple[float, Sequence[int]]]) -> list[int]:
    """Weighted reciprocal rank fusion: ids by the sum of ``weight / (60 + rank)``, equal sums by id.

    G. Cormack, C. Clarke, S. Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning
    methods" (SIGIR 2009). Only ranks count, so rankings of any scale fit together; an id counts once a ranking.
    """
    sums: dict[int, float] = {}
    for weight, ranking in rankings:
        for rank, identity in enumerate(dict.fromkeys(ranking), start=1):
            sums[identity] = sums.get(identity, 0.0) + weight / (_RANK_CONSTANT + rank)
    return sorted(sums, key=lambda identity: (-sums[identity], identity))
