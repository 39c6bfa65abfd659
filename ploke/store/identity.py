"""Ids: relative to the repository, the same on every machine and in every build (invariant 8)."""

from __future__ import annotations

from collections.abc import Iterable


def file_id(language: str, path: str) -> str:
    """The id of a file as a whole, the parent of its top-level symbols.

    ``%`` and ``#`` in the path are escaped, so that the first ``#`` of a symbol's id ends the path.
    """
    if "#" in path or "%" in path:
        path = path.replace("%", "%25").replace("#", "%23")
    return f"{language}:{path}"


def symbol_ids(file: str, symbols: Iterable[tuple[str, str]]) -> list[str]:
    """Ids of a file's symbols, given as (qualified name, kind) in file order.

    ``python:a/b.py#Box.get:method``; the second of the same name and kind ends with ``:2``, and so on.
    """
    seen: dict[str, int] = {}
    ids = []
    for qualified, kind in symbols:
        plain = f"{file}#{qualified}:{kind}"
        repeats = seen[plain] = seen.get(plain, 0) + 1
        ids.append(plain if repeats == 1 else f"{plain}:{repeats}")
    return ids


def chunk_id(path: str, start_line: int) -> str:
    """The id of a chunk: chunks partition a file's lines."""
    return f"{path}:{start_line}"
