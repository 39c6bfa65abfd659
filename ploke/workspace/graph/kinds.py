"""Kinds of edges and reasons by name, as callers give them."""

from __future__ import annotations

from collections.abc import Iterable

from ploke.errors import UsageError
from ploke.model.graph import EdgeKind, Reason


def edge_kinds(names: Iterable[str], default: frozenset[EdgeKind]) -> frozenset[EdgeKind]:
    """The kinds called ``names``, or ``default`` for none. Raises ``UsageError`` for a name that is no kind."""
    found = set()
    for name in names:
        if name not in list(EdgeKind):
            raise UsageError(f"There is no kind of edge {name!r}.", f"Kinds are {', '.join(EdgeKind)}.")
        found.add(EdgeKind(name))
    return frozenset(found) or default


def reasons(names: Iterable[str]) -> frozenset[Reason]:
    """The reasons called ``names`` (``unknown-type``). Raises ``UsageError`` for a name that is no reason."""
    known = {reason.slug: reason for reason in Reason}
    found = set()
    for name in names:
        if name not in known:
            raise UsageError(f"There is no reason {name!r}.", f"Reasons are {', '.join(known)}.")
        found.add(known[name])
    return frozenset(found)
