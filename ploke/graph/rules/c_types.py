"""What the text of a type of C says: the name of what it leads to, through pointers and arrays.

Source: ISO/IEC 9899:2018, 6.7.2 "Type specifiers", 6.7.7 "Type names".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W\d]\w*")
_NAMELESS: Final = frozenset(
    """
    auto bool char const double enum extern float inline int long register restrict short signed static struct union
    unsigned void volatile typename class
    _Atomic _Bool _Complex _Noreturn _Thread_local __const __inline __inline__ __restrict __restrict__ __signed__
    __volatile__ __extension__ __int128
    """.split()
)


class TypeText(NamedTuple):
    """``name`` is "" for a type that has none of its own; ``called``: of a function, ``name`` is what it answers."""

    name: str
    called: bool


@lru_cache(maxsize=1 << 14)
def read_type(text: str) -> TypeText:
    """The parts of a type as facts have it: ``struct node *``, ``handler [4]``, ``int (*)(void)``."""
    before, opening, _ = text.partition("(")
    name = next((word for word in _WORD.findall(before) if word not in _NAMELESS), "")
    return TypeText(name, bool(opening))
