"""The text of Java's types, taken apart: ``Map<String, ? extends List<A.B>>[]``.

Source: The Java Language Specification (SE 21), 4.3 to 4.9 and 8.3.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"@[\w.$]+(?:\s*\((?:[^()\"]|\"(?:[^\"\\]|\\.)*\")*\))?|[^\W\d][\w$]*|\.\.\.|[<>\[\],.?&|]")
_BOUNDED: Final = frozenset({"extends", "super"})
_NO_NAMES: Final = frozenset(["", *"<>[],.?&|", "..."])
_DEEPEST: Final = 40


class TypeText(NamedTuple):
    """A type as written: its dotted name, type arguments and how many dimensions it is an array of.

    ``name`` is ``|`` or ``&`` for a union or intersection of ``arguments``, ``?`` for a wildcard, whose one argument,
    if any, is its bound.
    """

    name: str
    arguments: tuple[TypeText, ...] = ()
    dimensions: int = 0


@lru_cache(maxsize=1 << 14)
def parse_type(text: str) -> TypeText | None:
    """A type's parts; None for what is no type."""
    reader = _Reader([token for token in _TOKEN.findall(text) if not token.startswith("@")])
    return reader.alternatives()


class _Reader:
    """Reads types from tokens; what is malformed ends the reading."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, token: str) -> bool:
        if self._peek() != token:
            return False
        self._at += 1
        return True

    def alternatives(self) -> TypeText | None:
        """One type, or several with ``|`` or ``&`` between them."""
        first = self._type()
        if first is None or self._peek() not in ("|", "&"):
            return first
        sign = self._peek()
        parts = [first]
        while self._take(sign):
            part = self._type()
            if part is not None:
                parts.append(part)
        return TypeText(sign, tuple(parts))

    def _type(self) -> TypeText | None:
        if self._take("final"):
            return self._type()
        if self._take("?"):
            if self._peek() not in _BOUNDED:
                return TypeText("?")
            self._at += 1
            bound = self._type()
            return TypeText("?", (bound,) if bound is not None else ())
        names: list[str] = []
        arguments: tuple[TypeText, ...] = ()
        while self._peek() not in _NO_NAMES:
            names.append(self._peek())
            self._at += 1
            arguments = self._arguments()
            if not self._take("."):
                break
        if not names:
            return None
        dimensions = 0
        while True:
            if self._take("..."):
                dimensions += 1
            elif self._peek() == "[":
                self._at += 2
                dimensions += 1
            else:
                return TypeText(".".join(names), arguments, dimensions)

    def _arguments(self) -> tuple[TypeText, ...]:
        if not self._take("<"):
            return ()
        found: list[TypeText] = []
        self._depth += 1
        while self._depth < _DEEPEST:
            part = self.alternatives()
            if part is not None:
                found.append(part)
            if not self._take(","):
                break
        self._depth -= 1
        self._take(">")
        return tuple(found)
