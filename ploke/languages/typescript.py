"""TypeScript and TSX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ploke.languages.families.ecmascript import ECMASCRIPT

_TYPE_EXPORT = re.compile(rb"(?<=\bexport)(\s+)type(?=\s*\*)")
_VARIANCE = re.compile(rb"(?:[<,]|\*/)\s*(?:\b(?:in|out)\s+)+(?=[\w$]+\s*(?:extends\b|[=,>]))")
_VARIANCE_WORD = re.compile(rb"\b(?:in|out)\b")


def repair(source: bytes, unread: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """``source`` without words that the grammar cannot read: variance (``<in out T>``), ``type`` before a star."""
    mended = _TYPE_EXPORT.sub(rb"\1    ", source)
    mended = _VARIANCE.sub(lambda found: _VARIANCE_WORD.sub(lambda word: b" " * len(word[0]), found[0]), mended)
    if mended != source:
        yield mended


SPEC = replace(
    ECMASCRIPT,
    name="typescript",
    grammars={
        "typescript": "tree_sitter_typescript:language_typescript",
        "tsx": "tree_sitter_typescript:language_tsx",
    },
    query="typescript.scm",
    more_queries={"typescript": ("ecmascript.scm",), "tsx": ("ecmascript.scm", "jsx.scm")},
    repair=repair,
)
