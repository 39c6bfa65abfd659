"""Lines of a text, ended by ``\\n`` alone, as the grammars count them."""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate


def line_starts(data: bytes) -> list[int]:
    """Byte offset of each line's start, then ``len(data)`` as a closing bound; ``[0]`` for an empty text.

    A trailing newline ends the last line and begins none.
    """
    return list(accumulate(map(len, BytesIO(data)), initial=0))
