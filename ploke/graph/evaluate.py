"""Evaluate expressions of one language family: names through scopes and imports, members through types.

``Evaluator`` knows no language. What differs between languages is what they override, mostly of ``ploke.graph.hooks``:
how modules are found, which names are visible where, what a type's text means, what calls and elements of built-in
types yield. Whatever is asked of the world is recorded, see ``ploke.graph.world``.

Evaluation is demand-driven and memoised. A circle yields nothing where it closes; what was computed inside a circle is
kept only at its head, so that an answer does not depend on where the circle was entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from ploke.graph.expressions import last_step
from ploke.graph.flows import handed_to
from ploke.graph.found import ATTRIBUTE_FOUND, ENTRY_FOUND, LOCAL, SYMBOL_FOUND, VALUE, Found
from ploke.graph.hooks import Hooks
from ploke.graph.linearise import merged
from ploke.graph.resolution import Target
from ploke.graph.values import (
    ANYTHING,
    BOUND,
    CALLABLE,
    CLOSURE,
    FILE,
    FUNCTION,
    HELD,
    INSTANCE,
    MEMBER,
    NOTHING,
    OBJECT,
    OUTSIDE,
    OWN,
    OWN_TYPE,
    PACKAGE,
    RULE,
    TYPE,
    UNKNOWN,
    Value,
    Values,
)
from ploke.graph.views import BINDING, FUNCTION_LIKE, IMPORT, SYMBOL, Definition, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, Binding, BindingKind, SymbolKind
from ploke.model.graph import EdgeKind

# A member of an enum costs seventy nanoseconds through its class in Python 3.11.
_ENUM_MEMBER: Final = SymbolKind.ENUM_MEMBER
_OVERRIDES: Final = EdgeKind.OVERRIDES
_PARAMETER: Final = BindingKind.PARAMETER
_PROPERTY: Final = SymbolKind.PROPERTY
_RETURN_TYPE: Final = BindingKind.RETURN_TYPE
_RETURN_VALUE: Final = BindingKind.RETURN_VALUE
_TYPE_ALIAS: Final = SymbolKind.TYPE_ALIAS


class Evaluator(Hooks):
    """Evaluates expressions in files of one world. Not to be shared between threads."""

    # Expressions.

    def evaluate(self, view: View, scope: int, expression: str) -> Values:
        """What an expression in normal form may be in a scope."""
        if view.number != self.home or self.abroad:
            return self.remembered(("=", view.number, scope, expression), self._evaluate, view, scope, expression)  # type: ignore[no-any-return]
        table = self.home_values[scope]
        known = table.get(expression)
        if known is not None:
            return known if isinstance(known, frozenset) else self.closed(known)
        return self.learn(table, expression, self._evaluate, view, scope)  # type: ignore[no-any-return]

    def _evaluate(self, view: View, scope: int, expression: str) -> Values:
        if expression[:2] == "=>":
            return frozenset(((CLOSURE, view.number, scope, expression[2:]),))
        step = last_step(expression)
        operation = step.operation
        if operation == "()":
            return self.join([self.call(value, view, scope) for value in self.evaluate(view, scope, step.object)])
        if operation == "":
            known = self.literal(view, scope, expression)
            if known is not None:
                return known
        elif operation != ".":
            values = self.evaluate(view, scope, step.object)
            return self.join([self.element(value, operation) for value in values])
        found = self.find(view, scope, expression)
        if not found:
            return ANYTHING
        if len(found) == 1:
            return self.values_of(found[0])
        return self.join([self.values_of(item) for item in found])

    @staticmethod
    def join(sets: Iterable[Values]) -> Values:
        """The union of sets of values."""
        sets = list(sets)
        return sets[0] if len(sets) == 1 else NOTHING.union(*sets)

    def find(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        """What an expression that ends in a name denotes; nothing for one that does not or is not known."""
        if view.number != self.home or self.abroad:
            return self.remembered(  # type: ignore[no-any-return]
                ("?", view.number, scope, expression), self._find, view, scope, expression, closing=()
            )
        table = self.home_found[scope]
        known = table.get(expression)
        if known is not None:
            return known if isinstance(known, tuple) else self.closed(known, ())
        return self.learn(table, expression, self._find, view, scope)  # type: ignore[no-any-return]

    def find_as(self, view: View, scope: int, expression: str, kind: EdgeKind) -> tuple[Found, ...]:
        """As ``find``, for a reference of that kind: some languages keep types apart from all other names."""
        return self.find(view, scope, expression)

    def _find(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        step = last_step(expression)
        if not step.operation:
            return self.find_name(view, scope, step.name)
        if step.operation != ".":
            return ()
        values = self.evaluate(view, scope, step.object)
        if len(values) == 1:
            (value,) = values
            if self.abroad:
                return self.find_member(value, step.name)
            known = self.home_members.get((value, step.name))
            if known is not None:
                return known if isinstance(known, tuple) else self.closed(known, ())
            return self.learn_in(self.home_members, (value, step.name), self.find_member, value, step.name)  # type: ignore[no-any-return]
        found: dict[Found, None] = {}
        for value in self.ordered(values):
            found.update(dict.fromkeys(self.find_member(value, step.name)))
        return tuple(found)

    @staticmethod
    def ordered(values: Values) -> list[Value]:
        """Values in an order that depends on nothing but themselves."""
        return sorted(values, key=repr) if len(values) > 1 else list(values)

    # Names.

    def find_name(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What a bare name denotes in a scope: the innermost scope that defines it, then what lies beyond the file."""
        names = view.names
        inner = scope
        while True:
            if inner == MODULE:
                return self._find_at_top(view, name) or self.find_beyond(view, scope, name)
            if (inner in names or inner in view.stars) and (inner == scope or self.is_visible(view, inner)):
                found = self.find_in_scope(view, inner, name)
                if found:
                    return found
            inner = view.parent(inner)

    def _find_at_top(self, view: View, name: str) -> tuple[Found, ...]:
        """What a name denotes at the top of a file. Most names are, and are asked for from many scopes."""
        if view.number != self.home or self.abroad:
            return self.find_in_scope(view, MODULE, name)
        known = self.home_top.get(name)
        if known is not None:
            return known if isinstance(known, tuple) else self.closed(known, ())
        return self.learn_in(self.home_top, name, self.find_in_scope, view, MODULE, name)  # type: ignore[no-any-return]

    def find_in_scope(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What a name denotes in exactly this scope, star imports included."""
        definitions = self.definitions_of(view, scope, name)
        if definitions:
            return self.denoted(view, scope, name, definitions)
        for row in self.stars_of(view, scope):
            found = self.find_by_star(view, row, name)
            if found:
                return found
        return ()

    def denoted(self, view: View, scope: int, name: str, definitions: Sequence[Definition]) -> tuple[Found, ...]:
        """What definitions of one name in one scope denote: its symbols, else imports, else the variable."""
        if len(definitions) == 1:
            sort, place = definitions[0].sort, definitions[0].place
            if sort == SYMBOL:
                return ((SYMBOL_FOUND, view.number, place, None),)
            if sort == BINDING:
                return ((LOCAL, view.number, scope, name),)
        found: list[Found] = []
        bound = False
        for definition in definitions:
            if definition.sort == SYMBOL:
                found.append((SYMBOL_FOUND, view.number, definition.place, None))
            elif definition.sort == IMPORT:
                row = view.imports[definition.place]
                found += self.remembered(("i", view.number, definition.place), self.find_import, view, row, closing=())
            else:
                bound = True
        if bound and not any(item[0] == SYMBOL_FOUND for item in found):
            found.append((LOCAL, view.number, scope, name))
        return tuple(dict.fromkeys(found))

    def values_of(self, found: Found) -> Values:
        """What something that was found may be."""
        if found[0] == VALUE:
            return frozenset((found[1],))
        if found[0] == SYMBOL_FOUND:
            view = self.view(found[1])
            if view.is_class(found[2]):
                return frozenset(((TYPE, found[1], found[2], ()),))
        if self.abroad:
            return self._values_abroad(found)
        known = self.home_held.get(found)
        if known is not None:
            return known if isinstance(known, frozenset) else self.closed(known)
        compute = self._values_of if found[1] == self.home else self._values_abroad
        return self.learn_in(self.home_held, found, compute, found)  # type: ignore[no-any-return]

    def _values_abroad(self, found: Found) -> Values:
        return self.remembered(("v", found[1], *found), self._values_of, found)  # type: ignore[no-any-return]

    def _values_of(self, found: Found) -> Values:
        sort, file, place, last = found
        view = self.view(file)
        if sort == SYMBOL_FOUND:
            return self.symbol_values(view, place, last)
        if sort == LOCAL:
            return self.bound_values(view, place, last)
        if sort == ATTRIBUTE_FOUND:
            return self.values_of_bindings(view, place, f"self.{last}", view.attributes[place][last])
        return self.entry_values(view, place, last)

    def symbol_values(self, view: View, symbol: int, receiver: Value | None) -> Values:
        """What a symbol is when its name is used, as a member of ``receiver`` or by itself."""
        row = view.symbols[symbol]
        if view.is_class(symbol):
            return frozenset(((TYPE, view.number, symbol, ()),))
        if row.kind in FUNCTION_LIKE:
            plain: Value = (FUNCTION, view.number, symbol)
            if receiver is not None:
                plain = self.bound(view, symbol, receiver)
            return self.decorated(view, symbol, plain)
        if row.kind is _PROPERTY:
            return self.results_of(view, symbol, receiver)
        if row.kind is _ENUM_MEMBER and view.is_class(row.parent):
            return frozenset(((INSTANCE, view.number, row.parent, ()),))
        if row.kind is _TYPE_ALIAS:
            return self.alias_values(view, symbol)
        values = self.bound_values(view, row.parent, row.name)
        if view.names.get(symbol):
            values = (values - {UNKNOWN}) | {(HELD, view.number, row.parent, row.name, symbol)}
        return values

    def bound_values(self, view: View, scope: int, name: str) -> Values:
        """What the bindings of a name in a scope say; a declared type hides what is assigned."""
        rows = [view.bindings[row.place] for row in view.names[scope].get(name, ()) if row.sort == BINDING]
        return self.values_of_bindings(view, scope, name, rows)

    def values_of_bindings(self, view: View, scope: int, target: str, rows: Sequence[Binding]) -> Values:
        """What ``rows``, all of one target, say of it."""
        declared = [self.declared(view, row) for row in rows if row.annotation]
        if declared:
            values = self.join(declared)
            if values != ANYTHING:
                return values
        found: set[Value] = set()
        for row in rows:
            if row.kind is _PARAMETER:
                found |= self.parameter_values(view, row)
            elif row.value:
                found |= self.evaluate(view, row.scope, row.value)
                if row.value in ("{}", "[]", "()"):
                    found.add((HELD, view.number, scope, target, NONE))
            elif not row.annotation:
                found.add(UNKNOWN)
        return frozenset(found) if found else ANYTHING

    def entry_values(self, view: View, scope: int, target: str) -> Values:
        """What the bindings of an entry say."""
        return self.values_of_bindings(view, scope, target, view.entries[scope].get(target, ()))

    # Members.

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """What ``value.name`` denotes."""
        sort = value[0]
        if sort in (INSTANCE, OWN, TYPE, OWN_TYPE):
            return self.find_in_type(value, name)
        if sort == FILE:
            return self.find_in_module(self.view(value[1]), name)
        if sort == PACKAGE:
            return self.find_in_package(value[1], name)
        if sort == OUTSIDE:
            return ((VALUE, (OUTSIDE, f"{value[1]}{'' if value[1].endswith(':') else '.'}{name}")),)
        if sort == OBJECT:
            return self.find_in_object(value, name)
        if sort == HELD:
            return self.find_in_held(value, name)
        if sort in (FUNCTION, BOUND):
            return self.find_in_function(value, name)
        return ()

    def find_in_type(self, value: Value, name: str) -> tuple[Found, ...]:
        """A member of a type or its instance: the first class of the linearisation that has it."""
        for file, symbol in self.linearised(value[1], value[2]):
            if file == NONE:
                return ((VALUE, (OUTSIDE, f"{symbol}.{name}")),)
            found = self.find_in_class(self.view(file), symbol, name, value)
            if found:
                return found
        return ()

    def find_in_class(self, view: View, symbol: int, name: str, receiver: Value) -> tuple[Found, ...]:
        """A member that a class itself has: its symbols, names bound in its body, attributes assigned in methods."""
        found: list[Found] = []
        bound = False
        for definition in view.names[symbol].get(name, ()) if symbol in view.names else ():
            if definition.sort == SYMBOL:
                found.append((SYMBOL_FOUND, view.number, definition.place, receiver))
            elif definition.sort == IMPORT:
                found += self.find_import(view, view.imports[definition.place])
            else:
                bound = True
        if found:
            return self.preferred(view, found)
        if bound:
            return ((LOCAL, view.number, symbol, name),)
        if symbol in view.attributes and name in view.attributes[symbol]:
            return ((ATTRIBUTE_FOUND, view.number, symbol, name),)
        return ()

    def linearised(self, file: int, symbol: int) -> tuple[tuple[int, Any], ...]:
        """A class and its ancestors in the order in which members are looked up.

        Those outside the repository are ``(NONE, name)``. C3 (Barrett et al., "A monotonic superclass linearization
        for Dylan", 1996) where it exists, else depth first; circles are cut.
        """
        return self.remembered(  # type: ignore[no-any-return]
            ("l", file, symbol), self._linearised, file, symbol, closing=((file, symbol),)
        )

    def _linearised(self, file: int, symbol: int) -> tuple[tuple[int, Any], ...]:
        view = self.view(file)
        own = (file, symbol)
        lines: list[list[tuple[int, Any]]] = []
        direct: list[tuple[int, Any]] = []
        for base in self.base_values(view, symbol):
            if base[0] in (TYPE, INSTANCE) and base[1:3] != own:
                direct.append((base[1], base[2]))
                lines.append([row for row in self.linearised(base[1], base[2]) if row != own])
            elif base[0] == OUTSIDE or base[0] == OBJECT:
                direct.append((NONE, base[1]))
                lines.append([(NONE, base[1])])
        return (own, *merged([*lines, direct]))

    def base_values(self, view: View, symbol: int) -> list[Value]:
        """The bases of a class, in order."""
        found: list[Value] = []
        for text in view.symbols[symbol].bases:
            found += self.ordered(self.base_of(view, view.parent(symbol), text))
        return found

    # Calls.

    def call(self, value: Value, view: View, scope: int) -> Values:
        """What calling a value yields."""
        sort = value[0]
        if sort == TYPE:
            return frozenset(((INSTANCE, *value[1:]),))
        if sort == OWN_TYPE:
            return frozenset(((OWN, *value[1:]),))
        if sort == FUNCTION:
            return self.results_of(self.view(value[1]), value[2], None)
        if sort == BOUND:
            return self.results_of(self.view(value[1]), value[2], value[3])
        if sort == CALLABLE:
            return value[1]  # type: ignore[no-any-return]
        if sort == CLOSURE:
            return self.evaluate(self.view(value[1]), value[2], value[3]) if value[3] else ANYTHING
        if sort == OUTSIDE:
            return self.outside_result(value[1])
        if sort == OBJECT:
            return self.object_result(value)
        if sort == MEMBER:
            return self.member_result(value[1], value[2])
        if sort in (INSTANCE, OWN):
            return self.instance_result(value, view, scope)
        if sort == RULE:
            return frozenset((value,))
        return ANYTHING

    def results_of(self, view: View, function: int, receiver: Value | None) -> Values:
        """What a function yields, ``receiver`` put in the place of its own object."""
        values: Values = self.remembered(("r", view.number, function), self._results_of, view, function)
        if receiver is None:
            return values
        return self.rebound(values, receiver)

    def rebound(self, values: Values, receiver: Value) -> Values:
        """``values`` with a method's own object replaced by what it was called on."""
        if not any(value[0] in (OWN, OWN_TYPE) for value in values):
            return values
        instance: Value = receiver
        if receiver[0] in (TYPE, OWN_TYPE):
            instance = (OWN if receiver[0] == OWN_TYPE else INSTANCE, *receiver[1:])
        kind: Value = receiver
        if receiver[0] in (INSTANCE, OWN):
            kind = (OWN_TYPE if receiver[0] == OWN else TYPE, *receiver[1:])
        if instance[0] not in (INSTANCE, OWN):
            return values
        return frozenset(instance if v[0] == OWN else kind if v[0] == OWN_TYPE else v for v in values)

    def _results_of(self, view: View, function: int) -> Values:
        rows = view.returns.get(function, [])
        declared = [row for row in rows if row.kind is _RETURN_TYPE]
        if declared:
            values = self.join(self.declared_result(view, function, row) for row in declared if not row.target)
            parts = any(row.target for row in declared)
            if parts:
                values |= {(HELD, view.number, function, "", NONE)}
            if values and values != ANYTHING:
                return values
        found: set[Value] = set()
        for row in rows:
            if row.kind is _RETURN_VALUE:
                if row.target:
                    found.add((HELD, view.number, function, "", NONE))
                elif row.value:
                    found |= self.evaluate(view, row.scope, row.value)
                else:
                    found.add(UNKNOWN)
        return frozenset(found) if found else ANYTHING

    # Elements.

    def element(self, value: Value, index: str) -> Values:
        """What ``value[index]`` is: ``[*]`` any element, ``["k"]`` and ``[0]`` that under a key, ``[]`` one of them."""
        sort = value[0]
        if sort == HELD:
            return self.held_element(value, index)
        if sort == OBJECT:
            return self.object_element(value, index)
        if sort in (INSTANCE, OWN):
            return self.instance_element(value, index)
        if sort == RULE:
            return frozenset((value,))
        return ANYTHING

    def held_element(self, value: Value, index: str) -> Values:
        """An entry of an object that is written out in the source."""
        _, file, scope, target, _ = value
        view = self.view(file)
        if not target:
            return self._returned_element(view, scope, index)
        entries = view.entries.get(scope, {})
        exact = entries.get(target + index)
        if exact is not None and index not in ("[*]", "[]"):
            return self.values_of_bindings(view, scope, target + index, exact)
        found: set[Value] = set()
        start = target + "["
        for name, rows in entries.items():
            if name.startswith(start) and _is_one_index(name[len(target) :]):
                found |= self.values_of_bindings(view, scope, name, rows)
        if index not in ("[*]", "[]"):
            return ANYTHING
        return frozenset(found) if found else ANYTHING

    def _returned_element(self, view: View, function: int, index: str) -> Values:
        found: set[Value] = set()
        for row in view.returns.get(function, ()):
            if row.target and (row.target == index or index in ("[*]", "[]")):
                if row.annotation:
                    found |= self.declared_result(view, function, row)
                elif row.value:
                    found |= self.evaluate(view, row.scope, row.value)
        return frozenset(found) if found else ANYTHING

    def find_in_held(self, value: Value, name: str) -> tuple[Found, ...]:
        """A member of an object that is written out in the source."""
        _, file, scope, target, symbol = value
        view = self.view(file)
        if symbol != NONE:
            found = self.find_in_class(view, symbol, name, value)
            if found:
                return found
        if f"{target}.{name}" in view.entries.get(scope, {}):
            return ((ENTRY_FOUND, file, scope, f"{target}.{name}"),)
        return ()

    def find_in_function(self, value: Value, name: str) -> tuple[Found, ...]:
        """An attribute of a function: what was assigned to it beside its definition."""
        view = self.view(value[1])
        row = view.symbols[value[2]]
        if f"{row.name}.{name}" in view.entries.get(row.parent, {}):
            return ((ENTRY_FOUND, value[1], row.parent, f"{row.name}.{name}"),)
        return ()

    # What edges need.

    def structure(self, view: View) -> Iterable[Target]:
        """Edges of a file that stand in no place: which methods override which."""
        targets = []
        for number, symbol in enumerate(view.symbols):
            if (
                symbol.kind not in FUNCTION_LIKE
                or not view.is_class(symbol.parent)
                or not self.can_override(view, number)
            ):
                continue
            own = (view.number, symbol.parent)
            for file, ancestor in self.linearised(*own):
                if file == NONE or (file, ancestor) == own:
                    continue
                found = self.find_in_class(self.view(file), ancestor, symbol.name, (INSTANCE, *own, ()))
                hit = [item for item in found if item[0] == SYMBOL_FOUND]
                if hit:
                    targets += [Target(_OVERRIDES, item[1], item[2], src=number) for item in hit[:1]]
                    break
        return targets

    # Rules: what a language overrides.

    def find_in_module(self, view: View, name: str) -> tuple[Found, ...]:
        """What a module offers as ``name``."""
        return self.find_in_scope(view, MODULE, name)

    def base_of(self, view: View, scope: int, text: str) -> Values:
        """The types that the text of a base names in a scope."""
        return self.evaluate(view, scope, text)

    def alias_values(self, view: View, symbol: int) -> Values:
        """What a type alias stands for."""
        row = view.symbols[symbol]
        return self.bound_values(view, row.parent, row.name)

    def parameter_values(self, view: View, row: Binding) -> Values:
        """What a parameter without a declared type may be."""
        values = handed_to(self, view, row)
        if row.value:
            values |= self.evaluate(view, row.scope, row.value)
        return values | ANYTHING


def _is_one_index(text: str) -> bool:
    """Whether ``text`` is a single index: ``["a"]``, not ``["a"]["b"]`` or ``["a"].b``."""
    return last_step("x" + text).object == "x"
