"""Which symbols changed lines belong to."""

from __future__ import annotations

from ploke.graph.owners import owners_of
from tests.graph.graphs import graph

VIEW = graph(
    """
    a.py
      class Shop
        constructor __init__
          inner
        method sell
      helper
    b.py
    """
)


def check(lines: list[int], *names: str) -> None:
    assert [row.qualified for row in owners_of(VIEW, "a.py", lines)] == list(names)


def test_a_line_belongs_to_the_innermost_symbol() -> None:
    check([3], "Shop.__init__.inner")
    check([4, 5], "Shop.sell", "helper")


def test_a_class_changes_with_its_constructors() -> None:
    check([1], "Shop", "Shop.__init__")


def test_lines_that_are_not_there_belong_to_nobody() -> None:
    check([0, 99])
    assert owners_of(VIEW, "nowhere.py", [1]) == []


def test_what_is_in_no_symbol_is_the_files() -> None:
    assert [row.id for row in owners_of(VIEW, "b.py", [1])] == ["b.py"]
