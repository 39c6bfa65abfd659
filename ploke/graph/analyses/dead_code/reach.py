"""What follows from what: the ways along which use spreads, and spreading it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ploke.graph.analyses.table import rows_by_start

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Ways(NamedTuple):
    """Over rows of a table.

    If ``sources[i]`` is used, so is ``targets[i]``; ``starts`` finds the edges of a source. If ``bases[i]`` and
    ``owners[i]`` both are, so is ``members[i]``: a method is called through the one it overrides once its class is
    in use.
    """

    starts: NDArray[np.int64]
    targets: NDArray[np.int64]
    members: NDArray[np.int64]
    bases: NDArray[np.int64]
    owners: NDArray[np.int64]


def ways(ends: NDArray[np.int64], stand_ins: NDArray[np.int64], count: int) -> Ways:
    """Ways over ``count`` rows from edges (sources, targets) and stand-ins (members, bases, owners), one a column."""
    ends = np.unique(ends, axis=1) if ends.size else ends.reshape(2, 0)
    return Ways(rows_by_start(ends[0], count), ends[1], *stand_ins)


def spread(used: NDArray[np.bool_], along: Ways) -> NDArray[np.int64]:
    """Mark in ``used`` all that follows from what is marked; for each row the one it follows from, -1 for none."""
    via = np.full(len(used), -1, np.int64)
    fresh = np.flatnonzero(used)
    while fresh.size:
        found = [_mark(used, via, *_leaving(fresh, along))]
        ready = used[along.bases] & used[along.owners]
        found.append(_mark(used, via, along.bases[ready], along.members[ready]))
        fresh = np.concatenate(found)
    return via


def _leaving(rows: NDArray[np.int64], along: Ways) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The edges that leave ``rows``: sources and targets."""
    counts = along.starts[rows + 1] - along.starts[rows]
    skipped = np.repeat(along.starts[rows] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    return np.repeat(rows, counts), along.targets[np.arange(counts.sum()) + skipped]


def _mark(
    used: NDArray[np.bool_], via: NDArray[np.int64], sources: NDArray[np.int64], targets: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Mark the targets that are not marked yet, and return them."""
    new = ~used[targets]
    rows, first = np.unique(targets[new], return_index=True)
    via[rows] = sources[new][first]
    used[rows] = True
    return rows
