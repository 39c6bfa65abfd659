"""Java's names that are not called: variables, fields and what imports bring in.

Source: The Java Language Specification (SE 21), 6.3 to 6.5, 7.5 and 15.11.
"""

from __future__ import annotations

from typing import Final

from ploke.graph.found import LOCAL, SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.java_inference import JavaInference
from ploke.graph.rules.java_library import library_type
from ploke.graph.rules.java_members import Method
from ploke.graph.rules.java_types import outside_name
from ploke.graph.rules.java_values import ARRAY, object_of
from ploke.graph.values import (
    MEMBER,
    OBJECT,
    OUTSIDE,
    PACKAGE,
    TYPE,
    Value,
    Values,
)
from ploke.graph.views import BINDING, FUNCTION_LIKE, IMPORT, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, Import, SymbolKind

SUPER: Final = "super"
"""The sort of ``super``: ``(SUPER, file, type)``, an object seen as its type's superclass."""

LENGTH: Final[Value] = ("length",)
"""The length of an array, which no type declares."""


class JavaNames(JavaInference):
    """The part of Java's rules that finds variables."""

    def found_types(self, values: Values) -> tuple[Found, ...]:
        """Types as what was found."""
        return tuple(
            (SYMBOL_FOUND, value[1], value[2], None) if value[0] == TYPE else (VALUE, value)
            for value in self.ordered(values)
            if value[0] in (TYPE, OUTSIDE)
        )

    # Members.

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """What ``value.name`` denotes where it is not called: a field, else a type, else methods."""
        if value[0] == MEMBER:
            return tuple(
                item for part in self.ordered(self.member_values(value)) for item in self.find_member(part, name)
            )
        if value[0] == SUPER:
            return self.find_member(self.superclass(value[1:3]), name)
        if value[0] == OUTSIDE and library_type(value[1]) is None:
            return ((VALUE, (OUTSIDE, f"{value[1]}.{name}")),)
        if value[0] == OBJECT and value[1] == ARRAY and name == "length":
            return ((VALUE, LENGTH),)
        found = self.find_field(value, name)
        if value[0] == TYPE and not all(map(self._is_static, found)):
            # What a type is written before that needs an object is a reference to a method.
            found = ()
        if not found and value[0] in (TYPE, OUTSIDE):
            found = self.found_types(self.member_types(value, name))
        return found or tuple(map(found_method, self.find_methods(value, name)))

    def _is_static(self, found: Found) -> bool:
        if found[0] != SYMBOL_FOUND:
            return True
        row = self.view(found[1]).symbols[found[2]]
        return row.kind in (SymbolKind.CONSTANT, SymbolKind.ENUM_MEMBER) or "static" in row.markers

    def values_of(self, found: Found) -> Values:
        """What something that was found may be."""
        if found == (VALUE, LENGTH):
            return object_of("int")
        if found[0] == VALUE and found[1][0] == MEMBER:
            return self.member_values(found[1]) if self.is_library_field(found[1]) else frozenset((found[1],))
        return super().values_of(found)

    @staticmethod
    def is_library_field(value: Value) -> bool:
        """Whether a member of a type of the library is a field."""
        holder, name = value[1], value[2]
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
        while scope != MODULE and not self.is_type(view, scope):
            if any(row.sort == BINDING for row in self.definitions_of(view, scope, name)):
                return ((LOCAL, view.number, scope, name),)
            scope = view.parent(scope)
        if scope == MODULE:
            return self.imported_members(view, name, methods=False)
        return self.remembered(  # type: ignore[no-any-return]
            ("V", view.number, scope, name), self._find_field_around, view, scope, name, closing=()
        )

    def _find_field_around(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """A field that code in a type sees, or a variable of what is not in its methods, as an initialiser's lambda."""
        found = self.find_field(self.own_object((view.number, scope)), name)
        if found and (found[0][0] != VALUE or self.is_library_field(found[0][1])):
            return found
        if any(row.sort == BINDING for row in self.definitions_of(view, scope, name)):
            return ((LOCAL, view.number, scope, name),)
        return self.find_variable(view, view.parent(scope), name)

    def imported_members(self, view: View, name: str, *, methods: bool) -> tuple[Found, ...]:
        """Members of a name that static imports bring in."""
        return self.remembered(  # type: ignore[no-any-return]
            ("I", view.number, name, methods), self._imported_members, view, name, methods, closing=()
        )

    def _imported_members(self, view: View, name: str, methods: bool) -> tuple[Found, ...]:
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
        found = [row for row in self.find_methods(value, name) if row.file != NONE or row.known is not None]
        return tuple(map(found_method, found))

    # Imports.

    def find_import(self, view: View, row: Import) -> tuple[Found, ...]:
        """A type, or static members of one."""
        name = f"{row.module}.{row.name}" if row.module else row.name
        found = self.found_types(self.find_qualified_type(view, name))
        if found:
            return found
        holders = self.ordered(self.find_qualified_type(view, row.module)) if row.module else []
        for value in holders:
            members = self.find_field(value, row.name) + tuple(map(found_method, self.find_methods(value, row.name)))
            if members:
                return members
        return () if any(value[0] == TYPE for value in holders) else ((VALUE, (OUTSIDE, outside_name(name))),)

    def find_star(self, view: View, row: Import) -> tuple[Found, ...]:
        """The type whose members are imported, or the package."""
        found = self.found_types(self.find_qualified_type(view, row.module))
        if found:
            return found
        if self.files_in_package(row.module):
            return ((VALUE, (PACKAGE, row.module)),)
        return ((VALUE, (OUTSIDE, f"{row.module}:")),)


def found_method(method: Method) -> Found:
    """A method as what was found."""
    if method.file != NONE:
        return (SYMBOL_FOUND, method.file, method.symbol, method.holder)
    return (VALUE, (MEMBER, method.holder, method.name))
