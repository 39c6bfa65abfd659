"""Callers, callees and references."""

from __future__ import annotations

from ploke.graph.analyses.neighbours import callees, callers, references
from ploke.graph.memory_view import MemoryView
from ploke.graph.names import find_nodes
from ploke.model.graph import EdgeKind
from ploke.model.graph_answers import Link, Neighbours
from tests.graph.graphs import graph

NODES = """
    base.py
      class Store
        method sell
    shop.py
      class Shop
        constructor __init__
        method sell
        method close
      helper
    app.py
      main
      run
    """
EDGES = """
    shop.py#Shop inherits base.py#Store
    shop.py#Shop.sell overrides base.py#Store.sell
    app.py#run calls base.py#Store.sell 3:4
    app.py#main calls shop.py#Shop.__init__ 1:8 2:8
    app.py#main calls shop.py#Shop.sell inferred:duck 1:12
    app.py#main calls app.py#run
    app.py imports shop.py#Shop 1:0
    app.py#main types shop.py#Shop 1:3
    shop.py#Shop.close calls shop.py#helper
    shop.py#Shop.close calls shop.py#Shop.close
    shop.py#Shop.close calls os:os.remove
    """
UNRESOLVED = """
    app.py#run calls x.sell UNKNOWN_TYPE 2:2 3:2
    app.py#run references y.sell UNKNOWN_TYPE 3:9
    shop.py#Shop.close calls self.z() UNKNOWN_VALUE 4:4
    """


def view() -> MemoryView:
    return graph(NODES, EDGES, UNRESOLVED)


def said(link: Link) -> str:
    target = link.target.id if link.target is not None else link.edge.external
    through = f" through {link.through.id}" if link.through is not None else ""
    return f"{link.depth} {link.source.id}:{link.line} {link.edge.kind} {target} {link.confidence}{through}"


def check(answer: Neighbours, *expected: str, unresolved: int = 0) -> None:
    assert [said(link) for link in answer.links] == list(expected)
    assert answer.unresolved == unresolved


def test_callers_of_a_method_come_through_what_it_overrides_too() -> None:
    of = view()
    check(
        callers(of, find_nodes(of, "Shop.sell")),
        "1 app.py#main:1 calls shop.py#Shop.sell inferred",
        "1 app.py#run:3 calls base.py#Store.sell inferred through base.py#Store.sell",
        unresolved=2,
    )


def test_callers_of_the_overridden_method_are_its_own() -> None:
    of = view()
    check(callers(of, find_nodes(of, "Store.sell")), "1 app.py#run:3 calls base.py#Store.sell exact", unresolved=2)


def test_callers_of_a_class_call_its_constructor() -> None:
    of = view()
    check(callers(of, find_nodes(of, "Shop")), "1 app.py#main:1 calls shop.py#Shop.__init__ exact")


def test_callers_of_a_file_are_in_other_files() -> None:
    of = view()
    check(
        callers(of, find_nodes(of, "shop.py")),
        "1 app.py#main:1 calls shop.py#Shop.__init__ exact",
        "1 app.py#main:1 calls shop.py#Shop.sell inferred",
        "1 app.py#run:3 calls base.py#Store.sell inferred through base.py#Store.sell",
    )


def test_callers_of_callers() -> None:
    of = view()
    check(
        callers(of, find_nodes(of, "Store.sell"), depth=2),
        "1 app.py#run:3 calls base.py#Store.sell exact",
        "2 app.py#main:1 calls app.py#run exact",
        unresolved=2,
    )


def test_no_callers_says_how_many_references_are_open() -> None:
    of = view()
    answer = callers(of, find_nodes(of, "main"))
    assert (answer.links, answer.unresolved) == ((), 0)
    listed = callers(of, find_nodes(of, "Store.sell"), list_open=True)
    assert [(each.source.id, each.reference.expression) for each in listed.open] == [("app.py#run", "x.sell")]


def test_a_cycle_ends() -> None:
    of = view()
    check(callers(of, find_nodes(of, "Shop.close"), depth=0), "1 shop.py#Shop.close:4 calls shop.py#Shop.close exact")


def test_callees_with_what_leaves_the_repository_and_what_is_open() -> None:
    of = view()
    check(
        callees(of, find_nodes(of, "Shop.close"), external=True),
        "1 shop.py#Shop.close:4 calls shop.py#Shop.close exact",
        "1 shop.py#Shop.close:4 calls shop.py#helper exact",
        "1 shop.py#Shop.close:4 calls os:os.remove external",
        unresolved=1,
    )
    check(
        callees(of, find_nodes(of, "main"), depth=2),
        "1 app.py#main:1 calls app.py#run exact",
        "1 app.py#main:1 calls shop.py#Shop.__init__ exact",
        "1 app.py#main:1 calls shop.py#Shop.sell inferred",
        "2 app.py#run:3 calls base.py#Store.sell exact",
    )


def test_references_are_of_all_kinds_that_name_a_symbol_or_of_some() -> None:
    of = view()
    check(
        references(of, find_nodes(of, "Shop")),
        "1 app.py:1 imports shop.py#Shop exact",
        "1 app.py#main:1 types shop.py#Shop exact",
        "1 app.py#main:1 calls shop.py#Shop.__init__ exact",
    )
    check(
        references(of, find_nodes(of, "Shop"), frozenset({EdgeKind.TYPES})),
        "1 app.py#main:1 types shop.py#Shop exact",
    )
    check(
        references(of, find_nodes(of, "Store.sell")),
        "1 app.py#run:3 calls base.py#Store.sell exact",
        unresolved=3,
    )
