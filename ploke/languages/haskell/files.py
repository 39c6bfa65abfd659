"""Haskell before its grammar reads it: literate files, and both halves of an ``#if`` around whole declarations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_BIRD = re.compile(rb"(?m)^>(?=[ \t\r\n]|$)")
_PLAIN = re.compile(rb"(?m)^(?:module|import)\s")
_BLOCK = re.compile(rb"(?ms)^\\begin\{code\}[^\n]*$(.*?)^\\end\{code\}")
_NOT_BREAK = re.compile(rb"[^\r\n]")
_DIRECTIVE = re.compile(rb"(?m)^#[ \t]*(if|ifdef|ifndef|elif|else|endif)\b(?:[^\n\\]|\\\r?\n|\\)*")
_DECLARATION = re.compile(rb"(?m)^(?:\(?[a-z_][\w']*|[A-Z{(])[^\n]*\n?(?:[ \t][^\n]*\n?|\r?\n)*")
_NAMED = re.compile(rb"[a-z_][\w']*(?=[^\w'])")
_KEYWORDS = frozenset(
    b"import module data newtype type class instance deriving infix infixl infixr foreign default pattern".split()
)
_FIRST = re.compile(rb"(?:[ \t]*(?:--[^\n]*)?\r?\n)*([^\n])")


def prepare(source: bytes) -> bytes:
    """``source`` with what is no code blank, of the same length."""
    if b"\\begin{code}" in source and _BLOCK.search(source):
        source = _only_blocks(source)
    elif b"\n>" in source and _BIRD.search(source) and not _PLAIN.search(source):
        lines = source.split(b"\n")
        source = b"\n".join(b" " + line[1:] if line.startswith(b">") else _blank(line) for line in lines)
    return _with_both_halves(source) if b"\n#" in source else source


def recover(source: bytes, unread: Sequence[tuple[int, int]]) -> Iterable[bytes]:
    """``source`` without the declarations that are not read whole: of functions, the names are kept."""
    mended = bytearray(source)
    for found in _DECLARATION.finditer(source):
        start, end = found.start(), found.start() + len(found[0].rstrip())
        if not any(first < end and start <= last for first, last in unread):
            continue
        mended[start:end] = _blank(source[start:end])
        named = _NAMED.match(source, start)
        if (
            named is not None
            and named[0] not in _KEYWORDS
            and named.end() + 2 < end
            and source[end - 2 : end - 1] != b"\n"
        ):
            mended[start : named.end() + 1] = named[0] + b"="
            mended[end - 1] = 0x30
    if mended != source:
        yield bytes(mended)


def _blank(text: bytes) -> bytes:
    return _NOT_BREAK.sub(b" ", text)


def _only_blocks(source: bytes) -> bytes:
    parts, last = [], 0
    for found in _BLOCK.finditer(source):
        parts += [_blank(source[last : found.start(1)]), found[1]]
        last = found.end(1)
    return b"".join([*parts, _blank(source[last:])])


def _with_both_halves(source: bytes) -> bytes:
    """The grammar passes over what stands behind ``#else``: the directives go where all halves are declarations."""
    opened: list[list[re.Match[bytes]]] = []
    mended = bytearray(source)
    for found in _DIRECTIVE.finditer(source):
        if found[1].startswith(b"if"):
            opened.append([found])
        elif opened:
            opened[-1].append(found)
            if found[1] == b"endif":
                group = opened.pop()
                if len(group) > 2 and all(_starts_at_margin(source, each.end()) for each in group):
                    for each in group:
                        mended[each.start() : each.end()] = _blank(each[0])
    return bytes(mended)


def _starts_at_margin(source: bytes, at: int) -> bool:
    """Whether the first line of code behind a directive is not indented, so that it starts a declaration."""
    found = _FIRST.match(source, at + 1)
    return found is None or not found[1].isspace()
