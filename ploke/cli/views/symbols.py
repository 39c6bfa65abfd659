"""Definitions for people."""

from __future__ import annotations

from collections.abc import Sequence

from ploke.cli.console import Console, visible
from ploke.cli.views.numbers import line_span
from ploke.cli.views.tables import show_table
from ploke.model.index import SymbolRow


def show_symbols(console: Console, rows: Sequence[SymbolRow]) -> None:
    """Print one line a symbol: name, kind, place."""
    table = []
    for row in rows:
        place = f"{console.paint(visible(row.path), 'magenta')}:{row.start_line}"
        table.append((console.paint(visible(row.qualified), "bold"), console.paint(_kind(row), "dim"), place))
    show_table(console, table)


def show_outline(console: Console, rows: Sequence[SymbolRow]) -> None:
    """Print one file's symbols with their lines; a symbol inside another is indented below it."""
    table = []
    open_until: list[int] = []
    for row in rows:
        while open_until and row.start_line > open_until[-1]:
            open_until.pop()
        name = "  " * len(open_until) + console.paint(visible(row.name), "bold")
        table.append((line_span(row.start_line, row.end_line), name, console.paint(_kind(row), "dim")))
        open_until.append(row.end_line)
    show_table(console, table)


def _kind(row: SymbolRow) -> str:
    return f"{row.kind.value} (declared)" if row.declared else row.kind.value
