"""Several scorings into one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def fuse(scorings: Iterable[tuple[float, Mapping[int, float]]]) -> dict[int, float]:
    """The weighted sum of several scorings of ids; an id that a scoring lacks gets nothing from it.

    E. Fox, J. Shaw, "Combination of multiple searches" (TREC-2, 1994), CombSUM. Scores must be on one scale: here all
    are sums of a term's rarity.
    """
    sums: dict[int, float] = {}
    for weight, scores in scorings:
        for identity, score in scores.items():
            sums[identity] = sums.get(identity, 0.0) + weight * score
    return sums
