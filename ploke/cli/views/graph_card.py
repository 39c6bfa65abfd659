"""All around one symbol, for people."""

from __future__ import annotations

from collections.abc import Sequence

from ploke.cli.console import Console, visible
from ploke.cli.views.graph import doubt, kind_of, label, left_out, place, show_asked, source_row
from ploke.cli.views.graph_absence import say_absence
from ploke.cli.views.numbers import counted
from ploke.cli.views.tables import show_table
from ploke.model.graph_answers import Card, Link

_HINT = "; `ploke graph callers SYMBOL --unresolved` lists them."


def show_card(console: Console, card: Card, limit: int) -> None:
    """Print the definition, then each part that there is."""
    show_asked(console, card.asked)
    for row in card.asked:
        if row.signature:
            console.line(f"  {visible(row.signature)}")
    _targets(console, "bases", card.bases, limit)
    _targets(console, "overrides", card.overrides, limit)
    _sources(console, "derived", card.derived, limit)
    _sources(console, "overridden by", card.overridden, limit)
    _rows(
        console,
        "members",
        [(console.paint(visible(row.name), "bold"), kind_of(row), f"line {row.name_line}") for row in card.members],
        limit,
    )
    _rows(console, "callers", [source_row(console, link, kinds=False) for link in card.callers], limit)
    _targets(console, "callees", card.callees, limit)
    tests = [
        (console.paint(label(each.node), "bold"), f"{place(console, each.node)}, {counted(each.depth, 'step')} away")
        for each in card.tests
    ]
    _rows(console, "tests", tests, limit)
    say_absence(console, card.asked, card.unresolved, "caller", found=bool(card.callers), hint=_HINT)


def _sources(console: Console, title: str, links: Sequence[Link], limit: int) -> None:
    rows = [(console.paint(label(link.source), "bold"), place(console, link.source)) for link in links]
    _rows(console, title, rows, limit)


def _targets(console: Console, title: str, links: Sequence[Link], limit: int) -> None:
    rows = [
        (console.paint(visible(link.edge.external), "bold"), "outside")
        if link.target is None
        else (console.paint(label(link.target), "bold"), f"{place(console, link.target)}{doubt(console, link)}")
        for link in links
    ]
    _rows(console, title, list(dict.fromkeys(rows)), limit)


def _rows(console: Console, title: str, rows: Sequence[Sequence[str]], limit: int) -> None:
    if rows:
        console.line(console.paint(f"{title}: {len(rows):,}", "dim"))
        show_table(console, rows[:limit], "  ")
        left_out(console, len(rows), limit)
