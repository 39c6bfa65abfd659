"""Blocks with labels, which HCL and what is written in it share: ``Rules`` say what they mean.

``a.b`` reads, ``f(…)`` calls; ``description`` documents what no comment documents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ploke.languages.engine.docs import DocComments
from ploke.languages.engine.text import SourceText, count_lines, dedent
from ploke.languages.families.hcl_tokens import SIGN, STRING, WORD, Token, scan
from ploke.languages.families.rows import Rows
from ploke.model.facts import MODULE, FileFacts, Problem, ReferenceRole, SymbolKind

_PROBLEMS = 20


class Named(NamedTuple):
    """What a block is called: ``name`` is the number of the label (0: its type) that holds it."""

    kind: SymbolKind
    path: str
    name: int
    markers: tuple[str, ...] = ()


class Rules(NamedTuple):
    """What a language written in HCL says of it.

    ``block`` names a block by its type, labels and how deep it stands; ``attribute`` by the path of the block it stands
    in; ``address`` cuts a reference to what is defined somewhere. ``imported`` are attributes of blocks that name what
    is loaded, ``listed`` those of objects in blocks, ``renamed`` attributes that qualify a block by its label and them.
    """

    block: Callable[[list[str], int], Named | None]
    attribute: Callable[[list[str], str], Named | None]
    address: Callable[[list[str]], str]
    imported: frozenset[tuple[str, str]] = frozenset()
    listed: frozenset[tuple[str, str]] = frozenset()
    renamed: frozenset[tuple[str, str]] = frozenset()


class _Block(NamedTuple):
    """An open block: its symbol or that around it, its type and labels, its own symbol, where it starts."""

    symbol: int
    words: list[str]
    own: int
    start: int


def read_hcl(source: bytes, language: str, rules: Rules) -> FileFacts:
    """The facts of a file in a language that is written in HCL."""
    text = SourceText(source)
    scanned = scan(text.bytes)
    reader = _Reader(text, scanned.comments, scanned.tokens, rules)
    reader.read()
    for start in scanned.unclosed:
        reader.complain(start, "this string is not closed")
    doc = reader.docs.leading(comment_text)
    return reader.rows.facts(language, count_lines(source), doc, reader.problems[:_PROBLEMS])


def comment_text(text: str) -> str | None:
    """What a comment says; lines drawn with signs say nothing."""
    if text.startswith("/*"):
        lines = [line.strip().removeprefix("*").strip() for line in text[2:].removesuffix("*/").split("\n")]
        return dedent("\n".join(lines)).strip()
    line = text.lstrip("#/").strip()
    return line if line.strip("-=*_~ ") else ""


class _Reader:
    """Reads block by block."""

    def __init__(
        self, text: SourceText, comments: list[tuple[int, int]], tokens: Sequence[Token], rules: Rules
    ) -> None:
        self.text = text
        self.docs = DocComments(text, comments)
        self.tokens = tokens
        self.rules = rules
        self.rows = Rows(text, comments)
        self.problems: list[Problem] = []
        self.blocks: list[_Block] = [_Block(MODULE, [], MODULE, 0)]
        self.local = self._local_names()

    def complain(self, at: int, message: str) -> None:
        """Note what cannot be read."""
        line = self.text.line(at)
        self.problems.append(Problem(line, at - self.text.starts[line - 1], message))

    def read(self) -> None:
        """Take in the whole file."""
        tokens = self.tokens
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.kind == WORD:
                at = self._block_or_attribute(at)
            elif token.text == "}" and token.kind == SIGN:
                self._close(token.end)
                at += 1
            else:
                at += 1
        if len(self.blocks) > 1:
            self.complain(self.blocks[1].start, "this block is not closed")
        while len(self.blocks) > 1:
            self._close(len(self.text.bytes.rstrip()))

    def _close(self, end: int) -> None:
        if len(self.blocks) == 1:
            self.complain(end - 1, "this brace closes nothing")
            return
        block = self.blocks.pop()
        if block.own != MODULE:
            self.rows.extend(block.own, max(end, self.rows.symbols[block.own].end_byte))

    def _block_or_attribute(self, at: int) -> int:
        """What a word starts; answers the token to go on with."""
        tokens = self.tokens
        after = at + 1
        while after < len(tokens) and tokens[after].kind in (STRING, WORD) and not tokens[after].line:
            after += 1
        if after >= len(tokens):
            return after
        if tokens[after].text == "{" and tokens[after].kind == SIGN:
            if len(self.blocks) > 1 and after > at + 1 and tokens[at].line and self._starts_line(tokens[at].start):
                self.complain(self.blocks[1].start, "this block is not closed")
                while len(self.blocks) > 1:
                    self._close(tokens[at - 1].end)
            self._open(tokens[at:after], tokens[after])
            return after + 1
        if after == at + 1 and tokens[after].text in ("=", ":") and tokens[after].kind == SIGN:
            return self._attribute(at, after + 1)
        return after

    def _starts_line(self, at: int) -> bool:
        """Whether something stands at the very start of a line, as only blocks of the file do."""
        return not at or self.text.bytes[at - 1] == "\n"

    def _open(self, head: Sequence[Token], brace: Token) -> None:
        around = self.blocks[-1]
        words = [token.text for token in head]
        named = self.rules.block(words, len(self.blocks) - 1)
        number = MODULE
        if named is not None and head[named.name].start < head[named.name].end:
            name = head[named.name]
            path = named.path
            if around.own != MODULE:
                path = f"{self._path(around.own)}.{path}"
            number = self.rows.define(
                named.kind,
                path,
                (name.start, name.end),
                (head[0].start, brace.end),
                parent=around.symbol,
                head=(head[0].start, brace.start),
                doc=self.docs.before(head[0].start, comment_text),
                markers=named.markers,
            )
        self.blocks.append(_Block(around.symbol if number == MODULE else number, words, number, head[0].start))

    def _path(self, number: int) -> str:
        return self.rows.symbols[number].qualified.encode().decode("latin-1")

    def _attribute(self, at: int, value: int) -> int:
        """``name = value``; answers the token behind the value."""
        tokens = self.tokens
        end = self._end_of_value(value)
        block = self.blocks[-1]
        name = tokens[at]
        scope = block.symbol
        path = self._path(block.own) if block.own != MODULE else ""
        named = self.rules.attribute([*block.words, name.text], path) if len(self.blocks) <= 2 else None
        if named is not None:
            span = (name.start, self._behind(end - 1, name.end))
            doc = self.docs.before(name.start, comment_text)
            scope = self.rows.define(
                named.kind, named.path, (name.start, name.end), span, parent=scope, doc=doc, markers=named.markers
            )
        if value < end and tokens[value].kind == STRING and tokens[value].text and block.own != MODULE:
            self._describe(block, name.text, tokens[value])
        for each in range(value, end - 2) if block.words else ():
            if (block.words[0], tokens[each].text) in self.rules.listed and tokens[each + 2].kind == STRING:
                self.rows.take(tokens[each + 2].text, tokens[each + 2].start)
        if len(self.blocks) == 1 and named is None and self.rules.address([name.text]):
            self.rows.use(ReferenceRole.WRITE, self.rules.address([name.text]), MODULE, name.start)
        self._use(value, end, scope)
        return end

    def _describe(self, block: _Block, name: str, said: Token) -> None:
        """What a string in a block says of it."""
        rule = (block.words[0], name)
        if name == "description":
            self.rows.document(block.own, self.text.get(said.start, said.end).replace('\\"', '"').strip())
        elif rule in self.rules.imported:
            self.rows.take(said.text, said.start, block.own)
        elif rule in self.rules.renamed:
            alias = self.text.get(said.start, said.end)
            self.rows.rename(block.own, alias, f"{self.rows.symbols[block.own].name}.{alias}")

    def _behind(self, last: int, least: int) -> int:
        """Where the text of a token ends, its quotes included."""
        token = self.tokens[last]
        quoted = token.kind == STRING and self.text.bytes[token.end : token.end + 1] == '"'
        return max(least, token.end + quoted)

    def _end_of_value(self, at: int) -> int:
        """The token behind a value: the first of a line outside all brackets."""
        tokens = self.tokens
        first, depth = at, 0
        while at < len(tokens):
            token = tokens[at]
            if token.kind == SIGN:
                if token.text in ("{", "[", "("):
                    depth += 1
                elif token.text in ("}", "]", ")"):
                    if not depth:
                        return at
                    depth -= 1
                    at += 1
                    continue
            if token.line and not depth and at > first and token.text not in _GOING_ON:
                return at
            if token.text == "," and not depth and token.kind == SIGN:
                return at
            at += 1
        return at

    def _local_names(self) -> frozenset[str]:
        """Names that ``for`` binds, and those that ``dynamic`` blocks give their elements."""
        tokens = self.tokens
        found = set()
        for at, token in enumerate(tokens):
            if token.text == "for" and token.kind == WORD:
                for each in tokens[at + 1 : at + 4]:
                    if each.text == "in":
                        break
                    found.add(each.text)
            elif token.text in ("dynamic", "iterator") and token.kind == WORD:
                found.update(each.text for each in tokens[at + 1 : at + 3] if each.kind != SIGN)
        return frozenset(found)

    def _use(self, at: int, end: int, scope: int) -> None:
        """What a value names."""
        tokens = self.tokens
        while at < end:
            token = tokens[at]
            if token.kind != WORD:
                at += 1
                continue
            parts = [token]
            at += 1
            while at + 1 < end and tokens[at].text in (".", "::") and tokens[at + 1].kind == WORD:
                parts.append(tokens[at + 1])
                at += 2
            following = tokens[at].text if at < end and tokens[at].kind == SIGN else ""
            words = [part.text for part in parts]
            if following == "(" and self.text.bytes[tokens[at].start] == "(":
                if token.text not in ("for", "if", "in"):
                    self.rows.use(ReferenceRole.CALL, "::".join(words), scope, parts[-1].start)
            elif len(parts) > 1 and token.text not in self.local:
                address = self.rules.address(words)
                if address:
                    self.rows.use(ReferenceRole.READ, address, scope, parts[address.count(".")].start)


_GOING_ON = frozenset("? : && || + - * / % == != < > <= >= . ]".split())
