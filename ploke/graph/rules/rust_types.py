"""Rust's types: what their text means, and what objects of the standard library's types yield.

Source: The Rust Reference, "Types", "Type aliases", "Generic parameters", "Trait and lifetime bounds".
"""

from __future__ import annotations

from typing import Final

from ploke.graph.found import SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.inference import substituted
from ploke.graph.rules.rust_library import (
    AWAITED,
    ITERATOR,
    LIBRARY_CRATES,
    METHODS,
    MIRRORS,
    OPTION,
    SLICE,
    TUPLE,
    group_of,
)
from ploke.graph.rules.rust_modules import RustModules
from ploke.graph.rules.rust_type_text import TypeText, parse_type
from ploke.graph.values import (
    ANYTHING,
    CALLABLE,
    INSTANCE,
    MEMBER,
    NOTHING,
    OBJECT,
    OUTSIDE,
    OWN,
    OWN_TYPE,
    TYPE,
    VARIABLE,
    Value,
    Values,
)
from ploke.graph.views import View
from ploke.model.facts import MODULE, SymbolKind

SELF: Final = "Self"
_WITH_OUTPUT: Final = frozenset({"Iterator", "IntoIterator", "DoubleEndedIterator", "ExactSizeIterator", "Deref"})


class RustTypes(RustModules):
    """The part of Rust's rules that reads types."""

    def of_type(self, view: View, scope: int, text: str) -> Values:
        """Objects of a type."""
        return self.remembered(("t", view.number, scope, text), self._of_type, view, scope, text)  # type: ignore[no-any-return]

    def _of_type(self, view: View, scope: int, text: str) -> Values:
        return self.meant(view, scope, parse_type(text))

    def meant(self, view: View, scope: int, tree: TypeText) -> Values:
        """Objects of a type that was taken apart."""
        if tree.kind == "path":
            return self._of_path(view, scope, tree)
        if tree.kind == "bounds":
            known = [self.meant(view, scope, part) for part in tree.parts]
            return self.join(values for values in known if values != ANYTHING) or ANYTHING
        if tree.kind == "member":
            return self._of_member(view, scope, tree)
        parts = tuple(self.meant(view, scope, part) for part in tree.parts)
        if tree.kind == "tuple":
            return frozenset(((OBJECT, TUPLE, parts),))
        if tree.kind == "list":
            return frozenset(((OBJECT, SLICE, parts),))
        if tree.kind == "function":
            return frozenset(((CALLABLE, parts[0], parts[1:]),))
        return ANYTHING

    def _of_path(self, view: View, scope: int, tree: TypeText) -> Values:
        arguments = tuple(self.meant(view, scope, part) for part in tree.parts)
        last = tree.name.rpartition("::")[2]
        named: tuple[Values, ...] = ()
        if last in _WITH_OUTPUT or last in AWAITED:
            named = tuple(self.meant(view, scope, part) for _, part in tree.named)
        found: set[Value] = set()
        for item in self.find_type_path(view, scope, tree.name):
            found |= self.instances(item, arguments or named)
        if last in AWAITED and len(arguments or named) == 1 and all(value[0] == OBJECT for value in found):
            return (arguments or named)[0]
        return frozenset(found) if found else ANYTHING

    def _of_member(self, view: View, scope: int, tree: TypeText) -> Values:
        found: set[Value] = set()
        for part in tree.parts:
            for value in self.ordered(self.meant(view, scope, part)):
                for item in self.find_member(self.as_type(value), tree.name):
                    found |= self.instances(item, ())
        return frozenset(found) if found else ANYTHING

    @staticmethod
    def as_type(value: Value) -> Value:
        """The type of an object."""
        if value[0] == INSTANCE:
            return (TYPE, *value[1:])
        return (OWN_TYPE, *value[1:]) if value[0] == OWN else value

    def find_type_path(self, view: View, scope: int, path: str) -> tuple[Found, ...]:
        """The types that a path names in a scope."""
        before, joint, last = path.rpartition("::")
        if not joint:
            return self.find_type_name(view, scope, path)
        if not before:
            return self.find_outermost(view, last)
        if before.startswith("::"):
            values = self.join(map(self.values_of, self.find_outermost(view, before[2:].partition("::")[0])))
            names = before[2:].split("::")[1:]
            for name in names:
                values = self.join(
                    self.values_of(item) for value in self.ordered(values) for item in self.find_member(value, name)
                )
        else:
            values = self.path_values(view, scope, before)
        found: dict[Found, None] = {}
        for value in self.ordered(values):
            found.update((item, None) for item in self.find_member(value, last) if self.is_type(item))
        return tuple(found)

    def find_type_name(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """As elsewhere; also ``Self`` and type parameters."""
        if name == SELF:
            return tuple((VALUE, value) for value in self.ordered(self.own_type(view, scope)))
        inner = scope
        while inner != MODULE:
            if any(row.target == name for row in view.type_parameters.get(inner, ())):
                return ((VALUE, (VARIABLE, view.number, inner, name)),)
            if view.symbols[inner].kind is SymbolKind.MODULE:
                break
            inner = view.parent(inner)
        return super().find_type_name(view, scope, name)

    def own_type(self, view: View, scope: int) -> Values:
        """What ``Self`` is in a scope."""
        while scope != MODULE:
            kind = view.symbols[scope].kind
            if kind is SymbolKind.IMPLEMENTATION:
                return frozenset(self.as_type(value) for value in self.implemented(view, scope))
            if kind is SymbolKind.TRAIT:
                return frozenset(((OWN_TYPE, view.number, scope, ()),))
            if view.is_class(scope):
                own = tuple(
                    frozenset(((VARIABLE, view.number, scope, row.target),))
                    for row in view.type_parameters.get(scope, ())
                )
                return frozenset(((TYPE, view.number, scope, own),))
            scope = view.parent(scope)
        return NOTHING

    def implemented(self, view: View, implementation: int) -> Values:
        """Objects of the type that an ``impl`` is for."""
        for row in view.parameters.get(implementation, ()):
            if row.target == SELF:
                return self.of_type(view, implementation, row.annotation)
        return NOTHING

    def instances(self, found: Found, arguments: tuple[Values, ...]) -> Values:
        """Objects of a type that was found, with its type arguments."""
        if found[0] == SYMBOL_FOUND:
            view = self.view(found[1])
            kind = view.symbols[found[2]].kind
            if kind is SymbolKind.TYPE_ALIAS:
                return self.aliased(view, found[2], arguments, found[3])
            if view.is_class(found[2]):
                return frozenset(((INSTANCE, found[1], found[2], arguments),))
            return ANYTHING
        if found[0] != VALUE:
            return ANYTHING
        value = found[1]
        if value[0] == TYPE:
            return frozenset(((INSTANCE, *value[1:3], arguments or value[3]),))
        if value[0] == OWN_TYPE:
            return frozenset(((OWN, *value[1:]),))
        if value[0] == OUTSIDE:
            return frozenset(((OBJECT, value[1], arguments),))
        return frozenset((value,)) if value[0] in (INSTANCE, OBJECT, CALLABLE, VARIABLE, OWN) else ANYTHING

    def aliased(self, view: View, symbol: int, arguments: tuple[Values, ...], receiver: Value | None = None) -> Values:
        """Objects of the type that an alias stands for, or of an associated type."""
        row = view.symbols[symbol]
        texts = [
            binding.annotation
            for definition in view.names[row.parent].get(row.name, ())
            if definition.sort not in (0, 1) and (binding := view.bindings[definition.place]).annotation
        ]
        if not texts:
            return ANYTHING
        values = self.of_type(view, symbol, texts[0])
        known: dict[Value, Values] = {}
        for number, name in enumerate(view.type_parameters.get(symbol, ())):
            if number < len(arguments):
                known[VARIABLE, view.number, symbol, name.target] = arguments[number]
            elif name.value:
                known[VARIABLE, view.number, symbol, name.target] = self.of_type(view, symbol, name.value)
        values = substituted(values, known) if known else values
        return self.rebound(values, receiver) if receiver is not None else values

    def alias_values(self, view: View, symbol: int) -> Values:
        """The type that an alias stands for."""
        return frozenset(
            (OUTSIDE, value[1]) if value[0] == OBJECT and not value[1].startswith("builtin:") else self.as_type(value)
            for value in self.aliased(view, symbol, ())
        )

    def base_of(self, view: View, scope: int, text: str) -> Values:
        """The trait that a base names."""
        tree = parse_type(text)
        if tree.kind != "path":
            return NOTHING
        return self.join(map(self.values_of, self.find_type_path(view, scope, tree.name)))

    # Objects of types outside the repository.

    def find_in_object(self, value: Value, name: str) -> tuple[Found, ...]:
        """A member of an object; those of pointers, and of what ``?`` takes apart, are also those of what is inside."""
        kind, arguments = value[1], value[2]
        if kind == TUPLE:
            if name.isdigit() and int(name) < len(arguments):
                return tuple((VALUE, part) for part in self.ordered(arguments[int(name)]))
            return ()
        last = self.library_name(kind)
        group = group_of(last)
        if group in ("maybe", "pointer") and arguments and name not in METHODS[group]:
            found: dict[Found, None] = {}
            for part in self.ordered(arguments[0]):
                found.update(dict.fromkeys(self.find_member(part, name)))
            return tuple(found)
        return ((VALUE, (MEMBER, value, name)),)

    @staticmethod
    def library_name(name: str) -> str:
        """The last name of a type that behaves as one of the standard library's; "" for any other."""
        crate, _, path = name.partition(":")
        if crate == "builtin":
            return path
        return path.rpartition(".")[2] if crate in MIRRORS or crate in LIBRARY_CRATES else ""

    def member_result(self, holder: Value, name: str) -> Values:
        """What a method of the standard library yields."""
        if holder[0] != OBJECT:
            return ANYTHING
        rule = METHODS.get(group_of(self.library_name(holder[1])), {}).get(name, "")
        if rule == "same":
            return frozenset((holder,))
        arguments = holder[2]
        if not rule or rule == "unknown" or not arguments:
            return ANYTHING
        wrapper, _, which = rule.rpartition(" ")
        values: Values = ANYTHING
        if which == "first":
            values = arguments[0]
        elif which == "last":
            values = arguments[-1]
        elif which == "entries":
            values = frozenset(((OBJECT, TUPLE, arguments),))
        elif which == "counted":
            values = frozenset(((OBJECT, TUPLE, (ANYTHING, arguments[-1])),))
        elif which == "paired":
            values = frozenset(((OBJECT, TUPLE, (arguments[-1], ANYTHING)),))
        if wrapper == "option":
            return frozenset(((OBJECT, OPTION, (values,)),))
        return frozenset(((OBJECT, ITERATOR, (values,)),)) if wrapper == "iterator" else values

    def object_element(self, value: Value, index: str) -> Values:
        """What ``for`` goes over, and what an index selects."""
        arguments = value[2]
        group = group_of(self.library_name(value[1]))
        if not arguments or value[1] == TUPLE or not group:
            return ANYTHING
        if group == "map" and index == "[*]":
            return frozenset(((OBJECT, TUPLE, arguments),))
        if group in ("pointer", "maybe"):
            inner = self.join(self.element(part, index) for part in arguments[0])
            return inner if inner != ANYTHING or group == "pointer" else arguments[0]
        return arguments[-1]  # type: ignore[no-any-return]

    def object_result(self, value: Value) -> Values:
        """What calling an object yields: a boxed function's result."""
        if group_of(self.library_name(value[1])) in ("pointer", "maybe") and value[2]:
            return self.join(part[1] if part[0] == CALLABLE else ANYTHING for part in value[2][0])
        return ANYTHING
