"""Aligned columns of text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ploke.cli.console import Console

WIDEST = 48
"""Columns a cell is padded to at most, so that one long name does not push all rows apart."""
_STYLING = re.compile(r"\x1b\[[0-9;]*m")


def show_table(console: Console, rows: Sequence[Sequence[str]], indent: str = "") -> None:
    """Print rows with their columns aligned; the last column runs free, and longer cells push their own row."""
    widths = [min(max(map(shown_width, column)), WIDEST) for column in zip(*rows, strict=True)][:-1]
    for row in rows:
        cells = [cell + " " * (width - shown_width(cell)) for cell, width in zip(row, widths, strict=False)]
        console.line((indent + "  ".join([*cells, row[-1]])).rstrip())


def shown_width(text: str) -> int:
    """Characters of ``text`` that are seen, styling aside."""
    return len(_STYLING.sub("", text)) if "\x1b" in text else len(text)
