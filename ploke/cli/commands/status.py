"""``ploke status``: what the index holds, how fresh it is, and what was left out."""

from __future__ import annotations

from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE
from ploke.cli.opening import open_workspace, settings
from ploke.cli.parser import Arguments, Parser, add_output, add_repository


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_repository(parser)
    parser.add_argument("--skipped", action="store_true", help="list what was left out, each with its reason")
    add_output(parser, "print one object; with --skipped one object a line")


def run(arguments: Arguments, console: Console) -> int:
    """Print the status, or the files and folders left out."""
    workspace = open_workspace(arguments)
    settings(workspace, console)
    if arguments.skipped:
        skips = workspace.skipped()
        if arguments.json:
            from ploke.cli.records import encode

            for skip in skips:
                console.line(encode(skip))
        else:
            from ploke.cli.views.status import show_skips

            show_skips(console, skips)
        return DONE
    status = workspace.status()
    if arguments.json:
        from ploke.cli.records import encode

        console.line(encode(status))
    else:
        from ploke.cli.views.status import show_status

        show_status(console, status)
    return DONE
