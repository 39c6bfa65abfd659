"""Languages for people."""

from __future__ import annotations

from collections.abc import Sequence

from ploke.cli.console import Console, visible
from ploke.cli.views.numbers import count, counted
from ploke.cli.views.tables import show_table
from ploke.model.results import LanguageInfo

_COLORS = {"complete": "green", "symbols": "cyan", "text": "dim"}
_SHOWN = 8


def show_languages(console: Console, languages: Sequence[LanguageInfo], more: int) -> None:
    """Print a table of ``languages``; ``more`` others are left out."""
    rows = [("language", "read", "files", "told by")]
    for info in languages:
        files = count(info.files) if info.files else "-"
        rows.append((visible(info.name), console.paint(info.level, _COLORS[info.level]), files, _told_by(info)))
    rows[0] = tuple(console.paint(cell, "bold") for cell in rows[0])  # type: ignore[assignment]
    show_table(console, rows)
    if any(info.extra and info.files for info in languages):
        console.note("Some of these would be read for symbols with more grammars: pip install 'ploke[all-languages]'")
    if more:
        console.note(f"{counted(more, 'language')} more are searched as text: --all lists them.")


def _told_by(info: LanguageInfo) -> str:
    words = [f".{extension}" for extension in info.extensions]
    words += [*info.file_names, *(f"#!{name}" for name in info.interpreters)]
    text = " ".join(map(visible, words[:_SHOWN])) + (" …" if len(words) > _SHOWN else "")
    if info.extra:
        text += f"  (more with ploke[{info.extra}])"
    return text + (f"  ({visible(info.origin)})" if info.origin else "")
