"""The terms of a file's path, and which part of it they stand in."""

from __future__ import annotations

from functools import lru_cache

from ploke.text.terms import terms

IN_FOLDER = 1
IN_STEM = 2


def path_terms(path: str) -> dict[str, int]:
    """Each term of ``path`` with ``IN_FOLDER``, ``IN_STEM`` or their sum; the last suffix is no part of it."""
    folder, _, name = path.rpartition("/")
    stem, dot, _ = name.rpartition(".")
    parts = dict.fromkeys(_folder_terms(folder), IN_FOLDER) if folder else {}
    for term in terms(stem if stem and dot else name):
        parts[term] = parts.get(term, 0) | IN_STEM
    return parts


@lru_cache(maxsize=4096)
def _folder_terms(folder: str) -> tuple[str, ...]:
    return tuple(terms(folder.replace("/", " ")))
