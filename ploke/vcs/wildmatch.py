"""One gitignore pattern, read the way git reads it.

Source: gitignore(5) and the matching rules of git's ``wildmatch`` (byte-wise, ``*`` and ``?`` and brackets never match
``/`` in patterns that hold a slash). Patterns and names are handled in their *byte view*: bytes decoded as Latin-1, one
character a byte, because git counts bytes (``?`` does not match ``é``).
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

_SPECIAL = frozenset("*?[\\")
_MAX_EXPANSIONS = 24
_CLASSES: dict[str, str] = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": r"\t\x20",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"\x21-\x7e",
    "lower": "a-z",
    "print": r"\x20-\x7e",
    "punct": r"\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e",
    "space": r"\t-\r\x20",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


class Pattern(NamedTuple):
    """One line of an ignore file.

    ``text`` is the glob without ``!``, the leading ``/`` and the trailing ``/``. ``anchored`` patterns match the path
    relative to the file's folder, the others the bare name at any depth.
    """

    text: str
    negative: bool
    dir_only: bool
    anchored: bool
    line: int
    source: str


def read_patterns(data: bytes) -> list[Pattern]:
    """Patterns of an ignore file in file order; blank lines, comments and patterns that can never match are left out.

    ``line`` counts from 1 and ``source`` is the line as written, in the byte view.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    patterns = []
    for number, raw in enumerate(data.decode("latin-1").split("\n"), start=1):
        line = raw.removesuffix("\r").partition("\0")[0]
        if not line or line[0] == "#":
            continue
        pattern = _read_line(_without_trailing_spaces(line), number)
        if pattern is not None:
            patterns.append(pattern)
    return patterns


def _read_line(line: str, number: int) -> Pattern | None:
    text = line
    negative = text.startswith("!")
    if negative:
        text = text[1:]
    dir_only = text.endswith("/")
    if dir_only:
        text = text[:-1]
    anchored = "/" in text
    if text.startswith("/"):
        text = text[1:]
    if not text or text.startswith("/"):
        return None
    return Pattern(text, negative, dir_only, anchored, number, line)


def _without_trailing_spaces(line: str) -> str:
    """Drop trailing spaces; one that a backslash escapes stays, and so do those before it."""
    if not line.endswith(" "):
        return line
    keep = at = 0
    while at < len(line):
        if line[at] == "\\":
            at += 2
            keep = at
            continue
        at += 1
        if line[at - 1] != " ":
            keep = at
    return line[:keep]


class _Bracket:
    """One of several characters: ``body`` is the inside of a regex class, ``characters`` lists them where it can."""

    __slots__ = ("body", "characters", "negative")

    def __init__(self, body: str, negative: bool, characters: tuple[str, ...] | None) -> None:
        self.body = body
        self.negative = negative
        self.characters = characters


class _Star:
    __slots__ = ("regex",)

    def __init__(self, regex: str) -> None:
        self.regex = regex


_Token: TypeAlias = "str | _Bracket | _Star"  # a literal character; one of many (``?`` too); any number


def literals(pattern: Pattern) -> list[str] | None:
    """All strings the pattern matches, when there are few (no wildcard but small brackets such as ``[Bb]in``)."""
    return _expand(_tokens(pattern)) if "*" not in pattern.text else None


def extensions(pattern: Pattern) -> list[str] | None:
    """Extensions with their dot, when the pattern is ``*.EXT`` (brackets as in ``*.py[cod]`` spelled out)."""
    if pattern.anchored or not pattern.text.startswith("*.") or "*" in pattern.text[1:]:
        return None
    found = _expand(_tokens(pattern)[1:])
    if found is None or any("." in extension[1:] for extension in found):
        return None
    return found


def literal_ends(pattern: Pattern) -> tuple[str, str]:
    """The literal text that every match starts with and ends with; either may be empty."""
    tokens = _tokens(pattern)
    if not tokens:
        return "\0", "\0"
    return _literal_run(tokens), _literal_run(tokens[::-1])[::-1]


def _literal_run(tokens: list[_Token]) -> str:
    run = []
    for token in tokens:
        if not isinstance(token, str):
            break
        run.append(token)
    return "".join(run)


def regex(pattern: Pattern) -> str:
    """The pattern as a regular expression for a full match, without capturing groups; it may match nothing at all."""
    tokens = _tokens(pattern)
    if not tokens:
        return "(?!)"
    parts = []
    for token in tokens:
        if isinstance(token, str):
            parts.append(re.escape(token))
        elif isinstance(token, _Star):
            parts.append(token.regex)
        else:
            parts.append(f"(?!/)[{'^' if token.negative else ''}{token.body}]" if token.body else _empty(token))
    return "".join(parts)


def _empty(bracket: _Bracket) -> str:
    return "[^/]" if bracket.negative else "(?!)"


def _expand(tokens: list[_Token]) -> list[str] | None:
    if not tokens:
        return None
    found = [""]
    for token in tokens:
        if isinstance(token, str):
            found = [text + token for text in found]
            continue
        if isinstance(token, _Star) or token.negative or token.characters is None:
            return None
        if len(found) * len(token.characters) > _MAX_EXPANSIONS:
            return None
        found = [text + character for text in found for character in token.characters if character != "/"]
    return found


def _tokens(pattern: Pattern) -> list[_Token]:
    """Tokens in order; empty when the pattern can match nothing (unclosed bracket, backslash at the end)."""
    text = pattern.text
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character == "\\":
            if at + 1 == len(text):
                return []
            tokens.append(text[at + 1])
            at += 2
        elif character == "?":
            tokens.append(_Bracket("", True, None))
            at += 1
        elif character == "*":
            end = at
            while end < len(text) and text[end] == "*":
                end += 1
            token, at = _star(pattern, at, end)
            tokens.append(token)
        elif character == "[":
            read = _bracket(text, at + 1)
            if read is None:
                return []
            bracket, at = read
            tokens.append(bracket)
        else:
            tokens.append(character)
            at += 1
    return tokens


def _star(pattern: Pattern, at: int, end: int) -> tuple[_Star, int]:
    """The stars of ``text[at:end]`` and where reading goes on.

    Two or more stars cross folders only as a whole segment. Git strips the literal start of a pattern before it looks,
    so stars right after that literal start count as starting a segment as well.
    """
    text = pattern.text
    if not pattern.anchored:
        return _Star(".*"), end
    starts = at == 0 or text[at - 1] == "/" or not _SPECIAL & set(text[:at])
    if end - at == 1 or not starts or not (end == len(text) or text.startswith(("/", "\\/"), end)):
        return _Star("[^/]*"), end
    if text.startswith("/", end):
        return _Star("(?:.*/)?"), end + 1
    return _Star(".*"), end


def _bracket(text: str, at: int) -> tuple[_Bracket, int] | None:
    """Read a bracket expression from behind its ``[``; None when it is not closed or names an unknown class."""
    negative = text.startswith(("!", "^"), at)
    at += negative
    body: list[str] = []
    listed: list[str] | None = []
    previous = ""
    start = at
    while at == start or not text.startswith("]", at):
        member = _member(text, at, previous)
        if member is None:
            return None
        part, previous, at = member
        body.append(part)
        if not previous:
            listed = None
        elif listed is not None:
            listed.append(previous)
    characters = tuple(dict.fromkeys(listed)) if listed is not None else None
    return _Bracket("".join(body), negative, characters), at + 1


def _member(text: str, at: int, previous: str) -> tuple[str, str, int] | None:
    """One member of a bracket expression: its regex, the character a range may start at, where reading goes on."""
    if text.startswith("[:", at):
        close = text.find("]", at + 2)
        if close < 0:
            return None
        if close > at + 2 and text[close - 1] == ":":
            known = _CLASSES.get(text[at + 2 : close - 1])
            return (known, "", close + 1) if known is not None else None
    is_range = bool(previous) and text.startswith("-", at) and text[at + 1 : at + 2] not in ("", "]")
    at += is_range
    if text.startswith("\\", at):
        at += 1
    if at >= len(text):
        return None
    if is_range:
        return (f"{_hex(previous)}-{_hex(text[at])}" if previous <= text[at] else ""), "", at + 1
    return _hex(text[at]), text[at], at + 1


def _hex(character: str) -> str:
    return f"\\x{ord(character):02x}"
