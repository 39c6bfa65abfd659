"""Calls through tables of functions: what an initialiser gives the place that is called.

Rule of evidence: a variable holds what its initialiser says (ISO/IEC 9899:2018, 6.7.9), and what the calling file
assigns to its parts by name. Other files, and pointers to it, may change it: so the edge is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ploke.graph.expressions import last_step
from ploke.graph.found import ENTRY_FOUND, LOCAL, SYMBOL_FOUND, Found
from ploke.graph.rules.linkage import LinkageRules
from ploke.graph.values import CALLABLE, FUNCTION, INSTANCE, RULE, Values
from ploke.graph.views import FUNCTION_LIKE, SYMBOL, View
from ploke.model.facts import MODULE, Binding, BindingKind, SymbolKind

INITIALISER: Final = "initialiser"
"""The rule's name."""

_PART: Final = re.compile(r"\[[^\[\]]*\]|\.\w+")
NO_VALUE: Final = frozenset({"", "0", "NULL", "nullptr"})
"""What pointers are set to that lead nowhere."""
_VARIABLES: Final = frozenset({SymbolKind.VARIABLE, SymbolKind.CONSTANT})


class InitialiserRules(LinkageRules):
    """The part of the rules that knows what initialisers put into tables."""

    def entry_values(self, view: View, scope: int, target: str) -> Values:
        """What the bindings of an entry say, by the rule."""
        return super().entry_values(view, scope, target) | {(RULE, INITIALISER)}

    def values_of_bindings(self, view: View, scope: int, target: str, rows: Sequence[Binding]) -> Values:
        """As elsewhere; a pointer to a function is the functions it is set to, where nothing else can set it."""
        values = super().values_of_bindings(view, scope, target, rows)
        if not any(value[0] == CALLABLE for value in values):
            return values
        if scope == MODULE and not self._is_set_once(view, target, rows):
            return values
        given = self.join(self.evaluate(view, row.scope, row.value) for row in rows if row.value not in NO_VALUE)
        return given if given and all(value[0] == FUNCTION for value in given) else values

    def _is_set_once(self, view: View, name: str, rows: Sequence[Binding]) -> bool:
        """Whether a variable of a file is its own, and holds what it starts with."""
        symbols = [view.symbols[row.place] for row in self.definitions_of(view, MODULE, name) if row.sort == SYMBOL]
        own = any("static" in symbol.markers for symbol in symbols)
        return own and all(row.kind is BindingKind.VARIABLE for row in rows)

    def _find(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        found = super()._find(view, scope, expression)
        step = last_step(expression)
        if step.operation != "." or not any(self._is_pointer(item) for item in found):
            return found
        parts = [f".{step.name}", *(f"[{place}]" for place in self._places_of_field(view, scope, expression))]
        return (*found, *self._entries(view, scope, step.object, parts))

    def _evaluate(self, view: View, scope: int, expression: str) -> Values:
        values = super()._evaluate(view, scope, expression)
        step = last_step(expression)
        if not step.operation.startswith("[") or not any(value[0] == CALLABLE for value in values):
            return values
        entries = self._entries(view, scope, step.object, [step.operation])
        return self.join([*map(self.values_of, entries)]) or values

    def _is_pointer(self, found: Found) -> bool:
        """Whether something that was found is a field or variable that points to functions."""
        if found[0] != SYMBOL_FOUND or self.view(found[1]).symbols[found[2]].kind in FUNCTION_LIKE:
            return False
        return any(value[0] == CALLABLE for value in self.values_of(found))

    def _places_of_field(self, view: View, scope: int, expression: str) -> Iterator[int]:
        """Where the member that an expression ends in stands among those of its struct."""
        step = last_step(expression)
        for value in self.ordered(self.evaluate(view, scope, step.object)):
            if value[0] == INSTANCE:
                symbols = self.view(value[1]).symbols
                fields = [row.name for row in symbols if row.parent == value[2] and row.kind is SymbolKind.FIELD]
                if step.name in fields:
                    yield fields.index(step.name)

    def _entries(self, view: View, scope: int, held: str, last: Iterable[str]) -> list[Found]:
        """The entries of the table that ``held`` names, or an element of, under one of the keys ``last``.

        None where the table may hold something else than functions that are seen.
        """
        step = last_step(held)
        index = step.operation if step.operation.startswith("[") else ""
        name = step.object if index else held
        found: list[Found] = []
        for table, inner in self._tables(view, scope, name):
            for target, rows in table.entries.get(inner, {}).items():
                if not target.startswith((f"{name}[", f"{name}.")):
                    continue
                parts = _PART.findall(target, len(name))
                if not parts or not _fits(parts[-1], last) or not _fits("".join(parts[:-1]), [index]):
                    continue
                if all(row.value in NO_VALUE for row in rows):
                    continue
                entry = (ENTRY_FOUND, table.number, inner, target)
                if any(value[0] not in (FUNCTION, RULE) for value in self.values_of(entry)):
                    return []
                found.append(entry)
        return found

    def _tables(self, view: View, scope: int, name: str) -> Iterator[tuple[View, int]]:
        """The files and scopes in which entries of the variable ``name`` may stand."""
        if last_step(name).operation:
            return
        for item in self.find(view, scope, name):
            if item[0] == LOCAL and item[2] != MODULE:
                yield self.view(item[1]), item[2]
            elif item[0] == SYMBOL_FOUND:
                holder = self.view(item[1])
                row = holder.symbols[item[2]]
                if row.kind in _VARIABLES:
                    yield holder, row.parent
                    for inner in view.entries:
                        if inner != MODULE and name not in view.names.get(inner, {}):
                            yield view, inner


def _fits(part: str, wanted: Iterable[str]) -> bool:
    """Whether an entry's key is one of those wanted; ``[]`` and ``[*]`` mean any."""
    return any(part == each or (each in ("[]", "[*]") and part.startswith("[")) for each in wanted)
