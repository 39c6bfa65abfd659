"""Definitions while they are being read, and the symbols they become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ploke.model.facts import MODULE, SymbolKind

if TYPE_CHECKING:
    from ploke.languages.engine.scopes import Scope


class Definition:
    """One definition: byte spans, and what its language judged it to be.

    ``start``–``end`` covers decorators (the spans of their expressions are in ``decorators``), ``head``–``head_end``
    the signature, ``name_at`` is the name's first byte. ``binds``: its bare name means it where it stands. ``owner``
    is the expression whose member it is assigned to (``Foo.prototype``), if any, ``path`` what its name was written
    behind, separator included. ``container`` is the scope it stands in; it does not know its own scope, since a cycle
    would wait for the collector. ``id`` is its place among the file's symbols once they are ordered.
    """

    __slots__ = (
        "annotation",
        "binds",
        "body",
        "container",
        "decorators",
        "end",
        "head",
        "head_end",
        "id",
        "kind",
        "markers",
        "name",
        "name_at",
        "owner",
        "parent",
        "path",
        "qualified",
        "start",
    )

    def __init__(self, name: str, kind: SymbolKind, start: int, end: int, name_at: int) -> None:
        self.name = name
        self.kind = kind
        self.start = self.head = start
        self.end = end
        self.name_at = name_at
        self.head_end = end
        self.body = -1
        self.annotation = ""
        self.decorators: Sequence[tuple[int, int]] = ()
        self.markers: tuple[str, ...] = ()
        self.parent: Definition | None = None
        self.container: Scope | None = None
        self.binds = True
        self.owner = ""
        self.path = ""
        self.qualified = name
        self.id = MODULE
