"""The world a file is resolved in: all files of the index, by path, folder, module and top-level name.

What a resolver asks is recorded as *keys*, failed questions included. A key says what was asked, not what was answered:
after a change, the keys whose answers may differ (``changed_keys``) name the files that are resolved again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple, Protocol

from ploke.graph.project import Project
from ploke.model.source import Role
from ploke.model.summary import Summary

NONE: Final = -1


class WorldFile(NamedTuple):
    """A file of the world: its path relative to the root with ``/``, module name as ``ploke.languages`` gives it."""

    path: str
    module: str
    language: str
    role: Role


class World(Protocol):
    """All files of the index. Files are numbered by path; numbers are valid for one world alone."""

    @property
    def project(self) -> Project:
        """The configuration that resolution depends on."""
        ...

    def file(self, number: int) -> WorldFile:
        """A file by its number."""
        ...

    def summary(self, number: int) -> Summary:
        """A file's summary."""
        ...

    def find(self, path: str) -> int:
        """The number of the file at ``path``, or ``NONE``."""
        ...

    def folder(self, path: str) -> Sequence[int]:
        """The files that lie directly in a folder ("" is the root), by path."""
        ...

    def has_folder(self, path: str) -> bool:
        """Whether any file lies in the folder or below it."""
        ...

    def modules(self, name: str) -> Sequence[int]:
        """The files whose module name is ``name``, by path."""
        ...

    def defining(self, name: str) -> Sequence[int]:
        """The files with an entry called ``name``, by path."""
        ...


def folder_of(path: str) -> str:
    """The folder a path lies in, "" for the root."""
    return path.rpartition("/")[0]


def folders_above(path: str) -> list[str]:
    """All folders a path lies in, nearest first; the root, "", is the last."""
    folders = []
    while path:
        path = folder_of(path)
        folders.append(path)
    return folders


PATH: Final = "path"
FOLDER: Final = "folder"
TREE: Final = "tree"
MODULE_NAME: Final = "module"
DEFINING: Final = "defining"
ENTRY: Final = "entry"
PROJECT: Final = "project"
SYMBOL: Final = "symbol"


def key_of(question: str, *words: str) -> int:
    """The key of a question as an unsigned 64-bit number.

    | question | words | its answer may differ when |
    |---|---|---|
    | ``PATH`` | path | a file of that path comes or goes |
    | ``FOLDER`` | folder | a file comes or goes directly in it |
    | ``TREE`` | folder | the first file comes below it or the last goes |
    | ``MODULE_NAME`` | module | a file of that module name comes or goes |
    | ``DEFINING`` | name | an entry of that name comes or goes in any file |
    | ``ENTRY`` | path, name | the hash of that entry of that file differs |
    | ``PROJECT`` | language | the configuration differs |
    | ``SYMBOL`` | path, qualified name | a symbol of that name comes or goes in that file |
    """
    return int.from_bytes(
        blake2b("\0".join((question, *words)).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
    )


class FileState(NamedTuple):
    """What keys depend on, of one file: as it was or as it is; ``symbols`` are its qualified names."""

    module: str
    entries: Mapping[str, int]
    symbols: Sequence[str] = ()


def changed_keys(path: str, old: FileState | None, new: FileState | None) -> set[int]:
    """The keys whose answers may differ after the file at ``path`` changed from ``old`` to ``new``; None: no file."""
    keys: set[int] = set()
    if old is None or new is None:
        keys |= {key_of(PATH, path), key_of(FOLDER, folder_of(path))}
        keys |= {key_of(TREE, folder) for folder in folders_above(path)}
    before, after = (old.module if old else None), (new.module if new else None)
    if before != after:
        keys |= {key_of(MODULE_NAME, module) for module in (before, after) if module is not None}
    was, now = (old.entries if old else {}), (new.entries if new else {})
    for name in was.keys() | now.keys():
        if was.get(name) != now.get(name):
            keys.add(key_of(ENTRY, path, name))
            if (name in was) != (name in now):
                keys.add(key_of(DEFINING, name))
    had, has = Counter(old.symbols if old else ()), Counter(new.symbols if new else ())
    keys |= {key_of(SYMBOL, path, name) for name in had.keys() | has.keys() if had[name] != has[name]}
    return keys
