"""Dotted expressions in normal form, folded from the stream of captured nodes in one pass.

A syntax tree nests ``a.b(x).c`` as member(call(member(a))): every node of the chain starts at the same byte, and a
query meets them in pre-order, the longest first. So a chain is a run of captures with one start, closed by the name
it starts with. Arguments start elsewhere and form chains of their own.

The loop below runs for every name of a repository: it is one function, with its locals bound outside, on purpose.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, TypeAlias

from ploke.languages.engine.apart import name_apart
from ploke.languages.engine.everything import EVERYTHING
from ploke.languages.engine.forms import (
    LAST_NAME,
    LONGEST_NAME,
    UNKNOWN,
    index_form,
    member_form,
    method_name,
    path_form,
    referred_form,
    root_form,
)
from ploke.languages.engine.grammar import (
    CALL,
    INDEX,
    MACRO,
    MEMBER,
    METHOD,
    PASS,
    PATH,
    REFERENCE,
    TYPE_MEMBER,
    TYPE_PATH,
    TYPE_USE,
    USE,
)
from ploke.languages.engine.scopes import MODULE_SCOPE, PLAIN, SKIP, Places, Scope, ScopeMap, Uses
from ploke.languages.engine.text import fold

Argued: TypeAlias = "tuple[str, int, int, Scope]"
"""A call that is given something: what is called, the bytes between which it is given, the scope it stands in."""

_Segment: TypeAlias = "tuple[int, Collection[str], Places, Uses, Scope]"

_NO_NAME: Final = frozenset('"[{?')

BOUND: Final = "bound"
"""Marks the end of an identifier that is no use; see ``fold_chains``."""


Stream: TypeAlias = "tuple[list[tuple[int, int]], list[int]]"
"""The spans of a file's expressions: in pre-order, beside their codes."""


class _Folder:
    """What closing a chain needs besides the chain itself."""

    def __init__(  # noqa: PLR0917
        self,
        text: str,
        special: dict[int, str],
        folded: dict[int, str],
        suffixes: dict[str, tuple[str, int]],
        modules: dict[int, str],
        argued: list[Argued],
        least: int,
    ) -> None:
        self.text = text
        self.special = special
        self.folded = folded
        self.suffixes = suffixes
        self.modules = modules
        self.argued = argued
        self.least = least


def fold_chains(  # noqa: PLR0912, PLR0915
    text: str,
    scopes: ScopeMap,
    spans: list[tuple[int, int]],
    codes: list[int],
    *,
    special: dict[int, str],
    wrapped: dict[int, int],
    modules: dict[int, str],
    starts: dict[int, int],
    suffixes: dict[str, tuple[str, int]],
    least: int,
) -> tuple[dict[int, str], list[Argued]]:
    """Note every expression in the ``Uses`` of the scope it stands in; answers their normal forms by end, and calls.

    ``text`` is the source with one character a byte. ``special`` says of expressions by their end what they are other
    than read or called: a role, or ``BOUND``. ``wrapped`` maps the start of a parenthesis to that of the chain inside,
    ``modules`` the end of a call that loads a module to its name, ``starts`` the end of an expression that some other
    may end with too to where it starts. Of calls those are answered that have more than ``least`` bytes behind what is
    called, parentheses included.
    """
    folded: dict[int, str] = {}
    argued: list[Argued] = []
    folder = _Folder(text, special, folded, suffixes, modules, argued, least)
    segments = _segments(scopes, len(text))
    next_segment = 0
    boundary = 0
    _, hidden, _, uses, scope = segments[0]
    apart = scope.apart
    reads = calls = uses.reads
    pending: list[tuple[int, int]] = []
    open_at = -1
    for (start, end), code in zip(spans, codes, strict=True):
        if start in wrapped and code > TYPE_USE:
            start = _unwrapped(start, wrapped)  # noqa: PLW2901
        if start == open_at:
            if code > TYPE_USE:
                pending.append((end, code))
                continue
        else:
            if open_at >= 0:
                _close_rootless(folder, open_at, pending, scope, uses, reads)
                open_at = -1
            if start >= boundary:
                while segments[next_segment][0] <= start:
                    next_segment += 1
                _, hidden, reads, uses, scope = segments[next_segment - 1]
                apart = scope.apart
                calls = uses.calls
                boundary = segments[next_segment][0]
            if code <= TYPE_USE:
                if code < 0:
                    continue
                name = text[start:end]
                if apart and name in apart:
                    name = name_apart(name, scope, start)
                if end in special:
                    role = special[end]
                    if role == BOUND:
                        continue
                    folded[end] = name
                    uses.others[role, name].append(start)
                    continue
                folded.setdefault(end, name)
                if name and name not in hidden:
                    (reads if code == USE else uses.types)[name].append(start)
            elif code in (PATH, TYPE_PATH):
                _note_path(folder, start, end, uses, reads if code == PATH else uses.types)
            else:
                pending = [(end, code)]
                open_at = start
            continue
        # Here is the name that the pending links start with.
        open_at = -1
        typed = code == TYPE_USE
        whole = form = (text[start:end] or UNKNOWN) if code > 0 else root_form(text, start, code)
        if apart and whole in apart:
            whole = form = name_apart(whole, scope, start)
        at = start
        link = code
        for link_end, link in reversed(pending):
            if link_end == end and link not in (CALL, INDEX):  # these end with their object in some grammars
                continue
            if link <= TYPE_MEMBER:
                between = text[end:link_end]
                name, length = suffixes[between] if between in suffixes else member_form(between, suffixes)
                form = whole = whole + name
                at = link_end - length
                typed = typed or link == TYPE_MEMBER
            elif link == CALL:
                form = ""
                if link_end in modules:
                    whole = modules[link_end]
                else:
                    calls[whole].append(at)
                    if link_end - end > least:
                        argued.append((whole, end, link_end, scope))
                    whole += "()"
            elif link == INDEX:
                if form:
                    form = whole
                whole += index_form(text[end:link_end])
            elif link == METHOD:
                form = ""
                method = method_name(text, end, link_end)
                behind = end
                if method is not None:
                    whole += method[0]
                    at = method[1]
                    behind = text.find("(", at, link_end)
                calls[whole].append(at)
                if link_end - behind > least:
                    argued.append((whole, behind, link_end, scope))
                whole += "()"
            elif link == REFERENCE:
                whole, length = referred_form(whole, text[end:link_end], suffixes)
                at = link_end - length if length else at
                form = whole
                typed = False
            elif link == PASS and link_end in modules:
                if form and form not in hidden:
                    reads[form].append(at)
                whole, form = modules[link_end], ""
            elif link == MACRO:
                calls[whole + "!"].append(at)
                whole += "!()"
                form = ""
            end = link_end  # noqa: PLW2901
        if end not in special:
            folded[end] = whole
        elif special[end] != BOUND and starts.get(end, start) == start:
            folded[end] = whole
            uses.others[special[end], whole if link == CALL else form or whole].append(at)
            continue
        if form and form not in hidden:
            (uses.types if typed and link != MEMBER else reads)[form].append(at)
    if open_at >= 0:
        _close_rootless(folder, open_at, pending, scope, uses, reads)
    return folded, argued


def _unwrapped(start: int, wrapped: dict[int, int]) -> int:
    """Where the chain inside a parenthesis starts: so do, for folding, the links around it."""
    while start in wrapped:
        start = wrapped[start]
    return start


def _segments(scopes: ScopeMap, length: int) -> list[_Segment]:
    """Where each scope holds, and where what is read there is noted; names in skipped spans are thrown away.

    The last one starts behind everything.
    """
    trash = Uses()
    nowhere = Scope(MODULE_SCOPE, None)
    segments: list[_Segment] = []
    for start, read, mode in zip(scopes.starts, scopes.reads, scopes.modes, strict=True):
        uses = read.uses
        if mode == SKIP or uses is None:
            segments.append((start, EVERYTHING, trash.reads, trash, nowhere))
        else:
            segments.append((start, read.hidden, uses.reads if mode == PLAIN else uses.types, uses, read))
    segments.append((length + 1, EVERYTHING, trash.reads, trash, nowhere))
    return segments


def _close_rootless(  # noqa: PLR0912, PLR0917
    folder: _Folder, start: int, pending: list[tuple[int, int]], scope: Scope, uses: Uses, reads: Places
) -> None:
    """Fold links whose object is no name: a literal, or unknown."""
    text, special, folded, suffixes = folder.text, folder.special, folder.folded, folder.suffixes
    modules, argued, least = folder.modules, folder.argued, folder.least
    whole = root_form(text, start, USE)
    form = ""
    at = end = start
    code = USE
    if pending[-1][1] in (PATH, TYPE_PATH):
        end, code = pending.pop()
        form, length = path_form(text[start:end])
        whole = form = form or UNKNOWN
        at = end - length
    for link_end, code in reversed(pending):
        if code <= TYPE_MEMBER:
            if end == start:
                whole, end = _unnamed_object(text, start, link_end, whole)
            name, length = member_form(text[end:link_end], suffixes)
            form = whole = whole + name
            at = link_end - length
        elif code in (CALL, PASS) and link_end in modules:  # known by what it answers
            whole = modules[link_end]
        elif code == CALL:
            uses.calls[whole].append(at)
            if link_end - end > least and (whole == UNKNOWN or whole[0] not in _NO_NAME):
                argued.append((whole, end, link_end, scope))
            whole += "()"
            form = ""
        elif code == METHOD:
            form, whole = "", UNKNOWN
        elif code == REFERENCE:
            whole, length = referred_form(whole, text[max(end, link_end - LONGEST_NAME) : link_end], suffixes)
            form = whole if length else ""
            at = link_end - length
        elif code == INDEX:
            form = whole if form else ""
            whole += index_form(text[end:link_end])
        end = link_end
    role = special.get(end)
    if role != BOUND:
        folded[end] = whole
        if role is not None:
            uses.others[role, whole if code == CALL else form or whole].append(at)
            return
    if form:
        (uses.types if code in (TYPE_MEMBER, TYPE_PATH) else reads)[form].append(at)


def _unnamed_object(text: str, start: int, end: int, whole: str) -> tuple[str, int]:
    """The normal form of the object of the member ``text[start:end]``, and where what joins them starts."""
    found = LAST_NAME.search(text, max(start, end - LONGEST_NAME), end)
    if found is None:
        return whole, start
    if text[start] == "<" and text.endswith("::", start, found.start()):
        return fold(text[start : found.start() - 2]), found.start() - 2
    return whole, found.start()


def _note_path(folder: _Folder, start: int, end: int, uses: Uses, reads: Places) -> None:
    """Note a dotted name that the grammar keeps in one node."""
    role = folder.special.get(end)
    path, length = path_form(folder.text[start:end])
    if not path or role == BOUND:
        return
    at = end - length
    folder.folded[end] = path
    if role is None:
        reads[path].append(at)
    else:
        uses.others[role, path].append(at)
