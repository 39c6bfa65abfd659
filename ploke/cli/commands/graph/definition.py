"""``ploke graph definition``: what the name at a place means."""

from __future__ import annotations

import re

from ploke.cli.commands.graph.usual import add_usual, ask
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.parser import Arguments, Parser
from ploke.errors import UsageError

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d{1,9})(?::(?P<column>\d{1,9}))?", re.DOTALL)


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_words("place", "FILE:LINE:COL", "the place, from 1 in characters; without COL all of the line", most=1)
    add_usual(parser)


def run(arguments: Arguments, console: Console) -> int:
    """Show the definitions, or why there is none."""
    place = _PLACE.fullmatch(arguments.place[0]) if arguments.place else None
    if place is None:
        told = f"{arguments.place[0]} is no place." if arguments.place else "The place is missing."
        raise UsageError(told, "Name a line, and a column if you like: ploke graph definition src/app.py:12:9.")
    path, line = place["path"], int(place["line"])
    column = int(place["column"]) if place["column"] else None
    answer = ask(arguments, console, lambda graph, named: graph.definition(named(path), line, column))
    if arguments.json:
        from ploke.cli.graph_records import definition_record
        from ploke.cli.records import encode

        console.line(encode(definition_record(answer)))
    else:
        from ploke.cli.views.graph_definition import show_definition

        show_definition(console, answer)
    return DONE if answer.links or answer.symbol is not None else NOTHING
