"""Members of Rust's types: fields and variants, implementations wherever they stand, traits, what pointers lead to.

Source: The Rust Reference, "Implementations", "Traits", "Associated Items", "Method call expressions"; the
documentation of ``std::ops::Deref`` and ``std::iter::Iterator``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ploke.graph.entries import FOR_ALL, IMPLEMENTED
from ploke.graph.found import LOCAL, SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.inference import substituted
from ploke.graph.rules.rust_library import ITERATING, ITERATOR, MARKERS, SLICE, TUPLE, group_of, known_methods
from ploke.graph.rules.rust_types import RustTypes
from ploke.graph.values import (
    ANYTHING,
    CALLABLE,
    INSTANCE,
    MEMBER,
    OBJECT,
    OUTSIDE,
    OWN,
    OWN_TYPE,
    TYPE,
    VARIABLE,
    Value,
    Values,
)
from ploke.graph.views import SYMBOL, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, SymbolKind

Implementation = tuple[int, int]
"""A file and the symbol of an ``impl`` there."""

_MEMBERS: Final = frozenset({SymbolKind.METHOD, SymbolKind.CONSTANT, SymbolKind.TYPE_ALIAS, SymbolKind.FUNCTION})
_SELVES: Final = frozenset({"clone", "to_owned", "borrow", "borrow_mut"})
"""Methods of the standard library's traits that yield their own object, where a type has none of that name."""


class RustMembers(RustTypes):
    """The part of Rust's rules that finds members."""

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; of a type parameter those of its bounds."""
        if value[0] == VARIABLE:
            found: dict[Found, None] = {}
            for bound in self.ordered(self.bounds_of(value)):
                found.update(dict.fromkeys(self.find_member(bound, name)))
            if all(item[0] != SYMBOL_FOUND for item in found):
                more = self.find_for_all(value, name)
                if more:
                    return tuple(more)
            if not found and name in _SELVES:
                return ((VALUE, (CALLABLE, frozenset((value,)))),)
            return _repository_first(found)
        return super().find_member(value, name)

    def find_in_object(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; also what a trait of the repository adds to a type outside it."""
        found = super().find_in_object(value, name)
        if (found and found != ((VALUE, (MEMBER, value, name)),)) or value[1] == TUPLE or name in known_methods():
            return found
        return tuple(self.find_added(value, name) or self.find_for_all(value, name)) or found

    def find_in_type(self, value: Value, name: str) -> tuple[Found, ...]:
        """The fields, variants, methods and associated items of a type that have a name, its own before its traits'."""
        view = self.view(value[1])
        symbol = value[2]
        found: list[Found] = []
        for item in self.find_in_class(view, symbol, name, value):
            if item[0] == LOCAL:  # a field of a tuple
                values = self.rebound(self.values_of(item), value)
                found += [(VALUE, each) for each in self.ordered(values)]
            else:
                found.append(item)
        if view.symbols[symbol].kind is SymbolKind.TRAIT and not found:
            found += self.find_in_supertraits(value, name)
        if not found or view.symbols[symbol].kind is not SymbolKind.TRAIT:
            found += self.find_in_implementations(value, name)
        if not found and name in _SELVES:
            return ((VALUE, (CALLABLE, frozenset((value,)))),)
        if not found:
            found += self.find_for_all(value, name)
        if not found and name == "default" and value[0] in (TYPE, OWN_TYPE):
            return ((VALUE, (CALLABLE, self.call(value, view, symbol))),)
        return tuple(found)

    def find_added(self, value: Value, name: str) -> list[Found]:
        """A member that an implementation of a trait adds to a type outside the repository."""
        last = "[" if value[1] == SLICE else value[1].replace(":", ".").rpartition(".")[2]
        implementations = []
        for file, number in self.implementations_called(last):
            view = self.view(file)
            if any(self._is_same_outside(value, each) for each in self.implemented(view, number)):
                implementations.append((file, number))
        found: dict[Found, None] = {}
        for file, number in implementations:
            found.update(dict.fromkeys(self._members_of(self.view(file), number, name, value)))
        return list(found) or self._provided(value, name, tuple(implementations))

    def _is_same_outside(self, one: Value, other: Value) -> bool:
        """Whether two objects are of one type outside the repository, by whatever path of its crate it is named."""
        if other[0] != OBJECT:
            return False
        return bool(one[1] == other[1] or ((name := self.library_name(one[1])) and name == self.library_name(other[1])))

    def find_for_all(self, value: Value, name: str) -> list[Found]:
        """A member that a trait adds to all types that have its bounds: ``impl<T: Bound> Trait for T``."""
        found: dict[Found, None] = {}
        for file, number in self._implementations_for_all():
            view = self.view(file)
            variable = (VARIABLE, file, number, view.symbols[number].name)
            traits = [trait for trait in self.traits_of(view, number) if trait[0] == TYPE]
            rows = self._members_of(view, number, name, value)
            for trait in traits if not rows else ():
                rows += self.find_in_class(self.view(trait[1]), trait[2], name, value)
            if rows and all(self.has_bound(value, bound) for bound in self.bounds_of(variable)):
                found.update(dict.fromkeys(rows))
        return list(found)

    def _implementations_for_all(self) -> tuple[Implementation, ...]:
        return self.remembered(("k", FOR_ALL), self._find_for_all)  # type: ignore[no-any-return]

    def _find_for_all(self) -> tuple[Implementation, ...]:
        found = []
        for file in self.files_defining(FOR_ALL):
            if self.is_rust(file):
                view = self.view(file)
                self.asked.add(view.key(FOR_ALL))
                for number, symbol in enumerate(view.symbols):
                    if symbol.kind is SymbolKind.IMPLEMENTATION and any(
                        row.target == symbol.name for row in view.type_parameters.get(number, ())
                    ):
                        self.ask_entry(view, number)
                        found.append((file, number))
        return tuple(found)

    def has_bound(self, value: Value, bound: Value) -> bool:
        """Whether what is known of an object says that its type has a bound."""
        if bound[0] == OBJECT:
            last = self.library_name(bound[1])
            if last in MARKERS:
                return True
            if last not in ("Iterator", "IntoIterator"):
                return False
            if value[0] == OBJECT:
                return group_of(self.library_name(value[1])) == "sequence"
            if value[0] == VARIABLE:
                return any(self.has_bound(each, bound) for each in self.bounds_of(value))
            return value[0] in (INSTANCE, OWN) and any(
                trait[0] == OUTSIDE and self.library_name(trait[1]) == last
                for file, number in self.implementations(value[1], value[2])
                for trait in self.traits_of(self.view(file), number)
            )
        if bound[0] != INSTANCE:
            return False
        if value[0] == VARIABLE:
            return any(self.has_bound(each, bound) for each in self.bounds_of(value))
        if value[0] not in (INSTANCE, OWN, TYPE, OWN_TYPE):
            return False
        if (bound[1], bound[2]) in self.linearised(value[1], value[2]):
            return True
        return any(
            trait[0] == TYPE and trait[1:3] == bound[1:3]
            for file, number in self.implementations(value[1], value[2])
            for trait in self.traits_of(self.view(file), number)
        )

    def find_in_supertraits(self, value: Value, name: str) -> list[Found]:
        """A member of the traits that a trait builds on."""
        for file, symbol in self.linearised(value[1], value[2])[1:]:
            if file != NONE:
                found = self.find_in_class(self.view(file), symbol, name, value)
                if found:
                    return list(found)
        return []

    # Implementations.

    def implementations(self, file: int, symbol: int) -> tuple[Implementation, ...]:
        """All ``impl`` blocks for a type, by file."""
        return self.remembered(("I", file, symbol), self._implementations, file, symbol, closing=())  # type: ignore[no-any-return]

    def _implementations(self, file: int, symbol: int) -> tuple[Implementation, ...]:
        found = []
        for other, number in self.implementations_called(self.view(file).symbols[symbol].name):
            values = self.implemented(self.view(other), number)
            if any(value[0] in (INSTANCE, OWN) and value[1:3] == (file, symbol) for value in values):
                found.append((other, number))
        return tuple(found)

    def implementations_called(self, name: str) -> tuple[Implementation, ...]:
        """All ``impl`` blocks for types of a bare name, by file."""
        return self.remembered(("c", IMPLEMENTED + name), self._implementations_called, name)  # type: ignore[no-any-return]

    def _implementations_called(self, name: str) -> tuple[Implementation, ...]:
        found = []
        for file in self.files_defining(IMPLEMENTED + name):
            if self.is_rust(file):
                view = self.view(file)
                self.asked.add(view.key(IMPLEMENTED + name))
                for number in self._implementations_in(view).get(name, ()):
                    self.ask_entry(view, number)
                    found.append((file, number))
        return tuple(found)

    def _implementations_in(self, view: View) -> Mapping[str, list[int]]:
        """The implementations of a file by the bare name of what they are for."""
        return self.remembered(("h", view.number), self._find_implementations, view, closing={})  # type: ignore[no-any-return]

    @staticmethod
    def _find_implementations(view: View) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, symbol in enumerate(view.symbols):
            if symbol.kind is SymbolKind.IMPLEMENTATION:
                name = "[" if symbol.name.startswith("[") else symbol.name
                found.setdefault(name, []).append(number)
        return found

    def ask_entry(self, view: View, symbol: int) -> None:
        """Record that a symbol of a file was looked into."""
        while view.symbols[symbol].parent != MODULE:
            symbol = view.symbols[symbol].parent
        self.asked.add(view.key(view.symbols[symbol].name))

    def traits_of(self, view: View, implementation: int) -> list[Value]:
        """The traits that an ``impl`` implements; none for one of a type's own members."""
        key = ("j", view.number, implementation)
        return self.remembered(key, self.base_values, view, implementation, closing=[])  # type: ignore[no-any-return]

    def find_in_implementations(self, value: Value, name: str) -> list[Found]:
        """Members from ``impl`` blocks: of the type's own, else of its traits', else what their traits provide."""
        inherent: list[Found] = []
        by_trait: list[Found] = []
        implementations = self.implementations(value[1], value[2])
        for file, number in implementations:
            view = self.view(file)
            rows = self._members_of(view, number, name, value)
            if rows and self._may_apply(view, number, value):
                if view.symbols[number].bases:
                    by_trait += rows
                else:
                    inherent += rows
        return inherent or by_trait or self._provided(value, name, implementations)

    @staticmethod
    def _members_of(view: View, implementation: int, name: str, receiver: Value) -> list[Found]:
        """What an ``impl`` itself defines by a name."""
        return [
            (SYMBOL_FOUND, view.number, row.place, receiver)
            for row in view.names.get(implementation, {}).get(name, ())
            if row.sort == SYMBOL and view.symbols[row.place].kind in _MEMBERS
        ]

    def _may_apply(self, view: View, implementation: int, value: Value) -> bool:
        """Whether an ``impl`` may be for this object, as far as its type arguments are known."""
        if not value[3]:
            return True
        for own in self.implemented(view, implementation):
            pairs = zip(own[3], value[3], strict=False) if own[1:3] == value[1:3] else ()
            if all(_may_be_same(one, other) for one, other in pairs):
                return True
        return False

    def _provided(self, value: Value, name: str, implementations: tuple[Implementation, ...]) -> list[Found]:
        """What the traits of a type provide themselves, what it leads to as a pointer, what it does as an iterator."""
        found: dict[Found, None] = {}
        targets: dict[Value, None] = {}
        for file, number in implementations:
            view = self.view(file)
            for trait in self.traits_of(view, number):
                if trait[0] == TYPE:
                    items = self.find_in_class(self.view(trait[1]), trait[2], name, value)
                    found.update(dict.fromkeys(items))
                elif trait[0] == OUTSIDE:
                    last = self.library_name(trait[1])
                    if last == "Deref" and value[0] in (INSTANCE, OWN):
                        targets.update(dict.fromkeys(self.ordered(self._associated(view, number, "Target", value))))
                    elif last == "Iterator" and name in ITERATING:
                        item = self._associated(view, number, "Item", value)
                        found[VALUE, (MEMBER, (OBJECT, ITERATOR, (item,)), name)] = None
        if not found:
            for target in targets:
                if target[:3] != value[:3]:
                    found.update(dict.fromkeys(self.find_member(target, name)))
        return list(found)

    def _associated(self, view: View, implementation: int, name: str, receiver: Value) -> Values:
        """Objects of an associated type of an ``impl``."""
        for row in view.names.get(implementation, {}).get(name, ()):
            if row.sort == SYMBOL and view.symbols[row.place].kind is SymbolKind.TYPE_ALIAS:
                return self.aliased(view, row.place, (), receiver)
        return ANYTHING

    # What an object's type arguments make of its members.

    def symbol_values(self, view: View, symbol: int, receiver: Value | None) -> Values:
        """As elsewhere; the type of a field is that of this object."""
        values = super().symbol_values(view, symbol, receiver)
        if receiver is not None and view.symbols[symbol].kind is SymbolKind.FIELD:
            return self.rebound(values, receiver)
        return values

    def results_of(self, view: View, function: int, receiver: Value | None) -> Values:
        """As elsewhere, for the type arguments of what it is called on."""
        values: Values = self.remembered(("r", view.number, function), self._results_of, view, function)
        return self.rebound(values, receiver) if receiver is not None else values

    def rebound(self, values: Values, receiver: Value) -> Values:
        """``values`` with a trait's own type, and the type parameters of its holder, replaced by what is known."""
        if receiver[0] == VARIABLE:
            return frozenset(receiver if value[0] == OWN else value for value in values)
        values = super().rebound(values, receiver)
        if receiver[0] not in (INSTANCE, TYPE) or not receiver[3]:
            return values
        return substituted(values, self._known_arguments(receiver))

    def _known_arguments(self, receiver: Value) -> Mapping[Value, Values]:
        """What the type parameters of a type, and those of its implementations, stand for in an object."""
        return self.remembered(("a", receiver[1], receiver), self._find_arguments, receiver, closing={})  # type: ignore[no-any-return]

    def _find_arguments(self, receiver: Value) -> dict[Value, Values]:
        _, file, symbol, arguments = receiver
        known: dict[Value, Values] = {}
        view = self.view(file)
        for row, given in zip(view.type_parameters.get(symbol, ()), arguments, strict=False):
            known[VARIABLE, file, symbol, row.target] = given
        for other, number in self.implementations(file, symbol):
            for own in self.implemented(self.view(other), number):
                if own[0] == INSTANCE and own[1:3] == (file, symbol):
                    for part, given in zip(own[3], arguments, strict=False):
                        for value in part:
                            if value[0] == VARIABLE:
                                known[value] = given
        return {variable: given for variable, given in known.items() if given != frozenset((variable,))}

    # Types as objects.

    def instance_element(self, value: Value, index: str) -> Values:
        """What an object goes over, as it says as an iterator."""
        if index != "[*]":
            return ANYTHING
        for file, number in self.implementations(value[1], value[2]):
            view = self.view(file)
            for trait in self.traits_of(view, number):
                if trait[0] == OUTSIDE and self.library_name(trait[1]) in ("Iterator", "IntoIterator"):
                    return self._associated(view, number, "Item", value)
        return ANYTHING

    def instance_result(self, value: Value, view: View, scope: int) -> Values:
        """A variant's object is what calling it yields."""
        return frozenset((value,)) if self.view(value[1]).symbols[value[2]].kind is SymbolKind.ENUM else ANYTHING

    def call(self, value: Value, view: View, scope: int) -> Values:
        """As elsewhere; of a type parameter that is bounded by a function what that yields."""
        if value[0] == VARIABLE:
            return self.join(self.call(bound, view, scope) for bound in self.bounds_of(value)) or ANYTHING
        return super().call(value, view, scope)

    def element(self, value: Value, index: str) -> Values:
        """As elsewhere; of a type parameter that is bounded by an iterator what that goes over."""
        if value[0] == VARIABLE:
            return self.join(self.element(bound, index) for bound in self.bounds_of(value)) or ANYTHING
        return super().element(value, index)


def _repository_first(found: Iterable[Found]) -> tuple[Found, ...]:
    """What bounds in the repository say, where they say anything; else what bounds outside may."""
    items = tuple(found)
    return tuple(item for item in items if item[0] == SYMBOL_FOUND) or items


def _may_be_same(one: Values, other: Values) -> bool:
    """Whether two type arguments may be the same: some of one is not known or a parameter, or both have it."""
    loose = (VARIABLE, "unknown", CALLABLE, OWN)
    if not one or not other or any(value[0] in loose for value in (*one, *other)):
        return True
    return bool(
        {value[:3] if value[0] == INSTANCE else value[:2] for value in one}
        & {value[:3] if value[0] == INSTANCE else value[:2] for value in other}
    )
