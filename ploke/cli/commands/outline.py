"""``ploke outline``: the definitions of one file."""

from __future__ import annotations

from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.opening import open_workspace
from ploke.cli.parser import Arguments, Parser, add_no_sync, add_output, add_repository
from ploke.cli.places import from_root
from ploke.errors import UsageError


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_words("file", "FILE", "the file, from where you are or from the root", most=1)
    add_repository(parser)
    add_no_sync(parser)
    add_output(parser, "one object a line")


def run(arguments: Arguments, console: Console) -> int:
    """Show them in file order, inner ones indented."""
    if not arguments.file or not arguments.file[0]:
        raise UsageError("FILE is missing.", "Name the file: ploke outline src/app.py.")
    from ploke.cli.views.progress import progress_bar

    with open_workspace(console, arguments.repo, arguments.index_dir) as workspace, progress_bar(console) as progress:
        file = from_root(arguments.file[0], workspace.root)
        rows = workspace.outline(file, sync=not arguments.no_sync, progress=progress)
    for note in workspace.notes:
        console.note(note)
    if arguments.json:
        from ploke.cli.records import print_symbols

        print_symbols(console, rows)
    else:
        from ploke.cli.views.symbols import show_outline

        show_outline(console, rows)
        if not rows:
            console.note(f"No definitions are known in {file}; `ploke search` finds its text.")
    return DONE if rows else NOTHING
