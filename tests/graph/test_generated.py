"""The same answers from the same rows, whichever view holds them."""

from __future__ import annotations

import pytest

from benches.graph.generated import PER_FILE, GeneratedView
from ploke.graph.analyses.impact import impact
from ploke.graph.analyses.neighbours import callers
from ploke.graph.analyses.paths import find_path
from ploke.graph.memory_view import MemoryView
from ploke.model.graph import EdgeRow
from ploke.model.graph_answers import Impact

EDGES = 600


@pytest.fixture(scope="module")
def views() -> tuple[GeneratedView, MemoryView]:
    generated = GeneratedView(10 * PER_FILE, EDGES)
    rows = map(generated.node, generated.nodes())
    return generated, MemoryView(rows, map(generated.edge, range(EDGES)))


def test_rows_are_those_of_the_edges(views: tuple[GeneratedView, MemoryView]) -> None:
    generated, memory = views
    for node in generated.nodes():
        assert _sorted(generated.outgoing(node)) == _sorted(memory.outgoing(node))
        assert _sorted(generated.incoming(node)) == _sorted(memory.incoming(node))


def test_answers_are_equal(views: tuple[GeneratedView, MemoryView]) -> None:
    generated, memory = views
    for number in range(0, generated.node_count, 7):
        rows = [generated.node(number)]
        other = [generated.node((number * 3) % generated.node_count)]
        for depth in (1, 2, 0):
            assert _reached(impact(generated, rows, depth)) == _reached(impact(memory, rows, depth))
            found = [callers(view, rows, depth).links for view in views]
            assert {link.edge for link in found[0]} == {link.edge for link in found[1]}
        ways = [find_path(view, rows, other).links for view in views]
        assert [link.edge for link in ways[0]] == [link.edge for link in ways[1]]


def _reached(answer: Impact) -> list[tuple[str, int, str]]:
    return [(each.node.id, each.depth, each.confidence) for each in answer.reached]


def _sorted(edges: list[EdgeRow]) -> list[EdgeRow]:
    return sorted(edges)
