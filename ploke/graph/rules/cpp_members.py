"""Members of C++'s classes: where they are defined, which overload a call means, what overrides what.

Sources: ISO/IEC 14882:2020, [class.mem], [class.mfct], [over.match], [class.virtual].
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ploke.graph.expressions import last_step
from ploke.graph.found import LOCAL, SYMBOL_FOUND, Found
from ploke.graph.resolution import Target
from ploke.graph.rules.cpp_library import BASES
from ploke.graph.rules.cpp_names import SEPARATOR, CppNames, paths_end_alike
from ploke.graph.rules.cpp_type_text import ARITHMETIC, TypeText, read_type
from ploke.graph.rules.linkage import LINKED, TYPES, Place
from ploke.graph.values import INSTANCE, OBJECT, OWN, TYPE, Value
from ploke.graph.views import BINDING, SYMBOL, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, Binding, SymbolKind
from ploke.model.graph import EdgeKind

_FUNCTIONS: Final = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR})
_MANY: Final = 1 << 20
_LITERALS: Final = frozenset({'""', "0", "''", "true", "false", "nullptr"})
_TEXTS: Final = frozenset(
    {"string", "string_view", "basic_string", "basic_string_view", "u16string", "wstring", "QString"}
)


class Shape(NamedTuple):
    """The parameters of a function: the types, how many must be given, whether more may follow."""

    types: tuple[TypeText, ...]
    least: int
    most: int


class Call(NamedTuple):
    """How many arguments a call gives, and what of them is known, by place."""

    number: int
    given: dict[int, str]


class CppMembers(CppNames):
    """The part of C++'s rules that knows what functions and members stand for."""

    # Declarations and their definitions.

    def shape(self, place: Place) -> Shape:
        """The parameters of the function at a place."""
        rows = self.view(place.file).parameters.get(place.symbol, ())
        named = [row for row in rows if row.target != "..."]
        open_end = len(named) < len(rows) or any("..." in row.annotation for row in named)
        least = sum(1 for row in named if not row.value and "..." not in row.annotation)
        types = tuple(read_type(row.annotation) for row in named)
        return Shape(types, least, _MANY if open_end else len(named))

    def paired(self, declared: Sequence[Place], definers: Sequence[Place]) -> tuple[Place, ...]:
        """For each declaration its definition: that of the same parameters, else the one left of their number."""
        found: dict[Place, tuple[Place, ...]] = {}
        keys = {place: _keys(self.shape(place)) for place in (*declared, *definers)}
        for place in declared:
            found[place] = tuple(row for row in definers if keys[row] == keys[place])
        for place in declared:
            if not found[place]:
                used = {row for rows in found.values() for row in rows}
                count = len(keys[place])
                rivals = [other for other in declared if not found[other] and len(keys[other]) == count]
                left = tuple(row for row in definers if row not in used and len(keys[row]) == count)
                found[place] = left if len(rivals) == 1 else ()
        return tuple(dict.fromkeys(row for place in declared for row in (found[place] or (place,))))

    def defined(self, file: int, places: Sequence[Place]) -> tuple[Place, ...]:
        """As elsewhere; overloads each have a definition of their own."""
        functions = [place for place in places if self.row(place).kind in _FUNCTIONS]
        if len(functions) < len(places) or not functions:
            return super().defined(file, places)
        functions = [place for place in functions if not self._is_deleted(place)] or functions
        whole = [place for place in functions if not self.is_declaration(place)]
        declared = [place for place in functions if place not in whole]
        left = [place for place in self.paired(declared, whole) if place in declared] if whole else declared
        if left:
            linked = self.linked(file, left)
            left = list(self.paired(left, linked)) if linked else _each_once(left, self)
        return tuple(dict.fromkeys((*whole, *left)))

    def _is_deleted(self, place: Place) -> bool:
        return "delete" in self.row(place).markers

    def _is_abstract(self, place: Place) -> bool:
        """Whether a function is pure: it may be defined all the same, outside its class."""
        return "abstract" in self.row(place).markers

    def find_in_class(self, view: View, symbol: int, name: str, receiver: Value) -> tuple[Found, ...]:
        """A member of a class: a function's definition, wherever that stands."""
        found = super().find_in_class(view, symbol, name, receiver)
        places = [Place(item[1], item[2]) for item in found if item[0] == SYMBOL_FOUND]
        if not places:
            return found
        chosen = self.remembered(
            ("m", view.number, symbol, name), self._members, view.number, symbol, name, tuple(places)
        )
        return tuple((SYMBOL_FOUND, *place, receiver) for place in chosen) + tuple(
            item for item in found if item[0] != SYMBOL_FOUND
        )

    def _members(self, file: int, symbol: int, name: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
        functions = [place for place in places if self.row(place).kind in _FUNCTIONS]
        if not functions:
            if self.row(places[0]).kind in TYPES and all(map(self.is_declaration, places)):
                return tuple(self.defined_outside(file, symbol, name)) or places[:1]
            return tuple(place for place in places if not self.is_declaration(place))[:1] or places[:1]
        functions = [place for place in functions if not self._is_deleted(place)] or functions
        declared = [place for place in functions if self.is_declaration(place) or self._is_abstract(place)]
        whole = [place for place in functions if place not in declared]
        left = [place for place in self.paired(declared, whole) if place in declared]
        if left:
            left = list(self.paired(left, self.defined_outside(file, symbol, name)))
        return tuple(dict.fromkeys((*whole, *left)))

    def defined_outside(self, file: int, symbol: int, name: str) -> list[Place]:
        """The definitions of a class's member in other files: behind the class's path, and including the class."""
        whole = f"{self.view(file).symbols[symbol].qualified}{SEPARATOR}{name}"
        found = []
        for other in self.files_defining(name):
            for place in self.places_in(other, name) if other != file else ():
                row = self.row(place)
                parts = row.qualified.split(SEPARATOR)
                if (row.kind not in LINKED and row.kind not in TYPES) or len(parts) < 2 or "declaration" in row.markers:
                    continue
                if paths_end_alike(whole, parts) and (self.is_seen_with(other, file)):
                    found.append(place)
        return found

    # Calls.

    def constructors_of(self, value: Value) -> tuple[Found, ...]:
        """The constructors of a class."""
        view = self.view(value[1])
        name = view.symbols[value[2]].name
        found = self.find_in_class(view, value[2], name, value)
        return tuple(
            item
            for item in found
            if item[0] == SYMBOL_FOUND and self.view(item[1]).symbols[item[2]].kind is SymbolKind.CONSTRUCTOR
        )

    def chosen(self, view: View, scope: int, callee: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """Of several functions those that fit what calls of ``callee`` in a scope are given."""
        functions = [item for item in found if item[0] == SYMBOL_FOUND and self._is_function(item)]
        if len(functions) < 2:
            return found
        calls = self.calls_of(view, scope, callee)
        chosen: dict[Found, None] = {}
        for call in calls or (None,):
            chosen.update(dict.fromkeys(self._chosen_by(view, scope, functions, call)))
        fitting = list(chosen)
        if len(fitting) > 1:
            fitting = self._by_constness(view, scope, callee, fitting)
        dropped = [item for item in functions if item not in (fitting or functions)]
        return tuple(item for item in found if item not in dropped)

    def _by_constness(self, view: View, scope: int, callee: str, found: list[Found]) -> list[Found]:
        """Of two that differ in ``const`` alone the one for the object, where that is the method's own or a part of it.

        In a method that is ``const`` the object is, and so are its members that are no pointers ([class.this]).
        """
        holder = last_step(callee).object
        own = self.own_class(view, scope)
        if own is None or not (holder in ("", "this") or self._is_part(view, scope, holder, own)):
            return found
        while scope != MODULE and view.symbols[scope].kind not in _FUNCTIONS:
            scope = view.parent(scope)
        const = scope != MODULE and "const" in view.symbols[scope].markers
        keys = {item: _keys(self.shape(Place(item[1], item[2]))) for item in found}
        rows = []
        for item in found:
            alike = [other for other in found if keys[other] == keys[item]]
            if len({self._is_const(other) for other in alike}) < 2 or self._is_const(item) is const:
                rows.append(item)
        return rows

    def _is_const(self, item: Found) -> bool:
        return "const" in self.view(item[1]).symbols[item[2]].markers

    def _is_part(self, view: View, scope: int, holder: str, own: Value) -> bool:
        """Whether an expression is a member of a method's own object that lies in it."""
        found = self.find(view, scope, holder)
        text = self.declared_text(view, scope, holder)
        inside = all(
            item[0] == SYMBOL_FOUND and self.view(item[1]).is_class(self.view(item[1]).parent(item[2]))
            for item in found
        )
        return bool(found) and inside and text is not None and not text.pointer and not text.arguments and own[0] == OWN

    def _copies(self, item: Found) -> bool:
        """Whether a function is a constructor that copies or moves."""
        row = self.view(item[1]).symbols[item[2]]
        types = self.shape(Place(item[1], item[2])).types
        last = types[0].path.rpartition(SEPARATOR)[2] if len(types) == 1 else ""
        return row.kind is SymbolKind.CONSTRUCTOR and last == row.name and not types[0].pointer

    def _is_function(self, item: Found) -> bool:
        return self.view(item[1]).symbols[item[2]].kind in _FUNCTIONS

    def _chosen_by(self, view: View, scope: int, functions: list[Found], call: Call | None) -> list[Found]:
        """The functions that one call may mean; None: nothing is known of it."""
        if call is None:
            return [item for item in functions if not self._copies(item)] or functions
        fitting = [item for item in functions if self._fits(item, call.number)] or functions
        return self._likeliest(view, scope, fitting, call.given) if len(fitting) > 1 and call.given else fitting

    def calls_of(self, view: View, scope: int, callee: str) -> list[Call]:
        """What calls of ``callee`` in a scope are given, those alike once; nothing where some give a pack."""
        calls: list[Call] = []
        start = f"{callee}("
        for row in view.arguments.get(_last_name(callee), ()):
            if row.scope != scope or not row.target.startswith(start):
                continue
            key = row.target[len(start) :].rstrip(")")
            if key == "#" and row.value.isdigit():
                calls.append(Call(int(row.value), {}))
            elif key.isdigit() and calls:
                calls[-1].given[int(key)] = row.value
            elif key.startswith("*"):
                return []
        return calls

    def _fits(self, item: Found, count: int) -> bool:
        """Whether a function takes as many arguments; defaults stand where it is declared."""
        place = Place(item[1], item[2])
        shape = self.shape(place)
        alike = [self.shape(other) for other in self._declarations_of(place, len(shape.types))]
        same = [other for other in alike if _keys(other) == _keys(shape)] or (alike if len(alike) == 1 else [])
        least = min([shape.least, *(other.least for other in same)])
        return least <= count <= shape.most

    def _declarations_of(self, place: Place, count: int) -> Iterator[Place]:
        """The declarations of the function at a place that take as many parameters."""
        row = self.row(place)
        view = self.view(place.file)
        owner = self.owner(view, place.symbol)
        if owner is not None and owner[0] in (TYPE, INSTANCE):
            holder, scope = self.view(owner[1]), owner[2]
            names = holder.names[scope].get(row.name, ()) if scope in holder.names else ()
            others: Iterable[Place] = [Place(owner[1], each.place) for each in names if each.sort == SYMBOL]
        elif view.is_class(row.parent):
            names = view.names[row.parent].get(row.name, ())
            others = [Place(place.file, each.place) for each in names if each.sort == SYMBOL]
        else:
            entity = self.entity(place)
            others = [each for each in self.places_of(place.file, row.name) if self.entity(each) == entity]
        for other in others:
            if self.is_declaration(other) and len(self.view(other.file).parameters.get(other.symbol, ())) == count:
                yield other

    def _likeliest(self, view: View, scope: int, found: Sequence[Found], given: Mapping[int, str]) -> list[Found]:
        """The functions whose parameters are nearest to the arguments, where those have types that are known."""
        scores: dict[Found, int] = {}
        for item in found:
            types = self.shape(Place(item[1], item[2])).types
            scores[item] = sum(
                self._nearness(view, scope, value, types[place], item)
                for place, value in given.items()
                if place < len(types)
            )
        best = max(scores.values())
        return [item for item in found if scores[item] == best]

    def _nearness(self, view: View, scope: int, value: str, wanted: TypeText, item: Found) -> int:
        """How well an argument fits a parameter: 3 the very type, 1 unknown, 0 hardly."""
        last = wanted.path.rpartition(SEPARATOR)[2]
        if value in _LITERALS or value.replace(".", "").isdigit():
            return _nearness_of_literal(value, wanted, last)
        holder = self.view(item[1])
        if wanted.path and any(map(self.is_open_type, self.find_type(holder, item[2], wanted.path))):
            return 2
        known = [row for row in self.evaluate(view, scope, value) if row[0] in (INSTANCE, OWN, OBJECT)] if value else []
        meant = self.of_type(holder, item[2], wanted.path) if wanted.path else frozenset()
        if not known:
            is_object = any(row[0] in (INSTANCE, OBJECT) for row in meant)
            return _nearness_of_text(self.declared_text(view, scope, value), wanted, last, is_object)
        return max(self._nearness_of_object(row, last, meant) for row in known)

    def _nearness_of_object(self, given: Value, last: str, meant: Iterable[Value]) -> int:
        """How well an object fits a parameter whose type ends in the name ``last`` and has the objects ``meant``."""
        if given[0] == OBJECT:
            name = given[1].rpartition(":")[2].rpartition(".")[2]
            return 3 if name == last else 2 if last in BASES.get(name, ()) or self._converts(meant, name) else 0
        best = 0
        for other in meant:
            if other[0] != INSTANCE:
                best = max(best, 1)
            elif other[1:3] == given[1:3]:
                best = max(best, 3)
            elif other[1:3] in self.linearised(given[1], given[2]):
                best = max(best, 2)
        return best

    def declared_text(self, view: View, scope: int, name: str) -> TypeText | None:
        """The type that the variable, parameter or member is declared with which an expression ends in."""
        if name.removesuffix("()") in ARITHMETIC:
            return TypeText("", word=name.removesuffix("()"))
        for item in self.find(view, scope, name):
            holder = self.view(item[1]) if item[0] in (SYMBOL_FOUND, LOCAL) else None
            if holder is None:
                continue
            inner = holder.symbols[item[2]].parent if item[0] == SYMBOL_FOUND else item[2]
            for each in holder.names[inner].get(name, ()):
                if each.sort == BINDING and holder.bindings[each.place].annotation:
                    return read_type(holder.bindings[each.place].annotation)
        return None

    def _converts(self, meant: Iterable[Value], name: str) -> bool:
        """Whether an object of a class can be made of one of the library's type ``name``."""
        last = name.rpartition(":")[2].rpartition(".")[2]
        for value in meant:
            if value[0] == INSTANCE:
                for item in self.constructors_of(value):
                    types = self.shape(Place(item[1], item[2])).types
                    if len(types) == 1 and types[0].path.rpartition(SEPARATOR)[2] == last:
                        return True
        return False

    # What overrides what.

    def structure(self, view: View) -> Iterable[Target]:
        """Which methods override a virtual one of a base class: defined here, or declared where no definition is."""
        for number, row in enumerate(view.symbols):
            if row.kind is not SymbolKind.METHOD or "static" in row.markers:
                continue
            own = self._class_of(view, number)
            if own is None:
                continue
            place = Place(view.number, number)
            if self.is_declaration(place) and self._is_defined(own, row.name, place):
                continue
            for base in self._overridden(own, row.name, place):
                yield Target(EdgeKind.OVERRIDES, base.file, base.symbol, src=number)

    def _class_of(self, view: View, method: int) -> Place | None:
        parent = view.parent(method)
        if view.is_class(parent):
            return Place(view.number, parent)
        owner = self.owner(view, method)
        return Place(owner[1], owner[2]) if owner is not None and owner[0] in (TYPE, INSTANCE) else None

    def _is_defined(self, own: Place, name: str, place: Place) -> bool:
        """Whether a declaration in a class has a definition, which stands for it then."""
        found = self.find_in_class(self.view(own.file), own.symbol, name, (OWN, *own, ()))
        return not any(item[0] == SYMBOL_FOUND and (item[1], item[2]) == place for item in found)

    def _overridden(self, own: Place, name: str, place: Place) -> list[Place]:
        """The nearest virtual method of the bases with as many parameters."""
        count = len(self.shape(place).types)
        for file, ancestor in self.linearised(*own):
            if file == NONE or (file, ancestor) == own:
                continue
            base = self.view(file)
            names = base.names[ancestor].get(name, ()) if ancestor in base.names else ()
            declared = [each.place for each in names if each.sort == SYMBOL]
            virtual = [
                each for each in declared if _is_virtual(base, each) or self._inherits_virtual(file, ancestor, each)
            ]
            alike = [each for each in virtual if len(self.shape(Place(file, each)).types) == count]
            if alike:
                found = self.find_in_class(base, ancestor, name, (OWN, file, ancestor, ()))
                places = [Place(item[1], item[2]) for item in found if item[0] == SYMBOL_FOUND]
                return [each for each in places if len(self.shape(each).types) == count][:1]
        return []

    def _inherits_virtual(self, file: int, symbol: int, method: int) -> bool:
        """Whether a method overrides a virtual one, which makes it virtual itself."""
        name = self.view(file).symbols[method].name
        for other, ancestor in self.linearised(file, symbol):
            if other == NONE or (other, ancestor) == (file, symbol):
                continue
            base = self.view(other)
            names = base.names[ancestor].get(name, ()) if ancestor in base.names else ()
            if any(each.sort == SYMBOL and _is_virtual(base, each.place) for each in names):
                return True
        return False

    def type_parameter(self, view: View, scope: int, name: str) -> Binding | None:
        """The type parameter of that name of exactly this scope."""
        rows = view.type_parameters.get(scope, ())
        return next((row for row in rows if row.target == name), None)

    def is_open_type(self, item: Found) -> bool:
        """Whether something that was found is a type parameter."""
        return item[0] == LOCAL and self.type_parameter(self.view(item[1]), item[2], item[3]) is not None


def _is_virtual(view: View, symbol: int) -> bool:
    return bool({"virtual", "override", "final", "abstract"} & set(view.symbols[symbol].markers))


def _keys(shape: Shape) -> list[str]:
    """Types as far as a declaration and its definition write them alike."""
    return [(one.path.rpartition(SEPARATOR)[2] or one.word) + "*" * one.pointer for one in shape.types]


def _each_once(places: Iterable[Place], rules: CppMembers) -> list[Place]:
    """Of declarations that say the same the first."""
    found: dict[tuple[str, ...], Place] = {}
    for place in sorted(places):
        found.setdefault(tuple(_keys(rules.shape(place))), place)
    return list(found.values())


def _last_name(callee: str) -> str:
    return callee.rpartition(SEPARATOR)[2].rpartition(".")[2]


def _nearness_of_literal(value: str, wanted: TypeText, last: str) -> int:
    """How well a literal fits a parameter."""
    arithmetic = wanted.word in ARITHMETIC or last in ARITHMETIC
    if value == '""':
        if wanted.pointer:
            return 3 if wanted.word in ARITHMETIC else 0
        return 2 if last in _TEXTS else 0
    if value == "nullptr":
        return 3 if wanted.pointer else 0
    if wanted.pointer:
        return 0
    if value in ("true", "false"):
        return 3 if wanted.word == "bool" else 2 if arithmetic else 0
    return 3 if arithmetic and wanted.word != "bool" else 1 if arithmetic else 0


def _nearness_of_text(given: TypeText | None, wanted: TypeText, last: str, is_object: bool) -> int:
    """How well an argument of a declared type without members fits: a number, a pointer to characters."""
    if given is None or given.path or not given.word or given.called:
        return 1
    if wanted.path and not given.pointer:
        return 0 if is_object else 1
    if wanted.word:
        same = given.word == wanted.word and given.pointer == wanted.pointer
        return 3 if same else 1 if given.pointer == wanted.pointer else 0
    return 1 if given.pointer and last in _TEXTS else 0
