"""GraphQL: schemas, and the operations that ask for what they offer.

- Object types are classes, inputs structs, scalars type aliases; fields have their type in their signature. What
  ``extend`` adds to implements what it extends.
- Operations and fragments are functions; a fragment that is spread is called. Directives are macros, and decorate.
- Descriptions document; so do comments, where there is no description. ``# import`` in a comment imports.
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
    r"[\s,]*+(?:(?P<word>[A-Za-z_\x80-\xff][\w\x80-\xff]*)|(?P<comment>#[^\n]*)|(?P<text>\"\"\"(?:[^\"\\]++|\\.|\"(?!\"\"))*(?:\"\"\"|\Z)|\"(?:[^\"\\\n]++|\\.)*(?:\"|(?=\n)|\Z))"
    r"|(?P<variable>\$\w+)|(?P<number>-?\d[\w.+-]*)|(?P<sign>\.\.\.|[^\s\w,]))",
    re.DOTALL,
)
_IMPORT = re.compile(r"#\s*import\s+(?:[\w.*, ]+\s+from\s+)?[\"']([^\"']+)[\"']")
_TYPES = {
    "type": SymbolKind.CLASS,
    "interface": SymbolKind.INTERFACE,
    "input": SymbolKind.STRUCT,
    "enum": SymbolKind.ENUM,
    "union": SymbolKind.UNION,
    "scalar": SymbolKind.TYPE_ALIAS,
    "directive": SymbolKind.MACRO,
}
_OPERATIONS = frozenset({"query", "mutation", "subscription", "fragment"})
_WITH_FIELDS = frozenset({"type", "interface", "input", "enum"})
_BUILT_IN = frozenset({"Int", "Float", "String", "Boolean", "ID"})
_STARTS = frozenset({*_TYPES, *_OPERATIONS, "extend", "schema"})
_CONTINUED = (_STARTS - {"schema"}) | {"on", "&", "|", "=", "@", "implements"}
"""Words and signs behind which a word that could start a definition is a name."""
_OPENING = frozenset({"{", "(", "["})
_CLOSING = frozenset({"}", ")", "]"})
_PROBLEMS = 20


_new = tuple.__new__


class _Token(NamedTuple):
    kind: str
    start: int
    end: int
    text: str


def read_graphql(source: bytes) -> FileFacts:
    """The facts of a document."""
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
    for start, end in comments:
        imported = _IMPORT.match(text.bytes, start, end)
        if imported is not None:
            reader.rows.take(imported[1], imported.start(1))
    return reader.rows.facts("graphql", count_lines(source), reader.docs.leading(_comment), reader.problems)


def _comment(text: str) -> str | None:
    """What a comment says."""
    if _IMPORT.match(text):
        return None
    line = text.lstrip("#").strip()
    return line if line.strip("-=*_~ ") else ""


def _described(text: str) -> str:
    """What a description says."""
    if text.startswith('"""'):
        text = text[3:].removesuffix('"""').replace('\\"""', '"""')
        inner = text.strip(" \n")
        return inner if inner.isprintable() else dedent(text).strip()
    return text[1:].removesuffix('"').replace('\\"', '"').strip()


class _Reader:
    """Reads definition by definition."""

    def __init__(self, text: SourceText, tokens: Sequence[_Token], comments: list[tuple[int, int]]) -> None:
        self.text = text
        self.tokens = tokens
        self.docs = DocComments(text, comments)
        self.rows = Rows(text, comments)
        self.problems: list[Problem] = []

    def read(self) -> None:
        """Take in the whole document."""
        tokens = self.tokens
        at = 0
        while at < len(tokens):
            token = tokens[at]
            described = at if token.kind == "text" else -1
            first = at + (described >= 0)
            end = self._end(first)
            if first < len(tokens) and tokens[first].text in _STARTS:
                self._define(tokens[first:end], described)
            elif first < len(tokens) and token.text == "{":
                self._use_selection(tokens[first:end], MODULE)
            elif first < len(tokens):
                self._complain(tokens[first].start, "this starts no definition")
            at = max(end, at + 1)

    def _complain(self, at: int, message: str) -> None:
        if len(self.problems) < _PROBLEMS:
            line = self.text.line(at)
            self.problems.append(Problem(line, at - self.text.starts[line - 1], message))

    def _end(self, first: int) -> int:
        """The token behind a definition: where another one starts outside all brackets."""
        tokens = self.tokens
        depth = 0
        for at in range(first, len(tokens)):
            token = tokens[at]
            if token.kind == "sign":
                depth += (token.text in _OPENING) - (token.text in _CLOSING)
                if depth < 0:
                    self._complain(token.start, "this bracket closes nothing")
                    return at + 1
            elif at > first and token.text in (_STARTS if token.kind == "word" else ()) and self._starts(at, depth):
                if depth:
                    self._complain(tokens[first].start, "this definition is not closed")
                return at
            elif at > first and token.kind == "text" and not depth:
                return at
            if at > first and not depth and token.text == "}" and tokens[first].text == "{":
                return at + 1
        if depth:
            self._complain(tokens[first].start, "this definition is not closed")
        return len(tokens)

    def _starts(self, at: int, depth: int) -> bool:
        """Whether a word starts a definition; within brackets only at the very start of a line, with a name behind."""
        tokens = self.tokens
        start = tokens[at].start
        alone = not start or self.text.bytes[start - 1] == "\n"
        before = tokens[at - 1]
        if depth:
            return alone and at + 2 < len(tokens) and tokens[at + 1].kind == "word" and tokens[at + 2].text in "{(@="
        return before.text not in _CONTINUED

    def _define(self, tokens: Sequence[_Token], described: int) -> None:
        """A type, a directive, an operation or a fragment."""
        extends = tokens[0].text == "extend" and len(tokens) > 1
        word = tokens[extends].text
        at = extends + 1
        is_directive = word == "directive"
        if is_directive and at < len(tokens) and tokens[at].text == "@":
            at += 1
        if word == "schema" or at >= len(tokens) or tokens[at].kind != "word":
            if word == "schema":
                self._use_directives(tokens, MODULE)
                opening = next((each for each, token in enumerate(tokens) if token.text == "{"), len(tokens))
                self._use_types(tokens[opening + 1 :], MODULE)
            elif word in _OPERATIONS:
                self._use_selection(tokens[at:], MODULE)
            else:
                self._complain(tokens[0].start, "this definition has no name")
            return
        named = tokens[at]
        body = next((each for each in range(at + 1, len(tokens)) if tokens[each].text == "{"), len(tokens))
        kind = _TYPES.get(word, SymbolKind.FUNCTION)
        bases = self._implemented(tokens[at + 1 : body]) if word in _WITH_FIELDS else []
        if extends:
            kind = SymbolKind.IMPLEMENTATION
        start, end = tokens[0].start, tokens[-1].end
        number = self.rows.define(
            kind,
            named.text,
            (named.start, named.end),
            (self.tokens[described].start if described >= 0 else start, end),
            head=(start, tokens[body - 1].end if word not in ("union", "scalar") else end),
            doc=self._doc(described, start),
            bases=tuple(base.text for base in bases) if not extends else (named.text,),
            markers=self._markers(tokens[at:body], word),
        )
        for base in [named] if extends else bases:
            self.rows.use(ReferenceRole.BASE, base.text, number, base.start)
        if word not in _OPERATIONS:
            self._use_directives(tokens[at + 1 : body], number)
        if word in _WITH_FIELDS:
            self._read_fields(named.text, number, tokens, body, word == "enum")
        elif word in _OPERATIONS:
            self._use_selection(tokens[at + 1 :], number)
        elif word != "scalar":
            types = tokens[at + 1 :]
            if is_directive:
                places = next((each for each, token in enumerate(types) if token.text == "on"), len(types))
                types = types[:places]
            self._use_types(types, number, all_words=word == "union")

    def _markers(self, tokens: Sequence[_Token], word: str) -> tuple[str, ...]:
        deprecated = any(token.text == "deprecated" for token in tokens)
        return ((word,) if word in _OPERATIONS else ()) + (("deprecated",) if deprecated else ())

    def _doc(self, described: int, start: int) -> str:
        if described >= 0:
            token = self.tokens[described]
            return _described(self.text.get(token.start, token.end))
        return self.docs.before(start, _comment)

    def _implemented(self, head: Sequence[_Token]) -> list[_Token]:
        """The interfaces in the head of a type."""
        found = []
        listed = False
        for token in head:
            if token.text == "@":
                break
            if listed and token.kind == "word":
                found.append(token)
            listed = listed or token.text == "implements"
        return found

    def _read_fields(self, path: str, number: int, tokens: Sequence[_Token], body: int, is_enum: bool) -> None:
        """The fields of a type or the values of an enumeration."""
        at = body + 1
        while at < len(tokens) and tokens[at].text != "}":
            described = tokens[at] if tokens[at].kind == "text" else None
            first = at + (described is not None)
            if first >= len(tokens) or tokens[first].kind != "word":
                at = first + 1
                continue
            end = self._end_of_field(tokens, first, is_enum)
            field = tokens[first]
            if described is None:
                doc = self.docs.before(field.start, _comment)
            else:
                doc = _described(self.text.get(described.start, described.end))
            said = tokens[first + 1 : end]
            words = {token.text for token in said}
            markers = ("deprecated",) if "deprecated" in words or field.text == "deprecated" else ()
            self.rows.define(
                SymbolKind.ENUM_MEMBER if is_enum else SymbolKind.FIELD,
                f"{path}.{field.text}",
                (field.start, field.end),
                (described.start if described is not None else field.start, tokens[end - 1].end),
                parent=number,
                head=(field.start, tokens[end - 1].end),
                doc=doc,
                markers=markers,
            )
            self._use_types(said, number)
            if "@" in words:
                self._use_directives(said, number)
            at = end

    def _end_of_field(self, tokens: Sequence[_Token], first: int, is_enum: bool) -> int:
        """The token behind a field: where the next one starts outside all brackets."""
        depth = 0
        before = ""
        for at in range(first + 1, len(tokens)):
            kind, _, _, text = tokens[at]
            if kind == "sign":
                if not depth and text == "}":
                    return at
                depth += (text in _OPENING) - (text in _CLOSING)
            elif depth:
                pass
            elif kind == "text" and before not in ("=", ":"):
                return at
            elif kind == "word" and before != "@":
                following = tokens[at + 1].text if at + 1 < len(tokens) else ""
                if is_enum or (following in (":", "(") and before not in (":", "[")):
                    return at
            before = text
        return len(tokens)

    def _use_types(self, tokens: Sequence[_Token], scope: int, *, all_words: bool = False) -> None:
        """Types: words behind colons, but for those in values; for a union all words."""
        typed = all_words
        values = 0
        called = False
        for at, (kind, start, _, text) in enumerate(tokens):
            if kind == "word":
                if values or called:
                    continue
                if typed and text not in _BUILT_IN:
                    self.rows.use(ReferenceRole.TYPE, text, scope, start)
                typed = all_words
            elif kind != "sign":
                continue
            elif text == ":":
                typed = typed or not (values or called)
            elif text in ("{", "}"):
                values += 1 if text == "{" else -1
            elif text == "@":
                typed, called = False, at + 2 < len(tokens) and tokens[at + 2].text == "("
            elif text == ")":
                called = False

    def _use_directives(self, tokens: Sequence[_Token], scope: int) -> None:
        for at, token in enumerate(tokens[:-1]):
            if token.text == "@" and tokens[at + 1].kind == "word":
                self.rows.use(ReferenceRole.DECORATOR, tokens[at + 1].text, scope, tokens[at + 1].start)

    def _use_selection(self, tokens: Sequence[_Token], scope: int) -> None:
        """What an operation or fragment names: types of variables, conditions, fragments that are spread."""
        before = ""
        declared = False
        for token in tokens:
            if token.kind == "variable":
                declared = True
            elif token.kind == "word":
                role = _BEFORE.get(before)
                if declared and before in (":", "["):
                    role = ReferenceRole.TYPE
                declared = False
                if role is not None and token.text not in _BUILT_IN and not (before == "..." and token.text == "on"):
                    self.rows.use(role, token.text, scope, token.start)
            elif token.text not in (":", "["):
                declared = False
            before = token.text


_BEFORE = {"...": ReferenceRole.CALL, "on": ReferenceRole.TYPE, "@": ReferenceRole.DECORATOR}

SPEC = LanguageSpec(name="graphql", extractor=read_graphql)
