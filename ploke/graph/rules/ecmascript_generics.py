"""Type parameters of TypeScript: what they stand for in members of an object, and in what a call yields.

A type parameter of a class is what the object's type, or a base on the way to the class, gives for it; one of a
function is what the arguments of a call show. What nothing is known of stands for its bound.

Source: the TypeScript handbook, "Generics".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from ploke.graph.expressions import last_step
from ploke.graph.found import Found
from ploke.graph.rules.ecmascript_type_tree import names_in
from ploke.graph.rules.ecmascript_types import SHAPED, EcmaScriptTypes, is_promise
from ploke.graph.values import (
    ANYTHING,
    BOUND,
    CALLABLE,
    CLOSURE,
    FUNCTION,
    INSTANCE,
    NOTHING,
    OBJECT,
    OWN,
    OWN_TYPE,
    TYPE,
    UNKNOWN,
    VARIABLE,
    Value,
    Values,
)
from ploke.graph.views import View
from ploke.model.facts import MODULE

Known = Mapping[Value, Values]
"""What type variables stand for."""

_CALLABLE: Final = frozenset({FUNCTION, BOUND, CLOSURE, CALLABLE, SHAPED, TYPE})
_WITH_ARGUMENTS: Final = frozenset({INSTANCE, OBJECT, TYPE})
_NESTING: Final = _WITH_ARGUMENTS | {CALLABLE, SHAPED}
_DEEPEST: Final = 2
"""Type arguments nested deeper than this are cut: a generic type that contains itself grows without end."""
_WIDEST: Final = 8
"""A type argument that may be more things than this may be anything."""


class Site(NamedTuple):
    """A call of something generic: where it stands, its type variables, and what is known of them so far."""

    view: View
    scope: int
    own: frozenset[Value]
    known: dict[Value, Values]


class EcmaScriptGenerics(EcmaScriptTypes):
    """The part of the rules that puts types in the place of type parameters."""

    # What a type variable is.

    def variables_of(self, file: int, symbol: int) -> tuple[Value, ...]:
        """The type parameters that a symbol declares."""
        rows = self.view(file).type_parameters.get(symbol, ())
        return tuple((VARIABLE, file, symbol, name) for name in dict.fromkeys(row.target for row in rows))

    def bound_of(self, variable: Value) -> Values:
        """What a type variable is at least."""
        return self.remembered(  # type: ignore[no-any-return]
            ("b", variable[1], *variable), self._bound_of, variable, closing=NOTHING
        )

    def _bound_of(self, variable: Value) -> Values:
        _, file, symbol, name = variable
        view = self.view(file)
        for row in view.type_parameters.get(symbol, ()):
            if row.target == name and row.annotation:
                return self.unbound(self.of_type(view, symbol, row.annotation))
        return ANYTHING

    def unbound(self, values: Values) -> Values:
        """``values`` with type variables replaced by their bounds."""
        if not any(value[0] == VARIABLE for value in values):
            return values
        return self.join(self.bound_of(value) if value[0] == VARIABLE else frozenset((value,)) for value in values)

    def defaults_of(self, file: int, symbol: int) -> Known:
        """What the type parameters of a symbol stand for by default."""
        return self.remembered(("d", file, symbol), self._defaults_of, file, symbol, closing={})  # type: ignore[no-any-return]

    def _defaults_of(self, file: int, symbol: int) -> Known:
        view = self.view(file)
        known: dict[Value, Values] = {}
        for row in view.type_parameters.get(symbol, ()):
            if row.value:
                known[VARIABLE, file, symbol, row.target] = self.substituted(
                    self.of_type(view, symbol, row.value), known
                )
        return known

    def applied(self, view: View, symbol: int, values: Values, arguments: tuple[Values, ...]) -> Values:
        """What an alias stands for, with its type parameters replaced."""
        variables = self.variables_of(view.number, symbol)
        if not variables:
            return values
        given = self._filled((view.number, symbol), arguments)
        return self.substituted(values, dict(zip(variables, given, strict=False)))

    # Substitution.

    def substituted(self, values: Values, known: Known) -> Values:
        """``values`` with type variables replaced by what they stand for."""
        if not known or not any(_mentions(value) for value in values):
            return values
        return self.join(self._substituted(value, known) for value in values)

    def _substituted(self, value: Value, known: Known) -> Values:
        sort = value[0]
        if sort == VARIABLE:
            return known.get(value, frozenset((value,)))
        if sort in _WITH_ARGUMENTS and value[-1]:
            return frozenset(((*value[:-1], tuple(self._argument(part, known) for part in value[-1])),))
        if sort == CALLABLE:
            return frozenset(((CALLABLE, self._argument(value[1], known)),))
        if sort == SHAPED:
            return frozenset((self._enclosed(value, known),))
        return frozenset((value,))

    def _argument(self, values: Values, known: Known) -> Values:
        return trimmed(self.substituted(values, known), _DEEPEST - 1)

    def _enclosed(self, value: Value, known: Known) -> Value:
        """An object of a type that is written out, with what the type parameters around it stand for."""
        _, file, scope, tree, outer = value
        named = names_in(tree)
        around = {scope}
        view = self.view(file)
        inner = scope
        while inner != MODULE:
            inner = view.parent(inner)
            around.add(inner)
        own = {key: self._argument(part, known) for key, part in outer}
        for key, part in known.items():
            if key[3] in named and key[1] == file and key[2] in around and key not in own:
                own[key] = trimmed(part, _DEEPEST - 1)
        return (SHAPED, file, scope, tree, tuple(sorted(own.items(), key=lambda row: row[0])))

    # Members of generic types.

    def arguments_of_bases(self, file: int, symbol: int) -> Mapping[tuple[int, int], tuple[Values, ...]]:
        """The type arguments that a type gives to each of its ancestors, in terms of its own parameters."""
        return self.remembered(  # type: ignore[no-any-return]
            ("g", file, symbol), self._arguments_of_bases, file, symbol, closing={}
        )

    def _arguments_of_bases(self, file: int, symbol: int) -> Mapping[tuple[int, int], tuple[Values, ...]]:
        view = self.view(file)
        found: dict[tuple[int, int], tuple[Values, ...]] = {}
        for base in self.base_values(view, symbol):
            if base[0] not in (TYPE, INSTANCE):
                continue
            key = (base[1], base[2])
            arguments = self._filled(key, base[-1])
            found.setdefault(key, arguments)
            known = dict(zip(self.variables_of(*key), arguments, strict=False))
            for ancestor, parts in self.arguments_of_bases(*key).items():
                found.setdefault(ancestor, tuple(self.substituted(part, known) for part in parts))
        return found

    def _filled(self, key: tuple[int, int], arguments: tuple[Values, ...]) -> tuple[Values, ...]:
        """Type arguments with those that are left out replaced by defaults."""
        variables = self.variables_of(*key)
        if len(arguments) >= len(variables):
            return arguments
        defaults = self.defaults_of(*key)
        known = dict(zip(variables, arguments, strict=False))
        for variable in variables[len(arguments) :]:
            known[variable] = self.substituted(defaults.get(variable, frozenset((variable,))), known)
        return tuple(known[variable] for variable in variables)

    def known_by(self, receiver: Value, owner: tuple[int, int]) -> Known:
        """What the type parameters of ``owner``, a type or an ancestor of its, stand for in an object."""
        variables = self.variables_of(*owner)
        if not variables or receiver[0] not in (INSTANCE, OWN, TYPE, OWN_TYPE):
            return {}
        key = (receiver[1], receiver[2])
        own = receiver[0] in (OWN, OWN_TYPE)
        arguments = () if own else self._filled(key, receiver[-1])
        if key == owner:
            return dict(zip(variables, arguments, strict=False))
        given = self.arguments_of_bases(*key).get(owner, ())
        known = dict(zip(self.variables_of(*key), arguments, strict=False))
        return {variable: self.substituted(part, known) for variable, part in zip(variables, given, strict=False)}

    def symbol_values(self, view: View, symbol: int, receiver: Value | None) -> Values:
        """As elsewhere, in terms of the object that the symbol is a member of."""
        values = super().symbol_values(view, symbol, receiver)
        if receiver is None or view.parent(symbol) == MODULE:
            return values
        return self.substituted(values, self.known_by(receiver, (view.number, view.parent(symbol))))

    def results_of(self, view: View, function: int, receiver: Value | None) -> Values:
        """As elsewhere, in terms of the object that the method is called on."""
        values = super().results_of(view, function, receiver)
        if receiver is None or view.parent(function) == MODULE:
            return values
        return self.substituted(values, self.known_by(receiver, (view.number, view.parent(function))))

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; of what a type variable is at least."""
        if value[0] == VARIABLE:
            found: dict[Found, None] = {}
            for each in self.ordered(self.bound_of(value)):
                found.update(dict.fromkeys(self.find_member(each, name)))
            return tuple(found)
        return super().find_member(value, name)

    def element(self, value: Value, index: str) -> Values:
        """As elsewhere; of what a type variable is at least."""
        if value[0] == VARIABLE:
            return self.join(self.element(each, index) for each in self.bound_of(value))
        return super().element(value, index)

    def call(self, value: Value, view: View, scope: int) -> Values:
        """As elsewhere; of what a type variable is at least."""
        if value[0] == VARIABLE:
            return self.join(self.call(each, view, scope) for each in self.bound_of(value))
        return super().call(value, view, scope)

    # Calls of generic functions.

    def arguments_at(self, view: View, scope: int, callee: str) -> Mapping[str, Values]:
        """What the calls of ``callee`` in a scope hand over, by place (``0``) and entry of it (``0.k``)."""
        start = f"{callee}("
        found: dict[str, Values] = {}
        for row in self.arguments_to(view, last_step(callee).name):
            if row.scope == scope and row.target.startswith(start):
                place, _, entry = row.target[len(start) :].partition(")")
                values = self.evaluate(view, scope, row.value)
                found[place + entry] = found.get(place + entry, NOTHING) | values
        return found

    def inferred(self, value: Value, results: Values, view: View, scope: int, callee: str) -> Values:
        """What a call yields, with the type parameters of what is called inferred from what is handed over."""
        function = value
        own = frozenset(self.variables_of(value[1], value[2])) if value[0] in (TYPE, FUNCTION, BOUND) else frozenset()
        if not own:
            return results
        if value[0] == TYPE:
            if value[-1]:
                return results
            variables = self.variables_of(value[1], value[2])
            results = frozenset(((INSTANCE, *value[1:3], tuple(frozenset((each,)) for each in variables)),))
            function = next((FUNCTION, *row[:2]) for row in self.constructors(value))
        if not any(_mentions(each) for each in results):
            return results
        return self.substituted(results, self.inferred_variables(function, own, view, scope, callee))

    def inferred_variables(self, function: Value, own: frozenset[Value], view: View, scope: int, callee: str) -> Known:
        """What ``own`` type variables of a function stand for where ``callee`` is called; their bounds if not told."""
        site = Site(view, scope, own, {})
        target = self.view(function[1])
        given = self.arguments_at(view, scope, callee)
        for place, row in enumerate(target.parameters.get(function[2], ())):
            handed = given.get(str(place))
            if handed and row.annotation:
                declared = self.of_type(target, function[2], row.annotation)
                if row.target.startswith("*"):
                    declared = self.join(self.element(each, "[*]") for each in declared)
                self.unify(declared, handed, site)
        for variable in own:
            site.known.setdefault(variable, self.bound_of(variable))
        return site.known

    def unify(self, wanted: Values, given: Values, site: Site) -> None:
        """Note what type variables in ``wanted`` stand for where ``given`` is handed over."""
        useful = frozenset(value for value in given if value != UNKNOWN)
        if not useful:
            return
        for value in wanted:
            if value[0] == VARIABLE and value in site.own:
                site.known[value] = trimmed(site.known.get(value, NOTHING) | useful, _DEEPEST)
            elif value[0] in (INSTANCE, OBJECT) and value[-1]:
                self._unify_arguments(value, useful, site)
            elif value[0] == SHAPED:
                results = self.join(self.call(each, site.view, site.scope) for each in useful if each[0] in _CALLABLE)
                for part in self.signatures_of(value[3]):
                    self.unify(self.of_tree(self.view(value[1]), value[2], part.parts[0]), results, site)

    def _unify_arguments(self, wanted: Value, given: Values, site: Site) -> None:
        for value in given:
            parts: Iterable[Values] = ()
            if value[0] == wanted[0] and value[:-1] == wanted[:-1]:
                parts = value[-1]
            elif value[0] in (INSTANCE, OWN) and wanted[0] == INSTANCE:
                variables = self.known_by(value, (wanted[1], wanted[2]))
                parts = [variables.get(each, NOTHING) for each in self.variables_of(wanted[1], wanted[2])]
            elif is_promise(wanted):
                parts = [frozenset((value,))]
            for declared, handed in zip(wanted[-1], parts, strict=False):
                self.unify(declared, handed, site)


def trimmed(values: Values, depth: int) -> Values:
    """``values`` with no type arguments deeper than ``depth``; anything, where they are too many."""
    if len(values) > _WIDEST:
        return ANYTHING
    if all(not value[-1] for value in values if value[0] in _NESTING):
        return values
    return frozenset(_trimmed(value, depth) if value[0] in _NESTING and value[-1] else value for value in values)


def _trimmed(value: Value, depth: int) -> Value:
    if value[0] == CALLABLE:
        return (CALLABLE, trimmed(value[1], depth - 1) if depth else ANYTHING)
    if not depth:
        return (*value[:-1], ())
    if value[0] == SHAPED:
        return (*value[:-1], tuple((key, trimmed(part, depth - 1)) for key, part in value[-1]))
    return (*value[:-1], tuple(trimmed(part, depth - 1) for part in value[-1]))


def _mentions(value: Value) -> bool:
    """Whether a value has a type variable in it; one that is written out may have."""
    sort = value[0]
    if sort in (VARIABLE, SHAPED):
        return True
    if sort == CALLABLE:
        return any(map(_mentions, value[1]))
    return sort in _WITH_ARGUMENTS and any(_mentions(each) for part in value[-1] for each in part)
