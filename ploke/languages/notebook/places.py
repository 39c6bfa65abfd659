"""JSON with the places of its strings, read as far as it can be."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from ploke.languages.spec import Piece

_TOKEN = re.compile(r"[ \t\r\n]*(?:(\"[^\"\\]*(?:\\.[^\"\\]*)*\")|([{}\[\],:])|([-+\w.]+))", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class Text(NamedTuple):
    """A string: where it starts and ends, quotes aside."""

    start: int
    end: int


Value: TypeAlias = "Text | str | list[Value] | dict[str, Value]"
"""Numbers and the like are the words they are written with."""


def read_json(text: str) -> tuple[Value, int]:
    """What ``text`` says, and where it stops being JSON: -1 if it does not. Never raises."""
    reader = _Reader(text)
    while reader.expected or len(reader.around) > 1:
        if not reader.step():
            break
    rest = _after_space(text, reader.at)
    return reader.root[0] if reader.root else "", -1 if rest == len(text) and not reader.expected else rest


class _Reader:
    """Reads token by token. ``around`` are the open lists and objects, ``keys`` the keys whose values are awaited."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.root: list[Value] = []
        self.around: list[list[Value] | dict[str, Value]] = [self.root]
        self.keys: list[str | None] = [None]
        self.expected = True

    def step(self) -> bool:
        """Take in a token; whether it may stand there."""
        found = _TOKEN.match(self.text, self.at)
        if found is None:
            return False
        sign = found[2]
        inside = self.around[-1]
        if sign in ("}", "]"):
            known = self._close(sign, inside)
        elif sign == ",":
            known = not self.expected
            self.expected = True
        elif not self.expected or sign == ":":
            known = False
        elif isinstance(inside, dict) and self.keys[-1] is None:
            colon = _TOKEN.match(self.text, found.end())
            if found[1] is None or colon is None or colon[2] != ":":
                return False
            self.keys[-1] = found[1][1:-1]
            found = colon
            known = True
        else:
            known = True
            self._add(found, inside)
        if known:
            self.at = found.end()
        return known

    def _close(self, sign: str, inside: list[Value] | dict[str, Value]) -> bool:
        if len(self.around) == 1 or (sign == "]") != isinstance(inside, list) or (self.expected and bool(inside)):
            return False
        self.around.pop()
        self.keys.pop()
        self.expected = False
        return True

    def _add(self, found: re.Match[str], inside: list[Value] | dict[str, Value]) -> None:
        """Take in a value."""
        value: Value
        if found[2] is None:
            value = found[3] or Text(found.start(1) + 1, found.end() - 1)
        else:
            value = [] if found[2] == "[" else {}
        if isinstance(inside, list):
            inside.append(value)
        else:
            inside[self.keys[-1] or ""] = value
            self.keys[-1] = None
        self.expected = isinstance(value, list | dict)
        if isinstance(value, list | dict):
            self.around.append(value)
            self.keys.append(None)


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def string_pieces(text: str, place: Text) -> list[Piece]:
    """The characters a string stands for, as pieces of the file."""
    pieces = []
    last = place.start
    for found in _ESCAPE.finditer(text, place.start, place.end):
        if found.start() > last:
            pieces.append(Piece(last, found.start()))
        pieces.append(Piece(*found.span(), _character(found).encode("utf-8", "replace")))
        last = found.end()
    if last < place.end:
        pieces.append(Piece(last, place.end))
    return pieces


def _character(found: re.Match[str]) -> str:
    if found[3] is not None:
        return _ESCAPES.get(found[3], found[3])
    code = int(found[1], 16)
    if 0xD800 <= code < 0xDC00 and found[2] is not None:
        return chr(0x10000 + ((code - 0xD800) << 10) + int(found[2], 16) - 0xDC00)
    return chr(code) + (chr(int(found[2], 16)) if found[2] is not None else "")


def string_text(text: str, place: Value | None) -> str:
    """What a string says, one character a byte but for escapes; nothing if it is none."""
    return _ESCAPE.sub(_character, text[place.start : place.end]) if isinstance(place, Text) else ""
