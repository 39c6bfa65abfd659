"""Search results for people and editors."""

from __future__ import annotations

from collections.abc import Sequence

from ploke.cli.console import Console, visible
from ploke.cli.views.numbers import line_span
from ploke.cli.views.snippet import Line, choose_lines
from ploke.model.results import SearchHit

LONGEST = 500
"""Characters of a line that are shown where no terminal sets a width."""
STALE = "changed since it was indexed; its text is not shown"


def show_hits(console: Console, hits: Sequence[SearchHit], *, explain: bool) -> None:
    """Print each hit as a heading and its telling lines; ``explain`` adds the score and the evidence."""
    width = console.width() or LONGEST
    for place, hit in enumerate(hits):
        if place:
            console.line()
        console.line(_heading(console, hit))
        if explain:
            console.line(console.paint(f"  score {hit.score:.3f}; {', '.join(hit.why)}", "dim"))
        if hit.text is None:
            console.line("  " + console.paint(STALE, "yellow"))
            continue
        lines = choose_lines(hit.text, hit.start_line, hit.highlights, opening_line=hit.symbol_line)
        digits = len(str(lines[-1].number))
        for line in lines:
            if line.gap:
                console.line(console.paint(" " * (digits + 1) + "…", "dim"))
            number = console.paint(f"{line.number:>{digits + 2}}", "dim")
            console.line(f"{number}  {_marked(console, line, max(width - digits - 4, 20))}".rstrip())


def show_vimgrep(console: Console, hits: Sequence[SearchHit]) -> None:
    """Print ``path:line:column:text`` for each hit, as editors read it; line and column of its first match."""
    for hit in hits:
        number, column = min(((line, start) for line, start, _ in hit.highlights), default=(hit.start_line, 0))
        lines = [] if hit.text is None else hit.text.splitlines()
        at = number - hit.start_line
        shown = lines[at].strip() if 0 <= at < len(lines) else STALE if hit.text is None else ""
        console.line(f"{visible(hit.path)}:{number}:{column + 1}:{_cut(visible(shown), LONGEST)}")


def _heading(console: Console, hit: SearchHit) -> str:
    place = console.paint(visible(hit.path), "magenta") + f":{line_span(hit.start_line, hit.end_line)}"
    if not hit.symbol:
        return place
    return f"{place}  {console.paint(visible(hit.symbol), 'bold')}  {console.paint(hit.kind, 'dim')}"


def _marked(console: Console, line: Line, width: int) -> str:
    text = _cut(visible(line.text), width)
    parts, done = [], 0
    for start, end in line.marks:
        if done <= start < len(text):
            parts += [text[done:start], console.paint(text[start:end], "match")]
            done = end
    return "".join([*parts, text[done:]])


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
