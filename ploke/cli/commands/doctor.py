"""``ploke doctor``: check the installation and the index."""

from __future__ import annotations

from ploke.cli.console import Console, visible
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.opening import open_workspace
from ploke.cli.parser import Arguments, Parser, add_output, add_repository

_STYLES = {"ok": "green", "warning": "yellow", "failed": "red"}


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_repository(parser)
    add_output(parser, "one object a line: name, state, message, mend")


def run(arguments: Arguments, console: Console) -> int:
    """Print every check; the exit code is 1 if one failed."""
    with open_workspace(console, arguments.repo, arguments.index_dir) as workspace:
        checks = workspace.doctor()
    if arguments.json:
        from ploke.cli.records import encode

        for check in checks:
            console.line(encode(check))
    else:
        from ploke.cli.views.tables import show_table

        table = [
            (console.paint(state.value, _STYLES[state.value]), name, visible(_sentences(message, mend)))
            for name, state, message, mend in checks
        ]
        show_table(console, table)
    return NOTHING if any(check.state.value == "failed" for check in checks) else DONE


def _sentences(message: str, mend: str) -> str:
    """A message, and where it needs mending, how."""
    return f"{message.removesuffix('.')}. {mend}" if mend else message
