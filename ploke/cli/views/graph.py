"""Answers of the code graph for people: symbols, edges around them, ways."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ploke.cli.console import Console, visible
from ploke.cli.views.numbers import counted
from ploke.cli.views.tables import show_table
from ploke.model.graph import Confidence, NodeRow
from ploke.model.graph_answers import Link, Neighbours, OpenReference, PathAnswer

TOP = "(top of the file)"
"""Where a reference stands that is in no symbol."""


def show_nodes(console: Console, rows: Sequence[NodeRow]) -> None:
    """Print one line a node: id, kind, line."""
    show_table(
        console,
        [
            (console.paint(visible(row.id), "bold"), console.paint(kind_of(row), "dim"), f"line {row.name_line}")
            for row in rows
        ],
    )


def show_asked(console: Console, rows: Sequence[NodeRow]) -> None:
    """Print what was asked about: name, kind, place; overloads by their number."""
    first = rows[0]
    more = f" and {len(rows) - 1} more of this name" if len(rows) > 1 else ""
    name = console.paint(label(first), "bold")
    console.line(f"{name}  {console.paint(kind_of(first), 'dim')}  {place(console, first)}{more}")


def show_neighbours(
    console: Console, answer: Neighbours, noun: str, limit: int, *, targets: bool = False, kinds: bool = False
) -> None:
    """Print edges around symbols with what they come from, or with ``targets`` what they lead to.

    ``noun`` names one of them; ``kinds`` shows each edge's kind.
    """
    show_asked(console, answer.asked)
    if answer.links:
        console.line(f"{counted(len(answer.links), noun)}:")
    shown = answer.links[:limit]
    for depth, links in groupby(shown, key=lambda link: link.depth):
        if shown[-1].depth > 1:
            console.line(console.paint(f"  {counted(depth, 'step')} away", "dim"))
        show_table(
            console,
            [_target(console, link) if targets else source_row(console, link, kinds=kinds) for link in links],
            "  ",
        )
    left_out(console, len(answer.links), limit)


def show_open(console: Console, rows: Sequence[OpenReference], limit: int) -> None:
    """Print references without an edge: place, expression, symbol, reason."""
    table = []
    for each in rows[:limit]:
        reference = each.reference
        line = reference.places[0] if reference.places else each.source.name_line
        times = len(reference.places) // 2
        table.append(
            (
                f"{console.paint(visible(each.source.path), 'magenta')}:{line}",
                console.paint(visible(reference.expression), "bold") + (f" ×{times}" if times > 1 else ""),
                f"in {label(each.source)}" if each.source.kind is not None else TOP,
                console.paint(reference.reason.value, "dim"),
            )
        )
    show_table(console, table, "  ")
    left_out(console, len(rows), limit)


def show_path(console: Console, answer: PathAnswer) -> None:
    """Print a way, one step a line, or that there is none."""
    ends = f"{label(answer.sources[0])} to {label(answer.targets[0])}"
    if answer.same:
        console.line(f"From {ends} there is no way to go: one is part of the other.")
    elif not answer.links:
        back = f"; there is one back of {counted(answer.length_back, 'step')}" if answer.length_back else ""
        console.line(f"There is no way from {ends}{back}.")
    table = [
        (
            console.paint(label(link.source), "bold"),
            link.edge.kind.value,
            console.paint(label(link.target), "bold") if link.target is not None else "",
            f"{console.paint(visible(link.source.path), 'magenta')}:{link.line}{doubt(console, link)}",
        )
        for link in answer.links
    ]
    show_table(console, table)


def source_row(console: Console, link: Link, *, kinds: bool) -> tuple[str, ...]:
    """An edge by what it comes from: where it stands, in which symbol, and what is to be said of it."""
    lines = sorted(set(link.edge.places[::2]))
    more = f" and {counted(len(lines) - 1, 'line')} more" if len(lines) > 1 else ""
    at = f"{console.paint(visible(link.source.path), 'magenta')}:{link.line}"
    name = console.paint(label(link.source) if link.source.kind is not None else TOP, "bold")
    said = f"{console.paint(more.strip(), 'dim')}{doubt(console, link)}".strip()
    return (at, link.edge.kind.value, name, said) if kinds else (at, name, said)


def _target(console: Console, link: Link) -> tuple[str, ...]:
    if link.target is None:
        return console.paint(visible(link.edge.external), "bold"), "outside", f"called in line {link.line}"
    at = place(console, link.target)
    return console.paint(label(link.target), "bold"), at, f"called in line {link.line}{doubt(console, link)}"


def doubt(console: Console, link: Link) -> str:
    """What makes a link less than exact, with a space before it."""
    if link.through is not None:
        return console.paint(f" through the overridden {label(link.through)}", "yellow")
    if link.edge.confidence is Confidence.INFERRED:
        return console.paint(f" inferred: {visible(link.edge.rule)}", "yellow")
    return ""


def label(row: NodeRow) -> str:
    """A node's name among others: qualified, or the path of a file."""
    return visible(row.qualified if row.kind is not None else row.path)


def kind_of(row: NodeRow) -> str:
    """What a node is."""
    return "file" if row.kind is None else row.kind.value


def place(console: Console, row: NodeRow) -> str:
    """Where a node is defined."""
    return f"{console.paint(visible(row.path), 'magenta')}:{row.name_line}"


def left_out(console: Console, total: int, limit: int) -> None:
    """Say that there is more than was shown."""
    if total > limit:
        console.line(f"  … and {total - limit:,} more: raise --limit to see them")
