"""Go's types: what their text means, and what built-in types hold.

Source: The Go Programming Language Specification, "Types", "Struct types" and "Method sets".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from ploke.graph.evaluate import Evaluator
from ploke.graph.found import VALUE, Found
from ploke.graph.values import (
    ANYTHING,
    CALLABLE,
    INSTANCE,
    NOTHING,
    OBJECT,
    OUTSIDE,
    TYPE,
    UNKNOWN,
    Value,
    Values,
)
from ploke.graph.views import IMPORT, SYMBOL, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, Binding, BindingKind, SymbolKind

LIST, MAP, TUPLE = "builtin:list", "builtin:map", "builtin:tuple"
"""Slices, arrays and channels hold elements; maps keys and values; a tuple is what a function answers several of."""

_TYPE_KINDS = frozenset({SymbolKind.STRUCT, SymbolKind.INTERFACE, SymbolKind.CLASS, SymbolKind.TYPE_ALIAS})
_TOKEN = re.compile(r"\s*(\.\.\.|<-|[A-Za-z_\x80-\U0010ffff][\w\x80-\U0010ffff]*|\d[\w.]*|\S)")
_BUILT_IN = frozenset(
    """any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint
    uint8 uint16 uint32 uint64 uintptr""".split()
)


class TypeText(NamedTuple):
    """A type taken apart: ``kind`` is ``name``, ``list``, ``map``, ``func`` or ``other``; ``parts`` its types."""

    kind: str
    name: str = ""
    parts: tuple[TypeText, ...] = ()


OTHER = TypeText("other")


class GoTypes(Evaluator):
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
        if tree.kind == "list":
            return frozenset(((OBJECT, LIST, parts),))
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
            elif value[0] in (INSTANCE, OBJECT, CALLABLE):
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
                    row = (base[1], base[2]) if base[0] == TYPE else (NONE, base[1])
                    if base[0] in (TYPE, OUTSIDE) and row not in seen:
                        following[row] = None
            level = list(following)
        return tuple(levels)

    def _linearised(self, file: int, symbol: int) -> tuple[tuple[int, Any], ...]:
        return tuple(row for level in self.levels(file, symbol) for row in level)

    # Elements and calls.

    def object_element(self, value: Value, index: str) -> Values:
        """What a slice, an array, a channel or a map holds; one of several answers."""
        name, arguments = value[1], value[2]
        if name in (LIST, MAP):
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
    return value[0] == OBJECT and value[1] not in (LIST, MAP, TUPLE)


def parse_type(text: str) -> TypeText:
    """Take a type apart; pointers, directions of channels and lengths of arrays are left out."""
    tokens = _TOKEN.findall(text)
    tree, place = _parse(tokens, 0, 0)
    return tree if place >= len(tokens) else OTHER


_DEEPEST = 40


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
        return TypeText("list", parts=(inner,)), end
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
