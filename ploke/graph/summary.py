"""A file's summary: what other files can see of it, computed from its facts alone.

It is a slice of the facts without lines, so that an edit inside a function's body leaves it equal unless the edit
changes what the function returns, or what it assigns to attributes. Symbols keep their numbers: number n of the summary
is number n of the facts.

The summary falls into *entries*, one a top-level name (and ``*`` for what has none): everything that is defined, bound
or imported under it. Each has a hash, and a reader of a summary records which entries it asked for, those that do not
exist included. After a change, whoever asked for an entry whose hash differs is resolved again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from ploke.model.facts import MODULE, Binding, BindingKind, FileFacts, Import, Symbol, SymbolKind

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

_HEAD = re.compile(r"[\w$@#]+")
_ALWAYS = frozenset({BindingKind.PARAMETER, BindingKind.RETURN_TYPE, BindingKind.RETURN_VALUE, BindingKind.ATTRIBUTE})


class SummarySymbol(NamedTuple):
    """A symbol as others see it; ``kind`` and the rest as in ``Symbol``."""

    name: str
    qualified: str
    kind: SymbolKind
    parent: int
    bases: tuple[str, ...]
    markers: tuple[str, ...]
    decorators: tuple[str, ...]


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
        SummarySymbol(s.name, s.qualified, s.kind, s.parent, s.bases, s.markers, s.decorators) for s in facts.symbols
    )
    inner = _functions_in(facts.symbols)
    imports = tuple(
        row._replace(line=0) if row.line else row
        for row in facts.imports
        if row.scope == MODULE or not inner[row.scope]
    )
    local_imports = [row for row in facts.imports if row.scope != MODULE and inner[row.scope]]
    bindings, kept_names = _seen_bindings(facts.bindings, inner)
    imports += tuple(
        row._replace(line=0) for row in local_imports if row.alias in kept_names.get(row.scope, ()) or not row.alias
    )
    return Summary(facts.language, symbols, imports, bindings, _entries(symbols, imports, bindings))


def _functions_in(symbols: Sequence[Symbol]) -> list[bool]:
    """Whether each symbol's scope is a function's: one of its own kind, or one that lies in a function's."""
    inner: list[bool] = []
    for symbol in symbols:
        opens = symbol.kind not in SCOPES_OF_MEMBERS
        inner.append(opens)
    return inner


def _seen_bindings(
    bindings: Iterable[Binding], inner: Sequence[bool]
) -> tuple[tuple[Binding, ...], dict[int, set[str]]]:
    """Bindings that others can see, in order, and by function the names that what it shows depends on."""
    kept: dict[int, Binding] = {}
    waiting: defaultdict[int, defaultdict[str, list[tuple[int, Binding]]]] = defaultdict(lambda: defaultdict(list))
    wanted: defaultdict[int, list[str]] = defaultdict(list)
    for number, binding in enumerate(bindings):
        scope = binding.scope
        if scope == MODULE or not inner[scope]:
            if binding.kind is not BindingKind.ARGUMENT:
                kept[number] = binding
        elif binding.kind in _ALWAYS:
            kept[number] = binding
            if binding.value:
                wanted[scope] += names_in(binding.value)
        elif binding.kind is not BindingKind.ARGUMENT:
            waiting[scope][head_of(binding.target)].append((number, binding))
    names: dict[int, set[str]] = {}
    for scope, pending in wanted.items():
        seen: set[str] = set()
        while pending:
            name = pending.pop()
            if name in seen:
                continue
            seen.add(name)
            for number, binding in waiting[scope].get(name, ()):
                kept[number] = binding
                pending.extend(names_in(binding.value))
        names[scope] = seen
    return tuple(kept[number]._replace(line=0) for number in sorted(kept)), names


def _entries(
    symbols: Sequence[SummarySymbol], imports: Iterable[Import], bindings: Iterable[Binding]
) -> dict[str, int]:
    """The hash of each entry: a function of what it holds, in order, wherever in the file that stands."""
    parts: defaultdict[str, list[object]] = defaultdict(list)
    tops: list[str] = []
    for symbol in symbols:
        top = symbol.name if symbol.parent == MODULE else tops[symbol.parent]
        tops.append(top)
        parts[top].append(
            (symbol.qualified, symbol.kind, symbol.bases, symbol.markers, symbol.decorators, symbol.parent != MODULE)
        )
    for row in imports:
        top = tops[row.scope] if row.scope != MODULE else row.alias or NAMELESS
        where = symbols[row.scope].qualified if row.scope != MODULE else ""
        parts[top].append((row.module, row.name, row.alias, row.level, row.reexport, where))
    for binding in bindings:
        where = symbols[binding.scope].qualified if binding.scope != MODULE else ""
        top = tops[binding.scope] if where else head_of(binding.target) or NAMELESS
        parts[top].append((binding.kind, binding.target, binding.annotation, binding.value, where))
    return {
        top: int.from_bytes(blake2b(_encode(rows), digest_size=8).digest(), "little") for top, rows in parts.items()
    }
