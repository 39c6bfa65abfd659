"""The entries of a summary: what is asked of a file by name, each with a hash of all that it holds.

An entry is a top-level name (and ``*`` for what has none) with everything that is defined, bound or imported under it.
What calls hand over makes entries of its own, one a name that is called, and so do interfaces, implementations, members
that stand outside of their type, and modules with attributes. A reader of a summary records which entries it asked for,
those that do not exist included. After a change, whoever asked for an entry whose hash differs is resolved again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Final

import msgspec

from ploke.graph.expressions import last_step
from ploke.model.facts import MODULE, Binding, BindingKind, Import, Symbol, SymbolKind
from ploke.model.summary import SummarySymbol

NAMELESS: Final = "*"
"""The entry of what has no name of its own: star imports, what is offered as a whole, the package."""

OPEN: Final = "open"
"""The marker of a namespace that many files add to: what stands in it has entries as at the top of the file."""

UNSCOPED: Final = "unscoped"
"""The marker of an enum whose members are names of the scope around it."""

STARRED: Final = "*"
"""Starts the entry of a star import; what its module's name ends in follows, behind the last ``/``."""

CALLED: Final = "()"
"""What the entry of all arguments that are handed to callees of one last name starts with: ``()NAME``."""

ASKING: Final = "."
"""Starts the entry of interfaces by the first of their own methods in the order of names: ``.NAME``; alone where they
have none of their own. A type that has not that one satisfies none of them."""

DECORATED: Final = "#"
"""Starts the entry of modules by the words of their attributes: ``#WORD``."""

IMPLEMENTED: Final = "impl "
"""Starts the entry of the implementations for types of one name: ``impl NAME``; ``impl [`` those for slices."""

FOR_ALL: Final = IMPLEMENTED + "*"
"""The entry of the implementations for whatever has the bounds of a type parameter: ``impl<T: Bound> Trait for T``."""

ELSEWHERE: Final = "."
"""Ends the entry of members that stand outside of their type's body: ``TYPE.``."""

PACKAGED: Final = "package "
"""Starts the entry of a file that says which package it is part of; the package follows."""

_HEAD: Final = re.compile(r"[\w$@#]+")
_SEPARATED: Final = re.compile(r"\.|::")
_encode = msgspec.msgpack.Encoder().encode


def head_of(text: str) -> str:
    """The first name in a target or expression: ``d`` of ``d["k"].x``; empty where it starts with none."""
    found = _HEAD.match(text.lstrip("*"))
    return found.group() if found else ""


def names_in(text: str) -> list[str]:
    """All words of an expression; words in quoted keys count too, which only makes a summary keep more."""
    return _HEAD.findall(text)


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


def hashed_entries(
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
