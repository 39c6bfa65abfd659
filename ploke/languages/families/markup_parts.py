"""The scripts and style sheets that markup holds."""

from __future__ import annotations

import re

from ploke.languages.families.markup import ATTRIBUTES, attributes
from ploke.languages.spec import Part, Piece

_ELEMENTS = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(?P<name>script|style)\b(?P<attributes>{ATTRIBUTES})(?<!/)>(?P<text>.*?)(?:</(?P=name)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TEMPLATE = re.compile(
    r"\{%(?:[^%{]++|%(?!\})|\{(?!%))*%\}|\{\#[^\n]{0,1000}?\#\}|\{\{[^{}\n;]*\}\}|<\?.*?(?:\?>|\Z)|<%.*?(?:%>|\Z)",
    re.DOTALL,
)
_JAVASCRIPT = re.compile(r"|module|(?:text|application)/(?:x-)?(?:java|ecma|j)script[\d.]*(?:;.*)?|js|javascript|es6")
_SCRIPTS = {
    "text/babel": ("javascript", "jsx"),
    "text/jsx": ("javascript", "jsx"),
    "jsx": ("javascript", "jsx"),
    "ts": ("typescript", "typescript"),
    "typescript": ("typescript", "typescript"),
    "text/typescript": ("typescript", "typescript"),
    "application/typescript": ("typescript", "typescript"),
    "tsx": ("typescript", "tsx"),
    "text/python": ("python", "python"),
    "py": ("python", "python"),
}
_STYLES = {"": "css", "css": "css", "text/css": "css", "postcss": "css", "scss": "scss", "less": "less"}


def parts_of_markup(source: bytes, *, templates: bool = True) -> list[Part]:
    """One part for each dialect of scripts and style sheets; ``templates``: what a template engine reads is cut out."""
    text = source.decode("latin-1")
    if "<s" not in text and "<S" not in text:
        return []
    pieces: dict[tuple[str, str], list[Piece]] = {}
    for found in _ELEMENTS.finditer(text):
        dialect = _dialect(text, found) if found["name"] and found["text"].strip() else None
        if dialect is None:
            continue
        known = pieces.setdefault(dialect, [])
        start, end = found.span("text")
        if known:
            known.append(Piece(start, start, b"\n"))
        known += _cut(text, start, end) if templates and dialect[1] != "jsx" else [Piece(start, end)]
    return [Part(*dialect, tuple(known)) for dialect, known in pieces.items()]


def _dialect(text: str, found: re.Match[str]) -> tuple[str, str] | None:
    """The language and dialect of an element; None for data and what is not read."""
    known = attributes(text, *found.span("attributes"))
    lang, kind = known.get("lang"), known.get("type")
    word = (lang or kind).value.strip().lower() if lang or kind else ""  # type: ignore[union-attr]
    if found["name"].lower() == "style":
        style = _STYLES.get(word)
        return (style, style) if style is not None else None
    if word in _SCRIPTS:
        return _SCRIPTS[word]
    return ("javascript", "javascript") if _JAVASCRIPT.fullmatch(word) else None


def _cut(text: str, start: int, end: int) -> list[Piece]:
    """A piece of the file, in which what stands for a value reads as a number, and other marks as nothing."""
    pieces = []
    last = start
    for found in _TEMPLATE.finditer(text, start, end):
        if found.start() > last:
            pieces.append(Piece(last, found.start()))
        pieces.append(Piece(*found.span(), b"0" if found[0].startswith(("{{", "<%=", "<?=")) else b" "))
        last = found.end()
    if last < end:
        pieces.append(Piece(last, end))
    return pieces
