"""Java: names by scope, inheritance and import; members and overloads by declared types.

Source: The Java Language Specification (SE 21), chapters 6, 8, 9 and 15. Names of variables, methods and types live
apart: what surrounds a name says which is meant, so a reference is looked up by its role.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ploke.graph.expressions import last_step
from ploke.graph.found import Found
from ploke.graph.resolution import Target
from ploke.graph.rules.java_arguments import Given
from ploke.graph.rules.java_calls import is_dotted
from ploke.graph.rules.java_constants import constant_arguments
from ploke.graph.rules.java_lambdas import JavaLambdas
from ploke.graph.rules.java_members import Method
from ploke.graph.rules.java_names import SUPER
from ploke.graph.rules.java_types import instance_of
from ploke.graph.rules.java_values import ARRAY, NULL, object_of, type_key
from ploke.graph.values import (
    ANYTHING,
    CLOSURE,
    INSTANCE,
    OBJECT,
    OUTSIDE,
    TYPE,
    Value,
    Values,
)
from ploke.graph.views import View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, Binding, Symbol, SymbolKind
from ploke.model.graph import EdgeKind

_LITERALS: Final = {
    '""': object_of("java.lang:String"),
    "''": object_of("char"),
    "0": object_of("int"),
    "0.0": object_of("double"),
    "true": object_of("boolean"),
    "false": object_of("boolean"),
    "null": frozenset((NULL,)),
    "[]": frozenset(((OBJECT, ARRAY, (ANYTHING,)),)),
    "?": ANYTHING,
}


class JavaRules(JavaLambdas):
    """Evaluates Java."""

    # References by their role.

    def find_as(self, view: View, scope: int, expression: str, kind: EdgeKind) -> tuple[Found, ...]:
        """A method or constructor for a call, a type for what extends or declares, else a variable, type or method."""
        if kind is EdgeKind.CALLS:
            return self.find_called(view, scope, expression)
        if kind in (EdgeKind.TYPES, EdgeKind.INHERITS):
            return self.found_types(self.find_written_type(view, scope, expression))
        return self.find(view, scope, expression)

    # Expressions.

    def _evaluate(self, view: View, scope: int, expression: str) -> Values:
        if expression.startswith("=>"):
            return frozenset(((CLOSURE, view.number, scope, expression[2:]),))
        step = last_step(expression)
        if step.operation == "()":
            return self.results(view, scope, step.object)
        if expression.endswith("}") and expression != "{}":
            return self.lambda_parameter(view, scope, expression)
        if step.operation.startswith("["):
            return self.join(map(self.element_of, self.evaluate(view, scope, step.object))) or ANYTHING
        if expression == "this":
            owner = self.enclosing_type(view, scope)
            return frozenset((self.own_object((view.number, owner)),)) if owner != MODULE else ANYTHING
        if expression == "super":
            owner = self.enclosing_type(view, scope)
            return frozenset(((SUPER, view.number, owner),)) if owner != MODULE else ANYTHING
        if step.operation == "." and step.name in ("this", "super"):
            return self._qualified_self(view, scope, step.object, step.name)
        if step.operation == "." and step.name == "class":
            return object_of("java.lang:Class", self._class_named(view, scope, step.object))
        return super()._evaluate(view, scope, expression)

    def _qualified_self(self, view: View, scope: int, name: str, word: str) -> Values:
        """``Outer.this``, ``Outer.super`` and, of an interface that is implemented, ``Interface.super``."""
        found: set[Value] = set()
        for value in self.find_written_type(view, scope, name):
            if value[0] == TYPE and word == "super" and self._encloses(view, scope, value):
                found.add((SUPER, value[1], value[2]))
            elif value[0] == TYPE:
                found.add(self.own_object(type_key(value)) if word == "this" else instance_of(value))
            elif value[0] == OUTSIDE:
                found.add(instance_of(value))
        return frozenset(found) or ANYTHING

    @staticmethod
    def _encloses(view: View, scope: int, value: Value) -> bool:
        while scope != MODULE and (view.number, scope) != value[1:3]:
            scope = view.parent(scope)
        return scope != MODULE

    def _class_named(self, view: View, scope: int, name: str) -> Values:
        return frozenset(map(instance_of, self.find_written_type(view, scope, name))) or ANYTHING

    def literal(self, view: View, scope: int, text: str) -> Values | None:
        """What a literal is."""
        return _LITERALS.get(text)

    def _find(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        step = last_step(expression)
        if not step.operation:
            found = self.find_variable(view, scope, step.name)
            return found or self.found_types(self.find_type(view, scope, step.name))
        if step.operation != ".":
            return ()
        if scope == MODULE and step.name[:1].islower() and step.object[:1].islower():
            # On the way of an import: by custom, this is a package.
            return ()
        if step.name in ("this", "super", "class"):
            return self.found_types(self.find_written_type(view, scope, step.object))
        members: dict[Found, None] = {}
        for value in self.ordered(self.evaluate(view, scope, step.object)):
            members.update(dict.fromkeys(self.find_member(value, step.name)))
        if not members and is_dotted(expression):
            return self.found_types(self.find_qualified_type(view, expression))
        return tuple(members)

    def declared(self, view: View, row: Binding) -> Values:
        """As elsewhere; a parameter that takes any number of arguments is an array."""
        values = super().declared(view, row)
        return frozenset(((OBJECT, ARRAY, (values,)),)) if row.target.startswith("*") else values

    def values_of_bindings(self, view: View, scope: int, target: str, rows: Sequence[Binding]) -> Values:
        """A declared type is the type, whatever is assigned."""
        declared = [self.declared(view, row) for row in rows if row.annotation]
        return self.join(declared) if declared else super().values_of_bindings(view, scope, target, rows)

    def parameter_values(self, view: View, row: Binding) -> Values:
        """A parameter without a type is a lambda's."""
        return ANYTHING

    def is_called_by_name(self, kind: SymbolKind) -> bool:
        """A call that is not of a method leads to a record's component, whose accessor nobody wrote."""
        return True

    # Structure.

    def inheritance(self, view: View, heir: int, target: Target) -> EdgeKind:
        """What is no interface implements interfaces; interfaces extend one another."""
        if target.file == NONE or self.view(target.file).symbols[target.symbol].kind is not SymbolKind.INTERFACE:
            return EdgeKind.INHERITS
        return EdgeKind.INHERITS if view.symbols[heir].kind is SymbolKind.INTERFACE else EdgeKind.IMPLEMENTS

    def structure(self, view: View) -> Iterable[Target]:
        """Which methods override which, and where objects of anonymous classes and enums' constants are made."""
        for number, row in enumerate(view.symbols):
            if row.kind is SymbolKind.METHOD and self.is_type(view, row.parent) and "static" not in row.markers:
                yield from self._overridden(view, number)
            elif row.kind is SymbolKind.ENUM_MEMBER and isinstance(row, Symbol):
                yield from self._constant_made(view, number, row)
            elif "anonymous" in row.markers and isinstance(row, Symbol):
                places = (row.name_line, row.name_column)
                yield Target(EdgeKind.CALLS, view.number, number, src=row.parent, places=places)

    def _constant_made(self, view: View, number: int, row: Symbol) -> Iterable[Target]:
        """An enum makes its constants: those that have a body are objects of an anonymous class (8.9.1)."""
        places = (row.name_line, row.name_column)
        forms = constant_arguments(row.signature)
        given = Given(len(forms), {place: (form,) for place, form in enumerate(forms)})
        own = self.constructors_of((TYPE, view.number, row.parent, ())) if view.is_class(row.parent) else []
        for method in self.fitting(own, view, row.parent, given):
            yield Target(EdgeKind.CALLS, method.file, method.symbol, src=row.parent, places=places)
        if self.is_type(view, number):
            yield Target(EdgeKind.CALLS, view.number, number, src=row.parent, places=places)

    def _overridden(self, view: View, symbol: int) -> list[Target]:
        row = view.symbols[symbol]
        rows = self.ancestors(self.own_object((view.number, row.parent)))
        own = Method(view.number, symbol, row.name, rows[0])
        found: list[Method] = []
        for holder in rows[1:]:
            if holder[0] != INSTANCE or any(self.as_ancestor(each.holder, type_key(holder)) for each in found):
                continue
            found += [
                other
                for other in self.own_methods(holder, row.name)
                if self.view(other.file).symbols[other.symbol].kind is SymbolKind.METHOD
                and "static" not in self.view(other.file).symbols[other.symbol].markers
                and self.overrides(own, other)
            ]
        return [Target(EdgeKind.OVERRIDES, each.file, each.symbol, src=symbol) for each in found]
