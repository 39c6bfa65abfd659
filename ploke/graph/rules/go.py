"""Go: members of types by embedding; what calls and types lead to.

Source: The Go Programming Language Specification, "Selectors", "Struct types" and "Method sets".
"""

from __future__ import annotations

from ploke.graph.found import SYMBOL_FOUND, Found
from ploke.graph.rules.go_interfaces import GoInterfaces
from ploke.graph.values import Value
from ploke.graph.views import SYMBOL, View
from ploke.model.facts import MODULE, SymbolKind


class GoRules(GoInterfaces):
    """Evaluates Go."""

    def find_in_class(self, view: View, symbol: int, name: str, receiver: Value) -> tuple[Found, ...]:
        """A field or method of a type, wherever in its package the method stands."""
        found = super().find_in_class(view, symbol, name, receiver)
        if found or view.parent(symbol) != MODULE or view.symbols[symbol].kind is SymbolKind.INTERFACE:
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
