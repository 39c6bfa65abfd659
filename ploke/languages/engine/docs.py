"""Documentation in comments: those just before a definition, and those a file starts with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from ploke.languages.engine.text import dedent

if TYPE_CHECKING:
    from ploke.languages.engine.text import SourceText

Clean = Callable[[str], "str | None"]

_BLANK: Final = re.compile(r"\s*")
_PREAMBLE: Final = re.compile(r"""#![^\n]*|<\?\w*|(["'])use \w+\1;?""")


class DocComments:
    """A file's comments, and which of them stands before what."""

    def __init__(self, text: SourceText, comments: list[tuple[int, int]]) -> None:
        self._text = text
        self._comments = comments
        self._before = {_end_of_blank(text.bytes, end): (start, end) for start, end in comments}

    def before(self, byte: int, clean: Clean) -> str:
        """The documentation that ends just before ``byte``: comments on lines of their own, no blank line between."""
        text = self._text.bytes
        parts: list[str] = []
        while byte in self._before:
            start, end = self._before[byte]
            comment = text[start:end].rstrip()
            if text.count("\n", start + len(comment), byte) > 1:
                break
            if text[text.rfind("\n", 0, start) + 1 : start].strip():
                break
            part = clean(self._text.get(start, start + len(comment)))
            if part is None:
                break
            parts.append(part)
            byte = start
        return dedent("\n".join(reversed(parts))) if parts else ""

    def behind(self, byte: int, clean: Clean) -> str:
        """The documentation right behind ``byte``: comments with no more than a separator and a line break before."""
        text = self._text.bytes
        parts: list[str] = []
        for start, end in self._comments[bisect_left(self._comments, (byte, 0)) :]:
            between = text[byte:start]
            if between.strip(" \t\r\n;,") or between.count("\n") > 1:
                break
            part = clean(self._text.get(start, end).rstrip())
            if part is None:
                break
            parts.append(part)
            byte = end
        return dedent("\n".join(parts)) if parts else ""

    def among(self, start: int, end: int, others: Sequence[tuple[int, int]], clean: Clean) -> str:
        """The documentation that stands between ``start`` and ``end`` in comments or one of ``others`` (attributes)."""
        inside = self._comments[bisect_left(self._comments, (start, 0)) : bisect_left(self._comments, (end, 0))]
        parts = (clean(self._text.get(*place).rstrip()) for place in sorted([*inside, *others]))
        return dedent("\n".join(part for part in parts if part is not None))

    def opening(self, byte: int, clean: Clean) -> str:
        """The documentation that what starts at ``byte`` starts with; ``#!`` begins attributes that may precede."""
        text = self._text.bytes
        parts: list[str] = []
        for index in range(bisect_left(self._comments, (byte, 0)), len(self._comments)):
            start, end = self._comments[index]
            first = _end_of_blank(text, byte)
            if first < start and not text.startswith("#!", first):
                break
            part = clean(self._text.get(start, end).rstrip())
            if part is not None:
                parts.append(part)
            byte = end
        return dedent("\n".join(parts))

    def first_run(self, clean: Clean, definitions: set[int]) -> str:
        """The documentation in the first comments that are ``clean``'s, up to a blank line.

        None of it where one of ``definitions`` starts right behind: it is that one's.
        """
        text = self._text.bytes
        parts: list[str] = []
        last = 0
        for start, end in self._comments:
            between = text[last:start]
            if between.strip() and (parts or last or not _PREAMBLE.fullmatch(between.strip())):
                break
            lines = text.count("\n", len(text[:last].rstrip()), start)
            part = clean(self._text.get(start, end).rstrip())
            if any(parts) and (part is None or lines > 1):
                break
            if part is not None:
                parts.append(part)
            last = end
        if not any(parts):
            return ""
        behind = _end_of_blank(text, last)
        if behind in definitions and text.count("\n", len(text[:last].rstrip()), behind) == 1:
            return ""
        return dedent("\n".join(parts))

    def leading(self, clean: Clean) -> str:
        """The documentation of the file: the first run of comments that ``clean`` takes."""
        text = self._text.bytes
        parts: list[str] = []
        last = 0
        for start, end in self._comments:
            between = text[last:start].strip()
            if between and (parts or last or not _PREAMBLE.fullmatch(between)):
                break
            last = end
            part = clean(self._text.get(start, end).rstrip())
            if part is not None:
                parts.append(part)
            elif parts:
                break
        return dedent("\n".join(parts)) if parts else ""


def _end_of_blank(text: str, byte: int) -> int:
    """Where the white space at ``byte`` ends."""
    blank = _BLANK.match(text, byte)
    return byte if blank is None else blank.end()
