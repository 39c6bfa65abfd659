"""Facts as text that people read and diffs show well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from ploke.model.facts import MODULE, Binding, FileFacts, Import, Reference, Symbol

Row = TypeVar("Row", Reference, Binding)


def render_facts(facts: FileFacts) -> str:
    """All facts of a file: symbols as an outline, then references and bindings by the symbol they belong to."""
    lines = [f"{facts.language} {facts.dialect}, {facts.lines} lines"]
    lines += [f"doc: {facts.doc!r}"] if facts.doc else []
    lines += _section("symbols", (line for symbol in facts.symbols for line in _symbol(facts, symbol)))
    lines += _section("imports", (_import(facts, each) for each in facts.imports))
    lines += _section("references", _by_scope(facts, facts.references, _reference))
    lines += _section("bindings", _by_scope(facts, facts.bindings, _binding))
    lines += _section("problems", (f"{each.line}:{each.column} {each.message}" for each in facts.problems))
    return "\n".join(lines) + "\n"


def _section(title: str, lines: Iterator[str]) -> list[str]:
    found = [f"  {line}" for line in lines]
    return ["", title, *found] if found else []


def _symbol(facts: FileFacts, symbol: Symbol) -> Iterator[str]:
    depth, parent = 0, symbol.parent
    while parent != MODULE:
        depth, parent = depth + 1, facts.symbols[parent].parent
    margin = "    " * depth
    words = [*symbol.markers] if symbol.visibility == "public" else [symbol.visibility.value, *symbol.markers]
    note = f" ({', '.join(words)})" if words else ""
    place = f"{symbol.start_line}-{symbol.end_line} @{symbol.name_line}:{symbol.name_column}"
    yield f"{margin}{symbol.kind.value} {symbol.qualified}{note} {place}"
    yield f"{margin}  | {symbol.signature}"
    for label, values in (("decorated", symbol.decorators), ("bases", symbol.bases)):
        if values:
            yield f"{margin}  {label}: {'; '.join(values)}"
    if symbol.doc:
        yield f"{margin}  doc: {symbol.doc!r}"


def _name(facts: FileFacts, scope: int) -> str:
    return "the file" if scope == MODULE else facts.symbols[scope].qualified


def _import(facts: FileFacts, each: Import) -> str:
    what = f"{'.' * each.level}{each.module}" + (f" -> {each.name}" if each.name else "")
    alias = f" as {each.alias}" if each.alias else ""
    return f"{each.line} {what}{alias}{' re-exported' if each.reexport else ''} in {_name(facts, each.scope)}"


def _by_scope(facts: FileFacts, rows: Sequence[Row], render: Callable[[Row], str]) -> Iterator[str]:
    for scope in dict.fromkeys(row.scope for row in rows):
        owned = [row for row in rows if row.scope == scope]
        yield f"{_name(facts, scope)}"
        yield from (f"  {render(row)}" for row in owned)


def _reference(row: Reference) -> str:
    places = " ".join(f"{line}:{column}" for line, column in zip(row.places[::2], row.places[1::2], strict=True))
    return f"{row.role.value} {row.expression} {places}"


def _binding(row: Binding) -> str:
    annotation = f": {row.annotation}" if row.annotation else ""
    value = f" = {row.value}" if row.value else ""
    return f"{row.line} {row.kind.value} {row.target}{annotation}{value}"
