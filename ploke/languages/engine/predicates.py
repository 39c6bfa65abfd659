"""What queries may ask beyond what the query engine answers itself.

A pattern that starts high in the tree, such as ``(program (declaration (name)))``, is kept waiting at every node below,
and so is each alternative in ``[…]``. A pattern that starts at what it finds, and asks only of that, costs less.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node


def holds(predicate: str, args: Sequence[tuple[str, str]], pattern_index: int, captures: dict[str, list[Node]]) -> bool:
    """Answer a predicate: of a capture, and alternatives in few strings, with spaces between; one of them must hold.

    ``#kind?``: the node is of that kind. ``#within?``: the kinds of the nodes around it are those of a path such as
    ``program/declaration``, the nearest last. ``#around?``: the first node in it is of that kind. What is asked by any
    other name is taken to hold.
    """
    if predicate == "kind?":
        (name, _), *alternatives = args
        kind = captures[name][0].type
        return any(kind in _words(kinds) for kinds, _ in alternatives)
    if predicate == "around?":
        (name, _), *alternatives = args
        inner = captures[name][0].named_child(0)
        return inner is not None and any(inner.type in _words(kinds) for kinds, _ in alternatives)
    if predicate == "within?":
        (name, _), *alternatives = args
        node = captures[name][0].parent
        return any(_within(node, path.split("/")) for paths, _ in alternatives for path in _words(paths))
    return True


@cache
def _words(alternatives: str) -> frozenset[str]:
    return frozenset(alternatives.split())


def _within(node: Node | None, path: list[str]) -> bool:
    """Is ``node`` of the last kind of ``path``, and so on outwards?"""
    for kind in reversed(path):
        if node is None or node.type != kind:
            return False
        node = node.parent
    return True
