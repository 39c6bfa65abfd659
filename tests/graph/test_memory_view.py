"""What every view of a graph promises, shown on the one in memory."""

from __future__ import annotations

from ploke.graph.memory_view import MemoryView
from ploke.model.graph import Confidence, EdgeKind, EdgeRow, Reason
from ploke.model.resolved import EDGE_CODES
from tests.graph.graphs import graph

NODES = """
    shop/till.py
      class Till
        method open
        method shut
      helper
    shop/basket.py
      class Basket
    tests/test_till.py
      make
      test_open
    """
EDGES = """
    shop/till.py#Till.open calls shop/till.py#helper 2:4 2:9
    shop/till.py#Till.open types shop/basket.py#Basket
    shop/till.py imports shop/basket.py#Basket 1:7
    tests/test_till.py#test_open calls shop/till.py#Till.open inferred:duck 2:2
    tests/test_till.py#test_open references shop/till.py#Till.open 2:8
    tests/test_till.py#test_open calls tests/test_till.py#make
    shop/till.py#helper calls json:json.dumps
    """
UNRESOLVED = """
    shop/till.py#helper calls x.open UNKNOWN_TYPE 4:1
    shop/till.py#Till.open calls x.open UNKNOWN_TYPE 2:1
    shop/basket.py calls wrap UNKNOWN_NAME 1:0
    """


def view() -> MemoryView:
    return graph(NODES, EDGES, UNRESOLVED)


def at(of: MemoryView, id: str) -> int:
    return next(number for number in of.nodes() if of.node(number).id == id)


def said(of: MemoryView, edges: list[EdgeRow]) -> list[str]:
    return [f"{of.node(edge.src).id} {edge.kind} {of.node(edge.dst).id}" for edge in edges]


def test_nodes_go_by_path_and_place_with_files_first() -> None:
    of = view()
    assert [of.node(number).id for number in of.nodes()] == [
        "shop/basket.py",
        "shop/basket.py#Basket",
        "shop/till.py",
        "shop/till.py#Till",
        "shop/till.py#Till.open",
        "shop/till.py#Till.shut",
        "shop/till.py#helper",
        "tests/test_till.py",
        "tests/test_till.py#make",
        "tests/test_till.py#test_open",
    ]


def test_symbols_of_a_file_and_by_name_in_any_case() -> None:
    of = view()
    assert [of.node(number).name for number in of.nodes_in("shop/till.py")] == ["Till", "open", "shut", "helper"]
    assert [of.node(number).id for number in of.named("TILL")] == ["shop/till.py#Till"]
    assert of.nodes_in("nowhere.py") == of.named("nothing") == []
    assert of.spans_in("nowhere.py") == []
    rows = [of.node(number) for number in of.nodes_in("shop/till.py")]
    assert of.spans_in("shop/till.py") == [
        (row.number, row.parent, row.kind, row.start_line, row.end_line) for row in rows
    ]
    assert of.file_node("nowhere.py") is None


def test_edges_go_by_the_other_end_and_leave_derived_and_external_ones_out() -> None:
    of = view()
    assert said(of, of.outgoing(at(of, "shop/till.py#Till.open"))) == [
        "shop/till.py#Till.open types shop/basket.py#Basket",
        "shop/till.py#Till.open calls shop/till.py#helper",
    ]
    assert said(of, of.incoming(at(of, "shop/basket.py#Basket"))) == [
        "shop/till.py imports shop/basket.py#Basket",
        "shop/till.py#Till.open types shop/basket.py#Basket",
    ]
    assert of.outgoing(at(of, "shop/till.py#helper")) == []
    assert [edge.external for edge in of.external(at(of, "shop/till.py#helper"))] == ["json:json.dumps"]
    assert len(list(of.external())) == 1


def test_contains_follows_from_parents() -> None:
    of = view()
    kinds = frozenset({EdgeKind.CONTAINS})
    assert said(of, of.outgoing(at(of, "shop/till.py"), kinds)) == [
        "shop/till.py contains shop/till.py#Till",
        "shop/till.py contains shop/till.py#helper",
    ]
    assert said(of, of.incoming(at(of, "shop/till.py#Till.shut"), kinds)) == [
        "shop/till.py#Till contains shop/till.py#Till.shut"
    ]
    assert of.incoming(at(of, "shop/till.py"), kinds) == []


def test_tests_are_what_a_test_file_uses_outside_of_test_files() -> None:
    of = view()
    kinds = frozenset({EdgeKind.TESTS})
    (edge,) = of.outgoing(at(of, "tests/test_till.py#test_open"), kinds)
    assert said(of, [edge]) == ["tests/test_till.py#test_open tests shop/till.py#Till.open"]
    assert (edge.confidence, edge.rule, edge.places) == (Confidence.EXACT, "", (2, 2, 2, 8))
    assert of.incoming(at(of, "shop/till.py#Till.open"), kinds) == [edge]
    assert of.incoming(at(of, "tests/test_till.py#make"), kinds) == []


def test_adjacency_is_the_edges_in_rows() -> None:
    of = view()
    for kinds in (frozenset({EdgeKind.CALLS}), frozenset(EdgeKind)):
        forward, backward = of.forward(kinds), of.backward(kinds)
        assert len(forward.starts) == len(backward.starts) == of.node_count + 1
        for node in of.nodes():
            row = range(forward.starts[node], forward.starts[node + 1])
            edges = [of.edge(forward.edges[place]) for place in row]
            assert all(edge.src == node and edge.kind in kinds for edge in edges)
            assert [edge.dst for edge in edges] == [forward.targets[place] for place in row]
            codes = [EDGE_CODES[forward.codes[place]] for place in row]
            assert [(edge.kind, edge.confidence) for edge in edges] == codes
            row = range(backward.starts[node], backward.starts[node + 1])
            assert all(of.edge(backward.edges[place]).dst == node for place in row)
            assert [of.edge(backward.edges[place]).src for place in row] == [backward.targets[place] for place in row]
    assert len(of.forward(frozenset(EdgeKind)).targets) == 6


def test_what_is_not_resolved_is_counted_and_listed() -> None:
    of = view()
    assert [row.places[0] for row in of.unresolved("shop/till.py")] == [2, 4]
    assert [row.name for row in of.unresolved()] == ["wrap", "open", "open"]
    assert [row.places[0] for row in of.unresolved_named("open")] == [2, 4]
    assert of.unresolved_counts() == {Reason.UNKNOWN_NAME: 1, Reason.UNKNOWN_TYPE: 2}
    assert of.edge_counts()[EdgeKind.CALLS, Confidence.EXTERNAL] == 1
