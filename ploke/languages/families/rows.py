"""Facts of a language that is read without a grammar: rows from byte offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ploke.languages.engine.text import SIGNATURE_LENGTH, SourceText, decoded, fold, shorten
from ploke.model.facts import (
    MODULE,
    Binding,
    BindingKind,
    FileFacts,
    Import,
    Problem,
    Reference,
    ReferenceRole,
    Symbol,
    SymbolKind,
    Visibility,
)

_LONGEST_PATH = 4_000
"""What is nested deeper than that is qualified by its name alone: names of names would take memory squared."""
_HEAD_BYTES = 4 * SIGNATURE_LENGTH

_new = tuple.__new__


class Rows:
    """Collects the facts of one file. Names and expressions are given with one character a byte, as they are sliced.

    ``holes`` are spans that are left out of signatures: comments.
    """

    def __init__(self, text: SourceText, holes: Sequence[tuple[int, int]] = ()) -> None:
        self.text = text
        self.holes = holes
        self.symbols: list[Symbol] = []
        self.imports: list[Import] = []
        self.bindings: list[Binding] = []
        self._uses: dict[tuple[int, ReferenceRole, str], list[int]] = {}

    def define(
        self,
        kind: SymbolKind,
        qualified: str,
        name: tuple[int, int],
        span: tuple[int, int],
        *,
        parent: int = MODULE,
        head: tuple[int, int] | None = None,
        doc: str = "",
        markers: tuple[str, ...] = (),
        bases: tuple[str, ...] = (),
    ) -> int:
        """Add a symbol and answer its number; ``head`` is the span of its signature. Outer before inner, in order."""
        text = self.text
        if len(qualified) > _LONGEST_PATH:
            qualified = text.bytes[slice(*name)]
        line, starts = text.line, text.starts
        start, end = head or span
        end = min(end, start + _HEAD_BYTES)
        written = text.bytes[start:end]
        in_a_line = "\n" not in written
        if self.holes and (not in_a_line or "/*" in written):
            written = text.without(start, end, self.holes)
        elif not text.ascii:
            written = decoded(written)
        signature = " ".join(written.split()) if in_a_line else fold(written)
        name_line = line(name[0])
        last = max(span[1], name[1]) - 1
        row = (
            decoded(text.bytes[name[0] : name[1]]),
            qualified if qualified.isascii() else decoded(qualified),
            kind,
            parent,
            name_line if span[0] == name[0] else line(span[0]),
            name_line if in_a_line and start <= name[0] and last < end else line(last),
            *span,
            name_line,
            name[0] - starts[name_line - 1],
            signature if len(signature) <= SIGNATURE_LENGTH else shorten(signature),
            doc,
            Visibility.PUBLIC,
            (),
            tuple(map(decoded, bases)) if bases else (),
            markers,
        )
        self.symbols.append(_new(Symbol, row))
        return len(self.symbols) - 1

    def document(self, number: int, doc: str) -> None:
        """Say what the symbol ``number`` is for, unless that is known."""
        if not self.symbols[number].doc:
            self.symbols[number] = self.symbols[number]._replace(doc=doc)

    def use(self, role: ReferenceRole, expression: str, scope: int, at: int) -> None:
        """Note that ``expression``, whose last name starts at ``at``, is used in a symbol."""
        if expression:
            self._uses.setdefault((scope, role, expression), []).append(at)

    def rename(self, number: int, name: str, qualified: str = "", signature: str = "") -> None:
        """Call a symbol something else than what stands where its name does; all with real characters."""
        symbol = self.symbols[number]
        if len(qualified) > _LONGEST_PATH:
            qualified = name
        self.symbols[number] = symbol._replace(
            name=name, qualified=qualified or symbol.qualified, signature=shorten(signature) or symbol.signature
        )

    def mark(self, number: int, marker: str) -> None:
        """Add a marker to a symbol."""
        symbol = self.symbols[number]
        self.symbols[number] = symbol._replace(markers=(*symbol.markers, marker))

    def extend(self, number: int, end: int) -> None:
        """Move the end of a symbol."""
        self.symbols[number] = self.symbols[number]._replace(end_byte=end, end_line=self.text.line(end - 1))

    def take(self, module: str, at: int, scope: int = MODULE, *, alias: str = "", reexport: bool = False) -> None:
        """Note that another file is read where ``at`` lies."""
        self.imports.append(Import(decoded(module), "", decoded(alias), 0, reexport, scope, self.text.line(at)))
        self.use(ReferenceRole.IMPORT, module, scope, at)

    def package(self, name: str, at: int) -> None:
        """Note the package that the whole file says it is part of."""
        self.bindings.append(Binding(BindingKind.PACKAGE, "", "", decoded(name), MODULE, self.text.line(at)))

    def facts(self, language: str, lines: int, doc: str = "", problems: Iterable[Problem] = ()) -> FileFacts:
        """All that was collected; references by symbol."""
        references = [
            Reference(decoded(expression), role, scope, self._places(places))
            for (scope, role, expression), places in sorted(self._uses.items(), key=_scope)
        ]
        return FileFacts(
            language,
            language,
            lines,
            doc,
            tuple(self.symbols),
            tuple(references),
            tuple(sorted(self.imports, key=_line)),
            tuple(self.bindings),
            tuple(problems),
        )

    def _places(self, places: list[int]) -> tuple[int, ...]:
        found: list[int] = []
        for at in sorted(places):
            line = self.text.line(at)
            found += (line, at - self.text.starts[line - 1])
        return tuple(found)


def _scope(item: tuple[tuple[int, ReferenceRole, str], list[int]]) -> int:
    return item[0][0]


def _line(row: Import) -> int:
    return row.line
