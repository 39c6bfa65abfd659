"""Pruning must not show: the best chunks are those of scoring everything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ploke.search import retrieve
from ploke.search.bm25 import chunk_norm, weighted
from ploke.search.lookup import Lookup, look_up
from ploke.search.retrieve import best_chunks
from tests.search.memory_index import MemoryFile, MemoryIndex

VOCABULARY = ["alpha", "beta", "gamma", "delta", "common", "common", "common", "common", "caches", "cached", "cache"]
LINES = st.lists(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6)
CORPORA = st.lists(LINES.map("\n".join), min_size=1, max_size=12)
QUERIES = st.lists(st.sampled_from([*VOCABULARY, "absent"]), min_size=1, max_size=5, unique=True)


def score_everything(index: MemoryIndex, lookups: list[Lookup], limit: int, enough: int) -> list[tuple[int, float]]:
    """The same scores without any shortcut."""
    norm = chunk_norm(index.totals)
    proposed: set[int] = set()
    scores: dict[int, float] = {}
    for term in sorted((term for term in lookups if term.runs), key=lambda term: (-term.idf, term.stem)):
        counts: dict[int, float] = {}
        for run in term.runs:
            for local, packed in zip(run.chunks, run.counts, strict=True):
                counts[run.first_chunk + local] = counts.get(run.first_chunk + local, 0.0) + weighted(packed)
        if len(proposed) < enough:
            proposed |= counts.keys()
        for chunk, count in counts.items():
            length = index.chunk(chunk).length
            gain = term.idf * (norm.k1 + 1) * count / (count + norm.low + norm.slope * length)
            scores[chunk] = scores.get(chunk, 0.0) + gain
    best = sorted((-scores[chunk], chunk) for chunk in proposed)[:limit]
    return [(chunk, -score) for score, chunk in best]


def as_files(texts: list[str]) -> list[MemoryFile]:
    return [MemoryFile(f"f{number:02}.txt", text) for number, text in enumerate(texts)]


@given(CORPORA, QUERIES, st.integers(1, 8), st.sampled_from([1, 3, 512]), st.integers(1, 3), st.integers(0, 12))
def test_pruned_equals_exhaustive(
    texts: list[str], words: list[str], limit: int, enough: int, segments: int, bisection: int
) -> None:
    index = MemoryIndex(as_files(texts), lines=1, segments=segments)
    lookups = look_up(index, {word: (word,) for word in words})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retrieve, "_ENOUGH", enough)
        patch.setattr(retrieve, "_BISECTION", bisection)
        found = best_chunks(lookups, index.totals, limit)
    assert [chunk for chunk, _ in found] == [chunk for chunk, _ in score_everything(index, lookups, limit, enough)]
    assert [score for _, score in found] == pytest.approx(
        [score for _, score in score_everything(index, lookups, limit, enough)]
    )


@given(CORPORA, QUERIES, st.sets(st.integers(0, 11)), st.integers(1, 3))
def test_filtered_equals_exhaustive_then_filtered(
    texts: list[str], words: list[str], wanted: set[int], segments: int
) -> None:
    index = MemoryIndex(as_files(texts), lines=1, segments=segments)
    lookups = look_up(index, {word: (word,) for word in words})
    everything = score_everything(index, lookups, 1000, 512)
    expected = [chunk for chunk, _ in everything if index.chunk(chunk).file in wanted][:5]
    assert [chunk for chunk, _ in best_chunks(lookups, index.totals, 5, wanted.__contains__)] == expected


@given(CORPORA, QUERIES, st.integers(2, 5))
def test_segments_change_nothing(texts: list[str], words: list[str], segments: int) -> None:
    whole, parted = (MemoryIndex(as_files(texts), lines=1, segments=number) for number in (1, segments))
    terms = {word: (word,) for word in words}
    assert best_chunks(look_up(whole, terms), whole.totals, 10) == best_chunks(
        look_up(parted, terms), parted.totals, 10
    )


def test_spellings_count_as_one_word() -> None:
    index = MemoryIndex(as_files(["cache cached", "caching", "other words"]))
    (lookup,) = look_up(index, {"cach": ("caches",)})
    assert lookup.frequency == 3
    assert [chunk for chunk, _ in best_chunks([lookup], index.totals, 10)] == [0, 1]
