"""What SQL statements name: tables that are read and written, and functions that are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ploke.languages.sql.tokens import DOLLAR, LITERALS, QUOTED, SIGN, STRING, TEMPLATE, WORD, Token, scan_inside
from ploke.languages.sql.words import (
    BEFORE_TABLES,
    CHANGED,
    DEFINED,
    DIRECTIONS,
    ENDS_TABLES,
    FROM_IN_CALLS,
    KEYWORDS,
    MAIN_VERBS,
    NO_CALL_AFTER,
    NO_UPDATE,
    NOT_EXECUTED,
    TYPES,
    VERBS,
)
from ploke.model.facts import ReferenceRole

_CALL, _READ, _WRITE, _TYPE = ReferenceRole.CALL, ReferenceRole.READ, ReferenceRole.WRITE, ReferenceRole.TYPE

Note = Callable[[ReferenceRole, str, int], None]
"""Takes a use: its role, its expression, where its last name starts."""

_NO_FROM = frozenset({"REVOKE", "COPY"})
_INTO_TABLES = frozenset({"INSERT", "MERGE", "REPLACE", "IGNORE", "OVERWRITE"})
_ONLY_FIRST = frozenset({"TRUNCATE", "COPY"})
_NOTHING = Token(SIGN, 0, 0, "")
_DEEPEST = 6


class Name(NamedTuple):
    """A name with its schema: where its last part starts and ends, quotes aside, and the token after it."""

    parts: tuple[str, ...]
    start: int
    end: int
    after: int

    @property
    def path(self) -> str:
        """The parts, joined by dots."""
        return ".".join(self.parts)


def read_name(text: str, tokens: Sequence[Token], at: int) -> Name | None:
    """The name that stands at a token: ``a``, ``b.a``, ``[c].[b].[a]``."""
    parts: list[str] = []
    start = end = 0
    while at < len(tokens) and tokens[at].kind in (WORD, QUOTED):
        start, end = bare(tokens[at])
        parts.append(text[start:end])
        at += 1
        dots = at
        while dots < len(tokens) and tokens[dots].word == ".":
            dots += 1
        if dots == at or dots == len(tokens) or tokens[dots].kind not in (WORD, QUOTED):
            break
        at = dots
    return Name(tuple(parts), start, end, at) if parts and start < end else None


def bare(token: Token) -> tuple[int, int]:
    """Where the name in a token starts and ends, without its quotes."""
    return (token.start + 1, max(token.start + 1, token.end - 1)) if token.kind == QUOTED else (token.start, token.end)


def is_body(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quoted text is the body of a routine or of ``DO``."""
    if tokens[at].kind not in (STRING, DOLLAR) or not at:
        return False
    before = tokens[at - 1].word
    return before == "AS" or (tokens[at].kind == DOLLAR and (before == "DO" or tokens[0].word == "DO"))


def body_span(text: str, token: Token) -> tuple[int, int]:
    """Where a quoted text starts and ends without its quotes."""
    mark = 1 if token.kind == STRING else text.index("$", token.start + 1) + 1 - token.start
    return token.start + mark, max(token.start + mark, token.end - mark)


def read_uses(text: str, tokens: Sequence[Token], first: int, note: Note) -> None:
    """Note the uses in a statement from its ``first`` token on."""
    _UseReader(text, tokens, note, _named_by_with(text, tokens, first), 0).read(first)


def _named_by_with(text: str, tokens: Sequence[Token], first: int) -> frozenset[str]:
    """What the common table expressions of a statement are called: ``WITH name [(columns)] AS (``."""
    found = set()
    for at in range(first + 2, len(tokens)):
        if tokens[at].word != "(":
            continue
        before = at - 1
        if tokens[before].word == "MATERIALIZED":
            before -= 2 if tokens[before - 1].word == "NOT" else 1
        if tokens[before].word != "AS" or before <= first:
            continue
        before -= 1
        if tokens[before].word == ")":
            while before > first and tokens[before].word != "(":
                before -= 1
            before -= 1
        if tokens[before].kind in (WORD, QUOTED) and tokens[before - 1].word in ("WITH", "RECURSIVE", ","):
            start, end = bare(tokens[before])
            found.add(text[start:end].upper())
    return frozenset(found)


class _UseReader:
    """Reads one statement from left to right; knows in which parenthesis it is, and whether tables are listed there."""

    def __init__(self, text: str, tokens: Sequence[Token], note: Note, hidden: frozenset[str], depth: int) -> None:
        self.text = text
        self.tokens = tokens
        self.note = note
        self.hidden = hidden
        self.depth = depth
        self.role = _READ
        self.expected = self.listed = False
        self.around: list[tuple[bool, str]] = []
        self.opener = self.verb = ""

    def read(self, at: int) -> None:
        """Note what is used from a token on."""
        tokens = self.tokens
        while at < len(tokens):
            token = tokens[at]
            if token.kind == SIGN:
                self._read_sign(token.word, tokens[at - 1] if at else _NOTHING)
            elif token.kind in (WORD, QUOTED):
                at = self._read_word(at)
                continue
            elif token.kind == TEMPLATE:
                self._read_template(token)
            elif is_body(tokens, at):
                self._read_body(token)
            if token.kind != SIGN:
                self.expected = False
            at += 1

    def _read_sign(self, sign: str, before: Token) -> None:
        if sign == "(":
            self.around.append((self.listed, self.opener))
            self.opener, self.listed = before.word, self.listed and self.expected
        elif sign == ")":
            self.listed, self.opener = self.around.pop() if self.around else (False, "")
            self.expected = False
        elif sign == ",":
            self.expected = self.listed
        elif sign == ";":
            self.expected = self.listed = False

    def _read_word(self, at: int) -> int:
        tokens = self.tokens
        token = tokens[at]
        word, before = token.word, tokens[at - 1].word if at else ""
        following = tokens[at + 1] if at + 1 < len(tokens) else _NOTHING
        if word in MAIN_VERBS:
            self.verb = word
        if word in VERBS:
            self._start_tables(word, before, at)
            return at + 1
        if self.expected and word not in BEFORE_TABLES:
            if word in KEYWORDS and following.word != ".":
                self.expected = False
                self.listed = self.listed and word not in ENDS_TABLES
                return at + 1
            return self._read_table(at)
        if word in ENDS_TABLES:
            self.listed = False
        if word in DEFINED and before in CHANGED:
            self._expect(_WRITE, True)
        elif word in ("EXEC", "EXECUTE") and following.kind in (WORD, QUOTED) and following.word not in NOT_EXECUTED:
            name = read_name(self.text, tokens, at + 1)
            if name is not None:
                self._note(_CALL, name)
                return name.after
        elif word not in KEYWORDS or following.word == ".":
            return self._read_call(at, before)
        return at + 1

    def _start_tables(self, word: str, before: str, at: int) -> None:
        """A word that tables stand behind."""
        tokens = self.tokens
        following = tokens[at + 1] if at + 1 < len(tokens) else _NOTHING
        if word == "FROM":
            if before not in DIRECTIONS and self.opener not in FROM_IN_CALLS and tokens[0].word not in _NO_FROM:
                self._expect(_WRITE if before == "DELETE" else _READ, True)
        elif word in {"UPDATE", "INSERT"}:
            if before not in NO_UPDATE and following.word not in KEYWORDS:
                self._expect(_WRITE, False)
        elif word == "INTO":
            if before in _INTO_TABLES:
                self._expect(_WRITE, False)
        elif word == "TABLE":
            if following.kind in (WORD, QUOTED):
                self._expect(_READ if before in ("AS", "ON") else _WRITE, before != "ALTER")
        elif word == "USING":
            if self.verb in ("DELETE", "MERGE"):
                self._expect(_READ, self.verb == "DELETE")
        elif word not in _ONLY_FIRST or at == 0:
            self._expect(_WRITE if word in _ONLY_FIRST else _READ, False)

    def _expect(self, role: ReferenceRole, listed: bool) -> None:
        self.role, self.expected, self.listed = role, True, listed

    def _read_table(self, at: int) -> int:
        self.expected = False
        name = read_name(self.text, self.tokens, at)
        if name is None:
            return at + 1
        if name.after < len(self.tokens) and self.role == _READ and not self._is_referenced(at):
            following = self.tokens[name.after]
            if following.kind == LITERALS or following.word == "(":
                self._note(_CALL, name)
                return name.after
        if name.path.upper() not in self.hidden and not name.path.startswith("@"):
            self._note(self.role, name)
        return name.after

    def _is_referenced(self, at: int) -> bool:
        return self.tokens[at - 1].word == "REFERENCES" if at else False

    def _read_call(self, at: int, before: str) -> int:
        """A name that is called, if anything; answers the token behind it."""
        tokens = self.tokens
        name = read_name(self.text, tokens, at)
        if name is None:
            return at + 1
        following = tokens[name.after] if name.after < len(tokens) else _NOTHING
        if following.word != "(" and following.kind != LITERALS:
            return name.after
        if before in NO_CALL_AFTER or (len(name.parts) == 1 and tokens[at].word in TYPES):
            return name.after
        if name.path.upper() in self.hidden:
            return name.after
        role = _CALL
        if before in ("FUNCTION", "PROCEDURE") and tokens[max(0, at - 2)].word != "EXECUTE":
            role = _READ
        self._note(role, name)
        return name.after

    def _note(self, role: ReferenceRole, name: Name) -> None:
        self.note(role, name.path, name.start)

    def _read_template(self, token: Token) -> None:
        """What dbt writes for a table: ``{{ ref('model') }}``, ``{{ source('schema', 'table') }}``."""
        words = self.text[token.start : token.end].replace('"', "'").split("'")
        call = words[0].strip("{-+ \t\n").replace(" ", "")
        if call in ("ref(", "source(") and len(words) >= 3:
            names = words[1::2]
            last = len("'".join(words[: 2 * len(names) - 1])) + 1
            self.note(_READ, ".".join(names), token.start + last)

    def _read_body(self, token: Token) -> None:
        """A routine's body in quotes."""
        if self.depth >= _DEEPEST:
            return
        for statement in scan_inside(self.text, *body_span(self.text, token)):
            hidden = self.hidden | _named_by_with(self.text, statement, 0)
            _UseReader(self.text, statement, self.note, hidden, self.depth + 1).read(0)
