"""The terms of a path."""

from __future__ import annotations

from functools import lru_cache

from ploke.text.terms import terms

FOLDER = 1
STEM = 2


def path_terms(path: str) -> dict[str, int]:
    """Where each term stands in a ``/``-separated relative path: ``FOLDER``, ``STEM`` or both (3), folders first.

    The stem is the file's name without its last extension, the whole name where that would leave nothing:
    ``lib/SqlMapper.Async.cs`` has the stem ``SqlMapper.Async``, ``.bashrc`` is its own.
    """
    folder, _, name = path.rpartition("/")
    parts = dict.fromkeys(_folder_terms(folder), FOLDER)
    for term in terms(stem(name)):
        parts[term] = parts.get(term, 0) | STEM
    return parts


@lru_cache(maxsize=4096)
def _folder_terms(folder: str) -> tuple[str, ...]:
    return tuple(terms(folder))


def stem(name: str) -> str:
    """A file's name without its last extension; a name that only has an extension is kept whole."""
    return name.rpartition(".")[0] or name
