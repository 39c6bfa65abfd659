"""Java's members: what a type is, its ancestors with their type arguments, and the fields and methods it has of them.

Source: The Java Language Specification (SE 21), 4.10, 8.2 to 8.4 and 9.2 to 9.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from ploke.graph.found import SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.java_library import LibraryMethod, library_type
from ploke.graph.rules.java_type_text import parse_type
from ploke.graph.rules.java_types import WORLDWIDE, JavaTypes
from ploke.graph.rules.java_values import ANY_OBJECT, ARRAY, OBJECT_NAME, TypeKey, type_key
from ploke.graph.values import (
    ANYTHING,
    INSTANCE,
    MEMBER,
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
from ploke.model.facts import BindingKind, SymbolKind, Visibility

_NO_ARGUMENTS: Final[Mapping[Value, Values]] = {}
_FIELDS: Final = frozenset({SymbolKind.FIELD, SymbolKind.CONSTANT, SymbolKind.ENUM_MEMBER, SymbolKind.VARIABLE})


class Method(NamedTuple):
    """A method as a member of ``holder``, the type that declares it: a symbol of a file, or one of the library."""

    file: int
    symbol: int
    name: str
    holder: Value
    known: LibraryMethod | None = None


class JavaMembers(JavaTypes):
    """The part of Java's rules that finds members."""

    # Ancestors.

    def supertypes(self, key: TypeKey) -> tuple[Value, ...]:
        """What a type extends and implements, in order, in terms of its own type variables."""
        file, symbol = key
        if file == NONE:
            known = library_type(str(symbol))
            bases = known.bases if known is not None else ()
            return tuple(value for text in bases for value in self.library_values(str(symbol), (), text))
        view = self.view(file)
        row = view.symbols[int(symbol)]
        if row.kind is SymbolKind.ENUM_MEMBER:
            return ((INSTANCE, file, row.parent, ()),)
        found: list[Value] = []
        for text in row.bases:
            found += self.ordered(self.base_of_type(view, int(symbol), text))
        if row.kind is SymbolKind.ENUM:
            found.append((OBJECT, "java.lang:Enum", (frozenset(((INSTANCE, file, symbol, ()),)),)))
        elif "record" in row.markers:
            found.append((OBJECT, "java.lang:Record", ()))
        return tuple(found)

    def superclass(self, key: TypeKey) -> Value:
        """What a class extends: the first of its bases, unless that is an interface."""
        for base in self.supertypes(key)[:1]:
            if base[0] in (INSTANCE, OBJECT) and not self.is_interface(base):
                return base
        return (OBJECT, OBJECT_NAME, ())

    def base_of_type(self, view: View, symbol: int, text: str) -> Values:
        """What the text of a base says: its names are looked up around the type, but for its own type parameters."""
        parsed = parse_type(text)
        if parsed is None:
            return ANYTHING
        own = self.type_parameters((view.number, symbol))

        def find(name: str) -> Values:
            if name in own:
                return frozenset(((VARIABLE, view.number, symbol, name),))
            return self.find_written_type(view, view.parent(symbol), name)

        return self.meant(parsed, find)

    def base_values(self, view: View, symbol: int) -> list[Value]:
        """The bases of a type, in order."""
        return list(self.supertypes((view.number, symbol)))

    def linearised(self, file: int, symbol: int) -> tuple[TypeKey, ...]:
        """A type and its ancestors: superclasses first, none before what extends it, and none twice."""
        return self.ancestor_keys((file, symbol))

    def ancestor_keys(self, key: TypeKey) -> tuple[TypeKey, ...]:
        """A type and its ancestors in the order in which members are looked up."""
        return tuple(type_key(value) for value in self.lineage(key))

    def lineage(self, key: TypeKey) -> tuple[Value, ...]:
        """A type and its ancestors as objects, in terms of its own type variables; ``UNKNOWN`` for what is not known.

        A circle is cut where it closes.
        """
        file = key[0] if key[0] != NONE else WORLDWIDE
        found: tuple[Value, ...] = self.remembered(("l", file, key[1]), self._lineage, key, closing=())
        return found or (self.own_object(key),)

    def _lineage(self, key: TypeKey) -> tuple[Value, ...]:
        own = self.own_object(key)
        above: dict[TypeKey, Value] = {}
        for base in reversed(self.supertypes(key)):
            if base[0] in (INSTANCE, OBJECT):
                line = {type_key(value): value for value in self.ancestors(base)}
            else:
                line = {(NONE, ""): UNKNOWN}
            # What a later base has as well stands behind that, and so do its own ancestors.
            above = {**{each: value for each, value in line.items() if each not in above}, **above}
        above.pop(key, None)
        root = above.pop((NONE, OBJECT_NAME), (OBJECT, OBJECT_NAME, ()))
        return (own, *above.values(), root) if key != (NONE, OBJECT_NAME) else (own,)

    def is_interface(self, value: Value) -> bool:
        """Whether an object is of an interface of the repository."""
        return value[0] == INSTANCE and self.view(value[1]).symbols[value[2]].kind is SymbolKind.INTERFACE

    def own_object(self, key: TypeKey) -> Value:
        """An object of a type as its own body sees it: its type arguments are its type variables."""
        names = self.type_parameters(key)
        arguments = tuple(frozenset(((VARIABLE, *key, name),)) for name in names) if names else ()
        return (INSTANCE, *key, arguments) if key[0] != NONE else (OBJECT, key[1], arguments)

    def ancestors(self, value: Value) -> tuple[Value, ...]:
        """An object's type and its ancestors, with the type arguments that the object's make of theirs."""
        if value[0] == VARIABLE:
            found = dict.fromkeys(row for bound in self.ordered(self.bounds(value)) for row in self.ancestors(bound))
            return tuple(found)
        if value[0] not in (INSTANCE, OBJECT, TYPE, OUTSIDE):
            return ()
        rows = self.lineage(type_key(value))
        known = self.arguments_of(value)
        return tuple(self.substituted_object(row, known) for row in rows) if known else rows

    def substituted_object(self, value: Value, known: Mapping[Value, Values]) -> Value:
        """An object with its type arguments' variables replaced."""
        if len(value) < 3 or not value[-1]:
            return value
        return (*value[:-1], tuple(self.substituted(part, known) for part in value[-1]))

    def arguments_of(self, value: Value) -> Mapping[Value, Values]:
        """What an object's type variables stand for; what is not said is erased to bounds."""
        if value[0] == INSTANCE:
            listed = self.view(value[1]).type_parameters
            if not listed or value[2] not in listed:
                return _NO_ARGUMENTS
        key = type_key(value)
        names = self.type_parameters(key)
        if not names:
            return _NO_ARGUMENTS
        given = value[-1] if value[0] != OUTSIDE else ()
        variables: list[Value] = [(VARIABLE, *key, name) for name in names]
        if len(given) != len(names):
            return {variable: self.erased(variable) for variable in variables}
        return {
            variable: part for variable, part in zip(variables, given, strict=True) if part != frozenset((variable,))
        }

    def erased(self, variable: Value) -> Values:
        """What stands for a type variable that nothing is known of."""
        bounds = self.bounds(variable)
        if bounds == ANY_OBJECT:
            return ANYTHING
        return frozenset(
            UNKNOWN if value[0] == VARIABLE else (*value[:-1], ()) if len(value) > 2 else value for value in bounds
        )

    def as_ancestor(self, value: Value, key: TypeKey) -> Value | None:
        """An object as one of an ancestor of its type; None where that is none, or not known to be."""
        if value[0] == VARIABLE:
            found = (self.as_ancestor(bound, key) for bound in self.ordered(self.bounds(value)))
            return next((row for row in found if row is not None), None)
        if value[0] not in (INSTANCE, OBJECT, TYPE, OUTSIDE):
            return None
        for row in self.lineage(type_key(value)):
            if type_key(row) == key:
                known = self.arguments_of(value)
                return self.substituted_object(row, known) if known else row
        return None

    def common(self, alternatives: Iterable[Values]) -> Values:
        """The nearest type that all of several have in common."""
        values = list(dict.fromkeys(value for part in alternatives for value in self.ordered(part)))
        if len(values) < 2 or any(value[0] not in (INSTANCE, OBJECT) for value in values):
            return frozenset(values)
        rest = [{type_key(row) for row in self.ancestors(value)} for value in values[1:]]
        for row in self.ancestors(values[0]):
            if all(type_key(row) in keys for keys in rest):
                return frozenset((row,))
        return frozenset(values)

    def is_inherited(self, file: int, symbol: int, heir: TypeKey) -> bool:
        """Whether a type has a member of itself or an ancestor.

        Private ones are not inherited (8.2), nor static methods of interfaces (8.4.8).
        """
        view = self.view(file)
        row = view.symbols[symbol]
        if (file, row.parent) == heir:
            return True
        if row.kind is SymbolKind.METHOD and "static" in row.markers:
            return view.symbols[row.parent].kind is not SymbolKind.INTERFACE
        return row.visibility is not Visibility.PRIVATE

    # Fields.

    def find_field(self, value: Value, name: str) -> tuple[Found, ...]:
        """A field of an object or type, its own or inherited."""
        if value[0] == VARIABLE:
            found = (self.find_field(bound, name) for bound in self.ordered(self.bounds(value)))
            return next(filter(None, found), ())
        if value[0] not in (INSTANCE, OBJECT, TYPE, OUTSIDE):
            return ()
        key = type_key(value)
        outside: tuple[Found, ...] = ()
        for row in self.lineage(key):
            if row[0] == INSTANCE:
                symbol = self._own_field(row, name, key)
                if symbol != NONE:
                    known = self.arguments_of(value)
                    return ((SYMBOL_FOUND, row[1], symbol, self.substituted_object(row, known) if known else row),)
            elif row[0] == OBJECT:
                listed = library_type(row[1])
                if (listed is None and not outside) or (listed is not None and name in listed.fields):
                    outside = ((VALUE, (MEMBER, row, name)),)
        return outside

    def _own_field(self, holder: Value, name: str, heir: TypeKey) -> int:
        """The field of a name that a type of the repository declares itself and ``heir`` has; ``NONE`` for none."""
        view = self.view(holder[1])
        for definition in self.definitions_of(view, holder[2], name):
            if (
                definition.sort == SYMBOL
                and view.symbols[definition.place].kind in _FIELDS
                and self.is_inherited(holder[1], definition.place, heir)
            ):
                return definition.place
        return NONE

    def field_values(self, view: View, symbol: int, holder: Value | None) -> Values:
        """What a field is as a member of ``holder``."""
        row = view.symbols[symbol]
        if row.kind is SymbolKind.ENUM_MEMBER:
            return frozenset(((INSTANCE, view.number, row.parent, ()),))
        values = self.bound_values(view, row.parent, row.name)
        return self.substituted(values, self.arguments_of(holder)) if holder is not None else values

    def member_values(self, value: Value) -> Values:
        """What a field of a type outside the repository is."""
        holder, name = value[1], value[2]
        known = library_type(holder[1])
        if known is None or name not in known.fields:
            return ANYTHING
        return self.library_values(holder[1], (), known.fields[name])

    # Methods.

    def find_methods(self, value: Value, name: str) -> tuple[Method, ...]:
        """All methods of a name that an object or type has: its own and inherited ones, without those overridden.

        What a type outside the repository may have that is not known follows as ``Method`` without ``known``.
        """
        if value[0] == VARIABLE:
            rows = (row for bound in self.ordered(self.bounds(value)) for row in self.find_methods(bound, name))
            return tuple(dict.fromkeys(rows))
        if value[0] not in (INSTANCE, OBJECT, TYPE, OUTSIDE):
            return ()
        key = type_key(value)
        file = key[0] if key[0] != NONE else WORLDWIDE
        found: tuple[Method, ...] = self.remembered(("m", file, key[1], name), self._methods_called, key, name)
        known = self.arguments_of(value)
        if not known:
            return found
        return tuple(row._replace(holder=self.substituted_object(row.holder, known)) for row in found)

    def _methods_called(self, key: TypeKey, name: str) -> tuple[Method, ...]:
        found: list[Method] = []
        outside: list[Method] = []
        for row in self.lineage(key):
            if row[0] == INSTANCE:
                for method in self.own_methods(row, name):
                    if self.is_inherited(method.file, method.symbol, key) and not any(
                        self._hides(other, method) for other in (*found, *outside)
                    ):
                        found.append(method)
            elif row[0] == OBJECT:
                known = library_type(row[1])
                if known is None:
                    outside.append(Method(NONE, NONE, name, row))
                    continue
                listed = [Method(NONE, NONE, name, row, each) for each in known.methods.get(name, ())]
                outside += [each for each in listed if not any(self._hides(other, each) for other in found)]
        return (*found, *outside) if found or outside else tuple(self._unlisted(key, name))

    def _hides(self, method: Method, other: Method) -> bool:
        """Whether a method found earlier stands for another: it overrides it, or declares the same."""
        return method.holder != other.holder and self.overrides(method, other)

    def _unlisted(self, key: TypeKey, name: str) -> list[Method]:
        """A method that the nearest type outside the repository may have though it is not listed."""
        above = [row for row in self.lineage(key) if row[0] == OBJECT and row[1] != OBJECT_NAME]
        return [Method(NONE, NONE, name, above[0])] if above else []

    def own_methods(self, holder: Value, name: str) -> list[Method]:
        """The methods of a name that a type of the repository declares itself."""
        _, file, symbol, _ = holder
        view = self.view(file)
        found = [
            Method(file, definition.place, name, holder)
            for definition in self.definitions_of(view, symbol, name)
            if definition.sort == SYMBOL and view.symbols[definition.place].kind is SymbolKind.METHOD
        ]
        if not found and "record" in view.symbols[symbol].markers:
            # A record's component can be called: that is its accessor (8.10.3).
            return [
                Method(file, definition.place, name, holder)
                for definition in self.definitions_of(view, symbol, name)
                if definition.sort == SYMBOL
                and view.symbols[definition.place].kind in _FIELDS
                and "static" not in view.symbols[definition.place].markers
            ]
        return found

    def overrides(self, method: Method, other: Method) -> bool:
        """Whether a method has the parameters of another of its name that an ancestor has."""
        if NONE not in (method.file, other.file) and self._count(method) != self._count(other):
            return False
        ours, theirs = self.parameter_types(method), self.parameter_types(other)
        if ours is None or theirs is None:
            # Parameters that the library's table leaves out are mostly none.
            return (ours or ()) == (theirs or ()) and (method.known or other.known) is not None
        return len(ours) == len(theirs) and all(
            mine == his or _erased(mine) == _erased(his) for mine, his in zip(ours, theirs, strict=True)
        )

    def _count(self, method: Method) -> int:
        return len(self.view(method.file).parameters.get(method.symbol, ()))

    def parameter_types(self, method: Method) -> tuple[Values, ...] | None:
        """The types of a method's parameters, the last of a variable number as an array; None where not known."""
        if method.file == NONE:
            return self.library_parameters(method)
        found = self.declared_parameters(self.view(method.file), method.symbol)
        known = self.arguments_of(method.holder)
        return tuple(self.substituted(values, known) for values in found) if known else found

    def declared_parameters(self, view: View, symbol: int) -> tuple[Values, ...]:
        """The types of a method's parameters in terms of type variables."""
        return self.remembered(("P", view.number, symbol), self._declared_parameters, view, symbol, closing=())  # type: ignore[no-any-return]

    def _declared_parameters(self, view: View, symbol: int) -> tuple[Values, ...]:
        return tuple(self.declared(view, row) for row in view.parameters.get(symbol, ()))

    def library_parameters(self, method: Method) -> tuple[Values, ...] | None:
        """The types of the parameters of a method of the library."""
        known = method.known
        if known is None or known.parameters is None:
            return None
        owner = method.holder[1]
        arguments = self.arguments_of(method.holder)
        return tuple(
            self.substituted(self.library_values(owner, known.type_parameters, text.replace("...", "[]")), arguments)
            for text in known.parameters
        )

    def declared_results(self, method: Method) -> Values:
        """What a method yields, in terms of its own type variables."""
        if method.file == NONE:
            if method.known is None:
                return ANYTHING
            owner = method.holder[1]
            values = self.library_values(owner, method.known.type_parameters, method.known.result)
            return self.substituted(values, self.arguments_of(method.holder))
        view = self.view(method.file)
        row = view.symbols[method.symbol]
        if row.kind in _FIELDS:
            return self.field_values(view, method.symbol, method.holder)
        values = self.join(
            self.of_type(view, method.symbol, binding.annotation)
            for binding in view.returns.get(method.symbol, ())
            if binding.kind is BindingKind.RETURN_TYPE
        )
        return self.substituted(values or ANYTHING, self.arguments_of(method.holder))

    # Elements.

    def element_of(self, value: Value) -> Values:
        """What a loop over an array or ``Iterable`` goes over."""
        if value[0] == OBJECT and value[1] == ARRAY:
            return value[2][0]  # type: ignore[no-any-return]
        row = self.as_ancestor(value, (NONE, "java.lang:Iterable"))
        return row[2][0] if row is not None and row[2] else ANYTHING


def _erased(values: Values) -> frozenset[object]:
    """Which types some objects are of, whatever their type arguments; of arrays what they hold (4.6)."""
    return frozenset(
        (NONE, OBJECT_NAME)
        if value[0] == VARIABLE
        else (ARRAY, _erased(value[2][0]))
        if value[0] == OBJECT and value[1] == ARRAY
        else type_key(value)
        for value in values
    )
