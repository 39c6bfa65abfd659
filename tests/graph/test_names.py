"""How users name symbols."""

from __future__ import annotations

import pytest

from ploke.errors import UsageError
from ploke.graph.memory_view import MemoryView
from ploke.graph.names import AmbiguousNameError, find_nodes
from tests.graph.graphs import graph


@pytest.fixture(scope="module")
def view() -> MemoryView:
    return graph(
        """
        src/shop/till.py
          class Till
            constructor __init__
            method open
            field rate
          helper
          helper
        src/shop/basket.py
          class Basket
            method open
            method Weigh
        src/shop/weigh.py
          weigh
        include/till.h
          till_open [declaration]
        c/till.c
          till_open
        java/com/shop/Gate.java
          class Gate
            constructor Gate
            constructor Gate
        rs/gate.rs
          struct Lock
          implementation Lock
            method turn
        tests/test_till.py
          class Till
        """
    )


def check(view: MemoryView, text: str, *ids: str) -> None:
    assert tuple(row.id for row in find_nodes(view, text)) == ids


def check_ambiguous(view: MemoryView, text: str, *ids: str) -> None:
    with pytest.raises(AmbiguousNameError) as raised:
        find_nodes(view, text)
    assert tuple(row.id for row in raised.value.candidates) == ids


def check_refused(view: MemoryView, text: str, expected: str) -> None:
    with pytest.raises(UsageError) as raised:
        find_nodes(view, text)
    assert str(raised.value) == expected


def test_by_path_and_id(view: MemoryView) -> None:
    check(view, "src/shop/till.py", "src/shop/till.py")
    check(view, "src/shop/till.py#Till.open", "src/shop/till.py#Till.open")
    check(view, "src/shop/till.py#helper@2", "src/shop/till.py#helper@2")


def test_by_place_it_is_the_symbol_named_there_else_the_innermost_around(view: MemoryView) -> None:
    check(view, "src/shop/till.py:1", "src/shop/till.py#Till")
    check(view, "src/shop/till.py:3", "src/shop/till.py#Till.open")
    check(view, "src/shop/till.py:3:8", "src/shop/till.py#Till.open")
    check_refused(view, "src/shop/till.py:90", "src/shop/till.py has no line 90. It has 6.")


def test_by_the_end_of_the_qualified_name(view: MemoryView) -> None:
    check(view, "Basket.open", "src/shop/basket.py#Basket.open")
    check(view, "Basket::open", "src/shop/basket.py#Basket.open")
    check(view, "Basket#open", "src/shop/basket.py#Basket.open")


def test_below_its_module_or_package(view: MemoryView) -> None:
    check(view, "shop.till.Till", "src/shop/till.py#Till")
    check(view, "com.shop.Gate", "java/com/shop/Gate.java#Gate")


def test_exact_case_goes_before_any_case(view: MemoryView) -> None:
    check(view, "weigh", "src/shop/weigh.py#weigh")
    check(view, "Weigh", "src/shop/basket.py#Basket.Weigh")
    check(view, "basket.OPEN", "src/shop/basket.py#Basket.open")


def test_overloads_are_one_answer(view: MemoryView) -> None:
    check(view, "helper", "src/shop/till.py#helper", "src/shop/till.py#helper@2")


def test_what_is_only_announced_gives_way(view: MemoryView) -> None:
    check(view, "till_open", "c/till.c#till_open")


def test_a_type_goes_before_its_constructors_and_implementations(view: MemoryView) -> None:
    check(view, "Gate", "java/com/shop/Gate.java#Gate")
    check(view, "Lock", "rs/gate.rs#Lock")


def test_an_ambiguous_name_lists_candidates_likeliest_first(view: MemoryView) -> None:
    check_ambiguous(view, "Till", "src/shop/till.py#Till", "tests/test_till.py#Till")
    check_ambiguous(view, "open", "src/shop/basket.py#Basket.open", "src/shop/till.py#Till.open")
    check_refused(
        view,
        "open",
        "open may be any of 2 symbols: src/shop/basket.py#Basket.open, src/shop/till.py#Till.open. "
        "Name one by its id or by PATH:LINE.",
    )


def test_what_is_unknown_names_what_is_close(view: MemoryView) -> None:
    check_refused(view, "helpr", "Nothing in the index is called helpr. Did you mean helper?")
    check_refused(view, "Till.close", "Nothing in the index is called Till.close. `ploke search` finds text.")
    check_refused(
        view,
        "src/shop/till.py#Till.opn",
        "There is no symbol Till.opn in src/shop/till.py. Did you mean src/shop/till.py#Till.open "
        "or src/shop/till.py#Till?",
    )
    check_refused(view, "till.py:3", "till.py is not in the index. Did you mean src/shop/till.py:3?")
    check_refused(
        view,
        "src/nowhere.py:3",
        "src/nowhere.py is not in the index. `ploke status --skipped` lists what was left out and why.",
    )


def test_an_inherited_member_is_named_where_it_is_defined() -> None:
    view = graph(
        """
        a.py
          class Base
            method convert
          class Middle
          class End
        """,
        """
        a.py#Middle inherits a.py#Base
        a.py#End inherits a.py#Middle
        a.py#Base inherits a.py#End
        """,
    )
    check_refused(view, "End.convert", "End.convert is inherited. Name a.py#Base.convert.")
    check_refused(view, "End.nothing", "Nothing in the index is called End.nothing. `ploke search` finds text.")


@pytest.mark.parametrize("text", ["", " ", ".", "::", "#"])
def test_an_empty_name(view: MemoryView, text: str) -> None:
    check_refused(view, text, "The symbol's name is empty. Name it as NAME, CLASS.NAME, PATH:LINE or by its id.")
