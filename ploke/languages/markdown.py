"""Markdown: headings become sections, nested by level. Read line by line, without a grammar."""

from __future__ import annotations

import re

from ploke.languages.engine.text import count_lines, decoded, shorten
from ploke.languages.spec import LanguageSpec
from ploke.model.facts import MODULE, FileFacts, Symbol, SymbolKind, Visibility

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)$")
_NOT_PARAGRAPH = re.compile(r" {0,3}(?:[-*+>|]|\d+[.)])(?:[ \t]|$)| {4}|\t|[ \t]*$|<!--")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_MARKS = re.compile(r"[*`]+|<[^>]*>|\{#[^}]*\}\s*$|(?<!\w)_+|_+(?!\w)")
_FRONT_MATTER = ("---", "+++")


def extract_markdown(source: bytes) -> FileFacts:
    """The sections of a Markdown text: a heading's span reaches to the next heading of the same or a higher level.

    Headings as CommonMark defines them (ATX and setext), outside fenced code and front matter.
    """
    text = source.decode("latin-1")
    headings = _headings(text)
    lines = count_lines(source)
    ends = _ends(headings, len(source), lines)
    symbols: list[Symbol] = []
    open_sections: list[tuple[int, int]] = []
    for index, (level, title, line, start, column) in enumerate(headings):
        while open_sections and open_sections[-1][0] >= level:
            open_sections.pop()
        parent = open_sections[-1][1] if open_sections else MODULE
        end_line, end_byte = ends[index]
        symbols.append(
            Symbol(
                name=title,
                qualified=f"{symbols[parent].qualified} > {title}" if parent != MODULE else title,
                kind=SymbolKind.SECTION,
                parent=parent,
                start_line=line,
                end_line=max(line, end_line),
                start_byte=start,
                end_byte=end_byte,
                name_line=line,
                name_column=column,
                signature=shorten(f"{'#' * level} {title}"),
                doc="",
                visibility=Visibility.PUBLIC,
                decorators=(),
                bases=(),
                markers=(),
            )
        )
        open_sections.append((level, index))
    return FileFacts("markdown", "markdown", lines, symbols=tuple(symbols))


def _ends(headings: list[tuple[int, str, int, int, int]], end_byte: int, lines: int) -> list[tuple[int, int]]:
    """Last line and end byte of each section: up to the next heading of its level or a higher one."""
    ends: list[tuple[int, int]] = []
    following: list[tuple[int, int, int]] = []
    for level, _, line, start, _ in reversed(headings):
        while following and following[-1][0] > level:
            following.pop()
        ends.append((following[-1][1] - 1, following[-1][2]) if following else (lines, end_byte))
        following.append((level, line, start))
    return ends[::-1]


def _headings(text: str) -> list[tuple[int, str, int, int, int]]:
    """Level, title, line, first byte and the title's column of each heading."""
    found: list[tuple[int, str, int, int, int]] = []
    fence = ""
    paragraph: tuple[str, int, int] | None = None
    lines = text.split("\n")
    skip = _front_matter(lines)
    byte = 0
    for number, raw in enumerate(lines, 1):
        start, byte = byte, byte + len(raw) + 1
        line = raw.rstrip("\r")
        if number <= skip:
            continue
        fenced = _FENCE.match(line)
        if fence:
            if fenced and fenced[1].startswith(fence) and not fenced[2].strip():
                fence = ""
            continue
        if fenced and not (fenced[1][0] == "`" and "`" in fenced[2]):
            fence = fenced[1]
            paragraph = None
            continue
        atx = _ATX.match(line)
        if atx:
            title = _plain(atx[2] or "")
            if title:
                found.append((len(atx[1]), title, number, start, atx.start(2)))
            paragraph = None
            continue
        setext = _SETEXT.match(line)
        if setext and paragraph:
            title = _plain(paragraph[0])
            if title:
                level = 1 if setext[1][0] == "=" else 2
                column = len(paragraph[0]) - len(paragraph[0].lstrip())
                found.append((level, title, paragraph[1], paragraph[2], column))
            paragraph = None
        elif _NOT_PARAGRAPH.match(line):
            paragraph = None
        elif paragraph is None:
            paragraph = (line, number, start)
    return found


def _front_matter(lines: list[str]) -> int:
    """How many lines the front matter takes, its fences included."""
    mark = lines[0].rstrip()
    if mark not in _FRONT_MATTER:
        return 0
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == mark:
            return number
    return 0


def _plain(title: str) -> str:
    """A heading's words without the marks around them."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", decoded(title))).split())


SPEC = LanguageSpec(name="markdown", extractor=extract_markdown)
