"""What members objects have in JavaScript: of classes, prototypes, namespaces, functions and object literals.

Source: ECMA-262, "Functions and Classes" and "Ordinary and Exotic Objects Behaviours".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ploke.graph.found import ATTRIBUTE_FOUND, SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.ecmascript_library import (
    BUILT_IN,
    PROMISE_MEMBERS,
    STATIC_RESULTS,
)
from ploke.graph.rules.ecmascript_modules import DEFAULT
from ploke.graph.rules.ecmascript_names import OVERLOAD, EcmaScriptNames
from ploke.graph.rules.ecmascript_type_text import type_tree
from ploke.graph.rules.ecmascript_types import SHAPED, is_promise
from ploke.graph.values import (
    ANYTHING,
    BOUND,
    CALLABLE,
    FUNCTION,
    HELD,
    INSTANCE,
    MEMBER,
    OBJECT,
    OUTSIDE,
    OWN,
    OWN_TYPE,
    TYPE,
    Value,
    Values,
)
from ploke.graph.views import FUNCTION_LIKE, SYMBOL, Definition, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, Binding, SymbolKind

_GLOBAL_OBJECTS: Final = frozenset({"window", "globalThis", "self", "global"})
_CALLS_ITSELF: Final = frozenset({"call", "apply"})


class EcmaScriptMembers(EcmaScriptNames):
    """The part of the rules that finds members."""

    # Members.

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; of a promise its own members, else those of what it is awaited for."""
        sort = value[0]
        if is_promise(value) and name not in PROMISE_MEMBERS:
            found: dict[Found, None] = {}
            for each in self.ordered(value[2][0]) if value[2] else ():
                found.update(dict.fromkeys(self.find_member(each, name)))
            return tuple(found)
        if sort == SHAPED:
            return self.find_in_shape(value, name)
        if sort == MEMBER:
            return self.find_in_object((OBJECT, f"{value[1][1]}.{value[2]}", ()), name)
        if sort == OUTSIDE:
            added = self._find_added(value[1], name)
            if added or not value[1].endswith(f":{DEFAULT}"):
                return added or super().find_member(value, name)
            return ((VALUE, (OUTSIDE, f"{value[1].removesuffix(DEFAULT)}{name}")),)
        if sort in (FUNCTION, BOUND, TYPE, OWN_TYPE):
            return self._find_in_callable(value, name)
        if name == "constructor" and sort in (INSTANCE, OWN):
            return ((VALUE, (TYPE if sort == INSTANCE else OWN_TYPE, *value[1:])),)
        return super().find_member(value, name)

    def _find_in_callable(self, value: Value, name: str) -> tuple[Found, ...]:
        found: tuple[Found, ...] = ()
        if value[0] == FUNCTION:
            found = self.find_in_class(self.view(value[1]), value[2], name, (TYPE, value[1], value[2], ()))
        found = found or super().find_member(value, name)
        if found:
            return found
        if name == "constructor":
            return ()
        if name == "prototype":
            return ((VALUE, (INSTANCE, value[1], value[2], ())),)
        if name in _CALLS_ITSELF:
            return ((VALUE, value),)
        if name == "bind":
            return ((VALUE, (CALLABLE, frozenset((value,)))),)
        return ()

    def find_in_class(self, view: View, symbol: int, name: str, receiver: Value) -> tuple[Found, ...]:
        """As elsewhere, static members apart; of a function what its prototype has and what is assigned to ``this``."""
        kind = view.symbols[symbol].kind
        static = receiver[0] in (TYPE, OWN_TYPE)
        if kind in FUNCTION_LIKE:
            return self.find_in_constructor(view, symbol, name, receiver, static=static)
        found = super().find_in_class(view, symbol, name, receiver)
        if found and found[0][0] == ATTRIBUTE_FOUND:
            scopes = dict.fromkeys(row.scope for row in view.attributes[symbol][name])
            written = [place for scope in scopes for place in self.assigned_to_own(view, scope, name)]
            found = tuple((SYMBOL_FOUND, view.number, place, None) for place in written) or found
        if kind is not SymbolKind.CLASS or receiver[0] == HELD:
            return found
        return tuple(
            item
            for item in found
            if item[0] != SYMBOL_FOUND
            or item[1] != view.number
            or ("static" in view.symbols[item[2]].markers) == static
        )

    def preferred(self, view: View, found: list[Found]) -> tuple[Found, ...]:
        """Of an accessor what reads; of a method with overloads the first and the body."""
        plain = [item for item in found if item[1] != view.number or "setter" not in view.symbols[item[2]].markers]
        return self._declarations(tuple(plain or found[:1]))

    def _declarations(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """Of the declarations of an overloaded function the first, which names it, and its body."""
        kept: list[Found] = []
        named = False
        for item in found if len(found) > 1 else ():
            if item[0] == SYMBOL_FOUND and OVERLOAD in self.view(item[1]).symbols[item[2]].markers:
                if named:
                    continue
                named = True
            kept.append(item)
        return tuple(kept) or found

    def denoted(self, view: View, scope: int, name: str, definitions: Sequence[Definition]) -> tuple[Found, ...]:
        """As elsewhere; of an overloaded function the first declaration and the body."""
        return self._declarations(super().denoted(view, scope, name, definitions))

    def bound(self, view: View, symbol: int, receiver: Value) -> Value:
        """A method as a member of an object or class; what a namespace holds is no method."""
        if receiver[0] not in (INSTANCE, OWN, TYPE, OWN_TYPE):
            return (FUNCTION, view.number, symbol)
        return (BOUND, view.number, symbol, receiver)

    def find_in_held(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; of a namespace what it offers."""
        view = self.view(value[1])
        found = (
            self._find_in_attribute(view, value, name)
            or self._assigned(view, value[2], f"{value[3]}.{name}")
            or super().find_in_held(value, name)
            or self._find_returned(view, value, name)
            or self._find_spread(view, value, name)
        )
        if found or value[4] == NONE:
            return found
        if view.symbols[value[4]].kind is SymbolKind.NAMESPACE:
            return tuple(item for item in self.find_in_scope(view, value[4], name) if not self._is_type_only(item))
        return ()

    @staticmethod
    def _find_in_attribute(view: View, value: Value, name: str) -> tuple[Found, ...]:
        """A member of an object that is assigned to a field: ``this.a = { b: c() }``."""
        _, file, scope, target, _ = value
        field = target.partition(".")[2]
        known = view.attributes.get(scope) if field else None
        return ((ATTRIBUTE_FOUND, file, scope, f"{field}.{name}"),) if known and f"{field}.{name}" in known else ()

    def _find_returned(self, view: View, value: Value, name: str) -> tuple[Found, ...]:
        """A member of an object that a function answers where it is written out, or of one in it."""
        _, file, scope, target, _ = value
        if target and target[0] != ".":
            return ()
        path = f"{target}.{name}"
        rows = [row for row in view.returns.get(scope, ()) if row.target == path and row.value]
        if any(row.value == "{}" for row in rows):
            return ((VALUE, (HELD, file, scope, path, NONE)),)
        return self._named_by(view, rows)

    def _find_spread(self, view: View, value: Value, name: str) -> tuple[Found, ...]:
        """A member that an object takes over from another, the last one that has it."""
        _, _, scope, target, _ = value
        if target and target[0] != ".":
            rows = view.entries.get(scope, {}).get(f"{target}.*", [])
        else:
            rows = [row for row in view.returns.get(scope, ()) if row.target == f"{target}.*"]
        for row in reversed(rows):
            for each in self.ordered(self.evaluate(view, row.scope, row.value)):
                found = self.find_member(each, name)
                if found:
                    return found
        return ()

    def _named_by(self, view: View, rows: Iterable[Binding]) -> tuple[Found, ...]:
        """What the values of bindings denote."""
        found: list[Found] = []
        for row in rows:
            items = self.find(view, row.scope, row.value)
            found += items or [(VALUE, each) for each in self.ordered(self.evaluate(view, row.scope, row.value))]
        return tuple(dict.fromkeys(found))

    def _assigned(self, view: View, scope: int, target: str) -> tuple[Found, ...]:
        """The function that is written out where a member is assigned in a scope: ``target`` is ``a.b``."""
        if target not in view.entries.get(scope, ()):
            return ()
        around = "" if scope == MODULE else f"{view.symbols[scope].qualified}."
        return tuple(
            (SYMBOL_FOUND, view.number, each.place, None)
            for each in self.definitions_of(view, scope, target.rpartition(".")[2])
            if each.sort == SYMBOL and view.symbols[each.place].qualified == around + target
        )

    def element(self, value: Value, index: str) -> Values:
        """As elsewhere; a literal key is a member's name."""
        sort = value[0]
        if index.startswith('["'):
            if sort == OBJECT and value[1] == BUILT_IN + "Record":
                return self.object_element(value, index)
            if sort == SHAPED:
                return self.shape_element(value, index)
            found = self.find_member(value, index[2:-2])
            return self.join(map(self.values_of, found)) if found else super().element(value, index)
        if sort == SHAPED:
            return self.shape_element(value, index)
        return super().element(value, index)

    def outside_result(self, name: str) -> Values:
        """An object, where what is called is a class by its name; what functions of the language yield."""
        if name.startswith(BUILT_IN):
            text = STATIC_RESULTS.get(name.removeprefix(BUILT_IN))
            if text is not None:
                return self.of_library(type_tree(text), {})
        last = name.rpartition(":")[2].rpartition(".")[2]
        return frozenset(((OBJECT, name, ()),)) if last[:1].isupper() else ANYTHING

    def instance_result(self, value: Value, view: View, scope: int) -> Values:
        """What the construct signatures of an interface yield."""
        found = [item for item in self.find_in_type(value, "new") if item[0] == SYMBOL_FOUND]
        return self.join(self.results_of(self.view(item[1]), item[2], value) for item in found) if found else ANYTHING

    def call_operators(self, value: Value) -> list[tuple[int, int]]:
        """The construct signatures of an interface."""
        return [(item[1], item[2]) for item in self.find_in_type(value, "new") if item[0] == SYMBOL_FOUND]

    def find_in_object(self, value: Value, name: str) -> tuple[Found, ...]:
        """A member of an object of a type outside the repository, which ``declare global`` may add to."""
        return self._find_added(value[1], name) or ((VALUE, (MEMBER, value, name)),)

    def _find_added(self, outside: str, name: str) -> tuple[Found, ...]:
        """A member that ``declare global`` of the repository adds to a built-in type or the global object."""
        kind = outside.removeprefix(BUILT_IN)
        if kind == outside or "." in kind:
            return ()
        if kind in _GLOBAL_OBJECTS:
            found = tuple(item for item in self.find_global(name) if not self._is_type_only(item))
            if found:
                return found
            kind = "Window"
        return tuple(
            member
            for item in self.find_global(kind)
            if item[0] == SYMBOL_FOUND
            for member in self.find_in_class(self.view(item[1]), item[2], name, (INSTANCE, item[1], item[2], ()))
        )
