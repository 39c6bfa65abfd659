"""Java's generic calls: what type variables stand for in a call, and what it yields.

Source: The Java Language Specification (SE 21), 15.9.3 and chapter 18, of which the part is followed that needs no
types of what surrounds a call.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ploke.graph.rules.java_conversions import VOID
from ploke.graph.rules.java_members import Method
from ploke.graph.rules.java_overloads import JavaOverloads, has_functions
from ploke.graph.rules.java_values import ARRAY, mentions_variables, type_key
from ploke.graph.values import (
    ANYTHING,
    BOUND,
    CLOSURE,
    INSTANCE,
    MEMBER,
    NOTHING,
    OBJECT,
    OUTSIDE,
    TYPE,
    VARIABLE,
    Value,
    Values,
)
from ploke.graph.views import View
from ploke.graph.world import NONE


class JavaInference(JavaOverloads):
    """The part of Java's rules that infers types."""

    def result_of(self, method: Method, view: View, scope: int, callee: str) -> Values:
        """What a call yields, with type variables inferred from its arguments."""
        values = self.declared_results(method)
        own = self.own_variables(method)
        if not own or not mentions_variables(values):
            return values
        known = self.inferred(method, own, view, scope, callee)
        return self.substituted(values, {variable: known.get(variable) or self.erased(variable) for variable in own})

    def own_variables(self, method: Method) -> tuple[Value, ...]:
        """The type variables that a method itself declares."""
        if method.file == NONE:
            names = method.known.type_parameters if method.known is not None else ()
            return tuple((VARIABLE, NONE, f"{method.holder[1]}()", name) for name in names)
        key = (method.file, method.symbol)
        return tuple((VARIABLE, *key, name) for name in self.type_parameters(key))

    def inferred(
        self, method: Method, own: Iterable[Value], view: View, scope: int, callee: str, *, functions: bool = True
    ) -> dict[Value, Values]:
        """What a method's own type variables stand for, from the arguments of its calls; ``functions`` too.

        What one of several calls leaves open may be anything.
        """
        variables = frozenset(own)
        calls: list[dict[Value, Values]] = []
        for given in self.given(view, scope, callee):
            if self.takes(method, given.number):
                arguments = self.argument_values(view, scope, given)
                values = {place: self.join(parts) for place, parts in arguments.items()}
                if not functions:
                    values = {place: each for place, each in values.items() if not has_functions(each)}
                known: dict[Value, Values] = {}
                self.infer(method, variables, values, known)
                calls.append(known)
        shown = {variable for known in calls for variable in known}
        return {variable: self.join(known.get(variable, ANYTHING) for known in calls) for variable in shown}

    def infer(
        self, method: Method, own: frozenset[Value], values: Mapping[int, Values], known: dict[Value, Values]
    ) -> None:
        """Add what a call's arguments show: functions come last, for what they yield may rest on the others."""
        wanted = self.parameter_types(method) or ()
        functions: list[tuple[Values, Values]] = []
        for place, given in sorted(values.items()):
            want = self.wanted_by(method, wanted, place, given)
            if has_functions(given):
                functions.append((want, given))
            else:
                self.unify(want, given, own, known)
        for want, given in functions:
            self._unify_functions(want, given, own, known)

    def wanted_by(self, method: Method, wanted: Sequence[Values], place: int, given: Values) -> Values:
        """The type of the parameter that takes an argument: of an array that stands for several, what it holds."""
        want = wanted[min(place, len(wanted) - 1)] if wanted else NOTHING
        if place < len(wanted) - 1 or not self.is_variable(method):
            return want
        if place == len(wanted) - 1 and any(value[0] == OBJECT and value[1] == ARRAY for value in given):
            return want
        return self.join(part[2][0] for part in want if part[0] == OBJECT and part[1] == ARRAY)

    def unify(self, wanted: Values, given: Values, own: frozenset[Value], known: dict[Value, Values]) -> None:
        """Add what type variables in ``wanted`` stand for where ``given`` is given for it."""
        for want in wanted:
            if want in own:
                useful = self.boxed(frozenset(value for value in given if value[0] in (INSTANCE, OBJECT, VARIABLE)))
                if useful:
                    known[want] = known.get(want, NOTHING) | useful
            elif want[0] in (INSTANCE, OBJECT) and want[-1] and mentions_variables(frozenset((want,))):
                for value in given:
                    if value[0] == OBJECT and value[1] == ARRAY == want[1]:
                        row: Value | None = value
                    else:
                        row = self.as_ancestor(value, type_key(want))
                    if row is not None and len(row[-1]) == len(want[-1]):
                        for part, theirs in zip(want[-1], row[-1], strict=True):
                            self.unify(part, theirs, own, known)

    def _unify_functions(
        self, wanted: Values, given: Values, own: frozenset[Value], known: dict[Value, Values]
    ) -> None:
        for want in wanted:
            function = self.function_type(want) if want[0] in (INSTANCE, OBJECT) else None
            if function is None:
                continue
            for value in given:
                self.unify(function.result, self.function_results(value), own, known)

    def function_results(self, value: Value) -> Values:
        """What a lambda or reference yields where it is given as a function."""
        if value[0] == CLOSURE:
            return self.evaluate(self.view(value[1]), value[2], value[3]) if value[3] else ANYTHING
        if value[0] in (TYPE, OUTSIDE):
            return frozenset(((INSTANCE, *value[1:]) if value[0] == TYPE else (OBJECT, value[1], ()),))
        if value[0] == BOUND:
            view = self.view(value[1])
            name = view.symbols[value[2]].name
            return self.without_own(Method(value[1], value[2], name, value[3]))
        if value[0] == MEMBER and value[1][0] in (OBJECT, OUTSIDE):
            methods = [method for method in self.find_methods(value[1], value[2]) if method.known is not None]
            return self.join(map(self.without_own, methods)) if methods else ANYTHING
        return ANYTHING

    def without_own(self, method: Method) -> Values:
        """What a method yields where nothing is known of its own type variables."""
        return self.substituted(
            self.declared_results(method), {variable: self.erased(variable) for variable in self.own_variables(method)}
        )

    def yields_value(self, function: Value) -> bool:
        """A reference to a method that yields nothing does not, nor a lambda that calls one; others may."""
        if function[0] == BOUND or (function[0] == CLOSURE and function[4:] == (0,) and function[3]):
            return self.function_results(function) != VOID
        return True
