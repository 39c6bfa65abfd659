"""When segments and epochs have grown enough to be written anew. Pure functions of the manifest."""

from __future__ import annotations

from collections.abc import Sequence

from ploke.store.manifest import Manifest, SegmentEntry

# A segment is folded into the new one once it is at most this many times as big: sizes then fall geometrically, so
# that few segments exist and an update rewrites, in the long run, a logarithm's share of what it adds.
_DELTA_RATIO = 2
_BASE_RATIO = 4
FULL_SEGMENT = 4_000_000
_POSTINGS_A_FILE = 64

_LEAST_UPDATES = 25
_BYTES_AN_UPDATE = 4 << 20
_GROWTH = 0.6
_LEAST_GROWTH = 1 << 20
_DEAD_SHARE = 0.25


def weight(entry: SegmentEntry) -> int:
    """How much there is to copy in a segment's live part, in postings."""
    dead = sum(end - first for first, end in entry.dead)
    return weight_of(entry.postings - entry.dead_postings, entry.files - dead)


def weight_of(postings: int, files: int) -> int:
    """The weight of so many postings of so many files."""
    return postings + _POSTINGS_A_FILE * files


def first_to_fold(weights: Sequence[int], new: int) -> int:
    """From which segment on to fold all into a new one that weighs ``new``; ``len(weights)`` for none."""
    first = len(weights)
    while first:
        before = weights[first - 1]
        ratio = _BASE_RATIO if first == 1 else _DELTA_RATIO
        if before > ratio * new or before + new > 2 * FULL_SEGMENT:
            break
        new += before
        first -= 1
    return first


def segments_to_refold(entries: Sequence[SegmentEntry], force: bool = False) -> list[int]:
    """Which segments maintenance writes anew, together; none unless it is worth it or ``force``.

    Full segments with few dead rows stay. The others are folded once what lies beside the largest of them, or dead
    among them, is a quarter of it.
    """
    worn = [
        index
        for index, entry in enumerate(entries)
        if weight(entry) < FULL_SEGMENT or entry.dead_postings > _DEAD_SHARE * entry.postings
    ]
    if len(worn) < 2 and not any(entries[index].dead for index in worn):
        return []
    weights = [weight(entries[index]) for index in worn]
    loose = sum(weights) - max(weights) + sum(entries[index].dead_postings for index in worn)
    return worn if force or loose > _DEAD_SHARE * max(weights) else []


def needs_maintenance(manifest: Manifest) -> bool:
    """Whether the epoch's tables should be copied to a fresh one.

    After 25 updates Lance's deletes have slowed noticeably; large indexes wait longer, since the copy costs their
    size. Small ones grow by fragments faster than by rows, so growth counts too.
    """
    if not manifest.updates:
        return False
    now = sum(stored.size for name, stored in manifest.stored.items() if name.startswith("tables/"))
    grown = now - manifest.fresh_bytes
    return manifest.updates >= max(_LEAST_UPDATES, manifest.fresh_bytes // _BYTES_AN_UPDATE) or grown > max(
        _GROWTH * manifest.fresh_bytes, _LEAST_GROWTH
    )
