"""What a sync did, for people."""

from __future__ import annotations

from pathlib import Path

from ploke.cli.console import Console, visible
from ploke.cli.views.numbers import breakdown, count, counted, duration, size
from ploke.cli.views.tables import show_table
from ploke.model.results import SyncReport


def show_sync_report(console: Console, report: SyncReport, root: Path) -> None:
    """Print a sentence when nothing changed, else a table."""
    elapsed = duration(report.seconds["total"])
    if not report.changed:
        console.line(
            f"{visible(str(root))} is up to date: {counted(report.files, 'file')}, generation {report.generation}, "
            f"{elapsed}."
        )
        return
    console.line(f"Indexed {visible(str(root))} in {console.paint(elapsed, 'bold')}.")
    skipped = sum(report.skipped.values())
    stages = ", ".join(
        f"{stage} {duration(seconds)}"
        for stage, seconds in report.seconds.items()
        if stage != "total" and seconds >= 0.001
    )
    table = [
        ("files", count(report.files), _changes(report)),
        ("text", size(report.bytes), counted(report.lines, "line")),
        ("symbols", count(report.symbols), ""),
        ("references", count(report.references), ""),
        ("chunks", count(report.chunks), ""),
        ("skipped", count(skipped), breakdown(report.skipped)),
        ("stages", "", stages),
        ("memory", size(report.peak_memory) if report.peak_memory else "unknown", "at its peak"),
        ("generation", count(report.generation), ""),
    ]
    if report.problems:
        table.insert(5, ("problems", count(report.problems), "places that could not be parsed; the rest was"))
    wide = max(len(number) for _, number, _ in table)
    show_table(
        console,
        [
            (console.paint(name, "cyan"), f"{number:>{wide}}", console.paint(more, "dim"))
            for name, number, more in table
        ],
        indent="  ",
    )


def _changes(report: SyncReport) -> str:
    parts = [
        f"{name} {count(number)}"
        for name, number in (("added", report.added), ("updated", report.updated), ("removed", report.removed))
        if number
    ]
    if report.reused:
        parts.append(f"parsed {count(report.parsed)}, known from the cache {count(report.reused)}")
    return ", ".join(parts)
