"""``ploke graph callers``: who calls a symbol."""

from __future__ import annotations

from ploke.cli.commands.graph.around import add_around, print_around
from ploke.cli.commands.graph.usual import ask, one_symbol
from ploke.cli.console import Console
from ploke.cli.parser import Arguments, Parser


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_around(parser, "calls")


def run(arguments: Arguments, console: Console) -> int:
    """Show the calls, those of callers after them."""
    symbol = one_symbol(arguments, "callers Session.send")
    depth, unresolved = arguments.depth, arguments.unresolved
    answer = ask(
        arguments, console, lambda graph, named: graph.callers(named(symbol), depth=depth, list_open=unresolved)
    )
    return print_around(arguments, console, answer, "call")
