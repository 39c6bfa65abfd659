"""Types of TypeScript as trees, read from their text.

Source: the TypeScript handbook and the grammar of its parser (``parseType`` and what it calls).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ploke.graph.rules.ecmascript_type_tree import (
    ARRAY,
    CALLED,
    FUNCTION,
    INDEX,
    INDEXED,
    INTERSECTION,
    KEYS,
    LITERAL,
    LOADED,
    MEMBER,
    NAME,
    QUERY,
    SHAPE,
    TUPLE,
    UNION,
    UNREADABLE,
    TypeTree,
    bounded,
)

_TOKEN: Final = re.compile(
    r"""\s*(?:/\*.*?\*/\s*|//[^\n]*\n\s*)*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|=>|\.\.\.|-?\d[\w.]*"""
    r"""|[\w$#\u0080-\U0010ffff]+|[^\s\w])""",
    re.DOTALL,
)
_WORD: Final = re.compile(r"[^\W\d]|[$#]")
_NUMBER: Final = re.compile(r"-?\d")
_DEEPEST: Final = 60
_MODIFIERS: Final = frozenset(
    {"readonly", "public", "private", "protected", "static", "abstract", "declare", "override"}
)


class _Unreadable(Exception):
    """The text is no type."""


@lru_cache(maxsize=1 << 14)
def type_tree(text: str) -> TypeTree:
    """The tree of a type's text; ``UNREADABLE`` for what is no type."""
    try:
        reader = _Reader(_TOKEN.findall(text))
        tree = reader.type()
    except (_Unreadable, RecursionError):
        return UNREADABLE
    return tree if reader.at == len(reader.tokens) else UNREADABLE


class _Reader:
    """A recursive-descent reader over tokens."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def peek(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else ""

    def take(self, token: str) -> bool:
        if self.peek() != token:
            return False
        self.at += 1
        return True

    def expect(self, token: str) -> None:
        if not self.take(token):
            raise _Unreadable

    def word(self) -> str:
        token = self.peek()
        if not _WORD.match(token):
            raise _Unreadable
        self.at += 1
        return token

    def type(self) -> TypeTree:
        """A whole type, conditional ones included."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Unreadable
        try:
            return self._type()
        finally:
            self.depth -= 1

    def _type(self) -> TypeTree:
        if self._starts_function():
            return self.function()
        if self.peek() == "asserts" and _WORD.match(self.peek(1)) and self.peek(1) != "is":
            self.at += 2
            if self.take("is"):
                self.type()
            return TypeTree(NAME, "void")
        if _WORD.match(self.peek()) and self.peek(1) == "is":
            self.at += 2
            self.type()
            return TypeTree(NAME, "boolean")
        left = self.union()
        if self.peek() == "extends":
            self.at += 1
            self.union()
            self.expect("?")
            self.type()
            self.expect(":")
            self.type()
            return UNREADABLE
        return left

    def _starts_function(self) -> bool:
        token = self.peek()
        if token in ("new", "<") or (token == "abstract" and self.peek(1) == "new"):
            return True
        if token != "(":
            return False
        depth = 0
        for place in range(self.at, len(self.tokens)):
            if self.tokens[place] in "([{":
                depth += 1
            elif self.tokens[place] in ")]}":
                depth -= 1
                if depth == 0:
                    return place + 1 < len(self.tokens) and self.tokens[place + 1] == "=>"
        return False

    def function(self) -> TypeTree:
        """``<T>(a: A) => R``, ``new (a: A) => R``."""
        self.take("abstract")
        self.take("new")
        bounds = self.type_parameters()
        parameters = self.parameters()
        self.expect("=>")
        return bounded(TypeTree(FUNCTION, "", (self.type(), *parameters)), bounds)

    def type_parameters(self) -> dict[str, TypeTree]:
        """The names of type parameters, in brackets, with what bounds each; what they stand for is not known here."""
        bounds: dict[str, TypeTree] = {}
        if not self.take("<"):
            return bounds
        while not self.take(">"):
            while self.peek() in ("const", "in", "out") and _WORD.match(self.peek(1)):
                self.at += 1
            name = self.word()
            bounds[name] = self.type() if self.take("extends") else UNREADABLE
            if self.take("="):
                self.type()
            if not self.take(",") and self.peek() != ">":
                raise _Unreadable
        return bounds

    def parameters(self) -> tuple[TypeTree, ...]:
        """A list of parameters with its parentheses."""
        self.expect("(")
        found = []
        while not self.take(")"):
            dots = "..." if self.take("...") else ""
            if self.peek() in ("{", "["):
                self.skip_group()
                name = ""
            else:
                name = self.word()
            self.take("?")
            kind = self.type() if self.take(":") else UNREADABLE
            found.append(TypeTree(MEMBER, dots + name, (kind,)))
            if not self.take(",") and self.peek() != ")":
                raise _Unreadable
        return tuple(found)

    def skip_group(self) -> None:
        """Pass over a bracket and all up to the one that closes it."""
        depth = 0
        while True:
            token = self.peek()
            if not token:
                raise _Unreadable
            depth += (token in "([{") - (token in ")]}")
            self.at += 1
            if depth == 0:
                return

    def union(self) -> TypeTree:
        """``A | B``."""
        self.take("|")
        parts = [self.intersection()]
        while self.take("|"):
            parts.append(self.intersection())
        return parts[0] if len(parts) == 1 else TypeTree(UNION, "", tuple(parts))

    def intersection(self) -> TypeTree:
        """``A & B``."""
        self.take("&")
        parts = [self.operand()]
        while self.take("&"):
            parts.append(self.operand())
        return parts[0] if len(parts) == 1 else TypeTree(INTERSECTION, "", tuple(parts))

    def operand(self) -> TypeTree:
        """A type with what stands before and behind it: ``keyof A``, ``A[]``, ``A["k"]``."""
        if self._starts_function():
            return self.function()
        token, following = self.peek(), self.peek(1)
        if token in ("readonly", "unique", "keyof") and (following[:1] in "([{\"'`" or _WORD.match(following)):
            self.at += 1
            inner = self.operand()
            return TypeTree(KEYS, "", (inner,)) if token == "keyof" else inner
        if token == "infer" and _WORD.match(following):
            self.at += 2
            return UNREADABLE
        tree = self.primary()
        while self.peek() == "[":
            self.at += 1
            if self.take("]"):
                tree = TypeTree(ARRAY, "", (tree,))
                continue
            key = self.type()
            self.expect("]")
            tree = TypeTree(INDEXED, key.name if key.sort == LITERAL else "", (tree, key))
        return tree

    def primary(self) -> TypeTree:
        """A name, a literal, or what is in brackets."""
        token = self.peek()
        if token == "(":
            self.at += 1
            tree = self.type()
            self.expect(")")
            return tree
        if token == "{":
            return self.shape()
        if token == "[":
            return self.tuple()
        if token[:1] in ("'", '"', "`"):
            self.at += 1
            return TypeTree(LITERAL, token[1:-1])
        if _NUMBER.match(token):
            self.at += 1
            return TypeTree(LITERAL, token)
        if token == "typeof":
            self.at += 1
            if self.peek() == "import":
                return self.loaded()
            return TypeTree(QUERY, self.dotted(), self.arguments())
        if token == "import" and self.peek(1) == "(":
            return self.loaded()
        if token == "-":
            self.at += 1
            return self.primary()
        return TypeTree(NAME, self.dotted(), self.arguments())

    def dotted(self) -> str:
        """``a.b.c``."""
        name = self.word()
        while self.peek() == "." and _WORD.match(self.peek(1)):
            self.at += 1
            name += f".{self.word()}"
        return name

    def arguments(self) -> tuple[TypeTree, ...]:
        """Type arguments, none or more."""
        if not self.take("<"):
            return ()
        found = [self.type()]
        while self.take(","):
            found.append(self.type())
        self.expect(">")
        return tuple(found)

    def loaded(self) -> TypeTree:
        """``import("module").A<B>``."""
        self.at += 1
        self.expect("(")
        module = self.peek()
        if module[:1] not in ("'", '"'):
            raise _Unreadable
        self.at += 1
        while not self.take(")"):
            if not self.peek():
                raise _Unreadable
            self.at += 1
        name = self.dotted() if self.take(".") else ""
        return TypeTree(LOADED, f"{module[1:-1]}\0{name}", self.arguments())

    def tuple(self) -> TypeTree:
        """``[A, b?: B, ...C[]]``."""
        self.expect("[")
        found = []
        while not self.take("]"):
            rest = self.take("...")
            if _WORD.match(self.peek()) and (self.peek(1) == ":" or (self.peek(1) == "?" and self.peek(2) == ":")):
                self.at += 1
                self.take("?")
                self.take(":")
            tree = self.type()
            self.take("?")
            found.append(tree.parts[0] if rest and tree.sort == ARRAY else tree)
            if not self.take(",") and self.peek() != "]":
                raise _Unreadable
        return TypeTree(TUPLE, "", tuple(found))

    def shape(self) -> TypeTree:
        """An object type; a mapped one is opaque."""
        start = self.at
        self.expect("{")
        found: list[TypeTree] = []
        while not self.take("}"):
            member = self.member()
            if member is None:
                self.at = start
                self.skip_group()
                return UNREADABLE
            found.append(member)
            if not self.take(",") and not self.take(";") and self.peek() != "}":
                # A line end parts members too; the text has none left.
                continue
        return TypeTree(SHAPE, "", tuple(found))

    def member(self) -> TypeTree | None:
        """A member of an object type; None for the head of a mapped type."""
        while self.peek() in _MODIFIERS and self.peek(1) not in (":", "?", "(", "<", ",", ";", "}"):
            self.at += 1
        token = self.peek()
        if token in "+-":
            return None
        if token == "[":
            if self.peek(2) == "in":
                return None
            named = self.peek(2) == ":"
            self.skip_group()
            if not named:
                return self._rest_of_member("")
            self.expect(":")
            return TypeTree(MEMBER, INDEX, (self.type(),))
        if token in ("(", "<") or (token == "new" and self.peek(1) in ("(", "<")):
            self.take("new")
            return TypeTree(MEMBER, CALLED, (self._signature(),))
        got = token in ("get", "set") and (_WORD.match(self.peek(1)) or self.peek(1)[:1] in ("'", '"'))
        if got:
            self.at += 1
            token = self.peek()
        if token[:1] in ("'", '"'):
            name = token[1:-1]
        elif _WORD.match(token) or _NUMBER.match(token):
            name = token
        else:
            raise _Unreadable
        self.at += 1
        member = self._rest_of_member(name)
        return TypeTree(MEMBER, name, member.parts[0].parts[:1]) if got and member.parts[0].parts else member

    def _rest_of_member(self, name: str) -> TypeTree:
        self.take("?")
        if self.peek() in ("(", "<"):
            return TypeTree(MEMBER, name, (self._signature(),))
        return TypeTree(MEMBER, name, (self.type() if self.take(":") else UNREADABLE,))

    def _signature(self) -> TypeTree:
        bounds = self.type_parameters()
        parameters = self.parameters()
        return bounded(TypeTree(FUNCTION, "", (self.type() if self.take(":") else UNREADABLE, *parameters)), bounds)
