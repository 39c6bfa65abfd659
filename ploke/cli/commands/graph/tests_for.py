"""``ploke graph tests-for``: the tests that run a symbol."""

from __future__ import annotations

from ploke.cli.commands.graph.usual import LIMIT, add_depth, add_limit, add_symbol, add_usual, ask, one_symbol
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.parser import Arguments, Parser


def configure(parser: Parser) -> None:
    """Declare the options."""
    add_symbol(parser)
    add_depth(parser, 3, "steps")
    add_limit(parser, "tests")
    add_usual(parser)


def run(arguments: Arguments, console: Console) -> int:
    """Show the tests, nearest first."""
    symbol = one_symbol(arguments, "tests-for Session.send")
    answer = ask(arguments, console, lambda graph, named: graph.tests_for(named(symbol), depth=arguments.depth))
    if arguments.json:
        from ploke.cli.graph_records import tests_record
        from ploke.cli.records import encode

        console.line(encode(tests_record(answer, arguments.limit)))
    else:
        from ploke.cli.views.graph_impact import show_tests

        show_tests(console, answer, arguments.limit or LIMIT)
    return DONE if answer.tests else NOTHING
