"""JavaScript and TypeScript: names by scope, ``this``, members of classes, prototypes and object literals.

Sources: ECMA-262, "Executable Code and Execution Contexts" and "Functions and Classes"; the TypeScript handbook.
"""

from __future__ import annotations

from typing import Final

from ploke.graph.expressions import last_step
from ploke.graph.resolution import Target
from ploke.graph.rules.ecmascript_library import (
    BUILT_IN,
)
from ploke.graph.rules.ecmascript_members import EcmaScriptMembers
from ploke.graph.rules.ecmascript_names import OVERLOAD
from ploke.graph.rules.ecmascript_types import SHAPED, is_promise
from ploke.graph.values import (
    ANYTHING,
    FUNCTION,
    HELD,
    INSTANCE,
    NOTHING,
    OBJECT,
    UNKNOWN,
    Value,
    Values,
)
from ploke.graph.views import FUNCTION_LIKE, IMPORT, SYMBOL, View
from ploke.graph.world import NONE
from ploke.model.facts import BindingKind, SymbolKind
from ploke.model.graph import EdgeKind

_LITERALS: Final = {
    '""': "String",
    "0": "Number",
    "true": "Boolean",
    "false": "Boolean",
    "[]": "Array",
    "/./": "RegExp",
}
_ABSENT: Final = frozenset({"null", "undefined", "{}"})
_CALLED_BY_NAME: Final = FUNCTION_LIKE | {
    SymbolKind.CONSTANT,
    SymbolKind.VARIABLE,
    SymbolKind.FIELD,
    SymbolKind.PROPERTY,
}
_NAMED_VALUES: Final = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE, SymbolKind.FIELD})


class EcmaScriptRules(EcmaScriptMembers):
    """Evaluates JavaScript and TypeScript."""

    # Values.

    def _evaluate(self, view: View, scope: int, expression: str) -> Values:
        if expression[:2] == "=>":
            return super()._evaluate(view, scope, expression)
        if expression.endswith("()") and len(expression) > len("()"):
            return self.called(view, scope, expression.removesuffix("()"))
        if expression.endswith("}") and expression[:1] != "{":
            step = last_step(expression)
            if step.object and step.operation[1:-1].isdigit():
                return self.handed_over(view, scope, step.object, int(step.operation[1:-1]))
        return super()._evaluate(view, scope, expression)

    def literal(self, view: View, scope: int, text: str) -> Values | None:
        """Objects of built-in types."""
        if text in _ABSENT:
            return NOTHING
        kind = _LITERALS.get(text)
        if kind is not None:
            return frozenset(((OBJECT, BUILT_IN + kind, ()),))
        return None

    def symbol_values(self, view: View, symbol: int, receiver: Value | None) -> Values:
        """As elsewhere; a declared type hides the object that is written out, a field is what methods assign to it."""
        row = view.symbols[symbol]
        if row.kind is SymbolKind.NAMESPACE:
            return frozenset(((HELD, view.number, row.parent, row.name, symbol),))
        values = super().symbol_values(view, symbol, receiver)
        if row.kind is SymbolKind.FIELD and values == ANYTHING and view.is_class(row.parent):
            assigned = view.attributes[row.parent].get(row.name) if row.parent in view.attributes else None
            if assigned:
                return self.values_of_bindings(view, row.parent, f"this.{row.name}", assigned)
        if symbol in view.names and any(value[0] == HELD and value[-1] == symbol for value in values):
            declared = [
                view.bindings[each.place].annotation
                for each in view.names[row.parent].get(row.name, ())
                if each.sort not in (SYMBOL, IMPORT)
            ]
            if any(declared):
                known = self.join(self.of_type(view, row.parent, text) for text in declared if text)
                if UNKNOWN not in known:
                    return known
        return values

    def _results_of(self, view: View, function: int) -> Values:
        overloads = self._overloads_of(view, function)
        if overloads:
            if overloads[0] != function:
                return NOTHING
            return self.join(super(EcmaScriptRules, self)._results_of(view, each) for each in overloads)
        values = super()._results_of(view, function)
        declared = any(row.kind is BindingKind.RETURN_TYPE for row in view.returns.get(function, ()))
        markers = view.symbols[function].markers
        if not declared and "generator" in markers:
            return frozenset(value for value in values if value[0] == HELD) or ANYTHING
        if not declared and "async" in markers and values != ANYTHING:
            return frozenset(((OBJECT, BUILT_IN + "Promise", (self.awaited(values),)),))
        return values

    def _overloads_of(self, view: View, function: int) -> list[int]:
        """The overloads that say what a function takes and yields, itself among them or not; none for any other."""
        row = view.symbols[function]
        rows = view.names[row.parent].get(row.name, ())
        return [each.place for each in rows if each.sort == SYMBOL and OVERLOAD in view.symbols[each.place].markers]

    def call(self, value: Value, view: View, scope: int) -> Values:
        """As elsewhere; a function with a prototype makes objects."""
        sort = value[0]
        if sort == SHAPED:
            return self.shape_result(value)
        if sort == FUNCTION and self.is_constructor(self.view(value[1]), value[2]):
            return (super().call(value, view, scope) - {UNKNOWN}) | {(INSTANCE, value[1], value[2], ())}
        if is_promise(value) and value[2]:
            return self.join(self.call(each, view, scope) for each in value[2][0])
        return super().call(value, view, scope)

    # What edges need.

    def constructors(self, value: Value) -> list[tuple[int, int, str]]:
        """The class's own constructor, if it has overloads the first as well, else the class."""
        view, symbol = self.view(value[1]), value[2]
        rows = view.names[symbol].get("constructor", ()) if symbol in view.names else ()
        found = [
            each.place
            for each in rows
            if each.sort == SYMBOL and view.symbols[each.place].kind is SymbolKind.CONSTRUCTOR
        ]
        kept = found[:1] + [each for each in found[1:] if OVERLOAD not in view.symbols[each].markers]
        return [(value[1], each, "") for each in kept or [symbol]]

    def is_called_by_name(self, kind: SymbolKind) -> bool:
        """Any function-valued name: what it holds may be made by a call, or be known by its type alone."""
        return kind in _CALLED_BY_NAME

    def is_called_itself(self, view: View, symbol: int) -> bool:
        """A constant, variable or field that another definition's function is given to has a name of its own."""
        return view.symbols[symbol].kind in _NAMED_VALUES

    def inheritance(self, view: View, heir: int, target: Target) -> EdgeKind:
        """A class implements interfaces; interfaces inherit from one another."""
        if target.file == NONE or self.view(target.file).symbols[target.symbol].kind is not SymbolKind.INTERFACE:
            return EdgeKind.INHERITS
        return EdgeKind.IMPLEMENTS if view.symbols[heir].kind is not SymbolKind.INTERFACE else EdgeKind.INHERITS
