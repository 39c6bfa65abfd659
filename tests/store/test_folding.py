"""When segments and tables are written anew."""

from dataclasses import replace

import pytest

from ploke.model.index import Totals
from ploke.store.folding import FULL_SEGMENT, first_to_fold, needs_maintenance, segments_to_refold
from ploke.store.manifest import Manifest, SegmentEntry, StoredFile

FRESH = Manifest(1, 1, 1, "", 1, {}, (), Totals(*[0] * 8), {}, "", 0, 10_000_000)


def segment(postings, dead_postings=0):
    return SegmentEntry("s", 0, postings, ((0, 0),) if dead_postings else (), dead_postings)


@pytest.mark.parametrize(
    ("weights", "new", "first"),
    [
        ([], 10, 0),
        ([1000], 10, 1),
        ([40], 10, 0),
        ([41], 10, 1),
        ([1000, 20], 10, 1),
        ([1000, 21], 10, 2),
        ([1000, 60, 20], 10, 1),
        ([100, 60, 20], 10, 0),
        ([2 * FULL_SEGMENT], FULL_SEGMENT, 1),
    ],
)
def test_first_to_fold(weights, new, first):
    assert first_to_fold(weights, new) == first


@pytest.mark.parametrize(
    ("segments", "force", "worn"),
    [
        ([], True, []),
        ([segment(100)], True, []),
        ([segment(100, 10)], False, []),
        ([segment(100, 10)], True, [0]),
        ([segment(100, 30)], False, [0]),
        ([segment(100), segment(20)], False, []),
        ([segment(100), segment(20)], True, [0, 1]),
        ([segment(100), segment(30)], False, [0, 1]),
        ([segment(2 * FULL_SEGMENT), segment(2 * FULL_SEGMENT), segment(30)], True, []),
        ([segment(2 * FULL_SEGMENT), segment(100), segment(30)], False, [1, 2]),
        ([segment(8 * FULL_SEGMENT, 3 * FULL_SEGMENT), segment(30)], False, [0, 1]),
    ],
)
def test_segments_to_refold(segments, force, worn):
    assert segments_to_refold(segments, force) == worn


@pytest.mark.parametrize(
    ("updates", "fresh", "now", "worn"),
    [
        (0, 10_000_000, 99_000_000, False),
        (24, 10_000_000, 11_000_000, False),
        (25, 10_000_000, 11_000_000, True),
        (2, 10_000_000, 17_000_000, True),
        (2, 10_000, 900_000, False),
        (60, 1 << 30, 1 << 30, False),
        (256, 1 << 30, 1 << 30, True),
    ],
)
def test_needs_maintenance(updates, fresh, now, worn):
    stored = {"tables/1/files.lance/data/0.lance": StoredFile(now, 0, 0, 0, 0)}
    assert needs_maintenance(replace(FRESH, updates=updates, fresh_bytes=fresh, stored=stored)) is worn
