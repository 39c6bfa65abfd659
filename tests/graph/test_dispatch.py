"""What stands in for a node, and where."""

from __future__ import annotations

import pytest

from ploke.graph.dispatch import Spans
from ploke.model.facts import SymbolKind
from ploke.model.graph import Span


def spans(*lines: tuple[int, int]) -> Spans:
    return Spans([Span(number, 0, SymbolKind.FUNCTION, *each) for number, each in enumerate(lines, 1)])


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (((1, 3), (5, 8), (10, 10)), {1: [1], 3: [1], 4: [], 6: [2], 10: [3], 11: []}),
        # One line may belong to several, whole spans may be equal, and a preprocessor's branches overlap.
        (((1, 3), (3, 5), (3, 5), (6, 9)), {2: [1], 3: [1, 2, 3], 5: [2, 3], 6: [4]}),
        (((1, 20), (2, 4), (6, 9)), {1: [1], 3: [1, 2], 5: [1], 7: [1, 3], 20: [1]}),
        ((), {1: []}),
    ],
)
def test_symbols_at_a_line(lines: tuple[tuple[int, int], ...], at: dict[int, list[int]]) -> None:
    found = spans(*lines)
    assert {line: found.at(line) for line in at} == at
