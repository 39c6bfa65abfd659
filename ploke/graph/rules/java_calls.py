"""Java's calls: which methods and constructors an expression calls, and what that yields.

Source: The Java Language Specification (SE 21), 8.8, 8.10, 15.9 and 15.12.
"""

from __future__ import annotations

from collections.abc import Sequence

from ploke.graph.expressions import last_step
from ploke.graph.found import SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.java_library import library_type
from ploke.graph.rules.java_members import Method
from ploke.graph.rules.java_names import SUPER, JavaNames, found_method
from ploke.graph.rules.java_types import outside_name
from ploke.graph.rules.java_values import ARRAY, PRIMITIVES, object_of, type_key
from ploke.graph.values import (
    ANYTHING,
    INSTANCE,
    MEMBER,
    NOTHING,
    OBJECT,
    OUTSIDE,
    TYPE,
    UNKNOWN,
    VARIABLE,
    Value,
    Values,
)
from ploke.graph.views import SYMBOL, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, SymbolKind


class JavaCalls(JavaNames):
    """The part of Java's rules that follows calls."""

    def find_called(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        """The methods or constructors that calls of an expression in a scope mean."""
        return self.remembered(  # type: ignore[no-any-return]
            ("c", view.number, scope, expression), self._find_called, view, scope, expression, closing=()
        )

    def _find_called(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        step = last_step(expression)
        if step.operation == ".":
            return self._called_member(view, scope, expression)
        if step.operation:
            return ()
        if step.name in ("this", "super"):
            return self._called_constructor(view, scope, step.name)
        # A variable of that name does not hide a method, so what tells it from other variables is left out.
        name = step.name.partition("@")[0]
        methods, outside = self._methods_around(view, scope, name)
        if methods:
            return self._selected(methods, view, scope, expression)
        found = self.imported_members(view, name, methods=True)
        if found:
            methods = tuple(_method_found(item, name) for item in found if item[0] == SYMBOL_FOUND)
            return self._selected(methods, view, scope, expression) if methods else found
        types = self.find_type(view, scope, name)
        if types:
            return self._made(types, view, scope, expression)
        return tuple(map(found_method, outside))

    def _methods_around(self, view: View, scope: int, name: str) -> tuple[tuple[Method, ...], tuple[Method, ...]]:
        """The methods of the innermost type around a scope that has any of a name; and what types outside may have."""
        inner = self.enclosing_type(view, scope)
        if inner == MODULE:
            return (), ()
        return self.remembered(  # type: ignore[no-any-return]
            ("a", view.number, inner, name), self._methods_in_or_around, view, inner, name, closing=((), ())
        )

    def _methods_in_or_around(self, view: View, inner: int, name: str) -> tuple[tuple[Method, ...], tuple[Method, ...]]:
        methods = self.find_methods(self.own_object((view.number, inner)), name)
        if any(method.file != NONE or method.known is not None for method in methods):
            return methods, ()
        found, outside = self._methods_around(view, view.parent(inner), name)
        return found, methods or outside

    def _called_member(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        step = last_step(expression)
        found: dict[Found, None] = {}
        for value in self.ordered(self.evaluate(view, scope, step.object)):
            methods = self.methods_of(value, step.name)
            chosen = self._selected(methods, view, scope, expression)
            if not any(item[0] == SYMBOL_FOUND for item in chosen) and value[0] in (TYPE, OUTSIDE):
                types = self.member_types(value, step.name)
                if not chosen or any(item[0] == TYPE or library_type(item[1]) is not None for item in types):
                    chosen = self._made(types, view, scope, expression)
            found.update(dict.fromkeys(chosen))
        if not found and is_dotted(expression):
            return self._called_by_path(view, scope, expression)
        return tuple(found)

    def _called_by_path(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        """A constructor, or a method of a type outside the repository, that a path from its package names."""
        types = self.find_qualified_type(view, expression)
        if types:
            return self._made(types, view, scope, expression)
        first = expression.partition(".")[0]
        if any(part[:1].isupper() for part in expression.split(".")) and not self.find(view, scope, first):
            return ((VALUE, (OUTSIDE, outside_name(expression))),)
        return ()

    def methods_of(self, value: Value, name: str) -> tuple[Method, ...]:
        """The methods that ``value.name`` may mean."""
        if value[0] == SUPER:
            return self.find_methods(self.superclass(value[1:3]), name)
        if value[0] == MEMBER:
            return tuple(
                method for part in self.ordered(self.member_values(value)) for method in self.methods_of(part, name)
            )
        return tuple(row for row in self.find_methods(value, name) if self._is_callable(value, row))

    def _is_callable(self, value: Value, method: Method) -> bool:
        """Whether a method can be called on a value: static ones on types, but those of interfaces on these alone."""
        if method.file == NONE:
            return True
        view = self.view(method.file)
        row = view.symbols[method.symbol]
        if value[0] in (TYPE, OUTSIDE):
            return "static" in row.markers or row.kind is not SymbolKind.METHOD
        return "static" not in row.markers or view.symbols[row.parent].kind is not SymbolKind.INTERFACE

    def _selected(self, methods: Sequence[Method], view: View, scope: int, callee: str) -> tuple[Found, ...]:
        chosen = self.chosen(methods, view, scope, callee)
        known = [method for method in chosen if method.file != NONE or method.known is not None]
        return tuple(dict.fromkeys(map(found_method, known or chosen)))

    def _called_constructor(self, view: View, scope: int, word: str) -> tuple[Found, ...]:
        owner = self.enclosing_type(view, scope)
        if owner == MODULE:
            return ()
        if word == "this":
            made = self._made(frozenset(((TYPE, view.number, owner, ()),)), view, scope, word)
            # No constructor calls itself (8.8.7), whatever it may be given.
            return tuple(item for item in made if item[0] != SYMBOL_FOUND or item[1:3] != (view.number, scope))
        return self._made(frozenset((_type_of(self.superclass((view.number, owner))),)), view, scope, word)

    def _made(self, types: Values, view: View, scope: int, callee: str) -> tuple[Found, ...]:
        """The constructors that making an object of a type means, or the type where it has none of its own."""
        found: list[Found] = []
        for value in self.ordered(types):
            if value[0] == TYPE:
                own = self.constructors_of(value)
                found += [found_method(self._as_written(row)) for row in self.chosen(own, view, scope, callee)]
                if not own:
                    found.append((SYMBOL_FOUND, value[1], value[2], None))
            elif value[0] == OUTSIDE:
                found.append((VALUE, value))
        return tuple(found)

    def constructors_of(self, value: Value) -> list[Method]:
        """The constructors that a type declares; a record has one that its components make."""
        _, file, symbol, _ = value
        view, holder = self.view(file), self.own_object(type_key(value))
        name = view.symbols[symbol].name
        own = [
            Method(file, definition.place, name, holder)
            for definition in self.definitions_of(view, symbol, name)
            if definition.sort == SYMBOL and view.symbols[definition.place].kind is SymbolKind.CONSTRUCTOR
        ]
        return self._canonical(view, symbol, holder, own) if "record" in view.symbols[symbol].markers else own

    def _canonical(self, view: View, symbol: int, holder: Value, own: list[Method]) -> list[Method]:
        """The constructors of a record, with the one that its components make (8.10.4) if it is not written out.

        It stands for the compact one, which takes the same.
        """
        whole = Method(view.number, symbol, view.symbols[symbol].name, holder)
        others = [row for row in own if "compact" not in view.symbols[row.symbol].markers]
        return others if any(self.overrides(row, whole) for row in others) else [*others, whole]

    def _as_written(self, constructor: Method) -> Method:
        """The compact constructor of a record in place of the one that it is the body of."""
        view = self.view(constructor.file)
        for definition in self.definitions_of(view, constructor.symbol, constructor.name):
            if definition.sort == SYMBOL and "compact" in view.symbols[definition.place].markers:
                return constructor._replace(symbol=definition.place)
        return constructor

    # What calls yield.

    def results(self, view: View, scope: int, callee: str) -> Values:
        """What calls of an expression in a scope yield; a cast reads like a call of its type."""
        if callee in PRIMITIVES:
            return object_of(callee)
        found = self.find_called(view, scope, callee)
        if not found:
            kinds = self.find_type(view, scope, callee) if callee.isidentifier() else NOTHING
            return kinds if any(value[0] == VARIABLE for value in kinds) else ANYTHING
        return self.join(self._result(item, view, scope, callee) for item in found) or ANYTHING

    def _result(self, found: Found, view: View, scope: int, callee: str) -> Values:
        if found[0] == SYMBOL_FOUND:
            there, symbol = self.view(found[1]), found[2]
            row = there.symbols[symbol]
            if there.is_class(symbol):
                return frozenset(((INSTANCE, found[1], symbol, ()),))
            method = Method(found[1], symbol, row.name, found[3])
            if row.kind is SymbolKind.CONSTRUCTOR:
                return self._object_made(method, row.parent, view, scope, callee)
            return self.result_of(method, view, scope, callee)
        value = found[1]
        if value[0] == MEMBER:
            return self._library_result(value[1], value[2], view, scope, callee)
        if value[0] == OUTSIDE and _last(value[1])[:1].isupper():
            return frozenset(((OBJECT, value[1], ()),))
        return ANYTHING

    def _object_made(self, method: Method, owner: int, view: View, scope: int, callee: str) -> Values:
        """An object with the type arguments that its constructor's arguments show (15.9.3)."""
        key = (method.file, owner)
        own = tuple((VARIABLE, *key, name) for name in self.type_parameters(key))
        if not own:
            return frozenset(((INSTANCE, *key, ()),))
        known = self.inferred(method, own, view, scope, callee)
        if not known:
            return frozenset(((INSTANCE, *key, ()),))
        return frozenset(((INSTANCE, *key, tuple(known.get(each) or self.erased(each) for each in own)),))

    def _library_result(self, holder: Value, name: str, view: View, scope: int, callee: str) -> Values:
        if name in ("getClass", "clone"):
            own = self.evaluate(view, scope, last_step(callee).object or "this")
            if name == "getClass":
                return object_of("java.lang:Class", own)
            if all(value[0] == OBJECT and value[1] == ARRAY for value in own):
                return own
        methods = [row for row in self.find_methods(holder, name) if row.file == NONE and row.known is not None]
        chosen = self.chosen(methods, view, scope, callee)
        return self.join(self.result_of(row, view, scope, callee) for row in chosen) or ANYTHING


def _method_found(found: Found, name: str) -> Method:
    return Method(found[1], found[2], name, found[3])


def _type_of(value: Value) -> Value:
    """The type that an object is of."""
    if value[0] == INSTANCE:
        return (TYPE, value[1], value[2], ())
    return (OUTSIDE, value[1]) if value[0] == OBJECT else UNKNOWN


def is_dotted(expression: str) -> bool:
    """Whether an expression is a dotted name."""
    return "." in expression and all(part.isidentifier() for part in expression.split("."))


def _last(name: str) -> str:
    return name.rpartition(".")[2].rpartition(":")[2]
