"""Shortest ways between symbols."""

from __future__ import annotations

from ploke.graph.analyses.paths import find_path
from ploke.graph.memory_view import MemoryView
from ploke.graph.names import find_nodes
from ploke.model.graph import EdgeKind
from tests.graph.graphs import graph


def view() -> MemoryView:
    return graph(
        """
        a.py
          start
          near
          far
          lonely
        b.py
          class Box
            method open
            method shut
        """,
        """
        a.py#start calls a.py#near
        a.py#start calls a.py#far inferred:duck
        a.py#near calls b.py#Box.open
        a.py#far calls b.py#Box.open
        b.py#Box.open references b.py#Box.shut
        a.py#start types b.py#Box
        """,
    )


def check(of: MemoryView, source: str, target: str, *expected: str, kinds: str = "") -> None:
    chosen = {"kinds": frozenset(map(EdgeKind, kinds.split()))} if kinds else {}
    answer = find_path(of, find_nodes(of, source), find_nodes(of, target), **chosen)
    assert [f"{link.source.id} {link.edge.kind} {link.target.id}" for link in answer.links if link.target] == list(
        expected
    )


def test_the_shortest_way_and_of_two_the_surer() -> None:
    check(view(), "start", "Box.open", "a.py#start calls a.py#near", "a.py#near calls b.py#Box.open")


def test_ends_stand_for_all_in_them() -> None:
    check(view(), "start", "Box", "a.py#start types b.py#Box")
    check(view(), "near", "b.py", "a.py#near calls b.py#Box.open")
    check(view(), "a.py", "Box", "a.py#near calls b.py#Box.open")


def test_only_some_kinds() -> None:
    check(view(), "start", "Box.shut", kinds="calls")
    check(
        view(),
        "start",
        "Box",
        "a.py#start calls a.py#near",
        "a.py#near calls b.py#Box.open",
        kinds="calls",
    )


def test_the_longest_way_here() -> None:
    check(
        view(),
        "start",
        "Box.shut",
        "a.py#start calls a.py#near",
        "a.py#near calls b.py#Box.open",
        "b.py#Box.open references b.py#Box.shut",
    )


def test_no_way_says_whether_there_is_one_back() -> None:
    of = view()
    answer = find_path(of, find_nodes(of, "Box.open"), find_nodes(of, "start"))
    assert (answer.links, answer.length_back, answer.same) == ((), 2, False)
    answer = find_path(of, find_nodes(of, "lonely"), find_nodes(of, "start"))
    assert (answer.links, answer.length_back) == ((), 0)


def test_a_symbol_and_what_it_is_in_are_one() -> None:
    of = view()
    assert find_path(of, find_nodes(of, "Box"), find_nodes(of, "Box.shut")).same
