"""Java's conversions: whether a value can be given where a type is wanted, as far as the types are known.

Source: The Java Language Specification (SE 21), 4.10, 5.1, 5.3 and 15.12.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from ploke.graph.rules.java_library import library_type
from ploke.graph.rules.java_members import JavaMembers, Method
from ploke.graph.rules.java_types import WORLDWIDE
from ploke.graph.rules.java_values import (
    ARRAY,
    BOXES,
    NULL,
    OBJECT_NAME,
    PRIMITIVES,
    WIDER,
    TypeKey,
    object_of,
    type_key,
)
from ploke.graph.values import (
    BOUND,
    CLOSURE,
    FUNCTION,
    INSTANCE,
    MEMBER,
    OBJECT,
    OUTSIDE,
    TYPE,
    UNKNOWN,
    VARIABLE,
    Value,
    Values,
)
from ploke.graph.views import SYMBOL
from ploke.graph.world import NONE
from ploke.model.facts import SymbolKind

_FUNCTIONS: Final = frozenset({BOUND, FUNCTION, MEMBER, CLOSURE, TYPE, OUTSIDE})
"""Sorts of values that, given to a call, are lambdas or references to methods and constructors."""

VOID: Final = object_of("void")
_ABOVE_ARRAYS: Final = frozenset({OBJECT_NAME, "java.lang:Cloneable", "java.io:Serializable"})
_UNBOXED: Final = {box: primitive for primitive, box in BOXES.items()}
_OBJECTS_OWN: Final = frozenset({"equals", "hashCode", "toString"})


class FunctionType(NamedTuple):
    """What the method of a functional interface takes and yields."""

    parameters: tuple[Values, ...]
    result: Values


class JavaConversions(JavaMembers):
    """The part of Java's rules that compares types."""

    def accepts(self, wanted: Values, given: Values, *, boxing: bool) -> bool | None:
        """Whether what is ``given`` can be where ``wanted`` is declared; None where that is not known.

        Of several that are given each may be that of another call, so none of them excludes what another allows.
        """
        if not wanted or not given or UNKNOWN in wanted:
            return None
        answers = {self._accepts_any(wanted, value, boxing) for value in given}
        return answers.pop() if len(answers) == 1 else None

    def _accepts_any(self, wanted: Values, value: Value, boxing: bool) -> bool | None:
        answers = {self._accepts(kind, value, boxing) for kind in wanted}
        return True if True in answers else None if None in answers else False

    def _accepts(self, wanted: Value, value: Value, boxing: bool) -> bool | None:
        if wanted[0] == VARIABLE:
            return self.accepts(self.bounds(wanted), frozenset((value,)), boxing=boxing)
        if wanted[0] not in (INSTANCE, OBJECT) or value == UNKNOWN:
            return None
        wants_primitive = wanted[0] == OBJECT and wanted[1] in PRIMITIVES
        if value == NULL:
            return not wants_primitive
        if value[0] in _FUNCTIONS:
            return False if wants_primitive else self._accepts_function(wanted, value)
        if value[0] == VARIABLE and wants_primitive and not boxing:
            return False
        if value[0] == OBJECT and value[1] in PRIMITIVES:
            if wants_primitive:
                return wanted[1] == value[1] or wanted[1] in WIDER.get(value[1], ())
            return boxing and value[1] in BOXES and self._is_subtype((OBJECT, BOXES[value[1]], ()), wanted)
        if wants_primitive:
            unboxed = _UNBOXED.get(value[1]) if value[0] == OBJECT else None
            if unboxed is None:
                return None if value[0] == VARIABLE or value == (OBJECT, OBJECT_NAME, ()) else False
            return boxing and (wanted[1] == unboxed or wanted[1] in WIDER.get(unboxed, ()))
        return self._is_subtype(value, wanted)

    def _accepts_function(self, wanted: Value, value: Value) -> bool | None:
        """Whether a lambda or reference can stand for a functional interface (15.12.2.1)."""
        function = self.function_type(wanted)
        if function is None:
            unknown = wanted[0] == OBJECT and library_type(wanted[1]) is None and wanted[1] != ARRAY
            return None if unknown else False
        number = len(function.parameters)
        if value[0] == CLOSURE:
            if len(value) > 4 and value[4] != number:
                return False
        elif value[0] == BOUND:
            own = self.view(value[1]).parameters.get(value[2], [])
            # A method that is named by its type takes its object as the first argument.
            if len(own) not in (number, number - 1) and not (own and own[-1].target.startswith("*")):
                return False
        elif value[0] == MEMBER and not self._takes_so_many(value, number):
            return False
        return function.result == VOID or self.yields_value(value)

    def _takes_so_many(self, member: Value, number: int) -> bool:
        """Whether a method of the library may stand for a function of so many parameters."""
        known = [row.known.parameters for row in self.find_methods(member[1], member[2]) if row.known is not None]
        return not known or any(row is None or len(row) in (number, number - 1) or "..." in row[-1] for row in known)

    def yields_value(self, function: Value) -> bool:
        """Whether a lambda or reference may yield something."""
        return True

    def is_void(self, wanted: Values) -> bool | None:
        """Whether all of some functional interfaces' methods yield nothing; None for what is no such interface."""
        answers = {function and function.result == VOID for function in map(self.function_type, wanted)}
        return answers.pop() if len(answers) == 1 else None

    def _is_subtype(self, value: Value, wanted: Value) -> bool | None:
        if wanted[0] == OBJECT and wanted[1] == OBJECT_NAME:
            return True
        if value[0] == OBJECT and value[1] == ARRAY:
            if wanted[0] == OBJECT and wanted[1] == ARRAY:
                return self._accepts_elements(wanted[2][0], value[2][0])
            return wanted[0] == OBJECT and wanted[1] in _ABOVE_ARRAYS
        if wanted[0] == OBJECT and wanted[1] == ARRAY:
            return False
        if value[0] == VARIABLE:
            answers = {self._is_subtype(bound, wanted) for bound in self.bounds(value) if bound != value}
            return True if True in answers else None if None in answers else False
        if value[1:3] == wanted[1:3] and value[0] == wanted[0] == INSTANCE:
            return True
        above, complete = self.kinship(type_key(value))
        return type_key(wanted) in above or (False if complete else None)

    def kinship(self, key: TypeKey) -> tuple[frozenset[TypeKey], bool]:
        """A type and its ancestors, and whether all of these are known."""
        file = key[0] if key[0] != NONE else WORLDWIDE
        return self.remembered(("k", file, key[1]), self._kinship, key, closing=(frozenset(), False))  # type: ignore[no-any-return]

    def _kinship(self, key: TypeKey) -> tuple[frozenset[TypeKey], bool]:
        rows = self.lineage(key)
        complete = not any(row == UNKNOWN or (row[0] == OBJECT and library_type(row[1]) is None) for row in rows)
        return frozenset(map(type_key, rows)), complete

    def _accepts_elements(self, wanted: Values, given: Values) -> bool | None:
        if any(value[0] == OBJECT and value[1] in PRIMITIVES for value in (*wanted, *given)):
            return None if UNKNOWN in given or UNKNOWN in wanted else wanted == given
        return self.accepts(wanted, given, boxing=False)

    # Functional interfaces.

    def function_type(self, value: Value) -> FunctionType | None:
        """The function that an object of a functional interface is; None for any other object."""
        method = self.function_of(value)
        if method is None:
            return None
        parameters = self.parameter_types(method)
        return FunctionType(parameters or (), self.declared_results(method))

    def function_of(self, value: Value) -> Method | None:
        """The one abstract method of a functional interface (9.8)."""
        if value[0] not in (INSTANCE, OBJECT):
            return None
        key = type_key(value)
        file = key[0] if key[0] != NONE else WORLDWIDE
        found: Method | None = self.remembered(("f", file, key[1]), self._function_in, key, closing=None)
        known = self.arguments_of(value)
        if found is None or not known:
            return found
        return found._replace(holder=self.substituted_object(found.holder, known))

    def _function_in(self, key: TypeKey) -> Method | None:
        rows = self.lineage(key)
        if rows[0][0] == INSTANCE and not self.is_interface(rows[0]):
            return None
        found: list[Method] = []
        concrete: list[Method] = []
        for row in rows:
            if row == UNKNOWN:
                return None
            for method, abstract in self._instance_methods(row):
                if not any(
                    other.name == method.name and (NONE in (other.file, method.file) or self.overrides(other, method))
                    for other in (*found, *concrete)
                ):
                    (found if abstract else concrete).append(method)
        return found[0] if len(found) == 1 else None

    def _instance_methods(self, holder: Value) -> Iterator[tuple[Method, bool]]:
        """The methods that a type itself declares, and whether each is one that a function can stand for."""
        if holder[0] == OBJECT:
            known = library_type(holder[1])
            for name, methods in known.methods.items() if known is not None else ():
                for method in methods:
                    yield Method(NONE, NONE, name, holder, method), method.is_function
            return
        view = self.view(holder[1])
        for name, definitions in view.names[holder[2]].items() if holder[2] in view.names else ():
            for definition in definitions:
                if definition.sort == SYMBOL and view.symbols[definition.place].kind is SymbolKind.METHOD:
                    abstract = "abstract" in view.symbols[definition.place].markers and name not in _OBJECTS_OWN
                    yield Method(holder[1], definition.place, name, holder), abstract

    def boxed(self, values: Values) -> Values:
        """Objects in place of primitive values."""
        return frozenset(
            (OBJECT, BOXES[value[1]], ()) if value[0] == OBJECT and value[1] in BOXES else value for value in values
        )
