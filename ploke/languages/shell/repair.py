"""What zsh writes and bash's grammar cannot read, in words of the same length that it can."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

_Replace = Callable[[re.Match[bytes]], bytes]

_EXPANSION = re.compile(rb"\$\{(?:[^{}\n\\]|\\.|\{[^{}\n]*\})*\}")
_NESTED = re.compile(rb"\$\{(?:[^{}\n]|\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*\})*\}")
_ARITHMETIC = re.compile(rb"\(\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)\)")
_LOOP = re.compile(rb"(?m)^([ \t]*for[ \t]+\w+)[ \t](?=[ \t]*do\b)")
_NAMES = re.compile(rb"(?m)(?<=^function )([^\s(){}]+)((?:[ \t]+(?:\\\n\s*)?[^\s(){}\\]+)+)(?=[ \t]*(?:\(\)|\{))")


def _word(found: re.Match[bytes]) -> bytes:
    """A special variable with digits behind it: an expansion that names nothing."""
    return b"$$" + b"0" * (len(found[0]) - 2)


def _computed(found: re.Match[bytes]) -> bytes:
    return b"((" + b"0" * (len(found[0]) - 4) + b"))"


def _first_name(found: re.Match[bytes]) -> bytes:
    return found[1] + re.sub(rb"[^\s\\]", b" ", found[2])


def _blank(found: re.Match[bytes]) -> bytes:
    return b" " * len(found[0])


def _zeros(found: re.Match[bytes]) -> bytes:
    return b"0" * len(found[0])


def _semicolon(found: re.Match[bytes]) -> bytes:
    return b";"


_STEPS: tuple[tuple[re.Pattern[bytes], _Replace], ...] = (
    (_NESTED, _word),
    (_ARITHMETIC, _computed),
    # Several names of one function; a function without a name.
    (_NAMES, _first_name),
    (re.compile(rb"(?m)^[ \t]*\(\)(?=\s*\{)"), _blank),
    # Whether a name is set; qualifiers of a pattern (``*(N)``); flags of a subscript.
    (re.compile(rb"\$\+\w+(?:\[[^\]\n]*\])?"), _zeros),
    (re.compile(rb"(?m)(?<=[*?/\"\w\])}])\([#^A-Za-z@.,/=:+-][^()\s$\"']*\)(?=[\s)\"]|$)"), _zeros),
    (re.compile(rb"(?<=\[)\([A-Za-z@*]+\)"), _zeros),
    # An element; ``[[ … ]] then`` and ``{ … }`` without a separator; substitution by a file.
    (re.compile(rb"\$\w+\[[^\]\s\"']+\]"), _word),
    (re.compile(rb"(?<=\]\]|\)\))[ \t](?=[ \t]*(?:then|do|\{)\b)"), _semicolon),
    (re.compile(rb"(?m)(?<=[^;&|{}\s])[ \t](?=\}[ \t]*(?:;|\|\||&&|$))"), _semicolon),
    (re.compile(rb"(?<![\w$\[])=(?=\()"), lambda found: b"<"),
    # Jobs that are disowned at once; blocks that always run; ranges of numbers.
    (re.compile(rb"(?<=&)[!|](?=\s)|\}[ \t]+always[ \t]+\{"), _blank),
    (re.compile(rb"<\d*-\d*>"), _zeros),
)


def repair(source: bytes, unread: Sequence[tuple[int, int]]) -> Iterable[bytes]:
    """``source`` without expansions that are more than a name, then without all else that only zsh has.

    Any shell may say ``for name do``; the grammar wants a separator.
    """
    source = _LOOP.sub(rb"\1;", source)
    yield source
    yield _EXPANSION.sub(_word, source)
    for pattern, replaced in _STEPS:
        source = pattern.sub(replaced, source)
    yield source
