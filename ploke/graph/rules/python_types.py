"""Python's types: what annotations mean, and what built-in containers hold.

Sources: PEP 484, 585, 604; the documentation of ``typing`` and ``collections.abc``.
"""

from __future__ import annotations

import ast
from typing import Final

from ploke.graph.evaluate import Evaluator
from ploke.graph.rules.python_builtins import TYPES
from ploke.graph.values import (
    ANYTHING,
    CALLABLE,
    INSTANCE,
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
from ploke.graph.views import View
from ploke.model.facts import MODULE

_BUILT_IN_TYPES: Final = frozenset(f"builtins:{name}" for name in TYPES)
_LITERALS: Final = {
    '""': "builtins:str",
    "0": "builtins:int",
    "[]": "builtins:list",
    "{}": "builtins:dict",
    "()": "builtins:tuple",
}
_NONE: Final = frozenset({"None"})
# What is between brackets is the type itself.
_TRANSPARENT: Final = frozenset(
    {"Annotated", "ClassVar", "Final", "Required", "NotRequired", "ReadOnly", "Optional", "Union"}
)
_TYPES_OF: Final = frozenset({"Type", "type"})
_HOMOGENEOUS: Final = frozenset(
    """list List set Set frozenset FrozenSet deque Deque Iterable Iterator Sequence MutableSequence Collection Container
    AbstractSet MutableSet Generator AsyncIterator AsyncIterable AsyncGenerator Awaitable Coroutine Reversible
    ContextManager AbstractContextManager KeysView""".split()
)
_VARIABLES: Final = frozenset({"TypeVar", "ParamSpec", "TypeVarTuple", "NewType"})
_MAPPINGS: Final = frozenset(
    "dict Dict Mapping MutableMapping defaultdict DefaultDict OrderedDict ChainMap Counter ItemsView ValuesView".split()
)
GOES_OVER: Final = {
    "builtins:reversed": "builtins:list",
    "builtins:sorted": "builtins:list",
    "builtins:list": "builtins:list",
    "builtins:tuple": "builtins:list",
    "builtins:set": "builtins:set",
    "builtins:frozenset": "builtins:set",
    "builtins:iter": "builtins:list",
    "builtins:next": "",
    "builtins:min": "",
    "builtins:max": "",
}
"""Built-in functions that yield elements of their first argument, or what holds them."""
_SAME: Final = frozenset(
    {"copy", "__iter__", "__enter__", "__aenter__", "__reversed__", "union", "intersection", "difference"}
)
_ELEMENTS: Final = frozenset({"pop", "popleft", "__next__", "__getitem__"})
_VALUES: Final = frozenset({"get", "pop", "setdefault", "__getitem__"})


class PythonTypes(Evaluator):
    """The part of Python's rules that reads types."""

    def of_type(self, view: View, scope: int, text: str) -> Values:
        """Objects of an annotation's type."""
        return self.remembered(("t", view.number, scope, text), self._of_type, view, scope, text)  # type: ignore[no-any-return]

    def _of_type(self, view: View, scope: int, text: str) -> Values:
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError):
            return ANYTHING
        return self._meant(view, scope, tree)

    def _meant(self, view: View, scope: int, tree: ast.expr) -> Values:
        if isinstance(tree, ast.Constant):
            if isinstance(tree.value, str):
                return self.of_type(view, scope, tree.value)
            return NOTHING if tree.value is None else ANYTHING
        if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.BitOr):
            return self._meant(view, scope, tree.left) | self._meant(view, scope, tree.right)
        if isinstance(tree, ast.Tuple):
            return self.join(self._meant(view, scope, part) for part in tree.elts)
        if isinstance(tree, (ast.Name, ast.Attribute)):
            return self._instances(view, scope, ast.unparse(tree), ())
        if isinstance(tree, ast.Subscript):
            return self._generic(view, scope, tree)
        return ANYTHING

    def _generic(self, view: View, scope: int, tree: ast.Subscript) -> Values:
        name = ast.unparse(tree.value)
        last = name.rpartition(".")[2]
        parts = list(tree.slice.elts) if isinstance(tree.slice, ast.Tuple) else [tree.slice]
        if last in _TRANSPARENT:
            if last not in ("Optional", "Union"):
                parts = parts[:1]
            return self.join(self._meant(view, scope, part) for part in parts)
        if last in _TYPES_OF:
            return frozenset(_type_of(value) for value in self._meant(view, scope, parts[0]))
        if last == "Callable":
            return frozenset(((CALLABLE, self._meant(view, scope, parts[-1])),))
        if last == "Literal":
            return frozenset(((OBJECT, "builtins:str", ()),))
        return self._instances(view, scope, name, tuple(self._meant(view, scope, part) for part in parts))

    def _instances(self, view: View, scope: int, name: str, arguments: tuple[Values, ...]) -> Values:
        if name in ("Self", "typing.Self", "t.Self", "te.Self"):
            owner = view.enclosing_class(scope)
            if owner != MODULE:
                return frozenset(((OWN, view.number, owner, ()),))
        found: set[Value] = set()
        for value in self.evaluate(view, scope, name):
            if value[0] == TYPE:
                found.add((INSTANCE, value[1], value[2], arguments))
            elif value[0] == OUTSIDE:
                found.add((OBJECT, value[1], arguments))
            elif value[0] == OBJECT and _last(value[1]) in _VARIABLES:
                found.add(UNKNOWN)
            elif value[0] in (INSTANCE, OBJECT, CALLABLE):
                # An alias whose value is a type written out, as ``X = Optional[Y]`` is read.
                found.add(value)
            else:
                found.add(UNKNOWN)
        return frozenset(found)

    def base_of(self, view: View, scope: int, text: str) -> Values:
        """The classes a base names; its type arguments are left out."""
        return self.evaluate(view, scope, text.partition("[")[0].strip())

    def literal(self, view: View, scope: int, text: str) -> Values | None:
        """Objects of built-in types."""
        if text in _NONE:
            return NOTHING
        name = _LITERALS.get(text)
        return frozenset(((OBJECT, name, ()),)) if name is not None else None

    def outside_result(self, name: str) -> Values:
        """An object, where what is called is a class by its name (PEP 8) or built in."""
        last = name.rpartition(".")[2].rpartition(":")[2]
        if last[:1].isupper() or name in _BUILT_IN_TYPES:
            return frozenset(((OBJECT, name, ()),))
        return ANYTHING

    def object_element(self, value: Value, index: str) -> Values:
        """The declared type of what a container holds."""
        name, arguments = _last(value[1]), value[2]
        if not arguments:
            return ANYTHING
        if name in _MAPPINGS:
            return arguments[0] if index == "[*]" else arguments[-1]  # type: ignore[no-any-return]
        if name in ("tuple", "Tuple"):
            if index[1:-1].isdigit() and int(index[1:-1]) < len(arguments) and arguments[-1] != ANYTHING:
                return arguments[int(index[1:-1])]  # type: ignore[no-any-return]
            return self.join(part for part in arguments if part != ANYTHING) or ANYTHING
        return arguments[0] if name in _HOMOGENEOUS else ANYTHING

    def member_result(self, holder: Value, name: str) -> Values:
        """What methods of built-in containers yield."""
        if holder[0] != OBJECT or not holder[2]:
            return ANYTHING
        kind, arguments = _last(holder[1]), holder[2]
        if kind in ("ContextManager", "AbstractContextManager") and name == "__enter__":
            return arguments[0]  # type: ignore[no-any-return]
        if name in _SAME:
            return frozenset((holder,))
        if kind in _MAPPINGS:
            if name in _VALUES:
                return arguments[-1]  # type: ignore[no-any-return]
            if name == "values":
                return frozenset(((OBJECT, "builtins:list", (arguments[-1],)),))
            if name == "keys":
                return frozenset(((OBJECT, "builtins:list", (arguments[0],)),))
            if name == "items":
                return frozenset(((OBJECT, "builtins:list", (frozenset(((OBJECT, "builtins:tuple", arguments),)),)),))
        if kind in _HOMOGENEOUS and name in _ELEMENTS:
            return arguments[0]  # type: ignore[no-any-return]
        return ANYTHING


def _last(name: str) -> str:
    return name.rpartition(".")[2].rpartition(":")[2]


def _type_of(value: Value) -> Value:
    if value[0] == INSTANCE:
        return (TYPE, *value[1:])
    if value[0] == OWN:
        return (OWN_TYPE, *value[1:])
    return (OUTSIDE, value[1]) if value[0] == OBJECT else UNKNOWN
