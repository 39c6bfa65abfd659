"""Evidence to an order: small named features, added up, times what the file is for.

Every feature earned its place on the search gold (``benches/quality``, ``--ablate``) by the mean over repositories,
with round weights from a flat optimum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ploke.model.source import Role
from ploke.search.evidence import Evidence
from ploke.search.lookup import Lookup
from ploke.search.query import Kind, Query


class Weights(NamedTuple):
    """What each feature counts. Zero switches one off (a prior: one)."""

    spread: float = 0.5
    whole_file: float = 0.5
    coverage: float = 8.0
    path: float = 2.0
    stem_share: float = 8.0
    definition: float = 10.0
    definition_in_words: float = 4.0
    test: float = 0.4
    aside: float = 0.4


DEFAULT_WEIGHTS = Weights()
_CHUNKS_A_FILE = 6


class Ranked(NamedTuple):
    """A file with its score and its features by name."""

    evidence: Evidence
    score: float
    features: Mapping[str, float]


def rank(
    query: Query, lookups: Sequence[Lookup], candidates: Sequence[Evidence], weights: Weights = DEFAULT_WEIGHTS
) -> list[Ranked]:
    """Order the candidates, best first; equal scores by path."""
    ranked = []
    for evidence in candidates:
        features = _features(query, lookups, evidence, weights)
        score = sum(features.values()) * _prior(query, evidence.row.role, weights)
        ranked.append(Ranked(evidence, score, features))
    return sorted(ranked, key=lambda item: (-item.score, item.evidence.row.path))


def _features(query: Query, lookups: Sequence[Lookup], evidence: Evidence, weights: Weights) -> dict[str, float]:
    best = sorted(evidence.chunks.values(), reverse=True)[:_CHUNKS_A_FILE]
    known = sum(lookup.idf for lookup in lookups)
    definition = weights.definition if query.kind is Kind.NAME else weights.definition_in_words
    return {
        "chunks": sum(score * weights.spread**place for place, score in enumerate(best)),
        "file": weights.whole_file * evidence.text,
        "coverage": weights.coverage * sum(lookups[number].idf for number in evidence.matched) / known
        if known
        else 0.0,
        "path": weights.path * sum(lookups[number].path_idf for number in evidence.in_path),
        "stem": weights.stem_share * evidence.stem_share,
        "definition": definition * len({row.name for row in evidence.defines}),
    }


def _prior(query: Query, role: Role, weights: Weights) -> float:
    if role is Role.SOURCE or role in query.roles:
        return 1.0
    return weights.test if role is Role.TEST else weights.aside


def chunks_to_show(evidence: Evidence, limit: int) -> list[int]:
    """At most ``limit`` of the file's matching chunks: what defines a name of the query, then the best, then by id.

    A file that matched by its path alone shows its first chunk.
    """
    defining = {row.chunk for row in evidence.defines}
    scores = evidence.chunks
    ordered = sorted((-score, chunk) for chunk, score in scores.items()) if limit > 1 or defining else _best(scores)
    shown = dict.fromkeys(chunk for _, chunk in ordered if chunk in defining)
    shown.update(dict.fromkeys(sorted(defining)))
    shown.update(dict.fromkeys(chunk for _, chunk in ordered))
    return list(shown)[:limit] or list(evidence.row.chunks[:1])


def _best(scores: Mapping[int, float]) -> list[tuple[float, int]]:
    return [min((-score, chunk) for chunk, score in scores.items())] if scores else []
