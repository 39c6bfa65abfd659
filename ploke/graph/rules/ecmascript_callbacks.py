"""What functions are given by those who call them: contextual types of TypeScript, and what JavaScript shows of it.

The parameter of a function without a declared type has the type that the place says which the function stands in: the
declared type of what it is assigned to, or of the parameter it is handed to. ``f(1){0}`` is the first parameter of the
function that is handed to ``f`` as its second argument.

Source: the TypeScript handbook, "Type Inference", "Contextual Typing".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from ploke.graph.expressions import last_step
from ploke.graph.found import SYMBOL_FOUND
from ploke.graph.rules.ecmascript_generics import EcmaScriptGenerics
from ploke.graph.rules.ecmascript_library import BUILT_IN, MEMBERS
from ploke.graph.rules.ecmascript_type_text import type_tree
from ploke.graph.rules.ecmascript_types import SHAPED
from ploke.graph.values import (
    ANYTHING,
    BOUND,
    CALLABLE,
    FUNCTION,
    MEMBER,
    NOTHING,
    OBJECT,
    OUTSIDE,
    TYPE,
    UNKNOWN,
    Value,
    Values,
)
from ploke.graph.views import IMPORT, SYMBOL, View
from ploke.model.facts import MODULE, Binding, BindingKind, Symbol
from ploke.model.summary import SummarySymbol

_HANDED: Final = re.compile(r"(.+)\((\d+)\)\Z", re.DOTALL)
_FUNCTIONS: Final = frozenset({SHAPED, FUNCTION, BOUND})
_SETTLES: Final[Value] = (CALLABLE, NOTHING)
"""``resolve`` and ``reject`` of a promise's executor."""


class Handing(NamedTuple):
    """Where a function is handed over, as which argument, and the place of the parameter that is asked for."""

    view: View
    scope: int
    callee: str
    argument: int
    place: int


class EcmaScriptCallbacks(EcmaScriptGenerics):
    """The part of the rules that follows functions into the places that call them."""

    def handed_over(self, view: View, scope: int, holder: str, place: int) -> Values:
        """What the function that ``holder`` stands for, ``f(1)`` or what it is assigned to, is given at ``place``."""
        found = _HANDED.match(holder)
        if found is None:
            return self.parameter_of(self.evaluate(view, scope, holder), place)
        callee, argument = found[1], int(found[2])
        values = self.join(
            self.callback_values(value, Handing(view, scope, callee, argument, place))
            for value in self.evaluate(view, scope, callee)
        )
        return values or ANYTHING

    def callback_values(self, value: Value, site: Handing) -> Values:
        """What calling ``value`` hands to the function that it is given."""
        sort, argument = value[0], site.argument
        if sort == MEMBER:
            return self._library_callback(value, argument, site.place)
        if sort == OUTSIDE:
            return frozenset((_SETTLES,)) if value[1] == BUILT_IN + "Promise" and not argument else ANYTHING
        if sort in (FUNCTION, BOUND):
            return self._callback_of((FUNCTION, *value[1:3]), value, site)
        if sort == TYPE:
            return self.join(
                self._callback_of((FUNCTION, file, symbol), value, site) for file, symbol, _ in self.constructors(value)
            )
        if sort == SHAPED:
            parts = [
                part.parts[1 + argument].parts[0]
                for part in self.signatures_of(value[3])
                if len(part.parts) > 1 + argument
            ]
            return self.parameter_of(self.of_parts(value, parts), site.place)
        return ANYTHING

    def _library_callback(self, value: Value, argument: int, place: int) -> Values:
        """What a method of a built-in object calls its first argument with."""
        holder, name = value[1], value[2]
        if holder[0] != OBJECT or argument:
            return ANYTHING
        kind = holder[1].removeprefix(BUILT_IN)
        arguments = holder[2]
        if kind == "Tuple":
            kind, arguments = "Array", (self.join(arguments),)
        members = MEMBERS.get(kind)
        types = members.callbacks.get(name, ()) if members is not None else ()
        if members is None or place >= len(types) or not types[place]:
            return ANYTHING
        return self.of_library(type_tree(types[place]), dict(zip(members.parameters, arguments, strict=False)))

    def _callback_of(self, function: Value, value: Value, site: Handing) -> Values:
        """The same for a function of the repository, which ``value`` is bound to an object."""
        _, file, symbol = function
        target = self.view(file)
        rows = target.parameters.get(symbol, ())
        row = rows[site.argument] if site.argument < len(rows) else None
        if row is None:
            return ANYTHING
        if not row.annotation:
            return self._called_with(target, row, site.place)
        values = self.parameter_of(self.of_type(target, symbol, row.annotation), site.place)
        if value[0] in (BOUND, TYPE) and target.parent(symbol) != MODULE:
            receiver = value[3] if value[0] == BOUND else value
            values = self.substituted(values, self.known_by(receiver, (file, target.parent(symbol))))
        own = frozenset(self.variables_of(file, symbol))
        if own:
            known = self.inferred_variables(function, own, site.view, site.scope, site.callee)
            values = self.substituted(values, known)
        return values

    def _called_with(self, view: View, parameter: Binding, place: int) -> Values:
        """What a function calls its own parameter with."""
        start = f"{parameter.target}({place})"
        found = [
            self.evaluate(view, row.scope, row.value)
            for row in self.arguments_to(view, parameter.target)
            if row.scope == parameter.scope and row.target == start
        ]
        return self.join(found) or ANYTHING

    # Types that say what a function is given.

    def parameter_of(self, values: Iterable[Value], place: int) -> Values:
        """What functions of these types are given at ``place``."""
        found: set[Value] = set()
        for value in values:
            if value[0] == SHAPED:
                for part in self.signatures_of(value[3]):
                    if len(part.parts) > 1 + place:
                        found |= self.of_parts(value, part.parts[1 + place].parts)
            elif value[0] in (FUNCTION, BOUND):
                view = self.view(value[1])
                rows = view.parameters.get(value[2], ())
                if place < len(rows) and rows[place].annotation:
                    found |= self.declared(view, rows[place])
        return frozenset(found) or ANYTHING

    def _results_of(self, view: View, function: int) -> Values:
        """What the place says that a function stands in, where it does not declare what it yields."""
        if all(row.kind is not BindingKind.RETURN_TYPE for row in view.returns.get(function, ())):
            expected = [value for value in self._expected(view, function) if value[0] in _FUNCTIONS]
            values = self.join(self.call(value, view, function) for value in expected)
            if values - {UNKNOWN}:
                return values
        return super()._results_of(view, function)

    def parameter_values(self, view: View, row: Binding) -> Values:
        """What the place says that a function stands in; else the default and what calls hand over."""
        place = next((number for number, each in enumerate(view.parameters[row.scope]) if each is row), -1)
        if place >= 0 and not row.target.startswith("*"):
            values = self.parameter_of(self._expected(view, row.scope), place)
            if values - {UNKNOWN}:
                return values
        return super().parameter_values(view, row)

    def _declared_field(self, view: View, symbol: SummarySymbol | Symbol) -> Values:
        """The declared type of the field of a class that a function is assigned to."""
        owner = view.enclosing_class(symbol.parent)
        rows = view.names[owner].get(symbol.name, ()) if owner != MODULE else ()
        declared = [view.bindings[each.place] for each in rows if each.sort not in (SYMBOL, IMPORT)]
        return self.join(self.declared(view, each) for each in declared if each.annotation)

    def _expected(self, view: View, function: int) -> Values:
        """The declared type of what a function is assigned to."""
        symbol = view.symbols[function]
        rows = view.names[symbol.parent].get(symbol.name, ())
        declared = [view.bindings[each.place] for each in rows if each.sort not in (SYMBOL, IMPORT)]
        typed = [each for each in declared if each.annotation]
        if typed:
            return self.join(self.declared(view, each) for each in typed)
        if function in self.assigned_to_own(view, symbol.parent, symbol.name):
            return self._declared_field(view, symbol)
        if "static" not in symbol.markers:
            return NOTHING
        around = "" if symbol.parent == MODULE else f"{view.symbols[symbol.parent].qualified}."
        target = symbol.qualified.removeprefix(around)
        if target not in view.entries.get(symbol.parent, ()):
            return NOTHING
        step = last_step(target)
        return self.join(
            self.values_of(item)
            for value in self.ordered(self.evaluate(view, symbol.parent, step.object))
            for item in self.find_member(value, step.name)
            if item[0] != SYMBOL_FOUND or item[1:3] != (view.number, function)
        )
