"""What resolving one file yields."""

from __future__ import annotations

from typing import NamedTuple

from ploke.model.facts import MODULE
from ploke.model.graph import EdgeKind, Reason

# The constructor of a NamedTuple is a function in Python; an edge takes several, and there are hundreds of thousands.
make = tuple.__new__


class Target(NamedTuple):
    """One target of a reference: a symbol of a file of the world (``MODULE``: the file), or something outside.

    ``src`` and ``places`` count only where the target is not that of a reference.
    """

    kind: EdgeKind
    file: int
    symbol: int
    external: str = ""
    rule: str = ""
    src: int = MODULE
    places: tuple[int, ...] = ()


def target_of(kind: EdgeKind, file: int, symbol: int, external: str = "") -> Target:
    """``Target(kind, file, symbol, external)`` at half the price."""
    return make(Target, (kind, file, symbol, external, "", MODULE, ()))


class Link(NamedTuple):
    """An edge of a file, for all its places in one symbol.

    ``src`` is a symbol of the file, or ``MODULE``. ``file`` is the target's number in the world and ``symbol`` its
    symbol there (``MODULE`` for the file itself); where the edge leaves the repository ``file`` is -1 and ``external``
    says what it leads to. ``rule`` names the rule of evidence of an inferred edge, else "".
    """

    src: int
    kind: EdgeKind
    file: int
    symbol: int
    external: str
    rule: str
    places: tuple[int, ...]


class Miss(NamedTuple):
    """A reference without an edge: its expression in normal form, the last name in it, and why."""

    src: int
    kind: EdgeKind
    reason: Reason
    expression: str
    name: str
    places: tuple[int, ...]


class Resolution(NamedTuple):
    """All edges of one file, sorted, one a (src, kind, target, rule); misses in file order; ``keys`` sorted.

    ``keys`` are the questions that the world was asked (``ploke.graph.world.key_of``): where none of their answers
    changes, neither does the resolution.
    """

    links: tuple[Link, ...]
    misses: tuple[Miss, ...]
    keys: tuple[int, ...]
