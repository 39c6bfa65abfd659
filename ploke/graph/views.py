"""A file as the evaluator sees it: its names by scope, members by class, bindings by function.

A view is built from a summary, or from the file's own facts, which hold the same and more. What others can see of it is
equal either way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final, final

from ploke.graph.entries import called_name, is_open_member
from ploke.graph.expressions import last_step
from ploke.graph.world import ENTRY, WorldFile, key_of
from ploke.model.facts import MODULE, Binding, BindingKind, Import, Symbol, SymbolKind
from ploke.model.node_ids import ordinals
from ploke.model.summary import SummarySymbol

SYMBOL: Final = 0
IMPORT: Final = 1
BINDING: Final = 2

CLASS_LIKE: Final = frozenset(
    {
        SymbolKind.CLASS,
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.TRAIT,
        SymbolKind.INTERFACE,
        SymbolKind.UNION,
    }
)
_OPEN_MEMBERS: Final = frozenset({SymbolKind.ENUM_MEMBER, SymbolKind.MACRO})
FUNCTION_LIKE: Final = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR})

# A member of an enum costs seventy nanoseconds through its class in Python 3.11, and a view has thousands of bindings.
_PROPERTY: Final = SymbolKind.PROPERTY
_ARGUMENT: Final = BindingKind.ARGUMENT
_ASSIGNMENT: Final = BindingKind.ASSIGNMENT
_ATTRIBUTE: Final = BindingKind.ATTRIBUTE
_ENUM_MEMBER: Final = SymbolKind.ENUM_MEMBER
_EXPORT: Final = BindingKind.EXPORT
_PARAMETER: Final = BindingKind.PARAMETER
_RETURN_TYPE: Final = BindingKind.RETURN_TYPE
_RETURN_VALUE: Final = BindingKind.RETURN_VALUE
_TYPE_PARAMETER: Final = BindingKind.TYPE_PARAMETER
_VARIABLE: Final = BindingKind.VARIABLE

_NAME: Final = re.compile(r"[^\W\d][\w$]*(?:@\d+)?\Z|[$@#][\w$]*(?:@\d+)?\Z")


@final
class Definition:
    """Something that a name may mean in a scope: ``place`` counts in the view's symbols, imports or bindings."""

    # No NamedTuple: there are hundreds of thousands, and those are made and read by the interpreter.
    __slots__ = ("place", "sort")

    def __init__(self, sort: int, place: int) -> None:
        self.sort = sort
        self.place = place


class View:
    """The indexes of one file. ``number`` is its number in the world. Treat everything as read-only.

    A view of facts takes ``handed_on`` from what its summary binds: arguments that others see, which are not all.

    - ``names[scope][name]``: definitions, in order; members of a class are the names of its scope
    - ``stars[scope]``: star imports
    - ``parameters[function]``, ``returns[function]``: their bindings, in order
    - ``type_parameters[symbol]``: bindings of type parameters, in order
    - ``entries[scope][target]``: bindings of ``d["k"]``, ``a.b`` and the like
    - ``attributes[class][name]``: bindings of ``self.name`` in its methods
    - ``exports[name]``: local expressions that are offered as ``name``
    - ``arguments[name]``: bindings of arguments of callees with this last name, ``handed_on[name]`` those others see
    - ``decorations[name]``: decorators with this last name, each with the symbol it stands on
    """

    def __init__(  # noqa: PLR0917
        self,
        number: int,
        file: WorldFile,
        symbols: Sequence[SummarySymbol | Symbol],
        imports: Sequence[Import],
        bindings: Sequence[Binding],
        handed_on: Callable[[], Sequence[Binding]] | None = None,
    ) -> None:
        self.number = number
        self.file = file
        self.symbols = symbols
        self.imports = imports
        self.bindings = bindings
        self.names: defaultdict[int, dict[str, list[Definition]]] = defaultdict(dict)
        self.stars: defaultdict[int, list[int]] = defaultdict(list)
        self.parameters: defaultdict[int, list[Binding]] = defaultdict(list)
        self.returns: defaultdict[int, list[Binding]] = defaultdict(list)
        self.type_parameters: defaultdict[int, list[Binding]] = defaultdict(list)
        self.entries: defaultdict[int, dict[str, list[Binding]]] = defaultdict(dict)
        self.attributes: defaultdict[int, dict[str, list[Binding]]] = defaultdict(dict)
        self.exports: dict[str, list[str]] = {}
        self._arguments: list[Binding] = []
        self._handed_on = handed_on
        self._by_callee: dict[str, list[Binding]] | None = None
        self._handed_by_callee: dict[str, list[Binding]] | None = None
        self._numbered: dict[tuple[str, int], int] | None = None
        self.decorations: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self.package = ""
        self._keys: dict[str, int] = {}
        self.classes = frozenset(place for place, symbol in enumerate(symbols) if symbol.kind in CLASS_LIKE)
        names = self.names
        for place, symbol in enumerate(symbols):
            parent, kind, name = symbol.parent, symbol.kind, symbol.name
            _note(names[parent], name, Definition(SYMBOL, place))
            if kind in _OPEN_MEMBERS and is_open_member(symbols, place):
                outer = symbols[parent].parent if kind is _ENUM_MEMBER else MODULE
                _note(names[outer], name, Definition(SYMBOL, place))
            for decorator in symbol.decorators:
                self.decorations[last_step(decorator.removesuffix("()")).name].append((decorator, place))
        for place, row in enumerate(imports):
            if row.alias:
                _note(names[row.scope], row.alias, Definition(IMPORT, place))
            elif row.name == "*":
                self.stars[row.scope].append(place)
        self._add_bindings(bindings)

    def _add_bindings(self, bindings: Sequence[Binding]) -> None:
        arguments = self._arguments
        for place, binding in enumerate(bindings):
            kind, target, _, value, scope, _ = binding
            if kind is _ARGUMENT:
                arguments.append(binding)
            elif kind is _ASSIGNMENT or kind is _VARIABLE:
                if target.isidentifier() or _NAME.match(target):
                    _note(self.names[scope], target, Definition(BINDING, place))
                else:
                    self._add_entry(binding)
            elif kind is _PARAMETER:
                self.parameters[scope].append(binding)
                _note(self.names[scope], target.lstrip("*"), Definition(BINDING, place))
            elif kind is _RETURN_TYPE or kind is _RETURN_VALUE:
                self.returns[scope].append(binding)
            elif kind is _ATTRIBUTE:
                self._add_entry(binding)
            elif kind is _TYPE_PARAMETER:
                self.type_parameters[scope].append(binding)
            elif kind is _EXPORT:
                self.exports.setdefault(target, []).append(value)
            else:
                self.package = value

    def _add_entry(self, binding: Binding) -> None:
        scope, target = binding.scope, binding.target
        self.entries[scope].setdefault(target, []).append(binding)
        head, _, rest = target.partition(".")
        if rest and (owner := self.owner_of(scope, head)) != MODULE:
            self.attributes[owner].setdefault(rest, []).append(binding)

    @property
    def arguments(self) -> dict[str, list[Binding]]:
        """What calls hand over, by the last name of the callee: all that is known of the file's own, if at home."""
        if self._by_callee is None:
            self._by_callee = _by_callee(self._arguments)
        return self._by_callee

    @property
    def handed_on(self) -> dict[str, list[Binding]]:
        """The same, as far as others see it."""
        if self._handed_on is None:
            return self.arguments
        if self._handed_by_callee is None:
            self._handed_by_callee = _by_callee(self._handed_on())
        return self._handed_by_callee

    @property
    def numbered(self) -> dict[tuple[str, int], int]:
        """Symbols by qualified name and the how-manieth of that name they are, from 1."""
        if self._numbered is None:
            names = [symbol.qualified for symbol in self.symbols]
            self._numbered = {row: number for number, row in enumerate(zip(names, ordinals(names), strict=True))}
        return self._numbered

    def owner_of(self, scope: int, name: str) -> int:
        """The class whose instance ``name`` is in a method's scope or one inside it: ``self``; else ``MODULE``."""
        while scope != MODULE:
            symbol = self.symbols[scope]
            if symbol.kind in FUNCTION_LIKE or symbol.kind is _PROPERTY:
                if self.is_class(symbol.parent):
                    return symbol.parent if self.calls_itself(scope, name) else MODULE
                if any(parameter.target.lstrip("*") == name for parameter in self.parameters[scope]):
                    return MODULE
            scope = symbol.parent
        return MODULE

    def calls_itself(self, method: int, name: str) -> bool:
        """Whether ``name`` is what a method calls its own object."""
        if name == "this":
            return True
        parameters = self.parameters[method]
        return bool(parameters) and parameters[0].target == name and "static" not in self.symbols[method].markers

    def is_class(self, symbol: int) -> bool:
        """Whether a symbol has members."""
        return symbol in self.classes

    def parent(self, scope: int) -> int:
        """The scope around a scope."""
        return self.symbols[scope].parent

    def enclosing_class(self, scope: int) -> int:
        """The innermost class that a scope is or lies in; ``MODULE`` for none."""
        while scope != MODULE and not self.is_class(scope):
            scope = self.symbols[scope].parent
        return scope

    def key(self, name: str) -> int:
        """The key of asking this file for an entry."""
        known = self._keys.get(name)
        if known is None:
            known = self._keys[name] = key_of(ENTRY, self.file.path, name)
        return known


def _note(names: dict[str, list[Definition]], name: str, definition: Definition) -> None:
    known = names.get(name)
    if known is None:
        names[name] = [definition]
    else:
        known.append(definition)


def _by_callee(bindings: Sequence[Binding]) -> dict[str, list[Binding]]:
    found: defaultdict[str, list[Binding]] = defaultdict(list)
    for binding in bindings:
        if binding.kind is _ARGUMENT:
            found[called_name(binding.target)].append(binding)
    return dict(found)
