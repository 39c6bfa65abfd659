"""What the body of a macro names: its grammar leaves it unparsed.

A body need not be code: what ``#`` and ``##`` make strings and names of is left out, and so are keywords. A name before
a parenthesis is called, one behind ``struct`` or in a cast to a pointer is a type, all others are read. The object of
``f(x)->y`` reads ``?``.
"""

from __future__ import annotations

import re

from ploke.languages.spec import TokenUse
from ploke.model.facts import ReferenceRole

_NAME = r"[A-Za-z_$\x80-\xff][\w$\x80-\xff]*"
_SKIPPED = (
    r"/\*.*?(?:\*/|\Z)",
    r"//[^\n]*",
    r'(?:\b(?:L|u8?|U))?"(?:[^"\\\n]|\\.)*"',
    r"(?:\b[LuU])?'(?:[^'\\\n]|\\.)*'",
    r"(?<![\w$])\.?\d[\w.']*",
    rf"{_NAME}\s*(?:\#\#\s*(?:{_NAME}|\d\w*)?\s*)+",
    rf"\#\#?\s*{_NAME}(?:\s*\#\#\s*{_NAME})*",
)
_USE = re.compile(
    rf"""
    {"|".join(_SKIPPED)}
    |\b(?:struct|union|enum)\s+(?P<tag>{_NAME})
    |(?P<cast>(?<=\(){_NAME})(?=\s*\*+\s*\))
    |(?:
        (?<![\w)\]])\(\s*[*&]?\s*(?P<inner>{_NAME})\s*\)(?=\s*(?:->|\.))
        |(?P<name>{_NAME})
        |(?=->|\.{_NAME})
     )(?P<rest>(?:\s*(?:->|\.|::)\s*{_NAME})*)(?P<call>(?=\s*\())?
    """,
    re.DOTALL | re.ASCII | re.VERBOSE,
)
_LAST = re.compile(rf"{_NAME}\Z", re.ASCII)
_KEYWORDS = frozenset(
    """
    alignas alignof asm auto bool break case catch char class const constexpr const_cast continue decltype default
    delete do double dynamic_cast else enum explicit extern false float for friend goto if inline int long mutable
    namespace new noexcept nullptr operator private protected public register reinterpret_cast restrict return short
    signed sizeof static static_assert static_cast struct switch template this throw true try typedef typeid typename
    union unsigned using virtual void volatile while wchar_t typeof defined
    NULL _Bool _Alignof _Generic _Noreturn _Static_assert _Thread_local
    __asm __asm__ __attribute __attribute__ __declspec __extension__ __inline __inline__ __restrict __restrict__
    __typeof __typeof__ __volatile__ __VA_ARGS__ __VA_OPT__ __FILE__ __LINE__ __func__ __FUNCTION__
    """.split()
)


def tokens(purpose: str, text: str) -> list[TokenUse]:
    """The uses in the body of a macro."""
    found: list[TokenUse] = []
    for use in _USE.finditer(text):
        if use["tag"] or use["cast"]:
            group = "tag" if use["tag"] else "cast"
            if use[group] not in _KEYWORDS:
                found.append(TokenUse(ReferenceRole.TYPE, use[group], use.start(group)))
            continue
        rest = use["rest"]
        if rest is None:
            continue
        name = use["name"] or use["inner"] or ""
        if not rest:
            if not name or name in _KEYWORDS:
                continue
            at = use.start("name" if use["name"] else "inner")
        else:
            last = _LAST.search(rest)
            at = use.start("rest") + (last.start() if last is not None else 0)
            name = (name or "?") + "".join(rest.split()).replace("->", ".")
        role = ReferenceRole.CALL if use["call"] is not None else ReferenceRole.READ
        found.append(TokenUse(role, name, at))
    return found
