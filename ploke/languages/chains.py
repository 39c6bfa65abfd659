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

from ploke.languages.grammar import (
    CALL,
    CAST,
    INDEX,
    MACRO,
    MEMBER,
    METHOD,
    PATH,
    REFERENCE,
    TYPE_MEMBER,
    TYPE_PATH,
    TYPE_USE,
    USE,
)
from ploke.languages.scopes import PLAIN, SKIP, ScopeMap, Uses
from ploke.languages.text import fold

if TYPE_CHECKING:
    from tree_sitter import Node

UNKNOWN = "?"
"""Stands for the object of a chain that is neither a name nor a literal, such as ``(a + b).c``."""

_WORD = r"[\w$#\x80-\xff]+"
_LAST_NAME = re.compile(rf"({_WORD})\s*$", re.ASCII)
_SPACE = r"(?:\s|//[^\n]*|/\*.*?\*/|\#[^\n]*)*"
_METHOD = re.compile(
    rf"[\s)]*{_SPACE}(?:[&?!]{{0,2}}\.|\??->|::){_SPACE}(?:<[^()]*>\s*)?({_WORD}[?!]?)", re.ASCII | re.DOTALL
)
_CAST = re.compile(rf"\(\s*({_WORD}(?:\s*(?:\.|::)\s*{_WORD})*)\s*[)<&*]", re.ASCII)
_TYPED_NAME = re.compile(rf"({_WORD})\s*<.*>\s*$", re.ASCII | re.DOTALL)
_SIGN = r"\s*(?:\(\s*\)|\[\s*\]|[-+*/%^&|~!=<>,]+)"
_PATH = re.compile(rf"(?:::\s*)?(?:{_WORD}\s*(?:\.|::)\s*)*(?:operator(?:{_SIGN}|\s+[^()]+)|~?\s*{_WORD})", re.ASCII)
_ARGUMENTS = re.compile(
    r"(?<!operator)(?<!operator<)\s*<[^<>]*>|\b(?:template|typename)\b(?=\s*[\w:])|/\*.*?\*/|//[^\n]*", re.DOTALL
)
_PATH_END = re.compile(r"(?:.*(?:\.|::))?(.*)", re.DOTALL)
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


BOUND = "bound"
"""Marks the end of an identifier that is no use; see ``fold_chains``."""


class Span(NamedTuple):
    """Where a node stands, or should."""

    byte_range: tuple[int, int]


class Stream(NamedTuple):
    """The captured nodes of a file's expressions: in pre-order, beside their codes."""

    nodes: Iterable[Node | Span]
    codes: Iterable[int]


class _Folder(NamedTuple):
    """What closing a chain needs besides the chain itself."""

    text: str
    special: Mapping[int, str]
    folded: dict[int, str]
    suffixes: dict[str, tuple[str, int]]
    modules: Mapping[int, str]


def fold_chains(  # noqa: PLR0912, PLR0915
    text: str,
    scopes: ScopeMap,
    stream: Stream,
    *,
    special: dict[int, str],
    wrapped: Mapping[int, int],
    modules: Mapping[int, str],
    starts: Mapping[int, int],
    suffixes: dict[str, tuple[str, int]],
) -> dict[int, str]:
    """Note every expression in the ``Uses`` of the scope it stands in; answers the wanted normal forms by end.

    ``text`` is the source with one character a byte. ``special`` says of expressions by their end: a role other than
    reading or calling, ``BOUND``, or ``""``; of all but the bound ones the normal form is wanted. ``wrapped`` maps the
    start of a parenthesis to that of the chain inside, ``modules`` the end of a call that loads a module to its name,
    ``starts`` the end of an expression that some other may end with too to where it starts.
    """
    folded: dict[int, str] = {}
    folder = _Folder(text, special, folded, suffixes, modules)
    segments = _segments(scopes)
    next_segment = 0
    boundary = 0
    hidden: Collection[str] = ()
    uses = segments[0][3]
    reads = calls = uses.reads
    pending: list[tuple[int, int]] = []
    open_at = -1
    known_suffix = suffixes.get
    special_at = special.get
    for (start, end), code in zip(_ranges(stream, wrapped), stream.codes, strict=True):
        if start == open_at:
            if code > TYPE_USE:
                pending.append((end, code))
                continue
        else:
            if open_at >= 0:
                _close_rootless(folder, open_at, pending, uses, reads)
                open_at = -1
            if start >= boundary:
                while next_segment < len(segments) and segments[next_segment][0] <= start:
                    next_segment += 1
                _, hidden, reads, uses = segments[next_segment - 1]
                calls = uses.calls
                boundary = segments[next_segment][0] if next_segment < len(segments) else len(text) + 1
            if code <= TYPE_USE:
                if code < 0:
                    continue
                name = text[start:end]
                role = special_at(end)
                if role is not None:
                    if role == BOUND:
                        continue
                    folded[end] = name
                    if role:
                        _note(uses.others, (role, name), start)
                        continue
                if name and name not in hidden:
                    named = reads if code == USE else uses.types
                    places = named.get(name)
                    if places is None:
                        named[name] = [start]
                    else:
                        places.append(start)
            elif code in {PATH, TYPE_PATH}:
                _note_path(folder, start, end, uses, reads if code == PATH else uses.types)
            else:
                pending = [(end, code)]
                open_at = start
            continue
        # Here is the name that the pending links start with.
        open_at = -1
        typed = code == TYPE_USE
        whole = form = (text[start:end] or UNKNOWN) if code > 0 else _root(text, start, code)
        at = start
        link = code
        for link_end, link in reversed(pending):
            if link_end == end and link not in {CALL, INDEX}:
                continue
            if link <= TYPE_MEMBER:
                between = text[end:link_end]
                suffix = known_suffix(between)
                if suffix is None:
                    suffix = _suffix(between, suffixes)
                form = whole = whole + suffix[0]
                at = link_end - suffix[1]
                typed = typed or link == TYPE_MEMBER
            elif link == CALL:
                form = ""
                if link_end in modules:
                    whole = modules[link_end]
                else:
                    places = calls.get(whole)
                    if places is None:
                        calls[whole] = [at]
                    else:
                        places.append(at)
                    whole += "()"
            elif link == INDEX:
                if form:
                    form = whole
                whole += _index(text[end:link_end])
            elif link == METHOD:
                found = _METHOD.match(text, end, link_end)
                form = ""
                if found is None:  # what is between is no name: an object that is called, ``f.(x)``
                    calls.setdefault(whole, []).append(at)
                else:
                    if found[1] == "super":  # ``A.super.f(x)``
                        whole += ".super"
                        found = _METHOD.match(text, found.end(), link_end) or found
                    at = found.start(1)
                    whole += ("::" if "::" in text[end:at] else ".") + found[1]
                    calls.setdefault(whole, []).append(at)
                whole += "()"
            elif link == REFERENCE:
                whole, length = _referred(whole, text[end:link_end], suffixes)
                at = link_end - length if length else at
                form = whole
                typed = False
            elif link == MACRO:
                calls.setdefault(whole + "!", []).append(at)
                whole += "!()"
                form = ""
            end = link_end  # noqa: PLW2901
        role = special_at(end)
        if role is not None and role != BOUND and starts.get(end, start) == start:
            folded[end] = whole
            if role:
                _note(uses.others, (role, whole if link == CALL else form or whole), at)
                continue
        if form and form not in hidden:
            named = uses.types if typed and link != MEMBER else reads
            places = named.get(form)
            if places is None:
                named[form] = [at]
            else:
                places.append(at)
    if open_at >= 0:
        _close_rootless(folder, open_at, pending, uses, reads)
    return folded


def _ranges(stream: Stream, wrapped: Mapping[int, int]) -> Iterable[tuple[int, int]]:
    """The spans of the stream's nodes; links around a parenthesis start where the chain inside starts."""
    ranges = map(_byte_range, stream.nodes)
    if not wrapped:
        return ranges
    moved = list(ranges)
    for number, code in enumerate(stream.codes):
        if code > TYPE_USE:
            start, end = moved[number]
            if start in wrapped:
                while start in wrapped:
                    start = wrapped[start]
                moved[number] = (start, end)
    return moved


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
    folder: _Folder, start: int, pending: list[tuple[int, int]], uses: Uses, reads: dict[str, list[int]]
) -> None:
    """Fold links whose object is no name: a literal, or unknown."""
    text, special, folded, suffixes, modules = folder
    whole = _root(text, start, USE)
    form = ""
    at = end = start
    code = USE
    if pending[-1][1] in {PATH, TYPE_PATH}:
        end, code = pending.pop()
        form, length = _path(text[start:end], suffixes)
        whole = form = form or UNKNOWN
        at = end - length
    for link_end, code in reversed(pending):
        if code <= TYPE_MEMBER:
            found = _LAST_NAME.search(text, max(end, link_end - _LONGEST_NAME), link_end)
            between = text[found.start() if found else end : link_end] if end == start else text[end:link_end]
            if found and end == start and text[start] == "<" and text.endswith("::", start, found.start()):
                whole = fold(text[start : found.start() - 2])
                between = text[found.start() - 2 : link_end]
            suffix = _suffix(between, suffixes)
            form = whole = whole + suffix[0]
            at = link_end - suffix[1]
        elif code == CALL and link_end in modules:
            whole = modules[link_end]
        elif code == CALL:
            uses.calls.setdefault(whole, []).append(at)
            whole += "()"
            form = ""
        elif code == METHOD:
            form, whole = "", UNKNOWN
        elif code == REFERENCE:
            whole, length = _referred(whole, text[max(end, link_end - _LONGEST_NAME) : link_end], suffixes)
            form = whole if length else ""
            at = link_end - length
        elif code == INDEX:
            form = whole if form else ""
            whole += _index(text[end:link_end])
        end = link_end
    role = special.get(end, BOUND)
    if role != BOUND:
        folded[end] = whole
        if role:
            _note(uses.others, (role, whole if code == CALL else form or whole), at)
            return
    if form:
        (uses.types if code in {TYPE_MEMBER, TYPE_PATH} else reads).setdefault(form, []).append(at)


def _root(text: str, start: int, code: int) -> str:
    """The normal form of an object at ``start`` that is no name."""
    if code == CAST:
        found = _CAST.match(text, start)
        return UNKNOWN if found is None else "".join(found[1].split()) + "()"
    return '""' if _STRING_START.match(text, start) else _ROOTS.get(text[start], UNKNOWN)


def _note_path(folder: _Folder, start: int, end: int, uses: Uses, reads: dict[str, list[int]]) -> None:
    """Note a dotted name that the grammar keeps in one node."""
    role = folder.special.get(end)
    path, length = _path(folder.text[start:end], folder.suffixes)
    if not path or role == BOUND:
        return
    at = end - length
    if role is not None:
        folder.folded[end] = path
    if role:
        _note(uses.others, (role, path), at)
    else:
        reads.setdefault(path, []).append(at)


def _path(written: str, known: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """The normal form of a dotted name as it is written, and how far from its end its last name starts.

    White space, comments and type arguments are left out. Empty for what is no name.
    """
    if written in known:
        return known[written]
    bare, before = written, ""
    while bare != before and ("<" in bare or "/" in bare):
        bare, before = _ARGUMENTS.sub("", bare), bare
    found = _PATH.match(bare)
    if found is None:
        result = ("", 0)
    else:
        path = "".join(found[0].split())
        end = _PATH_END.match(path)
        last = path if end is None else end[1]
        place = written.rfind(last)
        result = (path, len(written) - place if place >= 0 else len(last))
    if len(known) > _REMEMBERED:
        known.clear()
    known[written] = result
    return result


def _suffix(between: str, suffixes: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """The normal form of what stands between an object and the end of a member of it, and its name's length.

    ``between`` may hold white space and comments; the name is its last word, type arguments aside.
    """
    if between in suffixes:
        return suffixes[between]
    found = _LAST_NAME.search(between) or _TYPED_NAME.search(between)
    if found is None:
        result = ("", 0)
    else:
        separator = "::" if between[: found.start()].rstrip().endswith("::") else "."
        result = (separator + found[1], len(between) - found.start())
    if len(suffixes) > _REMEMBERED:
        suffixes.clear()
    suffixes[between] = result
    return result


def _referred(whole: str, between: str, suffixes: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """What ``A::b`` reads as, given ``A`` and what stands behind it, and its name's length: 0 for ``A::new``."""
    name, length = _suffix(between, suffixes)
    return (whole, 0) if name.endswith(":new") else (f"{whole}.{name.lstrip('.:')}", length)


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
