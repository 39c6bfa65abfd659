"""Protocol buffers: messages, enumerations and services, read statement by statement.

- A message is a struct, a service an interface, an rpc a method of it. What a ``oneof`` holds belongs to the message.
- ``extend`` implements the message it extends; public imports are offered on.
- Types are qualified as they are written, without the dot that says that they are complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ploke.languages.engine.docs import DocComments
from ploke.languages.engine.text import SourceText, count_lines, dedent
from ploke.languages.families.rows import Rows
from ploke.languages.spec import LanguageSpec
from ploke.model.facts import MODULE, FileFacts, Problem, ReferenceRole, SymbolKind

_TOKEN = re.compile(
    r"\s*+(?:(?P<word>\.?[A-Za-z_\x80-\xff][\w\x80-\xff]*(?:\.[A-Za-z_\x80-\xff][\w\x80-\xff]*)*)|(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))|(?P<string>\"(?:[^\"\\\n]++|\\.)*(?:\"|(?=\n)|\Z)|'(?:[^'\\\n]++|\\.)*(?:'|(?=\n)|\Z))"
    r"|(?P<number>[\d][\w.+-]*)|(?P<sign>[^\s\w]))",
    re.DOTALL,
)
_SCALARS = frozenset(
    "double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes".split()
)
_LABELS = frozenset({"optional", "required", "repeated"})
_KINDS = {
    "message": SymbolKind.STRUCT,
    "enum": SymbolKind.ENUM,
    "service": SymbolKind.INTERFACE,
    "oneof": SymbolKind.UNION,
    "extend": SymbolKind.IMPLEMENTATION,
}
_NO_FIELDS = frozenset({"option", "reserved", "extensions", "syntax", "edition", "package", "import"})
_STARS = re.compile(r"^[ \t]*\*(?!/) ?", re.MULTILINE)
_PROBLEMS = 20
_LONGEST_PATH = 1000
"""Nested deeper than that, messages are called by their names alone."""


_new = tuple.__new__


class _Token(NamedTuple):
    kind: str
    start: int
    end: int
    text: str


class _Block(NamedTuple):
    """An open block: its word, its symbol, the path its members are below, where it starts."""

    word: str
    symbol: int
    path: str
    start: int


def read_protobuf(source: bytes) -> FileFacts:
    """The facts of a file of definitions."""
    text = SourceText(source)
    tokens: list[_Token] = []
    comments: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(text.bytes):
        kind = found.lastgroup or ""
        if kind == "comment":
            start = found.start(kind)
            comments.append((start, start + len(found[kind].rstrip())))
        else:
            tokens.append(_new(_Token, (kind, *found.span(kind), found[kind])))
    reader = _Reader(text, tokens, comments)
    reader.read()
    return reader.rows.facts("protobuf", count_lines(source), reader.docs.leading(comment_text), reader.problems)


def comment_text(text: str) -> str | None:
    """What a comment says."""
    if text.startswith("/*"):
        return dedent(_STARS.sub("", text[2:].removesuffix("*/").lstrip("*"))).strip()
    line = text.lstrip("/")
    return line.removeprefix(" ").rstrip() if line.strip("-=*_~ ") else ""


class _Reader:
    """Reads statement by statement: up to a semicolon or a brace."""

    def __init__(self, text: SourceText, tokens: Sequence[_Token], comments: list[tuple[int, int]]) -> None:
        self.text = text
        self.tokens = tokens
        self.docs = DocComments(text, comments)
        self.comments = dict(comments)
        self.rows = Rows(text, comments)
        self.problems: list[Problem] = []
        self.blocks: list[_Block] = [_Block("", MODULE, "", 0)]

    def read(self) -> None:
        """Take in the whole file."""
        tokens = self.tokens
        first, at, values = 0, 0, 0
        while at < len(tokens):
            sign = tokens[at].text if tokens[at].kind == "sign" else ""
            if values:
                values += (sign == "{") - (sign == "}")
            elif sign == ";":
                self._statement(tokens[first:at], tokens[at].end)
                first = at + 1
            elif sign == "{":
                head = self._head(first, at)
                if head < 0:
                    values = 1
                else:
                    self._open(tokens[head:at], tokens[at])
                    first = at + 1
            elif sign == "}":
                if first < at:
                    self._complain(tokens[first].start, "this statement has no end")
                self._close(tokens[at])
                first = at + 1
            at += 1
        for block in self.blocks[1:2]:
            self._complain(block.start, "this block is not closed")
        while len(self.blocks) > 1:
            self._end(self.blocks.pop(), len(self.text.bytes.rstrip()))

    def _head(self, first: int, at: int) -> int:
        """The token that the head of the block at a brace starts with; -1 where the brace is one of a value."""
        tokens = self.tokens
        if at - 2 > first and tokens[at - 2].text in _KINDS and tokens[at - 1].kind == "word":
            self._complain(tokens[first].start, "this statement has no end")
            return at - 2
        words = [token.text for token in tokens[first:at]]
        return -1 if ("=" in words or "[" in words) and "group" not in words[:2] else first

    def _complain(self, at: int, message: str) -> None:
        if len(self.problems) < _PROBLEMS:
            line = self.text.line(at)
            self.problems.append(Problem(line, at - self.text.starts[line - 1], message))

    def _close(self, brace: _Token) -> None:
        if len(self.blocks) == 1:
            self._complain(brace.start, "this brace closes nothing")
        else:
            self._end(self.blocks.pop(), brace.end)

    def _end(self, block: _Block, end: int) -> None:
        if block.symbol != self.blocks[-1].symbol:
            self.rows.extend(block.symbol, end)

    def _open(self, head: Sequence[_Token], brace: _Token) -> None:
        """A block starts."""
        around = self.blocks[-1]
        word = head[0].text if head else ""
        start = head[0].start if head else brace.start
        if word == "rpc":
            number = self._rpc(head, brace.end)
            self.blocks.append(_Block(word, around.symbol if number == MODULE else number, around.path, start))
            return
        if "group" in [token.text for token in head[:2]]:
            self._field(head, brace.end, kind=SymbolKind.STRUCT)
            self.blocks.append(
                _Block("message", len(self.rows.symbols) - 1, self._path(len(self.rows.symbols) - 1), start)
            )
            return
        kind = _KINDS.get(word)
        if kind is None or len(head) < 2 or head[1].kind != "word":
            self.blocks.append(_Block(word, around.symbol, around.path, start))
            return
        named = head[1]
        written = named.text.lstrip(".")
        last = written.rpartition(".")[2]
        path = _below(around.path, written if word != "extend" else last)
        name = (named.end - len(last), named.end)
        number = self.rows.define(
            kind,
            path,
            name,
            (start, brace.end),
            parent=around.symbol,
            head=(start, named.end),
            doc=self._doc(start, brace.end),
            bases=(written,) if word == "extend" else (),
            markers=("oneof",) if word == "oneof" else (),
        )
        if word == "extend":
            self.rows.use(ReferenceRole.BASE, written, number, name[0])
        self.blocks.append(_Block(word, number, around.path if word in ("oneof", "extend") else path, start))

    def _path(self, number: int) -> str:
        return self.rows.symbols[number].qualified.encode().decode("latin-1")

    def _statement(self, tokens: Sequence[_Token], end: int) -> None:
        """A statement that a semicolon ends."""
        if not tokens:
            return
        word, block = tokens[0].text, self.blocks[-1]
        if word == "rpc" and block.word == "service":
            self._rpc(tokens, end)
        elif word == "package" and len(tokens) == 2:
            self.rows.package(tokens[1].text, tokens[1].start)
        elif word == "import" and tokens[-1].kind == "string":
            path = tokens[-1].text.strip("\"'")
            if path:
                self.rows.take(path, tokens[-1].start + 1, reexport=tokens[1].text == "public")
        elif block.word == "enum":
            if len(tokens) > 2 and tokens[0].kind == "word" and tokens[1].text == "=" and word != "option":
                self._define(SymbolKind.ENUM_MEMBER, tokens[0], tokens, end, ())
        elif block.word in ("message", "oneof", "extend") and (word not in _NO_FIELDS or _is_field(tokens)):
            self._field(tokens, end, kind=SymbolKind.FIELD)

    def _field(self, tokens: Sequence[_Token], end: int, *, kind: SymbolKind) -> int:
        """A field, or a group, which is one and its type; answers its number, or that of the message around it."""
        words = [token.text for token in tokens]
        equals = words.index("=") if "=" in words else -1
        if equals < 2 or tokens[equals - 1].kind != "word":
            return self.blocks[-1].symbol
        markers = tuple([word for word in words[: equals - 2] if word in _LABELS])
        if "deprecated" in words[equals:]:
            markers = (*markers, "deprecated")
        number = self._define(kind, tokens[equals - 1], tokens, end, markers)
        if kind is SymbolKind.FIELD:
            for token in tokens[words[0] in _LABELS and equals > 2 : equals - 1]:
                if token.kind == "word" and token.text != "map" and token.text not in _SCALARS:
                    self._use_type(token, self.blocks[-1].symbol)
        return number

    def _rpc(self, tokens: Sequence[_Token], end: int) -> int:
        """A method of a service."""
        if len(tokens) < 2 or tokens[1].kind != "word":
            return MODULE
        markers = ("streaming",) if any(token.text == "stream" for token in tokens[2:]) else ()
        number = self._define(SymbolKind.METHOD, tokens[1], tokens, end, markers)
        inside = False
        for token in tokens[2:]:
            if token.text in ("(", ")"):
                inside = token.text == "("
            elif inside and token.kind == "word" and token.text != "stream":
                self._use_type(token, number)
        return number

    def _use_type(self, token: _Token, scope: int) -> None:
        written = token.text.lstrip(".")
        self.rows.use(ReferenceRole.TYPE, written, scope, token.end - len(written.rpartition(".")[2]))

    def _define(
        self, kind: SymbolKind, named: _Token, tokens: Sequence[_Token], end: int, markers: tuple[str, ...]
    ) -> int:
        start, block = tokens[0].start, self.blocks[-1]
        path = _below(block.path, named.text)
        name, head = (named.start, named.end), (start, tokens[-1].end)
        doc = self._doc(start, end)
        return self.rows.define(
            kind, path, name, (start, end), parent=block.symbol, head=head, doc=doc, markers=markers
        )

    def _doc(self, start: int, end: int) -> str:
        """The comments before a definition, or the one on the rest of its line."""
        doc = self.docs.before(start, comment_text)
        if doc:
            return doc
        text = self.text.bytes
        while text[end : end + 1] in (" ", "\t"):
            end += 1
        behind = self.comments.get(end)
        return comment_text(self.text.get(end, behind)) or "" if behind is not None else ""


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path and len(path) < _LONGEST_PATH else name


def _is_field(tokens: Sequence[_Token]) -> bool:
    """Whether a statement is a field though its type or label is called like a keyword."""
    return len(tokens) > 3 and tokens[1].kind == "word" and tokens[2].text == "=" and tokens[3].kind == "number"


SPEC = LanguageSpec(name="protobuf", extractor=read_protobuf)
