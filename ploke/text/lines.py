"""Lines of a text, ended by ``\\n`` alone, as the grammars count them."""

from __future__ import annotations

from itertools import accumulate

_WITH_END = (1).__add__


def line_starts(data: bytes) -> list[int]:
    """Byte offset of each line's start, then ``len(data)`` as a closing bound; ``[0]`` for an empty text.

    A trailing newline ends the last line and begins none.
    """
    starts = list(accumulate(map(_WITH_END, map(len, data.split(b"\n"))), initial=0))
    starts[-1] = len(data)
    if len(starts) > 2 and starts[-2] == len(data):
        starts.pop()
    if not data:
        starts.pop()
    return starts
