"""Rust: what expressions denote, and what calls and implementations lead to.

Source: The Rust Reference, "Expressions", "Namespaces", "Implementations".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ploke.graph.expressions import last_step
from ploke.graph.found import Found
from ploke.graph.resolution import Target
from ploke.graph.rules.rust_closures import RustClosures
from ploke.graph.rules.rust_types import SELF
from ploke.graph.values import ANYTHING, INSTANCE, OWN, OWN_TYPE, TYPE, Value, Values
from ploke.graph.views import View
from ploke.model.facts import MODULE, Binding, SymbolKind
from ploke.model.graph import EdgeKind

_TYPED: Final = frozenset({EdgeKind.TYPES, EdgeKind.INHERITS, EdgeKind.IMPLEMENTS})


class RustRules(RustClosures):
    """Evaluates Rust."""

    def find_as(self, view: View, scope: int, expression: str, kind: EdgeKind) -> tuple[Found, ...]:
        """Types, values and macros may have one name: those that fit."""
        if kind in _TYPED and last_step(expression).operation == "":
            return self.find_type_name(view, scope, expression)
        found = self.find(view, scope, expression)
        if kind is EdgeKind.CALLS:
            return self.called(found)
        if kind in _TYPED:
            return tuple(item for item in found if self.is_type(item)) or found
        return self.read(found)

    # Values.

    def parameter_values(self, view: View, row: Binding) -> Values:
        """The object of a method; else what calls hand over."""
        if row.target == "self" and not row.annotation:
            values = self.own_type(view, view.parent(row.scope))
            return frozenset(self._object_of(value) for value in values) or ANYTHING
        return super().parameter_values(view, row)

    @staticmethod
    def _object_of(kind: Value) -> Value:
        if kind[0] == TYPE:
            return (INSTANCE, *kind[1:])
        return (OWN, *kind[1:]) if kind[0] == OWN_TYPE else kind

    def find_beyond(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """As elsewhere; also ``Self``."""
        if name == SELF:
            return self.find_type_name(view, scope, name)
        return super().find_beyond(view, scope, name)

    def is_called_by_name(self, kind: SymbolKind) -> bool:
        """Functions, variants and macros."""
        return super().is_called_by_name(kind) or kind in (SymbolKind.ENUM_MEMBER, SymbolKind.MACRO)

    # Structure.

    def inheritance(self, view: View, heir: int, target: Target) -> EdgeKind:
        """An ``impl`` implements a trait; a trait inherits from those it builds on."""
        if heir != MODULE and view.symbols[heir].kind is SymbolKind.IMPLEMENTATION:
            return EdgeKind.IMPLEMENTS
        return EdgeKind.INHERITS

    def structure(self, view: View) -> Iterable[Target]:
        """Which methods of traits the methods of ``impl`` blocks are."""
        targets: list[Target] = []
        for number, symbol in enumerate(view.symbols):
            if symbol.kind is not SymbolKind.METHOD or symbol.parent == MODULE:
                continue
            if view.symbols[symbol.parent].kind is not SymbolKind.IMPLEMENTATION:
                continue
            for trait in self.traits_of(view, symbol.parent):
                if trait[0] != TYPE:
                    continue
                found = self.find_in_class(self.view(trait[1]), trait[2], symbol.name, trait)
                targets += [
                    Target(EdgeKind.OVERRIDES, item[1], item[2], src=number)
                    for item in found
                    if self.kind_of(item) is SymbolKind.METHOD
                ]
        return dict.fromkeys(targets)
