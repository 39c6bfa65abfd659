"""Java: names by scope, inheritance and import; members and overloads by declared types.

Source: The Java Language Specification (SE 21), chapters 6, 8, 9 and 15. Names of variables, methods and types live
apart: what surrounds a name says which is meant, so a reference is looked up by its role.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ploke.graph.evaluate import LOCAL, SYMBOL_FOUND, VALUE, Found
from ploke.graph.expressions import last_step
from ploke.graph.resolution import Target
from ploke.graph.rules.java_calls import JavaCalls
from ploke.graph.rules.java_library import library_type
from ploke.graph.rules.java_members import Method
from ploke.graph.rules.java_types import instance_of, outside_name
from ploke.graph.rules.java_values import ARRAY, NULL, object_of, type_key
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
from ploke.graph.views import BINDING, FUNCTION_LIKE, IMPORT, SYMBOL, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, Binding, Import, Symbol, SymbolKind
from ploke.model.graph import EdgeKind

SUPER = "super"
"""The sort of ``super``: ``(SUPER, file, type)``, an object seen as its type's superclass."""

_LITERALS = {
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


class JavaRules(JavaCalls):
    """Evaluates Java."""

    # References by their role.

    def find_as(self, view: View, scope: int, expression: str, kind: EdgeKind) -> tuple[Found, ...]:
        """A method or constructor for a call, a type for what extends or declares, else a variable, type or method."""
        if kind is EdgeKind.CALLS:
            return self.find_called(view, scope, expression)
        if kind in (EdgeKind.TYPES, EdgeKind.INHERITS):
            return self._found_types(self.find_written_type(view, scope, expression))
        return self.find(view, scope, expression)

    def _found_types(self, values: Values) -> tuple[Found, ...]:
        return tuple(
            (SYMBOL_FOUND, value[1], value[2], None) if value[0] == TYPE else (VALUE, value)
            for value in self.ordered(values)
            if value[0] in (TYPE, OUTSIDE)
        )

    # Expressions.

    def _evaluate(self, view: View, scope: int, expression: str) -> Values:
        step = last_step(expression)
        if step.operation == "()":
            return self.results(view, scope, step.object)
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
            return self.find_variable(view, scope, step.name) or self._found_types(
                self.find_type(view, scope, step.name)
            )
        if step.operation != ".":
            return ()
        found: dict[Found, None] = {}
        for value in self.ordered(self.evaluate(view, scope, step.object)):
            found.update(dict.fromkeys(self.find_member(value, step.name)))
        if not found and _is_dotted(expression):
            return self._found_types(self.find_qualified_type(view, expression))
        return tuple(found)

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """What ``value.name`` denotes where it is not called: a field, else a type, else methods."""
        if value[0] == MEMBER:
            return tuple(
                item for part in self.ordered(self.member_values(value)) for item in self.find_member(part, name)
            )
        if value[0] == SUPER:
            return tuple(item for base in self.supertypes(value[1:3]) for item in self.find_member(base, name))
        if value[0] == OUTSIDE and library_type(value[1]) is None:
            return ((VALUE, (OUTSIDE, f"{value[1]}.{name}")),)
        found = self.find_field(value, name)
        if not found and value[0] in (TYPE, OUTSIDE):
            found = self._found_types(self.member_types(value, name))
        return found or tuple(map(_found_method, self.find_methods(value, name)))

    def values_of(self, found: Found) -> Values:
        """What something that was found may be."""
        if found[0] == VALUE and found[1][0] == MEMBER:
            return self.member_values(found[1]) if self._is_field(found[1]) else frozenset((found[1],))
        return super().values_of(found)

    @staticmethod
    def _is_field(value: Value) -> bool:
        holder, name = value[1], value[2]
        if holder[0] == OBJECT and holder[1] == ARRAY:
            return bool(name == "length")
        known = library_type(holder[1])
        return known is not None and name in known.fields

    def symbol_values(self, view: View, symbol: int, receiver: Value | None) -> Values:
        """What a symbol is when its name is used."""
        row = view.symbols[symbol]
        if row.kind in FUNCTION_LIKE:
            return frozenset((self.bound(view, symbol, receiver or ("nothing",)),))
        if view.is_class(symbol):
            return frozenset(((TYPE, view.number, symbol, ()),))
        return self.field_values(view, symbol, receiver)

    # Variables.

    def find_variable(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """A local variable, a parameter, a field of a type around or inherited by it, or one imported."""
        inner = scope
        outside: tuple[Found, ...] = ()
        while inner != MODULE:
            if self.is_type(view, inner):
                found = self.find_field(self.own_object((view.number, inner)), name)
                if found and found[0][0] == VALUE and not self._is_field(found[0][1]):
                    outside = outside or found
                elif found:
                    return found
            if any(row.sort == BINDING for row in view.names[inner].get(name, ()) if inner in view.names):
                return ((LOCAL, view.number, inner, name),)
            inner = view.parent(inner)
        return self._imported_members(view, name, methods=False) or ()

    def _imported_members(self, view: View, name: str, *, methods: bool) -> tuple[Found, ...]:
        """Members of a name that static imports bring in."""
        outside: list[Found] = []
        for definition in self.definitions_of(view, MODULE, name):
            if definition.sort != IMPORT:
                continue
            row = view.imports[definition.place]
            holders = self.find_qualified_type(view, row.module)
            for value in self.ordered(holders):
                found = self._static_members(value, name, methods)
                if found:
                    return found
            if not holders and not row.module.rpartition(".")[2].islower():
                outside.append((VALUE, (OUTSIDE, outside_name(f"{row.module}.{row.name}"))))
        if outside:
            return tuple(outside)
        for star in self.stars_of(view, MODULE):
            for value in self.ordered(self.find_qualified_type(view, star.module)):
                found = self._static_members(value, name, methods)
                if found:
                    return found
        return ()

    def _static_members(self, value: Value, name: str, methods: bool) -> tuple[Found, ...]:
        if not methods:
            return self.find_field(value, name)
        return tuple(map(_found_method, self.find_methods(value, name)))

    # Calls.

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
        methods, outside = self._methods_around(view, scope, step.name)
        if methods:
            return self._selected(methods, view, scope, expression)
        found = self._imported_members(view, step.name, methods=True)
        if found:
            methods = tuple(_method_found(item, step.name) for item in found if item[0] == SYMBOL_FOUND)
            return self._selected(methods, view, scope, expression) if methods else found
        types = self.find_type(view, scope, step.name)
        if types:
            return self._made(types, view, scope, expression)
        return tuple(map(_found_method, outside))

    def _methods_around(self, view: View, scope: int, name: str) -> tuple[tuple[Method, ...], tuple[Method, ...]]:
        """The methods of the innermost type around a scope that has any of a name; and what types outside may have."""
        outside: tuple[Method, ...] = ()
        inner = self.enclosing_type(view, scope)
        while inner != MODULE:
            methods = self.find_methods(self.own_object((view.number, inner)), name)
            if any(method.file != NONE or method.known is not None for method in methods):
                return methods, ()
            outside = outside or methods
            inner = self.enclosing_type(view, view.parent(inner))
        return (), outside

    def _called_member(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        step = last_step(expression)
        found: dict[Found, None] = {}
        for value in self.ordered(self.evaluate(view, scope, step.object)):
            methods = self.methods_of(value, step.name)
            chosen = self._selected(methods, view, scope, expression)
            if not any(item[0] == SYMBOL_FOUND for item in chosen) and value[0] in (TYPE, OUTSIDE):
                types = self.member_types(value, step.name)
                if any(item[0] == TYPE for item in types) or not chosen:
                    chosen = self._made(types, view, scope, expression)
            found.update(dict.fromkeys(chosen))
        if not found and _is_dotted(expression):
            return self._made(self.find_qualified_type(view, expression), view, scope, expression)
        return tuple(found)

    def methods_of(self, value: Value, name: str) -> tuple[Method, ...]:
        """The methods that ``value.name`` may mean."""
        if value[0] == SUPER:
            bases = self.supertypes(value[1:3]) or ((OBJECT, "java.lang:Object", ()),)
            return tuple(dict.fromkeys(method for base in bases for method in self.find_methods(base, name)))
        if value[0] == MEMBER:
            return tuple(
                method for part in self.ordered(self.member_values(value)) for method in self.methods_of(part, name)
            )
        if value[0] == OBJECT and value[1] == ARRAY:
            value = (OBJECT, "java.lang:Object", ())
        return self.find_methods(value, name)

    def _selected(self, methods: Sequence[Method], view: View, scope: int, callee: str) -> tuple[Found, ...]:
        chosen = self.chosen(methods, view, scope, callee)
        known = [method for method in chosen if method.file != NONE or method.known is not None]
        return tuple(dict.fromkeys(map(_found_method, known or chosen)))

    def _called_constructor(self, view: View, scope: int, word: str) -> tuple[Found, ...]:
        owner = self.enclosing_type(view, scope)
        if owner == MODULE:
            return ()
        if word == "this":
            return self._made(frozenset(((TYPE, view.number, owner, ()),)), view, scope, word)
        bases = [value for value in self.supertypes((view.number, owner)) if not self.is_interface(value)]
        return self._made(frozenset(map(_type_of, bases[:1])), view, scope, word)

    def _made(self, types: Values, view: View, scope: int, callee: str) -> tuple[Found, ...]:
        """The constructors that making an object of a type means, or the type where it has none of its own."""
        found: list[Found] = []
        for value in self.ordered(types):
            if value[0] == TYPE:
                there = self.view(value[1])
                holder = self.own_object(type_key(value))
                name = there.symbols[value[2]].name
                own = [Method(value[1], place, name, holder) for place in self._constructors_in(there, value[2])]
                if "record" in there.symbols[value[2]].markers:
                    own = self._canonical(there, value[2], holder, own)
                found += map(_found_method, self.chosen(own, view, scope, callee))
                if not own:
                    found.append((SYMBOL_FOUND, value[1], value[2], None))
            elif value[0] == OUTSIDE:
                found.append((VALUE, value))
        return tuple(found)

    @staticmethod
    def _constructors_in(view: View, symbol: int) -> list[int]:
        """The constructors that a type declares."""
        name = view.symbols[symbol].name
        return [
            definition.place
            for definition in (view.names[symbol].get(name, ()) if symbol in view.names else ())
            if definition.sort == SYMBOL and view.symbols[definition.place].kind is SymbolKind.CONSTRUCTOR
        ]

    def _canonical(self, view: View, symbol: int, holder: Value, own: list[Method]) -> list[Method]:
        """The constructors of a record, with the one that its components make (8.10.4) if it is not written out."""
        compact = [row for row in own if not view.parameters.get(row.symbol) and view.parameters.get(symbol)]
        whole = Method(view.number, symbol, view.symbols[symbol].name, holder)
        others = [row for row in own if row not in compact]
        return others if any(self.overrides(row, whole) for row in others) else [*others, whole]

    # What calls yield.

    def results(self, view: View, scope: int, callee: str) -> Values:
        """What calls of an expression in a scope yield; a cast reads like a call of its type."""
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
        if name == "getClass":
            own = self.evaluate(view, scope, last_step(callee).object or "this")
            return object_of("java.lang:Class", own)
        methods = [row for row in self.find_methods(holder, name) if row.file == NONE and row.known is not None]
        chosen = self.chosen(methods, view, scope, callee)
        return self.join(self.result_of(row, view, scope, callee) for row in chosen) or ANYTHING

    def declared(self, view: View, row: Binding) -> Values:
        """As elsewhere; a parameter that takes any number of arguments is an array."""
        values = super().declared(view, row)
        return frozenset(((OBJECT, ARRAY, (values,)),)) if row.target.startswith("*") else values

    def parameter_values(self, view: View, row: Binding) -> Values:
        """A parameter without a type is a lambda's."""
        return ANYTHING

    def is_called_by_name(self, kind: SymbolKind) -> bool:
        """A call that is not of a method leads to a record's component, whose accessor nobody wrote."""
        return True

    # Imports.

    def find_imported(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        """The type, static members or package that an import statement names."""
        found: dict[Found, None] = {}
        for row in view.imports:
            if self.written(row) == expression:
                found.update(
                    dict.fromkeys(self.find_star(view, row) if row.name == "*" else self.find_import(view, row))
                )
        return tuple(found)

    def find_import(self, view: View, row: Import) -> tuple[Found, ...]:
        """A type, or static members of one."""
        name = f"{row.module}.{row.name}" if row.module else row.name
        found = self._found_types(self.find_qualified_type(view, name))
        if found:
            return found
        holders = self.ordered(self.find_qualified_type(view, row.module)) if row.module else []
        for value in holders:
            members = self.find_field(value, row.name) + tuple(map(_found_method, self.find_methods(value, row.name)))
            if members:
                return members
        return () if any(value[0] == TYPE for value in holders) else ((VALUE, (OUTSIDE, outside_name(name))),)

    def find_star(self, view: View, row: Import) -> tuple[Found, ...]:
        """The type whose members are imported, or the package."""
        found = self._found_types(self.find_qualified_type(view, row.module))
        if found or self.files_in_package(row.module):
            return found
        return ((VALUE, (OUTSIDE, f"{row.module}:")),)

    # Structure.

    def inheritance(self, view: View, heir: int, target: Target) -> EdgeKind:
        """What is no interface implements interfaces; interfaces extend one another."""
        if target.file == NONE or self.view(target.file).symbols[target.symbol].kind is not SymbolKind.INTERFACE:
            return EdgeKind.INHERITS
        return EdgeKind.INHERITS if view.symbols[heir].kind is SymbolKind.INTERFACE else EdgeKind.IMPLEMENTS

    def structure(self, view: View) -> Iterable[Target]:
        """Which methods override which, and where objects of anonymous classes are made."""
        for number, row in enumerate(view.symbols):
            if row.kind is SymbolKind.METHOD and self.is_type(view, row.parent) and "static" not in row.markers:
                yield from self._overridden(view, number)
            elif isinstance(row, Symbol) and ("anonymous" in row.markers or self._has_body(view, number)):
                # An enum's constant that has a body is an object of an anonymous class (8.9.1).
                places = (row.name_line, row.name_column)
                yield Target(EdgeKind.CALLS, view.number, number, src=row.parent, places=places)

    def _has_body(self, view: View, symbol: int) -> bool:
        return view.symbols[symbol].kind is SymbolKind.ENUM_MEMBER and self.is_type(view, symbol)

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


def _found_method(method: Method) -> Found:
    if method.file != NONE:
        return (SYMBOL_FOUND, method.file, method.symbol, method.holder)
    return (VALUE, (MEMBER, method.holder, method.name))


def _method_found(found: Found, name: str) -> Method:
    return Method(found[1], found[2], name, found[3])


def _type_of(value: Value) -> Value:
    """The type that an object is of."""
    if value[0] == INSTANCE:
        return (TYPE, value[1], value[2], ())
    return (OUTSIDE, value[1]) if value[0] == OBJECT else UNKNOWN


def _is_dotted(expression: str) -> bool:
    """Whether an expression is a dotted name."""
    return "." in expression and all(part.isidentifier() for part in expression.split("."))


def _last(name: str) -> str:
    return name.rpartition(".")[2].rpartition(":")[2]
