"""What the word at a place in a file means."""

from __future__ import annotations

import re

from ploke.errors import UsageError
from ploke.graph.analyses.definitions import definition_at
from ploke.model.graph_answers import Definition
from ploke.text.members import members_behind
from ploke.workspace.graph.source import GraphSource

_WORD = re.compile(r"[\w$]+")


def definition(source: GraphSource, path: str, line: int, column: int | None = None) -> Definition:
    """What the word at ``line`` and ``column`` (characters, both from 1) means; without a column, all of the line.

    Raises ``UsageError`` for a place that is not there or holds no word, and for a file that is not indexed or changed.
    """
    if source.view.file_node(path) is None:
        raise UsageError(f"{path} is not in the index.", "`ploke status --skipped` lists what was left out and why.")
    if column is None:
        return definition_at(source.view, path, line)
    text = source.text(path)
    if text is None:
        raise UsageError(f"{path} changed since it was indexed.", "Run `ploke index`, or leave --no-sync out.")
    rows = text.data.decode("utf-8", "replace").split("\n")
    lines = len(rows) - (not rows[-1])
    if not 1 <= line <= lines:
        raise UsageError(f"{path} has no line {line}.", f"It has {lines}.")
    shown = rows[line - 1]
    word = next((found for found in _WORD.finditer(shown) if found.start() < column <= found.end() + 1), None)
    if word is None:
        raise UsageError(f"There is no name at {path}:{line}:{column}.", "Columns are characters, from 1.")
    at, end = (len(shown[:place].encode()) for place in word.span())
    return definition_at(source.view, path, line, at, word[0], behind=tuple(members_behind(shown.encode(), end)))
