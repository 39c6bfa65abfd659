"""Sources of the C family that do not parse before the preprocessor has run, mended as far as their text tells.

Near what a grammar cannot read, what stands in its way is blanked out, or a semicolon is put where white space was; the
length stays, and so do the ends of lines.

- macros in the place of attributes: ``API int f(void)``, ``int f(void) UNUSED;``, ``struct PACKED s {``
- macros that are statements or open blocks: ``TEST_END``, ``FOR_EACH(x) {``, ``DECLARE(a, b)`` without a semicolon
- types that macros are given: ``va_arg(ap, char *)``; strings that macros make: ``"a" QUOTED("b") "c"``
- directives within expressions, comments in long macros
- what is for C++ alone in a file of C; halves of ``#if`` that do not parse alone (``ploke.languages.families.halves``)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ploke.languages.families.halves import blank, touches, without_halves
from ploke.languages.families.macro_words import (
    may_end,
    types_given,
    unended_statements,
    words_in_heads,
    words_in_the_way,
)

Spans: TypeAlias = "Sequence[tuple[int, int]]"

_COMMENT = rb"//[^\n]*(?:\\\r?\n[^\n]*)*|/\*.*?(?:\*/|\Z)"
_NOT_CODE = re.compile(
    _COMMENT
    + rb'|"(?:[^"\\\n]|\\.)*"'
    + rb"|'(?:[^'\\\n]|\\.)*'"
    + rb"|\n[ \t]*\#(?:[^\n\\/]|\\\r?\n|\\|/(?!\*)|/\*.*?\*/)*",
    re.DOTALL,
)
_COMMENTS = re.compile(_COMMENT, re.DOTALL)
_NOT_LINE_END = re.compile(rb"[^\r\n\\]")
_FOR_CPP = re.compile(
    rb"^[ \t]*\#[ \t]*(?:ifdef[ \t]+__cplusplus|if[ \t]+defined[ \t]*\(?[ \t]*__cplusplus[ \t]*\)?)[ \t]*\r?$"
    rb"(?:(?!^[ \t]*\#[ \t]*(?:if|el|endif)).)*^[ \t]*\#[ \t]*endif\b[^\n]*",
    re.DOTALL | re.MULTILINE,
)
_LONG_MACRO = re.compile(
    rb"^[ \t]*\#[ \t]*define\b(?:[^\n\\]|\\(?!\r?\n))*\\\r?\n(?:[^\n\\]|\\\r?\n|\\)*", re.MULTILINE
)
_SPLIT_PARAMETERS = re.compile(rb"\A\s*\#\s*define[ \t]+\w+(\([^()\n]*\\\r?\n[^()]*\))")
_DIRECTIVE = re.compile(
    rb"^[ \t]*\#[ \t]*(?:define|undef|pragma|error|warning|include)\b(?:[^\n\\]|\\\r?\n|\\)*", re.MULTILINE
)
_NAME_APART = re.compile(
    rb"^(?!(?:return|typedef|else|case)\b)(?:[A-Za-z_]\w*[ \t*]+)+(?P<opens>\()\w+(?P<closes>\))[ \t]*\(",
    re.MULTILINE,
)
"""The head of a function whose name stands in parentheses, so that no macro of that name is meant (C, 7.1.4)."""
_BEFORE, _BEHIND = 4000, 1000
_MUCH = 4000
_WITHIN = re.compile(rb"(?:[,(+?|&=<>-]|(?:=|\benum\b[^{};]*)\s*\{)\s*(?:[A-Z][A-Z0-9_]+\s*)?\Z")


def prepare_c(source: bytes) -> bytes:
    """``source`` without what C's grammar would read as something else: ``struct PACKED s {``."""
    spans = list(words_in_heads(source))
    for name in _NAME_APART.finditer(source) if b") (" in source or b")(" in source else ():
        spans += [name.span("opens"), name.span("closes")]
    if not spans:
        return source
    result = bytearray(source)
    for start, end in spans:
        _blank_code(result, source, start, end)
    return bytes(result)


def repair_c(source: bytes, unread: Spans) -> Iterator[bytes]:
    """What C may mean by ``source``, of which ``unread`` was not understood."""
    ours = _FOR_CPP.sub(_blank, source) if b"__cplusplus" in source else source
    if any(end - start > _MUCH for start, end in unread):  # a bracket is missing somewhere: that is no macro's doing
        if ours != source:
            yield ours
        yield from without_halves(ours, unread, elsewhere=False)
    mended = mend(ours, unread)
    if mended != source:
        yield mended
    for halved in without_halves(ours, unread, elsewhere=False):
        yield mend(halved, unread)


def mend(source: bytes, unread: Spans) -> bytes:
    """``source`` with macros near what is unread blanked out, or parted from what follows by a semicolon."""
    code = _code_near(source, unread)
    result = bytearray(source)
    for start, end in _windows(code, unread):
        _mend_window(result, code[start:end], start, unread)
        for found in _LONG_MACRO.finditer(source, start, end):
            result[found.start() : found.end()] = _on_its_own(found[0])
        for found in _DIRECTIVE.finditer(source, start, end):
            if _WITHIN.search(code, max(0, found.start() - 2000), found.start()):
                result[found.start() : found.end()] = _blank(found)
    for at, end in unread:
        macro = may_end(code, at) if at == end else None
        if macro is not None and result[macro[0]] == source[macro[0]] and not _end(result, at):
            _blank_code(result, code, *macro)
    return bytes(result)


def _mend_window(result: bytearray, window: bytes, base: int, unread: Spans) -> None:
    for start, end in words_in_the_way(window):
        _blank_code(result, window, start, end, base)
    for start, end in types_given(window):
        if touches(unread, base + start, base + end):
            _blank_code(result, window, start, end, base)
    for start, end, ends_line in unended_statements(window):
        if result[base + start] == window[start] and not _end(result, base + end) and ends_line:
            _blank_code(result, window, start, end, base)


def _code_near(source: bytes, unread: Spans) -> bytes:
    """``source`` without comments, directives and what strings hold, as far as that may matter for what is unread."""
    source = b"\n" + source
    code = bytearray(source)
    done = 0
    for first, last in unread:
        # A brace at the start of a line is code: comments and strings before it need not be known.
        begin = max(done, source.rfind(b"\n}", done, max(done, first + 1 - _BEFORE)))
        for found in _NOT_CODE.finditer(source, begin, max(begin, min(len(source), last + 1 + _BEHIND))):
            code[found.start() : found.end()] = _blank_inside(found)
            done = found.end()
        done = max(done, min(last + 1, len(source)))
    return bytes(code[1:])


def _windows(code: bytes, unread: Spans) -> list[tuple[int, int]]:
    """Spans of whole lines around what is unread, with the code before and behind it; those that meet are one."""
    spans: list[tuple[int, int]] = []
    for start, end in unread:
        for _ in range(2):
            nearby = max(0, start - _BEFORE // 2)
            start = code.rfind(b"\n", 0, nearby + len(code[nearby:start].rstrip())) + 1  # noqa: PLW2901
        for _ in range(2):
            end = code.find(b"\n", end + 1) if end < len(code) else end  # noqa: PLW2901
            end = end if end >= 0 else len(code)  # noqa: PLW2901
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _end(result: bytearray, at: int) -> bool:
    """Put a semicolon into the white space at ``at``, but not for the end of a line; whether there was room."""
    while result[at : at + 1] == b"\n":
        at += 1
    room = at < len(result) and result[at] in b" \t\r"
    if room:
        result[at] = ord(";")
    return room


def _on_its_own(macro: bytes) -> bytes:
    """A long macro's definition with its comments blanked out, and its parameters too where they take several lines."""
    macro = _COMMENTS.sub(lambda found: _NOT_LINE_END.sub(b" ", found[0]), macro)
    split = _SPLIT_PARAMETERS.match(macro)
    if split is None:
        return macro
    start, end = split.span(1)
    return macro[:start] + _NOT_LINE_END.sub(b" ", macro[start:end]) + macro[end:]


def _blank_code(result: bytearray, code: bytes, start: int, end: int, base: int = 0) -> None:
    """Blank out what is code from ``start`` to ``end``; ``code`` starts at ``base`` of ``result``."""
    for index in range(start, end):
        if code[index] not in b" \t\r\n":
            result[base + index] = ord(" ")


def _blank(found: re.Match[bytes]) -> bytes:
    return blank(found[0])


def _blank_inside(found: re.Match[bytes]) -> bytes:
    """Nothing of a comment or directive, only the quotes of a string."""
    text = found[0]
    if text[:1] in (b'"', b"'"):
        return text[:1] + b"." * (len(text) - 2) + text[:1]
    return blank(text)
