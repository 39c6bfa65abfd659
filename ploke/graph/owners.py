"""Which symbols lines belong to."""

from __future__ import annotations

from collections.abc import Iterable

from ploke.graph.dispatch import Contents
from ploke.model.graph import GraphView, NodeRow


def owners_of(view: GraphView, path: str, lines: Iterable[int]) -> list[NodeRow]:
    """The innermost symbols around ``lines``, or the file where there is none, in file order.

    A class's own lines are its constructors' too: who constructs it gets what they say.
    """
    number = view.file_node(path)
    if number is None:
        return []
    file = view.node(number)
    owner = [file] * (file.end_line + 1)
    for row in map(view.node, view.nodes_in(path)):
        last = min(row.end_line, file.end_line)
        owner[row.start_line : last + 1] = [row] * (last + 1 - row.start_line)
    contents = Contents(view)
    found = [owner[line] for line in sorted(lines) if 1 <= line <= file.end_line]
    return list({row.number: row for each in found for row in (each, *contents.constructors(each))}.values())
