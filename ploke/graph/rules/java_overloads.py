"""Java's calls: which of several overloads one means, and what type variables stand for in it.

Source: The Java Language Specification (SE 21), 15.9.3, 15.12.2 and chapter 18, of which the part is followed that
needs no types of what surrounds a call.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from ploke.graph.rules.java_conversions import VOID, JavaConversions
from ploke.graph.rules.java_members import Method
from ploke.graph.rules.java_values import ARRAY, object_of, type_key
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
from ploke.graph.world import NONE, World
from ploke.model.facts import BindingKind

Argument: TypeAlias = tuple[Values, ...]
"""What an argument may be: all of what it is one of, as a conditional has it."""

_ANYTHING: Argument = (ANYTHING,)
_STRING = object_of("java.lang:String")
_FUNCTIONS = frozenset({CLOSURE, BOUND, FUNCTION, MEMBER, TYPE, OUTSIDE})


class Given(NamedTuple):
    """What one call is given: how many arguments, and what each may be by its place; nothing for what is unknown.

    ``arities`` says of lambdas how many parameters they have.
    """

    number: int
    values: Mapping[int, tuple[str, ...]]
    arities: Mapping[int, int] = {}


class JavaOverloads(JavaConversions):
    """The part of Java's rules that chooses methods."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._listed: tuple[View | None, Mapping[tuple[int, str], list[Given]]] = None, {}

    def given(self, view: View, scope: int, callee: str) -> Sequence[Given]:
        """What the calls of ``callee`` in a scope are given, each list of arguments once."""
        if self._listed[0] is not view:
            self._listed = view, _all_given(view)
        return self._listed[1].get((scope, callee), ())

    def argument_values(self, view: View, scope: int, given: Given) -> dict[int, Argument]:
        """What the arguments of a call are, by their place."""
        found: dict[int, Argument] = {}
        for place, texts in given.values.items():
            parts = [self.evaluate(view, scope, text) for text in texts] if all(texts) else [ANYTHING]
            if place in given.arities:
                arity = given.arities[place]
                parts = [frozenset((*each, arity) if each[0] == CLOSURE else each for each in part) for part in parts]
            found[place] = _summed(parts)
        return found

    def chosen(self, methods: Sequence[Method], view: View, scope: int, callee: str) -> Sequence[Method]:
        """The methods that calls of ``callee`` in a scope may mean, one each unless types that are not known decide."""
        calls = self.given(view, scope, callee) if len(methods) > 1 else ()
        if not calls:
            return methods
        found: dict[Method, None] = {}
        for given in calls:
            found.update(dict.fromkeys(self.fitting(methods, view, scope, given)))
        return list(found)

    def fitting(self, methods: Iterable[Method], view: View, scope: int, given: Given) -> list[Method]:
        """The methods that one call may mean."""
        found = [method for method in methods if self._takes(method, given.number)]
        if len(found) > 1:
            return self._by_types(found, self.argument_values(view, scope, given), given.number)
        return found

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
            rows = self.view(method.file).parameters.get(method.symbol) or []
            return bool(rows) and rows[-1].target.startswith("*")
        known = method.known.parameters if method.known is not None else None
        return bool(known) and "".join(known or ()).endswith("...")

    def _by_types(self, methods: list[Method], values: Mapping[int, Argument], count: int) -> list[Method]:
        """The methods that fit by the types of arguments, in the phases of 15.12.2."""
        arguments = [values.get(place, _ANYTHING) for place in range(count)]
        fixed = [method for method in methods if self._arity(method) in (count, -1)]
        for boxing, spread in ((False, False), (True, False), (True, True)):
            candidates = [method for method in methods if self.is_variable(method)] if spread else fixed
            sure, possible = self._applicable(candidates, arguments, boxing=boxing, spread=spread)
            best = next((one for one in sure if all(self._is_better(one, each, arguments) for each in possible)), None)
            if best is not None:
                return [best]
            if possible and (boxing or len(possible) == len(sure)):
                return possible
            if possible:
                # What is not known may need boxing after all.
                return self._applicable(candidates, arguments, boxing=True, spread=False)[1]
        return fixed or methods

    def _applicable(
        self, methods: list[Method], arguments: list[Argument], *, boxing: bool, spread: bool
    ) -> tuple[list[Method], list[Method]]:
        """Those that take such arguments for sure, and those that may."""
        answers = [(method, self._applies(method, arguments, boxing=boxing, spread=spread)) for method in methods]
        return [row[0] for row in answers if row[1]], [row[0] for row in answers if row[1] is not False]

    def _arity(self, method: Method) -> int:
        parameters = self.parameter_types(method)
        return len(parameters) if parameters is not None else -1

    def _applies(self, method: Method, arguments: list[Argument], *, boxing: bool, spread: bool) -> bool | None:
        wanted = self._all_wanted(method, len(arguments), spread=spread)
        if wanted is None:
            return None
        answers = {
            self.accepts(want, part, boxing=boxing)
            for want, argument in zip(wanted, arguments, strict=False)
            for part in argument
        }
        return False if False in answers else None if None in answers else True

    def _all_wanted(self, method: Method, count: int, *, spread: bool) -> list[Values] | None:
        """The types that a method wants of so many arguments; None where they are not known."""
        parameters = self.parameter_types(method)
        if parameters is None:
            return None
        wanted = list(parameters)
        if spread:
            last = [value[2][0] if value[0] == OBJECT and value[1] == ARRAY else ANYTHING for value in wanted.pop()]
            wanted += [self.join(last)] * (count - len(wanted))
        return wanted

    def _is_better(self, method: Method, other: Method, arguments: list[Argument]) -> bool:
        """Whether one of two methods that take the arguments is at least as specific as the other (15.12.2.5).

        A parameter of exactly the argument's type is, whatever the other's may be.
        """
        if method == other:
            return True
        spread = self._arity(method) != len(arguments)
        ours = self._all_wanted(method, len(arguments), spread=spread)
        theirs = self._all_wanted(other, len(arguments), spread=self._arity(other) != len(arguments))
        if ours is None or theirs is None:
            return False
        return all(
            mine == his or argument == (mine,) or self._is_narrower(mine, his, argument)
            for mine, his, argument in zip(ours, theirs, arguments, strict=False)
        )

    def _is_narrower(self, mine: Values, his: Values, argument: Argument) -> bool:
        """Whether a parameter's type is more specific than another's for an argument."""
        if all(map(_has_functions, argument)):
            ours, theirs = self.is_void(mine), self.is_void(his)
            if ours is not None and theirs is not None and ours != theirs:
                return theirs and all(value[0] != CLOSURE or bool(value[3]) for part in argument for value in part)
        return bool(self.accepts(his, mine, boxing=False))

    def yields_value(self, function: Value) -> bool:
        """A reference to a method that yields nothing does not, nor a lambda that calls one; others may."""
        if function[0] == BOUND or (function[0] == CLOSURE and function[4:] == (0,) and function[3]):
            return self.function_results(function) != VOID
        return True

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
        """What a method's own type variables stand for, from the arguments of its calls; ``functions`` too.

        What one of several calls leaves open may be anything.
        """
        variables = frozenset(own)
        calls: list[dict[Value, Values]] = []
        for given in self.given(view, scope, callee):
            if self._takes(method, given.number):
                arguments = self.argument_values(view, scope, given)
                values = {place: self.join(parts) for place, parts in arguments.items()}
                if not functions:
                    values = {place: each for place, each in values.items() if not _has_functions(each)}
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
            if _has_functions(given):
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
            elif want[0] in (INSTANCE, OBJECT) and want[-1] and _mentions(frozenset((want,))):
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


def _has_functions(values: Values) -> bool:
    return any(value[0] in _FUNCTIONS for value in values)


def _summed(parts: Sequence[Values]) -> Argument:
    """What an argument may be; a string, where it reads like that or something else: then it is most likely a sum."""
    return (_STRING,) if _STRING in parts else tuple(dict.fromkeys(parts))


def _all_given(view: View) -> dict[tuple[int, str], list[Given]]:
    """What all calls in a file are given, by scope and callee: a row with their count comes before the arguments'."""
    calls: defaultdict[tuple[int, str], list[Given]] = defaultdict(list)
    values: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for rows in view.arguments.values():
        for row in rows:
            place = row.target.rindex("(")
            key = row.target[place + 1 : -1]
            if key == "#":
                values = defaultdict(tuple)
                calls[row.scope, row.target[:place]].append(Given(int(row.value), values, {}))
            elif key.isdigit():
                values[int(key)] += (row.value,)
    arities = _arities(view)
    for (scope, callee), listed in calls.items():
        for place in {place for given in listed for place, texts in given.values.items() if _is_lambda(texts)}:
            lambdas = [number for number, given in enumerate(listed) if _is_lambda(given.values.get(place, ()))]
            if len(lambdas) == 1:
                given = listed[lambdas[0]]
                listed[lambdas[0]] = given._replace(
                    arities={**given.arities, place: arities.get((scope, f"{callee}({place})"), 0)}
                )
    return calls


def _arities(view: View) -> dict[tuple[int, str], int]:
    """How many parameters the lambdas have that a call is given at a place."""
    found: dict[tuple[int, str], int] = {}
    for row in view.bindings:
        if row.value.endswith("}") and row.kind is not BindingKind.ARGUMENT:
            where, _, number = row.value[:-1].rpartition("{")
            if number.isdigit():
                found[row.scope, where] = max(int(number) + 1, found.get((row.scope, where), 0))
    return found


def _is_lambda(texts: Sequence[str]) -> bool:
    return any(text.startswith("=>") for text in texts)


def _mentions(values: Values) -> bool:
    """Whether type variables occur in some values."""
    return any(
        value[0] == VARIABLE or (value[0] in (INSTANCE, OBJECT) and any(_mentions(part) for part in value[-1]))
        for value in values
    )
