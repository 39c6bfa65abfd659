"""What C++ says and its grammar cannot read, blanked out or said in other words of the same length before it is read.

- ``= delete``, ``= {}`` of a parameter, ``* = nullptr`` of a template; what ``decltype(a, b)`` asks of later operands
- ``a->*b``, ``(T::*f)(int)``, ``x.operator[](0)``, ``unsigned(x)``, ``enum : int {``, ``using typename``
- ``new T*[n]``, which makes no ``T``; words before the definition of an operator that converts
- ``template class Foo<int>;``, which defines nothing; modules: ``export``, and ``import a;`` as ``using  a;``
- ``signals:``, ``public slots:``; ``__has_include(<a.h>)``; ``#ifdef`` around ``extern "C" {`` alone
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ploke.languages.families.halves import blank

_SIGN = rb"\s*(?:\[\s*\]|\(\s*\)|[-+*/%^&|~!=<>]+)"
_TYPE = rb"[A-Za-z_][\w:]*(?:<[^;(){}]*>)?"

# What must be in a file for a pattern to be looked for; the pattern; its group says what is done with the text.
_GAPS = tuple(
    (needle, re.compile(pattern, re.MULTILINE))
    for needle, pattern in (
        (b"delete", rb"(?P<cut>=\s*delete)(?=\s*;)"),
        (b"default", rb"(?P<cut>=\s*default)(?=\s*;)"),
        (b"{}", rb"=\s*(?P<number>\{\})(?=\s*[,)])"),
        (b"nullptr", rb"(?P<cut>\*\s*=\s*nullptr)(?=\s*[>,])"),
        (b"->*", rb"->(?P<cut>\*)(?=\s*\w)"),
        (b"->*", rb"(?P<comma>->\*)(?=\s*\()"),
        (b".*", rb"\.(?P<cut>\*)(?=\s*\w)"),
        (b".*", rb"(?P<comma>\.\*)(?=\s*\()"),
        (b"::*", rb"\(\s*(?P<cut>" + _TYPE + rb"::)(?=\*\s*(?:const\s+)?\w*\s*\)\s*\()"),
        (b"new ", rb"(?P<pointers>new\s+" + _TYPE + rb"\s*\*+)(?=\s*\[)"),
        (
            b"::operator ",
            rb"(?P<cut>\b(?:inline|constexpr)(?:\s+(?:inline|constexpr))?)"
            rb"(?=\s+(?:\w+(?:<[^;(){}]*>)?::)+operator\s+\w)",
        ),
        (b".operator", rb"\.operator(?P<word>" + _SIGN + rb")(?=\s*[(<])"),
        (b">operator", rb"->operator(?P<word>" + _SIGN + rb")(?=\s*[(<])"),
        (b"unsigned(", rb"(?P<cut>unsigned(?<!\wunsigned)(?<!operator unsigned))(?=\([^)])"),
        (b"unsigned()", rb"(?P<number>unsigned(?<!\wunsigned)(?<!operator unsigned)\(\))"),
        (b"long(", rb"(?P<cut>long(?<!\wlong)(?<!operator long))(?=\([^)])"),
        (b"long()", rb"(?P<number>long(?<!\wlong)(?<!operator long)\(\))"),
        (b"short(", rb"(?P<cut>short(?<!\wshort)(?<!operator short))(?=\([^)])"),
        (b"short()", rb"(?P<number>short(?<!\wshort)(?<!operator short)\(\))"),
        (b"enum", rb"enum(?P<cut>\s*:[^:;{}()]+)(?=\{)"),
        (b"typename", rb"using\s+(?P<cut>typename)\b"),
        (b"typename", rb"(?P<cut>typename(?<=[(,=] typename|.[(,]typename))(?=\s+" + _TYPE + rb"(?:::\w+)*\s*[({])"),
        (b"typename", rb"return\s+(?P<cut>typename)(?=\s+" + _TYPE + rb"(?:::\w+)*\s*[({])"),
        (b"&);", rb"(?P<cut>&+)(?=\);)"),
        (b"noexcept(noexcept", rb"noexcept\(\s*(?P<cut>noexcept)(?=\s*\()"),
        (b"using ", rb"using\s+[\w:]+(?P<cut>(?:\s*,\s*[\w:]+)+)(?=\s*;)"),
    )
)
# The same for patterns that start with a line; what must be there stands in that line.
_GAPS_IN_LINES = tuple(
    (re.compile(needle), re.compile(pattern))
    for needle, pattern in (
        (rb"template[ \t]+(?!<)", rb"[ \t]*(?P<cut>(?:extern[ \t]+)?template[ \t]+(?!<)[^;{}]*;)"),
        (
            rb"export[ \t]",
            rb"[ \t]*(?P<cut>export)(?=[ \t]+(?:import|namespace|class|struct|enum|template|using|inline|auto)\b)",
        ),
        (rb"module\b", rb"[ \t]*(?P<cut>(?:export[ \t]+)?module\b[ \t]*[\w.:]*[ \t]*;)"),
        (rb"import[ \t]", rb"[ \t]*(?P<load>import[ \t]+[\w.:]+)(?=[ \t]*;)"),
        (rb"signals", rb"[ \t]*(?P<cut>signals[ \t]*:(?!:))"),
        (rb"slots", rb"[ \t]*(?:public|protected|private)[ \t]+(?P<cut>slots)(?=[ \t]*:)"),
        (rb"Q_SLOTS", rb"[ \t]*(?:public|protected|private)[ \t]+(?P<cut>Q_SLOTS)(?=[ \t]*:)"),
    )
)
_OPERATOR = re.compile(rb"operator(?P<word>" + _SIGN + rb")(?=\s*\()")
_CALLS_BEHIND = re.compile(rb"(?:return|[=(!{};,]|(?<![\w>])::)\s*\Z")
_CONDITION = re.compile(rb"[ \t]*\#[ \t]*(?:el)?if\b(?:[^\n\\]|\\\r?\n|\\)*")
_IF = re.compile(rb"#[ \t]*(?:el)?if\b")
_ASKED = re.compile(rb"(?<=\w)(\s*\(\s*)([^()\n]*[\".:<][^()\n]*)(?=\))")
_NO_WORD = re.compile(rb"\W")
_DECLTYPE = re.compile(rb"decltype\(")
_LINKAGE = re.compile(
    rb"^([ \t]*\#[ \t]*(?:ifdef[ \t]+__cplusplus|if[ \t]+defined[ \t]*\(?__cplusplus\)?)[ \t]*\r?\n)"
    rb"(\s*(?:extern\s+\"C\"\s*\{|\})[^\n#]*\n)([ \t]*\#[ \t]*endif)",
    re.MULTILINE,
)
_FARTHEST = 2000
"""How far a closing parenthesis is looked for."""


def without_gaps(source: bytes) -> bytes:
    """``source``, of the same length, with nothing that the grammar is known not to read."""
    for needle, pattern in _GAPS:
        if needle in source:
            source = pattern.sub(_mended, source)
    if b"operator" in source:
        source = _OPERATOR.sub(_mended_call, source)
    for word, pattern in _GAPS_IN_LINES:
        source = sub_at_line_starts(pattern, word, _mended, source)
    source = sub_at_line_starts(_CONDITION, _IF, _answerable, source)
    if b"decltype(" in source:
        source = _without_later_operands(source)
    if b"__cplusplus" in source:
        source = _LINKAGE.sub(lambda found: blank(found[1]) + found[2] + blank(found[3]), source)
    return source


def sub_at_line_starts(
    pattern: re.Pattern[bytes], word: re.Pattern[bytes], mended: Callable[[re.Match[bytes]], bytes], source: bytes
) -> bytes:
    """``pattern.sub(mended, source)`` at the starts of lines in which ``word`` stands: only they are looked at."""
    parts: list[bytes] = []
    done = tried = 0
    for place in word.finditer(source):
        line = source.rfind(b"\n", tried, place.start()) + 1 or tried
        if line < done or (line == tried and tried):
            continue
        tried = line
        found = pattern.match(source, line)
        if found is not None:
            parts += source[done:line], mended(found)
            done = found.end()
    return b"".join((*parts, source[done:])) if parts else source


def _mended_call(found: re.Match[bytes]) -> bytes:
    """A call of an operator by its name, told from its definition by what stands before it."""
    called = _CALLS_BEHIND.search(found.string, max(0, found.start() - 80), found.start())
    return found[0] if called is None else _mended(found)


def _mended(found: re.Match[bytes]) -> bytes:
    group = found.lastgroup or "cut"
    whole, start, written = found[0], found.start(group) - found.start(), found[group]
    if group == "load":
        mended = b"using " + _NO_WORD.sub(b"_", written[6:].lstrip()).rjust(len(written) - 6)
    elif group == "comma":
        mended = b",".ljust(len(written))
    elif group == "number":
        mended = b"0".ljust(len(written))
    elif group == "pointers":
        mended = blank(written[:3]) + written[3:].replace(b"*", b" ")
    elif group == "word":
        mended = b"_" * len(written)
    else:
        mended = blank(written)
    return whole[:start] + mended + whole[start + len(written) :]


def _answerable(found: re.Match[bytes]) -> bytes:
    """A condition in which what is asked of the compiler (``__has_include(<a.h>)``) is a number."""
    return _ASKED.sub(lambda asked: asked[1] + b"0".ljust(len(asked[2])), found[0])


def _without_later_operands(source: bytes) -> bytes:
    """``decltype(a, b)`` with the first operand alone."""
    result = bytearray(source)
    for found in _DECLTYPE.finditer(source):
        depth, angles, comma = 1, 0, -1
        for at in range(found.end(), min(found.end() + _FARTHEST, len(source))):
            sign = source[at]
            if sign in b"([{":
                depth += 1
            elif sign in b")]}":
                depth -= 1
                if not depth:
                    if comma >= 0:
                        result[comma:at] = blank(source[comma:at])
                    break
            elif depth == 1 and sign in b"<>" and source[at - 1] != ord("-"):
                angles += 1 if sign == ord("<") else -1
            elif depth == 1 and sign == ord(",") and not angles and comma < 0:
                comma = at
    return bytes(result)
