"""Rust's expressions: what paths, fields, calls and indexes denote, and which of things of one name is meant.

Source: The Rust Reference, "Expressions", "Paths", "Namespaces".
"""

from __future__ import annotations

import re
from typing import Final

from ploke.graph.expressions import last_step
from ploke.graph.found import SYMBOL_FOUND, Found
from ploke.graph.rules.rust_members import RustMembers
from ploke.graph.rules.rust_type_text import parse_type
from ploke.graph.values import ANYTHING, INSTANCE, NOTHING, VARIABLE, Value, Values
from ploke.graph.views import View
from ploke.model.facts import SymbolKind

_CALLED: Final = frozenset(
    {
        SymbolKind.FUNCTION,
        SymbolKind.METHOD,
        SymbolKind.STRUCT,
        SymbolKind.UNION,
        SymbolKind.ENUM_MEMBER,
        SymbolKind.MACRO,
        SymbolKind.TYPE_ALIAS,
        SymbolKind.CONSTANT,
        SymbolKind.VARIABLE,
    }
)
_VARIANT: Final = re.compile(r"(?:\w+::)*[A-Z]\w*\(\)")
_TOLD_APART: Final = re.compile(r"(?<=\w)@\d+")
_READ_LAST: Final = frozenset({SymbolKind.METHOD, SymbolKind.MODULE})


class RustExpressions(RustMembers):
    """The part of Rust's rules that reads expressions."""

    def _evaluate(self, view: View, scope: int, expression: str) -> Values:
        if expression.startswith("=>"):
            return super()._evaluate(view, scope, expression)
        step = last_step(expression)
        if step.operation == "()":
            return self.evaluate_call(view, scope, step.object)
        if step.operation.startswith("{"):
            return self.taken(view, scope, step.object, int(step.operation[1:-1]))
        if step.operation == ".":
            found = self.read(self.find(view, scope, expression))
            return self.join(self.values_of(item) for item in found) if found else ANYTHING
        return super()._evaluate(view, scope, expression)

    def callees(self, view: View, scope: int, expression: str) -> Values:
        """What is called, where an expression is."""
        if last_step(expression).operation not in ("", "."):
            return self.evaluate(view, scope, expression)
        found = self.called(self.find(view, scope, expression))
        return self.join(self.values_of(item) for item in found) if found else ANYTHING

    def evaluate_call(self, view: View, scope: int, callee: str) -> Values:
        """What a call of an expression yields."""
        return self.join([self.call(value, view, scope) for value in self.callees(view, scope, callee)])

    def taken(self, view: View, scope: int, function: str, place: int) -> Values:
        """What a function without a name, known as ``function``, is handed."""
        return ANYTHING

    def _find(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        step = last_step(expression)
        if step.operation != ".":
            return super()._find(view, scope, expression)
        if expression.startswith("::", len(step.object)):
            values = self.prefix_values(view, scope, step.object)
        else:
            part = self._part_of_variant(view, scope, step.object, step.name)
            if part:
                return part
            values = self.evaluate(view, scope, step.object)
        found: dict[Found, None] = {}
        for value in self.ordered(values):
            found.update(dict.fromkeys(self.find_member(value, step.name)))
        return tuple(found)

    def prefix_values(self, view: View, scope: int, path: str) -> Values:
        """What stands in front of ``::``: a module, a type, or ``<A as B>``."""
        if not path:
            return NOTHING
        # A variable of that name is never meant, so neither is what tells it from others.
        path = _TOLD_APART.sub("", path)
        if path.startswith("<"):
            tree = parse_type(f"{path}::x")
            values = [self.meant(view, scope, part) for part in tree.parts] if tree.kind == "member" else []
            known = [each for each in values if each != ANYTHING]
            return frozenset(self.as_type(value) for value in known[0]) if known else ANYTHING
        if path.startswith("::"):
            return self.join(map(self.values_of, self.find_type_path(view, scope, path)))
        return self.bounded(self.path_values(view, scope, path))

    def bounded(self, values: Values) -> Values:
        """``values`` with the traits that bound type parameters in their place."""
        if not any(value[0] == VARIABLE for value in values):
            return values
        found: set[Value] = set()
        for value in values:
            if value[0] == VARIABLE:
                found |= {self.as_type(bound) for bound in self.bounds_of(value)}
            else:
                found.add(value)
        return frozenset(found)

    def _part_of_variant(self, view: View, scope: int, holder: str, name: str) -> tuple[Found, ...]:
        """A field of a variant that a pattern names: ``E::A().0``."""
        if _VARIANT.fullmatch(holder) is None:
            return ()
        for item in self.find(view, scope, holder[:-2]):
            if item[0] == SYMBOL_FOUND:
                other = self.view(item[1])
                if other.symbols[item[2]].kind is SymbolKind.ENUM_MEMBER:
                    return self.find_in_class(other, item[2], name, (INSTANCE, item[1], item[2], ()))
        return ()

    def called(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """What of things of one name can be called; all, where none of them can."""
        if len(found) < 2:
            return found
        fitting = tuple(item for item in found if self.kind_of(item) in _CALLED)
        return fitting or found

    def read(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """What of things of one name is meant where it is not called: fields before methods, all before modules."""
        if len(found) < 2:
            return found
        fitting = tuple(item for item in found if self.kind_of(item) not in _READ_LAST)
        return fitting or found

    def kind_of(self, found: Found) -> SymbolKind | None:
        """The kind of the symbol that was found; None for anything else."""
        return self.view(found[1]).symbols[found[2]].kind if found[0] == SYMBOL_FOUND else None
