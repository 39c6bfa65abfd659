"""``ploke graph edges``: all edges."""

from __future__ import annotations

from itertools import islice

from ploke.cli.commands.graph.usual import add_kinds, add_usual, asking
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.parser import Arguments, Parser, positive


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_kinds(parser)
    parser.add_argument("--external", action="store_true", help="also edges that leave the repository")
    parser.add_argument("-n", "--limit", metavar="N", type=positive, help="edges printed (all)")
    add_usual(parser, "one object a line")


def run(arguments: Arguments, console: Console) -> int:
    """Print them as they are read, by their source's path and place."""
    from ploke.cli.graph_records import edge_json
    from ploke.cli.views.graph_listings import edge_line

    found = 0
    with asking(
        arguments, console, lambda graph, _: graph.edges(kinds=arguments.kind, external=arguments.external)
    ) as links:
        say = edge_json if arguments.json else edge_line
        for link in islice(links, arguments.limit):
            console.line(say(link))
            found += 1
    return DONE if found else NOTHING
