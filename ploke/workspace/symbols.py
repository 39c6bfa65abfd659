"""Symbols by name, and the outline of a file."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ploke.errors import UsageError
from ploke.model.index import IndexReader, SymbolRow
from ploke.search.filters import path_filter
from ploke.text.qualified import dotted, ends_with
from ploke.workspace.texts import Texts


def find_symbols(
    reader: IndexReader,
    name: str | None,
    kinds: Collection[str] = (),
    languages: Collection[str] = (),
    paths: Sequence[str] = (),
) -> list[SymbolRow]:
    """Symbols called ``name`` in any case, or all, that pass the filters; by path and line.

    A dotted name (``Class.method``, also written with ``::`` or ``#``) matches the end of the qualified name. Exact
    case comes first where both are there, definitions before what is only declared.
    """
    found = _named(reader, name) if name else list(reader.symbols())
    if languages:
        wanted = frozenset(languages)
        found = [row for row in found if reader.file(row.file).language in wanted]
    if paths:
        passes = path_filter(paths)
        found = [row for row in found if passes(row.path)]
    if kinds:
        found = [row for row in found if row.kind in kinds]
    return found


def outline(reader: IndexReader, path: str) -> list[SymbolRow]:
    """The symbols of the file at ``path``, in file order. Raises ``UsageError`` for a file that is not indexed."""
    file = reader.file_at(path)
    if file is None:
        raise UsageError(f"{path} is not in the index.", "`ploke status --skipped` lists what was left out and why.")
    return reader.symbols_in(file.id)


def mark_stale(reader: IndexReader, texts: Texts, rows: Sequence[SymbolRow]) -> list[SymbolRow]:
    """``rows`` with those marked whose file is no longer what was indexed; each file is read once."""
    files = {row.file: reader.file(row.file) for row in rows}
    stale = {number for number, file in files.items() if texts.read(file.path, file.hash) is None}
    return [row._replace(stale=row.file in stale) for row in rows]


def _named(reader: IndexReader, name: str) -> list[SymbolRow]:
    wanted = dotted(name)
    folded = wanted.casefold()
    rows = reader.symbols_named(wanted.rpartition(".")[2])
    found = [(qualified, row) for row in rows if ends_with((qualified := dotted(row.qualified)).casefold(), folded)]
    found.sort(key=lambda each: (not ends_with(each[0], wanted), each[1].declared, each[1].path, each[1].start_line))
    return [row for _, row in found]
