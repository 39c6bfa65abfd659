"""``ploke graph communities``: files that belong together by what they use."""

from __future__ import annotations

from ploke.cli.commands.graph.usual import LIMIT, add_limit, add_usual, ask
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.parser import Arguments, Parser


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_argument("--tests", action="store_true", help="files of tests too")
    add_limit(parser, "communities")
    add_usual(parser, "one object a line")


def run(arguments: Arguments, console: Console) -> int:
    """List them, the largest first."""
    communities = ask(arguments, console, lambda graph, _: graph.communities(tests=arguments.tests))
    if arguments.json:
        from ploke.cli.records import encode
        from ploke.cli.report_records import community_record

        for community in communities[: arguments.limit]:
            console.line(encode(community_record(community)))
    else:
        from ploke.cli.views.graph_reports import show_communities

        show_communities(console, communities, arguments.limit or LIMIT)
    return DONE if communities else NOTHING
