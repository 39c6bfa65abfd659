"""What queries may ask beyond what the query engine answers itself.

A pattern that starts high in the tree, such as ``(program (declaration (name)))``, is kept waiting at every node below,
and so is each alternative in ``[…]``. A pattern that starts at what it finds, and asks only of that, costs less.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node


def holds(predicate: str, args: Sequence[tuple[str, str]], pattern_index: int, captures: dict[str, list[Node]]) -> bool:
    """Answer a predicate: of a capture, and the alternatives one of which must hold.

    ``#kind?``: the node is of that kind. ``#within?``: the kinds of the nodes around it are those of a path such as
    ``program/declaration``, the nearest last. What is asked by any other name is taken to hold.
    """
    if predicate not in {"kind?", "within?"}:
        return True
    (name, _), *alternatives = args
    nodes = captures.get(name, [])
    if predicate == "kind?":
        return all((node.type, "string") in alternatives for node in nodes)
    paths = [path.split("/") for path, _ in alternatives]
    return all(any(_within(node.parent, path) for path in paths) for node in nodes)


def _within(node: Node | None, path: list[str]) -> bool:
    """Is ``node`` of the last kind of ``path``, and so on outwards?"""
    for kind in reversed(path):
        if node is None or node.type != kind:
            return False
        node = node.parent
    return True
