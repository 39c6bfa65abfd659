from __future__ import annotations

from ploke.model.facts import SymbolKind, Visibility
from ploke.model.index import SymbolRow
from ploke.search.focus import focus


def row(name: str, first: int, last: int) -> SymbolRow:
    return SymbolRow("a.py", 0, 0, name, name, SymbolKind.FUNCTION, Visibility.PUBLIC, first, last, "")


BOX, OPEN, SHUT = row("Box", 1, 30), row("Box.open", 3, 8), row("Box.shut", 10, 20)


def check_focus(lines: list[int], expected: SymbolRow | None) -> None:
    """Highlights on ``lines`` of a chunk with a class and two methods are about ``expected``."""
    assert focus([BOX, OPEN, SHUT], [(line, 0, 1) for line in lines]) == expected


def test_the_symbol_around_most_highlights() -> None:
    check_focus([4, 12, 13], SHUT)


def test_a_definition_s_first_line_counts_double() -> None:
    check_focus([3, 12], OPEN)


def test_what_stands_in_no_method_is_about_the_class() -> None:
    check_focus([2], BOX)


def test_of_equals_the_earlier() -> None:
    check_focus([5, 12], OPEN)


def test_highlights_outside_of_all() -> None:
    check_focus([40], None)
    check_focus([], None)
