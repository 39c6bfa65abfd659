"""The best chunks of an index by BM25, without scoring what cannot be among them.

H. Turtle, J. Flood, "Query evaluation: strategies and optimizations" (1995), term at a time: the rarest term first; as
soon as all terms that are left could not lift an unseen chunk into the best, no chunk is added and the terms left are
only looked up for chunks already seen. The answer is that of scoring everything, ties included.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from heapq import nlargest

from ploke.model.index import PostingRun, Totals
from ploke.search.bm25 import Norm, chunk_norm, weighted
from ploke.search.lookup import Lookup


def best_chunks(
    lookups: Sequence[Lookup], totals: Totals, limit: int, accepts: Callable[[int], bool] | None = None
) -> list[tuple[int, float]]:
    """The ``limit`` best chunks with their scores, best first, equal scores by chunk id.

    ``accepts`` says of a file id whether its chunks count; it is asked once a file.
    """
    norm = chunk_norm(totals)
    terms = sorted((term for term in lookups if term.runs), key=lambda term: (-term.idf, term.stem))
    accepted = _Accepted(accepts) if accepts else None
    scores: dict[int, float] = {}
    for number, term in enumerate(terms):
        floor = _floor(scores, limit, terms[number:], norm)
        if floor is None:
            _add_all(scores, term, norm, accepted)
        else:
            scores = _add_seen(scores, term, norm, floor)
    return nlargest(limit, scores.items(), key=lambda scored: (scored[1], -scored[0]))


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


def _floor(scores: dict[int, float], limit: int, left: Sequence[Lookup], norm: Norm) -> float | None:
    """The score that a seen chunk needs by now to be among the best, or None while an unseen one may get there."""
    if len(scores) < limit or left[0].frequency < limit:
        return None
    reach = sum(_bound(term, norm) for term in left)
    least = sorted(scores.values())[-limit]
    return least - reach if reach < least else None


def _add_all(scores: dict[int, float], term: Lookup, norm: Norm, accepted: _Accepted | None) -> None:
    gain = term.idf * (norm.k1 + 1)
    low, slope = norm.low, norm.slope
    get = scores.get
    for chunk, frequency, length in _frequencies(term.runs, accepted):
        scores[chunk] = get(chunk, 0.0) + gain * frequency / (frequency + low + slope * length)


def _add_seen(scores: dict[int, float], term: Lookup, norm: Norm, floor: float) -> dict[int, float]:
    gain = term.idf * (norm.k1 + 1)
    low, slope = norm.low, norm.slope
    kept: dict[int, float] = {}
    for seen, score in scores.items():
        if score < floor:
            continue
        chunk, length = seen, 0
        frequency = 0.0
        for run in term.runs:
            local = seen - run.first_chunk
            at = bisect_left(run.chunks, local)
            if at < len(run.chunks) and run.chunks[at] == local:
                frequency += weighted(run.counts[at])
                length = run.lengths[local]
        kept[chunk] = score + gain * frequency / (frequency + low + slope * length) if frequency else score
    return kept


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
