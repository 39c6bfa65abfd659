"""Definitions of the names in a query."""

from __future__ import annotations

from collections.abc import Iterable

from ploke.model.index import IndexReader, SymbolRow


def definitions(reader: IndexReader, names: Iterable[str]) -> dict[str, list[SymbolRow]]:
    """Symbols that each name (``name``, ``Class.name``) means, names without any left out.

    The nearest reading wins: the whole qualified name, else its last part; in the case as typed, else in any case.
    """
    found = {}
    for name in names:
        _, _, last = name.rpartition(".")
        rows = reader.symbols_named(last)
        if not rows:
            continue
        if last != name:
            whole = [row for row in rows if _is_called(row.qualified.lower(), name.lower())]
            rows = whole or rows
        exact = [row for row in rows if row.name == last]
        found[name] = exact or rows
    return found


def _is_called(qualified: str, name: str) -> bool:
    return qualified == name or qualified.endswith("." + name)
