"""The entries of a folder: all of them as the system lists them, or a few by name without listing."""

# String paths: one string operation an entry is all there is time for.
# ruff: noqa: PTH118
from __future__ import annotations

import os
import stat
from collections.abc import Container
from typing import TypeAlias

Wanted: TypeAlias = "dict[str, Wanted] | None"
"""Which entries of a folder are asked for, and of those that are folders which of theirs; None for all."""


class _KnownEntry:
    """Stands in for ``os.DirEntry`` where the name is known and the folder need not be listed."""

    __slots__ = ("_stat", "name")

    def __init__(self, name: str, status: os.stat_result) -> None:
        self.name = name
        self._stat = status

    def is_dir(self, *, follow_symlinks: bool) -> bool:
        return stat.S_ISDIR(self._stat.st_mode)

    def is_file(self, *, follow_symlinks: bool) -> bool:
        return stat.S_ISREG(self._stat.st_mode)

    def is_symlink(self) -> bool:
        return stat.S_ISLNK(self._stat.st_mode)

    def stat(self, *, follow_symlinks: bool) -> os.stat_result:
        return self._stat


Entry: TypeAlias = "os.DirEntry[str] | _KnownEntry"


class NamesOnDisk(Container[str]):
    """The names in a folder, asked for one by one."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __contains__(self, name: object) -> bool:
        return os.path.lexists(os.path.join(self._place, str(name)))


def wanted_entries(place: str, wanted: dict[str, Wanted]) -> list[Entry]:
    """The entries of a folder that are asked for; those below a file do not exist, those below a link are the link."""
    if not os.access(place, os.R_OK):
        os.scandir(place).close()
    found: list[Entry] = []
    for name, below in wanted.items():
        try:
            status = os.lstat(f"{place}/{name}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            with os.scandir(place) as listing:
                found.extend(entry for entry in listing if entry.name == name)
            continue
        if below is None or not stat.S_ISREG(status.st_mode):
            found.append(_KnownEntry(name, status))
    return found


def listed(place: str) -> list[tuple[str, bool]]:
    """The names in a folder and whether each is a folder; none where it cannot be read."""
    try:
        with os.scandir(place) as listing:
            return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in listing]
    except OSError:
        return []
