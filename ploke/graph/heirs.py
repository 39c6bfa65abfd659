"""Which class a base is named for.

Facts give a base's reference the scope that its names are looked up in: what the class stands in. The edge starts at
the class.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from ploke.graph.views import CLASS_LIKE
from ploke.model.facts import Reference, Symbol, SymbolKind

_HEIRS: Final = CLASS_LIKE | {SymbolKind.IMPLEMENTATION}


class Heirs:
    """The classes of one file, asked for by what they stand in and the place where a base is named."""

    def __init__(self, symbols: Sequence[Symbol]) -> None:
        self._symbols = symbols
        self._inner: defaultdict[int, list[int]] = defaultdict(list)
        for number, symbol in enumerate(symbols):
            if symbol.kind in _HEIRS:
                self._inner[symbol.parent].append(number)

    def of(self, reference: Reference) -> Iterable[tuple[int, tuple[int, ...]]]:
        """The classes that name a base, each with the places where it does; the reference's scope where none does."""
        found: dict[int, tuple[int, ...]] = {}
        for line, column in zip(reference.places[::2], reference.places[1::2], strict=True):
            heir = self._around(reference.scope, line, column)
            found[heir] = (*found.get(heir, ()), line, column)
        return found.items()

    def _around(self, scope: int, line: int, column: int) -> int:
        """Of several classes on one line, the last that is named before the place."""
        inner = self._inner.get(scope, [])
        at = bisect_right(inner, line, key=lambda number: self._symbols[number].start_line)
        around = scope
        for number in reversed(inner[:at]):
            symbol = self._symbols[number]
            if symbol.end_line < line:
                break
            around = number
            if (symbol.name_line, symbol.name_column) <= (line, column):
                break
        return around
