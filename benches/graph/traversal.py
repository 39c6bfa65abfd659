"""Callers, impact and shortest ways on a generated graph of 200k nodes and a million edges, warm.

Symbols are drawn evenly, and once more so that each edge is equally likely to be asked about: those that many call then
come up often. Times are of the processor, since other programs share it.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable
from statistics import median

import numpy as np

from benches.graph.generated import KINDS, GeneratedView
from ploke.graph.analyses.impact import impact, tests_for
from ploke.graph.analyses.neighbours import callers
from ploke.graph.analyses.paths import find_path
from ploke.model.graph import NodeRow

BAR, AIM = 20.0, 2.0


def run(arguments: list[str]) -> None:
    """Measure and print one line a question: median, 95th percentile, worst, in milliseconds."""
    parser = ArgumentParser(prog="python -m benches.graph traversal", description=__doc__)
    parser.add_argument("--nodes", type=int, default=200_000)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=300)
    chosen = parser.parse_args(arguments)
    view = GeneratedView(chosen.nodes, chosen.edges)
    backward = view.backward(frozenset(KINDS))
    dice = np.random.default_rng(2)
    popular = [int(view.edge(int(number)).dst) for number in dice.integers(0, chosen.edges, chosen.questions)]
    even = dice.integers(0, view.node_count, chosen.questions).tolist()
    others = [view.node(number) for number in dice.integers(0, view.node_count, chosen.questions).tolist()]
    print(f"{view.node_count:,} nodes, {len(backward.targets):,} edges; bar {BAR:g} ms, aim {AIM:g} ms")
    for title, numbers in (("symbols drawn evenly", even), ("symbols drawn by their edges", popular)):
        degrees = [int(backward.starts[number + 1] - backward.starts[number]) for number in numbers]
        print(f"{title}: {median(degrees):.0f} edges in at the median, {max(degrees):,} at most")
        print(f"  {'':32} {'median':>8} {'p95':>8} {'worst':>8} ms, rows of all answers")
        for name, question in _questions(view).items():
            _measure(name, question, [view.node(number) for number in numbers], others)


def _questions(view: GeneratedView) -> dict[str, Callable[[NodeRow, NodeRow], int]]:
    return {
        "callers": lambda row, _: len(callers(view, [row]).links),
        "callers, two calls away": lambda row, _: len(callers(view, [row], 2).links),
        "impact in two steps": lambda row, _: len(impact(view, [row], 2).reached),
        "tests in two steps": lambda row, _: len(tests_for(view, [row], 2).reached),
        "path to a random node": lambda row, other: len(find_path(view, [other], [row]).links),
    }


def _measure(
    name: str, question: Callable[[NodeRow, NodeRow], int], asked: list[NodeRow], others: list[NodeRow]
) -> None:
    question(asked[0], others[0])
    times, rows = [], 0
    for row, other in zip(asked, others, strict=True):
        start = time.process_time()
        rows += question(row, other)
        times.append((time.process_time() - start) * 1000)
    times.sort()
    print(
        f"{name:34} {median(times):8.2f} {times[len(times) * 95 // 100]:8.2f} {times[-1]:8.2f}      {rows:,}",
        flush=True,
    )
