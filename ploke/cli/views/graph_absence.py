"""What is not known beside an answer. "None", "not resolved" and "not indexed" are three different things."""

from __future__ import annotations

from collections.abc import Sequence

from ploke.cli.console import Console, visible
from ploke.cli.views.numbers import counted
from ploke.model.facts import SymbolKind
from ploke.model.graph import NodeRow


def say_absence(
    console: Console, asked: Sequence[NodeRow], unresolved: int, noun: str, *, found: bool, hint: str
) -> None:
    """Say how many references may belong to the answer though they have no edge, and what lists them (``hint``).

    ``noun`` is what was asked for.
    """
    names = visible(" or ".join(dict.fromkeys(_name(row) for row in asked if row.kind is not None)) or "it")
    if unresolved:
        start = "" if found else f"No {noun} is proved. "
        console.line(f"{start}Not resolved: {counted(unresolved, 'reference')} called {names}{hint}")
    elif not found:
        console.line(f"There is no {noun}: no edge leads here, and no reference called {names} is unresolved.")


def say_open_calls(console: Console, unresolved: int, *, found: bool, hint: str) -> None:
    """Say how many calls in what was asked for have no edge, and what lists them."""
    if unresolved:
        console.line(f"Not resolved: {counted(unresolved, 'call')} in it{hint}")
    elif not found:
        console.line("There is no call in it that leads to a symbol of the repository, and none is unresolved.")


def _name(row: NodeRow) -> str:
    if row.kind is SymbolKind.CONSTRUCTOR and "." in row.qualified:
        return row.qualified.split(".")[-2]
    return row.name
