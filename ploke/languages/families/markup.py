"""Markup: elements, and what is written for other languages between them. What HTML, Vue and Svelte share.

HTML has no syntax errors: a browser reads everything, and so does this, tag by tag. An end tag closes the nearest
element of its name; one that closes none is passed over.

- An element with an ``id``, and an anchor with a ``name``, is a selector, called by that and qualified as ``#id``.
- A heading starts a section. It reaches to the next heading of its level or a higher one beside it, or to the end of
  the element it stands in.
- Scripts, style sheets and templates that are loaded are imports; the title documents the file.
- Elements that no browser knows are called, and so are functions in attributes and text that hold expressions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from ploke.languages.engine.text import SourceText, count_lines, decoded
from ploke.languages.families.rows import Rows
from ploke.model.facts import MODULE, FileFacts, Problem, ReferenceRole, SymbolKind

# Groups are possessive only where they must be: Python before 3.11.5 loses matches of some.
_BRACES = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
ATTRIBUTES = rf"(?:[^<>\"'{{]++|<[?%](?:[^?%]++|[?%](?!>))*+[?%]>|\"[^\"]*+\"|'[^']*+'|{_BRACES}|[\"'{{])*+"
_TEMPLATES = (
    r"\{%(?:[^%{]++|%(?!\})|\{(?!%))*%\}|\{\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*\}\}|\{\#[^\n]{0,1000}?\#\}"
    r"|<\?.*?(?:\?>|\Z)|<%.*?(?:%>|\Z)"
)
_TAGS = (
    r"<!--.*?(?:-->|\Z)|(?P<raw><(?P<_raw>script|style|textarea|title|xmp)\b"
    rf"(?P<_raw_attributes>{ATTRIBUTES})(?<!/)>(?P<_text>.*?)(?:</(?P=_raw)\s*+>|\Z))"
    r"|</(?P<end>[A-Za-z][^\s/>]*+)[^>]*+>"
    rf"|<(?P<start>[A-Za-z][\w:.-]*+)(?P<_attributes>{ATTRIBUTES})>"
    r"|(?P<template>TEMPLATE_)"
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/={}]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<braces>\{.*?\}(?=[\s/>]|$))"""
    r"""|(?P<bare>[^\s"'=<>`{]+)))?""",
    re.DOTALL,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr !doctype".split())
_HEADING = re.compile(r"h[1-6]", re.IGNORECASE)
_MARKS = re.compile(r"<!--.*?-->|<[^>]*>|\{%.*?%\}", re.DOTALL)
_TEMPLATED = re.compile(r"\{[{%#]|<[?%]|\$\{")
_INCLUDED = re.compile(r"""\{%[-+]?\s*(?:extends|include|import|from|embed|use|sass_src)\s+["']([^"']+)["']""")
_LOADED = frozenset({"stylesheet", "modulepreload", "import"})
_EXPRESSION = re.compile(r"v-|[:@(\[*]|x-|on[a-z]|bind:|use:|let:|class:")
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_WORD = r"[A-Za-z_$\x80-\xff][\w$\x80-\xff]*"
_CALL = re.compile(rf"(?<![\w$.\x80-\xff])((?:{_WORD}\??\.)*{_WORD})\s*\(")
_NAME = re.compile(r"\s*([A-Za-z_$][\w$]*(?:\.[\w$]+)*)\s*")
_NO_CALLS = frozenset("if for while switch catch function return typeof await new in of".split())
_LOOP = re.compile(r"(\{#each\b.*?)\sas\s.*", re.DOTALL)
_TRANSLATED = re.compile(r"""\{%-?\s*(?:trans|translate)\s+["']([^"']*)["'].*?%\}""")
_VALUES = re.compile(r"\{\{.*?\}\}|\{[^{}]*\}|<[?%].*?[?%]>|[\s\W]", re.DOTALL)
_LONGEST_HEADING = 4000


@dataclass(frozen=True, slots=True)
class Markup:
    """What a kind of markup does its own way.

    ``mustaches``: braces hold expressions, in text and as attributes; ``components``: elements with a capital or a
    hyphen are components, which scripts know; ``handlers``: attributes that start so name a function.
    """

    language: str
    mustaches: bool = False
    components: bool = False
    handlers: tuple[str, ...] = ()


class _Element(NamedTuple):
    """An open element: its name, the symbol things in it belong to, and its own, if it is one."""

    name: str
    scope: int
    symbol: int


class Attribute(NamedTuple):
    """The value of an attribute, where it starts, and how it is written: ``text`` or ``braces``."""

    value: str
    start: int
    braces: bool


def attributes(text: str, start: int, end: int) -> dict[str, Attribute]:
    """The attributes between two offsets by their names in small letters; the first of a name counts."""
    found: dict[str, Attribute] = {}
    for each in _ATTRIBUTE.finditer(text, start, end):
        name = each["name"].lower()
        kind = next((kind for kind in ("double", "single", "bare", "braces") if each[kind] is not None), "")
        value, at = (each[kind], each.start(kind)) if kind else ("", each.end())
        found.setdefault(name, Attribute(value, at, kind == "braces"))
    return found


def read_markup(source: bytes, markup: Markup) -> FileFacts:
    """The facts of a file of markup, scripts and style sheets aside."""
    text = SourceText(source)
    reader = _Reader(text, markup)
    reader.read()
    return reader.rows.facts(markup.language, count_lines(source), reader.title, reader.problems)


class _Reader:
    """Reads tag by tag."""

    def __init__(self, text: SourceText, markup: Markup) -> None:
        self.text = text
        self.markup = markup
        self.rows = Rows(text)
        self.title = ""
        self.problems: list[Problem] = []
        self.elements: list[_Element] = [_Element("", MODULE, MODULE)]
        self.sections: list[list[tuple[int, int]]] = [[]]
        self.open: dict[str, int] = {}

    def read(self) -> None:
        """Take in the whole file."""
        source = self.text.bytes
        templates = _BRACES if self.markup.mustaches else _TEMPLATES
        pattern = re.compile(_TAGS.replace("TEMPLATE_", templates), re.DOTALL | re.IGNORECASE)
        last = source.rfind(">") + 1
        for found in pattern.finditer(source, 0, len(source) if "<!--" in source[last:] else last):
            kind = found.lastgroup
            if kind == "_attributes":
                self._start(found)
            elif kind == "end":
                self._end(found["end"].lower(), found.start(), found.end())
            elif kind == "raw":
                self._read_raw(found)
            elif kind == "template":
                self._read_template(found)
            elif found.end() == len(source) and not source.endswith("-->"):
                self._complain(found.start(), "this comment is not closed")
        while len(self.elements) > 1:
            self._close(len(source), len(source))
        self._end_sections(0, len(source))

    def _complain(self, at: int, message: str) -> None:
        line = self.text.line(at)
        self.problems.append(Problem(line, at - self.text.starts[line - 1], message))

    @property
    def _scope(self) -> int:
        sections = self.sections[-1]
        return sections[-1][1] if sections else self.elements[-1].scope

    def _start(self, found: re.Match[str]) -> None:
        """An element starts."""
        written = found["start"]
        name = written.lower()
        known = attributes(self.text.bytes, *found.span("_attributes"))
        level = int(name[1]) if _HEADING.fullmatch(name) else 0
        if level:
            self._start_section(level, found)
        symbol = self._read_attributes(name, known, found)
        if self.markup.components or "-" in name:
            self._use_element(written, found.start("start"))
        if name in _VOID or found["_attributes"].endswith("/"):
            return
        self.elements.append(_Element(name, self._scope if symbol == MODULE else symbol, symbol))
        self.sections.append([])
        self.open[name] = self.open.get(name, 0) + 1

    def _read_attributes(self, name: str, known: dict[str, Attribute], found: re.Match[str]) -> int:
        """What the attributes of an element say; answers the symbol it is, if any."""
        symbol = MODULE
        named = known.get("id") or (known.get("name") if name == "a" else None)
        if named is not None and named.value.strip() and not named.braces and not _TEMPLATED.search(named.value):
            start = named.start + len(named.value) - len(named.value.lstrip())
            place = (start, start + len(named.value.strip()))
            path = f"#{self.text.bytes[slice(*place)]}"
            symbol = self.rows.define(SymbolKind.SELECTOR, path, place, found.span(), parent=self._scope)
        rel = known.get("rel")
        if name == "link" and rel is not None and not _LOADED.isdisjoint(rel.value.lower().split()):
            self._import(known.get("href"))
        for attribute, (value, start, braces) in known.items():
            if braces or _EXPRESSION.match(attribute):
                self._use_expression(value, start)
                handler = _NAME.fullmatch(value.strip("{}")) if attribute.startswith(self.markup.handlers) else None
                if handler is not None and self.markup.handlers:
                    self._use(handler[1], start + value.index(handler[1]))
        return symbol

    def _use_element(self, written: str, at: int) -> None:
        """An element that is a component or that some script defines."""
        expression = written
        if self.markup.components:
            if "-" in written:
                camel = "".join(part[:1].upper() + part[1:] for part in written.split("-"))
                expression = camel if camel in self.text.bytes else written
            elif not (written[0].isupper() or "." in written):
                return
        last = written.rpartition(".")[2]
        self.rows.use(ReferenceRole.CALL, expression, MODULE, at + len(written) - len(last))

    def _use_expression(self, value: str, start: int) -> None:
        clear = _STRING.sub(lambda each: " " * len(each[0]), value)
        for found in _CALL.finditer(clear):
            if found[1] not in _NO_CALLS:
                self._use(found[1].replace("?", ""), start + found.end(1) - len(found[1].rpartition(".")[2]))

    def _use(self, expression: str, at: int) -> None:
        self.rows.use(ReferenceRole.CALL, expression, MODULE, at)

    def _import(self, attribute: Attribute | None) -> None:
        if attribute is None or attribute.braces or _TEMPLATED.search(attribute.value):
            return
        place = attribute.value.strip()
        if place and not place.startswith("data:"):
            self.rows.take(place, attribute.start)

    def _start_section(self, level: int, found: re.Match[str]) -> None:
        """A heading starts a section."""
        source = self.text.bytes
        stop = re.compile(rf"</h{level}", re.IGNORECASE).search(source, found.end(), found.end() + _LONGEST_HEADING)
        end = stop.start() if stop is not None else found.end()
        title = _plain(decoded(source[found.end() : end]))
        if not _VALUES.sub("", title):
            return
        self._end_sections(level, found.start())
        start = found.end()
        while start < end and (source[start].isspace() or source[start] == "<"):
            start = source.find(">", start) + 1 if source[start] == "<" else start + 1
        around = self._scope
        path = title
        if around != MODULE and self.rows.symbols[around].kind is SymbolKind.SECTION:
            path = f"{self.rows.symbols[around].qualified} > {title}"
        number = self.rows.define(
            SymbolKind.SECTION, "", (min(start, end), end), (found.start(), end), parent=around, head=(found.end(), end)
        )
        self.rows.rename(number, title, path, f"<h{level}> {title}")
        self.sections[-1].append((level, number))

    def _end_sections(self, level: int, end: int) -> None:
        """End the sections of the innermost element that are of a level or lower."""
        sections = self.sections[-1]
        while sections and sections[-1][0] >= level:
            self.rows.extend(sections.pop()[1], end)

    def _end(self, name: str, start: int, end: int) -> None:
        """The nearest element of a name ends, and what is open in it."""
        if not self.open.get(name):
            return
        while self.elements[-1].name != name:
            self._close(start, start)
        self._close(start, end)

    def _close(self, inner: int, outer: int) -> None:
        self._end_sections(0, inner)
        self.sections.pop()
        element = self.elements.pop()
        self.open[element.name] -= 1
        if element.symbol != MODULE:
            self.rows.extend(element.symbol, outer)

    def _read_raw(self, found: re.Match[str]) -> None:
        """An element whose text holds no tags."""
        name = found["_raw"].lower()
        known = attributes(self.text.bytes, *found.span("_raw_attributes"))
        symbol = self._read_attributes(name, known, found)
        if name == "script":
            self._import(known.get("src"))
        elif name == "title" and not self.title and not self.open.get("svg"):
            title = _plain(self.text.get(*found.span("_text")))
            self.title = "" if _TEMPLATED.search(title) else title
        if symbol != MODULE:
            self.rows.extend(symbol, found.end())
        if not found[0].endswith(">") or found.end() == found.end("_text"):
            self._complain(found.start(), f"this {name} is not closed")

    def _read_template(self, found: re.Match[str]) -> None:
        """What a template engine or framework reads."""
        whole = found[0]
        if whole.startswith("{%"):
            included = _INCLUDED.match(whole)
            if included is not None:
                self.rows.take(included[1], found.start() + included.start(1))
        elif whole.startswith("{") and self.markup.components:
            self._use_expression(_LOOP.sub(r"\1", whole), found.start())


def _plain(text: str) -> str:
    """Text without tags."""
    from html import unescape

    return " ".join(unescape(_MARKS.sub(" ", _TRANSLATED.sub(r"\1", text))).split())
