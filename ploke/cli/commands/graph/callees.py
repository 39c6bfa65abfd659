"""``ploke graph callees``: what a symbol calls."""

from __future__ import annotations

from ploke.cli.commands.graph.around import add_around, print_around
from ploke.cli.commands.graph.usual import ask, one_symbol
from ploke.cli.console import Console
from ploke.cli.parser import Arguments, Parser


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_around(parser, "calls")
    parser.add_argument("--external", action="store_true", help="also calls that leave the repository")


def run(arguments: Arguments, console: Console) -> int:
    """Show the calls, those of callees after them."""
    symbol = one_symbol(arguments, "callees Session.send")
    answer = ask(
        arguments,
        console,
        lambda graph, named: graph.callees(
            named(symbol), depth=arguments.depth, external=arguments.external, list_open=arguments.unresolved
        ),
    )
    return print_around(arguments, console, answer, "call", outgoing=True)
