"""Lists of arguments that are plain enough to be read from their text, which costs a tenth of reading their nodes.

A list is plain if each argument is a name, a chain of members, calls and subscripts, a literal, or a container of
nothing but literals. A text is read once: the same lists come again and again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from ploke.languages.engine.forms import index_form

if TYPE_CHECKING:
    from ploke.languages.spec import LanguageSpec

_REMEMBERED: Final = 20_000
_WORD = r"[A-Za-z_$\x80-\xff][\w$\x80-\xff]*"
DOTTED: Final = re.compile(rf"{_WORD}(?:\.{_WORD})*", re.ASCII)
_NUMBER = r"[-+]?\d[\w.]*"
_BARE: Final = re.compile(r"\([\w\s.,=]*\)", re.ASCII)
_SPACE: Final = re.compile(r"\s", re.ASCII)
SIGNED: Final = re.compile(_NUMBER, re.ASCII)
_FRACTION: Final = re.compile(r"[-+]?(?!0[xX])\d[\d_']*(?:\.|[eEfFdD])")


Listed: TypeAlias = "tuple[int, tuple[tuple[str, str], ...]]"
"""A list of arguments: how many there are (-1: unknown), and keys and normal forms of those that say something.

A key is the position, keyword or stars, a closing parenthesis, and what selects an entry of a container.
"""

NOTHING: Listed = (0, ())


def literal_form(written: str) -> str:
    """The normal form of a number or a string."""
    if written[-1] in "\"'":
        return '""' if written[-1] == '"' else "''"
    return "0.0" if _FRACTION.match(written) else "0"


@cache
def plain_reader(spec: LanguageSpec) -> Callable[[str], Listed | None]:
    """What reads a list from its text, parentheses included, one character a byte; None for one that is not plain."""
    return lru_cache(maxsize=_REMEMBERED)(_PlainReader(spec).read)


class _PlainReader:
    """Reads lists of one language."""

    def __init__(self, spec: LanguageSpec) -> None:
        self._words = spec.literal_words
        self._overloads = spec.overloads
        self._named = bool(spec.keyword_argument)
        self._items = re.compile(_items(spec), re.ASCII).findall
        self._folded = re.compile(f"{_called(spec)}|{_subscript(spec)}", re.ASCII).sub

    def read(self, text: str) -> Listed | None:
        """The arguments in ``text``."""
        listed = self._bare(text) if _BARE.fullmatch(text) else None
        return listed if listed is not None else self._any(text)

    def _bare(self, text: str) -> Listed | None:
        """A list of nothing but names and numbers, which most are; None where it is something else after all."""
        given = []
        place = 0
        for part in text[1:-1].split(","):
            form = part.strip()
            if not form:
                continue
            if "=" in form:
                key, _, form = form.partition("=")
                key, form = key.rstrip(), form.lstrip()
                if not self._named or not form or form[0] == "=":
                    return None
            else:
                key = str(place)
                place += 1
            if form[-1] == "." or ".." in form or _SPACE.search(form):
                return None
            literal = form[0].isdigit() or form[0] == "."
            if not literal and form not in self._words:
                given.append((key + ")", form))
            elif self._overloads:
                given.append((key + ")", literal_form(form) if literal else self._words[form]))
        return (place, tuple(given)) if given or place else NOTHING

    def _any(self, text: str) -> Listed | None:
        items = self._items(text, 1)
        if items and items[-1][-1]:
            return None
        given: list[tuple[str, str]] = []
        place, placed = 0, True
        for key, stars, literal, elements, name, operation, _ in items:
            if stars:
                key = stars  # noqa: PLW2901
                placed = placed and stars != "*"
            elif not key:
                key = str(place) if placed else ""  # noqa: PLW2901
                place += 1
            if operation and self._overloads:
                return None
            if not key or operation:
                continue
            if elements:
                inner = self.read(f"({elements[1:-1]})")
                if inner is None:
                    return None
                if inner[1]:
                    given += [(f"{key})[{place_in[:-1]}]", form) for place_in, form in inner[1]]
                    given.append((key + ")", "[]"))
            elif name or self._overloads:
                form = self._name(name) if name else literal_form(literal)
                if form:
                    given.append((key + ")", form))
        return (place if placed else -1, tuple(given)) if given or place else NOTHING

    def _name(self, name: str) -> str:
        """The normal form of a chain as it is written; empty for a literal that is of no interest."""
        if not name.isalnum():
            name = self._folded(_fold_one, name).replace("->", ".").replace("?.", ".")
        if name in self._words:
            return self._words[name] if self._overloads else ""
        return name


def _items(spec: LanguageSpec) -> str:
    """One argument of a list, with what parts it from the next; or, as the last group, all from what is not plain on.

    The groups before: its keyword, stars, a literal, a list of plain values, a name, what is done with it.
    """
    named = bool(spec.keyword_argument)
    string = _string(spec)
    name = rf"{_WORD}(?:(?:{spec.joints}){_WORD}|{_called(spec)}|{_subscript(spec)})*"
    literal = rf"{_NUMBER}|{string}(?:\s*{string})*"
    if not spec.overloads:
        words = "|".join(map(re.escape, spec.literal_words)) or "(?!)"
        literal += rf"|[\[({{](?:[\s,:\d.+-]|{string}|{words})*[\])}}]"
    keyword = rf"(?:({_WORD})\s*=\s*)?(\*{{0,2}})" if named else f"()(){spec.referring}"
    element = rf"(?:{literal}|{name})\s*"
    elements = rf"\[\s*{element}(?:,\s*{element})*,?\s*\]" if spec.plain_lists else "(?!)"
    operation = rf"(?:\s*(?:[-+*%<>]|[=!<>]=)\s*(?:{literal}|{name}))*"
    return rf"\s*{keyword}(?:({literal})|({elements})|({name}))({operation})\s*(?:,\s*|(?=\)\Z))|(?!\s*\)\Z)([\s\S]+)"


def _string(spec: LanguageSpec) -> str:
    prefix = "[bBfFrRuU]{0,2}" if spec.keyword_argument else "[uUL8]{0,2}"
    quoted = "|".join(rf"{each}[^{each}\\\n]*(?:\\.[^{each}\\\n]*)*{each}" for each in spec.quotes)
    return f"(?:{prefix}(?:{quoted}))"


def _called(spec: LanguageSpec) -> str:
    """A list of arguments in an argument, with no more than two parentheses in one another."""
    other, string = r"[^()\"'`#/]*", _string(spec)
    inner = rf"\({other}(?:{string}{other})*\)"
    return rf"\({other}(?:(?:{string}|{inner}){other})*\)"


def _subscript(spec: LanguageSpec) -> str:
    return rf"\[(?:-?\d+|{_string(spec)}|{_WORD}(?:\.{_WORD})*)\]"


def _fold_one(found: re.Match[str]) -> str:
    return "()" if found[0][0] == "(" else index_form(found[0])
