"""What names mean in JavaScript and TypeScript: by scope, ``this`` and ``super``; types have names of their own.

Source: ECMA-262, "Executable Code and Execution Contexts".
"""

from __future__ import annotations

from typing import Final

from ploke.graph.expressions import Step, last_step
from ploke.graph.found import SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.ecmascript_calls import EcmaScriptCalls
from ploke.graph.rules.ecmascript_library import (
    BUILT_IN,
    GLOBALS,
)
from ploke.graph.rules.ecmascript_modules import DEFAULT, NOWHERE
from ploke.graph.values import (
    FILE,
    FUNCTION,
    HELD,
    OUTSIDE,
    OWN,
    OWN_TYPE,
    TYPE,
    Value,
)
from ploke.graph.views import FUNCTION_LIKE, IMPORT, SYMBOL, Definition, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, BindingKind, SymbolKind
from ploke.model.graph import EdgeKind

_TYPE_ONLY: Final = frozenset({SymbolKind.INTERFACE, SymbolKind.TYPE_ALIAS})
_OBJECT_LITERALS: Final = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE, SymbolKind.FIELD, SymbolKind.NAMESPACE})
_HIDDEN_SCOPES: Final = _OBJECT_LITERALS - {SymbolKind.NAMESPACE} | {
    SymbolKind.CLASS,
    SymbolKind.INTERFACE,
    SymbolKind.TYPE_ALIAS,
}
OVERLOAD: Final = "overload"
"""The marker of a declaration of a function that has others, and no body."""

_ASSIGNED: Final = frozenset({"static", "prototype", "member"})
"""Markers of what is a member of an object: it is no name where it stands."""
_UNBOUND: Final = frozenset({"expression", "test"})
"""Markers of what binds no name around it: a function expression's name, a test's title."""


class EcmaScriptNames(EcmaScriptCalls):
    """The part of the rules that finds names."""

    # Names.

    def find_as(self, view: View, scope: int, expression: str, kind: EdgeKind) -> tuple[Found, ...]:
        """Types have names of their own."""
        if kind is EdgeKind.TYPES:
            return (
                self.find_type(view, scope, expression)
                or self.find(view, scope, expression)
                or (((VALUE, (OUTSIDE, BUILT_IN + expression)),) if self.is_built_in(expression) else ())
            )
        if kind is EdgeKind.INHERITS:
            return self.find_type(view, scope, expression) or self.find(view, scope, expression)
        found = self.find(view, scope, expression)
        if not found and kind is EdgeKind.REFERENCES and "(" not in expression:
            found = self.find_type(view, scope, expression)
        return found

    def _find(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        step = last_step(expression)
        if step.object == "super" and step.operation == ".":
            return self._find_in_bases(view, scope, step.name)
        if expression == "module.exports":
            return self.whole_of((FILE, view.number))
        if expression[:1] == ".":
            return self._written_out(view, scope, expression[1:])
        found = tuple(item for item in super()._find(view, scope, expression) if not self._is_type_only(item))
        return found or (self._find_narrowed(view, scope, step) if step.operation == "." else ())

    def _written_out(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """The functions of that name that are written out as members of objects in a scope."""
        return tuple(
            (SYMBOL_FOUND, view.number, each.place, None)
            for each in self.definitions_of(view, scope, name)
            if each.sort == SYMBOL
            and (view.symbols[each.place].kind is SymbolKind.METHOD or "member" in view.symbols[each.place].markers)
        )

    def _find_narrowed(self, view: View, scope: int, step: Step) -> tuple[Found, ...]:
        """A member that the declared type of an object lacks, but not that of what it was assigned or tested to be."""
        inner = scope
        while True:
            rows = view.entries.get(inner, {}).get(step.object, ())
            tested = bool(rows)
            if not rows and inner in view.names:
                definitions = self.definitions_of(view, inner, step.object)
                rows = [view.bindings[each.place] for each in definitions if each.sort not in (SYMBOL, IMPORT)]
            values = [row for row in rows if row.value and row.kind is not BindingKind.PARAMETER]
            if tested or len(rows) > len(values) or any(row.annotation for row in rows):
                found: dict[Found, None] = {}
                for row in values:
                    for value in self.ordered(self.evaluate(view, row.scope, row.value)):
                        found.update(dict.fromkeys(self.find_member(value, step.name)))
                return tuple(item for item in found if not self._is_type_only(item))
            if rows or inner == MODULE:
                return ()
            inner = view.parent(inner)

    def _is_type_only(self, item: Found) -> bool:
        if item[0] != SYMBOL_FOUND:
            return False
        view = self.view(item[1])
        row = view.symbols[item[2]]
        return row.kind in _TYPE_ONLY and not self.aliased_name(view, item[2])

    def find_name(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What a bare name denotes as a value: members of a class or object are none of its names."""
        if name[:1] == '"':
            return tuple(item for value in self.modules_named(view, name[1:-1]) for item in self.whole_of(value))
        if name == "this":
            return tuple((VALUE, value) for value in self.own_object(view, scope))
        if name == "super":
            return self._super_class(view, scope)
        inner = scope
        while True:
            if inner == MODULE or view.symbols[inner].kind not in _HIDDEN_SCOPES:
                found = tuple(item for item in self.find_in_scope(view, inner, name) if not self._is_type_only(item))
                if found:
                    return found
            if inner == MODULE:
                return self.find_beyond(view, scope, name)
            row = view.symbols[inner]
            if row.name == name and "expression" in row.markers:
                return ((SYMBOL_FOUND, view.number, inner, None),)
            inner = view.parent(inner)

    def find_in_scope(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What a name denotes in exactly this scope; what is only offered on has no name in it."""
        definitions = self.definitions_of(view, scope, name)
        kept = [each for each in definitions if self._is_name(view, each)]
        if not kept:
            return ()
        return self.denoted(view, scope, name, kept) or (NOWHERE,)

    def _is_name(self, view: View, definition: Definition) -> bool:
        if definition.sort == IMPORT:
            return self.is_bound(view, view.imports[definition.place])
        if definition.sort != SYMBOL:
            return True
        row = view.symbols[definition.place]
        if row.name == DEFAULT:
            return False
        if row.kind in FUNCTION_LIKE or row.kind is SymbolKind.CLASS:
            in_code = row.parent == MODULE or view.symbols[row.parent].kind in FUNCTION_LIKE
            if not _UNBOUND.isdisjoint(row.markers):
                return False
            if definition.place in self.assigned_to_own(view, row.parent, row.name):
                return False
            return not in_code or (row.kind is not SymbolKind.METHOD and _ASSIGNED.isdisjoint(row.markers))
        return True

    def find_beyond(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What is global, or what CommonJS calls the module's own exports."""
        if name == "exports":
            return ((VALUE, (FILE, view.number)),)
        found = tuple(item for item in self.find_global(name) if not self._is_type_only(item))
        if found:
            return found
        return ((VALUE, (OUTSIDE, BUILT_IN + name)),) if name in GLOBALS else ()

    # ``this`` and ``super``.

    def own_object(self, view: View, scope: int) -> list[Value]:
        """What ``this`` may be in a scope; anonymous functions are taken for arrows."""
        makes = MODULE
        inner = scope
        while inner != MODULE:
            row = view.symbols[inner]
            declared = [each for each in view.parameters.get(inner, ()) if each.target == "this" and each.annotation]
            if declared:
                return self.ordered(self.join(self.declared(view, each) for each in declared))
            if view.is_class(inner):
                return [(OWN, view.number, inner, ()), (OWN_TYPE, view.number, inner, ())]
            if row.kind in FUNCTION_LIKE or row.kind is SymbolKind.PROPERTY:
                found = self._owner_object(view, inner)
                if found is not None:
                    return [found]
                if self.is_constructor(view, inner):
                    return [(OWN, view.number, inner, ())]
                if any(target.startswith("this.") for target in view.entries.get(inner, ())):
                    makes = inner
            inner = row.parent
        return [(OWN, view.number, makes, ())] if makes != MODULE else []

    def _owner_object(self, view: View, function: int) -> Value | None:
        row = view.symbols[function]
        owner = row.parent
        if owner == MODULE:
            return None
        static = "static" in row.markers
        if view.is_class(owner):
            return (OWN_TYPE if static else OWN, view.number, owner, ())
        holder = view.symbols[owner]
        if row.kind is SymbolKind.METHOD and holder.kind in FUNCTION_LIKE:
            if self.is_prototypal(view, function):
                return (OWN, view.number, owner, ())
            return (FUNCTION, view.number, owner) if static else None
        if holder.kind in _OBJECT_LITERALS and holder.kind is not SymbolKind.NAMESPACE:
            return (HELD, view.number, holder.parent, holder.name, owner)
        return None

    def _bases(self, view: View, scope: int) -> tuple[tuple[int, int], ...]:
        owner = view.enclosing_class(scope)
        return self.linearised(view.number, owner)[1:] if owner != MODULE else ()

    def _super_class(self, view: View, scope: int) -> tuple[Found, ...]:
        """The class that the one around a scope extends."""
        for file, symbol in self._bases(view, scope):
            if file == NONE:
                return ((VALUE, (OUTSIDE, symbol)),)
            if self.view(file).symbols[symbol].kind is not SymbolKind.INTERFACE:
                return ((VALUE, (TYPE, file, symbol, ())),)
        return ()

    def _find_in_bases(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        own = self.own_object(view, scope)
        for file, symbol in self._bases(view, scope):
            if file == NONE:
                return ((VALUE, (OUTSIDE, f"{symbol}.{name}")),)
            if self.view(file).symbols[symbol].kind is SymbolKind.INTERFACE:
                continue
            for value in own:
                found = self.find_in_class(self.view(file), symbol, name, value)
                if found:
                    return found
        return ()
