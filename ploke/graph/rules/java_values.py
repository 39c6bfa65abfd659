"""Values that Java's rules share: primitive types, arrays, and how types are told apart."""

from __future__ import annotations

from typing import Final, TypeAlias

from ploke.graph.values import INSTANCE, OBJECT, OUTSIDE, TYPE, VARIABLE, Value, Values
from ploke.graph.world import NONE

ARRAY: Final = "[]"
"""The name of the ``OBJECT`` that is an array; its one argument is what it holds."""

PRIMITIVES: Final = frozenset("boolean byte short char int long float double void".split())

BOXES: Final = {
    "boolean": "java.lang:Boolean",
    "byte": "java.lang:Byte",
    "short": "java.lang:Short",
    "char": "java.lang:Character",
    "int": "java.lang:Integer",
    "long": "java.lang:Long",
    "float": "java.lang:Float",
    "double": "java.lang:Double",
}

WIDER: Final = {
    "byte": frozenset("short int long float double".split()),
    "short": frozenset("int long float double".split()),
    "char": frozenset("int long float double".split()),
    "int": frozenset("long float double".split()),
    "long": frozenset("float double".split()),
    "float": frozenset(("double",)),
}
"""Widening primitive conversions (The Java Language Specification, 5.1.2)."""

NULL: Final[Value] = ("null",)

OBJECT_NAME: Final = "java.lang:Object"

TypeKey: TypeAlias = "tuple[int, int | str]"
"""A type of a file, or ``(NONE, name)`` for one outside the repository."""


def object_of(name: str, *arguments: Values) -> Values:
    """An object of a type outside the repository, or of a primitive type."""
    return frozenset(((OBJECT, name, arguments),))


ANY_OBJECT: Final = object_of(OBJECT_NAME)


def array_of(values: Values) -> Values:
    """An array of what may be any of ``values``."""
    return frozenset(((OBJECT, ARRAY, (values,)),))


def mentions_variables(values: Values) -> bool:
    """Whether type variables occur in some values."""
    return any(
        value[0] == VARIABLE or (value[0] in (INSTANCE, OBJECT) and any(mentions_variables(part) for part in value[-1]))
        for value in values
    )


def type_key(value: Value) -> TypeKey:
    """Which type a type is, or an object is of."""
    if value[0] in (TYPE, INSTANCE):
        return value[1], value[2]
    return NONE, value[1] if value[0] in (OBJECT, OUTSIDE) else ""
