"""Macros of C and C++ that are no code by themselves, told from how they stand among other words.

They are looked for near what does not parse alone: nothing here is proof that a word is a macro. Text is code without
directives, comments, and what strings hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


def _one_of(words: str) -> str:
    """A pattern for one of ``words``, which are tried by their first two letters: most others differ there."""
    by_letters: dict[str, list[str]] = {}
    for word in words.split():
        by_letters.setdefault(word[:2], []).append(word[2:])
    letters = [f"{start}(?:{'|'.join(ends)})" for start, ends in sorted(by_letters.items())]
    by_first: dict[str, list[str]] = {}
    for pattern in letters:
        by_first.setdefault(pattern[0], []).append(pattern[1:])
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_first.items()) + r")\b"


_PARTS = {
    # The rest of a word whose first letter has just been read: of any, of one in capitals.
    "rest": r"\w*+",
    "loud_rest": r"(?<=(?=<loud>).)\w*+",
    "word": r"[A-Za-z_]\w*",
    # A name in capitals is a macro by custom; names with two underscores belong to the implementation.
    "loud": r"(?:[A-Z][A-Z0-9_]{2,}|_+[A-Z][A-Z0-9_]*|__\w+)\b",
    "given": r"(?:[ \t]*\((?:[^()]++|\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\))*+\))",
    "storage": _one_of("static extern inline __inline __inline__ register typedef _Noreturn _Thread_local"),
    "type": _one_of(
        r"void char short int long float double signed unsigned struct union enum bool _Bool size_t ssize_t"
        r" int\d+_t uint\d+_t"
    ),
    "keyword": _one_of(
        """
        if else while for do switch case default return goto break continue sizeof typeof __typeof__ __attribute__
        defined asm __asm__ __asm const volatile restrict new delete throw template using namespace class public private
        protected operator friend typename virtual co_await co_return co_yield static_assert _Static_assert alignas
        __declspec __extension__ __volatile__ __restrict __restrict__ __const __thread __cdecl __stdcall __fastcall
        __thiscall __vectorcall __unaligned __try __except __finally __leave __alignof__ __forceinline __cplusplus
        """
    ),
    "begins": r"[;{}:)]",
}


def _pattern(text: str) -> re.Pattern[bytes]:
    """A verbose regular expression in which ``<word>`` stands for a part; ``<named>`` is a word that is none of C's."""
    text = text.replace("<named>", r"(?!<keyword>|<storage>|<type>)<word>")
    for name, part in _PARTS.items():
        text = text.replace(f"<{name}>", part)
    return re.compile(text.encode(), re.VERBOSE)


# They start with the letters that may stand there: only where one of them does is anything tried.
_CUTS = (
    # API int f(void), NOINLINE static x, UNUSED const char *name
    _pattern(
        r"""(?P<cut>[A-Za-z_](?<![\w.>\#].)(?<=(?!<keyword>|<storage>|<type>).)(?:<loud_rest><given>?|<rest>))
        (?=\s+(?:<storage>|<type>|const\s+(?:<type>|<named>[\s*]+(?:\([\s*]*)?<named>)))"""
    ),
    # API foo_t *f(
    _pattern(
        r"""[;{}:)(,](?:(?<![(,])|(?=\s*<loud>))\s*(?:(?:<storage>|const\b)\s+)*(?P<cut><named>)
        (?=\s+(?:const\s+)?<named>(?:\s+|\s*\*[\s*]*|\s*\*[\s*]*\([\s*]*)(?:const\s+)?<named>\)?\s*[(\[;=,)])"""
    ),
    # char *UNUSED x
    _pattern(r"""(?:\*|\b<type>)\s*(?P<cut><loud><given>?)(?=\s+<named>\s*[;=,)(\[])"""),
    # int (CALLED_SO *f)(void)
    _pattern(r"""\(\s*(?P<cut><loud>)(?=\s*\*[\s*]*<word>\s*\)\s*\()"""),
    # struct PACKED s {
    _pattern(r"""\b(?:struct|union|enum|class)\s+(?P<cut><loud><given>?)(?=\s+<word>\s*[{:])"""),
    # } PACKED s;
    _pattern(r"""\}\s*(?P<cut><loud><given>?)(?=\s*<word>\s*;)"""),
    # enum { A DEPRECATED("since 2") = 3, B
    _pattern(r"""[{,]\s*<named>\s+(?P<cut><loud><given>?)(?=\s*[=,}])"""),
    # } ALIGNED(8);
    _pattern(r"""\}[ \t]*(?P<cut><loud><given>)(?=[ \t]*;)"""),
    # TEST_END on a line of its own, unless it is what a function in the next line returns
    _pattern(
        r"""<begins>\s*(?<![^\s;{}])(?P<cut>(?:<loud>[ \t]*\r?\n\s*){0,8}?<loud>)
        (?=[ \t]*\r?\n(?!<word>\s*\(|\s*<loud>[ \t]*\r?\n)\s*(?:[\w}]|\Z))"""
    ),
    # a list of enumerators that a macro is
    _pattern(r"""[,{]\s*(?P<cut><loud><given>?)[ \t]*\r?\n\s*(?=<word>\s*[,}=])"""),
    # "a" QUOTED(b) "c"
    _pattern(r"""\"(?P<cut>\s*<loud>\s*\([^()]*\))"""),
    _pattern(r"""(?P<cut>[A-Z_]<loud_rest>\s*\([^()]*\)\s*)(?=")"""),
    # GENERATE(static, x), GENERATE(, x)
    _pattern(r"""\w\s*\(\s*(?P<cut>static|extern|inline)\b(?=\s+\w+\s*,)|[(,]\s*(?P<also>,)"""),
    # typeof(x) y: a type's name is enough
    _pattern(r"""\b(?:__)?typeof(?:__)?(?P<cut><given>)(?=[\s*]*[\w)])"""),
    # char *f(a) char *a; { … }: the grammar expects no pointer there
    _pattern(
        r"""(?P<cut>\*[\s*]*)(?=<named>\s*\(\s*(?!<type>)\w+(?:\s*,\s*\w+)*\s*\)\s+
        (?!<keyword>\s*\()(?:<word>[\s*]+){1,4}<word>[^;(){}=]*;)"""
    ),
    # __attribute__((x)) where the grammar expects none
    _pattern(r"""(?P<cut>\b__attribute(?:__)?\s*\(\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\)\s*\))"""),
)
# int x UNUSED; foo_t *y ALIGNED(8) =
_AFTER_NAME = _pattern(r"""[\w\]]\s+(?P<cut><loud><given>?)(?=\s*[,);=])""")
_NAME = _pattern(
    r"""(?<!\w)(?!<storage>|(?:struct|union|enum|const)\b)(?:<named>|<type>)[\s*]+(?:const\s+)?<named>
    (?:\s*\[[^][]*\])*\Z"""
)
_AFTER_HEAD = _pattern(r"""\)\s*(?P<cut>(?:<loud><given>?\s*){1,4})(?=[;{])""")
_HEAD = _pattern(r"""\s*(?!(?:else\s+)?(?:if|while|for|switch)\b)<word>[^(]*[\s*]<word>\s*\(""")
_TYPE_GIVEN = _pattern(
    r"""(?:,|(?<=\w)(?<!sizeof)\()\s*(?P<cut>(?:(?:const|struct|union|enum|unsigned|signed|long|short)\s+)*)<word>
    (?P<also>\s*\*[\s*]*)?(?=\s*[,)])"""
)
_STATEMENT = _pattern(
    r"""(?P<whole>[A-Za-z_](?<!\w.)(?<=(?!<keyword>).)<rest><given>)
    (?=[ \t]*\r?(?P<line>\n)\s*(?:[\w}]|\Z)|\s*[{}]|[ \t]+<word>\s*(?:\(|=|->|\.|\+\+))"""
)
_LAST_WORD = _pattern(r"""(?:(?P<cut>\b<loud><given>?)|\))\s*\Z""")


_STATEMENT_ENDS = b";{}:)"
_LONGEST = 160
"""Bytes of a type and a name."""


def words_in_the_way(code: bytes) -> Iterator[tuple[int, int]]:
    """Spans of words that stand where attributes may: before types, behind names and heads."""
    begun = b";" + code
    for pattern in _CUTS:
        for found in pattern.finditer(begun):
            for start, end in _groups(found):
                yield start - 1, end - 1
    for found in _AFTER_NAME.finditer(code):
        if _NAME.search(code, max(0, found.start() - _LONGEST), found.start() + 1):
            yield found.span("cut")
    for found in _AFTER_HEAD.finditer(code):
        behind = max(code.rfind(mark, 0, found.start()) for mark in (b";", b"{", b"}"))
        if _HEAD.match(code, behind + 1, found.start()):
            yield found.span("cut")


def types_given(code: bytes) -> Iterator[tuple[int, int]]:
    """Spans of what makes an argument a type: ``struct`` before a name, stars behind one."""
    for found in _TYPE_GIVEN.finditer(code):
        yield from _groups(found)


def unended_statements(code: bytes) -> Iterator[tuple[int, int, bool]]:
    """Spans of calls that are statements and lack a semicolon, and whether the line ends behind them."""
    for found in _STATEMENT.finditer(code):
        at = found.start()
        while at and code[at - 1] in b" \t\r\n\v\f":
            at -= 1
        if not at or code[at - 1] in _STATEMENT_ENDS:
            yield *found.span("whole"), found["line"] is not None


def may_end(code: bytes, at: int) -> tuple[int, int] | None:
    """Whether a statement may end at ``at``: the span of the macro that it is, empty where it is something else."""
    found = _LAST_WORD.search(code, max(0, at - 200), at)
    if found is None:
        return None
    return found.span("cut") if found["cut"] else (found.start(), found.start())


_IN_HEADS = (
    _pattern(
        r"""(?:struct(?<!\wstruct)|union(?<!\wunion)|enum(?<!\wenum))\s+(?P<cut><loud><given>?)(?=\s+<word>\s*\{)"""
    ),
    _pattern(r"""\}\s*(?P<cut>__\w+<given>?)(?=\s*;)"""),
)


def words_in_heads(source: bytes) -> Iterator[tuple[int, int]]:
    """Spans of macros in the heads of structs, and behind them, with which a grammar reads something else."""
    for pattern in _IN_HEADS:
        for found in pattern.finditer(source):
            yield found.span("cut")


def _groups(found: re.Match[bytes]) -> Iterator[tuple[int, int]]:
    for group in found.re.groupindex:
        if found[group]:
            yield found.span(group)
