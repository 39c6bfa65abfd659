"""``ploke graph show``: a symbol with all that is one step away."""

from __future__ import annotations

from ploke.cli.commands.graph.usual import add_limit, add_symbol, add_usual, ask, one_symbol
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE
from ploke.cli.parser import Arguments, Parser

_ROWS = 10


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_symbol(parser)
    add_limit(parser, "rows of each part")
    add_usual(parser)


def run(arguments: Arguments, console: Console) -> int:
    """Show the definition, and what is around it part by part."""
    symbol = one_symbol(arguments, "show Session.send")
    card = ask(arguments, console, lambda graph, named: graph.show(named(symbol)))
    if arguments.json:
        from ploke.cli.graph_records import card_record
        from ploke.cli.records import encode

        console.line(encode(card_record(card, arguments.limit)))
    else:
        from ploke.cli.views.graph_card import show_card

        show_card(console, card, arguments.limit or _ROWS)
    return DONE
