"""Normal forms of the parts of a dotted expression, read from the text they are written as.

Text has one character a byte. What is remembered here is remembered of pure functions, each apart from the others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ploke.languages.engine.grammar import CAST

UNKNOWN: Final = "?"
"""Stands for the object of a chain that is neither a name nor a literal, such as ``(a + b).c``."""

_WORD = r"[\w$#\x80-\xff]+"
LAST_NAME: Final = re.compile(rf"({_WORD})\s*$", re.ASCII)
_SPACE = r"(?:\s|//[^\n]*|/\*.*?\*/|\#[^\n]*)*"
_METHOD = re.compile(
    rf"[\s)]*{_SPACE}(?:[&?!]{{0,2}}\.|\??->|::){_SPACE}(?:<[^()]*>\s*)?({_WORD}[?!]?)", re.ASCII | re.DOTALL
)
_CAST = re.compile(rf"\(\s*(?:(?:const|struct|union|enum)\s+)*({_WORD}(?:\s*(?:\.|::)\s*{_WORD})*)\s*[)<&*]", re.ASCII)
_TYPED_NAME: Final = re.compile(rf"({_WORD})\s*<.*>\s*$", re.ASCII | re.DOTALL)
_SIGN = r"\s*(?:\(\s*\)|\[\s*\]|[-+*/%^&|~!=<>,]+)"
_PATH = re.compile(rf"(?:::\s*)?(?:{_WORD}\s*(?:\.|::)\s*)*(?:operator(?:{_SIGN}|\s+[^()]+)|~?\s*{_WORD})", re.ASCII)
_ARGUMENTS: Final = re.compile(
    r"(?<!operator)(?<!operator<)\s*<[^<>]*>|\b(?:template|typename)\b(?=\s*[\w:])|/\*.*?\*/|//[^\n]*", re.DOTALL
)
_PATH_END: Final = re.compile(r"(?:.*(?:\.|::))?(.*)", re.DOTALL)
_LITERAL_KEY: Final = re.compile(r"""\[\s*(?:(-?\d+)|(['"])([^'"\\\n]{1,80})\2)\s*\]$""", re.ASCII)
_STRING_START: Final = re.compile(r"[A-Za-z]{0,2}[\"'`]")
_ROOTS: Final = {"[": "[]", "{": "{}"}
LONGEST_NAME: Final = 300
_REMEMBERED: Final = 100_000


def root_form(text: str, start: int, code: int) -> str:
    """The normal form of an object at ``start`` that is no name."""
    if code == CAST:
        found = _CAST.match(text, start)
        return UNKNOWN if found is None else "".join(found[1].split()) + "()"
    return '""' if _STRING_START.match(text, start) else _ROOTS.get(text[start], UNKNOWN)


@lru_cache(maxsize=_REMEMBERED)
def path_form(written: str) -> tuple[str, int]:
    """The normal form of a dotted name as it is written, and how far from its end its last name starts.

    White space, comments and type arguments are left out. Empty for what is no name.
    """
    bare, before = written, ""
    while bare != before and ("<" in bare or "/" in bare):
        bare, before = _ARGUMENTS.sub("", bare), bare
    found = _PATH.match(bare)
    if found is None:
        return "", 0
    path = "".join(found[0].split())
    end = _PATH_END.match(path)
    last = path if end is None else end[1]
    place = written.rfind(last)
    return path, len(written) - place if place >= 0 else len(last)


def member_form(between: str, suffixes: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """The normal form of what stands between an object and the end of a member of it, and its name's length.

    ``between`` may hold white space and comments; the name is its last word, type arguments aside.
    """
    if between in suffixes:
        return suffixes[between]
    found = LAST_NAME.search(between) or _TYPED_NAME.search(between)
    if found is None:
        result = ("", 0)
    else:
        separator = "::" if between[: found.start()].rstrip().endswith("::") else "."
        result = (separator + found[1], len(between) - found.start())
    if len(suffixes) > _REMEMBERED:
        suffixes.clear()
    suffixes[between] = result
    return result


def index_form(between: str) -> str:
    """The normal form of a subscript: with its key, if that is a literal."""
    found = _LITERAL_KEY.search(between)
    if found is None:
        return "[]"
    return f"[{found[1]}]" if found[1] else f'["{found[3]}"]'


def referred_form(whole: str, between: str, suffixes: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """What ``A::b`` reads as, given ``A`` and what stands behind it, and its name's length: 0 for ``A::new``."""
    name, length = member_form(between, suffixes)
    return (whole, 0) if name.endswith(":new") else (f"{whole}.{name.lstrip('.:')}", length)


def method_name(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The method called in ``text[start:end]``, which lies behind its object: with what joins it, and where it starts.

    None where there is no name: an object that is called, ``f.(x)``.
    """
    if text[start] == ".":  # nearly always: the name, then the arguments
        opening = text.find("(", start, end)
        if opening > 0:
            name = text[start:opening]
            if name[1:].isidentifier():
                return name, start + 1
    found = _METHOD.match(text, start, end)
    if found is None:
        return None
    before = ""
    if found[1] == "super":  # ``A.super.f(x)``
        before = ".super"
        found = _METHOD.match(text, found.end(), end) or found
    at = found.start(1)
    return before + ("::" if "::" in text[start:at] else ".") + found[1], at
