"""``ploke clean``: remove the index of a repository."""

from __future__ import annotations

import sys

from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.opening import open_workspace
from ploke.cli.parser import Arguments, Parser, add_output, add_repository
from ploke.errors import UsageError


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_repository(parser)
    parser.add_argument("-y", "--yes", action="store_true", help="do not ask first")
    add_output(parser, "print one object: index_dir, bytes")


def run(arguments: Arguments, console: Console) -> int:
    """Remove the index folder, after asking where somebody can answer. Source files are never touched."""
    with open_workspace(console, arguments.repo, arguments.index_dir) as workspace:
        if not arguments.yes and not _agreed(f"Remove {workspace.index_dir}? [y/N] ", console):
            return NOTHING
        freed = workspace.clean()
    if arguments.json:
        from ploke.cli.records import encode

        console.line(encode({"index_dir": workspace.index_dir, "bytes": freed}))
    elif not console.quiet:
        from ploke.cli.views.numbers import size

        gone = f"Removed {workspace.index_dir}, {size(freed)}." if freed else f"No index in {workspace.index_dir}."
        console.line(gone)
    return DONE


def _agreed(question: str, console: Console) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("Removing an index needs a yes.", "Run ploke clean --yes.")
    console.err.write(question)
    console.err.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
