"""SQL as tokens and statements, in whatever dialect it is written.

Dialects agree on words, numbers and punctuation, and differ in quotes, comments and in what ends a statement. All of
them are read at once; where they contradict one another, the file itself tells them apart: backticks and ``DELIMITER``
are MySQL's, lines with ``GO`` T-SQL's, lines with a lone ``/`` Oracle's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

WORD, QUOTED, STRING, DOLLAR, COMMENT, LITERALS, TEMPLATE, LINE, SIGN = range(9)
_KINDS = {
    "comment": COMMENT,
    "line": LINE,
    "dollar": DOLLAR,
    "string": STRING,
    "quoted": QUOTED,
    "template": TEMPLATE,
    "literals": LITERALS,
    "word": WORD,
    "sign": SIGN,
}

_PLAIN_STRING = r"'[^']*(?:''[^']*)*(?:'|\Z)"
_ESCAPED_STRING = r"'[^'\\]*(?:(?:''|\\.)[^'\\]*)*(?:'|\\?\Z)"
_PARTS = (
    r"(?P<comment>--[^\n]*|^[ \t]*\#(?=[\s!\-=#])[^\n]*|/\*(?!!).*?(?:\*/|\Z))",
    r"(?P<line>(?i:^[ \t]*(?:GO(?:[ \t]+\d+)?[ \t]*;?[ \t]*\r?$|/[ \t]*\r?$|\\[^\n]*|DELIMITER[ \t][^\n]*"
    r"|@@?[\w./\\-]+\.sql[^\n]*|SOURCE[ \t]+[\w./\\-]+\.sql[^\n]*)))",
    r"(?P<dollar>(?<![\w$])\$(?P<_tag>[A-Za-z_\x80-\xff]?[\w\x80-\xff]*)\$.*?(?:\$(?P=_tag)\$|\Z))",
    rf"(?P<string>(?i:(?<!\w)E{_ESCAPED_STRING})|(?i:(?<!\w)Q'\[.*?(?:\]'|\Z))|STRING_)",
    r"(?P<quoted>\"[^\"]*(?:\"\"[^\"]*)*(?:\"|\Z)|`[^`]*(?:`|\Z)|(?<![\w\])\"$])\[[A-Za-z_#\x80-\xff][^\]\n]*\])",
    r"(?P<template>\{\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*\}\}|\{%(?:[^%{]++|%(?!\})|\{(?!%))*%\}|\{\#[^#]*+(?:\#(?!\})[^#]*+)*(?:\#\}|\Z))",
    r"(?P<literals>\(\s*(?:LITERAL_)(?:\s*,\s*(?:LITERAL_))*\s*\))",
    r"(?P<word>[A-Za-z_@\#\x80-\xff][\w@\#\x80-\xffWORD_]*)",
    r"(?P<sign>[^\s\w])",
)
_LITERAL = r"(?i:N)?STRING_|[-+]?\d[\w.]*(?:[eE][-+]\d+)?|(?i:NULL)"
_DELIMITER = re.compile(r"^[ \t]*DELIMITER[ \t]+(\S+)", re.IGNORECASE | re.MULTILINE)
_COPIED = re.compile(
    r"^(COPY\s[^;]*\bFROM\s+STDIN\b[^;]*;[^\n]*\n)(.*?)^\\\.", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
_BATCHES = re.compile(r"^[ \t]*GO(?:[ \t]+\d+)?[ \t]*;?[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_SLASHES = re.compile(r"^[ \t]*/[ \t]*\r?$", re.MULTILINE)
EXECUTABLE = re.compile(r"/\*!\d*|(?<=[\s\w`;)])\*/")
"""What surrounds statements that only MySQL is to see."""

ROUTINES = frozenset({"FUNCTION", "PROCEDURE", "PROC", "TRIGGER", "PACKAGE", "EVENT"})
OBJECTS = ROUTINES | frozenset(
    "AGGREGATE CAST COLLATION CONVERSION DATABASE DOMAIN EXTENSION INDEX LOGIN MACRO OPERATOR POLICY PUBLICATION ROLE"
    " RULE SCHEMA SEQUENCE SERVER STATISTICS SUBSCRIPTION SYNONYM TABLE TABLESPACE TYPE USER VIEW".split()
)
"""What follows ``CREATE`` and some words more, and says what is created."""
_ALWAYS_APART = ROUTINES | {"VIEW", "TYPE"}
_LOOPS = frozenset({"IF", "LOOP", "WHILE", "REPEAT", "FOR"})
_TRANSACTION = frozenset({"TRAN", "TRANSACTION", "WORK", "DISTRIBUTED", "ISOLATION"})
_BODY_STARTS = frozenset("CALL DELETE DO EXEC EXECUTE IF INSERT MERGE RETURN SELECT SET UPDATE WITH".split())
HEAD_WORDS = 16
"""No ``CREATE`` has more words before what it creates: ``DEFINER``, ``ALGORITHM``, ``SQL SECURITY`` …"""


_new = tuple.__new__


class Token(NamedTuple):
    """``word`` is a word in capitals or a sign as it is; of anything else it is empty."""

    kind: int
    start: int
    end: int
    word: str


class Scanned(NamedTuple):
    """A file's statements, the spans of its comments, what the client is told on lines of its own, and open quotes."""

    statements: list[list[Token]]
    comments: list[tuple[int, int]]
    lines: list[Token]
    unclosed: list[Token]


def scan(text: str) -> Scanned:
    """Take the source apart; it has one character a byte."""
    scanned = Scanned([], [], [], [])
    delimiters = frozenset(_DELIMITER.findall(text))
    pattern = _pattern("`" in text or bool(delimiters), delimiters)
    clear = EXECUTABLE.sub(_blank, text) if "/*!" in text else text
    if "stdin" in text or "STDIN" in text:
        clear = _COPIED.sub(lambda found: found[1] + _blank(found, 2) + found[0][found.end(2) - found.start() :], clear)
    batches = _BATCHES.search(text) is not None or _SLASHES.search(text) is not None
    scanned.statements.extend(_statements(_tokens(clear, pattern, scanned), clear, batches))
    return scanned


def scan_inside(text: str, start: int, end: int) -> list[list[Token]]:
    """The statements of a quoted body, whose quotes are left out."""
    scanned = Scanned([], [], [], [])
    return list(_statements(_tokens(text, _pattern(False, frozenset()), scanned, start, end), text, False))


def _blank(found: re.Match[str], group: int = 0) -> str:
    return " " * len(found[group])


@lru_cache(maxsize=32)
def _pattern(escapes: bool, delimiters: frozenset[str]) -> re.Pattern[str]:
    """What tells tokens apart: strings may have escapes, and statements end with something else than ``;``."""
    parts = [part for part in _PARTS if not (delimiters and part.startswith("(?P<dollar>"))]
    ends = [re.escape(each) for each in sorted(delimiters, key=lambda each: (-len(each), each)) if each != ";"]
    if ends:
        parts.insert(2, rf"(?P<line_>{'|'.join(ends)})")
    whole = (
        "|".join(parts).replace("LITERAL_", _LITERAL).replace("STRING_", _ESCAPED_STRING if escapes else _PLAIN_STRING)
    )
    whole = whole.replace("WORD_", "" if any("$" in each for each in delimiters) else "$")
    return re.compile(whole, re.MULTILINE | re.DOTALL)


def _tokens(
    text: str, pattern: re.Pattern[str], scanned: Scanned, start: int = 0, end: int | None = None
) -> Iterator[Token]:
    """The tokens between two offsets; comments and lines for the client are put aside."""
    for found in pattern.finditer(text, start, len(text) if end is None else end):
        kind = _KINDS.get(found.lastgroup or "", LINE)
        if kind in {WORD, SIGN}:
            word = found[0]
            yield _new(Token, (kind, *found.span(), word if kind else word.upper()))
            continue
        if kind == COMMENT:
            scanned.comments.append(found.span())
            if found[0].startswith("/*") and not found[0].endswith("*/"):
                scanned.unclosed.append(Token(COMMENT, *found.span(), ""))
            continue
        if kind == LINE:
            scanned.lines.append(Token(LINE, *found.span(), ""))
        elif kind in (STRING, QUOTED, DOLLAR) and found.end() == len(text) and not _is_closed(found, kind):
            scanned.unclosed.append(Token(kind, *found.span(), ""))
        yield _new(Token, (kind, *found.span(), ""))


def _is_closed(found: re.Match[str], kind: int) -> bool:
    whole = found[0]
    if kind == DOLLAR:
        mark = f"${found['_tag']}$"
        return len(whole) >= 2 * len(mark) and whole.endswith(mark)
    opening = whole.lstrip("EeQqNn")[0] if kind == STRING else whole[0]
    closing = "]" if opening == "[" else opening
    inner = whole[whole.index(opening) + 1 :]
    return inner.endswith(closing) and (len(inner) - len(inner.rstrip(closing))) % 2 == 1


class _State:
    """How far into one statement the scanner is.

    ``object``: the word that says what it creates; ``batch``: it reaches to the end of its batch; ``waits``:
    declarations stand before its body; ``begun``: its body has; ``blocks`` are open, and ``parentheses``.
    """

    __slots__ = ("batch", "begun", "blocks", "object", "parentheses", "waits")

    def __init__(self) -> None:
        self.object = ""
        self.batch = self.waits = self.begun = False
        self.blocks = self.parentheses = 0

    def ends_here(self) -> bool:
        """Whether a semicolon ends the statement."""
        return not self.parentheses and not (self.batch or self.blocks or self.waits)


def _statements(tokens: Iterator[Token], text: str, batches: bool) -> Iterator[list[Token]]:
    """The statements: up to ``;``, but that of a routine to the end of its body or batch, where the file has those."""
    statement: list[Token] = []
    state = _State()
    for token in tokens:
        word = token.word
        if token.kind == LINE or (word == "CREATE" and statement and _starts_anew(token, text, state)):
            if statement:
                yield statement
            statement, state = [], _State()
            if token.kind == LINE:
                continue
        if word == ";" and statement and state.ends_here():
            yield [*statement, token]
            statement, state = [], _State()
            continue
        if word == "(":
            state.parentheses += 1
        elif word == ")":
            state.parentheses = max(0, state.parentheses - 1)
        elif state.object in ROUTINES:
            _follow(state, token, statement[-1])
        elif word in OBJECTS and not state.object and _creates(statement):
            state.object = word
            state.batch = batches and word in ROUTINES
        statement.append(token)
    if statement:
        yield statement


def _creates(statement: list[Token]) -> bool:
    return len(statement) < HEAD_WORDS and any(each.word in ("CREATE", "ALTER") for each in statement[:3])


def _starts_anew(token: Token, text: str, state: _State) -> bool:
    """Whether a ``CREATE`` starts a statement though the one before it has not ended."""
    line = text.rfind("\n", 0, token.start) + 1
    if text[line : token.start].strip():
        return False
    if state.object not in ROUTINES:
        return not state.parentheses or line == token.start
    if line != token.start:
        return False
    words = text[token.start : token.start + 80].upper().split()
    return any(word in _ALWAYS_APART for word in words[1:4])


def _follow(state: _State, token: Token, before: Token) -> None:
    """Keep count of the blocks in the body of a routine."""
    word, last = token.word, before.word
    if last == "BEGIN" and word in _TRANSACTION:
        state.blocks = max(0, state.blocks - 1)
    elif last == "END" and word in _LOOPS:
        state.blocks += 1
    elif word == "BEGIN":
        state.blocks += 1
        state.waits, state.begun = False, True
    elif word == "CASE":
        state.blocks += last != "END"
    elif word == "END":
        state.waits = state.waits and state.blocks > 0
        state.blocks = max(0, state.blocks - 1)
    elif state.begun or state.parentheses or token.kind != WORD:
        return
    elif word in _BODY_STARTS:
        state.begun = True
    elif word.startswith("@") and len(word) > 1:
        state.batch = True
    elif last in ("IS", "AS") and state.object != "TRIGGER":
        state.waits = True
