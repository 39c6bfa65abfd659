"""The text of Rust's types, taken apart.

Source: The Rust Reference, "Types", "Paths", "Trait and lifetime bounds".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"\s*('\w+|::|->|[A-Za-z_\x80-\U0010ffff$][\w\x80-\U0010ffff]*|\d\w*|\S)")
_DEEPEST: Final = 40
_FUNCTIONS: Final = frozenset({"Fn", "FnMut", "FnOnce"})
_QUALIFIERS: Final = frozenset({"unsafe", "extern", "async", "const", "mut", "dyn", "impl", "?", "~", '"C"'})


class TypeText(NamedTuple):
    """A type. References, pointers, lifetimes and lengths of arrays are left out.

    | kind | name | parts |
    |---|---|---|
    | ``path`` | ``a::b`` | type arguments of its last name; ``named`` has those that are given by name |
    | ``tuple``, ``list`` | | the types in it |
    | ``function`` | | what it yields, then what it takes |
    | ``bounds`` | | the traits of ``dyn A + B`` and ``impl A + B`` |
    | ``member`` | ``Out`` of ``<T as Trait>::Out`` | ``T``, then ``Trait`` where it is named |
    | ``other`` | | |
    """

    kind: str
    name: str = ""
    parts: tuple[TypeText, ...] = ()
    named: tuple[tuple[str, TypeText], ...] = ()


OTHER: Final = TypeText("other")


@lru_cache(maxsize=1 << 14)
def parse_type(text: str) -> TypeText:
    """Take a type apart; what cannot be read is ``OTHER``."""
    return _Parser(_TOKEN.findall(text)).read()


class _Parser:
    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.place = 0

    def read(self) -> TypeText:
        found = self.bounds(0)
        return found if self.place >= len(self.tokens) else OTHER

    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, token: str) -> bool:
        if self.next() == token:
            self.place += 1
            return True
        return False

    def bounds(self, depth: int) -> TypeText:
        """Types joined by ``+``; lifetimes among them are passed over."""
        parts = []
        several = self.next() in ("dyn", "impl", "?", "for")
        while True:
            if self.next().startswith("'"):
                self.place += 1
            elif self.take("?"):
                self.single(depth)
            else:
                parts.append(self.single(depth))
            if not self.take("+"):
                break
            several = True
        return TypeText("bounds", "", tuple(parts)) if several or len(parts) != 1 else parts[0]

    def single(self, depth: int) -> TypeText:
        if depth > _DEEPEST:
            self.place = len(self.tokens) + 1
            return OTHER
        while self.next() in _QUALIFIERS or self.next() in ("&", "*") or self.next().startswith("'"):
            self.place += 1
        token = self.next()
        if token == "for":
            self.place += 1
            self.arguments(depth)
            return self.single(depth)
        if self.take("("):
            parts = self.listed(")", depth)
            return parts[0] if len(parts) == 1 and self.tokens[self.place - 2] != "," else TypeText("tuple", "", parts)
        if self.take("["):
            inner = self.bounds(depth + 1)
            self.skip("[", "]")
            return TypeText("list", "", (inner,))
        if self.take("<"):
            parts = (self.bounds(depth + 1),)
            if self.take("as"):
                parts += (self.bounds(depth + 1),)
            if not self.take(">") or not self.take("::"):
                return OTHER
            name = self.next()
            self.place += 1
            return TypeText("member", name, parts)
        if token == "fn" or token in _FUNCTIONS:
            self.place += 1
            return self.function(depth)
        if token and (token[0].isalpha() or token[0] in "_$" or token == "::" or token[0] > "\x7f") and token != "_":
            return self.path(depth)
        self.place += 1
        return OTHER

    def function(self, depth: int) -> TypeText:
        if not self.take("("):
            return OTHER
        taken = self.listed(")", depth)
        result = self.single(depth + 1) if self.take("->") else TypeText("tuple")
        return TypeText("function", "", (result, *taken))

    def path(self, depth: int) -> TypeText:
        name = "::" if self.take("::") else ""
        parts: tuple[TypeText, ...] = ()
        named: tuple[tuple[str, TypeText], ...] = ()
        while True:
            name += self.next().removeprefix("$")
            last = self.next()
            self.place += 1
            if last in _FUNCTIONS and self.next() == "(":
                return self.function(depth)
            if self.next() == "<":
                parts, named = self.arguments(depth)
            if not self.take("::"):
                return TypeText("path", name, parts, named)
            if self.next() == "<":
                parts, named = self.arguments(depth)
                if not self.take("::"):
                    return TypeText("path", name, parts, named)
            name += "::"

    def arguments(self, depth: int) -> tuple[tuple[TypeText, ...], tuple[tuple[str, TypeText], ...]]:
        """What stands in angle brackets: types in order, and those that are given by name."""
        self.take("<")
        parts: list[TypeText] = []
        named: list[tuple[str, TypeText]] = []
        while self.place < len(self.tokens) and not self.take(">"):
            token = self.next()
            if token.startswith("'"):
                self.place += 1
            elif self.place + 1 < len(self.tokens) and self.tokens[self.place + 1] in ("=", ":"):
                self.place += 2
                named.append((token, self.bounds(depth + 1)))
            elif token == "{":
                self.place += 1
                self.skip("{", "}")
            else:
                parts.append(self.bounds(depth + 1))
            self.take(",")
        return tuple(parts), tuple(named)

    def listed(self, closing: str, depth: int) -> tuple[TypeText, ...]:
        parts = []
        while self.place < len(self.tokens) and not self.take(closing):
            if self.place + 1 < len(self.tokens) and self.tokens[self.place + 1] == ":":
                self.place += 2
            parts.append(self.bounds(depth + 1))
            self.take(",")
        return tuple(parts)

    def skip(self, opening: str, closing: str) -> None:
        """Go behind the bracket that closes the one before."""
        depth = 1
        while self.place < len(self.tokens) and depth:
            depth += (self.next() == opening) - (self.next() == closing)
            self.place += 1
