"""The best chunks of an index by BM25, without scoring what cannot be among them.

H. Turtle, J. Flood, "Query evaluation: strategies and optimizations" (1995), term at a time: the rarest term first; as
soon as all terms that are left could not lift an unseen chunk into the best, no chunk is added and the terms left are
only looked up for chunks already seen. That much changes nothing about the answer. A second rule does: once 512 chunks
are proposed, the terms left propose none, so a chunk that holds only those is not found. Within what is proposed, the
answer is that of scoring everything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ploke.model.index import PostingRun, Totals
from ploke.search.bm25 import Norm, chunk_norm, weighted
from ploke.search.cut import cut
from ploke.search.lookup import Lookup

# Looking up one chunk by bisection costs about as much as reading this many postings.
_BISECTION = 12
# Once so many chunks are proposed, terms that are more common only score them.
_ENOUGH = 512


def best_chunks(
    lookups: Sequence[Lookup],
    totals: Totals,
    limit: int,
    accepts: Callable[[int], bool] | None = None,
    place: Callable[[int], Any] = int,
) -> list[tuple[int, float]]:
    """The ``limit`` best chunks with their scores, best first; which of equal ones are among them, ``place`` decides.

    Terms propose chunks in the order of their rarity until there are 512 (all of the last term's); the other terms
    count for those. ``accepts`` says of a file id whether its chunks count; it is asked once a file.
    """
    norm = chunk_norm(totals)
    terms = sorted((term for term in lookups if term.runs), key=lambda term: (-term.idf, term.stem))
    accepted = _Accepted(accepts) if accepts else None
    scores: dict[int, float] = {}
    least = 0.0
    closed = False
    for number, term in enumerate(terms):
        reach = sum(_bound(left, norm) for left in terms[number:])
        closed = closed or reach < least or len(scores) >= _ENOUGH
        if closed:
            scores = {chunk: score for chunk, score in scores.items() if score >= least - reach}
            _add_seen(scores, term, norm)
        else:
            _add_all(scores, term, norm, accepted)
        least = _least(scores.values(), limit, least)
    ranked = sorted((-score, chunk) for chunk, score in scores.items() if score >= least)
    return [(chunk, -score) for score, chunk in cut(ranked, limit, place)]


class _Accepted(dict[int, bool]):
    def __init__(self, accepts: Callable[[int], bool]) -> None:
        super().__init__()
        self._accepts = accepts

    def __missing__(self, file: int) -> bool:
        self[file] = answer = self._accepts(file)
        return answer


def _bound(term: Lookup, norm: Norm) -> float:
    """What a term adds to a chunk stays below this."""
    return term.idf * (norm.k1 + 1)


def _least(scores: Iterable[float], limit: int, before: float) -> float:
    """The score of the last among the ``limit`` best; ``before``, which it was earlier, where they are fewer."""
    best = [score for score in scores if score >= before]
    return sorted(best)[-limit] if len(best) >= limit else before


def _add_all(scores: dict[int, float], term: Lookup, norm: Norm, accepted: _Accepted | None) -> None:
    gain = _bound(term, norm)
    low, slope = norm.low, norm.slope
    get = scores.get
    found = _frequencies(term.runs, accepted)
    if not scores:
        scores.update((chunk, gain * count / (count + low + slope * length)) for chunk, count, length in found)
        return
    for chunk, count, length in found:
        scores[chunk] = get(chunk, 0.0) + gain * count / (count + low + slope * length)


def _add_seen(scores: dict[int, float], term: Lookup, norm: Norm) -> None:
    gain = _bound(term, norm)
    low, slope = norm.low, norm.slope
    by_segment: dict[int, dict[int, float]] = {}
    lengths: dict[int, Sequence[int]] = {}
    for run in term.runs:
        lengths[run.first_chunk] = run.lengths
        _count_seen(run, scores, by_segment.setdefault(run.first_chunk, {}))
    for first, counted in by_segment.items():
        known = lengths[first]
        for local, frequency in counted.items():
            scores[first + local] += gain * frequency / (frequency + low + slope * known[local])


def _count_seen(run: PostingRun, scores: Mapping[int, float], counted: dict[int, float]) -> None:
    """Add a run's frequencies to ``counted`` for the (local) chunks that have a score."""
    chunks, counts, first = run.chunks, run.counts, run.first_chunk
    if len(chunks) < _BISECTION * len(scores):
        packed = dict(zip(chunks, counts, strict=True))
        both = packed.keys() & (scores.keys() if not first else {chunk - first for chunk in scores})
        if counted:
            for local in both:
                counted[local] = counted.get(local, 0.0) + weighted(packed[local])
        else:
            counted.update(zip(both, map(weighted, map(packed.__getitem__, both)), strict=True))
        return
    for chunk in scores:
        at = bisect_left(chunks, chunk - first)
        if at < len(chunks) and chunks[at] == chunk - first:
            counted[chunk - first] = counted.get(chunk - first, 0.0) + weighted(counts[at])


def _frequencies(runs: Sequence[PostingRun], accepted: _Accepted | None) -> Iterator[tuple[int, float, int]]:
    """Each chunk of a term with its weighted frequency over all spellings and its length."""
    if len(runs) == 1 and not runs[0].first_chunk and accepted is None:
        run = runs[0]
        return zip(run.chunks, map(weighted, run.counts), map(run.lengths.__getitem__, run.chunks), strict=True)
    return _merged(runs, accepted)


def _merged(runs: Sequence[PostingRun], accepted: _Accepted | None) -> Iterator[tuple[int, float, int]]:
    by_segment: dict[int, list[PostingRun]] = {}
    for run in runs:
        by_segment.setdefault(run.first_chunk, []).append(run)
    for first_chunk, together in by_segment.items():
        together.sort(key=lambda run: -len(run.chunks))
        largest = together[0]
        counted = dict(zip(largest.chunks, map(weighted, largest.counts), strict=True))
        get = counted.get
        for run in together[1:]:
            for chunk, packed in zip(run.chunks, run.counts, strict=True):
                counted[chunk] = get(chunk, 0.0) + weighted(packed)
        lengths, files, first_file = largest.lengths, largest.files, largest.first_file
        for chunk, frequency in counted.items():
            if accepted is None or accepted[first_file + files[chunk]]:
                yield first_chunk + chunk, frequency, lengths[chunk]
