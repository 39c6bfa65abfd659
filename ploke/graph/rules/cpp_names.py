"""Names of C++: scopes of functions, classes and namespaces, using declarations and directives.

Sources: ISO/IEC 14882:2020, [basic.lookup], [namespace.udecl], [namespace.udir], [namespace.def].
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ploke.graph.entries import NAMELESS, is_open
from ploke.graph.expressions import last_step
from ploke.graph.found import ATTRIBUTE_FOUND, LOCAL, SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.initialisers import InitialiserRules
from ploke.graph.rules.linkage import TYPES, Place
from ploke.graph.values import INSTANCE, OBJECT, OUTSIDE, OWN, OWN_TYPE, PACKAGE, TYPE, Value
from ploke.graph.views import BINDING, IMPORT, SYMBOL, View
from ploke.graph.world import World
from ploke.model.facts import MODULE, BindingKind, Import, SymbolKind

SEPARATOR: Final = "::"
_LOCAL_LEVEL: Final = "local"
_CLASS_LEVEL: Final = "class"
_SPACE_LEVEL: Final = "space"
_SEEN_FROM_INSIDE: Final = (SYMBOL_FOUND, LOCAL, ATTRIBUTE_FOUND)
_VARIABLES: Final = frozenset({SymbolKind.FIELD, SymbolKind.VARIABLE, SymbolKind.CONSTANT})
_MEMBERS: Final = frozenset({SymbolKind.METHOD, SymbolKind.CONSTRUCTOR})
"""Kinds of what is defined outside its class, behind its path: that says nothing of the bare name."""
_FUNCTIONS: Final = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR})


class Level(NamedTuple):
    """A place in which names are looked up: a ``local`` scope, a ``class`` of a file, or a name``space`` by path."""

    sort: str
    file: int = -1
    scope: int = MODULE
    path: str = ""


class CppNames(InitialiserRules):
    """The part of C++'s rules that reads names."""

    language = "cpp"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._spaces: dict[int, Mapping[int, str]] = {}

    # Namespaces.

    def spaces(self, view: View) -> Mapping[int, str]:
        """The scopes of a file that any file may add to, with their paths; inline namespaces are what they stand in."""
        known = self._spaces.get(view.number)
        if known is None:
            found = {MODULE: ""}
            for number, row in enumerate(view.symbols):
                if row.kind is SymbolKind.NAMESPACE and row.parent in found and is_open(view.symbols, number):
                    outer = found[row.parent]
                    path = _inside(view, number)
                    found[number] = outer if "inline" in row.markers else _joined(outer, path)
            known = self._spaces[view.number] = found
        return known

    def space_of(self, place: Place) -> str:
        """The path of what a symbol at the top of a file or in a namespace belongs to: ``A`` for ``void A::f() {}``."""
        view = self.view(place.file)
        row = view.symbols[place.symbol]
        if row.kind is SymbolKind.MACRO:
            return ""
        spaces = self.spaces(view)
        if row.parent not in spaces:
            return spaces.get(view.parent(row.parent), "") if row.kind is SymbolKind.ENUM_MEMBER else row.qualified
        path = _inside(view, place.symbol).removesuffix(row.name).removesuffix(SEPARATOR)
        return _joined(spaces[row.parent], path)

    def entity(self, place: Place) -> str:
        """The path of what is declared at a place, whatever part of it is written there."""
        view = self.view(place.file)
        row = view.symbols[place.symbol]
        space = self.space_of(place)
        if row.kind in _FUNCTIONS and row.parent in (spaces := self.spaces(view)) and space != spaces[row.parent]:
            owner = self.owner(view, place.symbol)
            if owner is not None and owner[0] == PACKAGE:
                space = owner[1]
        return _joined(space, row.name)

    def places_in(self, file: int, name: str) -> list[Place]:
        """The symbols of a name at the top of a file and in its namespaces."""
        view = self.view(file)
        self.definitions_of(view, MODULE, name)
        return list(
            dict.fromkeys(
                Place(file, row.place)
                for scope in self.spaces(view)
                if scope in view.names
                for row in view.names[scope].get(name, ())
                if row.sort == SYMBOL
            )
        )

    def _imports_in(self, file: int, name: str, path: str) -> list[Import]:
        """What using declarations and aliases bind a name to in a namespace of a file."""
        view = self.view(file)
        return [
            view.imports[row.place]
            for scope, space in self.spaces(view).items()
            if space == path and scope in view.names
            for row in view.names[scope].get(name, ())
            if row.sort == IMPORT
        ]

    def tells(self, file: int, name: str) -> bool:
        """Whether the top of a file or a namespace of it says what a name means."""
        view = self.view(file)
        self.definitions_of(view, MODULE, name)
        return any(
            row.sort == IMPORT or (row.sort == SYMBOL and view.symbols[row.place].kind not in _MEMBERS)
            for scope in self.spaces(view)
            if scope in view.names
            for row in view.names[scope].get(name, ())
        )

    def in_space(self, file: int, path: str, name: str, *, types: bool = False) -> tuple[Found, ...]:
        """What a name means in a namespace, as far as a file knows; ``types``: types alone, else the rest first."""
        return self.remembered(  # type: ignore[no-any-return]
            ("s", file, path, name, types), self._in_space, file, path, name, types, closing=()
        )

    def _in_space(self, file: int, path: str, name: str, types: bool) -> tuple[Found, ...]:
        found = self._declared_in_space(file, path, name, types)
        seen = {path}
        waiting = list(self.directives(file).get(path, ())) if not found else []
        while waiting:
            other = waiting.pop(0)
            if other in seen:
                continue
            seen.add(other)
            inner = self._declared_in_space(file, other, name, types)
            found += tuple(item for item in inner if item not in found)
            waiting += self.directives(file).get(other, ())
        return found

    def _declared_in_space(self, file: int, path: str, name: str, types: bool) -> tuple[Found, ...]:
        """What a namespace itself says of a name."""
        places: list[Place] = []
        found: list[Found] = []
        for other in self.files_telling(file, name):
            places += [place for place in self.places_in(other, name) if self.space_of(place) == path]
            for row in self._imports_in(other, name, path):
                found += self.find_used(self.view(other), row)
        spaces = [place for place in places if self.row(place).kind is SymbolKind.NAMESPACE]
        if spaces:
            view = self.view(spaces[0].file)
            found.append((VALUE, (PACKAGE, self.spaces(view)[spaces[0].symbol], file)))
        of_types = [place for place in places if self.row(place).kind in TYPES]
        others = [place for place in places if place not in of_types and place not in spaces]
        if types:
            others = [place for place in others if self.row(place).kind is SymbolKind.MACRO and not of_types]
        for group in (of_types, others):
            found += [(SYMBOL_FOUND, *place, None) for place in self.defined(file, group)]
        return self.fitting(found, types=types)

    def fitting(self, found: Iterable[Found], *, types: bool) -> tuple[Found, ...]:
        """Of all that a name means in one scope what a type's name means, or the rest, which hides types."""
        rows = tuple(dict.fromkeys(found))
        of_types = tuple(item for item in rows if self._is_type(item))
        if types:
            return of_types
        return tuple(item for item in rows if item not in of_types) or of_types

    def _is_type(self, item: Found) -> bool:
        if item[0] == SYMBOL_FOUND:
            kind = self.view(item[1]).symbols[item[2]].kind
            return kind in TYPES or kind is SymbolKind.MACRO
        return item[0] == VALUE and item[1][0] in (PACKAGE, TYPE, OWN_TYPE, OUTSIDE, OBJECT, INSTANCE)

    def directives(self, file: int) -> Mapping[str, tuple[str, ...]]:
        """The namespaces that ``using namespace`` opens to a file, by the namespace in which it says so."""
        return self.apart(("using", file), self._directives, file)  # type: ignore[no-any-return]

    def _directives(self, file: int) -> Mapping[str, tuple[str, ...]]:
        rows: dict[tuple[str, str], None] = {}
        for other in sorted(self.reach(file)):
            view = self.view(other)
            self.asked.add(view.key(NAMELESS))
            spaces = self.spaces(view)
            for row in view.imports:
                if is_directive(row) and row.scope in spaces:
                    rows[spaces[row.scope], row.module] = None
        found: dict[str, dict[str, None]] = {}
        # What one directive opens may hold what another names.
        for _ in range(2):
            for path, text in rows:
                opened = self._space_named(file, path, text, tuple(found.get(path, ())))
                if opened is not None:
                    found.setdefault(path, {})[opened] = None
        return {path: tuple(opened) for path, opened in found.items()}

    def _space_named(self, file: int, path: str, text: str, opened: Iterable[str] = ()) -> str | None:
        """The namespace that a directive names in one: the innermost around it that has it, else one that is opened."""
        written = text.removesuffix(SEPARATOR).removeprefix(SEPARATOR)
        last = written.rpartition(SEPARATOR)[2]
        known = {
            self.spaces(self.view(place.file)).get(place.symbol, "")
            for other in self.files_defining(last)
            if other in self.reach(file)
            for place in self.places_in(other, last)
        }
        return next((whole for outer in (*around(path), *opened) if (whole := _joined(outer, written)) in known), None)

    def find_used(self, view: View, row: Import) -> tuple[Found, ...]:
        """What a using declaration or the alias of a namespace binds."""
        return self.remembered(  # type: ignore[no-any-return]
            ("u", view.number, row), self._find_used, view, row, closing=()
        )

    def _find_used(self, view: View, row: Import) -> tuple[Found, ...]:
        written = f"{row.module}{SEPARATOR}{row.name}" if row.name else row.module
        if not row.name and last_step(written).operation == "":
            return self._beyond(view, row.scope, written, row.alias)
        return self.find(view, row.scope, written) or self.find_type(view, row.scope, written)

    def _beyond(self, view: View, scope: int, name: str, alias: str) -> tuple[Found, ...]:
        """What a namespace's alias of one name stands for: it may have the name of what it is an alias of."""
        return () if name == alias else self.find_name(view, scope, name)

    def find_import(self, view: View, row: Import) -> tuple[Found, ...]:
        """What a using declaration binds."""
        return self.find_used(view, row)

    # Names.

    def levels(self, view: View, scope: int) -> tuple[Level, ...]:
        """Where a name that stands in a scope is looked up, the innermost first."""
        return self.remembered(("^", view.number, scope), self._levels, view, scope, closing=())  # type: ignore[no-any-return]

    def _levels(self, view: View, scope: int) -> tuple[Level, ...]:
        found: dict[Level, None] = {}
        spaces = self.spaces(view)
        while scope not in spaces:
            sort = _CLASS_LEVEL if view.is_class(scope) else _LOCAL_LEVEL
            found[Level(sort, view.number, scope)] = None
            found.update(dict.fromkeys(self._levels_of_owner(view, scope)))
            scope = view.parent(scope)
        found.update(dict.fromkeys(Level(_SPACE_LEVEL, path=path) for path in around(spaces[scope])))
        return tuple(found)

    def _levels_of_owner(self, view: View, symbol: int) -> Iterator[Level]:
        """What is around a definition by the path it is written behind: its class or namespace, and so on."""
        owner = self.owner(view, symbol)
        if owner is None:
            return
        if owner[0] == PACKAGE:
            yield from (Level(_SPACE_LEVEL, path=path) for path in around(owner[1]))
            return
        yield Level(_CLASS_LEVEL, owner[1], owner[2])
        holder = self.view(owner[1])
        yield from self.levels(holder, holder.parent(owner[2]))

    def owner(self, view: View, symbol: int) -> Value | None:
        """The class, or namespace, that a definition names which stands outside of it: ``A`` of ``void A::f() {}``."""
        row = view.symbols[symbol]
        spaces = self.spaces(view)
        if row.parent not in spaces or (row.kind not in _FUNCTIONS and not view.is_class(symbol)):
            return None
        path = _inside(view, symbol).removesuffix(row.name).removesuffix(SEPARATOR)
        if not path:
            return None
        key = ("o", view.number, symbol)
        return self.remembered(key, self._owner, view, row.parent, path, closing=None)  # type: ignore[no-any-return]

    def _owner(self, view: View, scope: int, path: str) -> Value | None:
        for item in self.find_type(view, scope, path):
            if item[0] == VALUE and item[1][0] == PACKAGE:
                return item[1]  # type: ignore[no-any-return]
            for value in self.values_of(item):
                if value[0] in (TYPE, INSTANCE):
                    return value
        return None

    def own_class(self, view: View, scope: int) -> Value | None:
        """The object of the class in which a scope lies, or to which its function belongs."""
        for level in self.levels(view, scope):
            if level.sort == _CLASS_LEVEL:
                return (OWN, level.file, level.scope, ())
        return None

    def find_name(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What a bare name means: a function, variable or macro before a type."""
        if name == "this":
            own = self.own_class(view, scope)
            return ((VALUE, own),) if own is not None else ()
        return self._looked_up(view, scope, name, types=False)

    def find_type(self, view: View, scope: int, path: str) -> tuple[Found, ...]:
        """What a path means where a type is named."""
        return self.remembered(("T", view.number, scope, path), self._find_type, view, scope, path, closing=())  # type: ignore[no-any-return]

    def _find_type(self, view: View, scope: int, path: str) -> tuple[Found, ...]:
        before, separator, name = path.rpartition(SEPARATOR)
        if not separator:
            return self._looked_up(view, scope, name, types=True)
        if not before:
            return self.in_space(view.number, "", name, types=True)
        found: dict[Found, None] = {}
        for item in self.find_type(view, scope, before):
            values = (item[1],) if item[0] == VALUE else self.ordered(self.values_of(item))
            for value in values:
                if value[0] == PACKAGE:
                    inner = self._in_named_space((PACKAGE, value[1], view.number), name, types=True)
                else:
                    inner = self.fitting(self.find_member(value, name), types=True)
                found.update(dict.fromkeys(inner))
        return tuple(found)

    def _looked_up(self, view: View, scope: int, name: str, *, types: bool) -> tuple[Found, ...]:
        assigned: tuple[Found, ...] = ()
        for level in self.levels(view, scope):
            if level.sort == _SPACE_LEVEL:
                found = self.in_space(view.number, level.path, name, types=types)
            elif level.sort == _CLASS_LEVEL:
                found = self._in_own_class(level, name, types=types)
            else:
                found = self._in_local(view if level.file == view.number else self.view(level.file), level, name, types)
                if found and not assigned and self._is_only_assigned(view, level.scope, name):
                    assigned, found = found, ()
            if found and not (assigned and not self._is_variable(found)):
                return found
        if assigned:
            return assigned
        return ((VALUE, (OUTSIDE, "std:")),) if name == "std" else ()

    def _is_only_assigned(self, view: View, scope: int, name: str) -> bool:
        """Whether a function says of a name no more than what it assigns to it: it may be a member or not its own."""
        rows = view.names[scope].get(name, ()) if scope in view.names else ()
        return bool(rows) and all(
            row.sort == BINDING and view.bindings[row.place].kind is BindingKind.ASSIGNMENT for row in rows
        )

    def _is_variable(self, found: tuple[Found, ...]) -> bool:
        kinds = {self.view(item[1]).symbols[item[2]].kind for item in found if item[0] == SYMBOL_FOUND}
        return bool(kinds) and kinds <= _VARIABLES

    def _in_local(self, view: View, level: Level, name: str, types: bool) -> tuple[Found, ...]:
        """What a function binds itself: variables, types, using declarations; what its template leaves open."""
        if any(row.target == name for row in view.type_parameters.get(level.scope, ())):
            return ((LOCAL, view.number, level.scope, name),)
        definitions = view.names[level.scope].get(name, ()) if level.scope in view.names else ()
        found = self.denoted(view, level.scope, name, definitions) if definitions else ()
        if types:
            found = self.fitting(found, types=True)
        elif found:
            found = self._completed_names(view, self.fitting(found, types=False))
        for place in view.stars.get(level.scope, ()) if not found else ():
            if is_directive(view.imports[place]):
                found += self._opened_in_local(view, level.scope, view.imports[place].module, name, types)
        return found

    def _opened_in_local(self, view: View, scope: int, text: str, name: str, types: bool) -> tuple[Found, ...]:
        """What a ``using namespace`` or ``using enum`` in a function offers under a name."""
        path = self._space_named(view.number, self._nearest_space(view, scope), text)
        if path is not None:
            return self.in_space(view.number, path, name, types=types)
        found: list[Found] = []
        for item in self.find_type(view, view.parent(scope), text.removesuffix(SEPARATOR)):
            for value in self.ordered(self.values_of(item)) if item[0] != VALUE else ():
                found += self.find_member(value, name)
        return self.fitting(found, types=types)

    def _nearest_space(self, view: View, scope: int) -> str:
        spaces = self.spaces(view)
        while scope not in spaces:
            scope = view.parent(scope)
        return spaces[scope]

    def _completed_names(self, view: View, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """Declarations inside a function are those of what is defined outside."""
        places = [Place(item[1], item[2]) for item in found if item[0] == SYMBOL_FOUND]
        if len(places) < len(found) or not all(map(self.is_declaration, places)):
            return found
        return tuple((SYMBOL_FOUND, *place, None) for place in self.defined(view.number, places))

    def _in_own_class(self, level: Level, name: str, *, types: bool) -> tuple[Found, ...]:
        """A member of the class around, its bases included, as far as they lie in the repository."""
        view = self.view(level.file)
        if any(row.target == name for row in view.type_parameters.get(level.scope, ())):
            return ((LOCAL, view.number, level.scope, name),)
        found = self.find_in_type((OWN, level.file, level.scope, ()), name)
        inside = [item for item in found if item[0] in _SEEN_FROM_INSIDE and not self._is_constructor(item)]
        return self.fitting(inside, types=types)

    def _is_constructor(self, item: Found) -> bool:
        """Whether something that was found is a constructor: its name means the class ([class.pre])."""
        return item[0] == SYMBOL_FOUND and self.view(item[1]).symbols[item[2]].kind is SymbolKind.CONSTRUCTOR

    # What names in paths lead to.

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; what stands in a namespace is looked up as the file knows it that names it."""
        if value[0] == PACKAGE:
            return self._in_named_space(value, name, types=False)
        return super().find_member(value, name)

    def _in_named_space(self, value: Value, name: str, *, types: bool) -> tuple[Found, ...]:
        """What a name means behind a namespace's; the repository may add to ``std``, whose own names lie outside."""
        found = self.in_space(value[2], value[1], name, types=types)
        if not found and around(value[1])[-2:-1] == ["std"]:
            path = value[1].removeprefix("std").replace(SEPARATOR, ".").lstrip(".")
            return ((VALUE, (OUTSIDE, f"std:{path}.{name}" if path else f"std:{name}")),)
        return found

    def _find(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        """As elsewhere; a leading ``::`` starts at the top, and before another no variable counts."""
        step = last_step(expression)
        if step.operation == "." and not step.object:
            return self.in_space(view.number, "", step.name)
        if step.operation == "." and expression.startswith(SEPARATOR, len(step.object)):
            found = self._find_in_path(view, scope, step.object, step.name)
            if found:
                return found
        return super()._find(view, scope, expression)

    def _find_in_path(self, view: View, scope: int, path: str, name: str) -> tuple[Found, ...]:
        """What ``path::name`` means: only namespaces and types count before ``::`` ([basic.lookup.qual])."""
        found: dict[Found, None] = {}
        for item in self.find_type(view, scope, path):
            for value in (item[1],) if item[0] == VALUE else self.ordered(self.values_of(item)):
                found.update(dict.fromkeys(self.find_member(value, name)))
        return tuple(found)

    def find_star(self, view: View, row: Import) -> tuple[Found, ...]:
        """The files that an include means; where a namespace starts that a directive names."""
        if not is_directive(row):
            return super().find_star(view, row)
        space = self._nearest_space(view, row.scope)
        path = self._space_named(view.number, space, row.module, self.directives(view.number).get(space, ()))
        if path is None:
            outside = row.module.removesuffix(SEPARATOR).removeprefix(SEPARATOR).split(SEPARATOR)
            return ((VALUE, (OUTSIDE, "std:" + ".".join(outside[1:]))),) if outside[0] == "std" else ()
        return self._start_of(view, path)

    def written(self, row: Import) -> str:
        """An include as C has it; a path as it is written."""
        if is_directive(row):
            return row.module.removesuffix(SEPARATOR)
        if row.alias:
            return f"{row.module}{SEPARATOR}{row.name}" if row.name else row.module
        return super().written(row)

    def find_imported(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        """As elsewhere; of a namespace that is named the first place where it starts."""
        found: dict[Found, None] = {}
        for item in super().find_imported(view, scope, expression):
            if item[0] == VALUE and item[1][0] == PACKAGE:
                found.update(dict.fromkeys(self._start_of(view, item[1][1])))
            else:
                found[item] = None
        return tuple(found)

    def _start_of(self, view: View, path: str) -> tuple[Found, ...]:
        for place in self.places_of(view.number, path.rpartition(SEPARATOR)[2]):
            if self.spaces(self.view(place.file)).get(place.symbol) == path:
                return ((SYMBOL_FOUND, *place, None),)
        return ()


def is_directive(row: Import) -> bool:
    """Whether an import is a ``using namespace`` or ``using enum``."""
    return row.name == "*" and row.module.endswith(SEPARATOR)


def around(path: str) -> list[str]:
    """A namespace's path and those of the namespaces around it, innermost first; "" is the last."""
    found = [path] if path else []
    while path:
        path = path.rpartition(SEPARATOR)[0]
        found.append(path)
    return found or [""]


def _inside(view: View, symbol: int) -> str:
    """A symbol's path below the symbol it stands in."""
    row = view.symbols[symbol]
    if row.parent == MODULE:
        return row.qualified
    return row.qualified.removeprefix(view.symbols[row.parent].qualified + SEPARATOR)


def _joined(outer: str, inner: str) -> str:
    return f"{outer}{SEPARATOR}{inner}" if outer and inner else outer or inner


def paths_end_alike(whole: str, written: Sequence[str]) -> bool:
    """Whether a path is, or ends in, the parts that are written."""
    return whole.split(SEPARATOR)[-len(written) :] == list(written)
