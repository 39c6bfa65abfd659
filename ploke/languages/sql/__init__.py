"""SQL in any dialect: what statements create, and what they use.

Read by a scanner of its own: dialects differ so much inside statements that a grammar reads one of them at best, while
how statements begin and end, and how a ``CREATE`` starts, is much the same in all. A body is never needed to find a
head.

- A name with a schema is qualified by it: ``app.users``; columns are fields of their table: ``app.users.id``.
- Indexes, sequences, policies, events and the like are resources, marked with the word that creates them.
- Tables are read (``FROM``, ``JOIN``, ``REFERENCES``) and written (``INSERT INTO``, ``UPDATE``, ``DELETE FROM``,
  ``ALTER``, ``DROP``); types of columns are types, unless every database has them.
- ``COMMENT ON`` documents what it names, where no comment stands before it.
- What a client is told to read (``\\i``, ``@``, ``SOURCE``) and extensions are imports.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ploke.languages.engine.docs import DocComments
from ploke.languages.engine.text import SourceText, count_lines
from ploke.languages.families.rows import Rows
from ploke.languages.spec import LanguageSpec
from ploke.languages.sql.members import Members, closing, doc_comment, quoted
from ploke.languages.sql.tokens import (
    DOLLAR,
    EXECUTABLE,
    HEAD_WORDS,
    OBJECTS,
    QUOTED,
    ROUTINES,
    STRING,
    Token,
    scan,
    scan_inside,
)
from ploke.languages.sql.uses import Name, body_span, is_body, read_name
from ploke.model.facts import MODULE, FileFacts, Problem, ReferenceRole, SymbolKind

_KINDS = {
    "TABLE": SymbolKind.TABLE,
    "VIEW": SymbolKind.VIEW,
    "FUNCTION": SymbolKind.FUNCTION,
    "AGGREGATE": SymbolKind.FUNCTION,
    "MACRO": SymbolKind.FUNCTION,
    "PROCEDURE": SymbolKind.FUNCTION,
    "PROC": SymbolKind.FUNCTION,
    "TRIGGER": SymbolKind.TRIGGER,
    "TYPE": SymbolKind.TYPE_ALIAS,
    "DOMAIN": SymbolKind.TYPE_ALIAS,
    "SCHEMA": SymbolKind.NAMESPACE,
    "DATABASE": SymbolKind.NAMESPACE,
    "PACKAGE": SymbolKind.NAMESPACE,
    "INDEX": SymbolKind.RESOURCE,
    "SEQUENCE": SymbolKind.RESOURCE,
    "POLICY": SymbolKind.RESOURCE,
    "RULE": SymbolKind.RESOURCE,
    "EVENT": SymbolKind.RESOURCE,
    "SYNONYM": SymbolKind.RESOURCE,
    "ROLE": SymbolKind.RESOURCE,
    "PUBLICATION": SymbolKind.RESOURCE,
    "SUBSCRIPTION": SymbolKind.RESOURCE,
    "SERVER": SymbolKind.RESOURCE,
}
_MARKERS = {"AGGREGATE": "aggregate", "MACRO": "macro", "PROCEDURE": "procedure", "PROC": "procedure"}
_WORDS_AS_MARKERS = {
    "MATERIALIZED": "materialized",
    "TEMP": "temporary",
    "TEMPORARY": "temporary",
    "UNIQUE": "unique",
    "VIRTUAL": "virtual",
    "FOREIGN": "foreign",
    "EXTERNAL": "external",
    "UNLOGGED": "unlogged",
    "RECURSIVE": "recursive",
    "CONSTRAINT": "constraint",
}
_PASSED = frozenset({"IF", "NOT", "EXISTS", "CONCURRENTLY", "BODY", "ONLINE"})
_BODY_WORDS = {
    SymbolKind.TABLE: frozenset({"AS", "SELECT", "INHERITS", "PARTITION", "USING", "WITH", "LIKE"}),
    SymbolKind.VIEW: frozenset({"AS", "SELECT"}),
    SymbolKind.FUNCTION: frozenset({"AS", "BEGIN", "IS", "DECLARE"}),
    SymbolKind.TRIGGER: frozenset({"BEGIN", "DECLARE"}),
    SymbolKind.NAMESPACE: frozenset({"AS", "IS"}),
}
_REPLACED = frozenset({"FUNCTION", "PROC", "PROCEDURE", "TRIGGER", "VIEW"})
_WHOLE = ROUTINES | {"VIEW", "RULE", "MACRO", "AGGREGATE"}
"""What holds statements: it reaches to the end of its own."""
_PLACED = frozenset({"TRIGGER", "INDEX", "POLICY", "RULE"})
_READ, _CALL, _TYPE = ReferenceRole.READ, ReferenceRole.CALL, ReferenceRole.TYPE
_INCLUDED = re.compile(
    r"[ \t]*(?:\\ir?[ \t]+|\\include(?:_relative)?[ \t]+|@@?|SOURCE[ \t]+)['\"]?([^\s'\";]+)", re.IGNORECASE
)
_PROBLEMS = 20
_DEEPEST = 4


def extract_sql(source: bytes) -> FileFacts:
    """The facts of a script of SQL statements."""
    text = SourceText(source)
    scanned = scan(text.bytes)
    reader = _Reader(text, scanned.comments)
    for statement in scanned.statements:
        reader.read(statement)
    reader.document()
    for line in scanned.lines:
        found = _INCLUDED.match(text.bytes, line.start, line.end)
        if found is not None:
            reader.rows.take(found[1], found.start(1))
    problems = []
    for token in scanned.unclosed[:_PROBLEMS]:
        at = text.line(token.start)
        what = "comment" if token.kind not in (STRING, QUOTED, DOLLAR) else "quote"
        problems.append(Problem(at, token.start - text.starts[at - 1], f"this {what} is not closed"))
    file_doc = reader.docs.leading(doc_comment)
    return reader.rows.facts("sql", count_lines(source), file_doc, problems)


class _Created(NamedTuple):
    """The head of a ``CREATE``: what it creates, the words before that, its name."""

    object: str
    words: tuple[str, ...]
    name: Name


class _Reader:
    """Reads statement by statement."""

    def __init__(self, text: SourceText, comments: list[tuple[int, int]]) -> None:
        self.text = text
        self.docs = DocComments(text, comments)
        marks = [found.span() for found in EXECUTABLE.finditer(text.bytes)] if "/*!" in text.bytes else []
        self.rows = Rows(text, sorted([*comments, *marks]))
        self.members = Members(text, self.docs, comments, self.rows)
        self.commented: list[tuple[str, str]] = []

    def read(self, tokens: Sequence[Token], depth: int = 0) -> None:
        """Take in one statement, and those in the body of a ``DO``."""
        if tokens[0].word == "COMMENT":
            self._read_comment(tokens)
            return
        at = first = 0
        while at < len(tokens):
            if _is_creating(tokens, at):
                created = self._head(tokens, at)
                if created is not None:
                    self.members.use(tokens[first:at], 0, MODULE)
                    at = first = self._create(created, tokens, at)
                    continue
            elif tokens[0].word == "DO" and is_body(tokens, at) and depth < _DEEPEST:
                for statement in scan_inside(self.text.bytes, *body_span(self.text.bytes, tokens[at])):
                    self.read(statement, depth + 1)
                return
            at += 1
        self.members.use(tokens[first:], 0, MODULE)

    def document(self) -> None:
        """Hand out what ``COMMENT ON`` said."""
        for path, doc in self.commented:
            number = self.members.known.get(path.upper())
            if number is not None:
                self.rows.document(number, doc)

    def _head(self, tokens: Sequence[Token], at: int) -> _Created | None:
        words: list[str] = []
        for index in range(at + 1, min(len(tokens), at + HEAD_WORDS)):
            word = tokens[index].word
            if word in OBJECTS:
                follows = index + 1
                if word == "EVENT" and follows < len(tokens) and tokens[follows].word == "TRIGGER":
                    continue
                while follows < len(tokens) and tokens[follows].word in _PASSED:
                    words.append(tokens[follows].word)
                    follows += 1
                name = read_name(self.text.bytes, tokens, follows)
                if name is None or tokens[follows].word in ("ON", "FOR", "AUTHORIZATION"):
                    return None
                return _Created(word, tuple(words), name)
            words.append(word)
        return None

    def _create(self, created: _Created, tokens: Sequence[Token], at: int) -> int:
        """Take in what is created; answers where the statement goes on behind it."""
        if created.object == "EXTENSION":
            self.rows.take(created.name.path, created.name.start)
            return len(tokens)
        kind = _KINDS.get(created.object)
        if kind is None:
            return len(tokens)
        name = created.name
        if name.path.startswith("@"):
            return name.after
        end = len(tokens) if created.object in _WHOLE else self._end(tokens, name.after)
        head_end = min(end, self._head_end(created, kind, tokens[:end]))
        if created.object == "TYPE":
            kind = self._type_kind(tokens, name.after)
        markers = tuple(dict.fromkeys(_WORDS_AS_MARKERS[word] for word in created.words if word in _WORDS_AS_MARKERS))
        if name.parts[-1].startswith("#"):
            markers = (*markers, "temporary")
        if created.object in _MARKERS or kind is SymbolKind.RESOURCE or created.object == "DOMAIN":
            markers = (*markers, _MARKERS.get(created.object, created.object.lower()))
        start, stop = tokens[at].start, tokens[end - 1].end
        head_stop = max(tokens[head_end - 1].end, name.end)
        base = self._base(kind, tokens[name.after : end])
        number = self.rows.define(
            kind,
            name.path,
            (name.start, name.end),
            (start, stop),
            head=(start, head_stop - (self.text.bytes[head_stop - 1] == ";")),
            doc=self.docs.before(start, doc_comment),
            markers=markers,
            bases=(base.path,) if base is not None else (),
        )
        if base is not None:
            self.rows.use(ReferenceRole.BASE, base.path, number, base.start)
        self.members.known.setdefault(name.path.upper(), number)
        self._read_inside(created, kind, number, tokens[:end])
        return end

    def _read_inside(self, created: _Created, kind: SymbolKind, number: int, tokens: Sequence[Token]) -> None:
        after = created.name.after
        if kind in (SymbolKind.TABLE, SymbolKind.STRUCT):
            opening = self._opening(tokens, after)
            if opening >= 0:
                after = self.members.read_columns(created.name, number, tokens, opening)
        elif kind is SymbolKind.ENUM:
            self.members.read_labels(created.name, number, tokens, after)
        elif created.object == "PACKAGE":
            after = self.members.read_package(created.name, number, tokens, after)
        elif created.object in _PLACED:
            after = self._read_on(number, tokens, after)
        elif created.object == "VIEW" and after < len(tokens) and tokens[after].word == "(":
            after = closing(tokens, after) + 1
        self.members.use(tokens, after, number)

    def _end(self, tokens: Sequence[Token], after: int) -> int:
        """Where something without a body ends: behind the semicolon, or where a line starts with another statement."""
        at = after
        parentheses = 0
        while at < len(tokens):
            word = tokens[at].word
            parentheses += (word == "(") - (word == ")")
            if word == ";" and parentheses <= 0:
                return at + 1
            if word in _STATEMENTS and parentheses <= 0 and at > after + 1:
                line = self.text.bytes.rfind("\n", 0, tokens[at].start) + 1
                if not self.text.bytes[line : tokens[at].start].strip() and tokens[at - 1].word != "AS":
                    return at
            at += 1
        return at

    def _head_end(self, created: _Created, kind: SymbolKind, tokens: Sequence[Token]) -> int:
        """The token behind the head of what is created."""
        at = created.name.after
        stops = _BODY_WORDS.get(kind, frozenset())
        while at < len(tokens):
            token = tokens[at]
            if token.word == "(":
                if created.object in ("TABLE", "TYPE"):
                    return at
                at = closing(tokens, at)
            elif token.word in stops or token.kind == DOLLAR:
                return at
            at += 1
        return at

    def _type_kind(self, tokens: Sequence[Token], after: int) -> SymbolKind:
        words = [token.word for token in tokens[after : after + 4]]
        if "ENUM" in words:
            return SymbolKind.ENUM
        shape = words[1:3] if words[:1] in (["AS"], ["IS"]) else words[:1]
        return SymbolKind.STRUCT if shape[:1] in (["("], ["OBJECT"], ["TABLE"]) else SymbolKind.TYPE_ALIAS

    def _opening(self, tokens: Sequence[Token], after: int) -> int:
        """The parenthesis that columns stand in, if any."""
        for at in range(after, min(len(tokens), after + 8)):
            word = tokens[at].word
            if word == "(":
                return at
            if word in ("SELECT", "PARTITION", "INHERITS", "LIKE", "CLONE", "WITH", ";"):
                return -1
        return -1

    def _read_on(self, number: int, tokens: Sequence[Token], after: int) -> int:
        """The table that a trigger, index, policy or rule is for."""
        for at in range(after, min(len(tokens) - 1, after + 40)):
            if tokens[at].word in ("ON", "TO") and tokens[at - 1].word != "FOR":
                only = tokens[at + 1].word == "ONLY"
                name = read_name(self.text.bytes, tokens, at + 1 + only)
                if name is not None:
                    self.rows.use(_READ, name.path, number, name.start)
                    return name.after
        return after

    def _base(self, kind: SymbolKind, tokens: Sequence[Token]) -> Name | None:
        """The table that a table inherits from or is a part of."""
        if kind is not SymbolKind.TABLE:
            return None
        for at, token in enumerate(tokens[:-2]):
            if token.word == "INHERITS" or (token.word == "PARTITION" and tokens[at + 1].word == "OF"):
                return read_name(self.text.bytes, tokens, at + 2)
        return None

    def _read_comment(self, tokens: Sequence[Token]) -> None:
        """``COMMENT ON TABLE name IS 'text'``."""
        at = 2
        while at < len(tokens) and tokens[at].word in ("MATERIALIZED", "FOREIGN", "EVENT"):
            at += 1
        name = read_name(self.text.bytes, tokens, at + 1)
        text = next((token for token in reversed(tokens) if token.kind in (STRING, DOLLAR)), None)
        if name is None or text is None:
            return
        self.commented.append((name.path, quoted(self.text, text)))
        if tokens[at].word in ("TABLE", "VIEW", "COLUMN", "FUNCTION", "PROCEDURE", "TYPE"):
            self.rows.use(_READ, name.path, MODULE, name.start)


def _is_creating(tokens: Sequence[Token], at: int) -> bool:
    """Whether something is created here, or created anew: ``ALTER PROCEDURE … AS …`` replaces the whole body."""
    word = tokens[at].word
    if word == "CREATE":
        return not at or tokens[at - 1].word not in (",", "GRANT", "REVOKE", ".")
    if word != "ALTER" or at or len(tokens) < 2 or tokens[1].word not in _REPLACED:
        return False
    return any(token.word == "AS" for token in tokens[2:])


_STATEMENTS = frozenset(
    "ALTER BEGIN CALL COMMIT CREATE DECLARE DELETE DROP END EXEC EXECUTE GRANT IF INSERT MERGE PRINT SELECT SET"
    " TRUNCATE UPDATE USE WITH".split()
)

SPEC = LanguageSpec(name="sql", extractor=extract_sql)
