"""Judging the definitions of small graphs."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

from ploke.graph.analyses.dead_code.find import find_dead_code
from ploke.graph.analyses.dead_code.surroundings import Surroundings
from ploke.graph.memory_view import MemoryView

PROGRAM = "if __name__ == '__main__':\n    main()\n"


def verdicts(
    view: MemoryView, texts: dict[str, str] | None = None, around: Surroundings | None = None
) -> dict[str, str]:
    """State and reason of each definition that is judged, by its name; ``main.py`` is a program."""
    files = {path: dedent(text).encode() for path, text in {"main.py": PROGRAM, **(texts or {})}.items()}
    around = replace(around or Surroundings(), texts=lambda: sorted(files.items()))
    return {
        verdict.node.id.partition("#")[2]: f"{verdict.use}: {verdict.reason}"
        for verdict in find_dead_code(view, around)
    }
