"""Streams of expressions put right where a grammar does not say what the engine must know, before they are folded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ploke.languages.engine.chains import Stream
from ploke.languages.engine.grammar import APPLY, CALL, INDEX, TYPE_USE


def tell_apart(text: str, stream: Stream) -> Stream:
    """The stream with calls and subscripts told apart: what ends in a square bracket is a subscript."""
    spans, codes = stream
    told = [
        code if code != APPLY else INDEX if text[end - 1] == "]" else CALL
        for (_, end), code in zip(spans, codes, strict=True)
    ]
    return spans, told


def straighten(stream: Stream, behind: Sequence[tuple[int, int, int]]) -> Stream:
    """The stream with links around an operator starting at its last operand.

    ``behind`` has the start and end of each operator with its operands, and the start of the last of them.
    """
    operators: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end, inner in sorted(behind):
        operators[start].append((end, inner))
    moved: list[tuple[int, int, int, int]] = []
    for (begin, end), code in zip(*stream, strict=True):
        start = begin
        while code > TYPE_USE and start in operators:
            around = [inner for last, inner in operators[start] if last < end]
            if not around:
                break
            start = around[-1]
        moved.append((start, -end, len(moved), code))
    moved.sort()
    return [(start, -end) for start, end, _, _ in moved], [code for _, _, _, code in moved]
