"""``ploke graph unresolved``: references that have no edge, and why."""

from __future__ import annotations

from ploke.cli.commands.graph.usual import LIMIT, add_limit, add_usual, ask, asking
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.parser import Arguments, Parser, add_filters


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--by", choices=("expression", "reason", "place"), default="expression", help="how they are grouped"
    )
    parser.add_argument(
        "--reason", metavar="REASON", action="append", default=[], help="only these, such as unknown-type; repeatable"
    )
    add_filters(parser)
    add_limit(parser)
    add_usual(parser, "one object a line")


def run(arguments: Arguments, console: Console) -> int:
    """Show groups, the most frequent first, or with ``--by place`` each reference."""
    return _places(arguments, console) if arguments.by == "place" else _groups(arguments, console)


def _groups(arguments: Arguments, console: Console) -> int:
    groups = ask(
        arguments,
        console,
        lambda graph, _: graph.unresolved_groups(
            by_expression=arguments.by == "expression",
            reasons=arguments.reason,
            languages=arguments.language,
            paths=arguments.path,
        ),
    )
    if arguments.json:
        from ploke.cli.graph_records import group_record
        from ploke.cli.records import encode

        for group in groups[: arguments.limit]:
            console.line(encode(group_record(group)))
    else:
        from ploke.cli.views.graph_listings import show_groups

        show_groups(console, groups, arguments.limit or LIMIT)
    _say_none(arguments, console, found=len(groups))
    return DONE if groups else NOTHING


def _places(arguments: Arguments, console: Console) -> int:
    from itertools import islice

    found = 0
    with asking(
        arguments,
        console,
        lambda graph, _: graph.unresolved(reasons=arguments.reason, languages=arguments.language, paths=arguments.path),
    ) as references:
        if arguments.json:
            from ploke.cli.graph_records import open_record
            from ploke.cli.records import encode

            for each in islice(references, arguments.limit):
                console.line(encode(open_record(each)))
                found += 1
        else:
            from ploke.cli.views.graph import show_open

            shown = list(islice(references, arguments.limit or LIMIT))
            found = len(shown)
            show_open(console, shown, found)
            if next(references, None) is not None:
                console.note("There are more: raise --limit to see them.")
    _say_none(arguments, console, found=found)
    return DONE if found else NOTHING


def _say_none(arguments: Arguments, console: Console, *, found: int) -> None:
    if not found and not arguments.json:
        from ploke.cli.views.graph_listings import show_none_unresolved

        show_none_unresolved(console, filtered=bool(arguments.reason or arguments.language or arguments.path))
