"""HCL as tokens: what stands in interpolations is code, what stands around them in strings is not."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD, STRING, SIGN = range(3)

_CODE = re.compile(
    r"(?P<space>\s+)|(?P<comment>#[^\n]*|//[^\n]*|/\*.*?(?:\*/|\Z))|(?P<heredoc><<-?(?P<_mark>[\w-]+)[^\n]*\n?)"
    r"|(?P<string>\"(?:[^\"\\$%\n]|\\.|\$(?!\{)|%(?!\{))*\")|(?P<word>[A-Za-z_\x80-\xff][\w\x80-\xff-]*)"
    r"|(?P<number>\d[\w.]*)|(?P<sign>=>|==|!=|<=|>=|&&|\|\||::|\.\.\.|.)",
    re.DOTALL,
)
_QUOTED = re.compile(r"[^\"\\$%\n]+|\\.|\$\$\{|%%\{|(?P<code>[$%]\{~?)|(?P<end>\"|\n)|[$%]|\\\Z", re.DOTALL)
_QUOTED_IN_CODE = re.compile(r"[^\"\\$%]+|\\.|\$\$\{|%%\{|(?P<code>[$%]\{~?)|(?P<end>\")|[$%]|\\\Z", re.DOTALL)
"""A string in an interpolation: before version 0.12, Terraform let it go on over lines."""


class Token(NamedTuple):
    """``text`` of a string is what stands between its quotes, of anything else how it is written.

    ``start`` and ``end`` leave quotes out. ``line`` says that it is the first of its line. What has code in it is an
    empty string, the code, and a sign where it ends.
    """

    kind: int
    start: int
    end: int
    text: str
    line: bool


class Scanned(NamedTuple):
    """The tokens of a file, the spans of its comments, and where strings start that are not closed."""

    tokens: list[Token]
    comments: list[tuple[int, int]]
    unclosed: list[int]


def scan(text: str) -> Scanned:
    """Take the source apart; it has one character a byte."""
    scanner = _Scanner(text)
    scanner.run()
    return Scanned(scanner.tokens, scanner.comments, scanner.unclosed)


class _Scanner:
    """Goes through the text once. ``open`` are braces that wait for their end, or the strings around them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.comments: list[tuple[int, int]] = []
        self.unclosed: list[int] = []
        self.open: list[re.Pattern[str] | str] = []
        self.at = 0
        self.line = True

    def run(self) -> None:
        """Scan to the end."""
        while self.at < len(self.text):
            inside = self.open[-1] if self.open else ""
            if isinstance(inside, str):
                self._code()
            else:
                self._quoted(inside)

    def _code(self) -> None:
        found = _CODE.match(self.text, self.at)
        assert found is not None
        kind = found.lastgroup
        self.at = found.end()
        if kind == "space":
            self.line = self.line or "\n" in found[0]
            return
        if kind == "comment":
            self.comments.append((found.start(), found.start() + len(found[0].rstrip())))
            return
        if kind == "_mark" or found["heredoc"]:
            self._add(STRING, found.start(), found.end(), "")
            mark = re.escape(found["_mark"])
            self.open.append(
                re.compile(rf"(?P<end>^[ \t]*{mark}[ \t]*\r?$)|(?P<code>(?<![$%])[$%]\{{~?)", re.MULTILINE)
            )
        elif kind == "string":
            self._add(STRING, found.start() + 1, found.end() - 1, found[0][1:-1])
        elif kind == "word":
            self._add(WORD, found.start(), found.end(), found[0])
        elif kind == "sign" and found[0] == '"':
            self._add(STRING, found.start(), found.end(), "")
            self.unclosed.append(found.start())
            self.open.append(_QUOTED_IN_CODE if "${" in self.open else _QUOTED)
        else:
            self._sign(found)

    def _sign(self, found: re.Match[str]) -> None:
        if found[0] == "}" and self.open and self.open[-1] in ("{", "${"):
            if self.open.pop() == "${":
                self._add(SIGN, *found.span(), ")")
                return
        elif found[0] == "{":
            self.open.append("{")
        self._add(SIGN, *found.span(), found[0])

    def _quoted(self, pattern: re.Pattern[str]) -> None:
        """The rest of a string or of a text of several lines, up to the code in it."""
        while True:
            quoted = pattern is _QUOTED or pattern is _QUOTED_IN_CODE
            found = pattern.match(self.text, self.at) if quoted else pattern.search(self.text, self.at)
            if found is None:
                self.at = len(self.text)
                return
            self.at = found.end()
            if found["code"]:
                self.open.append("${")
                self._add(SIGN, *found.span(), "(")
                return
            if found["end"] is not None:
                self.open.pop()
                self._add(SIGN, found.start("end"), found.end("end"), '"')
                if quoted and found["end"] == '"':
                    self.unclosed.pop()
                return

    def _add(self, kind: int, start: int, end: int, text: str) -> None:
        self.tokens.append(Token(kind, start, end, text, self.line))
        self.line = False
