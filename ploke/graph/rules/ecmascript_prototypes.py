"""Classes of JavaScript made by hand: functions that construct, their prototypes, and what these are based on.

Source: ECMA-262, "Objects"; Node.js, ``util.inherits``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ploke.graph.found import ENTRY_FOUND, SYMBOL_FOUND, Found
from ploke.graph.rules.ecmascript_callbacks import EcmaScriptCallbacks
from ploke.graph.values import FUNCTION, INSTANCE, OUTSIDE, TYPE, Value
from ploke.graph.views import FUNCTION_LIKE, SYMBOL, View
from ploke.model.facts import MODULE, SymbolKind

_LINKS: Final = {"inherits": "", "setPrototypeOf": ".prototype"}
"""Functions that base what they are given first on what they are given second, and what of a class they are given."""


class EcmaScriptPrototypes(EcmaScriptCallbacks):
    """The part of the rules that knows constructor functions."""

    def is_constructor(self, view: View, function: int) -> bool:
        """Whether a function makes objects: its prototype has methods, or is made of another."""
        return self.remembered(  # type: ignore[no-any-return]
            ("c", view.number, function), self._is_constructor, view, function, closing=False
        )

    def _is_constructor(self, view: View, function: int) -> bool:
        rows = view.names.get(function)
        return (
            rows is not None
            and any(
                definition.sort == SYMBOL and self.is_prototypal(view, definition.place)
                for definitions in rows.values()
                for definition in definitions
            )
        ) or bool(self.base_values(view, function))

    def find_in_constructor(
        self, view: View, function: int, name: str, receiver: Value, *, static: bool
    ) -> tuple[Found, ...]:
        """A member that a constructor function has: of its own, of its prototype, or assigned to ``this`` in either."""
        rows = view.names[function].get(name, ()) if function in view.names else ()
        found: list[Found] = [
            (SYMBOL_FOUND, view.number, each.place, receiver)
            for each in rows
            if each.sort == SYMBOL
            and ("static" in view.symbols[each.place].markers if static else self.is_prototypal(view, each.place))
        ]
        if found or static:
            return tuple(found)
        scopes = [function]
        for definitions in view.names[function].values() if function in view.names else ():
            scopes += [
                each.place for each in definitions if each.sort == SYMBOL and self.is_prototypal(view, each.place)
            ]
        written = [place for scope in scopes for place in self.assigned_to_own(view, scope, name)]
        if written:
            return tuple((SYMBOL_FOUND, view.number, place, None) for place in written)
        target = f"this.{name}"
        return tuple(
            (ENTRY_FOUND, view.number, scope, target) for scope in scopes if target in view.entries.get(scope, ())
        )

    def base_values(self, view: View, symbol: int) -> list[Value]:
        """The bases of a class; of a constructor function what its prototype is made of."""
        if view.symbols[symbol].kind not in FUNCTION_LIKE:
            return super().base_values(view, symbol)
        scope = view.parent(symbol)
        if view.symbols[symbol].kind is not SymbolKind.FUNCTION:
            return []
        if scope != MODULE and view.is_class(scope):
            return []
        found: list[Value] = []
        for text in self._made_of(view, scope, view.symbols[symbol].name):
            for value in self.ordered(self.evaluate(view, scope, text)):
                if value[0] in (FUNCTION, TYPE, INSTANCE):
                    found.append((TYPE, value[1], value[2], ()))
                elif value[0] == OUTSIDE:
                    found.append((OUTSIDE, value[1].removesuffix(".prototype")))
        return list(dict.fromkeys(found))

    def _made_of(self, view: View, scope: int, name: str) -> Iterator[str]:
        """The expressions that name what a function's prototype is made of."""
        entries = view.entries.get(scope, {})
        for target in (f"{name}.prototype", f"{name}.prototype.__proto__"):
            for row in entries.get(target, ()):
                if row.value == "Object.create()":
                    yield from self._created(view, scope)
                elif row.value and row.value != "{}":
                    yield row.value
        for linker, part in _LINKS.items():
            for first, second in self._pairs(view, scope, linker):
                if first == name + part and second.endswith(part):
                    yield second

    def _created(self, view: View, scope: int) -> list[str]:
        """What ``Object.create`` is given in a scope, where that is one thing."""
        given = {
            row.value
            for row in self.arguments_to(view, "create")
            if row.scope == scope and row.target == "Object.create(0)"
        }
        return sorted(given) if len(given) == 1 else []

    def _pairs(self, view: View, scope: int, linker: str) -> Iterator[tuple[str, str]]:
        """The first and second arguments of the calls of a function in a scope, in order.

        A second argument that is given again stands only once among the rows.
        """
        first = second = ""
        for row in self.arguments_to(view, linker):
            if row.scope != scope:
                continue
            if row.target.endswith("(0)"):
                if first and second:
                    yield first, second
                first = row.value
            elif row.target.endswith("(1)"):
                second = row.value
        if first and second:
            yield first, second
