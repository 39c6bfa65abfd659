"""Makefiles: targets, variables and canned recipes. Read line by line, as make reads them.

- Every target of a rule is a symbol, patterns and names in variables too; special ones such as ``.PHONY`` are none. Its
  prerequisites are what it reads; what stands behind ``##`` on its line documents it, if no comment stands before it.
- A variable is defined where it is first assigned; later assignments write it. ``define`` makes a macro.
- ``$(NAME)`` reads and ``$(call NAME,…)`` calls, in the target whose rule or recipe holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ploke.languages.engine.docs import DocComments
from ploke.languages.engine.text import SourceText, count_lines
from ploke.languages.families.rows import Rows
from ploke.languages.spec import LanguageSpec
from ploke.model.facts import MODULE, FileFacts, Problem, ReferenceRole, SymbolKind

_LINE = re.compile(r"(?:[^\n\\]++|\\(?:\r?\n|.|\Z))*+(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)#")
_REFERENCE = r"\$(?:\((?:[^()]++|\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\))*+\)|\{[^{}]*+\}|.)"
_WORD = rf"(?:{_REFERENCE}|\\.|[^\s$:=#&|;\\!?+]|[&!?+](?!=|:))++"
_ASSIGNMENT = re.compile(
    rf"[ \t]*((?:(?:export|override|private|unexport)[ \t]+)*)({_WORD})[ \t]*(\+=|\?=|!=|:{{1,3}}=|=)", re.DOTALL
)
_DEFINE = re.compile(rf"[ \t]*(?:(?:export|override)[ \t]+)*define[ \t]+({_WORD})", re.DOTALL)
_ENDEF = re.compile(r"[ \t]*endef\b")
_INCLUDE = re.compile(r"[ \t]*[-s]?include[ \t]+(.*)", re.DOTALL)
_DIRECTIVE = re.compile(
    r"[ \t]*(?:ifeq|ifneq|ifdef|ifndef|else|endif|export|unexport|vpath|undefine|load)\b|[ \t]*\$\([^:=]*\)?\s*$"
)
_RULE = re.compile(rf"[ ]*+({_WORD}(?:[ \t]++{_WORD})*+)[ \t]*+(&?::?)(?!=)", re.DOTALL)
_NAME = re.compile(_WORD, re.DOTALL)
_LISTED = re.compile(rf"(?:{_REFERENCE}|\\.|[^\s$|;#])++", re.DOTALL)
_USED = re.compile(r"\$(\$)|\$[({]((?:call[ \t]+)?)([\w.\-/%@]+)(?=[)}:,])")
_SPECIAL = re.compile(r"\.[A-Z_]+")
_PREFIX = re.compile(r"^[ \t]*\.RECIPEPREFIX[ \t]*:?=[ \t]*(\S)", re.MULTILINE)
_HELP = re.compile(r"##+[ \t]*(.*)")


def read_makefile(source: bytes) -> FileFacts:
    """The facts of a makefile."""
    text = SourceText(source)
    reader = _Reader(text)
    reader.read()
    doc = DocComments(text, reader.comments).leading(_comment)
    return reader.rows.facts("make", count_lines(source), doc, reader.problems)


def _comment(text: str) -> str | None:
    """What a comment says; lines drawn with signs say nothing."""
    line = text.lstrip("#").strip()
    return "" if text.startswith("#!") or not line.strip("-=*_~# ") else line


class _Reader:
    """Reads line by line; a line that ends in a backslash goes on."""

    def __init__(self, text: SourceText) -> None:
        self.text = text
        self.comments: list[tuple[int, int]] = []
        self.rows = Rows(text)
        self.problems: list[Problem] = []
        self.rules: list[int] = []
        self.known: set[str] = set()
        self.phony: set[str] = set()
        found = _PREFIX.search(text.bytes)
        self.prefix = found[1] if found is not None else "\t"

    def read(self) -> None:
        """Take in the whole file."""
        source = self.text.bytes
        lines = _LINE.finditer(source)
        for line in lines:
            start, end = line.span()
            if start == end:
                break
            if self.rules and source[start] == self.prefix:
                self._read_recipe(start, end)
            elif _DEFINE.match(source, start, end):
                self._define(start, end, lines)
            else:
                self._read_line(start, end)
        if self.phony:
            for number, symbol in enumerate(self.rows.symbols):
                if symbol.kind is SymbolKind.TARGET and symbol.name in self.phony:
                    self.rows.mark(number, "phony")

    def _read_recipe(self, start: int, end: int) -> None:
        """A line of the rules above."""
        stop = start + len(self.text.bytes[start:end].rstrip())
        if stop <= start + 1:
            return
        for number in self.rules:
            self.rows.extend(number, stop)
        self._use(start, stop, self.rules[0])

    def _define(self, start: int, end: int, lines: Iterator[re.Match[str]]) -> None:
        """A macro up to its ``endef``; others may stand in it."""
        source = self.text.bytes
        found = _DEFINE.match(source, start, end)
        assert found is not None
        self.rules = []
        depth, last = 1, end
        for line in lines:
            last = line.end()
            if line.start() == last:
                depth = -depth
                break
            depth += _DEFINE.match(source, *line.span()) is not None
            depth -= _ENDEF.match(source, *line.span()) is not None
            if not depth:
                break
        stop = start + len(source[start:last].rstrip())
        first = start + len(source[start:end]) - len(source[start:end].lstrip())
        name = found.span(1)
        doc = self._doc(first)
        number = self.rows.define(
            SymbolKind.MACRO, source[slice(*name)], name, (first, stop), head=(first, end), doc=doc
        )
        self.known.add(source[slice(*name)])
        self._use(end, stop, number)
        if depth:
            line_number = self.text.line(first)
            column = first - self.text.starts[line_number - 1]
            self.problems.append(Problem(line_number, column, "this define has no endef"))

    def _read_line(self, start: int, end: int) -> None:
        source = self.text.bytes
        comment = _outside(source, start, end)
        if comment >= 0:
            stop = comment + len(source[comment:end].rstrip())
            self.comments.append((comment, stop))
            end = comment
        if not source[start:end].strip():
            return
        included = _INCLUDE.match(source, start, end)
        if included is not None:
            self.rules = []
            for word in _LISTED.finditer(source, included.start(1), included.end()):
                if not word[0].startswith("$"):
                    self.rows.take(word[0], word.start())
            self._use(start, end, MODULE)
            return
        assigned = _ASSIGNMENT.match(source, start, end)
        if assigned is not None:
            self._assign(assigned, start, end)
            return
        if _DIRECTIVE.match(source, start, end):
            self._use(start, end, MODULE)
            return
        rule = _RULE.match(source, start, end)
        if rule is not None:
            self._read_rule(rule, end, comment)
        else:
            self._use(start, end, MODULE)

    def _assign(self, found: re.Match[str], start: int, end: int) -> None:
        """A variable is defined, or written anew."""
        self.rules = []
        source = self.text.bytes
        name = found[2]
        scope = MODULE
        if name in self.known or found[3] == "+=":
            self.rows.use(ReferenceRole.WRITE, name, MODULE, found.start(2))
        elif "$" not in name:
            self.known.add(name)
            first = start + len(source[start:end]) - len(source[start:end].lstrip())
            stop = start + len(source[start:end].rstrip())
            doc = self._doc(first)
            scope = self.rows.define(SymbolKind.VARIABLE, name, found.span(2), (first, stop), doc=doc)
        self._use(found.end(), end, scope)

    def _read_rule(self, rule: re.Match[str], end: int, comment: int) -> None:
        """The targets of a rule and what they need."""
        source = self.text.bytes
        end = rule.start() + len(source[rule.start() : end].rstrip())
        targets = list(_NAME.finditer(source, rule.start(1), rule.end(1)))
        recipe = _semicolon(source, rule.end(), end)
        local = _ASSIGNMENT.match(source, rule.end(), recipe)
        self.rules = []
        if local is not None:
            self._use(rule.start(), end, MODULE)
            return
        listed = list(_LISTED.finditer(source, rule.end(), recipe))
        names = [target[0] for target in targets]
        if ".PHONY" in names:
            self.phony.update(self.text.get(*word.span()) for word in listed)
        doc = ""
        for target in targets:
            if _SPECIAL.fullmatch(target[0]):
                continue
            doc = doc or self._doc(rule.start(1)) or self._help(comment)
            span = (rule.start(1), end)
            number = self.rows.define(
                SymbolKind.TARGET, target[0], target.span(), span, head=(span[0], recipe), doc=doc
            )
            self.rules.append(number)
        scope = self.rules[0] if self.rules else MODULE
        if ".PHONY" not in names:
            for word in listed:
                if "$" not in word[0] and word[0] != ":":
                    self.rows.use(ReferenceRole.READ, word[0].rstrip(":"), scope, word.start())
        self._use(rule.start(), end, scope)

    def _use(self, start: int, end: int, scope: int) -> None:
        """What is referred to between two offsets."""
        for found in _USED.finditer(self.text.bytes, start, end):
            if found[3] is not None and not found[3].isdecimal():
                role = ReferenceRole.CALL if found[2] else ReferenceRole.READ
                self.rows.use(role, found[3], scope, found.start(3))

    def _doc(self, start: int) -> str:
        return DocComments(self.text, self.comments[-_FEW:]).before(start, _comment)

    def _help(self, comment: int) -> str:
        """What a comment behind a rule says, if it is for people who ask for help."""
        if comment < 0:
            return ""
        found = _HELP.match(self.text.get(*self.comments[-1]))
        return found[1].strip() if found is not None else ""


def _outside(source: str, start: int, end: int) -> int:
    """Where a comment starts on a line; -1 if none does."""
    found = _COMMENT.search(source, start, end)
    return found.start() if found is not None else -1


def _semicolon(source: str, start: int, end: int) -> int:
    """Where the recipe on the line of a rule starts; its end if there is none."""
    at = source.find(";", start, end)
    return at if at >= 0 else end


_FEW = 200
"""More lines of comment do not stand before one definition."""

SPEC = LanguageSpec(name="make", extractor=read_makefile)
