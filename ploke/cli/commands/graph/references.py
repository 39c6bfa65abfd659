"""``ploke graph references``: where a symbol is named."""

from __future__ import annotations

from ploke.cli.commands.graph.around import add_around, print_around
from ploke.cli.commands.graph.usual import add_kinds, ask, one_symbol
from ploke.cli.console import Console
from ploke.cli.parser import Arguments, Parser


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_around(parser, "references")
    add_kinds(parser)


def run(arguments: Arguments, console: Console) -> int:
    """Show the edges that lead to the symbol, by path and line."""
    symbol = one_symbol(arguments, "references Session")
    answer = ask(
        arguments,
        console,
        lambda graph, named: graph.references(
            named(symbol), kinds=arguments.kind, depth=arguments.depth, list_open=arguments.unresolved
        ),
    )
    return print_around(arguments, console, answer, "reference", kinds=True)
