"""Dockerfiles: stages, and the names they take and give. Read line by line, as BuildKit reads them.

- Every ``FROM`` starts a stage, which reaches to the next one: a target, named by its ``AS`` or else by its image. Its
  base is that image, an import unless it is an earlier stage.
- ``ARG`` and ``ENV`` are variables of their stage, or of the file if they stand before the first.
- ``COPY --from``, ``RUN --mount=from=`` read a stage or import an image; ``$NAME`` reads a variable that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ploke.languages.engine.docs import DocComments
from ploke.languages.engine.text import SourceText, count_lines
from ploke.languages.families.rows import Rows
from ploke.languages.spec import LanguageSpec
from ploke.model.facts import MODULE, FileFacts, Problem, ReferenceRole, SymbolKind

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_ESCAPE = re.compile(r"#\s*escape\s*=\s*(\S)", re.IGNORECASE)
_DIRECTIVE = re.compile(r"#\s*(?:syntax|escape|check)\s*=|#!", re.IGNORECASE)
_INSTRUCTION = re.compile(r"\s*([A-Za-z]+)(?=\s|$)")
_HEREDOC = re.compile(r"<<(-?)([\"']?)([A-Za-z_]\w*)\2")
_FLAGS = re.compile(r"(?:\s+--[\w-]+(?:=(?:\"[^\"]*\"|[^\s\"])*)?)*")
_FROM = re.compile(r"\s*([^\s#]\S*)(?:\s+as\s+(\S+))?", re.IGNORECASE)
_SOURCE = re.compile(r"(?:--from=|(?<=[,=])from=)\"?([^\s,\"]+)")
_WORD = r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|\\.|[^\s\"'\\])"
_PAIR = re.compile(rf"\s*([A-Za-z_][\w.-]*)\s*(=\s*{_WORD}*|(?=\s|$))", re.DOTALL)
_VARIABLE = re.compile(r"(?<!\\)\$(?:\{([A-Za-z_]\w*)|([A-Za-z_]\w*))")
_INSTRUCTIONS = frozenset(
    "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME"
    " WORKDIR INCLUDE CROSS_BUILD".split()
)
_WITH_HEREDOCS = frozenset({"RUN", "COPY", "ADD"})
_PROBLEMS = 20
_FEW = 200
"""More lines of comment do not stand before one instruction."""


class _Instruction(NamedTuple):
    """An instruction with the lines it goes on over. ``text`` has spaces for what continues them, and for comments."""

    word: str
    start: int
    end: int
    arguments: int
    text: str


class _Stage(NamedTuple):
    """An open stage: its symbol, and the variables that are known in it."""

    symbol: int
    known: set[str]


def read_dockerfile(source: bytes) -> FileFacts:
    """The facts of a Dockerfile."""
    text = SourceText(source)
    reader = _Reader(text)
    for instruction in _instructions(text.bytes, reader.comments):
        reader.read(instruction)
    reader.finish(len(text.bytes.rstrip()))
    return reader.rows.facts(
        "dockerfile", count_lines(source), DocComments(text, reader.comments).leading(_comment), reader.problems
    )


def _comment(text: str) -> str | None:
    """What a comment says; a directive for the parser says nothing."""
    if _DIRECTIVE.match(text):
        return None
    line = text.lstrip("#").strip()
    return "" if not line.strip("-=*_~ ") else line


def _instructions(text: str, comments: list[tuple[int, int]]) -> Iterator[_Instruction]:
    """The instructions of a file; its comments are put aside."""
    directive = _ESCAPE.match(text)
    escape = directive[1] if directive is not None else "\\"
    lines = _LINE.finditer(text)
    for line in lines:
        stripped = line[0].strip()
        if not stripped:
            continue
        if stripped.startswith("#"):
            comments.append(_bare(line))
            continue
        parts = [line[0]]
        end = line.end()
        while parts[-1].rstrip().endswith(escape) or not parts[-1].strip():
            going_on = next(lines, None)
            if going_on is None:
                break
            end = going_on.end()
            last = parts[-1]
            kept = last.rstrip()[:-1]
            parts[-1] = kept + " " * (len(last) - len(kept))
            is_comment = going_on[0].lstrip().startswith("#")
            if is_comment:
                comments.append(_bare(going_on))
            parts.append(" " * len(going_on[0]) if is_comment else going_on[0])
        whole = "".join(parts)
        found = _INSTRUCTION.match(whole)
        word = found[1].upper() if found is not None else ""
        if word in _WITH_HEREDOCS:
            end = max(end, _after_heredocs(whole, lines, end))
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        arguments = line.start() + (found.end() if found is not None else 0)
        yield _Instruction(word, start, end, arguments, whole[arguments - line.start() :])


def _bare(line: re.Match[str]) -> tuple[int, int]:
    """Where the text of a line starts and ends."""
    return line.start() + len(line[0]) - len(line[0].lstrip()), line.start() + len(line[0].rstrip())


def _after_heredocs(whole: str, lines: Iterator[re.Match[str]], end: int) -> int:
    """Pass over the texts that an instruction announces; answers where they end."""
    for mark in _HEREDOC.finditer(whole):
        for line in lines:
            end = line.end()
            said = line[0].rstrip("\r\n")
            if (said.lstrip("\t") if mark[1] else said) == mark[3]:
                break
    return end


class _Reader:
    """Reads instruction by instruction."""

    def __init__(self, text: SourceText) -> None:
        self.text = text
        self.comments: list[tuple[int, int]] = []
        self.rows = Rows(text, self.comments)
        self.problems: list[Problem] = []
        self.stages: dict[str, int] = {}
        self.count = 0
        self.file = _Stage(MODULE, set())
        self.stage = self.file

    def read(self, instruction: _Instruction) -> None:
        """Take in an instruction."""
        word = instruction.word
        if word == "ONBUILD":
            found = _INSTRUCTION.match(instruction.text)
            if found is None:
                return
            word = found[1].upper()
        if word not in _INSTRUCTIONS:
            if len(self.problems) < _PROBLEMS:
                line = self.text.line(instruction.start)
                column = instruction.start - self.text.starts[line - 1]
                self.problems.append(Problem(line, column, "this is no instruction"))
        elif word == "FROM":
            self._start_stage(instruction)
        elif word in ("ARG", "ENV"):
            self._read_variables(instruction)
        elif word in ("COPY", "ADD", "RUN"):
            for found in _SOURCE.finditer(instruction.text):
                self._take(found[1], instruction.arguments + found.start(1), ReferenceRole.READ)
        if word != "FROM":
            self._use_variables(instruction, self.stage)

    def finish(self, end: int) -> None:
        """The last stage ends with the file."""
        if self.stage.symbol != MODULE:
            self.rows.extend(self.stage.symbol, max(end, self.rows.symbols[self.stage.symbol].end_byte))

    def _start_stage(self, instruction: _Instruction) -> None:
        flags = _FLAGS.match(instruction.text)
        found = _FROM.match(instruction.text, flags.end() if flags is not None else 0)
        if found is None:
            return
        self.finish(self._end_before(instruction.start))
        self._use_variables(instruction, self.file)
        group = 2 if found[2] else 1
        offset = instruction.arguments
        name = (offset + found.start(group), offset + found.end(group))
        start = instruction.start
        end = start + len(self.text.bytes[start : instruction.end].rstrip())
        symbol = self.rows.define(
            SymbolKind.TARGET, found[group], name, (start, end), doc=self._doc(instruction), bases=(found[1],)
        )
        self._take(found[1], offset + found.start(1), ReferenceRole.BASE, symbol)
        self.stages[str(self.count)] = symbol
        if found[2]:
            self.stages[found[2].lower()] = symbol
        self.count += 1
        self.stage = _Stage(symbol, set(self.file.known))

    def _end_before(self, start: int) -> int:
        """Where what stands before an instruction ends, comments that document the instruction aside."""
        lines = [place for place in self.comments if place[1] <= start]
        for place in reversed(lines):
            if self.text.bytes[place[1] : start].strip():
                break
            start = place[0]
        return len(self.text.bytes[:start].rstrip())

    def _take(self, image: str, at: int, role: ReferenceRole, scope: int | None = None) -> None:
        """A stage, or an image from elsewhere, is used."""
        scope = self.stage.symbol if scope is None else scope
        self.rows.use(role, image, scope, at)
        if image.lower() not in self.stages and image != "scratch" and "$" not in image:
            self.rows.take(image, at, scope)

    def _read_variables(self, instruction: _Instruction) -> None:
        """``ARG`` and ``ENV``, of one variable or of several."""
        text, offset = instruction.text, instruction.arguments
        onbuild = _INSTRUCTION.match(text) if instruction.word == "ONBUILD" else None
        start = onbuild.end() if onbuild is not None else 0
        doc = self._doc(instruction)
        while (found := _PAIR.match(text, start)) is not None and found[1]:
            alone = not found[2] and instruction.word == "ENV"
            end = len(text.rstrip()) if alone else found.end()
            name = (offset + found.start(1), offset + found.end(1))
            path = found[1]
            if self.stage.symbol != MODULE:
                path = f"{self.text.bytes[slice(*self._name_of_stage())]}.{path}"
            self.rows.define(
                SymbolKind.VARIABLE, path, name, (name[0], offset + end), parent=self.stage.symbol, doc=doc
            )
            self.stage.known.add(found[1])
            start = end

    def _name_of_stage(self) -> tuple[int, int]:
        symbol = self.rows.symbols[self.stage.symbol]
        start = self.text.starts[symbol.name_line - 1] + symbol.name_column
        return start, start + len(symbol.name.encode())

    def _use_variables(self, instruction: _Instruction, stage: _Stage) -> None:
        for found in _VARIABLE.finditer(self.text.bytes, instruction.start, instruction.end):
            name = found[1] or found[2]
            if name in stage.known:
                self.rows.use(ReferenceRole.READ, name, stage.symbol, found.start(1 if found[1] else 2))

    def _doc(self, instruction: _Instruction) -> str:
        return DocComments(self.text, self.comments[-_FEW:]).before(instruction.start, _comment)


SPEC = LanguageSpec(name="dockerfile", extractor=read_dockerfile)
