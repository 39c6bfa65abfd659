"""``ploke graph hotspots``: files that much depends on and that change often."""

from __future__ import annotations

from ploke.cli.commands.graph.usual import add_usual, ask
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.parser import Arguments, Parser, positive

_SHOWN = 20


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_argument("--tests", action="store_true", help="files of tests too")
    parser.add_argument("-n", "--limit", metavar="N", type=positive, help=f"files shown ({_SHOWN}; with --json all)")
    add_usual(parser, "one object a line")


def run(arguments: Arguments, console: Console) -> int:
    """List them, the highest score first."""
    spots, notes = ask(arguments, console, lambda graph, _: graph.hotspots(tests=arguments.tests))
    for note in notes:
        console.note(note)
    if arguments.json:
        from ploke.cli.records import encode
        from ploke.cli.report_records import hotspot_record

        for spot in spots[: arguments.limit]:
            console.line(encode(hotspot_record(spot)))
    else:
        from ploke.cli.views.graph_reports import show_hotspots

        show_hotspots(console, spots, arguments.limit or _SHOWN)
    return DONE if spots else NOTHING
