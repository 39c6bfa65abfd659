"""C++: names by scope, translation unit and linkage, members by declared types, overloads by what they are given.

Source: ISO/IEC 14882:2020, "Working Draft, Standard for Programming Language C++" (N4860).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ploke.graph.expressions import last_step
from ploke.graph.found import LOCAL, SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.cpp_library import (
    ITERATOR,
    MAPPINGS,
    MOVES,
    OF_POINTER,
    PAIRS,
    POINTERS,
    SEQUENCES,
    YIELDS_ELEMENT,
    YIELDS_ITERATOR,
    YIELDS_SELF,
)
from ploke.graph.rules.cpp_members import CppMembers
from ploke.graph.rules.cpp_type_text import TypeText, read_type
from ploke.graph.rules.linkage import Place
from ploke.graph.values import (
    ANYTHING,
    CALLABLE,
    INSTANCE,
    NOTHING,
    OBJECT,
    OUTSIDE,
    OWN,
    OWN_TYPE,
    TYPE,
    UNKNOWN,
    Value,
    Values,
)
from ploke.graph.views import View
from ploke.model.facts import MODULE, SymbolKind
from ploke.model.graph import EdgeKind

OPEN_TYPE: Final = "type parameter"
"""The sort of a value of a template's parameter: file, symbol of the template, place in its list."""
_COPIED: Final[tuple[Values, ...]] = (frozenset({("copied",)}),)
"""In place of a class's arguments: it is copied, and none of its constructors called."""
_STREAM_LIKE: Final = frozenset({"std:function", "std:move_only_function", "std:packaged_task"})
_ITERATORS: Final = frozenset({"iterator", "const_iterator", "reverse_iterator", "pointer", "const_pointer"})
_ELEMENTS: Final = frozenset({"value_type", "reference", "const_reference", "mapped_type", "element_type"})


class CppRules(CppMembers):
    """Evaluates C++."""

    # References.

    def find_as(self, view: View, scope: int, expression: str, kind: EdgeKind) -> tuple[Found, ...]:
        """Types are looked up as such; of a call's overloads those that fit it, of a class its constructors."""
        if kind in (EdgeKind.TYPES, EdgeKind.INHERITS) and "()" not in expression and "." not in expression:
            found = self.find_type(view, scope, expression)
            return found or (self.find(view, scope, expression) if kind is EdgeKind.TYPES else ())
        found = self.find(view, scope, expression)
        if kind is not EdgeKind.CALLS:
            return found
        return self.called(view, scope, expression, found or self.found_by_arguments(view, scope, expression))

    def found_by_arguments(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What a bare name means in the namespaces of the classes whose objects it is given ([basic.lookup.argdep])."""
        if not name.isidentifier():
            return ()
        found: dict[Found, None] = {}
        for row in view.arguments.get(name, ()):
            if row.scope == scope and row.value and not row.target.endswith("(#)"):
                for value in self.ordered(self.evaluate(view, scope, row.value)):
                    if value[0] in (INSTANCE, OWN):
                        path = self._nearest_space(self.view(value[1]), value[2])
                        found.update(dict.fromkeys(self.in_space(view.number, path, name)))
        return tuple(found)

    def called(self, view: View, scope: int, callee: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """What a call of ``callee`` in a scope calls of all that was found."""
        rows: list[Found] = []
        for item in found:
            made = self._made(item)
            rows += made or (item,)
        return self.chosen(view, scope, callee, tuple(dict.fromkeys(rows)))

    def chosen(self, view: View, scope: int, callee: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """As elsewhere; where no constructor takes what is given, the class is copied."""
        rows = super().chosen(view, scope, callee, found)
        kinds = {self.view(item[1]).symbols[item[2]].kind for item in rows if item[0] == SYMBOL_FOUND}
        if kinds != {SymbolKind.CONSTRUCTOR}:
            return rows
        counts = {call.number for call in self.calls_of(view, scope, callee)}
        if counts != {1} or any(self._fits(item, 1) for item in rows):
            return rows
        owners = {self._class_of(self.view(item[1]), item[2]) for item in rows}
        return tuple((VALUE, (TYPE, *owner, _COPIED)) for owner in sorted(filter(None, owners)))

    def _made(self, item: Found) -> tuple[Found, ...]:
        """The constructors of a class that is called, or of what an alias stands for."""
        if item[0] == SYMBOL_FOUND and self.view(item[1]).symbols[item[2]].kind is not SymbolKind.ENUM:
            for value in self.values_of(item):
                if value[0] == TYPE:
                    return self.constructors_of(value) or ((VALUE, value),)
        return ()

    def is_called_by_name(self, kind: SymbolKind) -> bool:
        """Functions and macros."""
        return kind is SymbolKind.MACRO or super().is_called_by_name(kind)

    def call_operators(self, value: Value) -> list[tuple[int, int]]:
        """``operator()``."""
        found = self.find_in_type(value, "operator()")
        return [(item[1], item[2]) for item in found if item[0] == SYMBOL_FOUND]

    # Values.

    def _evaluate(self, view: View, scope: int, expression: str) -> Values:
        """As elsewhere; a call's overload decides what it answers, and some functions answer what they are given."""
        step = last_step(expression)
        if step.operation.startswith("["):
            text = self.declared_text(view, scope, step.object)
            if text is not None and text.pointer and step.operation != "[*]":
                values = self.evaluate(view, scope, step.object)
                if all(value[0] in (INSTANCE, OWN, OBJECT, OPEN_TYPE) for value in values):
                    return values
        if step.operation != "()":
            return super()._evaluate(view, scope, expression)
        callee = last_step(step.object)
        if callee.operation not in ("", "."):
            return super()._evaluate(view, scope, expression)
        found = self.find(view, scope, step.object)
        chosen = self.chosen(view, scope, step.object, found)
        values = self.join([self.values_of(item) for item in chosen]) if chosen else ANYTHING
        if any(value[0] == OUTSIDE and value[1] in MOVES for value in values):
            given = [row for row in view.arguments.get(callee.name, ()) if row.scope == scope]
            moved = {row.value for row in given if row.target.startswith(f"{step.object}(0") and row.value}
            return self.join([self.evaluate(view, scope, value) for value in sorted(moved)]) if moved else ANYTHING
        return self.join([self.call(value, view, scope) for value in self.ordered(values)]) if values else ANYTHING

    def symbol_values(self, view: View, symbol: int, receiver: Value | None) -> Values:
        """As elsewhere; the type of a member of a template is that of the object's arguments."""
        row = view.symbols[symbol]
        if row.kind is SymbolKind.TYPE_ALIAS:
            return self.alias_values(view, symbol)
        values = super().symbol_values(view, symbol, receiver)
        return self.given_types(values, receiver) if receiver is not None else values

    def alias_values(self, view: View, symbol: int) -> Values:
        """The type that an alias stands for."""
        row = view.symbols[symbol]
        values = self.bound_values(view, row.parent, row.name)
        return frozenset((TYPE, *value[1:]) if value[0] == INSTANCE else value for value in values)

    def results_of(self, view: View, function: int, receiver: Value | None) -> Values:
        """As elsewhere; type parameters of the class are what the object's type says."""
        values = super().results_of(view, function, receiver)
        return self.given_types(values, receiver)

    def given_types(self, values: Values, receiver: Value | None) -> Values:
        """``values`` with type parameters replaced by what the receiver's type, or a base of it, gives for them."""
        if receiver is None or receiver[0] not in (INSTANCE, TYPE, OWN, OWN_TYPE):
            return values
        for owner in sorted({each for value in values for each in _templates_in(value)}):
            arguments = self._arguments_of(receiver, owner, set())
            if arguments:
                values = self.join([_put(value, owner, arguments) for value in values])
        return values

    def _arguments_of(self, receiver: Value, wanted: tuple[int, int], seen: set[Value]) -> tuple[Values, ...]:
        """The arguments that an object's type gives a class: its own, or one that it inherits from."""
        if receiver[1:3] == wanted:
            return receiver[3]  # type: ignore[no-any-return]
        if receiver in seen:
            return ()
        seen.add(receiver)
        for base in self.base_values(self.view(receiver[1]), receiver[2]):
            if base[0] == TYPE:
                for known in self.ordered(_put(base, receiver[1:3], receiver[3])):
                    found = self._arguments_of(known, wanted, seen)
                    if found:
                        return found
        return ()

    # Types.

    def base_of(self, view: View, scope: int, text: str) -> Values:
        """The classes that a base names, with the arguments it gives them."""
        values = self.of_type(view, scope, text)
        return frozenset((TYPE, *value[1:]) if value[0] == INSTANCE else value for value in values) - {UNKNOWN}

    def of_type(self, view: View, scope: int, text: str) -> Values:
        """Objects of a declared type: pointers, references and arrays are what they lead to."""
        return self.remembered(("t", view.number, scope, text), self._of_type, view, scope, text)  # type: ignore[no-any-return]

    def _of_type(self, view: View, scope: int, text: str) -> Values:
        return self.objects(view, scope, read_type(text))

    def objects(self, view: View, scope: int, text: TypeText) -> Values:
        """Objects of the type that ``text`` says."""
        values = self._named_objects(view, scope, text) if text.path else ANYTHING
        return frozenset(((CALLABLE, values),)) if text.called else values

    def _named_objects(self, view: View, scope: int, text: TypeText) -> Values:
        found: set[Value] = set()
        arguments = tuple(self.objects(view, scope, one) for one in text.arguments)
        for item in self.find_type(view, scope, text.path):
            if item[0] == LOCAL:
                found |= self._open_type(self.view(item[1]), item[2], item[3])
                continue
            for value in self.values_of(item):
                if value[0] in (TYPE, OWN_TYPE):
                    found.add((INSTANCE, value[1], value[2], arguments or value[3]))
                elif value[0] == OUTSIDE:
                    found |= self._library_objects(value[1], arguments)
                else:
                    found.add(value)
        return frozenset(found) or ANYTHING

    def _open_type(self, view: View, scope: int, name: str) -> Values:
        """A type parameter: of a class it may be told by the object, of a function by nothing."""
        template, rows = self._template_of(view, scope)
        if template is None or name not in rows:
            return ANYTHING
        return frozenset(((OPEN_TYPE, *template, rows.index(name)),))

    def _template_of(self, view: View, scope: int) -> tuple[Place | None, list[str]]:
        """The class template whose parameters a scope lists, and their names there.

        A member that is defined outside its class lists them again, outermost last, perhaps by other names.
        """
        own = [row.target for row in view.type_parameters.get(scope, ())]
        if scope != MODULE and view.is_class(scope):
            return Place(view.number, scope), own
        holder = self._class_of(view, scope) if scope != MODULE else None
        if holder is None:
            return None, []
        names = [row.target for row in self.view(holder.file).type_parameters.get(holder.symbol, ())]
        if not names or view.is_class(view.parent(scope)):
            return holder, names if set(names) <= set(own) else []
        return holder, own[-len(names) :]

    def _library_objects(self, name: str, arguments: tuple[Values, ...]) -> Values:
        """Objects of a type of the standard library; iterators and elements by their names in containers."""
        if name in _STREAM_LIKE:
            return arguments[0] if arguments else ANYTHING
        holder, _, member = name.rpartition(".")
        if holder and member in _ITERATORS | _ELEMENTS:
            held = self.object_element((OBJECT, holder, arguments), "[*]" if member not in _ELEMENTS else "[]")
            return frozenset(((OBJECT, ITERATOR, (held,)),)) if member in _ITERATORS else held
        return frozenset(((OBJECT, name, arguments),))

    # Members and elements of objects.

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; ``->`` goes on through what ``operator->`` answers."""
        found = super().find_member(value, name)
        if found or value[0] not in (INSTANCE, OWN) or name.startswith("operator"):
            return found
        arrows = self.find_in_type(value, "operator->")
        rows: dict[Found, None] = {}
        for item in arrows:
            if item[0] == SYMBOL_FOUND:
                for inner in self.ordered(self.results_of(self.view(item[1]), item[2], value)):
                    if inner[:3] != value[:3]:
                        rows.update(dict.fromkeys(super().find_member(inner, name)))
        return tuple(rows)

    def find_in_object(self, value: Value, name: str) -> tuple[Found, ...]:
        """A member of an object of the library; ``->`` of smart pointers and iterators leads to what they hold."""
        kind, arguments = value[1], value[2]
        if arguments and (kind == ITERATOR or (kind in POINTERS and name not in OF_POINTER)):
            rows: dict[Found, None] = {}
            for inner in self.ordered(arguments[0]):
                rows.update(dict.fromkeys(self.find_member(inner, name)))
            return tuple(rows) or super().find_in_object(value, name)
        if kind in PAIRS and name in ("first", "second") and arguments:
            held = arguments[0 if name == "first" else -1]
            return tuple((VALUE, inner) for inner in self.ordered(held) if inner != UNKNOWN)
        return super().find_in_object(value, name)

    def member_result(self, holder: Value, name: str) -> Values:
        """What methods of the library's types answer."""
        if holder[0] != OBJECT or not holder[2]:
            return ANYTHING
        kind, arguments = holder[1], holder[2]
        if kind in POINTERS:
            if name == "lock":
                return frozenset((holder,))
            return arguments[0] if name in YIELDS_SELF or name == "value_or" else ANYTHING
        if kind not in SEQUENCES and kind not in MAPPINGS:
            return ANYTHING
        if name in YIELDS_ITERATOR and not (kind in SEQUENCES and name in YIELDS_ELEMENT):
            return frozenset(((OBJECT, ITERATOR, (self.object_element(holder, "[*]"),)),))
        return self.object_element(holder, "[]") if name in YIELDS_ELEMENT else ANYTHING

    def object_element(self, value: Value, index: str) -> Values:
        """What a container of the library holds; ``[*]`` is what a loop goes over."""
        kind, arguments = value[1], value[2]
        if not arguments:
            return ANYTHING
        if kind in MAPPINGS:
            if index == "[*]":
                return frozenset(((OBJECT, "std:pair", arguments[:2]),))
            return arguments[1] if len(arguments) > 1 else ANYTHING
        if kind in PAIRS:
            place = index[1:-1]
            known = place.isdigit() and int(place) < len(arguments)
            return arguments[int(place)] if known else ANYTHING
        if kind in SEQUENCES or kind in POINTERS or kind == ITERATOR:
            return arguments[0]  # type: ignore[no-any-return]
        return ANYTHING

    def instance_element(self, value: Value, index: str) -> Values:
        """What ``operator[]`` answers, or a loop goes over; pointers and arrays are what they lead to."""
        if index == "[*]":
            begin = self._answers(value, "begin")
            found: set[Value] = set()
            for inner in begin or NOTHING:
                if inner[0] == OBJECT:
                    found |= self.object_element(inner, "[]")
                elif inner[0] in (INSTANCE, OWN):
                    found |= self._answers(inner, "operator*") or frozenset((inner,))
            return frozenset(found) if begin is not None else frozenset((value,))
        answered = self._answers(value, "operator[]")
        return answered if answered is not None else frozenset((value,))

    def instance_result(self, value: Value, view: View, scope: int) -> Values:
        """What ``operator()`` answers."""
        answered = self._answers(value, "operator()")
        return answered if answered is not None else ANYTHING

    def _answers(self, value: Value, name: str) -> Values | None:
        """What a method of an object answers; None where it has none."""
        found = [item for item in self.find_in_type(value, name) if item[0] == SYMBOL_FOUND]
        if not found:
            return None
        return self.join([self.results_of(self.view(item[1]), item[2], value) for item in found])

    def element(self, value: Value, index: str) -> Values:
        """As elsewhere; an array of pointers to functions is one."""
        return frozenset((value,)) if value[0] == CALLABLE else super().element(value, index)

    def preferred(self, view: View, found: list[Found]) -> tuple[Found, ...]:
        """All overloads of a member."""
        return tuple(found)

    def constructors(self, value: Value) -> list[tuple[int, int, str]]:
        """A class's constructors, or itself where it has none."""
        made: Sequence[Found] = self.constructors_of(value) if value[3] != _COPIED else ()
        return [(item[1], item[2], "") for item in made] or [(value[1], value[2], "")]


def _arguments_in(value: Value) -> tuple[Values, ...]:
    """What a value's type is given, if it is of a template."""
    if value[0] in (INSTANCE, TYPE):
        return value[3]  # type: ignore[no-any-return]
    return value[2] if value[0] == OBJECT else ()


def _templates_in(value: Value) -> Iterator[tuple[int, int]]:
    """The templates, as file and symbol, whose parameters a value's type is made of."""
    if value[0] == OPEN_TYPE:
        yield value[1:3]
    for values in _arguments_in(value):
        for inner in values:
            if isinstance(inner, tuple):
                yield from _templates_in(inner)


def _put(value: Value, owner: tuple[int, int], arguments: tuple[Values, ...]) -> Values:
    """A value with the parameters of one template replaced."""
    if value[0] == OPEN_TYPE and value[1:3] == owner:
        return arguments[value[3]] if value[3] < len(arguments) else ANYTHING
    inner = _arguments_in(value)
    if not inner or not any(owner == each for each in _templates_in(value)):
        return frozenset((value,))
    put = tuple(NOTHING.union(*(_put(each, owner, arguments) for each in values)) for values in inner)
    return frozenset(((*value[:3], put),)) if value[0] != OBJECT else frozenset(((*value[:2], put),))
