"""What the graph would be worth to ranking: neighbours and PageRank added to the scores that search has today.

A trial, not a part of search: files keep their scores, and what a feature adds is weighed against the best of them.
Only repositories in languages whose references are resolved are asked. The result so far is in ``benches/RESULTS.md``.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from benches.quality.asking import Indexed, Ranking
from ploke.graph.analyses.pagerank import pagerank
from ploke.model.graph import EdgeKind, GraphView
from ploke.model.index import FileRow
from ploke.model.results import SearchRequest
from ploke.search import search as searching
from ploke.store import open_reader

_KINDS = frozenset(
    {
        EdgeKind.CALLS,
        EdgeKind.REFERENCES,
        EdgeKind.IMPORTS,
        EdgeKind.INHERITS,
        EdgeKind.IMPLEMENTS,
        EdgeKind.TYPES,
    }
)
_SHOWN = 20
_CANDIDATES = 60

Scores = Sequence[tuple[str, float]]
Feature = Callable[["FileGraph", Scores], Mapping[str, float]]


class FileGraph(NamedTuple):
    """Files with how often each refers to others, weighed by logarithm, and their PageRank as a share of the best."""

    refers: Mapping[str, Mapping[str, float]]
    importance: Mapping[str, float]


class Trial(NamedTuple):
    """A feature under a weight: what it adds is ``weight`` times the best score of the query."""

    name: str
    feature: Feature
    weight: float


def by_neighbours(graph: FileGraph, scores: Scores) -> Mapping[str, float]:
    """Files that refer to the ten best, each by the share of what it refers to."""
    best = dict(scores[:10])
    top = scores[0][1] or 1.0
    gains = {}
    for path, _ in scores:
        others = graph.refers.get(path, {})
        whole = sum(others.values())
        if whole:
            gains[path] = sum(best[other] * weight for other, weight in others.items() if other in best) / whole / top
    return gains


def by_importance(graph: FileGraph, scores: Scores) -> Mapping[str, float]:
    """PageRank among files."""
    return {path: graph.importance.get(path, 0.0) for path, _ in scores}


TRIALS = (
    Trial("as it is", lambda graph, scores: {}, 0.0),
    *(Trial(f"neighbours {weight}", by_neighbours, weight) for weight in (0.1, 0.2, 0.3, 0.4)),
    *(Trial(f"pagerank {weight}", by_importance, weight) for weight in (0.02, 0.05, 0.1, 0.2)),
)


def rankings(indexed: Indexed) -> dict[str, list[Ranking]]:
    """The rankings of a task's queries under each trial, by its name."""
    task = indexed.task

    def read(row: FileRow) -> str | None:
        return (task.root / row.path).read_text(errors="replace")

    found: dict[str, list[Ranking]] = defaultdict(list)
    with open_reader(indexed.index_dir) as reader:
        graph = file_graph(reader.graph)
        for asked in task.queries:
            hits = searching.search(reader, SearchRequest(asked.text, k=_CANDIDATES, per_file=1), read)
            scores = [(hit.path, hit.score) for hit in hits]
            for trial in TRIALS:
                found[trial.name].append(
                    {"repo": task.name, "qid": asked.key, "results": _results(task.prefix, graph, scores, trial)}
                )
    return found


def _results(prefix: str, graph: FileGraph, scores: Scores, trial: Trial) -> list[dict[str, object]]:
    if not scores:
        return []
    step = trial.weight * scores[0][1]
    gains = trial.feature(graph, scores)
    ordered = sorted(scores, key=lambda item: (-item[1] - step * gains.get(item[0], 0.0), item[0]))
    start = f"{prefix}/" if prefix else ""
    return [{"path": start + path, "start_line": 1, "end_line": 1} for path, _ in ordered[:_SHOWN]]


def file_graph(view: GraphView) -> FileGraph:
    """Edges between symbols as edges between their files."""
    forward = view.forward(_KINDS)
    owners = {node: view.node(node).path for node in view.nodes()}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for node, path in owners.items():
        for target in forward.targets[forward.starts[node] : forward.starts[node + 1]]:
            other = owners[int(target)]
            if other != path:
                counts[path][other] += 1
    refers = {
        path: {other: math.log1p(count) for other, count in sorted(others.items())} for path, others in counts.items()
    }
    paths = sorted(set(owners.values()))
    places = {path: place for place, path in enumerate(paths)}
    edges = [
        (places[path], places[other], weight)
        for path, others in sorted(refers.items())
        for other, weight in others.items()
    ]
    sources, targets, weights = (
        (np.array(column) for column in zip(*edges, strict=True)) if edges else [np.empty(0)] * 3
    )
    ranks = pagerank(sources.astype(np.int64), targets.astype(np.int64), len(paths), weights)
    best = float(ranks.max()) if len(ranks) else 1.0
    return FileGraph(refers, {path: float(ranks[place]) / best for path, place in places.items()})
