"""``ploke graph cycles``: import cycles between files and between folders."""

from __future__ import annotations

from ploke.cli.commands.graph.usual import LIMIT, add_limit, add_usual, ask
from ploke.cli.console import Console
from ploke.cli.exit_codes import CHECK_FAILED, DONE
from ploke.cli.parser import Arguments, Parser


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_argument("--level", choices=("file", "package"), help="only cycles of files, or of folders")
    parser.add_argument(
        "--lasting", action="store_true", help="only cycles that imports in functions and for types alone do not open"
    )
    parser.add_argument("--path", metavar="GLOB", action="append", default=[], help="only through paths that match")
    add_limit(parser, "cycles")
    add_usual(parser, "one object a line")


def run(arguments: Arguments, console: Console) -> int:
    """Show them, those that last first; the exit code tells whether there are any."""
    from ploke.search.filters import path_filter

    on_path = path_filter(tuple(arguments.path))
    levels = {"levels": (arguments.level,)} if arguments.level else {}
    cycles = [
        cycle
        for cycle in ask(arguments, console, lambda graph, _: graph.cycles(**levels))
        if (cycle.lasting or not arguments.lasting) and any(map(on_path, cycle.members))
    ]
    if arguments.json:
        from ploke.cli.records import encode
        from ploke.cli.report_records import cycle_record

        for cycle in cycles[: arguments.limit]:
            console.line(encode(cycle_record(cycle)))
    else:
        from ploke.cli.views.graph_reports import show_cycles

        filtered = bool(arguments.path or arguments.level or arguments.lasting)
        show_cycles(console, cycles, arguments.limit or LIMIT, filtered=filtered)
    return CHECK_FAILED if cycles else DONE
