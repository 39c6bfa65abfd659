"""What the text of a type of C++ says: its path, its arguments, and whether it is of something that is called.

Source: ISO/IEC 14882:2020, [dcl.type], [temp.names], [dcl.name].
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"[^\W\d]\w*|::|\.\.\.|[<>(),]")
_SKIPPED: Final = frozenset(
    """
    const volatile constexpr consteval constinit static extern inline mutable register restrict virtual explicit friend
    typename template struct class union enum thread_local __restrict __restrict__ __const noexcept
    """.split()
)
ARITHMETIC: Final = frozenset(
    "bool char char8_t char16_t char32_t double float int long short signed unsigned wchar_t size_t ssize_t ptrdiff_t"
    " int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t".split()
)
_NAMELESS: Final = ARITHMETIC | {"void", "auto", "decltype", "nullptr_t"}


class TypeText(NamedTuple):
    """``path`` as ``a::b``, "" for a type without a name of its own; ``arguments`` are those of its last part.

    ``called``: a function or a pointer to one, and the rest is what it answers. ``word`` is the first word of a type
    without a path (``unsigned``), ``pointer`` says that it is a pointer or an array.
    """

    path: str
    arguments: tuple[TypeText, ...] = ()
    called: bool = False
    word: str = ""
    pointer: bool = False


NO_TYPE: Final = TypeText("")


@lru_cache(maxsize=1 << 14)
def read_type(text: str) -> TypeText:
    """The parts of a type: ``const std::map<K, V *> &``, ``int (*)(void)``, ``std::function<void(int)>``."""
    tokens = [token for token in _TOKEN.findall(text) if token not in _SKIPPED]
    found, at = _read(tokens, 0)
    tail = text.rpartition(">")[2] if at >= len(tokens) or "<" in text else text
    return found._replace(pointer="*" in tail or "[" in tail)


def _read(tokens: list[str], at: int) -> tuple[TypeText, int]:
    """The type at a token, and the token behind it."""
    parts: list[str] = []
    arguments: tuple[TypeText, ...] = ()
    word = ""
    if at < len(tokens) and tokens[at] == "::":
        parts.append("")
        at += 1
    while at < len(tokens):
        token = tokens[at]
        if not (token[0].isalpha() or token[0] == "_"):
            break
        if token in _NAMELESS and not parts:
            word = word or token
            at += 1
            continue
        if word:
            break
        parts.append(token)
        at += 1
        if at < len(tokens) and tokens[at] == "<":
            arguments, at = _read_arguments(tokens, at + 1)
        if at >= len(tokens) or tokens[at] != "::":
            break
        at += 1
    called = at < len(tokens) and tokens[at] == "(" and word != "decltype"
    return TypeText("::".join(parts), arguments, called, word), at


def _read_arguments(tokens: list[str], at: int) -> tuple[tuple[TypeText, ...], int]:
    """The types up to the bracket that closes, and the token behind that."""
    found: list[TypeText] = []
    depth = 0
    fresh = True
    while at < len(tokens):
        token = tokens[at]
        if fresh and token not in (",", ">", "("):
            one, after = _read(tokens, at)
            found.append(one)
            fresh = False
            at = max(after, at + 1)
            continue
        if token in ("<", "("):
            depth += 1
        elif token == ")":
            depth -= 1
        elif token == ">":
            if depth <= 0:
                return tuple(found), at + 1
            depth -= 1
        elif token == "," and depth <= 0:
            fresh = True
        at += 1
    return tuple(found), at
