"""What queries may ask beyond what the query engine answers itself.

A pattern that starts high in the tree, such as ``(program (declaration (name)))``, is kept waiting at every node below,
and so is each alternative in ``[…]``. A pattern that starts at what it finds, and asks only of that, costs less.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

_NAMES: Final = ("kind", "within", "around")
_ASKED: Final = re.compile(rf'\(#({"|".join(_NAMES)})\?\s+@([\w.]+)((?:\s+"[^"]*")+)\s*\)|"(?:[^"\\]|\\.)*"|;[^\n]*')
_STRING: Final = re.compile(r'"([^"]*)"')


class Demand(NamedTuple):
    """What a pattern asks of a capture's node: one of ``alternatives`` must hold.

    ``kind``: the node is of that kind. ``within``: the kinds of the nodes around it are those of a path such as
    ``program/declaration``, the nearest last. ``around``: the first node in it is of that kind.
    """

    predicate: str
    capture: str
    alternatives: frozenset[str]


def demands_of(pattern: str) -> tuple[Demand, ...]:
    """What a pattern of a query asks beside what the engine answers: ``(#kind? @capture "a b" "c")``.

    Alternatives stand in few strings, with spaces between. What is asked by any other name is passed over.
    """
    # The binding's own way, a function that it calls, keeps every node it hands over, and with them whole trees.
    return tuple(
        Demand(found[1], found[2], frozenset(" ".join(_STRING.findall(found[3])).split()))
        for found in _ASKED.finditer(pattern)
        if found[1]
    )


def hold(demands: Sequence[Demand], captures: Mapping[str, Sequence[Node]]) -> bool:
    """Whether a match meets all demands; one on what it did not capture is met."""
    for predicate, name, alternatives in demands:
        if name not in captures:
            continue
        node = captures[name][0]
        if predicate == "kind":
            met = node.type in alternatives
        elif predicate == "around":
            inner = node.named_child(0)
            met = inner is not None and inner.type in alternatives
        else:
            outer = node.parent
            met = any(_within(outer, _steps(path)) for path in alternatives)
        if not met:
            return False
    return True


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("/"))


def _within(node: Node | None, path: Sequence[str]) -> bool:
    """Is ``node`` of the last kind of ``path``, and so on outwards?"""
    for kind in reversed(path):
        if node is None or node.type != kind:
            return False
        node = node.parent
    return True
