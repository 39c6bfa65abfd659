"""Style sheets: CSS and the languages that nest in it. Read by the rules of CSS for what is not known: block by block.

Dialects of CSS differ in what may stand in a block and before it, and agree on what a block, a declaration, a string
and a comment are. So nothing that is not known is in the way of what follows it.

- Every selector of a rule is a symbol, named as it is written; a nested one is qualified by those around it, and one
  that continues its parent's name (``&__item``) is called what that makes.
- Custom properties, ``$names`` and ``@names`` are variables; mixins and functions are functions; ``@keyframes`` and
  its like are resources, marked with their word. ``@media`` and other conditions are none.
- ``var(--x)`` reads; ``@include``, and functions that CSS itself does not have, are called; ``@extend`` names a base.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ploke.languages.engine.docs import DocComments
from ploke.languages.engine.text import SourceText, count_lines, decoded, dedent
from ploke.languages.families.rows import Rows
from ploke.model.facts import MODULE, FileFacts, Problem, ReferenceRole, SymbolKind

_NAME = r"[\w\x80-\xff-]"
_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_COMMENT = r"/\*.*?(?:\*/|\Z)"
_LINE_COMMENT = r"//[^\n]*"
_REST = r"(?<![\w-])url\(\s*[^\s\"')(#$@][^()\n]*\)|\\.|[\#@]\{[^{}]*\}|[{}();]"
_IMPORT = re.compile(r"@(import|use|forward|require)\b(.*)", re.DOTALL)
_IMPORTED = re.compile(rf"({_STRING})|url\(\s*([^\s\"')]+)\s*\)")
_ALIAS = re.compile(rf"\bas\s+({_NAME}+|\*)")
_AT_RULE = re.compile(r"@([\w-]+)")
_INCLUDED = re.compile(rf"@include\s+({_NAME}+(?:\.{_NAME}+)?)\s*\(?")
_DEFINES = re.compile(r"@(?:mixin|function)\b")
_NAMED = re.compile(rf"@([\w-]+)\s+({_NAME}+)")
_CUSTOM = re.compile(rf"(--{_NAME}+|\${_NAME}+|@{_NAME}+)\s*:")
_VARIABLE = re.compile(rf"var\(\s*(--{_NAME}+)|((?:{_NAME}+\.)?\${_NAME}+)|(?<!{_NAME})(@{_NAME}+)(?!{_NAME}|\s*:|\()")
_CALL = re.compile(rf"(?<!{_NAME})(?<![.@#$])((?:{_NAME}+\.)?[A-Za-z_]{_NAME}*)\(")
_EXTENDED = re.compile(r"@extend\s+([^;!{}]+)")
_MIXED_IN = re.compile(rf"\s*((?:[.#]{_NAME}+(?:\s*>\s*)?)+)\s*(?:\(.*\))?\s*(?:!important)?\s*", re.DOTALL)
_MIXIN_HEAD = re.compile(rf"([.#]{_NAME}+)\s*\((?!\s*\))[^)]*\)|([.#]{_NAME}+)\s*\(\s*\)")
_PSEUDO = re.compile(r":[\w-]+\(")
_ANIMATION = re.compile(r"(?:-\w+-)?animation(?:-name)?\s*:", re.IGNORECASE)
_WORD = re.compile(rf"(?<![\w.#$@(-])[A-Za-z_]{_NAME}*(?!{_NAME}|\()")
_STARS = re.compile(r"^[ \t]*\*(?!/) ?", re.MULTILINE)
_RULED = re.compile(r"[-=*#/\s_~+]*")
_RESOURCES = frozenset({"keyframes", "counter-style", "font-palette-values", "view-transition", "position-try"})
_ANIMATED = frozenset(
    "alternate alternate-reverse auto backwards both ease ease-in ease-in-out ease-out forwards important"
    " infinite inherit initial linear none normal paused reverse revert running step-end step-start unset".split()
)
_BUILT_IN = frozenset(
    "-webkit-gradient -webkit-linear-gradient abs acos alpha anchor and asin atan atan2 attr blur brightness"
    " calc chroma circle clamp color color-mix conic-gradient contrast cos counter counters cubic-bezier cue dir"
    " drop-shadow dropshadow element ellipse env exp expression extend fit-content format from gradient"
    " grayscale has host hsl hsla hue-rotate hwb image image-set inset invert is lab lang layer lch light-dark"
    " linear linear-gradient local log matrix matrix3d max min minmax mod not nth-child nth-last-child nth-of-"
    " type oklab oklch only opacity or part path perspective polygon pow progid radial-gradient ray rect rem"
    " repeat repeating-conic-gradient repeating-linear-gradient repeating-radial-gradient rgb rgba rotate"
    " rotate3d rotatex rotatey rotatez round saturate scale scale3d scalex scaley scalez scroll selector sepia"
    " sign sin skew skewx skewy slotted sqrt steps style supports symbols tan target-counter to toggle translate"
    " translate3d translatex translatey translatez url var view where".split()
)
_PROBLEMS = 20
_LONGEST_SELECTOR = 1000
"""Nested deeper than that, selectors are named as they are written."""


class _Block(NamedTuple):
    """An open block: the symbols of its rule, the selectors that nested ones continue, whether it holds rules.

    ``waiting`` are symbols whose end is not known yet.
    """

    symbol: int
    selectors: tuple[str, ...]
    opaque: bool
    opened: int
    waiting: tuple[int, ...]


def comment_text(text: str) -> str | None:
    """What a comment says; lines drawn with signs say nothing."""
    if text.startswith("/*"):
        body = text[2:].removesuffix("*/").lstrip("*!")
        lines = dedent(_STARS.sub("", body)).strip().split("\n")
    else:
        lines = [text.lstrip("/").strip()]
    return "\n".join(line for line in lines if not line.strip() or not _RULED.fullmatch(line)).strip()


def read_stylesheet(source: bytes, language: str, *, line_comments: bool, variables: str) -> FileFacts:
    """The facts of a style sheet. ``variables`` are the signs that names of variables start with."""
    text = SourceText(source)
    reader = _Reader(text, line_comments, variables)
    problems = reader.read()
    doc = DocComments(text, reader.comments).leading(comment_text)
    return reader.rows.facts(language, count_lines(source), doc, problems)


class _Reader:
    """Reads from one brace or semicolon to the next."""

    def __init__(self, text: SourceText, line_comments: bool, variables: str) -> None:
        self.text = text
        self.variables = variables
        lines = f"|{_LINE_COMMENT}" if line_comments else ""
        self.pattern = re.compile(f"{_COMMENT}{lines}|{_STRING}|{_REST}", re.DOTALL | re.IGNORECASE)
        self.comments = [
            found.span() for found in self.pattern.finditer(text.bytes) if found[0][0] == "/" and len(found[0]) > 1
        ]
        self.clear = _blanked(text.bytes, self.comments)
        self.docs = DocComments(text, self.comments)
        self.rows = Rows(text, self.comments)
        self.blocks: list[_Block] = []

    def read(self) -> list[Problem]:
        """Take in the whole sheet; answers what was not closed, or closed too often."""
        problems: list[Problem] = []
        start = parentheses = 0
        clear = self.clear
        for found in self.pattern.finditer(clear):
            sign = found[0]
            at = found.start()
            if sign in "()":
                parentheses = max(0, parentheses + (1 if sign == "(" else -1))
            elif sign == ";" and not parentheses:
                self._declare(start, at)
                start = at + 1
            elif sign == "{":
                parentheses = 0
                self._open(start, at)
                start = at + 1
            elif sign == "}":
                parentheses = 0
                self._declare(start, at)
                start = at + 1
                if self.blocks:
                    self._close(at + 1)
                elif len(problems) < _PROBLEMS:
                    problems.append(self._problem(at, "this brace closes nothing"))
        self._declare(start, len(clear))
        if self.blocks:
            problems.append(self._problem(self.blocks[0].opened, "this brace is not closed"))
        while self.blocks:
            self._close(len(clear))
        last, end = self.comments[-1] if self.comments else (0, 0)
        if self.text.bytes.startswith("/*", last, end) and not self.text.bytes.endswith("*/", last, end):
            problems.append(self._problem(last, "this comment is not closed"))
        return problems[:_PROBLEMS]

    def _problem(self, at: int, message: str) -> Problem:
        line = self.text.line(at)
        return Problem(line, at - self.text.starts[line - 1], message)

    def _close(self, end: int) -> None:
        """The innermost block ends."""
        for number in self.blocks.pop().waiting:
            self.rows.extend(number, end)

    def _open(self, start: int, end: int) -> None:
        """A block starts, and what stands before it says what it is."""
        clear = self.clear
        around = self.blocks[-1] if self.blocks else _Block(MODULE, (), False, 0, ())
        while start < end and clear[start].isspace():
            start += 1
        stop = end
        while stop > start and clear[stop - 1].isspace():
            stop -= 1
        head = clear[start:stop]
        opaque, symbol, selectors = around.opaque, around.symbol, around.selectors
        waiting: tuple[int, ...] = ()
        if head.startswith("@") and not _CUSTOM.match(head):
            waiting, opaque = self._open_at_rule(head, start, stop, around)
            symbol = waiting[0] if waiting else symbol
            if waiting:
                selectors = ()
            self._use(head, start, around.symbol, len(head) if _DEFINES.match(head) else 0)
        elif head.startswith("--") or head.endswith(":") or _CUSTOM.match(head):
            self._declare(start, stop)
            opaque = True
        elif head and not opaque:
            waiting, selectors = self._open_rule(head, start, stop, around)
            symbol = waiting[0] if waiting else symbol
        self.blocks.append(_Block(symbol, selectors, opaque, end, waiting))

    def _open_at_rule(self, head: str, start: int, stop: int, around: _Block) -> tuple[tuple[int, ...], bool]:
        """The symbol of an at-rule, if it is one, and whether what it holds are no selectors."""
        found = _NAMED.match(head)
        first = _AT_RULE.match(head)
        rule = first[1].lower() if first is not None else ""
        rule = re.sub(r"^-\w+-", "", rule)
        opaque = around.opaque or rule in _RESOURCES or rule in ("font-face", "page", "property", "font-feature-values")
        if found is None:
            return (), opaque
        kind = SymbolKind.RESOURCE
        markers: tuple[str, ...] = (rule,)
        if rule in ("mixin", "function"):
            kind, markers = SymbolKind.FUNCTION, ("mixin",) if rule == "mixin" else ()
        elif rule == "property":
            kind, markers = SymbolKind.VARIABLE, ()
        elif rule == "utility":
            kind, markers = SymbolKind.SELECTOR, (rule,)
        elif rule not in _RESOURCES:
            return (), opaque
        name = (start + found.start(2), start + found.end(2))
        number = self._define(kind, found[2], name, (start, stop), markers)
        return (number,), opaque

    def _open_rule(self, head: str, start: int, stop: int, around: _Block) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The symbols of a rule: one for each of its selectors."""
        numbers, resolved = [], []
        markers: tuple[str, ...]
        for first, last in _listed(head):
            part = head[first:last]
            written = " ".join(part.split())
            mixin = _MIXIN_HEAD.match(written) if "@" in self.variables else None
            place = (start + first, start + last)
            kind, markers = SymbolKind.SELECTOR, ()
            whole = _resolve(written, around.selectors)
            if mixin is not None and not _PSEUDO.search(written[: mixin.end()]):
                name = mixin[1] or mixin[2]
                kind, markers, whole = SymbolKind.FUNCTION, ("mixin",), name
                place = (place[0], place[0] + len(name))
            resolved.append(whole)
            number = self._define(kind, whole, place, (start, stop), markers)
            if kind is SymbolKind.SELECTOR:
                continues = "&" in written and re.search(rf"&{_NAME}", written)
                self.rows.rename(number, decoded(whole if continues else written))
            numbers.append(number)
        return tuple(numbers), tuple(resolved)

    def _define(
        self, kind: SymbolKind, path: str, name: tuple[int, int], span: tuple[int, int], markers: tuple[str, ...] = ()
    ) -> int:
        doc = self.docs.before(span[0], comment_text)
        parent = self.blocks[-1].symbol if self.blocks else MODULE
        return self.rows.define(kind, path, name, span, parent=parent, doc=doc, markers=markers)

    def _declare(self, start: int, end: int) -> None:
        """A declaration or a statement without a block."""
        clear = self.clear
        while start < end and clear[start].isspace():
            start += 1
        if start >= end:
            return
        part = clear[start:end]
        around = self.blocks[-1].symbol if self.blocks else MODULE
        imported = _IMPORT.match(part) if part.startswith("@") else None
        if imported is not None:
            self._import(imported[1], start + imported.start(2), part[imported.start(2) :], around)
            return
        custom = _CUSTOM.match(part)
        value = 0
        if custom is not None and custom[1][0] in "-" + self.variables:
            value = custom.end()
            is_local = custom[1][0] in self.variables and self.blocks and "!global" not in part
            if not is_local:
                stop = start + len(part.rstrip())
                name = (start, start + custom.end(1))
                self._define(SymbolKind.VARIABLE, custom[1], name, (start, stop))
        self._use(part, start, around, value)

    def _import(self, word: str, start: int, rest: str, scope: int) -> None:
        for found in _IMPORTED.finditer(rest):
            name, offset = (found[1][1:-1], found.start(1) + 1) if found[1] else (found[2], found.start(2))
            if not name:
                continue
            alias = _ALIAS.search(rest)
            self.rows.take(
                name,
                start + offset,
                scope,
                alias=alias[1] if alias is not None and alias[1] != "*" and word == "use" else "",
                reexport=word == "forward",
            )
            if word in ("use", "forward"):
                break

    def _use(self, part: str, start: int, scope: int, first: int = 0) -> None:
        """What a declaration or the head of a block names, from its byte ``first`` on."""
        if "var(" in part or (self.variables and self.variables in part):
            for found in _VARIABLE.finditer(part, first):
                name = found[1] or found[2] or found[3]
                if name[0] == "-" or self.variables in name:
                    self._note(ReferenceRole.READ, name, start + found.end(), scope)
        if self.variables and self._use_statement(part, start, scope):
            return
        if self.variables and "(" in part:
            self._use_calls(part, start, scope, first)
        animation = _ANIMATION.match(part)
        if animation is not None:
            for found in _WORD.finditer(part, animation.end()):
                if found[0].lower() not in _ANIMATED:
                    self._note(ReferenceRole.READ, found[0], start + found.end(), scope)

    def _use_statement(self, part: str, start: int, scope: int) -> bool:
        """What a statement of a preprocessor names; whether that is all there is to it."""
        if part[0] == "@":
            extended = _EXTENDED.match(part)
            if extended is not None:
                self.rows.use(ReferenceRole.BASE, " ".join(extended[1].split()), scope, start + extended.start(1))
                return True
            included = _INCLUDED.match(part)
            if included is not None:
                self._note(ReferenceRole.CALL, included[1], start + included.end(1), scope)
                self._use_calls(part, start, scope, included.end())
                return True
        elif part[0] in ".#" and self.blocks:
            mixed = _MIXED_IN.fullmatch(part)
            if mixed is not None:
                self.rows.use(ReferenceRole.CALL, " ".join(mixed[1].split()), scope, start + mixed.start(1))
                return True
        return False

    def _use_calls(self, part: str, start: int, scope: int, first: int) -> None:
        for found in _CALL.finditer(part, first):
            if found[1].lower() not in _BUILT_IN and found[1][0] != "-":
                self._note(ReferenceRole.CALL, found[1], start + found.end(1), scope)

    def _note(self, role: ReferenceRole, name: str, end: int, scope: int) -> None:
        """A use of a name that ends at a byte; what stands before a point in it is a module."""
        last = name.rpartition(".")[2] if name[0] not in ".-" else name
        self.rows.use(role, name, scope, end - len(last))


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with spaces in place of spans; breaks of lines stay."""
    parts: list[str] = []
    last = 0
    for start, end in spans:
        parts.append(text[last:start])
        parts.append(_NOT_BREAK.sub(" ", text[start:end]))
        last = end
    parts.append(text[last:])
    return "".join(parts)


_NOT_BREAK = re.compile(r"[^\n]")


def _listed(head: str) -> list[tuple[int, int]]:
    """Where the selectors of a list start and end."""
    parts = []
    start = depth = 0
    for at, sign in enumerate(head + ","):
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth = max(0, depth - 1)
        elif sign == "," and (not depth or at == len(head)):
            part = head[start:at]
            if part.strip():
                parts.append((start + len(part) - len(part.lstrip()), start + len(part.rstrip())))
            start = at + 1
    return parts


def _resolve(written: str, around: tuple[str, ...]) -> str:
    """A nested selector in full, below the first of the selectors around it."""
    if not around or len(around[0]) > _LONGEST_SELECTOR:
        return written
    if "&" in written:
        return written.replace("&", around[0])
    return f"{around[0]} {written}"
