"""C: names by translation unit and linkage, members by declared types.

Source: ISO/IEC 9899:2018, 6.2 "Concepts", 6.5 "Expressions", 6.7 "Declarations".
"""

from __future__ import annotations

from ploke.graph.expressions import last_step
from ploke.graph.found import SYMBOL_FOUND, Found
from ploke.graph.rules.c_types import TypeText, read_type
from ploke.graph.rules.initialisers import InitialiserRules
from ploke.graph.rules.linkage import TYPES, Place
from ploke.graph.values import ANYTHING, CALLABLE, INSTANCE, TYPE, Value, Values
from ploke.graph.views import View
from ploke.model.facts import MODULE, SymbolKind
from ploke.model.graph import EdgeKind


class CRules(InitialiserRules):
    """Evaluates C."""

    # Names.

    def find_as(self, view: View, scope: int, expression: str, kind: EdgeKind) -> tuple[Found, ...]:
        """Types are looked up apart: tags and variables of one name do not meet (6.2.3)."""
        if kind is EdgeKind.TYPES and not last_step(expression).operation:
            return self.find_type(view, scope, expression)
        return self.find(view, scope, expression)

    def find_name(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """A variable, function, constant or macro; else a type."""
        inner = scope
        while inner != MODULE:
            if not view.is_class(inner):
                definitions = self.definitions_of(view, inner, name)
                if definitions:
                    return self._completed_names(view, self.denoted(view, inner, name, definitions))
            inner = view.parent(inner)
        return self.global_name(view, name, types=False) or self.global_name(view, name, types=True)

    def _completed_names(self, view: View, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """Declarations inside a function are those of what is defined outside."""
        places = [Place(item[1], item[2]) for item in found if item[0] == SYMBOL_FOUND]
        if len(places) < len(found) or not all(map(self.is_declaration, places)):
            return found
        return tuple((SYMBOL_FOUND, *place, None) for place in self.defined(view.number, places))

    def find_type(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """A type by its name or tag; else a macro that stands for one."""
        inner = scope
        while inner != MODULE:
            places = [Place(view.number, row.place) for row in view.names.get(inner, {}).get(name, ()) if not row.sort]
            types = [place for place in places if self.row(place).kind in TYPES]
            if types:
                return tuple((SYMBOL_FOUND, *place, None) for place in types)
            inner = view.parent(inner)
        return self.global_name(view, name, types=True)

    def global_name(self, view: View, name: str, *, types: bool) -> tuple[Found, ...]:
        """What a name means at the top of a file, the linker's part included."""
        return self.remembered(  # type: ignore[no-any-return]
            ("g", view.number, name, types), self._global_name, view.number, name, types, closing=()
        )

    def _global_name(self, file: int, name: str, types: bool) -> tuple[Found, ...]:
        places = self.places_of(file, name)
        chosen = [place for place in places if (self.row(place).kind in TYPES) is types]
        if types and not chosen:
            chosen = [place for place in places if self.row(place).kind is SymbolKind.MACRO]
        return tuple((SYMBOL_FOUND, *place, None) for place in self.defined(file, chosen))

    # Values.

    def _evaluate(self, view: View, scope: int, expression: str) -> Values:
        """As elsewhere; what a cast says of its object is written as a call of its type."""
        values = super()._evaluate(view, scope, expression)
        step = last_step(expression)
        if values == ANYTHING and step.operation == "()" and not last_step(step.object).operation:
            return self.of_type(view, scope, step.object)
        return values

    def is_called_by_name(self, kind: SymbolKind) -> bool:
        """Functions and macros."""
        return kind is SymbolKind.MACRO or super().is_called_by_name(kind)

    def constructors(self, value: Value) -> list[tuple[int, int, str]]:
        """There are none."""
        return []

    def of_type(self, view: View, scope: int, text: str) -> Values:
        """Objects of a declared type: pointers and arrays are what they lead to."""
        return self.remembered(("t", view.number, scope, text), self._of_type, view, scope, text)  # type: ignore[no-any-return]

    def _of_type(self, view: View, scope: int, text: str) -> Values:
        return self._objects(view, scope, read_type(text))

    def _objects(self, view: View, scope: int, text: TypeText) -> Values:
        found: set[Value] = set()
        for item in self.find_type(view, scope, text.name) if text.name else ():
            for value in self.values_of(item):
                found.add((INSTANCE, *value[1:]) if value[0] == TYPE else value)
        values = frozenset(found) or ANYTHING
        return frozenset(((CALLABLE, values),)) if text.called else values

    def instance_element(self, value: Value, index: str) -> Values:
        """Pointers and arrays are what they lead to."""
        return frozenset((value,))

    def element(self, value: Value, index: str) -> Values:
        """As elsewhere; an array of pointers to functions is one."""
        return frozenset((value,)) if value[0] == CALLABLE else super().element(value, index)
