"""``ploke graph impact``: what a change may reach, and the tests that cover it."""

from __future__ import annotations

from ploke.cli.commands.graph.usual import LIMIT, SYMBOL, add_depth, add_limit, add_usual, ask, one_symbol
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.parser import Arguments, Parser
from ploke.errors import UsageError


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_words("symbol", "SYMBOL", f"what changes: {SYMBOL}", most=1)
    parser.add_argument("--diff", metavar="REV", help="what changes is what differs from this revision of git's")
    add_depth(parser, 3, "steps")
    add_limit(parser)
    add_usual(parser)


def run(arguments: Arguments, console: Console) -> int:
    """Show what is reached by how far it is away."""
    revision = arguments.diff
    if revision is not None:
        if arguments.symbol:
            raise UsageError("Either a symbol changes or what --diff finds.", "Leave one of them out.")
        answer = ask(arguments, console, lambda graph, _: graph.impact_of_changes(revision, depth=arguments.depth))
    else:
        symbol = one_symbol(arguments, "impact Session.send")
        answer = ask(arguments, console, lambda graph, named: graph.impact(named(symbol), depth=arguments.depth))
    if arguments.json:
        from ploke.cli.graph_records import impact_record
        from ploke.cli.records import encode

        console.line(encode(impact_record(answer, arguments.limit)))
    else:
        from ploke.cli.views.graph_impact import show_impact

        show_impact(console, answer, arguments.limit or LIMIT, since=revision)
    return DONE if answer.reached else NOTHING
