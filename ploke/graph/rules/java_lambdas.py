"""Java's lambdas: of which type their parameters are, by what they are given to or held by.

Source: The Java Language Specification (SE 21), 9.9, 15.27.3 and 18.5.2. ``f(1){0}`` is the first parameter of the
lambda that ``f`` is given as its second argument, ``x{0}`` that of the one that ``x`` holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ploke.graph.found import SYMBOL_FOUND, Found
from ploke.graph.rules.java_calls import JavaCalls
from ploke.graph.rules.java_members import Method
from ploke.graph.rules.java_values import type_key
from ploke.graph.values import ANYTHING, INSTANCE, MEMBER, NOTHING, OBJECT, VARIABLE, Value, Values
from ploke.graph.views import View
from ploke.graph.world import NONE
from ploke.model.facts import Binding, BindingKind, SymbolKind

_PARAMETER: Final = re.compile(r"(?P<object>.*)\{(?P<number>\d+)\}\Z", re.DOTALL)
_GIVEN: Final = re.compile(r"(?P<callee>.*)\((?P<place>\d+)\)\Z", re.DOTALL)


class JavaLambdas(JavaCalls):
    """The part of Java's rules that gives lambdas their types."""

    def lambda_parameter(self, view: View, scope: int, expression: str) -> Values:
        """What a parameter of a lambda may be, as the method of the functional interface it stands for says."""
        found = _PARAMETER.match(expression)
        if found is None:
            return ANYTHING
        given = _GIVEN.match(found["object"])
        if given is not None:
            functions = self.wanted(view, scope, given["callee"], int(given["place"]))
        else:
            functions = self.evaluate(view, scope, found["object"])
        number = int(found["number"])
        return self.join(self._parameter(value, number) for value in self.ordered(functions)) or ANYTHING

    def _parameter(self, function: Value, number: int) -> Values:
        known = self.function_type(function)
        return known.parameters[number] if known is not None and number < len(known.parameters) else ANYTHING

    def wanted(self, view: View, scope: int, callee: str, place: int) -> Values:
        """The types that calls of ``callee`` in a scope want as an argument, before it is known."""
        return self.remembered(("w", view.number, scope, callee, place), self._wanted_at, view, scope, callee, place)  # type: ignore[no-any-return]

    def _wanted_at(self, view: View, scope: int, callee: str, place: int) -> Values:
        found: set[Value] = set()
        for item in self.find_called(view, scope, callee):
            for method, own in self._meant(item, view, scope, callee):
                values = self.wanted_by(method, self.parameter_types(method) or (), place, NOTHING)
                if own:
                    known = self.inferred(method, own, view, scope, callee, functions=False)
                    self._infer_from_expected(method, own, self.expected(view, scope, f"{callee}()"), known)
                    values = self.substituted(values, {each: known.get(each) or self.erased(each) for each in own})
                found |= values
        return frozenset(found)

    def _meant(self, found: Found, view: View, scope: int, callee: str) -> Iterable[tuple[Method, tuple[Value, ...]]]:
        """The methods that were found, with the type variables that a call of each leaves open."""
        if found[0] == SYMBOL_FOUND:
            there, symbol = self.view(found[1]), found[2]
            if there.is_class(symbol):
                return
            row = there.symbols[symbol]
            method = Method(found[1], symbol, row.name, found[3])
            own = self.own_variables(method)
            if row.kind is SymbolKind.CONSTRUCTOR:
                key = (found[1], row.parent)
                own += tuple((VARIABLE, *key, name) for name in self.type_parameters(key))
            yield method, own
        elif found[1][0] == MEMBER:
            methods = [row for row in self.find_methods(found[1][1], found[1][2]) if row.known is not None]
            for method in self.chosen(methods, view, scope, callee):
                if method.file == NONE:
                    yield method, self.own_variables(method)

    # What an expression is expected to be.

    def expected(self, view: View, scope: int, expression: str) -> Values:
        """The types that are declared where the value of an expression goes."""
        return self.remembered(("x", view.number, scope, expression), self._expected, view, scope, expression)  # type: ignore[no-any-return]

    def _expected(self, view: View, scope: int, expression: str) -> Values:
        uses: Mapping[tuple[int, str], Sequence[Binding]] = self.remembered(("u", view.number), _uses, view, closing={})
        found: set[Value] = set()
        for row in uses.get((scope, expression), ()):
            if row.kind is BindingKind.ARGUMENT:
                given = _GIVEN.match(row.target)
                if given is not None:
                    found |= self.wanted(view, scope, given["callee"], int(given["place"]))
            elif row.kind is BindingKind.RETURN_VALUE:
                for result in view.returns.get(scope, ()):
                    if result.kind is BindingKind.RETURN_TYPE:
                        found |= self.of_type(view, scope, result.annotation)
            elif row.annotation:
                found |= self.declared(view, row)
            elif row.kind in (BindingKind.ASSIGNMENT, BindingKind.ATTRIBUTE):
                found |= self.join(self.values_of(item) for item in self.find(view, scope, row.target))
        return frozenset(found)

    def _infer_from_expected(
        self, method: Method, own: tuple[Value, ...], expected: Values, known: dict[Value, Values]
    ) -> None:
        """Add what the type that is expected of a call's result shows of variables nothing else does."""
        open_ones = frozenset(each for each in own if each not in known)
        if not open_ones:
            return
        for result in self._results_meant(method):
            for value in expected:
                if value[0] not in (INSTANCE, OBJECT):
                    continue
                row = self.as_ancestor(result, type_key(value)) if result not in open_ones else None
                if result in open_ones:
                    known.setdefault(result, frozenset((value,)))
                elif row is not None and len(row[-1]) == len(value[-1]):
                    for part, theirs in zip(row[-1], value[-1], strict=True):
                        self.unify(part, theirs, open_ones, known)

    def _results_meant(self, method: Method) -> Values:
        if method.file != NONE:
            row = self.view(method.file).symbols[method.symbol]
            if row.kind is SymbolKind.CONSTRUCTOR:
                return frozenset((self.own_object((method.file, row.parent)),))
        return self.declared_results(method)


def _uses(view: View) -> Mapping[tuple[int, str], Sequence[Binding]]:
    """The bindings whose value is a call, by scope and value."""
    found: defaultdict[tuple[int, str], list[Binding]] = defaultdict(list)
    for row in view.bindings:
        if row.value.endswith("()"):
            found[row.scope, row.value].append(row)
    return found
