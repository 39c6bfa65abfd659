"""Where a ranking ends: at a place that does not depend on how the index is laid out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

Scored = tuple[float, int]


def cut(ranked: Sequence[Scored], limit: int, place: Callable[[int], Any]) -> list[Scored]:
    """The first ``limit`` of ``ranked``, which are (negative score, id), ascending.

    Ids follow the layout of the index, which differs between one built at once and one that grew. So where the limit
    falls among equal scores, those with the least ``place`` (path and line) stay.
    """
    if len(ranked) <= limit or not limit or ranked[limit - 1][0] != ranked[limit][0]:
        return list(ranked[:limit])
    edge = ranked[limit][0]
    first = bisect_left(ranked, edge, key=lambda scored: scored[0])
    tied = [scored for scored in ranked[first:] if scored[0] == edge]
    return [*ranked[:first], *sorted(tied, key=lambda scored: place(scored[1]))[: limit - first]]
