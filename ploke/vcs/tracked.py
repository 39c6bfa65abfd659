"""Which files git tracks, read from its index file without starting git.

Source: gitformat-index(5), versions 2 to 4. A split index, and one that cannot be read, tells nothing: then no file
counts as tracked and the ignore rules alone decide.
"""

# String paths: this runs before every answer, and pathlib alone would cost more than the reading.
# ruff: noqa: PTH118, PTH123
from __future__ import annotations

import os
from bisect import bisect_left
from functools import cached_property

from ploke.vcs.git import Repository
from ploke.vcs.gitconfig import settings

_HEADER = 12
_EXTENDED = 0x40
_EXTENSION_HEADER = 8


class TrackedFiles:
    """The tracked files of a repository, asked for by paths that are relative to another root.

    The first ``cut`` characters of such a path are replaced by ``prefix``. The index is read with the first question.
    """

    def __init__(self, repository: Repository, prefix: str = "", cut: int = 0) -> None:
        self._repository = repository
        self._prefix = prefix
        self._cut = cut

    def hold(self, path: str) -> bool:
        """Whether git tracks this file."""
        name = self._name(path)
        at = bisect_left(self._names, name)
        return at < len(self._names) and self._names[at] == name

    def hold_below(self, folder: str) -> bool:
        """Whether git tracks any file below this folder (no slash at its end), or the folder as a submodule."""
        name = self._name(folder) + b"/"
        at = bisect_left(self._names, name)
        return (at < len(self._names) and self._names[at].startswith(name)) or self.hold(folder)

    def _name(self, path: str) -> bytes:
        return (self._prefix + path[self._cut :]).encode("utf-8", "surrogateescape")

    @cached_property
    def _names(self) -> list[bytes]:
        try:
            with open(os.path.join(self._repository.git_dir, "index"), "rb") as file:
                data = file.read()
        except OSError:
            return []
        config = settings(self._repository.git_dir, self._repository.common_dir)
        return index_names(data, 32 if config.get("extensions.objectformat") == "sha256" else 20)


def index_names(data: bytes, hash_size: int = 20) -> list[bytes]:
    """The names in a git index, ascending; empty if it is damaged or split. ``hash_size`` is 20, or 32 for SHA-256."""
    if not data.startswith(b"DIRC"):
        return []
    version = int.from_bytes(data[4:8], "big")
    count = int.from_bytes(data[8:_HEADER], "big")
    try:
        names, end = (_padded if version < 4 else _compressed)(data, count, 40 + hash_size)
    except (IndexError, ValueError):
        return []
    return [] if _is_split(data, end, hash_size) else names


def _padded(data: bytes, count: int, flags: int) -> tuple[list[bytes], int]:
    """Entries of versions 2 and 3; ``flags`` is where an entry keeps them, the name follows."""
    names = []
    at = _HEADER
    for _ in range(count):
        start = at + flags + (4 if data[at + flags] & _EXTENDED else 2)
        end = data.index(b"\0", start)
        names.append(data[start:end])
        at += (end - at + 8) & ~7
    return names, at


def _compressed(data: bytes, count: int, flags: int) -> tuple[list[bytes], int]:
    """Entries of version 4: each name says how much of the one before to drop, and what to append."""
    names = []
    name = b""
    at = _HEADER
    for _ in range(count):
        at += flags + (4 if data[at + flags] & _EXTENDED else 2)
        drop = data[at] & 0x7F
        while data[at] & 0x80:
            at += 1
            drop = ((drop + 1) << 7) | (data[at] & 0x7F)
        end = data.index(b"\0", at + 1)
        name = name[: len(name) - drop] + data[at + 1 : end]
        names.append(name)
        at = end + 1
    return names, at


def _is_split(data: bytes, at: int, hash_size: int) -> bool:
    while at + _EXTENSION_HEADER < len(data) - hash_size:
        if data[at : at + 4] == b"link":
            return True
        at += _EXTENSION_HEADER + int.from_bytes(data[at + 4 : at + _EXTENSION_HEADER], "big")
    return False
