"""Rust's calls: what functions without a name are handed and yield, and what arguments say of a generic result.

Sources: The Rust Reference, "Closure expressions", "Call expressions"; the documentation of ``std::iter::Iterator``,
``std::option`` and ``std::result``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ploke.graph.rules.inference import Site
from ploke.graph.rules.rust_expressions import RustExpressions
from ploke.graph.rules.rust_library import (
    FOLDING,
    ITERATOR,
    ON_ERRORS,
    OPTION,
    RESULTS,
    TAKING,
    WRAPPERS,
    group_of,
)
from ploke.graph.values import (
    ANYTHING,
    BOUND,
    CALLABLE,
    CLOSURE,
    FUNCTION,
    MEMBER,
    OBJECT,
    OUTSIDE,
    UNKNOWN,
    VARIABLE,
    Value,
    Values,
)
from ploke.graph.views import View

_ARGUMENT: Final = re.compile(r"(.*)\((\d+)\)", re.DOTALL)
_DEEPEST: Final = 6


_HOLDING: Final = frozenset({"pointer", "maybe"})


class RustClosures(RustExpressions):
    """The part of Rust's rules that follows functions into calls."""

    def evaluate_call(self, view: View, scope: int, callee: str) -> Values:
        """As elsewhere, with what the call is given."""
        site = Site(view, scope, callee)
        found: set[Value] = set()
        for value in self.callees(view, scope, callee):
            if value[0] == OUTSIDE:
                found |= self._wrapped(site, value)
            elif value[0] == MEMBER:
                found |= self._yielded(site, value)
            else:
                results = self.call(value, view, scope)
                if value[0] in (FUNCTION, BOUND):
                    results = self.inferred(site, value, results)
                found |= results
        return frozenset(found)

    def _wrapped(self, site: Site, function: Value) -> Values:
        """What a function of the standard library makes of what it is given: ``Box::new(x)``."""
        crate, _, path = function[1].partition(":")
        kind = WRAPPERS.get(".".join(path.rsplit(".", 2)[-2:])) or WRAPPERS.get(path.rpartition(".")[2])
        if not self.library_name(f"{crate}:{path}") or kind is None:
            return self.call(function, site.view, site.scope)
        inner = self.given(site, 0)
        if any(value[0] in (CLOSURE, FUNCTION) for value in inner) and kind.endswith(("Lazy", "LazyLock", "LazyCell")):
            inner = self.results_of_all(inner, site)
        return frozenset(((OBJECT, kind, (inner,)),)) if inner and UNKNOWN not in inner else ANYTHING

    def _yielded(self, site: Site, member: Value) -> Values:
        """What a method of the standard library yields that is handed a function."""
        holder, name = member[1], member[2]
        rule = RESULTS.get(group_of(self.library_name(holder[1])) if holder[0] == OBJECT else "", {}).get(name)
        if rule is None:
            return self.call(member, site.view, site.scope)
        *steps, place = rule.split()
        values = self.given(site, int(place))
        if not values:
            return ANYTHING
        if "given" in steps:
            return values
        results = self.results_of_all(values, site)
        if "opened" in steps:
            results = self.opened(results)
        if "element" in steps:
            results = self.join(self.element(value, "[*]") for value in results)
        if "iterator" in steps:
            return frozenset(((OBJECT, ITERATOR, (results,)),))
        if "option" in steps:
            return frozenset(((OBJECT, OPTION, (results,)),))
        if "same" in steps:
            return frozenset(((OBJECT, holder[1], (results, *holder[2][1:])),))
        return results

    def opened(self, values: Values) -> Values:
        """What ``Option`` and ``Result`` among ``values`` hold."""
        found: set[Value] = set()
        for value in values:
            if value[0] == OBJECT and group_of(self.library_name(value[1])) == "maybe" and value[2]:
                found |= value[2][0]
            else:
                found.add(value)
        return frozenset(found)

    # What a function without a name is handed.

    def taken(self, view: View, scope: int, function: str, place: int) -> Values:
        """What the function that ``function`` stands for is handed: an argument of a call, or what a name holds."""
        handed = _ARGUMENT.fullmatch(function)
        if handed is None:
            values = self.given(Site(view, scope, function), place)
            return values if values and len(values) == 1 else ANYTHING
        site, argument = Site(view, scope, handed[1]), int(handed[2])
        found: set[Value] = set()
        for value in self.callees(view, scope, site.callee):
            if value[0] == MEMBER:
                found |= self._handed_by_library(site, value, argument, place)
            elif value[0] in (FUNCTION, BOUND):
                found |= self.inferred(site, value, self._handed_by(value, argument, place))
            else:
                found.add(UNKNOWN)
        return frozenset(found) if found else ANYTHING

    def _handed_by_library(self, site: Site, member: Value, argument: int, place: int) -> Values:
        holder, name = member[1], member[2]
        if holder[0] != OBJECT or not holder[2]:
            return ANYTHING
        group = group_of(self.library_name(holder[1]))
        if name not in TAKING.get(group, ()):
            return ANYTHING
        arguments: tuple[Values, ...] = holder[2]
        if group == "map":
            return arguments[0] if name == "or_insert_with_key" or (name == "retain" and place == 0) else arguments[-1]
        if group == "maybe":
            if name in ON_ERRORS or (name == "map_or_else" and argument == 0):
                return arguments[1] if len(arguments) > 1 else ANYTHING
            return arguments[0]
        if name in FOLDING and place == 0:
            return self.given(site, 0) or ANYTHING
        return self.element(holder, "[*]")

    def _handed_by(self, function: Value, argument: int, place: int) -> Values:
        """What a function of the repository says that it hands to the function that it is given."""
        view = self.view(function[1])
        rows = view.parameters.get(function[2], ())
        number = argument + self.own_parameters(view, function[2], function)
        if number >= len(rows) or not rows[number].annotation:
            return ANYTHING
        values = self.of_type(view, function[2], rows[number].annotation)
        if function[0] == BOUND:
            values = self.rebound(values, function[3])
        found: set[Value] = set()
        for value in self.functions_in(values):
            if len(value) > 2 and place < len(value[2]):
                taken = value[2][place]
                found |= self.rebound(taken, function[3]) if function[0] == BOUND else taken
        return frozenset(found) if found else ANYTHING

    def functions_in(self, values: Values, depth: int = _DEEPEST) -> Iterable[Value]:
        """The types of functions among ``values``: themselves, boxed, or bounds of a type parameter."""
        for value in values:
            if value[0] == CALLABLE:
                yield value
            elif value[0] == VARIABLE and depth:
                yield from self.functions_in(self.bounds_of(value), depth - 1)
            elif value[0] == OBJECT and value[2] and depth and group_of(self.library_name(value[1])) in _HOLDING:
                yield from self.functions_in(value[2][0], depth - 1)

    def is_same_generic(self, one: Value, other: Value) -> bool:
        """As elsewhere; what holds elements stands for slices of them."""
        if one[0] == OBJECT and group_of(self.library_name(one[1])) == "sequence":
            return group_of(self.library_name(other[1])) == "sequence"
        return super().is_same_generic(one, other)

    def own_parameters(self, view: View, function: int, callee: Value) -> int:
        """One for a method that is called on an object: ``self``."""
        rows = view.parameters.get(function, ())
        if not rows or rows[0].target != "self" or callee[0] != BOUND:
            return 0
        return 0 if callee[3][0] in ("type", "own type") else 1
