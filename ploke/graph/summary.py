"""A file's summary: what other files can see of it, computed from its facts alone.

It is a slice of the facts without lines, so that an edit inside a function's body leaves it equal unless the edit
changes what the function returns, or what it assigns to attributes. Symbols keep their numbers: number n of the summary
is number n of the facts. It falls into entries, see ``ploke.graph.entries``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from ploke.graph.entries import hashed_entries, head_of, names_in
from ploke.model.facts import MODULE, Binding, BindingKind, FileFacts, Symbol, SymbolKind
from ploke.model.summary import Summary, SummarySymbol

SCOPES_OF_MEMBERS: Final = frozenset(
    {
        SymbolKind.MODULE,
        SymbolKind.NAMESPACE,
        SymbolKind.CLASS,
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.ENUM_MEMBER,
        SymbolKind.TRAIT,
        SymbolKind.INTERFACE,
        SymbolKind.IMPLEMENTATION,
        SymbolKind.UNION,
        SymbolKind.CONSTANT,
        SymbolKind.VARIABLE,
        SymbolKind.FIELD,
        SymbolKind.TYPE_ALIAS,
    }
)
"""Kinds of symbols in which all bindings are seen from outside; in functions, only some are."""

_TYPED: Final = frozenset({"c", "cpp", "go", "java", "rust"})
"""Languages whose parameters have declared types: no call decides them."""

_ALWAYS: Final = frozenset(
    {
        BindingKind.PARAMETER,
        BindingKind.RETURN_TYPE,
        BindingKind.RETURN_VALUE,
        BindingKind.ATTRIBUTE,
        BindingKind.ARGUMENT,
        BindingKind.TYPE_PARAMETER,
    }
)

_ARGUMENT: Final = BindingKind.ARGUMENT
# The constructor of a NamedTuple is a function in Python.
_make: Final = tuple.__new__


def summarise(facts: FileFacts) -> Summary:
    """The summary of a file's facts."""
    symbols = tuple(
        _make(SummarySymbol, (s.name, s.qualified, s.kind, s.parent, s.bases, s.markers, s.decorators, s.visibility))
        for s in facts.symbols
    )
    inner = _functions_in(facts.symbols)
    imports = tuple(
        row._replace(line=0) if row.line else row
        for row in facts.imports
        if row.scope == MODULE or not inner[row.scope]
    )
    local_imports = [row for row in facts.imports if row.scope != MODULE and inner[row.scope]]
    bindings, names = _seen_bindings(facts, inner)
    imports += tuple(row._replace(line=0) for row in local_imports if (row.scope, row.alias) in names or not row.alias)
    return Summary(facts.language, symbols, imports, bindings, hashed_entries(symbols, imports, bindings))


def _functions_in(symbols: Sequence[Symbol]) -> list[bool]:
    """Whether each symbol's scope is a function's."""
    return [symbol.kind not in SCOPES_OF_MEMBERS for symbol in symbols]


def _seen_bindings(facts: FileFacts, inner: Sequence[bool]) -> tuple[tuple[Binding, ...], set[tuple[int, str]]]:
    """Bindings that others can see, in order, and the (function, name) pairs that what is seen depends on."""
    kept: list[int] = []
    shown: list[Binding] = []
    typed = facts.language in _TYPED
    waiting: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, binding in enumerate(facts.bindings):
        scope = binding.scope
        local = scope != MODULE and inner[scope]
        if typed and binding.kind is _ARGUMENT:
            continue
        if not local or binding.kind in _ALWAYS:
            kept.append(number)
            if local and binding.value:
                shown.append(binding)
        else:
            waiting[scope][head_of(binding.target)].append(number)
    seen: set[tuple[int, str]] = set()
    # Where nothing is bound locally, and in no function around, no name needs to be looked at.
    bound = waiting.keys() | {row.scope for row in facts.imports}
    pending: list[tuple[int, str]] = []
    for binding in shown:
        if binding.scope in bound or facts.symbols[binding.scope].parent != MODULE:
            pending += [(binding.scope, name) for name in names_in(binding.value)]
    while pending:
        place = pending.pop()
        if place in seen:
            continue
        seen.add(place)
        scope, name = place
        if scope in waiting:
            for number in waiting[scope].get(name, ()):
                kept.append(number)
                binding = facts.bindings[number]
                pending += [(binding.scope, other) for other in names_in(binding.value)]
        # A name that is not bound here may be one of the function around it.
        outer = facts.symbols[scope].parent
        if outer != MODULE and inner[outer]:
            pending.append((outer, name))
    return tuple(_without_line(facts.bindings[number]) for number in sorted(kept)), seen


def _without_line(binding: Binding) -> Binding:
    kind, target, annotation, value, scope, _ = binding
    return _make(Binding, (kind, target, annotation, value, scope, 0))
