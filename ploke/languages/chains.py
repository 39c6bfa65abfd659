"""Dotted expressions in normal form, folded from the stream of captured nodes in one pass.

A syntax tree nests ``a.b(x).c`` as member(call(member(a))): every node of the chain starts at the same byte, and a
query meets them in pre-order, the longest first. So a chain is a run of captures with one start, closed by the name
it starts with. Arguments start elsewhere and form chains of their own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from ploke.languages.grammar import CALL, INDEX, MEMBER, USE
from ploke.languages.scopes import PLAIN, SKIP, ScopeMap, Uses
if TYPE_CHECKING:
    from tree_sitter import Node

UNKNOWN = "?"
"""Stands for the object of a chain that is neither a name nor a literal, such as ``(a + b).c``."""

_LAST_NAME = re.compile(r"([\w$#\x80-\xff]+)\s*$", re.ASCII)
_LITERAL_KEY = re.compile(r"""\[\s*(?:(-?\d+)|(['"])([^'"\\\n]{1,80})\2)\s*\]$""", re.ASCII)
_LONGEST_NAME = 300
_REMEMBERED = 100_000

_byte_range = attrgetter("byte_range")


class _Everything(frozenset[str]):
    """Holds every name: hides all of them."""

    def __contains__(self, name: object) -> bool:
        return True


_EVERYTHING = _Everything()


class Chains:
    """Folds one file's stream into the ``Uses`` of its scopes.

    ``text`` is the source with one character a byte. ``bound`` holds the ends of identifiers that are no uses,
    ``roles`` the starts of chains used otherwise than by reading, ``roots`` the start of a chain's first object to its
    normal form and end where it is no name, ``wrapped`` the start of a parenthesis to that of the chain inside.
    ``wanted`` are ends of chains whose normal form is asked for: it is in ``folded`` by end afterwards.
    """

    def __init__(
        self,
        text: str,
        scopes: ScopeMap,
        bound: set[int],
        roles: dict[int, str],
        roots: dict[int, tuple[str, int]],
        wrapped: dict[int, int],
        wanted: Collection[int],
        suffixes: dict[str, tuple[str, int]],
    ) -> None:
        self._text = text
        self._bound = bound
        self._roles = roles
        self._roots = roots
        self._wrapped = wrapped
        self._wanted = wanted
        self._suffixes = suffixes
        self.folded: dict[int, str] = {}
        trash = Uses()
        self._segments = [
            (start, _EVERYTHING, trash.reads, trash)
            if mode == SKIP
            else (start, read.hidden, read.uses.reads if mode == PLAIN else read.uses.types, read.uses)
            for start, read, mode in zip(scopes.starts, scopes.reads, scopes.modes, strict=True)
            if read.uses is not None
        ]

    def fold(self, nodes: Iterable[Node], codes: Iterable[int]) -> None:
        """Read the whole stream: nodes in pre-order beside their codes."""
        text, bound, roles, wrapped = self._text, self._bound, self._roles, self._wrapped
        wanted, folded, segments = self._wanted, self.folded, self._segments
        pending: list[tuple[int, int]] = []
        open_at = -1
        segment = 0
        last_segment = len(segments) - 1
        boundary = 0
        for (start, end), code in zip(map(_byte_range, nodes), codes, strict=True):
            if code == USE:
                if end in bound:
                    continue
                if start == open_at:
                    name = text[start:end]
                    self._close(name, start, end, pending, uses, reads, name)
                    pending = []
                    open_at = -1
                    continue
                if open_at >= 0:
                    self._close_rootless(open_at, pending, uses, reads)
                    pending = []
                    open_at = -1
                if start >= boundary:
                    while segment < last_segment and segments[segment + 1][0] <= start:
                        segment += 1
                    _, hidden, reads, uses = segments[segment]
                    boundary = segments[segment + 1][0] if segment < last_segment else len(text) + 1
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
            if code == MEMBER:
                bound.add(end)
            if wrapped:
                while start in wrapped:
                    start = wrapped[start]
            if start == open_at:
                pending.append((end, code))
                continue
            if open_at >= 0:
                self._close_rootless(open_at, pending, uses, reads)
            pending = [(end, code)]
            open_at = start
            if start >= boundary:
                while segment < last_segment and segments[segment + 1][0] <= start:
                    segment += 1
                _, hidden, reads, uses = segments[segment]
                boundary = segments[segment + 1][0] if segment < last_segment else len(text) + 1
        if open_at >= 0:
            self._close_rootless(open_at, pending, uses, reads)

    def _close(
        self,
        whole: str,
        at: int,
        end: int,
        pending: list[tuple[int, int]],
        uses: Uses,
        reads: dict[str, list[int]],
        form: str,
    ) -> None:
        """Fold the ``pending`` links, longest first, onto the object ``whole`` from ``at`` to ``end``.

        ``form`` is the longest part that is read rather than called so far, empty for none.
        """
        text, suffixes = self._text, self._suffixes
        start = at
        code = USE
        for link_end, code in reversed(pending):
            if code == MEMBER:
                between = text[end:link_end]
                known = suffixes.get(between)
                if known is None:
                    known = self._suffix(between)
                whole += known[0]
                at = link_end - known[1]
                form = whole
            elif code == CALL:
                calls = uses.calls
                places = calls.get(whole)
                if places is None:
                    calls[whole] = [at]
                else:
                    places.append(at)
                whole += "()"
                form = ""
            elif code == INDEX:
                form = whole if form else ""
                whole += _index(text[end:link_end])
            end = link_end
        if end in self._wanted:
            self.folded[end] = whole
        role = self._roles.get(start)
        if role is not None:
            _note(uses.others, (role, whole if code == CALL else form or whole), at)
        elif form:
            places = reads.get(form)
            if places is None:
                reads[form] = [at]
            else:
                places.append(at)

    def _close_rootless(
        self, start: int, pending: list[tuple[int, int]], uses: Uses, reads: dict[str, list[int]]
    ) -> None:
        root = self._roots.get(start)
        if root is None:
            end, code = pending[-1]
            found = _LAST_NAME.search(self._text, max(start, end - _LONGEST_NAME), end) if code == MEMBER else None
            root = (UNKNOWN, found.start() if found else start)
        self._close(root[0], start, root[1], pending, uses, reads, "")

    def _suffix(self, between: str) -> tuple[str, int]:
        """The normal form of what stands between an object and the end of a member of it, and its name's length.

        ``between`` may hold white space and comments; the name is its last word.
        """
        found = _LAST_NAME.search(between)
        if found is None:
            result = ("", 0)
        else:
            name = found[1]
            separator = "::" if between[: found.start()].rstrip().endswith("::") else "."
            result = (separator + name, len(between) - found.start())
        if len(self._suffixes) > _REMEMBERED:
            self._suffixes.clear()
        self._suffixes[between] = result
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
