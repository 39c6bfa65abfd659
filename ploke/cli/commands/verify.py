"""``ploke verify``: compare the index with one built from nothing."""

from __future__ import annotations

from ploke.cli.console import Console
from ploke.cli.exit_codes import CHECK_FAILED, DONE
from ploke.cli.opening import open_workspace
from ploke.cli.parser import Arguments, Parser, add_output, add_repository


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_repository(parser)
    parser.add_argument("--no-cache", action="store_true", help="parse every file for it, whatever is cached")
    add_output(parser, "print one object")


def run(arguments: Arguments, console: Console) -> int:
    """Sync, build a clean index in a temporary folder, and name each difference."""
    from ploke.cli.views.progress import progress_bar

    with open_workspace(console, arguments.repo, arguments.index_dir) as workspace, progress_bar(console) as progress:
        found = workspace.verify(use_cache=not arguments.no_cache, progress=progress)
    if arguments.json:
        from ploke.cli.records import encode, plain

        console.line(encode({**plain(found), "equal": found.equal}))
    else:
        from ploke.cli.views.verification import show_verification

        show_verification(console, found)
    return DONE if found.equal else CHECK_FAILED
