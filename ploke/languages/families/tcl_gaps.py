"""Tcl that its grammar does not read: arithmetic in commands, parentheses in words, braces behind a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_PART = rb"(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.|\[[^\[\]\\\n]*\])*\])"
_ARITHMETIC = re.compile(rb"(?<=\[expr)[ \t]" + _PART + rb"*(?=\])", re.DOTALL)
_WORD = re.compile(rb"(?<=[\w:])\{(\w*)\}")
_PARENTHESES = bytes.maketrans(b"()", b"  ")


def without_gaps(source: bytes, _unread: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """``source`` with those blanked out that hold no definition; lines and length are the same."""
    if b"[expr" in source:
        source = _ARITHMETIC.sub(lambda found: b" 0" + re.sub(rb"[^\n]", b" ", found[0][2:]), source)
    yield _WORD.sub(rb"_\1_", source).translate(_PARENTHESES)
