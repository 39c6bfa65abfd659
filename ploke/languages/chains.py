"""Dotted expressions in normal form, folded from the stream of captured nodes in one pass.

A syntax tree nests ``a.b(x).c`` as member(call(member(a))): every node of the chain starts at the same byte, and a
query meets them in pre-order, the longest first. So a chain is a run of captures with one start, closed by the name
it starts with. Arguments start elsewhere and form chains of their own.

The loop below runs for every name of a repository: it is one function, with its locals bound outside, on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ploke.languages.grammar import CALL, INDEX, MACRO, MEMBER, PASS, PATH, TYPE_MEMBER, TYPE_USE, USE
from ploke.languages.scopes import PLAIN, SKIP, ScopeMap, Uses
from ploke.languages.text import fold

if TYPE_CHECKING:
    from tree_sitter import Node

UNKNOWN = "?"
"""Stands for the object of a chain that is neither a name nor a literal, such as ``(a + b).c``."""

_WORD = r"[\w$#\x80-\xff]+"
_LAST_NAME = re.compile(rf"({_WORD})\s*$", re.ASCII)
_PATH = re.compile(rf"{_WORD}(?:\s*\.\s*{_WORD})*", re.ASCII)
_LITERAL_KEY = re.compile(r"""\[\s*(?:(-?\d+)|(['"])([^'"\\\n]{1,80})\2)\s*\]$""", re.ASCII)
_STRING_START = re.compile(r"[A-Za-z]{0,2}[\"'`]")
_ROOTS = {"[": "[]", "{": "{}"}
_LONGEST_NAME = 300
_REMEMBERED = 100_000
_CODE_BITS = 4
_CODE_MASK = 15

_byte_range = attrgetter("byte_range")


class _Everything(frozenset[str]):
    """Holds every name: hides all of them."""

    def __contains__(self, name: object) -> bool:
        return True


_EVERYTHING = _Everything()


class Known(NamedTuple):
    """What is known of a file's names before its expressions are folded.

    ``bound`` are ends of identifiers that are no uses, ``roles`` starts of chains used otherwise than by reading,
    ``wrapped`` maps the start of a parenthesis to that of the chain inside, ``wanted`` are ends of chains whose
    normal form is asked for.
    """

    bound: set[int]
    roles: Mapping[int, str]
    wrapped: Mapping[int, int]
    wanted: Collection[int]


def fold_chains(
    text: str,
    scopes: ScopeMap,
    known: Known,
    nodes: Iterable[Node],
    codes: Iterable[int],
    suffixes: dict[str, tuple[str, int]],
) -> dict[int, str]:
    """Note every expression in the ``Uses`` of the scope it stands in; answers the wanted normal forms by end.

    ``text`` is the source with one character a byte, ``nodes`` are in pre-order beside their ``codes``.
    """
    bound, roles, wrapped, wanted = known
    folded: dict[int, str] = {}
    segments = _segments(scopes)
    last_segment = len(segments) - 1
    segment = 0
    _, hidden, reads, uses = segments[0]
    boundary = segments[1][0] if last_segment else len(text) + 1
    calls = uses.calls
    pending: list[int] = []
    open_at = -1
    known_suffix = suffixes.get
    for (start, end), code in zip(map(_byte_range, nodes), codes, strict=True):
        if start == open_at:
            if code != USE:
                if code == MEMBER or code == TYPE_MEMBER:
                    bound.add(end)
                if code != TYPE_USE:
                    pending.append(end << _CODE_BITS | code)
                    continue
            # The name that the pending links start with.
            whole = form = text[start:end]
            at = start
        else:
            if code == USE:
                if end in bound:
                    continue
            elif code == MEMBER or code == TYPE_MEMBER:
                bound.add(end)
            elif code == TYPE_USE and end in bound:
                continue
            if open_at >= 0:
                _close_rootless(text, open_at, pending, uses, reads, known, folded, suffixes)
                pending = []
                open_at = -1
            if wrapped and code != USE:
                while start in wrapped:
                    start = wrapped[start]
            if start >= boundary:
                while segment < last_segment and segments[segment + 1][0] <= start:
                    segment += 1
                _, hidden, reads, uses = segments[segment]
                calls = uses.calls
                boundary = segments[segment + 1][0] if segment < last_segment else len(text) + 1
            if code != USE:
                if code == PATH:
                    if end in bound:
                        continue
                    _note_path(text, start, end, reads, uses.others, roles)
                    continue
                if code == TYPE_USE:
                    name = text[start:end]
                    if end in wanted:
                        folded[end] = name
                    if start in roles:
                        _note(uses.others, (roles[start], name), start)
                    elif name not in hidden:
                        uses.types.setdefault(name, []).append(start)
                    continue
                pending = [end << _CODE_BITS | code]
                open_at = start
                continue
            name = text[start:end]
            if end in wanted:
                folded[end] = name
            if start in roles:
                _note(uses.others, (roles[start], name), start)
            elif name not in hidden:
                places = reads.get(name)
                if places is None:
                    reads[name] = [start]
                else:
                    places.append(start)
            continue
        open_at = -1
        typed = code == TYPE_USE
        for link in reversed(pending):
            code = link & _CODE_MASK
            link_end = link >> _CODE_BITS
            if code == MEMBER:
                between = text[end:link_end]
                suffix = known_suffix(between)
                if suffix is None:
                    suffix = _suffix(between, suffixes)
                form = whole = whole + suffix[0]
                at = link_end - suffix[1]
            elif code == CALL:
                places = calls.get(whole)
                if places is None:
                    calls[whole] = [at]
                else:
                    places.append(at)
                whole += "()"
                form = ""
            elif code == INDEX:
                if form:
                    form = whole
                whole += _index(text[end:link_end])
            elif code == TYPE_MEMBER:
                suffix = known_suffix(between := text[end:link_end]) or _suffix(between, suffixes)
                form = whole = whole + suffix[0]
                at = link_end - suffix[1]
                typed = True
            elif code == MACRO:
                calls.setdefault(whole + "!", []).append(at)
                whole += "!()"
                form = ""
            end = link_end
        if end in wanted:
            folded[end] = whole
        if start in roles:
            _note(uses.others, (roles[start], whole if code == CALL else form or whole), at)
        elif form and form not in hidden:
            if typed and code != MEMBER:
                uses.types.setdefault(form, []).append(at)
                continue
            places = reads.get(form)
            if places is None:
                reads[form] = [at]
            else:
                places.append(at)
    if open_at >= 0:
        _close_rootless(text, open_at, pending, uses, reads, known, folded, suffixes)
    return folded


def _segments(scopes: ScopeMap) -> list[tuple[int, Collection[str], dict[str, list[int]], Uses]]:
    """Where each scope holds, and where what is read there is noted; names in skipped spans are thrown away."""
    trash = Uses()
    segments: list[tuple[int, Collection[str], dict[str, list[int]], Uses]] = []
    for start, read, mode in zip(scopes.starts, scopes.reads, scopes.modes, strict=True):
        uses = read.uses
        if mode == SKIP or uses is None:
            segments.append((start, _EVERYTHING, trash.reads, trash))
        else:
            segments.append((start, read.hidden, uses.reads if mode == PLAIN else uses.types, uses))
    return segments


def _close_rootless(
    text: str,
    start: int,
    pending: list[int],
    uses: Uses,
    reads: dict[str, list[int]],
    known: Known,
    folded: dict[int, str],
    suffixes: dict[str, tuple[str, int]],
) -> None:
    """Fold links whose object is no name: a literal, or unknown."""
    if _STRING_START.match(text, start):
        whole = '""'
    else:
        whole = _ROOTS.get(text[start], UNKNOWN)
    form = ""
    at = end = start
    code = USE
    for link in reversed(pending):
        code = link & _CODE_MASK
        link_end = link >> _CODE_BITS
        if code == MEMBER or code == TYPE_MEMBER:
            found = _LAST_NAME.search(text, max(end, link_end - _LONGEST_NAME), link_end)
            between = text[found.start() if found else end : link_end] if end == start else text[end:link_end]
            if found and end == start and text[start] == "<" and text.endswith("::", start, found.start()):
                whole = fold(text[start : found.start() - 2])
                between = text[found.start() - 2 : link_end]
            suffix = _suffix(between, suffixes)
            form = whole = whole + suffix[0]
            at = link_end - suffix[1]
        elif code == CALL:
            uses.calls.setdefault(whole, []).append(at)
            whole += "()"
            form = ""
        elif code == INDEX:
            form = whole if form else ""
            whole += _index(text[end:link_end])
        end = link_end
    if end in known.wanted:
        folded[end] = whole
    if start in known.roles:
        _note(uses.others, (known.roles[start], whole if code == CALL else form or whole), at)
    elif form:
        (uses.types if code == TYPE_MEMBER else reads).setdefault(form, []).append(at)


def _note_path(
    text: str,
    start: int,
    end: int,
    reads: dict[str, list[int]],
    others: dict[tuple[str, str], list[int]],
    roles: Mapping[int, str],
) -> None:
    """Note a dotted name that the grammar keeps in one node."""
    found = _PATH.match(text, start, end)
    if found is None:
        return
    path = "".join(found[0].split())
    at = found.end() - len(path.rpartition(".")[2])
    if start in roles:
        _note(others, (roles[start], path), at)
    else:
        reads.setdefault(path, []).append(at)


def _suffix(between: str, suffixes: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """The normal form of what stands between an object and the end of a member of it, and its name's length.

    ``between`` may hold white space and comments; the name is its last word.
    """
    found = _LAST_NAME.search(between)
    if found is None:
        result = ("", 0)
    else:
        separator = "::" if between[: found.start()].rstrip().endswith("::") else "."
        result = (separator + found[1], len(between) - found.start())
    if len(suffixes) > _REMEMBERED:
        suffixes.clear()
    suffixes[between] = result
    return result


def _index(between: str) -> str:
    found = _LITERAL_KEY.search(between)
    if found is None:
        return "[]"
    return f"[{found[1]}]" if found[1] else f'["{found[3]}"]'


def _note(uses: dict[tuple[str, str], list[int]], key: tuple[str, str], at: int) -> None:
    places = uses.get(key)
    if places is None:
        uses[key] = [at]
    else:
        places.append(at)
