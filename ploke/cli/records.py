"""Values as JSON, in one place: what scripts and agents read is written here and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import Enum
from os import PathLike
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ploke.cli.console import Console
    from ploke.model.index import SymbolRow
    from ploke.model.results import SearchHit


def encode(value: Any) -> str:
    """One line of JSON. Dataclasses and named tuples are objects, enumerations their values, paths strings."""
    return json.dumps(plain(value), ensure_ascii=False, allow_nan=False)


def plain(value: Any) -> Any:
    """``value`` in JSON's own types; raises ``TypeError`` for a type that has no rendering."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case Mapping():
            return {str(plain(key)): plain(item) for key, item in value.items()}
        case PathLike():
            return str(value)
        case tuple() if hasattr(value, "_fields"):
            return {name: plain(item) for name, item in zip(value._fields, value, strict=True)}
        case list() | tuple():
            return [plain(item) for item in value]
        case object(__dataclass_fields__=fields):
            return {name: plain(getattr(value, name)) for name in fields}
    raise TypeError(f"no JSON rendering for {type(value).__name__}")


def hit_record(hit: SearchHit, *, text: bool) -> dict[str, Any]:
    """A search result. ``text`` adds the span's text, which is null where the file changed since it was indexed."""
    record: dict[str, Any] = {
        "path": hit.path,
        "start_line": hit.start_line,
        "end_line": hit.end_line,
        "symbol": hit.symbol,
        "kind": hit.kind,
        "score": round(hit.score, 6),
        "why": list(hit.why),
        "language": hit.language,
        "stale": hit.stale,
    }
    if text:
        record["text"] = hit.text
    return record


def symbol_record(row: SymbolRow) -> dict[str, Any]:
    """A definition, without the ids that mean something only inside one process."""
    return {
        "path": row.path,
        "start_line": row.start_line,
        "end_line": row.end_line,
        "symbol": row.qualified,
        "name": row.name,
        "kind": row.kind.value,
        "visibility": row.visibility.value,
        "signature": row.signature,
        "declared": row.declared,
        "stale": row.stale,
    }


def print_symbols(console: Console, rows: Iterable[SymbolRow]) -> None:
    """Print one record a line."""
    for row in rows:
        console.line(encode(symbol_record(row)))
