"""What a generic function yields where its arguments say what its type parameters are.

What a call is given is known of the file alone that is being resolved: others see it without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from ploke.graph.evaluate import Evaluator
from ploke.graph.expressions import last_step
from ploke.graph.values import (
    ANYTHING,
    BOUND,
    CALLABLE,
    CLOSURE,
    FUNCTION,
    INSTANCE,
    NOTHING,
    OBJECT,
    UNKNOWN,
    VARIABLE,
    Value,
    Values,
)
from ploke.graph.views import View

_CALLED: Final = frozenset({CLOSURE, FUNCTION, BOUND, CALLABLE})


class Site(NamedTuple):
    """A call: the file and scope it stands in, and the expression that is called."""

    view: View
    scope: int
    callee: str


class Inference(Evaluator):
    """An evaluator for languages whose type parameters are ``VARIABLE`` values."""

    def given(self, site: Site, place: int) -> Values:
        """What calls of an expression in a scope are given at a place; nothing where that is not known."""
        view, scope, callee = site
        if view.number != self.home or self.abroad:
            return NOTHING
        target = f"{callee}({place})"
        rows = view.arguments.get(last_step(callee).name, ())
        return self.join(
            self.evaluate(view, scope, row.value) for row in rows if row.scope == scope and row.target == target
        )

    def inferred(self, site: Site, function: Value, results: Values) -> Values:
        """``results`` of a function, its type parameters replaced by what all calls of the site agree on."""
        wanted = {value for value in inside(results) if value[0] == VARIABLE and value[1:3] == function[1:3]}
        if not wanted:
            return results
        view = self.view(function[1])
        known: dict[Value, set[Value]] = {variable: set() for variable in wanted}
        first = self.own_parameters(view, function[2], function)
        for number, row in enumerate(view.parameters.get(function[2], ())[first:]):
            given = self.given(site, number) if row.annotation else NOTHING
            if given:
                self.match(self.of_type(view, function[2], row.annotation), given, known, site)
        decided = {variable: frozenset(values) for variable, values in known.items() if len(values) == 1}
        return substituted(results, decided)

    def match(self, pattern: Values, given: Values, known: dict[Value, set[Value]], site: Site) -> None:
        """Note in ``known`` what the type parameters in ``pattern`` are where it is ``given``."""
        for part in pattern:
            if part in known:
                known[part].update(value for value in given if value != UNKNOWN)
            for function in self.functions_in(frozenset((part,))):
                functions = frozenset(value for value in given if value[0] in _CALLED)
                if functions:
                    self.match(function[1], self.results_of_all(functions, site), known, site)
            if part[0] in (INSTANCE, OBJECT):
                for value in given:
                    if value[0] == part[0] and self.is_same_generic(part, value):
                        for inner, actual in zip(part[-1], value[-1], strict=False):
                            self.match(inner, actual, known, site)

    def is_same_generic(self, one: Value, other: Value) -> bool:
        """Whether two objects are of one type, whatever its type arguments are."""
        return bool(one[1:-1] == other[1:-1])

    def results_of_all(self, functions: Values, site: Site) -> Values:
        """What calls of any of ``functions`` yield."""
        return self.join(self.call(value, site.view, site.scope) for value in functions) or ANYTHING

    def functions_in(self, values: Values) -> Iterable[Value]:
        """The types of functions among ``values``."""
        return (value for value in values if value[0] == CALLABLE)

    def bounds_of(self, variable: Value) -> Values:
        """What a type parameter is bounded by, as objects."""
        return self.remembered(("o", *variable[1:]), self._bounds_of, variable)  # type: ignore[no-any-return]

    def _bounds_of(self, variable: Value) -> Values:
        _, file, symbol, name = variable
        view = self.view(file)
        rows = [row for row in view.type_parameters.get(symbol, ()) if row.target == name and row.annotation]
        return self.join(self.of_type(view, symbol, row.annotation) for row in rows)


def substituted(values: Values, known: Mapping[Value, Values]) -> Values:
    """``values`` with what type parameters are known to be."""
    if not known:
        return values
    found: set[Value] = set()
    for value in values:
        if value[0] == VARIABLE:
            found |= known.get(value, frozenset((value,)))
        elif value[0] in (INSTANCE, OBJECT) and value[-1]:
            found.add((*value[:-1], tuple(substituted(part, known) for part in value[-1])))
        elif value[0] == CALLABLE:
            taken = tuple(substituted(part, known) for part in value[2]) if len(value) > 2 else ()
            found.add((CALLABLE, substituted(value[1], known), taken))
        else:
            found.add(value)
    return frozenset(found)


def inside(values: Values) -> Iterable[Value]:
    """All values in ``values``, those in type arguments and results included."""
    for value in values:
        yield value
        if value[0] in (INSTANCE, OBJECT):
            for part in value[-1]:
                yield from inside(part)
        elif value[0] == CALLABLE:
            yield from inside(value[1])
