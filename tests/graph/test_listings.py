"""Definitions, edges, what is not resolved, and counts."""

from __future__ import annotations

from ploke.graph.analyses.cards import card
from ploke.graph.analyses.definitions import definition_at
from ploke.graph.analyses.edges import all_edges
from ploke.graph.analyses.stats import graph_stats
from ploke.graph.analyses.unresolved import group_unresolved, list_unresolved
from ploke.graph.memory_view import MemoryView
from ploke.graph.names import find_nodes
from ploke.model.graph import Confidence, EdgeKind, Reason
from ploke.model.graph_answers import Link
from tests.graph.graphs import graph

NODES = """
    a.py
      class A
        method m
      f
    b.py
      g
    tests/test_a.py
      test_f
    """
EDGES = """
    a.py#f calls b.py#g 3:4
    a.py#f references a.py#A 3:6
    a.py#f references b.py#g 3:6
    a.py imports b.py 1:7
    a.py#A.m calls json:json.dumps 2:4
    tests/test_a.py#test_f calls a.py#f
    """
UNRESOLVED = """
    a.py#f calls x.close UNKNOWN_TYPE 3:9
    a.py#A.m calls x.close UNKNOWN_TYPE 2:8 2:16
    b.py#g calls gone UNKNOWN_NAME 1:4
    """


def view() -> MemoryView:
    return graph(NODES, EDGES, UNRESOLVED)


def said(link: Link) -> str:
    target = link.target.id if link.target is not None else link.edge.external
    return f"{link.source.id}:{link.line} {link.edge.kind} {target}"


def test_a_place_leads_to_all_its_targets() -> None:
    of = view()
    assert [said(link) for link in definition_at(of, "a.py", 3, 4).links] == ["a.py#f:3 calls b.py#g"]
    assert [said(link) for link in definition_at(of, "a.py", 3, 6).links] == [
        "a.py#f:3 references a.py#A",
        "a.py#f:3 references b.py#g",
    ]
    assert [said(link) for link in definition_at(of, "a.py", 2, 4).links] == ["a.py#A.m:2 calls json:json.dumps"]


def test_a_place_says_why_it_leads_nowhere() -> None:
    found = definition_at(view(), "a.py", 3, 9)
    assert [(each.source.id, each.reference.reason) for each in found.open] == [("a.py#f", Reason.UNKNOWN_TYPE)]
    assert not found.links


def test_a_line_leads_to_all_on_it() -> None:
    found = definition_at(view(), "a.py", 3)
    assert len(found.links) == 3 and len(found.open) == 1 and found.symbol is None


def test_a_name_leads_on_by_the_members_behind_it() -> None:
    # TABLE.get(name): the reference to TABLE stands where its expression's last name does.
    of = graph("a.py\n  TABLE\n  use", "a.py#use references a.py#TABLE 2:10\na.py#use calls builtins:dict.get 2:10")
    assert [said(link) for link in definition_at(of, "a.py", 2, 4, "TABLE", behind=(10,)).links] == [
        "a.py#use:2 references a.py#TABLE"
    ]
    assert [said(link) for link in definition_at(of, "a.py", 2, 10, "get").links] == [
        "a.py#use:2 calls builtins:dict.get"
    ]
    assert definition_at(of, "a.py", 2, 4, "other", behind=(10,)).links == ()
    # Under another name than the target's own, all that stands there is shown.
    assert len(definition_at(of, "a.py", 2, 10, "alias").links) == 2


def test_a_definition_is_its_own() -> None:
    found = definition_at(view(), "b.py", 1, 0, "g")
    assert found.symbol is not None and found.symbol.id == "b.py#g"
    assert definition_at(view(), "b.py", 1, 0, "other").symbol is None


def test_all_edges_by_source_and_target() -> None:
    of = view()
    assert [said(link) for link in all_edges(of, frozenset(EdgeKind))] == [
        "a.py:1 contains a.py#A",
        "a.py:1 contains a.py#f",
        "a.py:1 imports b.py",
        "a.py#A:1 contains a.py#A.m",
        "a.py#f:3 references a.py#A",
        "a.py#f:3 calls b.py#g",
        "a.py#f:3 references b.py#g",
        "b.py:1 contains b.py#g",
        "tests/test_a.py:1 contains tests/test_a.py#test_f",
        "tests/test_a.py#test_f:1 calls a.py#f",
        "tests/test_a.py#test_f:1 tests a.py#f",
    ]
    assert [said(link) for link in all_edges(of, frozenset({EdgeKind.CALLS}), external=True)] == [
        "a.py#A.m:2 calls json:json.dumps",
        "a.py#f:3 calls b.py#g",
        "tests/test_a.py#test_f:1 calls a.py#f",
    ]


def test_the_unresolved_by_reason_and_expression() -> None:
    of = view()
    groups = group_unresolved(list_unresolved(of))
    assert [(group.reason, group.expression, group.times) for group in groups] == [
        (Reason.UNKNOWN_TYPE, "x.close", 3),
        (Reason.UNKNOWN_NAME, "gone", 1),
    ]
    assert [each.source.id for each in groups[0].examples] == ["a.py#A.m", "a.py#f"]
    by_reason = group_unresolved(list_unresolved(of), by_expression=False)
    assert [(group.reason, group.times) for group in by_reason] == [(Reason.UNKNOWN_TYPE, 3), (Reason.UNKNOWN_NAME, 1)]


def test_the_unresolved_of_some_reasons_and_files() -> None:
    of = view()
    assert [each.source.id for each in list_unresolved(of, {Reason.UNKNOWN_NAME})] == ["b.py#g"]
    assert [each.source.id for each in list_unresolved(of, (), lambda row: row.path == "b.py")] == ["b.py#g"]


def test_counts() -> None:
    stats = graph_stats(view())
    assert (stats.files, stats.symbols) == (3, 5)
    assert stats.edges[EdgeKind.CALLS] == {Confidence.EXACT: 2, Confidence.EXTERNAL: 1}
    assert stats.unresolved == {Reason.UNKNOWN_NAME: 1, Reason.UNKNOWN_TYPE: 2}


def test_a_card_has_all_around_a_symbol() -> None:
    of = view()
    shown = card(of, find_nodes(of, "f"))
    assert [said(link) for link in shown.callers] == ["tests/test_a.py#test_f:1 calls a.py#f"]
    assert [said(link) for link in shown.callees] == ["a.py#f:3 calls b.py#g"]
    assert [each.node.id for each in shown.tests] == ["tests/test_a.py#test_f"]
    assert [row.id for row in card(of, find_nodes(of, "A")).members] == ["a.py#A.m"]
