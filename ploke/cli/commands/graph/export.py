"""``ploke graph export``: the graph for other programs, or as a page to look at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ploke.cli.commands.graph.usual import SYMBOL, add_usual, asking
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE
from ploke.cli.parser import Arguments, Parser, positive, whole
from ploke.errors import StorageError


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--format", choices=("json", "graphml", "dot", "mermaid", "html"), default="json", help="what is written (json)"
    )
    parser.add_argument("--level", choices=("symbol", "file"), default="symbol", help="what the nodes are (symbol)")
    parser.add_argument("--focus", metavar="SYMBOL", help=f"only what is near it: {SYMBOL}")
    parser.add_argument("--depth", metavar="N", type=whole, default=2, help="how many edges away from the focus (2)")
    parser.add_argument("-n", "--limit", metavar="N", type=positive, help="nodes at most; json and graphml have all")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file instead of standard output")
    add_usual(parser, "the same as --format json")


def run(arguments: Arguments, console: Console) -> int:
    """Write it."""
    with asking(
        arguments,
        console,
        lambda graph, named: graph.export(
            "json" if arguments.json else arguments.format,
            level=arguments.level,
            focus=None if arguments.focus is None else named(arguments.focus),
            depth=arguments.depth,
            limit=arguments.limit,
        ),
    ) as lines:
        if arguments.output is None:
            for line in lines:
                console.line(line)
        else:
            _write(Path(arguments.output), lines)
            console.note(f"Wrote {arguments.output}.")
    return DONE


def _write(path: Path, lines: Iterable[str]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}.", "Name another file.") from error
