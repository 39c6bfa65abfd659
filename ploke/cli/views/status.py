"""The state of an index for people."""

from __future__ import annotations

from collections.abc import Sequence

from ploke.cli.console import Console, visible
from ploke.cli.views.numbers import breakdown, count, counted, size
from ploke.cli.views.tables import show_table
from ploke.model.results import Status
from ploke.model.source import Skip


def show_status(console: Console, status: Status) -> None:
    """Print what the index holds."""
    pending = f"{counted(status.pending, 'file')} may have changed since" if status.pending else "up to date"
    table = [
        ("root", visible(status.root)),
        ("index", f"{visible(status.index_dir)}, {size(status.bytes_on_disk)}"),
        ("generation", f"{status.generation}, committed {status.committed_at}"),
        ("fresh", console.paint(pending, "yellow" if status.pending else "green")),
        ("files", count(status.files)),
        ("languages", breakdown(status.languages) or "none"),
        ("roles", breakdown(status.roles) or "none"),
        ("text", f"{size(status.bytes)}, {counted(status.lines, 'line')}, {counted(status.chunks, 'chunk')}"),
        ("symbols", count(status.symbols)),
        ("references", count(status.references)),
        ("problems", f"{counted(status.problems, 'place')} that could not be parsed" if status.problems else "none"),
        ("skipped", breakdown(status.skipped) or "none"),
    ]
    if status.precise:
        stale = f", {status.precise_stale} of them stale" if status.precise_stale else ""
        table.append(("precise", f"answers of indexers for {counted(status.precise, 'file')}{stale}"))
    if status.writer:
        table.append(("writer", visible(status.writer)))
    show_table(console, [(console.paint(name, "cyan"), value) for name, value in table])


def show_skips(console: Console, skips: Sequence[Skip]) -> None:
    """Print what was left out, by reason and path; a folder stands for all below it."""
    table = [
        (console.paint(skip.reason.value, "yellow"), visible(skip.path), console.paint(visible(skip.detail), "dim"))
        for skip in sorted(skips, key=lambda skip: (skip.reason.value, skip.path))
    ]
    show_table(console, table)
