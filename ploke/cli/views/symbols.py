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
    around: list[SymbolRow] = []
    for row in rows:
        while around and not _is_inside(row, around[-1]):
            around.pop()
        name = "  " * len(around) + console.paint(visible(row.name), "bold")
        table.append((line_span(row.start_line, row.end_line), name, console.paint(_kind(row), "dim")))
        around.append(row)
    show_table(console, table)


def _is_inside(row: SymbolRow, other: SymbolRow) -> bool:
    """Whether a symbol lies in ``other``: lines alone do not tell, several may start on one."""
    within = row.end_line <= other.end_line and len(row.qualified) > len(other.qualified)
    return within and row.qualified.startswith(other.qualified)


def _kind(row: SymbolRow) -> str:
    return f"{row.kind.value} (declared)" if row.declared else row.kind.value
