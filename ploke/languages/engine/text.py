"""Small pure functions over source text: lines, folding to one line, documentation clean-up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from io import BytesIO
from itertools import accumulate
from typing import Final

SIGNATURE_LENGTH: Final = 300

_COMMENT: Final = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)|/\*.*?\*/|//[^\n]*""", re.DOTALL)
_LINE_BREAK_AFTER_OPENING: Final = re.compile(r"([(\[{<])\s*\n\s*")
_NESTED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|\"[^\"\n]*\"|'[^'\n]*'")
_LINE_BREAK_BEFORE_CLOSING: Final = re.compile(r",?\s*\n\s*([)\]}>])")


def count_lines(source: bytes) -> int:
    r"""Lines as editors count them: by ``\n``; a last line without one counts."""
    return source.count(b"\n") + (1 if source and not source.endswith(b"\n") else 0)


def line_starts(source: bytes) -> list[int]:
    r"""Byte offsets at which lines start: index 0 is line 1. Only ``\n`` ends a line, as for tree-sitter."""
    starts = list(accumulate(map(len, BytesIO(source)), initial=0))
    if source and not source.endswith(b"\n"):
        starts.pop()
    return starts


def fold(text: str) -> str:
    """``text`` on one line: white space runs become one space, none is left inside brackets broken over lines."""
    if "\n" in text:
        text = _LINE_BREAK_AFTER_OPENING.sub(r"\1", text)
        text = _LINE_BREAK_BEFORE_CLOSING.sub(r"\1", text)
    return " ".join(text.split())


def without_comments(written: str) -> str:
    """``written`` without comments of C's manner."""
    if "//" not in written and "/*" not in written:
        return written
    return _COMMENT.sub(lambda found: found[1] or " ", written)


def shorten(text: str, limit: int = SIGNATURE_LENGTH) -> str:
    """``text`` cut to ``limit`` characters, the last of them an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def dedent(text: str) -> str:
    """Documentation as ``inspect.cleandoc`` lays it out: common indentation and outer blank lines removed."""
    if "\n" not in text:
        return text.strip()
    lines = text.expandtabs().split("\n")
    margin = min([len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()], default=0)
    cleaned = [lines[0].strip(), *[line[margin:].rstrip() for line in lines[1:]]]
    return "\n".join(cleaned).strip("\n")


def place_behind(text: str) -> int:
    """How many parts of a list end in ``text``, which starts with the list's bracket, if it has one: its commas."""
    found = _NESTED.sub("", text.replace("->", "").replace("=>", ""))
    while found != text:
        found, text = _NESTED.sub("", found), found
    return found.count(",")


class SourceText:
    """Source as text with one character a byte, so that byte offsets slice it; ``get`` gives real characters."""

    __slots__ = ("ascii", "bytes", "starts")

    def __init__(self, source: bytes) -> None:
        self.bytes = source.decode("latin-1")
        self.ascii = source.isascii()
        self.starts = line_starts(source)

    def get(self, start: int, end: int) -> str:
        """The characters between two byte offsets."""
        part = self.bytes[start:end]
        return part if self.ascii else decoded(part)

    def without(self, start: int, end: int, holes: Sequence[tuple[int, int]]) -> str:
        """The characters between two offsets, leaving out what lies in ``holes``, which ascend."""
        first = bisect_right(holes, (start, start))
        parts = []
        for hole_start, hole_end in holes[first:]:
            if hole_start >= end:
                break
            parts.append(self.bytes[start:hole_start])
            start = hole_end
        parts.append(self.bytes[start:end])
        part = "".join(parts)
        return part if self.ascii else decoded(part)

    def line(self, byte: int) -> int:
        """The line (from 1) that holds ``byte``."""
        return bisect_right(self.starts, byte)


def decoded(part: str) -> str:
    """Real characters of text that has one character a byte."""
    return part if part.isascii() else part.encode("latin-1").decode("utf-8", "replace")


def encoded(text: str) -> str:
    """The inverse of ``decoded``: one character a byte."""
    return text if text.isascii() else text.encode().decode("latin-1")
