"""The values that manifests are read into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class EntryPoint(NamedTuple):
    """A way in: the file at ``path`` is loaded or run, and in it ``symbol`` (a qualified name), if that is not empty.

    ``offers``: all that the file offers may be used from outside. ``what`` says where that is written.
    """

    path: str
    symbol: str
    offers: bool
    what: str


class Package(NamedTuple):
    """What is distributed from ``folder`` (empty for the root): files of ``languages`` below it.

    ``open``: others may import any file of it, not only those that are entry points.
    """

    folder: str
    languages: frozenset[str]
    open: bool
    what: str


class Manifest(NamedTuple):
    """What one manifest says. ``problem`` is why it could not be read, or empty."""

    packages: tuple[Package, ...] = ()
    entry_points: tuple[EntryPoint, ...] = ()
    problem: str = ""


class Files:
    """The paths of a repository, asked for by how they end."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = frozenset(paths)
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(self._paths):
            self._by_name[path.rpartition("/")[2]].append(path)

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    def below(self, folder: str, tail: str) -> list[str]:
        """Files at or below ``folder`` whose path ends with ``tail``, whole parts alone; by path."""
        prefix = f"{folder}/" if folder else ""
        return [
            path
            for path in self._by_name.get(tail.rpartition("/")[2], ())
            if path.startswith(prefix) and (path == prefix + tail or path.endswith(f"/{tail}"))
        ]

    def directly_in(self, folder: str, extension: str) -> list[str]:
        """Files that lie in ``folder`` itself and end with ``extension``; by path."""
        prefix = f"{folder}/" if folder else ""
        found = (path for path in self._paths if path.startswith(prefix) and path.endswith(extension))
        return sorted(path for path in found if "/" not in path[len(prefix) :])


def folder_of(path: str) -> str:
    """The folder that a file lies in; empty for the root."""
    return path.rpartition("/")[0]


def joined(folder: str, relative: str) -> str:
    """``relative`` to ``folder``, with ``.`` and ``..`` taken out; empty for what lies outside of the repository."""
    parts = folder.split("/") if folder else []
    for part in relative.replace("\\", "/").split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def table(value: object) -> dict[str, object]:
    """``value`` if it is a table, else an empty one: manifests are written by hand."""
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}


def strings(value: object) -> list[str]:
    """All strings in a value of a manifest, however deep, in their order."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return []
