"""What Kotlin's grammar cannot read, put so that it can: words that are names here, bodies on one line, guards.

Nothing here changes where anything stands; the names in facts are always those of the source itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WORDS = (
    rb"abstract|by|crossinline|dynamic|external|final|get|infix|inline|inner|internal|lateinit|noinline|open|override"
    rb"|private|protected|public|sealed|set|suspend|tailrec|vararg|where"
)
_NAMED = re.compile(rb"(?<![\w.@`])(%s)(?=\s*(?:\?\.|\.|=(?!=)|!!|\[|->|,|\)))|(?<![\w.@`])(suspend)(?= \{)" % _WORDS)
_INFIX = re.compile(rb"(?<=[})] )(get|set)(?= [A-Za-z_(])")
_CALLED = re.compile(rb"(?m)^[ \t]+(?:get|set)(?=\([^\n=:{]+\)[ \t]*$)")
_DOLLARS = re.compile(rb"\$\$+\"[^\"\n]*\"")
_ANNOTATED_ACCESSOR = re.compile(rb"^[ \t]*@[\w.:]+(?:\([^()\n]*\))?(?=\s+(?:\w+\s+)*[gs]et\()", re.MULTILINE)
_ONE_LINE = re.compile(rb"(?:class|interface|object)\b[^\n\"]*\}")
_CLOSING = re.compile(rb"[ \t](?=\})")
_CONSTRUCTOR = re.compile(
    rb"(\bclass\s+\w+(?:<[^\n{(]*>)?)((?:\s|//[^\n]{2,}\n)+)"
    rb"(?=(?:(?:@[\w.]+|actual|internal|private|protected|public)\s+)*constructor\b)"
)
_LINE_COMMENT = re.compile(rb"//([^\n]*)[^\n]{2}\n")
_GUARD = re.compile(rb"(^[ \t]*!?(?:is|in)\s(?:(?!->)[^\n])*?\s)if(?=[\s(])", re.MULTILINE)
_ELSE_GUARD = re.compile(rb"^([ \t]*)else if(?=[\s(][^\n]*->)", re.MULTILINE)
_WEAK_MODIFIER = re.compile(rb"\b(?:annotation|actual|expect)(?=\s+(?:\w+\s+)*class\b)")
_LAST_WORD = re.compile(rb"@\S*\Z")


def prepare(source: bytes) -> bytes:
    """``annotation class`` as ``open class``: behind an annotation the grammar takes such words for names.

    A file that ends within an annotation ends with a line break: else the grammar's scanner never comes to its end.
    """
    if _LAST_WORD.search(source, source.rfind(b"@") if b"@" in source else 0):
        source = source[:-1] + b"\n"
    return _WEAK_MODIFIER.sub(lambda found: b"open".ljust(len(found[0])), source)


def repair(source: bytes, unread: Sequence[tuple[int, int]]) -> Iterable[bytes]:
    """The source with all of that mended, then with one thing at a time."""
    steps = (_without_words, _without_lines, _without_guards)
    everything = source
    for step in steps:
        everything = step(everything)
    tried = {source}
    for mended in (everything, *(step(source) for step in steps)):
        if mended not in tried:
            tried.add(mended)
            yield mended


def _without_words(source: bytes) -> bytes:
    """``final = true`` as ``fina_ = true``: words that are modifiers elsewhere; strings with several ``$`` without."""
    source = _CALLED.sub(_shortened, _NAMED.sub(_shortened, source))
    return _DOLLARS.sub(lambda found: found[0].replace(b"$", b" "), _INFIX.sub(_shortened, source))


def _without_lines(source: bytes) -> bytes:
    """What ends a member before the ``}`` on its line, no line breaks before a constructor, bare accessors."""
    source = _ANNOTATED_ACCESSOR.sub(_blank, source)
    source = _ONE_LINE.sub(lambda found: _CLOSING.sub(b";", found[0]), source)
    return _CONSTRUCTOR.sub(lambda found: found[1] + _joined(found[2]), source)


def _joined(lines: bytes) -> bytes:
    """Lines of comments on one line."""
    return _LINE_COMMENT.sub(rb"/*\1*/ ", lines).replace(b"\n", b" ")


def _shortened(found: re.Match[bytes]) -> bytes:
    return found[0][:-1] + b"_"


def _blank(found: re.Match[bytes]) -> bytes:
    return b" " * len(found[0])


def _without_guards(source: bytes) -> bytes:
    """``is A if b ->`` as ``is A , b ->``."""
    source = _GUARD.sub(lambda found: found[1] + b", ", source)
    return _ELSE_GUARD.sub(lambda found: found[1] + b"       ", source)
