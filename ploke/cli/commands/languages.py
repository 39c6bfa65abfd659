"""``ploke languages``: the languages there are, how much is read of each, and which this repository is in."""

from __future__ import annotations

from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE
from ploke.cli.opening import open_workspace
from ploke.cli.parser import Arguments, Parser, add_output, add_repository


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_repository(parser)
    parser.add_argument("--all", action="store_true", help="also list languages that are searched as text alone")
    add_output(parser, "one object a line")


def run(arguments: Arguments, console: Console) -> int:
    """List those of the repository first, by their files, then the others by name."""
    with open_workspace(console, arguments.repo, arguments.index_dir) as workspace:
        found = workspace.languages()
    shown = [info for info in found if arguments.all or info.files or info.level != "text"]
    shown.sort(key=lambda info: (-info.files, info.name))
    if arguments.json:
        from ploke.cli.records import encode

        for info in shown:
            console.line(encode(info))
    else:
        from ploke.cli.views.languages import show_languages

        show_languages(console, shown, len(found) - len(shown))
    return DONE
