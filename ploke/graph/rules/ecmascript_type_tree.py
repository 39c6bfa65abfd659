"""Types of TypeScript as trees."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

NAME: Final = "name"
UNION: Final = "union"
INTERSECTION: Final = "intersection"
ARRAY: Final = "array"
TUPLE: Final = "tuple"
FUNCTION: Final = "function"
SHAPE: Final = "shape"
MEMBER: Final = "member"
LITERAL: Final = "literal"
QUERY: Final = "query"
INDEXED: Final = "indexed"
KEYS: Final = "keys"
LOADED: Final = "loaded"
OPAQUE: Final = "opaque"

CALLED: Final = "()"
INDEX: Final = "[]"
"""Names of members that are signatures: of a call or construction, and of an index."""


class TypeTree(NamedTuple):
    """A type.

    | sort | name | parts |
    |---|---|---|
    | ``NAME`` | dotted name | type arguments |
    | ``UNION``, ``INTERSECTION``, ``TUPLE`` | "" | members |
    | ``ARRAY`` | "" | element |
    | ``FUNCTION`` | "" | result, then parameters as ``MEMBER`` (``...`` before the name of a rest) |
    | ``SHAPE`` | "" | ``MEMBER``s of an object type |
    | ``MEMBER`` | its name, ``CALLED`` or ``INDEX`` | its type |
    | ``LITERAL`` | its text, without quotes | |
    | ``QUERY`` (``typeof a.b``) | expression | |
    | ``INDEXED`` (``T["k"]``) | key if it is a string or number, else "" | the object, the key |
    | ``KEYS`` (``keyof T``) | | type |
    | ``LOADED`` (``import("m").A``) | module, a zero character, dotted name | type arguments |
    | ``OPAQUE`` | | what cannot be told from its text: conditional and mapped types, ``infer`` |
    """

    sort: str
    name: str = ""
    parts: tuple[TypeTree, ...] = ()


UNREADABLE: Final = TypeTree(OPAQUE)


@lru_cache(maxsize=1 << 14)
def names_in(tree: TypeTree) -> frozenset[str]:
    """The names without dots that a type mentions."""
    names = {tree.name} if tree.sort == NAME else set()
    return frozenset(names.union(*map(names_in, tree.parts)))


def bounded(tree: TypeTree, bounds: Mapping[str, TypeTree], depth: int = 3) -> TypeTree:
    """``tree`` with the bounds of type parameters in their place; a bound may name others, itself among them."""
    if not bounds:
        return tree
    if tree.sort == NAME and tree.name in bounds:
        return bounded(bounds[tree.name], bounds, depth - 1) if depth else UNREADABLE
    return tree._replace(parts=tuple(bounded(part, bounds, depth) for part in tree.parts))
