"""``ploke graph path``: a shortest way from one symbol to another."""

from __future__ import annotations

from ploke.cli.commands.graph.usual import SYMBOL, add_kinds, add_usual, ask
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.parser import Arguments, Parser
from ploke.errors import UsageError


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_words("symbols", "FROM TO", f"two symbols: {SYMBOL}")
    add_kinds(parser)
    add_usual(parser)


def run(arguments: Arguments, console: Console) -> int:
    """Show the way, one edge a line."""
    if len(arguments.symbols) != 2:
        raise UsageError("A way has two ends.", "Name both: ploke graph path main Session.send.")
    source, target = arguments.symbols
    answer = ask(
        arguments, console, lambda graph, named: graph.path(named(source), named(target), kinds=arguments.kind)
    )
    if arguments.json:
        from ploke.cli.graph_records import path_record
        from ploke.cli.records import encode

        console.line(encode(path_record(answer)))
    else:
        from ploke.cli.views.graph import show_path

        show_path(console, answer)
    return DONE if answer.links or answer.same else NOTHING
