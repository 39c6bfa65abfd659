"""Conditional compilation in the manner of C's: sources with halves of ``#if`` blanked out that do not parse alone.

A grammar can read both halves of an ``#if`` where each is whole: a run of statements or declarations. Where a half
opens a bracket that it does not close, or starts or ends within an expression, one half of it must go.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

_DIRECTIVE = re.compile(rb"#[ \t]*(?:(ifdef|ifndef|if)|(elif|elseif|else)|(endif))\b(?:[^\n\\]|\\\r?\n|\\)*")
_NOT_CODE = re.compile(rb"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\n[ \t]*\#[^\n]*""", re.DOTALL)
_BLANKS = bytes(sign if sign in b"\r\n" else ord(" ") for sign in range(256))
_NEVER = re.compile(rb"\s*#\s*if\s+(?:0|false)\s*$")
_BRACKET = re.compile(rb"[][(){}]")
_GOES_ON = re.compile(rb"(?:else|catch|finally|while|case|default|extends|implements|where)\b|[-.?:,+*/=<>)\]}|&%^{]")
_STARTS_AFTER = b";{}]:"
_ENDS_WITH = b";}]"
_NEAR = 200
"""Bytes between what is unread and what may be to blame."""
_LONGEST_BLANK = 2000
_PAIRS = {b")": b"(", b"]": b"[", b"}": b"{"}


@dataclass(slots=True, eq=False)
class _Group:
    """One ``#if`` … ``#endif``: the spans of its directives, and the groups within it."""

    directives: list[tuple[int, int]] = field(default_factory=list)
    inner: list[_Group] = field(default_factory=list)

    @property
    def halves(self) -> list[tuple[int, int]]:
        """What stands between the directives."""
        spans = self.directives
        return [(spans[index][1], spans[index + 1][0]) for index in range(len(spans) - 1)]


def without_halves(source: bytes, unread: Sequence[tuple[int, int]], *, elsewhere: bool = True) -> Iterator[bytes]:
    """``source`` with one half of each ``#if`` that is not whole, of the same length: of those near what is unread.

    Then, where ``elsewhere`` may be to blame, of all that are not whole; then of all.
    """
    groups = _groups(source)
    if not groups:
        return
    code = _NOT_CODE.sub(lambda found: b" " * len(found[0]), b"\n" + source)[1:]

    @cache
    def is_whole(group: _Group) -> bool:
        return _is_whole(code, group)

    def is_near(group: _Group) -> bool:
        return any(touches(unread, start - _NEAR, end + _NEAR) for start, end in group.directives)

    rules: tuple[Callable[[_Group], bool], ...] = (
        lambda group: is_near(group) and not is_whole(group),
        lambda group: not is_whole(group),
        lambda _: True,
    )
    for broken in rules if elsewhere else rules[:1]:
        for last in (False, True):
            blanked = _blanked(source, code, groups, broken, last)
            if blanked != source:
                yield blanked


def blank(text: bytes) -> bytes:
    """White space with the same ends of lines."""
    return text.translate(_BLANKS)


def touches(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether something from ``start`` to ``end`` meets one of ``spans``, which ascend and lie apart."""
    at = bisect_left(spans, (start, 0))
    return any(first <= end and start <= last for first, last in spans[max(0, at - 1) : at + 1])


def _groups(source: bytes) -> list[_Group]:
    """The outermost groups; what is never closed is none."""
    outermost: list[_Group] = []
    opened: list[_Group] = []
    for found in _DIRECTIVE.finditer(source):
        start = source.rfind(b"\n", 0, found.start()) + 1
        if source[start : found.start()].strip(b" \t"):
            continue
        span = start, found.end()
        if found[1]:
            opened.append(_Group([span]))
        elif opened:
            opened[-1].directives.append(span)
            if found[3]:
                group = opened.pop()
                (opened[-1].inner if opened else outermost).append(group)
    return outermost


def _is_whole(code: bytes, group: _Group) -> bool:
    """Whether every half may stand beside the others, as far as its brackets and its ends tell."""
    first = group.directives[0][0]
    before = code[max(0, first - _LONGEST_BLANK) : first].rstrip() or code[:first].rstrip()
    if before and before[-1] not in _STARTS_AFTER:
        return False
    return all(_stands_alone(code[start:end].strip()) for start, end in group.halves)


def _stands_alone(half: bytes) -> bool:
    if not half:
        return True
    return half[-1] in _ENDS_WITH and not _GOES_ON.match(half) and _is_balanced(half)


def _is_balanced(half: bytes) -> bool:
    """Whether it closes the brackets it opens, and no others."""
    opened: list[bytes] = []
    for bracket in _BRACKET.findall(half):
        if bracket not in _PAIRS:
            opened.append(bracket)
        elif not opened or opened.pop() != _PAIRS[bracket]:
            return False
    return not opened


def _blanked(source: bytes, code: bytes, groups: list[_Group], broken: Callable[[_Group], bool], last: bool) -> bytes:
    """``source`` with the directives of the ``broken`` groups and all but one half of each blanked out.

    What has no other half stays, unless its brackets are in the way.
    """
    result = bytearray(source)
    waiting = list(groups)
    while waiting:
        group = waiting.pop()
        waiting.extend(group.inner)
        if not broken(group):
            continue
        first, end = group.directives[0], group.directives[-1]
        halves = group.halves
        if len(halves) == 1 and not _is_balanced(code[halves[0][0] : halves[0][1]]):
            halves.append((end[0], end[0]))
        if _NEVER.match(source[first[0] : first[1]]):
            halves = halves[1:] or [(end[0], end[0])]
        kept = halves[-1] if last else halves[0]
        for start, stop in ((first[0], kept[0]), (kept[1], end[1])):
            result[start:stop] = blank(bytes(result[start:stop]))
    return bytes(result)
