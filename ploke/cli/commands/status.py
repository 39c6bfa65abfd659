"""``ploke status``: what the index holds, how fresh it is, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE
from ploke.cli.opening import open_workspace
from ploke.cli.parser import Arguments, Parser, add_output, add_repository

if TYPE_CHECKING:
    from ploke import Skip


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_repository(parser)
    parser.add_argument("--skipped", action="store_true", help="list what was left out, each with its reason")
    add_output(parser, "print one object; with --skipped one object a line")


def run(arguments: Arguments, console: Console) -> int:
    """Print the status, or the files and folders left out."""
    with open_workspace(console, arguments.repo, arguments.index_dir) as workspace:
        if arguments.skipped:
            return _print_skipped(workspace.skipped(), arguments, console)
        status = workspace.status()
    if arguments.json:
        from ploke.cli.records import encode

        console.line(encode(status))
    else:
        from ploke.cli.views.status import show_status

        show_status(console, status)
    return DONE


def _print_skipped(skips: list[Skip], arguments: Arguments, console: Console) -> int:
    if arguments.json:
        from ploke.cli.records import encode

        for skip in skips:
            console.line(encode(skip))
    else:
        from ploke.cli.views.status import show_skips

        show_skips(console, skips)
    return DONE
