"""Rust: what expressions denote, and what calls and implementations lead to.

Source: The Rust Reference, "Expressions", "Namespaces", "Implementations".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ploke.graph.expressions import last_step
from ploke.graph.found import SYMBOL_FOUND, Found
from ploke.graph.resolution import Target
from ploke.graph.rules.rust_members import RustMembers
from ploke.graph.rules.rust_type_text import parse_type
from ploke.graph.rules.rust_types import SELF
from ploke.graph.values import ANYTHING, INSTANCE, NOTHING, OWN, OWN_TYPE, TYPE, Value, Values
from ploke.graph.views import View
from ploke.model.facts import MODULE, Binding, SymbolKind
from ploke.model.graph import EdgeKind

_CALLED = frozenset(
    {
        SymbolKind.FUNCTION,
        SymbolKind.METHOD,
        SymbolKind.STRUCT,
        SymbolKind.UNION,
        SymbolKind.ENUM_MEMBER,
        SymbolKind.MACRO,
        SymbolKind.TYPE_ALIAS,
        SymbolKind.CONSTANT,
        SymbolKind.VARIABLE,
    }
)
_VARIANT = re.compile(r"(?:\w+::)*[A-Z]\w*\(\)")
_READ_LAST = frozenset({SymbolKind.METHOD, SymbolKind.MODULE})
_TYPED = frozenset({EdgeKind.TYPES, EdgeKind.INHERITS, EdgeKind.IMPLEMENTS})


class RustRules(RustMembers):
    """Evaluates Rust."""

    # Expressions.

    def _evaluate(self, view: View, scope: int, expression: str) -> Values:
        step = last_step(expression)
        if step.operation == "()":
            inner = last_step(step.object)
            if inner.operation in ("", "."):
                found = self.called(self.find(view, scope, step.object))
                values = self.join(self.values_of(item) for item in found) if found else ANYTHING
            else:
                values = self.evaluate(view, scope, step.object)
            return self.join([self.call(value, view, scope) for value in values])
        if step.operation == ".":
            found = self.read(self.find(view, scope, expression))
            return self.join(self.values_of(item) for item in found) if found else ANYTHING
        return super()._evaluate(view, scope, expression)

    def _find(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        step = last_step(expression)
        if step.operation != ".":
            return super()._find(view, scope, expression)
        if expression.startswith("::", len(step.object)):
            values = self.prefix_values(view, scope, step.object)
        else:
            part = self._part_of_variant(view, scope, step.object, step.name)
            if part:
                return part
            values = self.evaluate(view, scope, step.object)
        found: dict[Found, None] = {}
        for value in self.ordered(values):
            found.update(dict.fromkeys(self.find_member(value, step.name)))
        return tuple(found)

    def prefix_values(self, view: View, scope: int, path: str) -> Values:
        """What stands in front of ``::``: a module, a type, or ``<A as B>``."""
        if not path:
            return NOTHING
        if path.startswith("<"):
            tree = parse_type(f"{path}::x")
            values = [self.meant(view, scope, part) for part in tree.parts] if tree.kind == "member" else []
            known = [each for each in values if each != ANYTHING]
            return frozenset(self.as_type(value) for value in known[0]) if known else ANYTHING
        if path.startswith("::"):
            return self.join(map(self.values_of, self.find_type_path(view, scope, path)))
        return self.bounded(self.path_values(view, scope, path))

    def bounded(self, values: Values) -> Values:
        """``values`` with the traits that bound type parameters in their place."""
        if not any(value[0] == "type variable" for value in values):
            return values
        found: set[Value] = set()
        for value in values:
            if value[0] == "type variable":
                found |= {self.as_type(bound) for bound in self.bounds_of(value)}
            else:
                found.add(value)
        return frozenset(found)

    def _part_of_variant(self, view: View, scope: int, holder: str, name: str) -> tuple[Found, ...]:
        """A field of a variant that a pattern names: ``E::A().0``."""
        if _VARIANT.fullmatch(holder) is None:
            return ()
        for item in self.find(view, scope, holder[:-2]):
            if item[0] == SYMBOL_FOUND:
                other = self.view(item[1])
                if other.symbols[item[2]].kind is SymbolKind.ENUM_MEMBER:
                    return self.find_in_class(other, item[2], name, (INSTANCE, item[1], item[2], ()))
        return ()

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

    def called(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """What of things of one name can be called; all, where none of them can."""
        if len(found) < 2:
            return found
        fitting = tuple(item for item in found if self._kind(item) in _CALLED)
        return fitting or found

    def read(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """What of things of one name is meant where it is not called: fields before methods, all before modules."""
        if len(found) < 2:
            return found
        fitting = tuple(item for item in found if self._kind(item) not in _READ_LAST)
        return fitting or found

    def _kind(self, found: Found) -> SymbolKind | None:
        return self.view(found[1]).symbols[found[2]].kind if found[0] == SYMBOL_FOUND else None

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
                    if self._kind(item) is SymbolKind.METHOD
                ]
        return dict.fromkeys(targets)
