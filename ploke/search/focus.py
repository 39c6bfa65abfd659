"""Which symbol of a chunk a hit is about: chunks join small neighbours, and a reader wants the one that matched."""

from __future__ import annotations

from collections.abc import Sequence

from ploke.model.index import SymbolRow

Highlight = tuple[int, int, int]


def focus(symbols: Sequence[SymbolRow], highlights: Sequence[Highlight]) -> SymbolRow | None:
    """The symbol with most highlights of its own, those on its first line counted double; None where all lie outside.

    ``symbols`` start in the chunk, in file order. A highlight belongs to the innermost symbol around its line. Of
    equals the earlier wins.
    """
    votes: dict[SymbolRow, int] = {}
    for line, _, _ in highlights:
        around = [row for row in symbols if row.start_line <= line <= row.end_line]
        if around:
            inner = min(around, key=lambda row: row.end_line - row.start_line)
            votes[inner] = votes.get(inner, 0) + (2 if line == inner.start_line else 1)
    return max(votes, key=lambda row: (votes[row], -row.start_line), default=None)
