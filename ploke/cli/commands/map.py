"""``ploke map``: the outline of a repository that fits a budget of tokens."""

from __future__ import annotations

from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.opening import open_workspace
from ploke.cli.parser import Arguments, Parser, add_no_sync, add_output, add_repository, positive

_TOKENS = 2000


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_words("request", "REQUEST", "what the outline is for: drawn around what a search for it finds")
    parser.add_argument(
        "--tokens", metavar="N", type=positive, default=_TOKENS, help=f"its size at most, 4 bytes each ({_TOKENS})"
    )
    parser.add_argument(
        "--focus", metavar="FILE", action="append", default=[], help="draw it around this file or symbol; repeatable"
    )
    add_repository(parser)
    add_no_sync(parser)
    add_output(parser, "one object with the text and its files")


def run(arguments: Arguments, console: Console) -> int:
    """Print the outline, the most important files first."""
    from ploke.cli.places import symbol_from_root
    from ploke.cli.views.progress import progress_bar

    with open_workspace(console, arguments.repo, arguments.index_dir) as workspace:
        focus = [symbol_from_root(text, workspace.root) for text in arguments.focus]
        request = " ".join(arguments.request) or None
        with progress_bar(console) as progress:
            drawn = workspace.map(arguments.tokens, request, focus=focus, sync=not arguments.no_sync, progress=progress)
        for note in workspace.notes:
            console.note(note)
    if arguments.json:
        from ploke.cli.records import encode
        from ploke.cli.report_records import map_record

        console.line(encode(map_record(drawn)))
        return DONE if drawn.files else NOTHING
    from ploke.cli.console import visible
    from ploke.cli.views.numbers import counted

    for line in drawn.text.splitlines():
        console.line(visible(line))
    more = f"; {counted(drawn.left_out, 'file')} found no place" if drawn.left_out else ""
    console.note(f"{counted(drawn.tokens, 'token')} of {arguments.tokens:,}{more}.")
    return DONE if drawn.files else NOTHING
