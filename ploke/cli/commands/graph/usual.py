"""What the questions of ``ploke graph`` share: their options, and the way from them to an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from ploke.cli.console import Console
from ploke.cli.opening import open_workspace
from ploke.cli.parser import (
    Arguments,
    Parser,
    add_no_sync,
    add_output,
    add_repository,
    known_languages_of,
    positive,
    whole,
)
from ploke.errors import UsageError

if TYPE_CHECKING:
    from ploke.graph.names import AmbiguousNameError
    from ploke.workspace.graph.questions import CodeGraph

SYMBOL = "NAME, CLASS.NAME, PATH:LINE, a path or an id (PATH#NAME)"
LIMIT = 50
"""Rows that people see unless they ask for more."""

_Answer = TypeVar("_Answer")


Question = Callable[["CodeGraph", Callable[[str], str]], _Answer]
"""Asks a graph; the function beside it turns a symbol as the user typed it into one as the graph takes it."""


def add_usual(parser: Parser, json_help: str = "one object") -> None:
    """The options of every question."""
    add_repository(parser)
    add_no_sync(parser)
    add_output(parser, json_help)


def add_symbol(parser: Parser) -> None:
    """The symbol that is asked about."""
    parser.add_words("symbol", "SYMBOL", SYMBOL, most=1)


def add_limit(parser: Parser, what: str = "rows") -> None:
    """``-n``."""
    parser.add_argument("-n", "--limit", metavar="N", type=positive, help=f"{what} shown ({LIMIT}; with --json all)")


def add_depth(parser: Parser, default: int, what: str) -> None:
    """``--depth``."""
    shown = str(default) if default else "all the way"
    parser.add_argument(
        "--depth", metavar="N", type=whole, default=default, help=f"how many {what} away ({shown}); 0: all the way"
    )


def add_kinds(parser: Parser) -> None:
    """``--kind``."""
    parser.add_argument(
        "--kind", metavar="KIND", action="append", default=[], help="only edges of this kind, such as calls; repeatable"
    )


def add_unresolved(parser: Parser) -> None:
    """``--unresolved``."""
    parser.add_argument("--unresolved", action="store_true", help="list references that may belong but have no edge")


def one_symbol(arguments: Arguments, example: str) -> str:
    """The symbol in the arguments. Raises ``UsageError`` where there is none."""
    if not arguments.symbol or not arguments.symbol[0].strip():
        raise UsageError("SYMBOL is missing.", f"Name it: ploke graph {example}.")
    symbol: str = arguments.symbol[0]
    return symbol


def ask(arguments: Arguments, console: Console, question: Question[_Answer]) -> _Answer:
    """The answer to one question about the repository that the options mean."""
    with asking(arguments, console, question) as answer:
        return answer


@contextmanager
def asking(arguments: Arguments, console: Console, question: Question[_Answer]) -> Iterator[_Answer]:
    """The same, while the index is open: for answers that are read as they are printed.

    Candidates of an ambiguous name are printed before the error.
    """
    from ploke.cli.places import symbol_from_root
    from ploke.cli.views.progress import progress_bar
    from ploke.graph.names import AmbiguousNameError

    with open_workspace(console, arguments.repo, arguments.index_dir) as workspace:
        if "language" in arguments:
            arguments.language = known_languages_of(arguments.language, workspace.config)
        with progress_bar(console) as progress:
            graph = workspace.open_graph(sync=not arguments.no_sync, progress=progress)
            try:
                answer = question(graph, lambda text: symbol_from_root(text, workspace.root))
            except AmbiguousNameError as error:
                _show_candidates(console, error, json=arguments.json)
                raise
        for note in workspace.notes:
            console.note(note)
        yield answer


def _show_candidates(console: Console, error: AmbiguousNameError, *, json: bool) -> None:
    if json:
        from ploke.cli.graph_records import candidate_record
        from ploke.cli.records import encode

        for row in error.candidates:
            console.line(encode(candidate_record(error.name, row)))
    else:
        from ploke.cli.views.graph import show_nodes

        show_nodes(console, error.candidates)
