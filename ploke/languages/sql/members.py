"""What stands inside of what SQL creates: columns, labels, functions of packages; and comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ploke.languages.engine.docs import DocComments
from ploke.languages.engine.text import SourceText, decoded, dedent
from ploke.languages.families.rows import Rows
from ploke.languages.sql.tokens import DOLLAR, LITERALS, QUOTED, STRING, WORD, Token
from ploke.languages.sql.uses import Name, bare, body_span, read_name, read_uses
from ploke.languages.sql.words import TYPES
from ploke.model.facts import ReferenceRole, SymbolKind

_STARS = re.compile(r"^[ \t]*\*(?!/) ?", re.MULTILINE)
_MARKS = re.compile(r"^(?:--+|#+)[ \t]?|[ \t]*-{3,}$")
_GENERATED = re.compile(r"(?:Name|Data for Name): .*; Type: |^(?:Table structure|Dumping data) for table")
_RULED = re.compile(r"[-=*#\s]*")
_ALWAYS_CONSTRAINTS = frozenset({"CONSTRAINT", "PRIMARY", "FOREIGN", "EXCLUDE", "FULLTEXT", "SPATIAL"})
_PERHAPS_CONSTRAINTS = frozenset({"UNIQUE", "CHECK", "KEY", "LIKE", "INDEX", "PROJECTION", "PERIOD"})
_AFTER_CONSTRAINTS = frozenset({"(", "KEY", "INDEX", "NULLS", "CLUSTERED", "NONCLUSTERED", "USING", "FOR"})
_LABEL = re.compile(r"'((?:[^']|'')*)'")
_NO_TYPES = frozenset(
    "PRIMARY UNIQUE NOT NULL DEFAULT REFERENCES CHECK AS GENERATED CONSTRAINT COLLATE COMMENT".split()
)


def doc_comment(text: str) -> str | None:
    """What a comment says of what follows it; those that dumps write say nothing."""
    if text.startswith("/*"):
        body = text[2:].removesuffix("*/")
        if body.startswith(("*", "!", "+")):
            body = body[1:]
        return dedent(_STARS.sub("", body)).strip()
    line = _MARKS.sub("", text.strip())
    return "" if _RULED.fullmatch(line) or _GENERATED.search(line) else line


class Members:
    """Reads what is inside of a statement. ``known`` are the numbers of symbols by their paths in capitals."""

    def __init__(self, text: SourceText, docs: DocComments, comments: Sequence[tuple[int, int]], rows: Rows) -> None:
        self.text = text
        self.docs = docs
        self.trailing = {text.line(start): (start, end) for start, end in comments}
        self.rows = rows
        self.known: dict[str, int] = {}

    def use(self, tokens: Sequence[Token], first: int, scope: int) -> None:
        """Note what a statement uses from a token on."""
        read_uses(self.text.bytes, tokens, first, lambda role, path, at: self.rows.use(role, path, scope, at))

    def read_columns(self, table: Name, number: int, tokens: Sequence[Token], opening: int) -> int:
        """The columns between parentheses; answers the token behind them."""
        end = closing(tokens, opening)
        first = opening + 1
        parentheses = 0
        for at in range(opening + 1, end + 1):
            word = tokens[at].word if at < len(tokens) else ")"
            if at == end or (word == "," and not parentheses):
                self._read_column(table, number, tokens, first, at)
                first = at + 1
            parentheses += (word == "(") - (word == ")")
        return end + 1

    def _read_column(self, table: Name, number: int, tokens: Sequence[Token], first: int, end: int) -> None:
        if first >= end:
            return
        scope, start = number, first
        if tokens[first].kind in (WORD, QUOTED) and not _is_constraint(tokens, first, end):
            name_start, name_end = bare(tokens[first])
            if name_start == name_end:
                return
            path = f"{table.path}.{self.text.bytes[name_start:name_end]}"
            span = (tokens[first].start, tokens[end - 1].end)
            column = self.rows.define(
                SymbolKind.FIELD,
                path,
                (name_start, name_end),
                span,
                parent=number,
                doc=self._column_doc(tokens, first, end),
            )
            self.known.setdefault(path.upper(), column)
            start = first + 1
            kind = read_name(self.text.bytes, tokens[:end], start)
            if kind is not None and tokens[start].word not in _NO_TYPES:
                if len(kind.parts) > 1 or tokens[start].word not in TYPES:
                    self.rows.use(ReferenceRole.TYPE, kind.path, scope, kind.start)
                start = kind.after
        self.use(tokens[:end], start, scope)

    def _column_doc(self, tokens: Sequence[Token], first: int, end: int) -> str:
        """Comments before a column, MySQL's ``COMMENT``, or the comment on the rest of its line."""
        doc = self.docs.before(tokens[first].start, doc_comment)
        if doc:
            return doc
        for at in range(first + 1, end - 1):
            if tokens[at].word == "COMMENT" and tokens[at + 1].kind == STRING:
                return quoted(self.text, tokens[at + 1])
        last = tokens[end - 1].end
        trailing = self.trailing.get(self.text.line(last - 1))
        if trailing is None or trailing[0] < last or self.text.bytes[last : trailing[0]].strip(" \t,"):
            return ""
        return doc_comment(self.text.get(*trailing)) or ""

    def read_labels(self, owner: Name, number: int, tokens: Sequence[Token], after: int) -> None:
        """The labels of an enumeration: they are the strings in its parentheses."""
        for token in tokens[after:]:
            if token.kind not in (LITERALS, STRING):
                continue
            for found in _LABEL.finditer(self.text.bytes, token.start, token.end):
                if found[1]:
                    path = f"{owner.path}.{found[1]}"
                    self.rows.define(SymbolKind.ENUM_MEMBER, path, found.span(1), found.span(), parent=number)

    def read_package(self, package: Name, number: int, tokens: Sequence[Token], after: int) -> int:
        """The functions and procedures of an Oracle package, which reach up to one another."""
        heads = [
            at
            for at in range(after, len(tokens) - 1)
            if tokens[at].word in ("FUNCTION", "PROCEDURE")
            and tokens[at + 1].kind in (WORD, QUOTED)
            and tokens[at - 1].word in (";", "AS", "IS")
        ]
        for at, end in pairwise([*heads, len(tokens)]):
            span = bare(tokens[at + 1])
            if span[0] == span[1]:
                continue
            head_end = at + 2
            while head_end < end and tokens[head_end].word not in ("IS", "AS", ";"):
                head_end = closing(tokens, head_end) + 1 if tokens[head_end].word == "(" else head_end + 1
            declared = head_end >= end or tokens[head_end].word == ";"
            last = min(head_end + 1 if declared else end, len(tokens))
            markers = (("procedure",) if tokens[at].word == "PROCEDURE" else ()) + (
                ("declaration",) if declared else ()
            )
            function = self.rows.define(
                SymbolKind.FUNCTION,
                f"{package.path}.{self.text.bytes[span[0] : span[1]]}",
                span,
                (tokens[at].start, tokens[last - 1].end),
                parent=number,
                head=(tokens[at].start, tokens[min(head_end, end) - 1].end),
                doc=self.docs.before(tokens[at].start, doc_comment),
                markers=markers,
            )
            self.use(tokens[at + 2 : last], 0, function)
        return len(tokens) if heads else after


def _is_constraint(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether what stands between two commas in a table is no column."""
    word = tokens[first].word
    following = tokens[first + 1] if first + 1 < end else tokens[first]
    if word in _PERHAPS_CONSTRAINTS:
        if word == "LIKE" or following.word in _AFTER_CONSTRAINTS:
            return True
        if word in ("KEY", "INDEX", "UNIQUE", "PROJECTION"):
            return first + 2 < end and tokens[first + 2].word in ("(", "USING")
    return word in _ALWAYS_CONSTRAINTS and following.kind in (WORD, QUOTED)


def closing(tokens: Sequence[Token], opening: int) -> int:
    """The parenthesis that closes the one at ``opening``; the end if none does."""
    parentheses = 0
    for at in range(opening, len(tokens)):
        word = tokens[at].word
        if word == "(":
            parentheses += 1
        elif word == ")":
            parentheses -= 1
            if not parentheses:
                return at
    return len(tokens)


def quoted(text: SourceText, token: Token) -> str:
    """The text in a string."""
    if token.kind == DOLLAR:
        return decoded(text.bytes[slice(*body_span(text.bytes, token))]).strip()
    return text.get(token.start, token.end).lstrip("EeNn")[1:].removesuffix("'").replace("''", "'").strip()
