"""Files in the middle of an edit: indentation tells which bracket was left open.

A grammar gives up what follows a brace that is never closed. Where lines are indented as formatters do, the one that
opened it is known: it is followed by a line that is indented no deeper and does not close it. Such a line is blanked
out; of a declaration that lacks its own end, the last line becomes the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_CLOSING = re.compile(rb"\s+[)}\]]+[;,]?\s*$")
_LONGEST = 200


class Layout(NamedTuple):
    """How a language is written: patterns over bytes.

    ``tokens`` matches what may hold brackets (comments, literals), line breaks, and as groups ``open``, ``close`` and
    ``torn``: brackets, and a string that has no end. Lines that start with ``labels`` may be indented less than what
    is around them; lines that end with ``continued`` go on in the next one.
    """

    tokens: re.Pattern[bytes]
    labels: re.Pattern[bytes]
    continued: re.Pattern[bytes]


def by_indentation(layout: Layout) -> Callable[[bytes, Sequence[tuple[int, int]]], Iterator[bytes]]:
    """The ``recover`` of a language that is written so."""

    def recover(source: bytes, unread: Sequence[tuple[int, int]]) -> Iterator[bytes]:
        lines = source.split(b"\n")
        mended = _balanced(lines, source, layout)
        if mended != lines:
            yield b"\n".join(mended)
        number = last = 0
        for start, end in unread:
            number += source.count(b"\n", last, start)
            last = start
            if end - start < _LONGEST and lines[number][:1].isspace():
                lines[number] = _blank(lines[number])
        yield b"\n".join(lines)

    return recover


def _balanced(lines: list[bytes], source: bytes, layout: Layout) -> list[bytes]:
    """The lines with as many brackets closed as opened, as their indentation says.

    What is ``opened`` has the indentation of its statement and of its line, and the line's number.
    """
    lines = lines[:]
    opened: list[tuple[int, int, int]] = []
    last = base = indent = 0
    continued = False
    brackets, inner = _brackets(source, layout.tokens)
    for number, line in enumerate(lines):
        text = line.strip()
        if not text or text.startswith(b"//"):
            continue
        kinds = brackets.get(number, ())
        if number not in inner:
            indent = len(line) - len(line.lstrip())
            base = min(base, indent) if continued else indent
            closes = text[:1] in {b")", b"}", b"]"}
            if not layout.labels.match(text):
                while opened and (indent < opened[-1][0] or (indent == opened[-1][0] and not closes)):
                    _end(lines, last, opened.pop())
            if "torn" in kinds or (closes and (not opened or opened[-1][1] < indent)):
                lines[number] = _blank(line)
                continue
        for kind in kinds:
            if kind == "open":
                opened.append((base, indent, number))
            elif opened:
                base = min(base, opened.pop()[0])
        last = number
        continued = layout.continued.search(text) is not None
    while opened:
        _end(lines, last, opened.pop())
    return lines


def _brackets(source: bytes, tokens: re.Pattern[bytes]) -> tuple[dict[int, list[str]], set[int]]:
    """What opens, closes or is torn on each line, by its number; the lines that start inside a string or comment."""
    found: dict[int, list[str]] = {}
    inner: set[int] = set()
    line = 0
    for token in tokens.finditer(source):
        if token.lastgroup is not None:
            found.setdefault(line, []).append(token.lastgroup)
        breaks = token[0].count(b"\n")
        if token[0] != b"\n":
            inner.update(range(line + 1, line + breaks + 1))
        line += breaks
    return found, inner


def _end(lines: list[bytes], last: int, opened: tuple[int, int, int]) -> None:
    """Do away with a bracket that is left open: close it on the ``last`` line, or blank out its own."""
    indent, _, opener = opened
    if indent:
        lines[opener] = _blank(lines[opener])
    elif opener < last:
        closing = lines[last]
        lines[last] = closing[1:] + b"}" if _CLOSING.match(closing) else b"}" + _blank(closing[1:])


def _blank(line: bytes) -> bytes:
    return b" " * len(line)
