"""``ploke graph stats``: how much of the repository the graph knows."""

from __future__ import annotations

from ploke.cli.commands.graph.usual import add_usual, ask
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE
from ploke.cli.parser import Arguments, Parser


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_usual(parser)


def run(arguments: Arguments, console: Console) -> int:
    """Show the counts."""
    stats = ask(arguments, console, lambda graph, _: graph.stats())
    if arguments.json:
        from ploke.cli.graph_records import stats_record
        from ploke.cli.records import encode

        console.line(encode(stats_record(stats)))
    else:
        from ploke.cli.views.graph_listings import show_stats

        show_stats(console, stats)
    return DONE
