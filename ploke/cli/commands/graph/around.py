"""What ``callers``, ``callees`` and ``references`` share: their options, and how edges around symbols are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ploke.cli.commands.graph.usual import LIMIT, add_depth, add_limit, add_symbol, add_unresolved, add_usual
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.parser import Arguments, Parser

if TYPE_CHECKING:
    from ploke.model.graph_answers import Neighbours


def add_around(parser: Parser, what: str) -> None:
    """Their options; ``what`` are the edges."""
    add_symbol(parser)
    add_depth(parser, 1, what)
    add_unresolved(parser)
    add_limit(parser, what)
    add_usual(parser)


def print_around(
    arguments: Arguments,
    console: Console,
    answer: Neighbours,
    noun: str,
    *,
    outgoing: bool = False,
    kinds: bool = False,
) -> int:
    """Print the edges and what may belong to them, and return the exit code; ``noun`` names one edge."""
    if arguments.json:
        from ploke.cli.graph_records import neighbours_record
        from ploke.cli.records import encode

        console.line(encode(neighbours_record(answer, arguments.limit)))
    else:
        from ploke.cli.views.graph import show_neighbours, show_open
        from ploke.cli.views.graph_absence import say_absence, say_open_calls

        limit = arguments.limit or LIMIT
        show_neighbours(console, answer, noun, limit, targets=outgoing, kinds=kinds)
        hint = ":" if answer.open else "; --unresolved lists them."
        found = bool(answer.links)
        if outgoing:
            say_open_calls(console, answer.unresolved, found=found, hint=hint)
        else:
            say_absence(console, answer.asked, answer.unresolved, noun, found=found, hint=hint)
        show_open(console, answer.open, limit)
    return DONE if answer.links else NOTHING
