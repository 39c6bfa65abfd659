"""What comparing an index with a clean build found, for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ploke.cli.console import Console, visible
from ploke.cli.views.numbers import count, counted, duration
from ploke.model.results import Difference, Verification

_WIDEST = 160


def show_verification(console: Console, found: Verification) -> None:
    """Print a sentence, and what differs."""
    for path in found.passing:
        console.note(f"{visible(path)} crashed a worker or timed out in one of the two builds.")
    rows = counted(sum(found.rows.values()), "row")
    elapsed = duration(found.seconds)
    if found.equal:
        if not console.quiet:
            files = counted(found.files, "file")
            console.line(f"The index equals a clean build: {files}, {rows} compared in {elapsed}.")
        return
    number = sum(found.different.values())
    console.line(f"{counted(number, 'row')} of {count(sum(found.rows.values()))} differ from a clean build.")
    for table, different in found.different.items():
        console.line(f"{console.paint(table, 'bold')}: {counted(different, 'difference')}")
        for difference in found.differences:
            if difference.table == table:
                _show(console, difference)


def _show(console: Console, difference: Difference) -> None:
    console.line(f"  {console.paint(visible(' '.join(difference.key)), 'cyan')}")
    for side, row in (("here", difference.kept), ("clean", difference.clean)):
        console.line(f"    {side:5} {visible(_told(row))}")


def _told(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return "nothing"
    text = ", ".join(f"{name} {json.dumps(value, ensure_ascii=False, default=str)}" for name, value in row.items())
    return text if len(text) <= _WIDEST else f"{text[:_WIDEST]}…"
