"""JavaScript and TypeScript: names by scope, ``this``, members of classes, prototypes and object literals.

Sources: ECMA-262, "Executable Code and Execution Contexts" and "Functions and Classes"; the TypeScript handbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ploke.graph.expressions import Step, last_step
from ploke.graph.found import ATTRIBUTE_FOUND, SYMBOL_FOUND, VALUE, Found
from ploke.graph.resolution import Target
from ploke.graph.rules.ecmascript_calls import EcmaScriptCalls
from ploke.graph.rules.ecmascript_library import (
    BUILT_IN,
    GLOBALS,
    PROMISE_MEMBERS,
    STATIC_RESULTS,
)
from ploke.graph.rules.ecmascript_modules import DEFAULT, NOWHERE
from ploke.graph.rules.ecmascript_type_text import type_tree
from ploke.graph.rules.ecmascript_types import SHAPED, is_promise
from ploke.graph.values import (
    ANYTHING,
    BOUND,
    CALLABLE,
    FILE,
    FUNCTION,
    HELD,
    INSTANCE,
    MEMBER,
    NOTHING,
    OBJECT,
    OUTSIDE,
    OWN,
    OWN_TYPE,
    TYPE,
    UNKNOWN,
    Value,
    Values,
)
from ploke.graph.views import FUNCTION_LIKE, IMPORT, SYMBOL, Definition, View
from ploke.graph.world import NONE
from ploke.model.facts import MODULE, Binding, BindingKind, SymbolKind
from ploke.model.graph import EdgeKind

_LITERALS = {
    '""': "String",
    "0": "Number",
    "true": "Boolean",
    "false": "Boolean",
    "[]": "Array",
    "/./": "RegExp",
}
_ABSENT = frozenset({"null", "undefined", "{}"})
_TYPE_ONLY = frozenset({SymbolKind.INTERFACE, SymbolKind.TYPE_ALIAS})
_OBJECT_LITERALS = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE, SymbolKind.FIELD, SymbolKind.NAMESPACE})
_HIDDEN_SCOPES = _OBJECT_LITERALS - {SymbolKind.NAMESPACE} | {
    SymbolKind.CLASS,
    SymbolKind.INTERFACE,
    SymbolKind.TYPE_ALIAS,
}
_CALLED_BY_NAME = FUNCTION_LIKE | {
    SymbolKind.CONSTANT,
    SymbolKind.VARIABLE,
    SymbolKind.FIELD,
    SymbolKind.PROPERTY,
}
_NAMED_VALUES = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE, SymbolKind.FIELD})
_OVERLOAD = "overload"
_ASSIGNED = frozenset({"static", "prototype", "member"})
"""Markers of what is a member of an object: it is no name where it stands."""

_GLOBAL_OBJECTS = frozenset({"window", "globalThis", "self", "global"})
_CALLS_ITSELF = frozenset({"call", "apply"})


class EcmaScriptRules(EcmaScriptCalls):
    """Evaluates JavaScript and TypeScript."""

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
            if "expression" in row.markers:
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
        return [each.place for each in rows if each.sort == SYMBOL and _OVERLOAD in view.symbols[each.place].markers]

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

    # Members.

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; of a promise its own members, else those of what it is awaited for."""
        sort = value[0]
        if is_promise(value) and name not in PROMISE_MEMBERS:
            found: dict[Found, None] = {}
            for each in self.ordered(value[2][0]) if value[2] else ():
                found.update(dict.fromkeys(self.find_member(each, name)))
            return tuple(found)
        if sort == SHAPED:
            return self.find_in_shape(value, name)
        if sort == MEMBER:
            return self.find_in_object((OBJECT, f"{value[1][1]}.{value[2]}", ()), name)
        if sort == OUTSIDE:
            added = self._find_added(value[1], name)
            if added or not value[1].endswith(f":{DEFAULT}"):
                return added or super().find_member(value, name)
            return ((VALUE, (OUTSIDE, f"{value[1].removesuffix(DEFAULT)}{name}")),)
        if sort in (FUNCTION, BOUND, TYPE, OWN_TYPE):
            return self._find_in_callable(value, name)
        if name == "constructor" and sort in (INSTANCE, OWN):
            return ((VALUE, (TYPE if sort == INSTANCE else OWN_TYPE, *value[1:])),)
        return super().find_member(value, name)

    def _find_in_callable(self, value: Value, name: str) -> tuple[Found, ...]:
        found: tuple[Found, ...] = ()
        if value[0] == FUNCTION:
            found = self.find_in_class(self.view(value[1]), value[2], name, (TYPE, value[1], value[2], ()))
        found = found or super().find_member(value, name)
        if found:
            return found
        if name == "constructor":
            return ()
        if name == "prototype":
            return ((VALUE, (INSTANCE, value[1], value[2], ())),)
        if name in _CALLS_ITSELF:
            return ((VALUE, value),)
        if name == "bind":
            return ((VALUE, (CALLABLE, frozenset((value,)))),)
        return ()

    def find_in_class(self, view: View, symbol: int, name: str, receiver: Value) -> tuple[Found, ...]:
        """As elsewhere, static members apart; of a function what its prototype has and what is assigned to ``this``."""
        kind = view.symbols[symbol].kind
        static = receiver[0] in (TYPE, OWN_TYPE)
        if kind in FUNCTION_LIKE:
            return self.find_in_constructor(view, symbol, name, receiver, static=static)
        found = super().find_in_class(view, symbol, name, receiver)
        if found and found[0][0] == ATTRIBUTE_FOUND:
            scopes = dict.fromkeys(row.scope for row in view.attributes[symbol][name])
            written = [place for scope in scopes for place in self.assigned_to_own(view, scope, name)]
            found = tuple((SYMBOL_FOUND, view.number, place, None) for place in written) or found
        if kind is not SymbolKind.CLASS or receiver[0] == HELD:
            return found
        return tuple(
            item
            for item in found
            if item[0] != SYMBOL_FOUND
            or item[1] != view.number
            or ("static" in view.symbols[item[2]].markers) == static
        )

    def preferred(self, view: View, found: list[Found]) -> tuple[Found, ...]:
        """Of an accessor what reads; of a method with overloads the first and the body."""
        plain = [item for item in found if item[1] != view.number or "setter" not in view.symbols[item[2]].markers]
        return self._declarations(tuple(plain or found[:1]))

    def _declarations(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """Of the declarations of an overloaded function the first, which names it, and its body."""
        kept: list[Found] = []
        named = False
        for item in found if len(found) > 1 else ():
            if item[0] == SYMBOL_FOUND and _OVERLOAD in self.view(item[1]).symbols[item[2]].markers:
                if named:
                    continue
                named = True
            kept.append(item)
        return tuple(kept) or found

    def denoted(self, view: View, scope: int, name: str, definitions: Sequence[Definition]) -> tuple[Found, ...]:
        """As elsewhere; of an overloaded function the first declaration and the body."""
        return self._declarations(super().denoted(view, scope, name, definitions))

    def bound(self, view: View, symbol: int, receiver: Value) -> Value:
        """A method as a member of an object or class; what a namespace holds is no method."""
        if receiver[0] not in (INSTANCE, OWN, TYPE, OWN_TYPE):
            return (FUNCTION, view.number, symbol)
        return (BOUND, view.number, symbol, receiver)

    def find_in_held(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; of a namespace what it offers."""
        view = self.view(value[1])
        found = (
            self._find_in_attribute(view, value, name)
            or self._assigned(view, value[2], f"{value[3]}.{name}")
            or super().find_in_held(value, name)
            or self._find_returned(view, value, name)
            or self._find_spread(view, value, name)
        )
        if found or value[4] == NONE:
            return found
        if view.symbols[value[4]].kind is SymbolKind.NAMESPACE:
            return tuple(item for item in self.find_in_scope(view, value[4], name) if not self._is_type_only(item))
        return ()

    @staticmethod
    def _find_in_attribute(view: View, value: Value, name: str) -> tuple[Found, ...]:
        """A member of an object that is assigned to a field: ``this.a = { b: c() }``."""
        _, file, scope, target, _ = value
        field = target.partition(".")[2]
        known = view.attributes.get(scope) if field else None
        return ((ATTRIBUTE_FOUND, file, scope, f"{field}.{name}"),) if known and f"{field}.{name}" in known else ()

    def _find_returned(self, view: View, value: Value, name: str) -> tuple[Found, ...]:
        """A member of an object that a function answers where it is written out, or of one in it."""
        _, file, scope, target, _ = value
        if target and target[0] != ".":
            return ()
        path = f"{target}.{name}"
        rows = [row for row in view.returns.get(scope, ()) if row.target == path and row.value]
        if any(row.value == "{}" for row in rows):
            return ((VALUE, (HELD, file, scope, path, NONE)),)
        return self._named_by(view, rows)

    def _find_spread(self, view: View, value: Value, name: str) -> tuple[Found, ...]:
        """A member that an object takes over from another, the last one that has it."""
        _, _, scope, target, _ = value
        if target and target[0] != ".":
            rows = view.entries.get(scope, {}).get(f"{target}.*", [])
        else:
            rows = [row for row in view.returns.get(scope, ()) if row.target == f"{target}.*"]
        for row in reversed(rows):
            for each in self.ordered(self.evaluate(view, row.scope, row.value)):
                found = self.find_member(each, name)
                if found:
                    return found
        return ()

    def _named_by(self, view: View, rows: Iterable[Binding]) -> tuple[Found, ...]:
        """What the values of bindings denote."""
        found: list[Found] = []
        for row in rows:
            items = self.find(view, row.scope, row.value)
            found += items or [(VALUE, each) for each in self.ordered(self.evaluate(view, row.scope, row.value))]
        return tuple(dict.fromkeys(found))

    def _assigned(self, view: View, scope: int, target: str) -> tuple[Found, ...]:
        """The function that is written out where a member is assigned in a scope: ``target`` is ``a.b``."""
        if target not in view.entries.get(scope, ()):
            return ()
        around = "" if scope == MODULE else f"{view.symbols[scope].qualified}."
        return tuple(
            (SYMBOL_FOUND, view.number, each.place, None)
            for each in self.definitions_of(view, scope, target.rpartition(".")[2])
            if each.sort == SYMBOL and view.symbols[each.place].qualified == around + target
        )

    def element(self, value: Value, index: str) -> Values:
        """As elsewhere; a literal key is a member's name."""
        sort = value[0]
        if index.startswith('["'):
            if sort == OBJECT and value[1] == BUILT_IN + "Record":
                return self.object_element(value, index)
            if sort == SHAPED:
                return self.shape_element(value, index)
            found = self.find_member(value, index[2:-2])
            return self.join(map(self.values_of, found)) if found else super().element(value, index)
        if sort == SHAPED:
            return self.shape_element(value, index)
        return super().element(value, index)

    def outside_result(self, name: str) -> Values:
        """An object, where what is called is a class by its name; what functions of the language yield."""
        if name.startswith(BUILT_IN):
            text = STATIC_RESULTS.get(name.removeprefix(BUILT_IN))
            if text is not None:
                return self.of_library(type_tree(text), {})
        last = name.rpartition(":")[2].rpartition(".")[2]
        return frozenset(((OBJECT, name, ()),)) if last[:1].isupper() else ANYTHING

    def instance_result(self, value: Value, view: View, scope: int) -> Values:
        """What the construct signatures of an interface yield."""
        found = [item for item in self.find_in_type(value, "new") if item[0] == SYMBOL_FOUND]
        return self.join(self.results_of(self.view(item[1]), item[2], value) for item in found) if found else ANYTHING

    def call_operators(self, value: Value) -> list[tuple[int, int]]:
        """The construct signatures of an interface."""
        return [(item[1], item[2]) for item in self.find_in_type(value, "new") if item[0] == SYMBOL_FOUND]

    def find_in_object(self, value: Value, name: str) -> tuple[Found, ...]:
        """A member of an object of a type outside the repository, which ``declare global`` may add to."""
        return self._find_added(value[1], name) or ((VALUE, (MEMBER, value, name)),)

    def _find_added(self, outside: str, name: str) -> tuple[Found, ...]:
        """A member that ``declare global`` of the repository adds to a built-in type or the global object."""
        kind = outside.removeprefix(BUILT_IN)
        if kind == outside or "." in kind:
            return ()
        if kind in _GLOBAL_OBJECTS:
            found = tuple(item for item in self.find_global(name) if not self._is_type_only(item))
            if found:
                return found
            kind = "Window"
        return tuple(
            member
            for item in self.find_global(kind)
            if item[0] == SYMBOL_FOUND
            for member in self.find_in_class(self.view(item[1]), item[2], name, (INSTANCE, item[1], item[2], ()))
        )

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
        kept = found[:1] + [each for each in found[1:] if _OVERLOAD not in view.symbols[each].markers]
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
