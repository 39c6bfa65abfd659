"""Java's calls: which of several overloads one means, and what type variables stand for in it.

Source: The Java Language Specification (SE 21), 15.9.3, 15.12.2 and chapter 18, of which the part is followed that
needs no types of what surrounds a call.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ploke.graph.rules.java_conversions import JavaConversions
from ploke.graph.rules.java_members import Method
from ploke.graph.rules.java_values import ARRAY, type_key
from ploke.graph.values import (
    ANYTHING,
    BOUND,
    CLOSURE,
    FUNCTION,
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


class Given(NamedTuple):
    """What the calls of one expression in one scope are given: how many arguments, and their expressions by place."""

    counts: frozenset[int]
    values: Mapping[int, tuple[str, ...]]


NOT_KNOWN = Given(frozenset(), {})


class JavaCalls(JavaConversions):
    """The part of Java's rules that chooses methods."""

    def given(self, view: View, scope: int, callee: str) -> Given:
        """What calls of ``callee`` in a scope are given."""
        rows = self.remembered(("g", view.number), _all_given, view, closing={})
        return rows.get((scope, callee), NOT_KNOWN)  # type: ignore[no-any-return]

    def argument_values(self, view: View, scope: int, given: Given) -> dict[int, Values]:
        """What the arguments of a call are, by their place."""
        return {
            place: self.join(self.evaluate(view, scope, text) for text in texts if text) if all(texts) else ANYTHING
            for place, texts in given.values.items()
        }

    def chosen(self, methods: Sequence[Method], view: View, scope: int, callee: str) -> list[Method]:
        """The methods that calls of ``callee`` in a scope may mean: one, unless types that are not known decide."""
        if len(methods) < 2 and (not methods or (methods[0].known is None and methods[0].file == NONE)):
            return list(methods)
        given = self.given(view, scope, callee)
        if not given.counts:
            return list(methods)
        values = self.argument_values(view, scope, given) if len(methods) > 1 else {}
        found: dict[Method, None] = {}
        for count in sorted(given.counts):
            fitting = [method for method in methods if self._takes(method, count)]
            found.update(dict.fromkeys(self._by_types(fitting, values, count)))
        return list(found)

    def _takes(self, method: Method, count: int) -> bool:
        """Whether a method can be called with so many arguments."""
        if method.file != NONE:
            own = len(self.view(method.file).parameters.get(method.symbol, ()))
        elif method.known is None or method.known.parameters is None:
            return True
        else:
            own = len(method.known.parameters)
        return count == own or (count >= own - 1 and self.is_variable(method))

    def is_variable(self, method: Method) -> bool:
        """Whether a method takes any number of arguments."""
        if method.file != NONE:
            own = self.view(method.file).parameters.get(method.symbol)
            return own is not None and own[-1].target.startswith("*")
        known = method.known.parameters if method.known is not None else None
        return bool(known) and "".join(known or ()).endswith("...")

    def _by_types(self, methods: list[Method], values: Mapping[int, Values], count: int) -> list[Method]:
        """The methods that fit by the types of arguments, in the phases of 15.12.2."""
        if len(methods) < 2:
            return methods
        arguments = [values.get(place, ANYTHING) for place in range(count)]
        fixed = [method for method in methods if self._arity(method) == count]
        for candidates, boxing, spread in ((fixed, False, False), (fixed, True, False), (methods, True, True)):
            sure, possible = [], []
            for method in candidates:
                if spread and not self.is_variable(method):
                    continue
                answer = self._applies(method, arguments, boxing=boxing, spread=spread)
                if answer is not False:
                    possible.append(method)
                if answer:
                    sure.append(method)
            if possible and len(possible) == len(sure):
                return self._most_specific(sure)
            if possible and (
                boxing
                or not any(
                    self._applies(m, arguments, boxing=True, spread=False) is None
                    for m in candidates
                    if m not in possible
                )
            ):
                return possible
        return fixed or methods

    def _arity(self, method: Method) -> int:
        parameters = self.parameter_types(method)
        return len(parameters) if parameters is not None else -1

    def _applies(self, method: Method, arguments: list[Values], *, boxing: bool, spread: bool) -> bool | None:
        parameters = self.parameter_types(method)
        if parameters is None:
            return None
        wanted = list(parameters)
        if spread:
            last = self.join(
                value[2][0] if value[0] == OBJECT and value[1] == ARRAY else ANYTHING for value in wanted.pop()
            )
            wanted += [last] * (len(arguments) - len(wanted))
        answers = {
            self.accepts(want, argument, boxing=boxing) for want, argument in zip(wanted, arguments, strict=False)
        }
        return False if False in answers else None if None in answers else True

    def _most_specific(self, methods: list[Method]) -> list[Method]:
        """Those that no other is more specific than."""
        if len(methods) < 2:
            return methods
        lists = [self.parameter_types(method) or () for method in methods]
        best = [
            method
            for place, method in enumerate(methods)
            if all(other == place or self.is_more_specific(lists[place], lists[other]) for other in range(len(methods)))
        ]
        return best[:1] or methods

    # Results.

    def result_of(self, method: Method, view: View, scope: int, callee: str) -> Values:
        """What a call yields, with type variables inferred from its arguments."""
        values = self.declared_results(method)
        own = self.own_variables(method)
        if not own or not _mentions(values):
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
        """What a method's own type variables stand for, from the arguments of a call: functions are looked at last."""
        wanted = self.parameter_types(method) or ()
        values = self.argument_values(view, scope, self.given(view, scope, callee))
        known: dict[Value, Values] = {}
        later: list[tuple[Values, Values]] = []
        for place, given in sorted(values.items()):
            if place >= len(wanted):
                if not self.is_variable(method):
                    continue
                want = wanted[-1]
            else:
                want = wanted[place]
            if (
                place >= len(wanted) - 1
                and self.is_variable(method)
                and not any(v[0] == OBJECT and v[1] == ARRAY for v in given)
            ):
                want = self.join(part[2][0] for part in want if part[0] == OBJECT and part[1] == ARRAY)
            if any(value[0] in (CLOSURE, BOUND, FUNCTION, MEMBER, TYPE, OUTSIDE) for value in given):
                later.append((want, given))
            else:
                self._unify(want, given, frozenset(own), known)
        for want, given in later if functions else ():
            self._unify_functions(want, given, frozenset(own), known)
        return known

    def _unify(self, wanted: Values, given: Values, own: frozenset[Value], known: dict[Value, Values]) -> None:
        for want in wanted:
            if want in own:
                useful = self.boxed(frozenset(value for value in given if value[0] in (INSTANCE, OBJECT, VARIABLE)))
                if useful:
                    known[want] = known.get(want, NOTHING) | useful
            elif want[0] in (INSTANCE, OBJECT) and want[-1] and _mentions(frozenset((want,))):
                for value in given:
                    if value[0] == OBJECT and value[1] == ARRAY == want[1]:
                        row: Value | None = value
                    else:
                        row = self.as_ancestor(value, type_key(want))
                    if row is not None and len(row[-1]) == len(want[-1]):
                        for part, theirs in zip(want[-1], row[-1], strict=True):
                            self._unify(part, theirs, own, known)

    def _unify_functions(
        self, wanted: Values, given: Values, own: frozenset[Value], known: dict[Value, Values]
    ) -> None:
        for want in wanted:
            function = self.function_type(want) if want[0] in (INSTANCE, OBJECT) else None
            if function is None:
                continue
            for value in given:
                self._unify(function.result, self.function_results(value), own, known)

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


def _all_given(view: View) -> dict[tuple[int, str], Given]:
    """What all calls in a file are given, by scope and callee."""
    counts: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    values: defaultdict[tuple[int, str], defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for rows in view.arguments.values():
        for row in rows:
            place = row.target.rindex("(")
            key, callee = row.target[place + 1 : -1], (row.scope, row.target[:place])
            if key == "#":
                counts[callee].add(int(row.value))
            elif key.isdigit():
                values[callee][int(key)].append(row.value)
    return {
        callee: Given(
            frozenset(counts.get(callee, ())), {place: tuple(texts) for place, texts in values.get(callee, {}).items()}
        )
        for callee in {**counts, **values}
    }


def _mentions(values: Values) -> bool:
    """Whether type variables occur in some values."""
    return any(
        value[0] == VARIABLE or (value[0] in (INSTANCE, OBJECT) and any(_mentions(part) for part in value[-1]))
        for value in values
    )
