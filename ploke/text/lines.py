"""Lines of a text, ended by ``\\n`` alone, as the grammars count them."""

from __future__ import annotations

from itertools import accumulate


def line_starts(data: bytes) -> list[int]:
    """Byte offset of each line's start, then ``len(data)`` as a closing bound; ``[0]`` for an empty text.

    A trailing newline ends the last line and begins none.
    """
    starts = [0, *accumulate(len(line) + 1 for line in data.split(b"\n"))]
    starts[-1] = len(data)
    if len(starts) > 2 and starts[-2] == len(data):
        starts.pop()
    if not data:
        starts.pop()
    return starts
