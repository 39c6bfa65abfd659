"""Go: members of types by embedding; what calls and types lead to.

Source: The Go Programming Language Specification, "Selectors", "Struct types" and "Method sets".
"""

from __future__ import annotations

from typing import Final

from ploke.graph.expressions import last_step
from ploke.graph.found import LOCAL, SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.go_interfaces import GoInterfaces, may_have
from ploke.graph.rules.inference import Site
from ploke.graph.values import ANYTHING, BOUND, FUNCTION, INSTANCE, OBJECT, OUTSIDE, VARIABLE, Value, Values
from ploke.graph.views import SYMBOL, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, SymbolKind
from ploke.model.graph import EdgeKind

_FIRST: Final = frozenset({"builtin:append", "builtin:min", "builtin:max"})
"""Functions that yield what they are given first."""

_TYPED: Final = frozenset({EdgeKind.TYPES, EdgeKind.INHERITS, EdgeKind.IMPLEMENTS})


class GoRules(GoInterfaces):
    """Evaluates Go."""

    def _evaluate(self, view: View, scope: int, expression: str) -> Values:
        step = last_step(expression)
        if step.operation != "()" or expression.startswith("=>"):
            return super()._evaluate(view, scope, expression)
        site = Site(view, scope, step.object)
        found: set[Value] = set()
        for value in self.callees(view, scope, step.object):
            if value[0] == OUTSIDE and value[1] in _FIRST:
                found |= self.given(site, 0) or ANYTHING
                continue
            results = self.call(value, view, scope)
            found |= self.inferred(site, value, results) if value[0] in (FUNCTION, BOUND) else results
        return frozenset(found)

    def callees(self, view: View, scope: int, expression: str) -> Values:
        """What is called: a variable that cannot be called leaves its name to the type in a literal, ``t := &t{}``."""
        if last_step(expression).operation:
            return self.evaluate(view, scope, expression)
        found = self.find_as(view, scope, expression, EdgeKind.CALLS)
        return self.join(map(self.values_of, found)) if found else ANYTHING

    def find_as(self, view: View, scope: int, expression: str, kind: EdgeKind) -> tuple[Found, ...]:
        """As elsewhere; types are looked for among types."""
        if last_step(expression).operation:
            return self.find(view, scope, expression)
        if kind in _TYPED:
            return self.find_type(view, scope, expression)
        found = self.find(view, scope, expression)
        if kind is EdgeKind.CALLS and found and all(item[0] == LOCAL for item in found):
            values = self.join(map(self.values_of, found))
            if not any(self.can_be_called(value) for value in values):
                return self.find_type(view, scope, expression) or found
        return found

    def can_be_called(self, value: Value) -> bool:
        """Whether a value may be a function."""
        if value[0] in (INSTANCE, VARIABLE):
            types = self.bounds_of(value) if value[0] == VARIABLE else self.underlying(self.view(value[1]), value[2])
            return any(self.can_be_called(each) for each in types if each[:3] != value[:3])
        return bool(value[0] != OBJECT)

    def find_in_type(self, value: Value, name: str) -> tuple[Found, ...]:
        """A member of a type or of what it embeds: the shallowest.

        What is embedded from outside may have any: where that is shallower than one that is known, neither is proved.
        """
        outside = ""
        for level in self.levels(value[1], value[2]):
            found: dict[Found, None] = {}
            for file, place in level:
                if file != NONE:
                    found.update(dict.fromkeys(self.find_in_class(self.view(file), place, name, value)))
            if found:
                return () if outside else tuple(found)
            for file, place in level:
                if file == NONE and name[:1].isupper() and may_have(place, name):
                    outside = outside or place
        return ((VALUE, (OUTSIDE, f"{outside}.{name}")),) if outside else ()

    def find_in_class(self, view: View, symbol: int, name: str, receiver: Value) -> tuple[Found, ...]:
        """A field or method of a type, wherever in its package the method stands."""
        found = super().find_in_class(view, symbol, name, receiver)
        kind = view.symbols[symbol].kind
        if not found and kind is SymbolKind.CLASS:
            key = ("y", view.number, symbol, name)
            found = self.remembered(key, self._find_in_underlying, view, symbol, name, closing=())
        if found or view.parent(symbol) != MODULE or kind is SymbolKind.INTERFACE:
            return found
        qualified = f"{view.symbols[symbol].name}.{name}"
        files = self.siblings(view)
        return tuple(
            (SYMBOL_FOUND, file, row.place, receiver)
            for file in self.files_defining(name)
            if file in files
            for row in self.definitions_of(self.view(file), MODULE, name)
            if row.sort == SYMBOL and self.view(file).symbols[row.place].qualified == qualified
        )

    def _find_in_underlying(self, view: View, symbol: int, name: str) -> tuple[Found, ...]:
        """A member that a type has from the one it is defined from: not its methods, unless that is an interface."""
        found: list[Found] = []
        for inner in self.underlying(view, symbol):
            if inner[0] != INSTANCE or inner[1:3] == (view.number, symbol):
                continue
            other = self.view(inner[1])
            items = self.find_in_type(inner, name)
            if other.symbols[inner[2]].kind is not SymbolKind.INTERFACE:
                items = tuple(item for item in items if not self._is_method_of(item, inner))
            found += items
        return tuple(found)

    def _is_method_of(self, found: Found, instance: Value) -> bool:
        if found[0] != SYMBOL_FOUND:
            return False
        view = self.view(found[1])
        if view.symbols[found[2]].kind is not SymbolKind.METHOD:
            return False
        return instance[1:3] in self.owners(view, found[2])
