"""Analyses of the whole graph, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ploke.cli.console import Console, visible
from ploke.cli.views.graph import kind_of, label, left_out, place
from ploke.cli.views.numbers import count, counted
from ploke.cli.views.tables import show_table
from ploke.model.graph_reports import Community, Cycle, CycleLevel, Hotspot, ImportTime, Use, Verdict

_NAMES = 4


def show_cycles(console: Console, cycles: Sequence[Cycle], limit: int, *, filtered: bool = False) -> None:
    """Print cycles by level: how many take part, and the imports of a shortest way round."""
    for cycle in cycles[:limit]:
        noun = "file" if cycle.level is CycleLevel.FILE else "folder"
        many = f"{counted(len(cycle.members), noun)}" + ("" if cycle.lasting else ", but not while files load")
        others = [member for member in cycle.members if member not in {step.source for step in cycle.shortest}]
        console.line(f"{console.paint('Cycle', 'bold')} of {many}")
        show_table(
            console,
            [
                (
                    console.paint(visible(step.source), "bold"),
                    f"imports {visible(step.target)}",
                    f"{console.paint(visible(step.path), 'magenta')}:{step.line}",
                    ""
                    if step.time in (ImportTime.LOADING, ImportTime.COMPILING)
                    else console.paint(step.time, "yellow"),
                )
                for step in cycle.shortest
            ],
            "  ",
        )
        if others:
            more = f" and {count(len(others) - _NAMES)} more" if len(others) > _NAMES else ""
            console.line(console.paint(f"  with {visible(', '.join(others[:_NAMES]))}{more}", "dim"))
    left_out(console, len(cycles), limit)
    if not cycles:
        console.line("No import cycle matches." if filtered else "There are no import cycles.")


def show_verdicts(console: Console, verdicts: Sequence[Verdict], all_of: Sequence[Verdict], limit: int) -> None:
    """Print verdicts: lines, place, name, kind, reason; then how many there are of each kind in ``all_of``."""
    wide = max((len(count(verdict.lines)) for verdict in verdicts[:limit]), default=0)
    several = len({verdict.use for verdict in verdicts}) > 1
    show_table(
        console,
        [
            (
                *([console.paint(verdict.use.value, _COLOURS[verdict.use])] if several else []),
                f"{count(verdict.lines):>{wide}} {'line' if verdict.lines == 1 else 'lines'}",
                place(console, verdict.node),
                console.paint(label(verdict.node), "bold"),
                kind_of(verdict.node),
                console.paint(visible(verdict.reason), "dim"),
            )
            for verdict in verdicts[:limit]
        ],
    )
    left_out(console, len(verdicts), limit)
    counts = Counter(verdict.use for verdict in all_of)
    lines = sum(verdict.lines for verdict in all_of if verdict.use is Use.DEAD)
    said = ", ".join(f"{count(counts[use])} {use.value}" for use in Use)
    console.line(f"Of {counted(len(all_of), 'definition')}: {said}. {counted(lines, 'line')} can go.")


_COLOURS = {Use.DEAD: "red", Use.UNKNOWN: "yellow", Use.LIVE: "green"}


def show_hotspots(console: Console, spots: Sequence[Hotspot], limit: int) -> None:
    """Print files: score, rank, commits, lines, path, most used definitions."""
    if not spots:
        console.line("No file uses another.")
        return
    rows = [("score", "rank", "commits", "lines", "file", "most used")]
    rows += [
        (
            f"{spot.score:.3f}",
            f"{spot.rank:.1f}",
            "?" if spot.commits is None else count(spot.commits),
            count(spot.lines),
            console.paint(visible(spot.path), "magenta"),
            console.paint(visible(", ".join(spot.symbols)), "dim"),
        )
        for spot in spots[:limit]
    ]
    show_table(console, rows)
    left_out(console, len(spots), limit)


def show_communities(console: Console, communities: Sequence[Community], limit: int) -> None:
    """Print groups of files: name, size, how closely they hold together, the first of them."""
    for community in communities[:limit]:
        total = community.inside + community.outside
        share = f"{community.inside / total:.0%} of {counted(total, 'use')} inside" if total else "no uses"
        console.line(
            f"{console.paint(visible(community.name), 'bold')}  {counted(len(community.files), 'file')}, {share}"
        )
        more = f" and {count(len(community.files) - _NAMES)} more" if len(community.files) > _NAMES else ""
        console.line(console.paint(f"  {visible(', '.join(community.files[:_NAMES]))}{more}", "dim"))
    left_out(console, len(communities), limit)
    if not communities:
        console.line("No files use each other.")
