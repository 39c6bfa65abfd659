"""Types of TypeScript: what their names and forms stand for, and what objects of built-in types hold.

A value of type ``Promise<T>`` stands for what it is awaited for as well: ``await`` leaves no trace in an expression,
and every member but a promise's own is that of ``T``.

Source: the TypeScript handbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ploke.graph.found import SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.ecmascript_library import (
    BROWSER_TYPE,
    BUILT_IN,
    GLOBALS,
    ITERATED,
    MEMBERS,
    NOTHING_TYPES,
    PRIMITIVES,
    PROMISES,
    TRANSPARENT,
    UTILITIES,
)
from ploke.graph.rules.ecmascript_type_names import EcmaScriptTypeNames
from ploke.graph.rules.ecmascript_type_text import type_tree
from ploke.graph.rules.ecmascript_type_tree import (
    ARRAY,
    CALLED,
    FUNCTION,
    INDEX,
    INDEXED,
    INTERSECTION,
    KEYS,
    LITERAL,
    LOADED,
    NAME,
    QUERY,
    SHAPE,
    TUPLE,
    UNION,
    TypeTree,
)
from ploke.graph.values import (
    ANYTHING,
    INSTANCE,
    NOTHING,
    OBJECT,
    OUTSIDE,
    OWN,
    TYPE,
    VARIABLE,
    Value,
    Values,
)
from ploke.graph.values import FUNCTION as FUNCTION_VALUE
from ploke.graph.views import IMPORT, SYMBOL, View
from ploke.model.facts import MODULE, SymbolKind

SHAPED: Final = "shape"
"""The sort of an object of a type that is written out: ``(SHAPED, file, scope, tree, known)``.

``known``: pairs of a type variable around it and the values it stands for, sorted.
"""

TUPLE_NAME: Final = BUILT_IN + "Tuple"


class EcmaScriptTypes(EcmaScriptTypeNames):
    """The part of the rules that reads types."""

    # What a type stands for.

    def of_type(self, view: View, scope: int, text: str) -> Values:
        """Objects of an annotation's type."""
        return self.remembered(("t", view.number, scope, text), self._of_type, view, scope, text)  # type: ignore[no-any-return]

    def _of_type(self, view: View, scope: int, text: str) -> Values:
        return self.of_tree(view, scope, type_tree(text))

    def of_tree(self, view: View, scope: int, tree: TypeTree) -> Values:
        """Objects of a type."""
        sort, parts = tree.sort, tree.parts
        if sort == NAME:
            return self._of_name(view, scope, tree)
        if sort in (UNION, INTERSECTION):
            return self.join(self.of_tree(view, scope, part) for part in parts)
        if sort == ARRAY:
            return frozenset(((OBJECT, BUILT_IN + "Array", (self.of_tree(view, scope, parts[0]),)),))
        if sort == TUPLE:
            return frozenset(((OBJECT, TUPLE_NAME, tuple(self.of_tree(view, scope, part) for part in parts)),))
        if sort in (FUNCTION, SHAPE):
            return frozenset(((SHAPED, view.number, scope, tree, ()),))
        if sort == LITERAL:
            kind = "Number" if tree.name[:1].isdigit() or tree.name[:1] == "-" else "String"
            return frozenset(((OBJECT, BUILT_IN + kind, ()),))
        if sort == KEYS:
            return frozenset(((OBJECT, BUILT_IN + "String", ()),))
        if sort == QUERY:
            return self.evaluate(view, scope, tree.name)
        if sort == INDEXED:
            holders = self.of_tree(view, scope, parts[0])
            key = f'["{tree.name}"]' if tree.name and not tree.name.isdigit() else f"[{tree.name}]"
            return self.join(self.element(value, key) for value in holders)
        if sort == LOADED:
            return self._of_loaded(view, scope, tree)
        return ANYTHING

    def _of_loaded(self, view: View, scope: int, tree: TypeTree) -> Values:
        module, _, name = tree.name.partition("\0")
        found: tuple[Found, ...] = tuple((VALUE, value) for value in self.modules_named(view, module))
        parts = name.split(".") if name else []
        for place, part in enumerate(parts):
            found = tuple(
                member for item in found for member in self._type_members(item, part, holds=place + 1 < len(parts))
            )
        return self._instances(found, tuple(self.of_tree(view, scope, part) for part in tree.parts))

    def _of_name(self, view: View, scope: int, tree: TypeTree) -> Values:
        name = tree.name
        if name in NOTHING_TYPES:
            return NOTHING
        if name in PRIMITIVES:
            return frozenset(((OBJECT, BUILT_IN + PRIMITIVES[name], ()),))
        if name in ("any", "unknown", "object", "Object", "Function"):
            return ANYTHING
        if name == "this":
            owner = view.enclosing_class(scope)
            return frozenset(((OWN, view.number, owner, ()),)) if owner != MODULE else ANYTHING
        arguments = tuple(self.of_tree(view, scope, part) for part in tree.parts)
        found = self.find_type(view, scope, name)
        if found:
            return self._instances(found, arguments)
        return self._built_in(view, scope, name, arguments)

    def _instances(self, found: Iterable[Found], arguments: tuple[Values, ...]) -> Values:
        values: set[Value] = set()
        for item in found:
            if item[0] == SYMBOL_FOUND:
                values |= self.instances_of(self.view(item[1]), item[2], arguments)
            elif item[1][0] == OUTSIDE:
                values.add((OBJECT, item[1][1], arguments))
            elif item[1][0] == VARIABLE:
                values.add(item[1])
        return frozenset(values) or ANYTHING

    def instances_of(self, view: View, symbol: int, arguments: tuple[Values, ...]) -> Values:
        """Objects of a symbol that is a type."""
        row = view.symbols[symbol]
        if row.kind is SymbolKind.ENUM_MEMBER:
            return frozenset(((INSTANCE, view.number, row.parent, ()),))
        if row.kind is not SymbolKind.TYPE_ALIAS:
            return frozenset(((INSTANCE, view.number, symbol, arguments),))
        own: Values = NOTHING
        if symbol in view.names:
            own = frozenset(((INSTANCE, view.number, symbol, arguments),))
        values = self.remembered(("a", view.number, symbol), self._aliased, view, symbol, closing=NOTHING)
        return own | self.applied(view, symbol, values, arguments) or ANYTHING

    def applied(self, view: View, symbol: int, values: Values, arguments: tuple[Values, ...]) -> Values:
        """What an alias stands for, with its type parameters replaced."""
        return values

    def _aliased(self, view: View, symbol: int) -> Values:
        row = view.symbols[symbol]
        found: set[Value] = set()
        for definition in view.names[row.parent].get(row.name, ()):
            if definition.sort not in (SYMBOL, IMPORT):
                text = view.bindings[definition.place].annotation
                if text:
                    tree = type_tree(text)
                    parts = tree.parts if tree.sort == INTERSECTION else (tree,)
                    found |= self.join(
                        self.of_tree(view, symbol, part)
                        for part in parts
                        if part.sort != SHAPE or symbol not in view.names
                    )
        return frozenset(found)

    def _built_in(self, view: View, scope: int, name: str, arguments: tuple[Values, ...]) -> Values:
        """Objects of a type that is declared nowhere in the repository."""
        if name in TRANSPARENT and arguments:
            return self.awaited(arguments[0]) if name == "Awaited" else arguments[0]
        if name == "ReturnType" and arguments:
            return self.join(self.call(value, view, scope) for value in arguments[0])
        if name == "InstanceType" and arguments:
            return self.join(self.call(value, view, scope) for value in arguments[0] if value[0] == TYPE)
        if name in UTILITIES:
            return ANYTHING
        return frozenset(((OBJECT, BUILT_IN + name, arguments),)) if self.is_built_in(name) else ANYTHING

    @staticmethod
    def is_built_in(name: str) -> bool:
        """Whether a name that is declared nowhere is one of the language's or a host's."""
        known = name in GLOBALS or name in MEMBERS or name in ITERATED or name in TRANSPARENT
        return known or name in UTILITIES or BROWSER_TYPE.fullmatch(name) is not None

    def base_values(self, view: View, symbol: int) -> list[Value]:
        """The bases of a class or interface, in order; its type parameters are known in them."""
        return [
            value for text in view.symbols[symbol].bases for value in self.ordered(self.base_of(view, symbol, text))
        ]

    def base_of(self, view: View, scope: int, text: str) -> Values:
        """The types that a base names."""
        tree = type_tree(text)
        if tree.sort != NAME:
            return self.evaluate(view, scope, text.partition("<")[0])
        arguments = tuple(self.of_tree(view, scope, part) for part in tree.parts)
        values: set[Value] = set()
        for item in self.find_type(view, scope, tree.name):
            if item[0] == SYMBOL_FOUND:
                values |= self.instances_of(self.view(item[1]), item[2], arguments)
            elif item[1][0] == OUTSIDE:
                values.add(item[1])
        if not values and not tree.parts:
            for value in self.evaluate(view, scope, tree.name):
                values.add((TYPE, *value[1:], ()) if value[0] == FUNCTION_VALUE else value)
        return frozenset(values or self.of_tree(view, scope, tree))

    # Objects whose type is written out, or built in.

    def awaited(self, values: Values) -> Values:
        """``values`` with promises replaced by what they are awaited for."""
        if not any(is_promise(value) for value in values):
            return values
        return self.join(
            self.awaited(value[2][0] if value[2] else ANYTHING) if is_promise(value) else frozenset((value,))
            for value in values
        )

    def find_in_shape(self, value: Value, name: str) -> tuple[Found, ...]:
        """A member of an object whose type is written out."""
        tree = value[3]
        parts = [member.parts[0] for member in tree.parts if member.name == name] if tree.sort == SHAPE else []
        return tuple((VALUE, each) for each in self.ordered(self.of_parts(value, parts)))

    def of_parts(self, value: Value, parts: Iterable[TypeTree]) -> Values:
        """Objects of types that are part of one that is written out."""
        _, file, scope, _, known = value
        values = self.join(self.of_tree(self.view(file), scope, part) for part in parts)
        return self.substituted(values, dict(known)) if known else values

    def substituted(self, values: Values, known: Mapping[Value, Values]) -> Values:
        """``values`` with type variables replaced by what they stand for."""
        return values

    def signatures_of(self, tree: TypeTree) -> list[TypeTree]:
        """The types of functions that an object of a type may be called as."""
        if tree.sort == FUNCTION:
            return [tree]
        return [member.parts[0] for member in tree.parts if tree.sort == SHAPE and member.name == CALLED]

    def shape_result(self, value: Value) -> Values:
        """What calling an object whose type is written out yields."""
        found = [signature.parts[0] for signature in self.signatures_of(value[3])]
        return self.of_parts(value, found) if found else ANYTHING

    def object_element(self, value: Value, index: str) -> Values:
        """What a built-in container holds."""
        name, arguments = value[1].removeprefix(BUILT_IN), value[2]
        if not arguments:
            return ANYTHING
        if name in PROMISES:
            return self.join(self.element(each, index) for each in arguments[0])
        if name == "Tuple":
            if index[1:-1].isdigit():
                place = int(index[1:-1])
                return arguments[place] if place < len(arguments) else ANYTHING
            return self.join(arguments)
        if name == "Record":
            return arguments[-1] if index != "[*]" else ANYTHING
        how = ITERATED.get(name)
        if how is None or (how != "0" and index != "[*]"):
            return ANYTHING
        if how == "0":
            return arguments[0]  # type: ignore[no-any-return]
        return frozenset(((OBJECT, TUPLE_NAME, arguments),))

    def member_result(self, holder: Value, name: str) -> Values:
        """What methods of built-in objects yield."""
        if holder[0] != OBJECT or not holder[1].startswith(BUILT_IN):
            return ANYTHING
        kind = holder[1].removeprefix(BUILT_IN)
        if kind == "Tuple":
            kind, holder = "Array", (OBJECT, BUILT_IN + "Array", (self.join(holder[2]),))
        members = MEMBERS.get(kind)
        if members is None or name not in members.results:
            return ANYTHING
        given = dict(zip(members.parameters, holder[2], strict=False))
        return self.of_library(type_tree(members.results[name]), given)

    def of_library(self, tree: TypeTree, given: dict[str, Values]) -> Values:
        """Objects of a type of the library, whose parameters are ``given``."""
        if tree.sort == NAME and tree.name in PRIMITIVES:
            return frozenset(((OBJECT, BUILT_IN + PRIMITIVES[tree.name], ()),))
        if tree.sort == NAME and not tree.parts:
            return given.get(tree.name, ANYTHING)
        if tree.sort == NAME and tree.parts:
            arguments = tuple(self.of_library(part, given) for part in tree.parts)
            return frozenset(((OBJECT, BUILT_IN + tree.name, arguments),))
        if tree.sort == ARRAY:
            return frozenset(((OBJECT, BUILT_IN + "Array", (self.of_library(tree.parts[0], given),)),))
        if tree.sort == TUPLE:
            return frozenset(((OBJECT, TUPLE_NAME, tuple(self.of_library(part, given) for part in tree.parts)),))
        return ANYTHING

    def shape_element(self, value: Value, index: str) -> Values:
        """A member under a key, or what the index signature says."""
        tree = value[3]
        found = [
            member.parts[0]
            for member in (tree.parts if tree.sort == SHAPE else ())
            if member.name == INDEX or f'["{member.name}"]' == index
        ]
        return self.of_parts(value, found) if found else ANYTHING


def is_promise(value: Value) -> bool:
    """Whether a value is a promise."""
    return value[0] == OBJECT and value[1].removeprefix(BUILT_IN) in PROMISES
