"""Macros that C++'s grammar would misread, blanked out before it reads a file: the length stays.

- in the head of a type or function: ``class FOO_API Bar : public Base {``, ``int f() FOO_NOEXCEPT {``, ``int x UNUSED``
- before declarations, and alone on their line: ``FOO_BEGIN``, ``FOO_INLINE int f();``, ``Q_OBJECT``
- among strings and in other places where no name may stand: ``"a" PRIu64``, ``if FOO_CONSTEXPR (x)``
- what a macro that defines a test is given: ``TEST_CASE("adds", "[math]") {``

A macro is told by custom: it is written in capitals, and stands where a name of C++ could not. What else is in the way
is told by ``ploke.languages.families.preprocessor`` where a file does not parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ploke.languages.cpp.gaps import sub_at_line_starts, without_gaps
from ploke.languages.families.halves import blank, touches, without_halves
from ploke.languages.families.preprocessor import mend

_LOUD = rb"(?:[A-Z][A-Z0-9_]{2,}|_+[A-Z][A-Z0-9_]+)\b"
_STRING = rb'"(?:[^"\\\n]|\\.)*"'
_INNER = rb"(?:[^()\"'\n;{}]|" + _STRING + rb"|'(?:[^'\\\n]|\\.)*')"
_GIVEN_TEXT = rb"\((?:" + _INNER + rb"|\n|\((?:" + _INNER + rb"|\n|\((?:" + _INNER + rb")*\))*\))*\)"
_NAME = rb"(?>\w+(?:\s*::\s*\w+|\s*<[^;{}()]*>)*)"

# What a pattern can start with is told first: only there it is tried.
_WORD = re.compile(
    rb"[A-Z_](?<![\w.#].)(?:(?<=[A-Z])[A-Z0-9_]{2,}|(?<=_)_*[A-Z][A-Z0-9_]+|(?<=P)RI[diouxX](?:\d+|PTR|MAX))\b"
)
_GIVEN = re.compile(rb"[ \t]*" + _GIVEN_TEXT)
_DECLARES = re.compile(
    rb"\s+(?:" + _LOUD + rb"(?:[ \t]*" + _GIVEN_TEXT + rb")?\s+){0,8}"
    rb"(?:(?:template|class|struct|enum|union|using|typedef|namespace|static|inline|constexpr|consteval|constinit"
    rb"|explicit|virtual|friend|extern|auto|typename|void|bool|char|int|unsigned|signed|long|short|float|double|size_t"
    rb"|mutable|decltype|thread_local|operator\s+\w+|const\s+" + _NAME + rb"[\s*&]+\w+)\b|\[\["
    rb"|(?!(?:return|else|new|throw|delete|goto|case|operator|co_\w+)\b)"
    + _NAME
    + rb"(?:\s+|\s*[*&]+\s*)(?:operator\b|[A-Za-z_][\w:]*\s*\()"
    rb"|~\w+\s*\(|\w+\s*" + _GIVEN_TEXT + rb"\s*(?:noexcept\s*)?:\s*" + _NAME + rb"\s*[({])"
)
_TYPE_KEYWORD = re.compile(rb"\b(?:(class)|struct|union|enum(?:\s+(?:class|struct))?)\s+(?:" + _LOUD + rb"\s+)*\Z")
_LOUD_LAST = re.compile(rb"[A-Z0-9_]{3}")
_TYPE_HEAD = re.compile(rb"\s+(?:" + _LOUD + rb"\s+)*(?:" + _NAME + rb"\s*(?:final\s*)?(?:\{|:[^:])|(\w+\s*;))")
_FUNCTION_HEAD = re.compile(
    rb"(?:\s|\w+\s*:(?!:)|//[^\n]*\n|\[\[[^\]]*\]\])*"
    rb"(?!(?:if|for|while|switch|return|else|new|throw|case|do|delete|co_\w+|goto|using)\b)"
    rb"(?:[\w:]+[^;{}()=]*?[\s>&*][~\w:]+|~\w+|operator[^;{}]*?)\s*\("
)
_TWO_WORDS = re.compile(rb"(\w+)[\s>&*]+(\w+)(?:\[[^]\[]*\])*\s*\Z")
_NO_TYPES = frozenset(
    b"struct class enum union volatile typename new return unsigned signed extern static inline virtual friend"
    b" constexpr explicit typedef mutable else case goto throw delete using operator".split()
)
_TYPED = re.compile(rb"(?:[\w:]+(?:<[^;{}()]*>)?\s+)*?([\w:]+)(?:<[^;{}()]*>)?[\s*&]*")
_NAMED = re.compile(rb"\s+(?:\w+::)*[A-Za-z_]\w*\s*\(")
_NO_NAMES = _NO_TYPES | frozenset(b"const int long short char float double bool void auto".split())
_CATCHES = re.compile(rb"[A-Z_]*_(?:TRY|CATCH)(?:_ALL)?\Z")
_ACCESS = re.compile(rb"[A-Z]\w*_(?:PRIVATE|PUBLIC|PROTECTED|SIGNALS)\w*\Z")
_TEST = re.compile(
    rb"[ \t]*(?:(?:TYPED_)?TEST(?:_[FP])?|(?:TEMPLATE_)?TEST_CASE(?:_FIXTURE|_METHOD|_TEMPLATE)?|SCENARIO|FUZZ_TEST)"
    rb"\s*(" + _GIVEN_TEXT + rb")"
    rb"(?=\s*\{)"
)
_TESTING = re.compile(rb"TEST|SCENARIO")
_TITLED_BLOCK = re.compile(rb"\n[ \t]+" + _LOUD + rb"\(" + _STRING + rb"[^\"\n;{}]*\)(?:\r?\n)?([ \t])[ \t]*\{")
_CALL = re.compile(rb"\n[ \t]*(" + _LOUD + rb"\s*" + _GIVEN_TEXT + rb")\s*;")
_NO_STATEMENT = re.compile(rb"\(\.\.\. *\)\s*$|\)\s*(?:(?:noexcept|const)\s*)*:[^:;{}][^;{}]*$")
_WORTH_WHILE = 4000
"""A file is not read again for less than one in so many of its bytes."""
_ENDS_STATEMENT = (b";", b"}", b"*/")
_STARTS_STATEMENT = (*_ENDS_STATEMENT, b"{", b":", b">", b")")


def without_macros(source: bytes) -> bytes:
    """``source``, of the same length, with what the grammar would misread blanked out."""
    source = sub_at_line_starts(_TEST, _TESTING, _without_title, source)
    result = bytearray(source)
    done = 0
    for found in _WORD.finditer(source):
        start, end = found.span()
        if start < done:
            continue
        span = _in_the_way(source, bytes(result[max(0, start - 400) : start]).rstrip(), start, end)
        if span is not None:
            start, done = span
            result[start:done] = blank(source[start:done])
    for found in _TITLED_BLOCK.finditer(source):
        result[found.start(1)] = ord(";")
    return without_gaps(bytes(result))


def repair(source: bytes, unread: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """What C++ may mean by ``source``, of which ``unread`` was not understood."""
    size = sum(max(1, end - start) for start, end in unread)
    if size * _WORTH_WHILE < len(source):
        return
    most = source.count(b" ") + 200 + 20 * size
    for halved in islice(without_halves(source, unread), 2):
        if halved.count(b" ") <= most:  # else it is hardly a half: what guards a header
            yield halved
    mended = _mend(_without_calls(source, unread), unread)
    if mended != source:
        yield mended


def _in_the_way(source: bytes, above: bytes, start: int, end: int) -> tuple[int, int] | None:
    """The span of the macro whose name stands from ``start`` to ``end``, if it is one that is to be blanked out.

    ``above`` is the code before it without the macros that are.
    """
    line_start = source.rfind(b"\n", 0, start) + 1
    line = source[line_start:start].strip()
    if line[:1] == b"#" or (_goes_on(source, line_start) and _in_directive(source, line_start)):
        return None
    before = above[-60:]
    given = _GIVEN.match(source, end) if source[end : end + 1] in b"( \t" else None
    last = given.end() if given is not None else end
    first = source[last : last + 60].lstrip()[:1]
    if before[-2:] in (b"ss", b"ct", b"um", b"on") or _LOUD_LAST.match(before[-3:]):
        keyword = _TYPE_KEYWORD.search(before + b" ")
        if keyword is not None:
            head = _TYPE_HEAD.match(source, last)
            return (start, last) if head is not None and (keyword[1] or not head[1]) else None
    if before[-2:] == b"if" and not before[-3:-2].isalnum() and (given is not None or first in (b"(", b"{")):
        return start, end
    if first.isalpha() or first in (b"_", b"~", b"["):
        if before[-8:] == b"explicit" or _DECLARES.match(source, last) or (last == end and _names(source, line, end)):
            return start, last
    elif first in (b",", b")", b";", b"=", b"{", b":"):
        above_is_text = line and _ends_in_comment(source, line_start)
        span = _behind(source, before.rpartition(b"\n")[2] if above_is_text else before, (start, end, last))
        if span is not None:
            return span
    elif first == b'"' and source[last : last + 1].isspace():
        return start, last
    elif first == b">" and given is not None and before[-1:] == b",":
        return source.rindex(b",", 0, start), last
    return (start, last) if not line and _is_alone(source, above, last) else None


def _names(source: bytes, line: bytes, end: int) -> bool:
    """Whether a function is named behind a macro, and its type stands before it: ``T FOO_API f(``."""
    typed = _TYPED.fullmatch(line)
    if typed is None or line.endswith(b":") or typed[1].isupper() or typed[1] in _NO_NAMES:
        return False
    return _NAMED.match(source, end) is not None


def _behind(source: bytes, before: bytes, span: tuple[int, int, int]) -> tuple[int, int] | None:
    """What is to be blanked out of a macro behind which a declaration, a head, or an argument ends."""
    start, end, last = span
    behind = source[last : last + 60].lstrip()
    first = behind[:1]
    if before[-1:] == b'"' and first in b",);":
        return start, last
    if first in b",)" and last != end:
        return None
    if first in b";{:" and (before[-1:] == b")" or before[-5:] == b"const") and behind[:2] != b"::":
        return (start, last) if _ends_head(source, start) else None
    if first == b"{" and _CATCHES.match(source[start:end]):
        return start, last
    if first == b":" and _ACCESS.match(source[start:end]):
        return start, source.index(b":", last) + 1
    return (start, last) if first in b",);=" and _is_declared(before) else None


def _ends_in_comment(source: bytes, line_start: int) -> bool:
    """Whether the line above one ends in a comment: its words are none of the code's."""
    above = source[source.rfind(b"\n", 0, max(0, line_start - 1)) + 1 : line_start]
    return b"//" in above or above.rstrip().endswith(b"*/")


def _goes_on(source: bytes, line_start: int) -> bool:
    """Whether a line goes on with the one above."""
    return source[max(0, line_start - 3) : line_start].rstrip(b"\r\n").endswith(b"\\")


def _in_directive(source: bytes, line_start: int) -> bool:
    """Whether the line that starts here, and goes on with those above, belongs to a directive."""
    while line_start and _goes_on(source, line_start):
        line_start = source.rfind(b"\n", 0, line_start - 1) + 1
    return source[line_start : line_start + 80].lstrip().startswith(b"#")


def _is_alone(source: bytes, above: bytes, end: int) -> bool:
    """Whether a macro alone on its line stands where a declaration may start, and nothing goes on with it."""
    line_end = source.find(b"\n", end)
    rest = source[end : line_end if line_end >= 0 else len(source)].strip()
    if rest and not rest.startswith(b"//"):
        return False
    last = above[above.rfind(b"\n") + 1 :].lstrip()
    if not last.startswith(b"//"):
        last = last.partition(b"//")[0].rstrip()
    behind = source[line_end + 1 : line_end + 400].lstrip() if line_end >= 0 else b""
    if not last or last.startswith((b"#", b"//")) or last.endswith(_ENDS_STATEMENT):
        return not behind or behind[:1] not in b"{(,=.+-*&|?<>:;)"
    return last.endswith(_STARTS_STATEMENT) and (behind[:1].isalpha() or behind[:1] in (b"_", b"~", b"["))


def _is_declared(before: bytes) -> bool:
    """Whether a type and a name end here."""
    words = _TWO_WORDS.search(before)
    return words is not None and words[2] not in _NO_NAMES and words[1] not in _NO_TYPES


def _ends_head(source: bytes, end: int) -> bool:
    """Whether the head of a function ends here: a type, a name and parameters."""
    before = source[max(0, end - 600) : end]
    start = max(before.rfind(mark) for mark in (b";", b"{", b"}", b"#")) + 1
    return _FUNCTION_HEAD.match(before, start) is not None


def _without_title(found: re.Match[bytes]) -> bytes:
    title = b"(" + blank(found[1][1:-1]).replace(b" " * 3, b"...", 1) + b")"
    return found[0][: found.start(1) - found.start()] + title


def _mend(source: bytes, unread: Sequence[tuple[int, int]]) -> bytes:
    """As C would, but for the initialisers of a constructor and the heads of tests: they lack no semicolon."""
    mended = mend(source, unread)
    at = mended.find(b";")
    result = bytearray(mended)
    while at >= 0:
        if source[at] != mended[at] and _NO_STATEMENT.search(source, max(0, at - 400), at):
            result[at] = source[at]
        at = mended.find(b";", at + 1)
    return bytes(result)


def _without_calls(source: bytes, unread: Sequence[tuple[int, int]]) -> bytes:
    """``source`` without the calls of macros, each a statement of its own, in which something is unread."""
    result = bytearray(source)
    for found in _CALL.finditer(b"\n" + source):
        start, end = found.start(1) - 1, found.end(1) - 1
        if touches(unread, start, end):
            result[start:end] = blank(found[1])
    return bytes(result)
