"""Results as tables for people, published baselines beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

SEARCH_COLUMNS = ("file", "chunk", "hit1_file", "hit5_file", "mrr_file", "recall10_file")
SEARCH_BASELINES = {
    "BM25 alone": {"file": 0.685, "chunk": 0.660},
    "BM25 with heuristics": {"file": 0.835, "chunk": 0.833},
    "static hybrid, published": {"chunk": 0.845},
    "137M transformer hybrid, published": {"chunk": 0.853},
}
COMMIT_COLUMNS = ("file_ndcg10", "file_acc1", "file_acc5", "file_rec10", "func_hit1", "func_rec10", "func_rec_400")
COMMIT_BASELINES = {
    "BM25 alone": {"file_ndcg10": 0.605, "func_rec10": 0.513},
    "BM25 alone, no leak": {"file_ndcg10": 0.550, "func_rec10": 0.445},
    "BM25 with heuristics": {"file_ndcg10": 0.721, "func_rec10": 0.366},
    "BM25 with heuristics, no leak": {"file_ndcg10": 0.661, "func_rec10": 0.352},
}


def search_table(scores: Mapping[str, Any]) -> Iterator[str]:
    """Lines by category, language and repository, then overall and the baselines."""
    yield _head(SEARCH_COLUMNS)
    for part in ("by_category", "by_language", "repos"):
        yield f"-- {part.replace('_', ' ')}"
        yield from (_line(name, row, SEARCH_COLUMNS) for name, row in scores[part].items())
    yield "-- overall"
    yield _line(f"ploke, {scores['n_repos']} repositories", scores["overall"], SEARCH_COLUMNS)
    yield from (_line(name, row, SEARCH_COLUMNS) for name, row in SEARCH_BASELINES.items())


def commits_table(scores: Mapping[str, Any], no_leak: Mapping[str, Any]) -> Iterator[str]:
    """Lines by repository, then overall with and without messages that name the answer, and the baselines."""
    yield _head(COMMIT_COLUMNS)
    yield from (_line(name, row, COMMIT_COLUMNS) for name, row in scores["repos"].items())
    yield "-- overall"
    yield _line("ploke", scores["overall"], COMMIT_COLUMNS)
    yield _line("ploke, no leak", no_leak["overall"], COMMIT_COLUMNS)
    yield from (_line(name, row, COMMIT_COLUMNS) for name, row in COMMIT_BASELINES.items())


def _head(columns: tuple[str, ...]) -> str:
    return f"{'':36}" + "".join(f"{column:>14}" for column in columns)


def _line(name: str, row: Mapping[str, float], columns: tuple[str, ...]) -> str:
    return f"{name:36}" + "".join(f"{row[column]:14.3f}" if column in row else f"{'':14}" for column in columns)
