"""Cut a file into chunks aligned with its symbols.

The cut is a partition of the file's lines. Small neighbours are joined and long ones are split, so that a chunk is one
thing a reader would point at: a function, a method, the head of a class, a section, a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ploke.model.facts import MODULE, FileFacts, Symbol, SymbolKind

MAX_LINES = 60
SMALL_LINES = 10
_TAIL = MAX_LINES // 3

_MEMBERS = frozenset({SymbolKind.FIELD, SymbolKind.ENUM_MEMBER, SymbolKind.CONSTANT, SymbolKind.VARIABLE})


class Span(NamedTuple):
    """Lines ``start`` to ``end``, half-open from 0, showing ``symbol`` (file-local id or ``MODULE``)."""

    start: int
    end: int
    symbol: int


def cut(data: bytes, starts: Sequence[int], facts: FileFacts) -> list[Span]:
    """Partition the lines of ``data`` into spans of at most ``MAX_LINES`` lines, in order.

    ``starts`` is ``line_starts(data)``. A file without lines has no span.
    """
    lines = len(starts) - 1
    if lines <= 0:
        return []
    children: dict[int, list[int]] = {}
    for number, symbol in enumerate(facts.symbols):
        children.setdefault(symbol.parent, []).append(number)
    text = _Text(data, starts, facts.symbols, children)
    return _join(_divide(text, Span(0, lines, MODULE)))


class _Text(NamedTuple):
    data: bytes
    starts: Sequence[int]
    symbols: Sequence[Symbol]
    children: dict[int, list[int]]

    def line(self, number: int) -> bytes:
        return self.data[self.starts[number] : self.starts[number + 1]]


def _divide(text: _Text, whole: Span) -> list[Span]:
    """Split ``whole`` at the symbols inside it; what is still too long is divided again, without recursion."""
    done: list[Span] = []
    todo = [(whole, True)]
    while todo:
        span, divisible = todo.pop()
        if span.end - span.start <= MAX_LINES and (span.symbol != MODULE or not divisible):
            done.append(span)
        elif divisible:
            # The gaps between a symbol's children hold none of them: they are only cut by lines.
            todo.extend((part, part.symbol != span.symbol) for part in reversed(_parts(text, span)))
        else:
            done.extend(_paragraphs(text, span))
    return done


def _parts(text: _Text, span: Span) -> list[Span]:
    """The children of a span's symbol and the gaps between them, each at least a line, in order."""
    parts: list[Span] = []
    at, last = span.start, span.end
    for number in text.children.get(span.symbol, ()):
        symbol = text.symbols[number]
        end = symbol.end_line
        if end > last:
            end = last
        first = symbol.start_line - 1
        if first < at:
            first = at
        if end <= first or (end - first <= 2 and symbol.kind in _MEMBERS and number not in text.children):
            continue
        start = _lead(text, at, first)
        if start > at:
            parts.append(Span(at, start, span.symbol))
        parts.append(Span(start, end, number))
        at = end
    if at < last:
        parts.append(Span(at, last, span.symbol))
    return parts


def _lead(text: _Text, floor: int, start: int) -> int:
    """Move a symbol's start up over the lines that touch it: comments, attributes, whatever no blank line parts."""
    while start > floor and start - floor <= MAX_LINES and text.line(start - 1).strip():
        start -= 1
    return start


def _paragraphs(text: _Text, span: Span) -> list[Span]:
    """Split a span without inner symbols where a blank line or the least indentation invites it."""
    parts: list[Span] = []
    at = span.start
    while span.end - at > MAX_LINES:
        limit = at + MAX_LINES
        cut_at = min(range(limit - _TAIL, limit + 1), key=lambda number: (_invitation(text, number), -number))
        parts.append(Span(at, cut_at, span.symbol))
        at = cut_at
    parts.append(Span(at, span.end, span.symbol))
    return parts


def _invitation(text: _Text, number: int) -> int:
    """How little a cut before line ``number`` disturbs: its indentation, less where a blank line stands above."""
    line = text.line(number)
    bare = line.lstrip()
    if not bare:
        return 1000
    return len(line) - len(bare) - (500 if not text.line(number - 1).strip() else 0)


def _join(spans: Sequence[Span]) -> list[Span]:
    """Join small neighbours, so that imports, constants and one-line functions do not each become a chunk."""
    joined: list[Span] = []
    for span in spans:
        if joined and _fit(joined[-1], span):
            last = joined[-1]
            larger = span if span.end - span.start > last.end - last.start else last
            joined[-1] = Span(last.start, span.end, larger.symbol if larger.symbol != MODULE else _named(last, span))
        else:
            joined.append(span)
    return joined


def _fit(last: Span, span: Span) -> bool:
    small = last.end - last.start < SMALL_LINES or (span.end - span.start < SMALL_LINES and span.symbol == MODULE)
    return small and span.end - last.start <= MAX_LINES


def _named(last: Span, span: Span) -> int:
    return last.symbol if last.symbol != MODULE else span.symbol
