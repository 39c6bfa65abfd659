"""Evidence to an order: small named features, added up, times what the file is for.

Every feature earned its place on the search or the commits gold (``benches/quality``, ``--ablate``) by the mean over
repositories; the weights are round numbers from the middle of a flat optimum.

- chunks: the file's best chunks by BM25, each counting half of the one before
- file: BM25 of the whole file
- coverage: how much of the query, by rarity, the file's text has
- path: rarity of the query's terms in the file's path
- stem: how much of the file's own name the query has
- definition: the query is a name that the file defines
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ploke.model.facts import SymbolKind
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
    test: float = 0.4
    aside: float = 0.4


DEFAULT_WEIGHTS = Weights()
_DEFINITIONS = frozenset(
    {
        SymbolKind.CLASS,
        SymbolKind.CONSTRUCTOR,
        SymbolKind.ENUM,
        SymbolKind.FUNCTION,
        SymbolKind.INTERFACE,
        SymbolKind.MACRO,
        SymbolKind.METHOD,
        SymbolKind.PROPERTY,
        SymbolKind.STRUCT,
        SymbolKind.TRAIT,
        SymbolKind.TYPE_ALIAS,
        SymbolKind.UNION,
    }
)
_CHUNKS_A_FILE = 6


class Ranked(NamedTuple):
    """A file with its score, what it gains by defining the name that the query is, and its features by name."""

    evidence: Evidence
    score: float
    standing: float
    features: Mapping[str, float]


def rank(
    query: Query, lookups: Sequence[Lookup], candidates: Sequence[Evidence], weights: Weights = DEFAULT_WEIGHTS
) -> list[Ranked]:
    """Order the candidates, best first; equal scores, to six places, by path.

    For a query that is a name, files that define it come before all others, whatever else speaks for those: each step
    of ``_standing`` adds the highest score that there is.
    """
    ranked = []
    for evidence in candidates:
        features = _features(query, lookups, evidence, weights)
        score = sum(features.values()) * _prior(query, evidence.row.role, weights)
        ranked.append(Ranked(evidence, round(score, 6), 0.0, features))
    step = max((item.score for item in ranked), default=0.0)
    ranked = [item._replace(standing=step * _standing(query, item.evidence)) for item in ranked]
    return sorted(ranked, key=lambda item: (-item.score - item.standing, item.evidence.row.path))


def _features(query: Query, lookups: Sequence[Lookup], evidence: Evidence, weights: Weights) -> dict[str, float]:
    best = sorted(evidence.chunks.values(), reverse=True)[:_CHUNKS_A_FILE]
    known = sum(lookup.idf for lookup in lookups)
    covered = sum(lookups[number].idf for number in sorted(evidence.matched)) / known if known else 0.0
    return {
        "chunks": sum(score * weights.spread**place for place, score in enumerate(best)),
        "file": weights.whole_file * evidence.text,
        "coverage": weights.coverage * covered,
        "path": weights.path * sum(lookups[number].path_idf for number in sorted(evidence.in_path)),
        "stem": weights.stem_share * evidence.stem_share,
        "definition": weights.definition if query.kind is Kind.NAME and evidence.defines else 0.0,
    }


def _standing(query: Query, evidence: Evidence) -> int:
    """How much a file is the place where the name that the query is stands defined.

    3 where code that is not aside (tests, examples) defines it at the top of a file or as the query spells it out, 2
    as a member, 1 elsewhere or where it is only declared, 0 where it is none, or a mere variable or heading.
    """
    if query.kind is not Kind.NAME:
        return 0
    rows = [row for row in evidence.defines if row.kind in _DEFINITIONS]
    if not rows:
        return 0
    if evidence.row.role is not Role.SOURCE and evidence.row.role not in query.roles:
        return 1
    rows = [row for row in rows if not row.declared]
    if not rows:
        return 1
    dotted = any("." in name for name in query.names)
    return 3 if dotted or any(row.qualified == row.name for row in rows) else 2


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
