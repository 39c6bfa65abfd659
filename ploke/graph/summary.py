"""A file's summary: what other files can see of it, computed from its facts alone.

It is a slice of the facts without lines, so that an edit inside a function's body leaves it equal unless the edit
changes what the function returns, or what it assigns to attributes. Symbols keep their numbers: number n of the summary
is number n of the facts.

The summary falls into *entries*, one a top-level name (and ``*`` for what has none): everything that is defined, bound
or imported under it. What calls hand over makes entries of its own, one a name that is called, and so do interfaces,
implementations, members that stand outside of their type, and modules with attributes. Each has a hash, and a reader of
a summary records which entries it asked for, those that do not exist included. After a change, whoever asked for an
entry whose hash differs is resolved again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from ploke.graph.expressions import last_step
from ploke.model.facts import MODULE, Binding, BindingKind, FileFacts, Import, Symbol, SymbolKind, Visibility

SCOPES_OF_MEMBERS = frozenset(
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

NAMELESS = "*"
"""The entry of what has no name of its own: star imports, what is offered as a whole, the package."""

OPEN = "open"
"""The marker of a namespace that many files add to: what stands in it has entries as at the top of the file."""

UNSCOPED = "unscoped"
"""The marker of an enum whose members are names of the scope around it."""

STARRED = "*"
"""Starts the entry of a star import; what its module's name ends in follows, behind the last ``/``."""

CALLED = "()"
"""What the entry of all arguments that are handed to callees of one last name starts with: ``()NAME``."""

ASKING = "."
"""Starts the entry of interfaces by the first of their own methods in the order of names: ``.NAME``; alone where they
have none of their own. A type that has not that one satisfies none of them."""

DECORATED = "#"
"""Starts the entry of modules by the words of their attributes: ``#WORD``."""

IMPLEMENTED = "impl "
"""Starts the entry of the implementations for types of one name: ``impl NAME``; ``impl [`` those for slices."""

FOR_ALL = IMPLEMENTED + "*"
"""The entry of the implementations for whatever has the bounds of a type parameter: ``impl<T: Bound> Trait for T``."""

ELSEWHERE = "."
"""Ends the entry of members that stand outside of their type's body: ``TYPE.``."""

PACKAGED = "package "
"""Starts the entry of a file that says which package it is part of; the package follows."""

_TYPED = frozenset({"c", "cpp", "go", "java", "rust"})
"""Languages whose parameters have declared types: no call decides them."""
_UNTYPED = frozenset({"python"})
"""Languages in which what a call yields depends on what it is handed only through its parameters."""

_HEAD = re.compile(r"[\w$@#]+")
_SEPARATED = re.compile(r"\.|::")
_ALWAYS = frozenset(
    {
        BindingKind.PARAMETER,
        BindingKind.RETURN_TYPE,
        BindingKind.RETURN_VALUE,
        BindingKind.ATTRIBUTE,
        BindingKind.ARGUMENT,
        BindingKind.TYPE_PARAMETER,
    }
)


class SummarySymbol(NamedTuple):
    """A symbol as others see it; ``kind`` and the rest as in ``Symbol``."""

    name: str
    qualified: str
    kind: SymbolKind
    parent: int
    bases: tuple[str, ...]
    markers: tuple[str, ...]
    decorators: tuple[str, ...]
    visibility: Visibility


class Summary(NamedTuple):
    """What other files can see of a file. Lines of ``imports`` and ``bindings`` are 0; ``entries`` hash each entry."""

    language: str
    symbols: tuple[SummarySymbol, ...]
    imports: tuple[Import, ...]
    bindings: tuple[Binding, ...]
    entries: dict[str, int]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Summary).decode


def encode_summary(summary: Summary) -> bytes:
    """The summary as MessagePack."""
    return _encode(summary)


def decode_summary(data: bytes) -> Summary:
    """What ``encode_summary`` wrote. Raises ``msgspec.DecodeError`` for anything else."""
    return _decode(data)


def head_of(text: str) -> str:
    """The first name in a target or expression: ``d`` of ``d["k"].x``; empty where it starts with none."""
    found = _HEAD.match(text.lstrip("*"))
    return found.group() if found else ""


def names_in(text: str) -> list[str]:
    """All words of an expression; words in quoted keys count too, which only makes a summary keep more."""
    return _HEAD.findall(text)


def summarise(facts: FileFacts) -> Summary:
    """The summary of a file's facts."""
    symbols = tuple(
        SummarySymbol(s.name, s.qualified, s.kind, s.parent, s.bases, s.markers, s.decorators, s.visibility)
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
    return Summary(facts.language, symbols, imports, bindings, _entries(symbols, imports, bindings))


def called_name(target: str) -> str:
    """The last name of the callee in the target of an argument: ``c`` of ``a.b().c(0)``."""
    return last_step(target[: target.rindex("(")]).name


def is_open_member(symbols: Sequence[SummarySymbol | Symbol], number: int) -> bool:
    """Whether a symbol is a name outside its scope too: a member of some enums, and any macro."""
    symbol = symbols[number]
    if symbol.kind is SymbolKind.MACRO:
        return symbol.parent != MODULE
    return (
        symbol.kind is SymbolKind.ENUM_MEMBER and symbol.parent != MODULE and UNSCOPED in symbols[symbol.parent].markers
    )


def is_open(symbols: Sequence[SummarySymbol | Symbol], scope: int) -> bool:
    """Whether a scope is the top of the file, or a namespace that many files add to."""
    return scope == MODULE or (symbols[scope].kind is SymbolKind.NAMESPACE and OPEN in symbols[scope].markers)


def owner_elsewhere(symbol: SummarySymbol | Symbol) -> str:
    """The bare name of the type that a member belongs to which stands outside of it; empty for no member."""
    return _SEPARATED.split(symbol.qualified.removesuffix(symbol.name).rstrip(".:"))[-1]


def first_methods(symbols: Sequence[SummarySymbol | Symbol]) -> dict[int, str]:
    """By interface the first of its own methods in the order of names, "" where it has none."""
    first = {number: "" for number, symbol in enumerate(symbols) if symbol.kind is SymbolKind.INTERFACE}
    for symbol in symbols:
        if symbol.kind is SymbolKind.METHOD and symbol.parent in first:
            name = first[symbol.parent]
            first[symbol.parent] = min(name, symbol.name) if name else symbol.name
    return first


def _functions_in(symbols: Sequence[Symbol]) -> list[bool]:
    """Whether each symbol's scope is a function's."""
    return [symbol.kind not in SCOPES_OF_MEMBERS for symbol in symbols]


def _seen_bindings(facts: FileFacts, inner: Sequence[bool]) -> tuple[tuple[Binding, ...], set[tuple[int, str]]]:
    """Bindings that others can see, in order, and the (function, name) pairs that what is seen depends on."""
    kept: list[int] = []
    shown: list[Binding] = []
    typed, untyped = facts.language in _TYPED, facts.language in _UNTYPED
    flows = _Flows(facts).flows
    waiting: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, binding in enumerate(facts.bindings):
        scope = binding.scope
        local = scope != MODULE and inner[scope]
        if binding.kind is BindingKind.ARGUMENT and (typed or (untyped and not flows(binding))):
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
    return Binding(kind, target, annotation, value, scope, 0)


class _Flows:
    """Which arguments others may learn from: those whose value is told by more than what a local variable holds."""

    def __init__(self, facts: FileFacts) -> None:
        self._symbols = facts.symbols
        self._known = {symbol.name for symbol in facts.symbols} | {row.alias for row in facts.imports}
        self._parameters: defaultdict[int, set[str]] = defaultdict(set)
        self._local: defaultdict[int, set[str]] = defaultdict(set)
        for binding in facts.bindings:
            if binding.kind is BindingKind.PARAMETER:
                self._parameters[binding.scope].add(binding.target.lstrip("*"))
            elif binding.kind is BindingKind.ASSIGNMENT or binding.kind is BindingKind.VARIABLE:
                self._local[binding.scope].add(binding.target)

    def flows(self, argument: Binding) -> bool:
        """Whether an argument is a parameter or its member, a name of the file's top, or an anonymous function."""
        if argument.value.startswith("=>"):
            return True
        head, scope = head_of(argument.value), argument.scope
        while scope != MODULE:
            if head in self._parameters[scope]:
                return True
            if head in self._local[scope]:
                return False
            scope = self._symbols[scope].parent
        return head in self._known or head in self._local[MODULE]


def _found_otherwise(symbols: Sequence[SummarySymbol], bindings: Iterable[Binding]) -> Iterator[tuple[str, object]]:
    """The entries under which symbols are found by something else than their own name, and what each holds."""
    first = first_methods(symbols)
    variables = {(row.scope, row.target) for row in bindings if row.kind is BindingKind.TYPE_PARAMETER}
    for number, symbol in enumerate(symbols):
        kind = symbol.kind
        if number in first:
            yield ASKING + first[number], symbol.qualified
        elif kind is SymbolKind.IMPLEMENTATION:
            name = "[" if symbol.name.startswith("[") else symbol.name
            yield FOR_ALL if (number, name) in variables else IMPLEMENTED + name, (symbol.qualified, symbol.bases)
        elif kind is SymbolKind.MODULE:
            for word in dict.fromkeys(names_in(" ".join(symbol.decorators))):
                yield DECORATED + word, (symbol.qualified, symbol.decorators)
        elif kind is SymbolKind.METHOD and is_open(symbols, symbol.parent) and (owner := owner_elsewhere(symbol)):
            yield owner + ELSEWHERE, (symbol.qualified, symbol.markers)
        if is_open_member(symbols, number):
            yield symbol.name, (symbol.qualified, symbol.kind, symbol.markers)
        for decorator in symbol.decorators:
            yield CALLED + last_step(decorator.removesuffix("()")).name, (symbol.qualified, symbol.decorators)


def _entries(
    symbols: Sequence[SummarySymbol], imports: Iterable[Import], bindings: Sequence[Binding]
) -> dict[str, int]:
    """The hash of each entry: a function of what it holds, in order, wherever in the file that stands."""
    parts: defaultdict[str, list[object]] = defaultdict(list)
    tops: list[str] = []
    for entry, part in _found_otherwise(symbols, bindings):
        parts[entry].append(part)
    for symbol in symbols:
        outer = is_open(symbols, symbol.parent)
        top = symbol.name if outer else tops[symbol.parent]
        tops.append(top)
        parts[top].append((*symbol[1:3], symbol.parent != MODULE, *symbol[4:]))
    for row in imports:
        top = row.alias or NAMELESS if is_open(symbols, row.scope) else tops[row.scope]
        where = symbols[row.scope].qualified if row.scope != MODULE else ""
        parts[top].append((row.module, row.name, row.alias, row.level, row.reexport, where))
        if row.name == "*":
            parts[STARRED + row.module.rpartition("/")[2]].append((row.module, row.level, where))
    for binding in bindings:
        where = symbols[binding.scope].qualified if binding.scope != MODULE else ""
        if binding.kind is BindingKind.ARGUMENT:
            top = CALLED + called_name(binding.target)
        else:
            if binding.kind is BindingKind.PACKAGE:
                parts[PACKAGED + binding.value].append(binding.value)
            top = head_of(binding.target) or NAMELESS if is_open(symbols, binding.scope) else tops[binding.scope]
        parts[top].append((binding.kind, binding.target, binding.annotation, binding.value, where))
    return {
        top: int.from_bytes(blake2b(_encode(rows), digest_size=8).digest(), "little") for top, rows in parts.items()
    }
