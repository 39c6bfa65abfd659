"""What a change may reach."""

from __future__ import annotations

from ploke.graph.analyses.impact import impact, tests_for
from ploke.graph.memory_view import MemoryView
from ploke.graph.names import find_nodes
from ploke.model.graph_answers import Reached
from tests.graph.graphs import graph


def said(each: Reached) -> str:
    through = f" through {each.link.through.id}" if each.link.through is not None else ""
    target = each.link.target.id if each.link.target is not None else ""
    return f"{each.depth} {each.node.id} {each.link.edge.kind} {target} {each.confidence}{through}"


def check(of: MemoryView, changed: str, *expected: str, depth: int = 0) -> None:
    assert [said(each) for each in impact(of, find_nodes(of, changed), depth).reached] == list(expected)


def check_tests(of: MemoryView, changed: str, *expected: str, depth: int = 0) -> None:
    found = tests_for(of, find_nodes(of, changed), depth).tests
    assert [f"{each.depth} {each.node.id} {each.confidence}" for each in found] == list(expected)
    assert impact(of, find_nodes(of, changed), depth).tests == found


def test_callers_of_callers_by_depth() -> None:
    of = graph(
        """
        a.py
          low
          middle
          high
          other
        """,
        """
        a.py#middle calls a.py#low
        a.py#high calls a.py#middle inferred:duck
        a.py#other calls a.py#high
        """,
    )
    check(
        of,
        "low",
        "1 a.py#middle calls a.py#low exact",
        "2 a.py#high calls a.py#middle inferred",
        "3 a.py#other calls a.py#high inferred",
    )
    check(of, "low", "1 a.py#middle calls a.py#low exact", depth=1)
    check(of, "other")


def test_the_surest_of_equally_short_ways_counts() -> None:
    of = graph(
        """
        a.py
          low
          left
          right
          top
        """,
        """
        a.py#left calls a.py#low inferred:duck
        a.py#right references a.py#low
        a.py#top calls a.py#left
        a.py#top calls a.py#right
        """,
    )
    check(
        of,
        "low",
        "1 a.py#left calls a.py#low inferred",
        "1 a.py#right references a.py#low exact",
        "2 a.py#top calls a.py#right exact",
    )


def test_a_call_of_the_base_may_run_what_overrides_it() -> None:
    of = graph(
        """
        base.py
          class Store
            method sell
        shop.py
          class Shop
            method sell
        app.py
          sell_all
          other
        """,
        """
        shop.py#Shop inherits base.py#Store
        shop.py#Shop.sell overrides base.py#Store.sell
        app.py#sell_all calls base.py#Store.sell
        app.py#other types base.py#Store
        """,
    )
    check(of, "Shop.sell", "1 app.py#sell_all calls base.py#Store.sell inferred through base.py#Store.sell")
    check(
        of,
        "Store.sell",
        "1 app.py#sell_all calls base.py#Store.sell exact",
        "1 shop.py#Shop.sell overrides base.py#Store.sell exact",
    )


def test_a_class_stands_for_all_in_it_and_reaches_who_constructs_its_subclasses() -> None:
    of = graph(
        """
        base.py
          class Store
            method open
        shop.py
          class Shop
            constructor __init__
        app.py
          main
          use
        """,
        """
        shop.py#Shop inherits base.py#Store
        app.py#main calls shop.py#Shop.__init__
        app.py#use calls base.py#Store.open
        """,
    )
    check(
        of,
        "Store",
        "1 app.py#use calls base.py#Store.open exact",
        "1 shop.py#Shop inherits base.py#Store exact",
        "2 app.py#main calls shop.py#Shop.__init__ exact",
    )


def test_what_is_assigned_or_decorated_at_the_top_is_reached_in_place_of_its_file() -> None:
    of = graph(
        """
        a.py
          compute
        b.py
          constant LIMIT
          decorated
        c.py
          reader
          idle
        d.py
          other
        """,
        """
        b.py calls a.py#compute 1:8 2:1
        d.py calls a.py#compute 1:8 7:0
        c.py#reader references b.py#LIMIT
        c.py imports b.py
        """,
    )
    check(
        of,
        "compute",
        "1 b.py#LIMIT calls a.py#compute exact",
        "1 b.py#decorated calls a.py#compute exact",
        "1 d.py calls a.py#compute exact",
        "1 d.py#other calls a.py#compute exact",
        "2 c.py#reader references b.py#LIMIT exact",
    )


def test_an_import_reaches_the_file_that_imports_and_no_further() -> None:
    of = graph(
        """
        a.py
          f
        b.py
          g
        c.py
        """,
        """
        b.py imports a.py#f
        c.py imports b.py
        """,
    )
    check(of, "f", "1 b.py imports a.py#f exact")
    check(of, "b.py", "1 c.py imports b.py exact")


def test_cycles_end() -> None:
    of = graph(
        """
        a.py
          f
          g
        """,
        """
        a.py#f calls a.py#g
        a.py#g calls a.py#f
        a.py#g calls a.py#g
        """,
    )
    check(of, "g", "1 a.py#f calls a.py#g exact")


def test_tests_are_those_that_run_it_and_not_their_helpers() -> None:
    of = graph(
        """
        a.py
          class Shop
            method sell
          inline_test [test]
        tests/test_a.py
          make_shop
          test_sell
          test_twice
          annotated
        tests/test_b.js
        tests/test_c.py
        """,
        """
        tests/test_a.py#make_shop calls a.py#Shop.sell
        tests/test_a.py#test_sell calls tests/test_a.py#make_shop inferred:fixture
        tests/test_a.py#test_twice calls tests/test_a.py#make_shop
        tests/test_a.py#annotated types a.py#Shop
        a.py#inline_test calls a.py#Shop.sell
        tests/test_b.js calls a.py#Shop.sell
        tests/test_c.py imports a.py#Shop
        """,
    )
    check_tests(
        of,
        "Shop",
        "1 a.py#inline_test exact",
        "1 tests/test_b.js exact",
        "2 tests/test_a.py#test_sell inferred",
        "2 tests/test_a.py#test_twice exact",
    )
    check_tests(
        of,
        "sell",
        "1 a.py#inline_test exact",
        "1 tests/test_b.js exact",
        depth=1,
    )


def test_where_tests_are_marked_others_count_only_if_the_framework_may_run_them() -> None:
    of = graph(
        """
        a.py
          f
        tests/test_a.py
          class TestA
            method setUp
            method test_f [test]
            method helper
          class Fake
            method read
          test_g [test]
        """,
        """
        tests/test_a.py#TestA.setUp calls a.py#f
        tests/test_a.py#TestA.helper calls a.py#f
        tests/test_a.py#TestA.test_f calls tests/test_a.py#TestA.helper
        tests/test_a.py#Fake.read calls a.py#f
        tests/test_a.py calls a.py#f 9:0
        tests/test_a.py#test_g calls a.py#f
        """,
    )
    check_tests(
        of,
        "a.py#f",
        "1 tests/test_a.py#TestA.setUp exact",
        "1 tests/test_a.py#test_g exact",
        "2 tests/test_a.py#TestA.test_f exact",
    )


def test_to_override_is_not_to_test() -> None:
    of = graph(
        """
        a.py
          class Store
            method sell
        tests/test_a.py
          class Fake
            method sell
        """,
        "tests/test_a.py#Fake.sell overrides a.py#Store.sell",
    )
    check_tests(of, "a.py#Store.sell")


def test_references_that_may_mean_it_are_counted() -> None:
    of = graph(
        """
        a.py
          f
          g
        """,
        "",
        """
        a.py#g calls x.f UNKNOWN_TYPE 2:1 2:9
        a.py#g calls x.h UNKNOWN_TYPE
        """,
    )
    answer = impact(of, find_nodes(of, "f"))
    assert (answer.reached, answer.unresolved) == ((), 2)


def test_a_function_is_part_of_the_one_it_is_written_in() -> None:
    # Proxy({ get() { … } }) hands a function on that no name refers to.
    of = graph(
        """
        a.ts
          client
            get
          unrelated
        b.ts
          use
        test/a.test.ts
          suite [test]
            opens [test]
              fetch
        """,
        """
        b.ts#use calls a.ts#client
        test/a.test.ts#suite.opens.fetch calls b.ts#use
        """,
    )
    check(
        of,
        "client.get",
        "1 a.ts#client contains a.ts#client.get exact",
        "2 b.ts#use calls a.ts#client exact",
        "3 test/a.test.ts#suite.opens.fetch calls b.ts#use exact",
        "4 test/a.test.ts#suite.opens contains test/a.test.ts#suite.opens.fetch exact",
    )
    check_tests(of, "client.get", "4 test/a.test.ts#suite.opens exact")


def test_a_class_is_not_changed_by_its_methods() -> None:
    of = graph(
        """
        a.py
          class Till
            method open
            method shut
        b.py
          make
        """,
        "b.py#make calls a.py#Till",
    )
    check(of, "Till.open")
