"""Hotspots and communities of small graphs."""

from __future__ import annotations

import pytest

from ploke.graph.analyses import communities
from ploke.graph.analyses.communities import community_of, find_communities
from ploke.graph.analyses.hotspots import find_hotspots
from ploke.graph.memory_view import MemoryView
from ploke.model.graph import EdgeRow
from tests.graph.graphs import graph

NODES = """
    core.py
      open
      shut
    page.py
      show
    till.py
      sell
    alone.py
      nothing
    tests/test_page.py
      test_show
    """
EDGES = """
    page.py#show calls core.py#open
    till.py#sell calls core.py#open
    till.py#sell calls core.py#shut
    tests/test_page.py#test_show calls page.py#show
    """


def test_files_that_much_depends_on_and_that_change_often_come_first() -> None:
    spots = find_hotspots(graph(NODES, EDGES), {"core.py": 7, "till.py": 7, "alone.py": 50})
    assert [(spot.path, spot.commits) for spot in spots] == [("core.py", 7), ("till.py", 7), ("page.py", 0)]
    assert spots[0].score == 1
    assert spots[0].rank > 1 > spots[1].rank
    assert spots[2].score == 0
    assert (spots[0].symbols, spots[0].lines) == (("open", "shut"), 2)


def test_without_a_history_pagerank_speaks_alone() -> None:
    spots = find_hotspots(graph(NODES, EDGES), None)
    assert [spot.path for spot in spots] == ["core.py", "page.py", "till.py"]
    assert {spot.commits for spot in spots} == {None}


def test_tests_may_be_taken_in() -> None:
    paths = [spot.path for spot in find_hotspots(graph(NODES, EDGES), None, tests=True)]
    assert paths == ["core.py", "page.py", "tests/test_page.py", "till.py"]
    assert not find_communities(graph(NODES, "tests/test_page.py#test_show calls page.py#show"))


def test_a_graph_without_edges_has_no_hotspots_and_no_communities() -> None:
    view = graph("a.py\n  f")
    assert find_hotspots(view, {}) == []
    assert find_communities(view) == []
    assert find_communities(MemoryView([])) == []


def cliques() -> MemoryView:
    """Two groups of three files that all use each other, with one use between the groups."""
    files = [f"{folder}/{name}.py" for folder in ("shop", "till") for name in "abc"]
    nodes = "\n".join(f"{file}\n  f_{file[0]}{file[5]}" for file in files)
    edges = [
        f"{one} calls {other}#f_{other[0]}{other[5]}"
        for one in files
        for other in files
        if one != other and (one[0] == other[0] or (one, other) == (files[0], files[3]))
    ]
    return graph(nodes, "\n".join(edges))


@pytest.mark.parametrize("large", [4000, 0], ids=["louvain", "propagated"])
def test_groups_that_use_each_other_are_communities(large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(communities, "LARGE", large)
    found = find_communities(cliques())
    assert [community.files for community in found] == [
        ("shop/a.py", "shop/b.py", "shop/c.py"),
        ("till/a.py", "till/b.py", "till/c.py"),
    ]
    assert [(community.inside, community.outside) for community in found] == [(6, 1), (6, 1)]
    assert found[1].name == "till: f_ta, f_tb"
    assert community_of(found)["till/b.py"] == 1


@pytest.mark.parametrize("large", [4000, 0], ids=["louvain", "propagated"])
def test_neither_numbers_nor_order_of_edges_matter(large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(communities, "LARGE", large)
    view = cliques()
    rows = [view.node(number) for number in view.nodes()]
    moved = {row.number: 3 * len(rows) - 2 * row.number for row in rows}
    moved[-1] = -1
    nodes = [row._replace(number=moved[row.number], parent=moved[row.parent]) for row in rows]
    edges = [edge._replace(src=moved[edge.src], dst=moved[edge.dst]) for edge in all_edges(view)]
    other = MemoryView(reversed(nodes), reversed(edges))
    assert find_communities(other) == find_communities(view)
    assert find_hotspots(other, {}) == find_hotspots(view, {})


def all_edges(view: MemoryView) -> list[EdgeRow]:
    return [edge for number in view.nodes() for edge in view.outgoing(number)]
