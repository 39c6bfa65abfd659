"""Components and cycles of small graphs; PageRank against its definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ploke.graph.analyses.components import shortest_cycle, strongly_connected
from ploke.graph.analyses.pagerank import DAMPING, pagerank

GRAPHS = st.integers(1, 9).flatmap(
    lambda count: st.lists(st.lists(st.integers(0, count - 1), unique=True, max_size=4), min_size=count, max_size=count)
)


def reachable(targets: list[list[int]], start: int) -> set[int]:
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        for target in targets[waiting.pop()]:
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


@given(GRAPHS)
def test_members_of_a_component_reach_each_other_and_nobody_else(targets: list[list[int]]) -> None:
    reach = [reachable(targets, node) for node in range(len(targets))]
    expected = {
        tuple(
            other for other in range(len(targets)) if other == node or (other in reach[node] and node in reach[other])
        )
        for node in range(len(targets))
    }
    assert strongly_connected(targets) == sorted(list(members) for members in expected if len(members) > 1)


@given(GRAPHS)
def test_a_shortest_cycle_goes_round_and_no_other_is_shorter(targets: list[list[int]]) -> None:
    for component in strongly_connected(targets):
        cycle = shortest_cycle(targets, component)
        assert cycle[0] == min(cycle)
        for node, following in zip(cycle, cycle[1:] + cycle[:1], strict=True):
            assert following in targets[node]
        assert len(cycle) == min(
            len(way) for start in component if (way := shortest_way_round(targets, start, set(component)))
        )


def shortest_way_round(targets: list[list[int]], start: int, inside: set[int]) -> list[int]:
    ways = [[start]]
    while ways:
        longer = []
        for way in ways:
            for target in targets[way[-1]]:
                if target == start and len(way) > 1:
                    return way
                if target in inside and target not in way:
                    longer.append([*way, target])
        ways = longer
    return []


def test_a_long_chain_needs_no_deep_stack() -> None:
    count = 50_000
    assert strongly_connected([[(node + 1) % count] for node in range(count)]) == [list(range(count))]


def test_ranks_obey_the_equation_of_pagerank() -> None:
    sources, targets = np.array([0, 0, 1, 2, 3]), np.array([1, 2, 2, 0, 2])
    rank = pagerank(sources, targets, 5)
    stuck = rank[4]
    arrived = [rank[2], rank[0] / 2, rank[0] / 2 + rank[1] + rank[3], 0, 0]
    for node in range(5):
        assert rank[node] == pytest.approx(1 - DAMPING + DAMPING * (arrived[node] + stuck / 5), abs=1e-4)
    assert rank.sum() == pytest.approx(5, abs=1e-4)


def test_a_surfer_who_restarts_at_one_node_stays_near_it() -> None:
    sources, targets = np.array([0, 1, 2, 3]), np.array([1, 0, 3, 2])
    rank = pagerank(sources, targets, 4, restart=np.array([0.0, 0.0, 1.0, 0.0]))
    assert rank[0] == rank[1] == 0
    assert rank[2] > rank[3] > 0


def test_ranks_do_not_depend_on_the_order_of_edges() -> None:
    generator = np.random.default_rng(1)
    ends = generator.integers(0, 300, (2, 2000))
    shuffled = ends[:, generator.permutation(2000)]
    assert (pagerank(*ends, 300) == pagerank(*shuffled, 300)).all()


def test_no_nodes_have_no_ranks() -> None:
    assert pagerank(np.zeros(0, np.int64), np.zeros(0, np.int64), 0).tolist() == []
