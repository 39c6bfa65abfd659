"""The state of an index for people."""

from __future__ import annotations

from collections.abc import Sequence

from ploke.cli.console import Console, visible
from ploke.cli.views.numbers import breakdown, count, size
from ploke.cli.views.tables import show_table
from ploke.model.results import Status
from ploke.model.source import Skip


def show_status(console: Console, status: Status) -> None:
    """Print what the index holds."""
    pending = f"{count(status.pending)} files changed since" if status.pending else "up to date"
    table = [
        ("root", visible(status.root)),
        ("index", f"{visible(status.index_dir)}, {size(status.bytes_on_disk)}"),
        ("generation", f"{status.generation}, committed {status.committed_at}"),
        ("fresh", console.paint(pending, "yellow" if status.pending else "green")),
        ("files", f"{count(status.files)}: {breakdown(status.languages)}"),
        ("roles", breakdown(status.roles)),
        ("text", f"{size(status.bytes)}, {count(status.lines)} lines, {count(status.chunks)} chunks"),
        ("symbols", count(status.symbols)),
        ("references", count(status.references)),
        ("problems", f"{count(status.problems)} places that could not be parsed" if status.problems else "none"),
        ("skipped", breakdown(status.skipped) or "none"),
    ]
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
