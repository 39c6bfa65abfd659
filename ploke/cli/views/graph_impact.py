"""What a change reaches, and its tests, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from ploke.cli.console import Console, visible
from ploke.cli.views.graph import doubt, kind_of, label, left_out, place, show_asked
from ploke.cli.views.numbers import counted
from ploke.cli.views.tables import show_table
from ploke.model.graph import Confidence, EdgeKind
from ploke.model.graph_answers import Impact, Link, Reached

_WORDS = {
    EdgeKind.CALLS: "calls",
    EdgeKind.OVERRIDES: "overrides",
    EdgeKind.IMPLEMENTS: "implements",
    EdgeKind.INHERITS: "inherits from",
    EdgeKind.REFERENCES: "refers to",
    EdgeKind.TYPES: "has the type",
    EdgeKind.IMPORTS: "imports",
    EdgeKind.CONTAINS: "holds",
}
_TESTS = 10


def show_impact(console: Console, answer: Impact, limit: int, since: str | None = None) -> None:
    """Print what changes, what it reaches step by step, and the tests; ``since`` is the revision it was told by."""
    _show_changed(console, answer, since)
    if answer.reached:
        depths = Counter(each.depth for each in answer.reached)
        files = len({each.node.path for each in answer.reached})
        unsure = sum(each.confidence is not Confidence.EXACT for each in answer.reached)
        far = f" within {counted(answer.depth, 'step')}" if answer.depth else ""
        sure = f", {unsure:,} of them inferred" if unsure else ""
        console.line(f"May reach {counted(len(answer.reached), 'symbol')} in {counted(files, 'file')}{far}{sure}:")
        for depth, each in groupby(answer.reached[:limit], key=lambda each: each.depth):
            console.line(console.paint(f"  {counted(depth, 'step')} away: {depths[depth]:,}", "dim"))
            show_table(console, [_row(console, one) for one in each], "    ")
        left_out(console, len(answer.reached), limit)
    elif answer.asked:
        console.line("Nothing is proved to need it." if answer.unresolved else "Nothing in the index needs it.")
    _say_open(console, answer)
    if answer.reached:
        show_tests(console, answer, min(limit, _TESTS), heading=False)


def show_tests(console: Console, answer: Impact, limit: int, *, heading: bool = True) -> None:
    """Print the tests, nearest first."""
    if heading:
        show_asked(console, answer.asked)
    if answer.tests:
        verb = "runs" if len(answer.tests) == 1 else "run"
        console.line(f"{counted(len(answer.tests), 'test')} {verb} it:")
        rows = [
            (
                console.paint(label(each.node), "bold"),
                place(console, each.node),
                console.paint(f"{counted(each.depth, 'step')} away" + (", inferred" if _unsure(each) else ""), "dim"),
            )
            for each in answer.tests[:limit]
        ]
        show_table(console, rows, "  ")
        left_out(console, len(answer.tests), limit)
    else:
        far = f" within {counted(answer.depth, 'step')}" if answer.depth else ""
        console.line(f"No test is known to run it{far}.")
    if heading:
        _say_open(console, answer)


def _show_changed(console: Console, answer: Impact, since: str | None) -> None:
    if since is None:
        show_asked(console, answer.asked)
        return
    console.line(f"Changed since {visible(since)}: {counted(len(answer.asked), 'symbol')}.")
    rows = [(console.paint(label(row), "bold"), kind_of(row), place(console, row)) for row in answer.asked[:_TESTS]]
    show_table(console, rows, "  ")
    if len(answer.asked) > _TESTS:
        console.line(f"  … and {len(answer.asked) - _TESTS:,} more; --json lists all")
    if answer.gone:
        console.line(f"Gone: {visible(', '.join(answer.gone[:_TESTS]))}; what named them is unresolved now.")


def _say_open(console: Console, answer: Impact) -> None:
    if answer.unresolved:
        console.line(
            f"Not resolved: {counted(answer.unresolved, 'reference')} of the same name; "
            "`ploke graph references SYMBOL --unresolved` lists them."
        )


def _row(console: Console, each: Reached) -> Sequence[str]:
    link = each.link
    what = f"{_WORDS[link.edge.kind]} {_target(link)}"
    at = f"{console.paint(visible(each.node.path), 'magenta')}:{link.line}"
    said = doubt(console, link) or (console.paint(" inferred before", "yellow") if _unsure(each) else "")
    name = console.paint(label(each.node) if each.node.kind is not None else "(top of the file)", "bold")
    return name, at, f"{console.paint(what, 'dim')}{said}"


def _target(link: Link) -> str:
    return label(link.target) if link.target is not None else ""


def _unsure(each: Reached) -> bool:
    return each.confidence is not Confidence.EXACT
