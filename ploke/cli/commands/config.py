"""``ploke config``: every setting, its value and where that comes from."""

from __future__ import annotations

from ploke.cli.console import Console, visible
from ploke.cli.exit_codes import DONE
from ploke.cli.opening import open_workspace
from ploke.cli.parser import Arguments, Parser, add_output, add_repository


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_repository(parser)
    add_output(parser, "one object a line: name, value, origin")


def run(arguments: Arguments, console: Console) -> int:
    """Print the settings in the order they are declared."""
    with open_workspace(console, arguments.repo, arguments.index_dir) as workspace:
        rows = workspace.config.explain()
    if arguments.json:
        from ploke.cli.records import encode

        for row in rows:
            console.line(encode(row))
    else:
        from ploke.cli.views.tables import show_table

        table = [
            (
                row.name,
                visible(_written(row.value)),
                console.paint(visible(row.origin), "dim" if row.origin == "default" else "cyan"),
            )
            for row in rows
        ]
        show_table(console, table)
    return DONE


def _written(value: object) -> str:
    """A value as it would stand in a settings file."""
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            return "[" + ", ".join(f'"{one}"' for one in value) + "]"
        case str():
            return f'"{value}"'
    return str(value)
