"""Java's types: which type a name means, through scopes, imports and packages, and what the text of a type says.

Source: The Java Language Specification (SE 21), chapters 4, 6 and 7. The package that a file says it is part of decides
where its types belong, not the folder it lies in. Of several types of one name in one package, as source roots and
modules of a repository may have them, the nearest one is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ploke.graph.entries import NAMELESS
from ploke.graph.evaluate import Evaluator
from ploke.graph.rules.java_library import library_name, library_type, whole_name
from ploke.graph.rules.java_type_text import TypeText, parse_type
from ploke.graph.rules.java_values import ANY_OBJECT, PRIMITIVES, TypeKey, array_of, type_key
from ploke.graph.values import ANYTHING, INSTANCE, NOTHING, OBJECT, OUTSIDE, TYPE, UNKNOWN, VARIABLE, Value, Values
from ploke.graph.views import IMPORT, SYMBOL, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, Import, SymbolKind
from ploke.model.source import Role

WORLDWIDE: Final = -2
"""Stands in keys of what is remembered where no file decides the answer."""


class JavaTypes(Evaluator):
    """The part of Java's rules that finds types."""

    # Types by their names.

    def is_type(self, view: View, symbol: int) -> bool:
        """Whether a symbol is a type, or the constant of an enum that has a body: an anonymous class."""
        if view.is_class(symbol):
            return True
        return symbol != MODULE and view.symbols[symbol].kind is SymbolKind.ENUM_MEMBER and symbol in view.names

    def enclosing_type(self, view: View, scope: int) -> int:
        """The innermost type that a scope is or lies in; ``MODULE`` for none."""
        while scope != MODULE and not self.is_type(view, scope):
            scope = view.parent(scope)
        return scope

    def find_type(self, view: View, scope: int, name: str) -> Values:
        """The type that a simple name means in a scope: ``TYPE``, ``OUTSIDE`` or ``VARIABLE``; nothing for none."""
        while scope != MODULE and not self.is_type(view, scope):
            found = self._type_parameter(view, scope, name) or self._declared_type(view, scope, name)
            if found:
                return found
            scope = view.parent(scope)
        if scope == MODULE:
            return self.find_type_around(view, name)
        return self.remembered(("T", view.number, scope, name), self._type_in, view, scope, name)  # type: ignore[no-any-return]

    def _type_in(self, view: View, scope: int, name: str) -> Values:
        found = self._type_parameter(view, scope, name) or self.find_member_type((view.number, scope), name)
        return found or self.find_type(view, view.parent(scope), name)

    def _type_parameter(self, view: View, scope: int, name: str) -> Values:
        if scope in view.type_parameters and name in self.type_parameters((view.number, scope)):
            return frozenset(((VARIABLE, view.number, scope, name),))
        return NOTHING

    @staticmethod
    def _declared_type(view: View, scope: int, name: str) -> Values:
        """A type that a scope itself declares."""
        for definition in view.names[scope].get(name, ()) if scope in view.names else ():
            if definition.sort == SYMBOL and view.is_class(definition.place):
                return frozenset(((TYPE, view.number, definition.place, ()),))
        return NOTHING

    def find_type_around(self, view: View, name: str) -> Values:
        """The type that a name means at the top of a file: its own, imported, of its package, of ``java.lang``."""
        return self.remembered(("A", view.number, name), self._find_type_around, view, name)  # type: ignore[no-any-return]

    def _find_type_around(self, view: View, name: str) -> Values:
        definitions = self.definitions_of(view, MODULE, name)
        own = self._declared_type(view, MODULE, name)
        if own:
            return own
        for definition in definitions:
            if definition.sort == IMPORT:
                row = view.imports[definition.place]
                found = self.find_imported_type(view, row)
                if found:
                    return found
        found = self.find_in_java_package(view, self.package_of(view), name)
        if found:
            return found
        return self._starred_type(view, name)

    def _starred_type(self, view: View, name: str) -> Values:
        stars = [row.module for row in self.stars_of(view, MODULE)]
        for module in stars:
            found = self.find_in_java_package(view, module, name) or self._starred_member(view, module, name)
            if found:
                return found
        for package in ("java.lang", *stars):
            known = library_name(package, name)
            if known:
                return frozenset(((OUTSIDE, known),))
        return NOTHING

    def _starred_member(self, view: View, module: str, name: str) -> Values:
        """A member type of a type of the repository whose members are imported."""
        return self.join(
            self.find_member_type(type_key(value), name)
            for value in self.find_qualified_type(view, module)
            if value[0] == TYPE
        )

    def find_imported_type(self, view: View, row: Import) -> Values:
        """The type that an import names; nothing where it names another member of a type of the repository."""
        found = self.find_qualified_type(view, f"{row.module}.{row.name}" if row.module else row.name)
        if found or not row.module:
            return found
        holders = self.find_qualified_type(view, row.module)
        if any(value[0] == TYPE for value in holders):
            return NOTHING
        return frozenset(((OUTSIDE, outside_name(f"{row.module}.{row.name}")),))

    def package_of(self, view: View) -> str:
        """The package a file says it is part of."""
        self.asked.add(view.key(NAMELESS))
        return view.package

    def find_qualified_type(self, view: View, name: str) -> Values:
        """The type of a fully qualified name, of the repository or of the library; nothing where neither has it."""
        return self.remembered(("q", view.number, name), self._find_qualified_type, view, name)  # type: ignore[no-any-return]

    def _find_qualified_type(self, view: View, name: str) -> Values:
        parts = name.split(".")
        for place in range(len(parts) - 1, 0, -1):
            package = ".".join(parts[:place])
            if self.files_in_package(package):
                found = self.find_in_java_package(view, package, parts[place])
                for inner in parts[place + 1 :]:
                    found = self.join(self.find_member_type(type_key(value), inner) for value in found)
                if found:
                    return found
            known = library_name(package, ".".join(parts[place:]))
            if known:
                return frozenset(((OUTSIDE, known),))
        return NOTHING

    def find_in_java_package(self, view: View, package: str, name: str) -> Values:
        """A type of the repository at the top of a package: of several the nearest to a file."""
        rows = self.remembered(("p", WORLDWIDE, package, name), self._types_in_package, package, name, closing=())
        if not rows:
            return NOTHING
        if len(rows) > 1:
            rows = (max(rows, key=lambda row: self._nearness(view, row[0])),)
        return frozenset((TYPE, *row, ()) for row in rows)

    def _types_in_package(self, package: str, name: str) -> tuple[tuple[int, int], ...]:
        files = self.files_defining(name)
        if not files:
            return ()
        if len(files) > 1:
            inside = set(self.files_in_package(package))
            files = [file for file in files if file in inside]
        found = []
        for file in files:
            view = self.view(file)
            if view.file.language == "java" and self.package_of(view) == package:
                self.definitions_of(view, MODULE, name)
                found += [(file, value[2]) for value in self._declared_type(view, MODULE, name)]
        return tuple(found)

    def _nearness(self, view: View, file: int) -> tuple[bool, int, int]:
        """Orders files that a file may mean: no tests for what is none, then those that share the most folders."""
        here, there = view.file, self.world.file(file)
        shared = 0
        for ours, theirs in zip(here.path.split("/"), there.path.split("/"), strict=False):
            if ours != theirs:
                break
            shared += 1
        return here.role is Role.TEST or there.role is not Role.TEST, shared, -file

    # Members that are types.

    def find_member_type(self, key: TypeKey, name: str) -> Values:
        """A member type of a type, its own or inherited."""
        file = key[0] if key[0] != NONE else WORLDWIDE
        found: Values = self.remembered(("M", file, key[1], name), self._member_type, key, name)
        return found

    def _member_type(self, key: TypeKey, name: str) -> Values:
        for file, symbol in self.ancestor_keys(key):
            if file == NONE:
                package, _, outer = str(symbol).partition(":")
                known = library_name(package, f"{outer}.{name}")
                if known:
                    return frozenset(((OUTSIDE, known),))
                continue
            found = self._declared_type(self.view(file), int(symbol), name)
            if found:
                return found
        return NOTHING

    def ancestor_keys(self, key: TypeKey) -> tuple[TypeKey, ...]:
        """A type and its ancestors, where those are known."""
        return (key,)

    # Type parameters.

    def type_parameters(self, key: TypeKey) -> tuple[str, ...]:
        """The names of the type parameters of a type or method."""
        file, symbol = key
        if file == NONE:
            known = library_type(str(symbol))
            return known.parameters if known is not None else ()
        listed = self.view(file).type_parameters
        rows = listed.get(int(symbol)) if listed else None
        return tuple(row.target for row in rows) if rows else ()

    def bounds(self, variable: Value) -> Values:
        """What a type variable is at least: its declared bounds, else an object; never a variable itself."""
        _, file, symbol, name = variable
        if file == NONE:
            return ANY_OBJECT
        return self.remembered(("b", file, symbol, name), self._bounds, file, symbol, name, closing=ANY_OBJECT)  # type: ignore[no-any-return]

    def _bounds(self, file: int, symbol: int, name: str) -> Values:
        view = self.view(file)
        for row in view.type_parameters.get(symbol, ()):
            if row.target == name and row.annotation:
                values = self.of_type(view, symbol, row.annotation)
                return self.join(self.bounds(each) if each[0] == VARIABLE else frozenset((each,)) for each in values)
        return ANY_OBJECT

    # What the text of a type says.

    def of_type(self, view: View, scope: int, text: str) -> Values:
        """Objects of the type that a text names in a scope."""
        return self.remembered(("t", view.number, scope, text), self._of_type, view, scope, text)  # type: ignore[no-any-return]

    def _of_type(self, view: View, scope: int, text: str) -> Values:
        parsed = parse_type(text)
        if parsed is None:
            return ANYTHING
        return self.meant(parsed, lambda name: self.find_written_type(view, scope, name)) or ANYTHING

    def find_written_type(self, view: View, scope: int, name: str) -> Values:
        """The type that a dotted name means in a scope."""
        first, _, rest = name.partition(".")
        found = self.find_type(view, scope, first)
        if not rest:
            return found
        if found:
            for inner in rest.split("."):
                found = self.join(self.member_types(value, inner) for value in found)
            return found
        return self.find_qualified_type(view, name) or (
            frozenset(((OUTSIDE, outside_name(name)),)) if first.islower() else NOTHING
        )

    def member_types(self, value: Value, name: str) -> Values:
        """A member type of what ``find_type`` answered."""
        if value[0] == TYPE:
            return self.find_member_type(type_key(value), name)
        if value[0] == OUTSIDE:
            return frozenset(((OUTSIDE, f"{value[1]}.{name}"),))
        return NOTHING

    def library_values(self, owner: str, own: tuple[str, ...], text: str) -> Values:
        """Objects of a type in a text of the library's table: in the type ``owner``, in a method with variables."""

        def find(name: str) -> Values:
            if name in own:
                return frozenset(((VARIABLE, NONE, f"{owner}()", name),))
            if name in self.type_parameters((NONE, owner)):
                return frozenset(((VARIABLE, NONE, owner, name),))
            return frozenset(((OUTSIDE, whole_name(name)),))

        parsed = parse_type(text)
        return self.meant(parsed, find) if parsed is not None else ANYTHING

    def meant(self, text: TypeText, find: Callable[[str], Values]) -> Values:
        """Objects of a type, with names looked up by ``find``."""
        values = self._element_meant(text, find)
        for _ in range(text.dimensions):
            values = array_of(values)
        return values

    def _element_meant(self, text: TypeText, find: Callable[[str], Values]) -> Values:
        if text.name in PRIMITIVES:
            return frozenset(((OBJECT, text.name, ()),))
        if text.name == "|":
            return self.common(self.meant(part, find) for part in text.arguments)
        if text.name == "&":
            return self.join(self.meant(part, find) for part in text.arguments)
        if text.name == "?":
            return self.meant(text.arguments[0], find) if text.arguments else ANY_OBJECT
        arguments = tuple(self.meant(part, find) or ANYTHING for part in text.arguments)
        return frozenset(instance_of(value, arguments) for value in find(text.name)) or ANYTHING

    def common(self, alternatives: Iterable[Values]) -> Values:
        """What objects of any of several types are."""
        return self.join(alternatives)

    # Substitution.

    def substituted(self, values: Values, known: Mapping[Value, Values]) -> Values:
        """``values`` with type variables replaced by what is known of them."""
        if not known:
            return values
        found: set[Value] = set()
        for value in values:
            if value[0] == VARIABLE:
                found |= known.get(value, {value})
            elif value[0] in (INSTANCE, OBJECT, TYPE, OUTSIDE) and value[-1] and not isinstance(value[-1], str):
                found.add((*value[:-1], tuple(self.substituted(part, known) for part in value[-1])))
            else:
                found.add(value)
        return frozenset(found)


def instance_of(value: Value, arguments: tuple[Values, ...] = ()) -> Value:
    """An object of a type."""
    if value[0] == TYPE:
        return (INSTANCE, value[1], value[2], arguments)
    if value[0] == OUTSIDE:
        return (OBJECT, value[1], arguments)
    return value if value[0] == VARIABLE else UNKNOWN


def outside_name(name: str) -> str:
    """``java.util.Map.Entry`` as ``java.util:Map.Entry``: by custom, names of packages start in lower case."""
    parts = name.split(".")
    place = next((place for place, part in enumerate(parts) if part[:1].isupper()), len(parts) - 1)
    return f"{'.'.join(parts[:place])}:{'.'.join(parts[place:])}"
