"""Go's types: what their text means, and what built-in types hold.

Source: The Go Programming Language Specification, "Types", "Struct types" and "Method sets".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from ploke.graph.found import SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.inference import Inference, substituted
from ploke.graph.values import (
    ANYTHING,
    CALLABLE,
    INSTANCE,
    NOTHING,
    OBJECT,
    OUTSIDE,
    TYPE,
    UNKNOWN,
    VARIABLE,
    Value,
    Values,
)
from ploke.graph.views import IMPORT, SYMBOL, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, Binding, BindingKind, SymbolKind

LIST: Final = "builtin:list"
CHANNEL: Final = "builtin:channel"
MAP: Final = "builtin:map"
TUPLE: Final = "builtin:tuple"
"""Slices, arrays and channels hold elements; maps keys and values; a tuple is what a function answers several of."""

_TYPE_KINDS: Final = frozenset({SymbolKind.STRUCT, SymbolKind.INTERFACE, SymbolKind.CLASS, SymbolKind.TYPE_ALIAS})
_TOKEN: Final = re.compile(r"\s*(\.\.\.|<-|[A-Za-z_\x80-\U0010ffff][\w\x80-\U0010ffff]*|\d[\w.]*|\S)")
_BUILT_IN: Final = frozenset(
    """any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint
    uint8 uint16 uint32 uint64 uintptr""".split()
)


class TypeText(NamedTuple):
    """A type taken apart: ``kind`` is ``name``, ``list``, ``channel``, ``map``, ``func`` or ``other``."""

    kind: str
    name: str = ""
    parts: tuple[TypeText, ...] = ()


OTHER: Final = TypeText("other")


class GoTypes(Inference):
    """The part of Go's rules that reads types."""

    def of_type(self, view: View, scope: int, text: str) -> Values:
        """Objects of a type."""
        return self.remembered(("t", view.number, scope, text), self._of_type, view, scope, text)  # type: ignore[no-any-return]

    def _of_type(self, view: View, scope: int, text: str) -> Values:
        return self._meant(view, scope, parse_type(text))

    def _meant(self, view: View, scope: int, tree: TypeText) -> Values:
        if tree.kind == "name":
            arguments = tuple(self._meant(view, scope, part) for part in tree.parts)
            return self._instances(view, scope, tree.name, arguments)
        parts = tuple(self._meant(view, scope, part) for part in tree.parts)
        if tree.kind in ("list", "channel"):
            return frozenset(((OBJECT, LIST if tree.kind == "list" else CHANNEL, parts),))
        if tree.kind == "map":
            return frozenset(((OBJECT, MAP, parts),))
        if tree.kind == "func":
            return frozenset(((CALLABLE, parts[0] if len(parts) == 1 else frozenset(((OBJECT, TUPLE, parts),))),))
        return ANYTHING

    def _instances(self, view: View, scope: int, name: str, arguments: tuple[Values, ...]) -> Values:
        found: set[Value] = set()
        for value in self.type_named(view, scope, name):
            if value[0] == TYPE:
                found.add((INSTANCE, value[1], value[2], arguments))
            elif value[0] == OUTSIDE:
                found.add((OBJECT, value[1], arguments))
            elif value[0] in (INSTANCE, OBJECT, CALLABLE, VARIABLE):
                found.add(value)
            else:
                found.add(UNKNOWN)
        return frozenset(found) if found else ANYTHING

    def type_named(self, view: View, scope: int, name: str) -> Values:
        """What a name of a type, or of one in a package, means: variables of that name are passed over."""
        package, dot, member = name.rpartition(".")
        found = self.find_type(view, scope, package if dot else name)
        if dot:
            found = tuple(inner for item in found if item[0] == VALUE for inner in self.find_member(item[1], member))
        return self.join(map(self.values_of, found))

    def find_type(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """The type or package that a bare name denotes."""
        inner = scope
        while True:
            variable = self.find_type_parameter(view, inner, name)
            if variable is not None:
                return ((VALUE, variable),)
            if inner == MODULE or not view.is_class(inner):
                definitions = [
                    row
                    for row in self.definitions_of(view, inner, name)
                    if row.sort == IMPORT or (row.sort == SYMBOL and view.symbols[row.place].kind in _TYPE_KINDS)
                ]
                if definitions:
                    return self.denoted(view, inner, name, definitions)
            if inner == MODULE:
                for row in self.stars_of(view, MODULE):
                    found = self.find_by_star(view, row, name)
                    if found:
                        return found
                return self.find_beyond(view, scope, name)
            inner = view.parent(inner)

    def find_type_parameter(self, view: View, scope: int, name: str) -> Value | None:
        """The type parameter of that name that a type, a function, or the receiver of a method declares."""
        if scope == MODULE:
            return None
        if any(row.target == name for row in view.type_parameters.get(scope, ())):
            return (VARIABLE, view.number, scope, name)
        rows = view.parameters.get(scope, ())
        if view.symbols[scope].kind is not SymbolKind.METHOD or not rows:
            return None
        tree = parse_type(rows[0].annotation)
        for place, part in enumerate(tree.parts if tree.kind == "name" else ()):
            if part.name == name:
                for item in self.find_type(view, MODULE, tree.name):
                    if item[0] == SYMBOL_FOUND:
                        declared = self.view(item[1]).type_parameters.get(item[2], ())
                        if place < len(declared):
                            return (VARIABLE, item[1], item[2], declared[place].target)
        return None

    def declared(self, view: View, row: Binding) -> Values:
        """A variadic parameter is a slice of what its annotation says."""
        values = self.of_type(view, row.scope, row.annotation)
        if row.kind is BindingKind.PARAMETER and row.target.startswith("*"):
            return frozenset(((OBJECT, LIST, (values,)),))
        return values

    def base_of(self, view: View, scope: int, text: str) -> Values:
        """The type that is embedded."""
        tree = parse_type(text)
        return self.type_named(view, scope, tree.name) if tree.kind == "name" else NOTHING

    def alias_values(self, view: View, symbol: int) -> Values:
        """The type that an alias stands for."""
        return frozenset(
            (TYPE, *value[1:]) if value[0] == INSTANCE else (OUTSIDE, value[1]) if _is_named(value) else value
            for value in self.underlying(view, symbol)
        )

    def underlying(self, view: View, symbol: int) -> Values:
        """Objects of the type that a type is defined from."""
        return self.remembered(("u", view.number, symbol), self._underlying, view, symbol)  # type: ignore[no-any-return]

    def _underlying(self, view: View, symbol: int) -> Values:
        row = view.symbols[symbol]
        texts = [
            view.bindings[definition.place].annotation
            for definition in self.definitions_of(view, row.parent, row.name)
            if definition.sort not in (SYMBOL, IMPORT)
        ]
        return self.join(self.of_type(view, row.parent, text) for text in texts[:1] if text)

    # Embedding.

    def levels(self, file: int, symbol: int) -> tuple[tuple[tuple[int, Any], ...], ...]:
        """A type, and what it embeds by depth; those outside the repository are ``(NONE, name)``."""
        return self.remembered(("w", file, symbol), self._levels, file, symbol, closing=())  # type: ignore[no-any-return]

    def _levels(self, file: int, symbol: int) -> tuple[tuple[tuple[int, Any], ...], ...]:
        levels: list[tuple[tuple[int, Any], ...]] = []
        level: list[tuple[int, Any]] = [(file, symbol)]
        seen: set[tuple[int, Any]] = set()
        while level:
            levels.append(tuple(level))
            seen.update(level)
            following: dict[tuple[int, Any], None] = {}
            for holder, place in level:
                for base in self.base_values(self.view(holder), place) if holder != NONE else ():
                    if base[0] in (TYPE, OUTSIDE):
                        row = (base[1], base[2]) if base[0] == TYPE else (NONE, base[1])
                        if row not in seen:
                            following[row] = None
            level = list(following)
        return tuple(levels)

    def _linearised(self, file: int, symbol: int) -> tuple[tuple[int, Any], ...]:
        return tuple(row for level in self.levels(file, symbol) for row in level)

    # What a variable holds is told by its type, and that by where it is declared.

    def values_of_bindings(self, view: View, scope: int, target: str, rows: Sequence[Binding]) -> Values:
        """What is declared of a name, or what it is first given; what is assigned to it later has the same type.

        A variable of a package may be assigned in a function above its declaration.
        """
        declared = [row for row in rows if row.annotation]
        if declared or scope != MODULE:
            return super().values_of_bindings(view, scope, target, declared or rows[:1])
        for row in rows:
            values = super().values_of_bindings(view, scope, target, [row])
            if UNKNOWN not in values:
                return values
        return ANYTHING

    def _results_of(self, view: View, function: int) -> Values:
        """What a function declares to yield."""
        rows = [row for row in view.returns.get(function, ()) if row.kind is BindingKind.RETURN_TYPE]
        types = tuple(self.declared_result(view, function, row) for row in rows)
        if len(rows) == 1 and not rows[0].target:
            return types[0]
        return frozenset(((OBJECT, TUPLE, types),))

    def results_of(self, view: View, function: int, receiver: Value | None) -> Values:
        """As elsewhere, for the type arguments of what it is called on."""
        values: Values = self.remembered(("r", view.number, function), self._results_of, view, function)
        return self.with_arguments(values, receiver)

    def symbol_values(self, view: View, symbol: int, receiver: Value | None) -> Values:
        """As elsewhere; the type of a field is that of this object."""
        values = super().symbol_values(view, symbol, receiver)
        return self.with_arguments(values, receiver) if view.symbols[symbol].kind is SymbolKind.FIELD else values

    def with_arguments(self, values: Values, receiver: Value | None) -> Values:
        """``values`` with the type parameters of an object's type replaced by its type arguments."""
        if receiver is None or receiver[0] not in (INSTANCE, TYPE) or not receiver[3]:
            return values
        _, file, symbol, arguments = receiver
        rows = self.view(file).type_parameters.get(symbol, ())
        return substituted(
            values,
            {(VARIABLE, file, symbol, row.target): given for row, given in zip(rows, arguments, strict=False)},
        )

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; of a type parameter those of its constraint."""
        if value[0] != VARIABLE:
            return super().find_member(value, name)
        found: dict[Found, None] = {}
        for bound in self.ordered(self.bounds_of(value)):
            found.update(dict.fromkeys(self.find_member(bound, name)))
        return tuple(found)

    def element(self, value: Value, index: str) -> Values:
        """As elsewhere; of a type parameter that of its constraint."""
        if value[0] != VARIABLE:
            return super().element(value, index)
        return self.join(self.element(bound, index) for bound in self.bounds_of(value)) or ANYTHING

    # Elements and calls.

    def object_element(self, value: Value, index: str) -> Values:
        """What a slice, an array, a channel or a map holds; one of several answers."""
        name, arguments = value[1], value[2]
        if index == "[#]":
            if name == LIST:
                return frozenset(((OBJECT, "builtin:int", ()),))
            return arguments[0] if name in (CHANNEL, MAP) and arguments else ANYTHING
        if name in (LIST, CHANNEL, MAP):
            return arguments[-1] if arguments else ANYTHING
        if name == TUPLE and index[1:-1].isdigit() and int(index[1:-1]) < len(arguments):
            return arguments[int(index[1:-1])]  # type: ignore[no-any-return]
        return ANYTHING

    def instance_element(self, value: Value, index: str) -> Values:
        """What the type holds that this one is defined from."""
        inner = self.underlying(self.view(value[1]), value[2])
        return self.join(self.element(item, index) for item in inner if item[:3] != value[:3]) or ANYTHING

    def instance_result(self, value: Value, view: View, scope: int) -> Values:
        """What calling an object of a function type yields."""
        inner = self.underlying(self.view(value[1]), value[2])
        return self.join(self.call(item, view, scope) for item in inner if item[:3] != value[:3]) or ANYTHING


def _is_named(value: Value) -> bool:
    return value[0] == OBJECT and value[1] not in (LIST, CHANNEL, MAP, TUPLE)


def parse_type(text: str) -> TypeText:
    """Take a type apart; pointers, directions of channels and lengths of arrays are left out."""
    tokens = _TOKEN.findall(text)
    tree, place = _parse(tokens, 0, 0)
    return tree if place >= len(tokens) else OTHER


_DEEPEST: Final = 40


def _parse(tokens: Sequence[str], place: int, depth: int) -> tuple[TypeText, int]:
    while place < len(tokens) and tokens[place] in ("*", "<-", "...", "~"):
        place += 1
    if place >= len(tokens) or depth > _DEEPEST:
        return OTHER, len(tokens)
    token = tokens[place]
    if token == "(":
        tree, end = _parse(tokens, place + 1, depth + 1)
        return tree, end + 1
    if token == "[":
        inner, end = _parse(tokens, _closing(tokens, place) + 1, depth + 1)
        return TypeText("list", parts=(inner,)), end
    if token == "map" and tokens[place + 1 : place + 2] == ["["]:
        key, end = _parse(tokens, place + 2, depth + 1)
        inner, end = _parse(tokens, end + 1, depth + 1)
        return TypeText("map", parts=(key, inner)), end
    if token == "chan":
        inner, end = _parse(tokens, place + 1, depth + 1)
        return TypeText("channel", parts=(inner,)), end
    if token == "func":
        end = _closing(tokens, place + 1) + 1
        return _parse_results(tokens, end, depth + 1)
    if token in ("struct", "interface"):
        return OTHER, _closing(tokens, place + 1) + 1
    if not (token[0].isalpha() or token[0] == "_" or token[0] > "\x7f"):
        return OTHER, len(tokens)
    return _parse_name(tokens, place, depth)


def _parse_name(tokens: Sequence[str], place: int, depth: int) -> tuple[TypeText, int]:
    name = tokens[place]
    place += 1
    if tokens[place : place + 1] == ["."] and place + 1 < len(tokens):
        name += "." + tokens[place + 1]
        place += 2
    parts = []
    if tokens[place : place + 1] == ["["]:
        while place < len(tokens) and tokens[place] in ("[", ","):
            part, place = _parse(tokens, place + 1, depth + 1)
            parts.append(part)
        place += 1
    return TypeText("name", name, tuple(parts)), place


def _parse_results(tokens: Sequence[str], place: int, depth: int) -> tuple[TypeText, int]:
    """The results of a function's type; names of results are passed over."""
    if place >= len(tokens) or tokens[place] in (")", "]", "}", ",", ";", "=", "{"):
        return TypeText("func", parts=()), place
    if tokens[place] != "(":
        tree, end = _parse(tokens, place, depth)
        return TypeText("func", parts=(tree,)), end
    end = _closing(tokens, place)
    rows: list[list[str]] = [[]]
    level = 0
    for token in tokens[place + 1 : end]:
        level += (token in "([{") - (token in ")]}")
        if token == "," and level == 0:
            rows.append([])
        else:
            rows[-1].append(token)
    rows = [row for row in rows if row]
    named = any(len(row) > 1 and row[0].isidentifier() and row[1] not in (".", "[") for row in rows)
    named = named and not any(row[0] in ("func", "map", "chan", "struct", "interface") for row in rows)
    types: list[TypeText] = []
    waiting = 0
    for row in rows:
        if named and len(row) == 1:
            waiting += 1
            continue
        tree, _ = _parse(row, 1 if named else 0, depth)
        types += [tree] * (waiting + 1)
        waiting = 0
    return TypeText("func", parts=tuple(types)), end + 1


def _closing(tokens: Sequence[str], place: int) -> int:
    """Where the bracket at ``place`` closes; the end where it does not."""
    depth = 0
    for number in range(place, len(tokens)):
        depth += (tokens[number] in ("(", "[", "{")) - (tokens[number] in (")", "]", "}"))
        if depth == 0:
            return number
    return len(tokens)
