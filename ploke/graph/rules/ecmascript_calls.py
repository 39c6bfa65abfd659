"""What calls yield in JavaScript: what is built in yields what it is given, in another form.

Source: ECMA-262, "Fundamental Objects", "Indexed Collections", "Keyed Collections" and "Control Abstraction Objects".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ploke.graph.rules.ecmascript_library import BUILT_IN, SAME
from ploke.graph.rules.ecmascript_prototypes import EcmaScriptPrototypes
from ploke.graph.rules.ecmascript_type_names import DOTTED
from ploke.graph.rules.ecmascript_types import TUPLE_NAME
from ploke.graph.values import (
    ANYTHING,
    BOUND,
    CALLABLE,
    CLOSURE,
    FUNCTION,
    MEMBER,
    NOTHING,
    OBJECT,
    OUTSIDE,
    UNKNOWN,
    Value,
    Values,
)
from ploke.graph.views import View

Given = Mapping[str, Values]
"""What a call is given, by place and entry of it: ``0``, ``0[1]``."""

_FUNCTIONS: Final = frozenset({FUNCTION, BOUND, CLOSURE, CALLABLE})
_ARRAYS: Final = frozenset({"Array", "ReadonlyArray", "Tuple"})
_SETTLED: Final = frozenset({"Promise.race", "Promise.any"})
_STRING: Final[Values] = frozenset(((OBJECT, BUILT_IN + "String", ()),))


class EcmaScriptCalls(EcmaScriptPrototypes):
    """The part of the rules that evaluates calls."""

    def called(self, view: View, scope: int, callee: str) -> Values:
        """What calls of ``callee`` in a scope yield."""
        if DOTTED.fullmatch(callee) and not self.find(view, scope, callee):
            # A cast reads as a call of its type.
            return self.of_type(view, scope, callee) if self.find_type(view, scope, callee) else ANYTHING
        found: set[Value] = set()
        for value in self.evaluate(view, scope, callee):
            known = self.built_in_result(value, view, scope, callee)
            if known is None:
                known = self.inferred(value, self.call(value, view, scope), view, scope, callee)
            found |= known
        return frozenset(found)

    def built_in_result(self, value: Value, view: View, scope: int, callee: str) -> Values | None:
        """What a call of something built in yields that depends on what it is given; None for all others."""
        if value[0] == OUTSIDE and value[1].startswith(BUILT_IN):
            name = value[1].removeprefix(BUILT_IN)
            if name in SAME or name.startswith(("Object.", "Array.", "Promise.", "Set")):
                return self._of_function(name, self.arguments_at(view, scope, callee), view, scope)
        elif value[0] == MEMBER and value[1][0] == OBJECT and value[1][1].startswith(BUILT_IN):
            return self._of_method(value[1], value[2], view, scope, callee)
        return None

    def _of_function(self, name: str, given: Given, view: View, scope: int) -> Values | None:
        first = given.get("0", NOTHING)
        if name in SAME:
            return self.join(part for place, part in given.items() if place.isdigit()) or ANYTHING
        if name in ("Object.values", "Object.entries"):
            values = self.join(self.element(each, "[]") for each in first) or ANYTHING
            pair: Value = (OBJECT, TUPLE_NAME, (_STRING, values))
            return _array(values if name == "Object.values" else frozenset((pair,)))
        if name == "Array.from":
            return _array(self._yielded(given.get("1", NOTHING), view, scope) or self._elements(first))
        if name == "Set":
            return frozenset(((OBJECT, BUILT_IN + "Set", (self._elements(first),) if first else ()),))
        if name == "Promise.resolve":
            return _promise(self.awaited(first)) if first else None
        if name in _SETTLED:
            return _promise(self.awaited(self._elements(first)))
        if name == "Promise.all":
            return _promise(self._all(given, first))
        return None

    def _all(self, given: Given, first: Values) -> Values:
        """What all promises of an array answer, by place where it is written out."""
        parts: list[Values] = []
        while f"0[{len(parts)}]" in given:
            parts.append(self.awaited(given[f"0[{len(parts)}]"]))
        if parts:
            return frozenset(((OBJECT, TUPLE_NAME, tuple(parts)),))
        return _array(self.awaited(self._elements(first)))

    def _elements(self, values: Values) -> Values:
        return self.join(self.element(each, "[*]") for each in values) or ANYTHING

    def _yielded(self, functions: Values, view: View, scope: int) -> Values:
        """What functions yield, without what is no function."""
        return self.join(self.call(each, view, scope) for each in functions if each[0] in _FUNCTIONS)

    def _of_method(self, holder: Value, name: str, view: View, scope: int, callee: str) -> Values | None:
        kind = holder[1].removeprefix(BUILT_IN)
        if kind in _ARRAYS and name in ("map", "flatMap", "reduce"):
            given = self.arguments_at(view, scope, callee)
            values = self._yielded(given.get("0", NOTHING), view, scope)
            if name == "reduce":
                return (values | given.get("1", NOTHING)) or ANYTHING
            return _array((self._elements(values) if name == "flatMap" else values) or ANYTHING)
        if kind == "Promise" and name in ("then", "catch"):
            given = self.arguments_at(view, scope, callee)
            values = self.awaited(self._yielded(given.get("0", NOTHING), view, scope))
            if name == "catch":
                values |= (holder[2][0] if holder[2] else NOTHING) - {UNKNOWN}
            return _promise(values) if values else frozenset(((OBJECT, BUILT_IN + "Promise", ()),))
        return None


def _array(values: Values) -> Values:
    return frozenset(((OBJECT, BUILT_IN + "Array", (values,)),))


def _promise(values: Values) -> Values:
    return frozenset(((OBJECT, BUILT_IN + "Promise", (values,)),))
