"""The names that a Rust ``use``, ``extern crate`` or ``mod x;`` brings into scope."""

from __future__ import annotations

import re
from typing import NamedTuple

from ploke.languages.spec import ImportedName

_TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|((?:r#)?[^\W\d]\w*|\$crate)|::|[{},*;]", re.DOTALL)
_VISIBLE = re.compile(r"\s*(?:(pub)\b\s*(?:\(\s*(self)?[^)]*\))?|crate\s+(?=use|mod|extern))?\s*", re.DOTALL)


class _Open(NamedTuple):
    """A group in braces: the path before it, in names, and where the last of them starts."""

    path: tuple[str, ...]
    at: int


def imports(text: str) -> list[ImportedName]:
    """The names of one statement, use trees flattened.

    ``module`` is the path as written without its last name (``crate::a``), ``name`` the last; ``use a;`` has no name.
    ``use a::{self}`` is the same as ``use a``; ``as _`` binds no alias; ``mod x;`` is ``self::x``. Any ``pub`` but
    ``pub(self)`` offers the name on.
    """
    visible = _VISIBLE.match(text)
    assert visible is not None
    reexport = visible[1] is not None and visible[2] is None
    words = [
        (found[0], found.start())
        for found in _TOKEN.finditer(text, visible.end())
        if not found[0].startswith(("//", "/*"))
    ]
    if not words:
        return []
    keyword = words[0][0]
    if keyword == "mod":
        return [_imported(("self", word), word, at, reexport) for word, at in words[1:2]]
    if keyword == "extern":
        names = [each for each in words[2:] if each[0] not in ("as", ";")]
        return [_imported((names[0][0],), names[-1][0], names[0][1], reexport)] if names else []
    return _use_tree(words[1:], reexport)


def _use_tree(words: list[tuple[str, int]], reexport: bool) -> list[ImportedName]:
    found: list[ImportedName] = []
    groups: list[_Open] = []
    path: tuple[str, ...] = ()
    at, alias = 0, ""
    pending = aliased = False
    for word, start in words:
        if word == "::":
            if not path:
                path = ("",)
        elif word == "{":
            groups.append(_Open(path, at))
            pending = False
        elif word in (",", "}", ";"):
            if pending:
                found.append(_imported(path, alias or path[-1], at, reexport))
            if word == "}" and groups:
                groups.pop()
            path, at = groups[-1] if groups else ((), 0)
            pending = aliased = False
            alias = ""
        elif word == "as":
            aliased = True
        elif aliased:
            alias = word
        elif word == "self" and groups and path == groups[-1].path and path:
            pending = True
        else:
            path, at, pending = (*path, word), start, True
    if pending and path:
        found.append(_imported(path, alias or path[-1], at, reexport))
    return found


def _imported(path: tuple[str, ...], alias: str, at: int, reexport: bool) -> ImportedName:
    module, name = "::".join(path[:-1]), path[-1]
    if name == "*":
        return ImportedName(module, "*", "", 0, reexport, module, at)
    whole = "::".join(path)
    if not module and len(path) == 1:
        module, name = name, ""
    return ImportedName(module, name, "" if alias == "_" else alias, 0, reexport, whole, at)
