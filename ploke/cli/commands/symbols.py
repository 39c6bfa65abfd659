"""``ploke symbols``: definitions, all or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.opening import open_workspace
from ploke.cli.parser import (
    Arguments,
    Parser,
    add_filters,
    add_no_sync,
    add_output,
    add_repository,
    known_languages_of,
)

if TYPE_CHECKING:
    from ploke.model.facts import SymbolKind


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_words("name", "NAME", "only definitions of this name, in any case", most=1)
    add_repository(parser)
    parser.add_argument(
        "--kind", metavar="KIND", action="append", default=[], help="only this kind, such as class; repeatable"
    )
    add_filters(parser)
    add_no_sync(parser)
    add_output(parser, "one object a line")


def run(arguments: Arguments, console: Console) -> int:
    """List them, by path and line."""
    from ploke.cli.views.progress import progress_bar

    with open_workspace(console, arguments.repo, arguments.index_dir) as workspace, progress_bar(console) as progress:
        rows = workspace.symbols(
            arguments.name[0] if arguments.name else None,
            kinds=_kinds(arguments.kind),
            languages=known_languages_of(arguments.language, workspace.config),
            paths=tuple(arguments.path),
            sync=not arguments.no_sync,
            progress=progress,
        )
    for note in workspace.notes:
        console.note(note)
    if arguments.json:
        from ploke.cli.records import print_symbols

        print_symbols(console, rows)
    else:
        from ploke.cli.views.symbols import show_symbols

        show_symbols(console, rows)
        if not rows:
            console.note("Nothing found.")
    return DONE if rows else NOTHING


def _kinds(names: list[str]) -> tuple[SymbolKind, ...]:
    from ploke.errors import UsageError
    from ploke.model.facts import SymbolKind

    known = {kind.value: kind for kind in SymbolKind}
    for name in names:
        if name not in known:
            raise UsageError(f"There is no kind of symbol {name!r}.", "Kinds are " + ", ".join(known) + ".")
    return tuple(known[name] for name in names)
