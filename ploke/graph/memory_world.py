"""A world whose summaries are in memory: for tests, and for measuring resolution alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ploke.graph.project import Project
from ploke.graph.world import NONE, WorldFile, folder_of, folders_above
from ploke.model.source import Role
from ploke.model.summary import Summary


class Member(NamedTuple):
    """One file as ``MemoryWorld`` takes it."""

    path: str
    module: str
    language: str
    role: Role
    summary: Summary


class MemoryWorld:
    """A world whose summaries are in memory."""

    def __init__(self, members: Iterable[Member], project: Project | None = None) -> None:
        rows = sorted(members)
        self.project = project or Project()
        self._files = [WorldFile(row.path, row.module, row.language, row.role) for row in rows]
        self._summaries = [row.summary for row in rows]
        self._numbers = {row.path: number for number, row in enumerate(rows)}

    def __len__(self) -> int:
        return len(self._files)

    def file(self, number: int) -> WorldFile:
        """A file by its number."""
        return self._files[number]

    def summary(self, number: int) -> Summary:
        """A file's summary."""
        return self._summaries[number]

    def find(self, path: str) -> int:
        """The number of the file at ``path``, or ``NONE``."""
        return self._numbers.get(path, NONE)

    def folder(self, path: str) -> Sequence[int]:
        """The files that lie directly in a folder, by path."""
        return self._folders.get(path, ())

    def has_folder(self, path: str) -> bool:
        """Whether any file lies in the folder or below it."""
        return path in self._ancestors

    def modules(self, name: str) -> Sequence[int]:
        """The files whose module name is ``name``, by path."""
        return self._modules.get(name, ())

    def defining(self, name: str) -> Sequence[int]:
        """The files with an entry called ``name``, by path."""
        return self._defining.get(name, ())

    @cached_property
    def _folders(self) -> Mapping[str, Sequence[int]]:
        return _grouped((number, (folder_of(file.path),)) for number, file in enumerate(self._files))

    @cached_property
    def _ancestors(self) -> frozenset[str]:
        return frozenset(folder for file in self._files for folder in folders_above(file.path))

    @cached_property
    def _modules(self) -> Mapping[str, Sequence[int]]:
        return _grouped((number, (file.module,)) for number, file in enumerate(self._files))

    @cached_property
    def _defining(self) -> Mapping[str, Sequence[int]]:
        return _grouped((number, summary.entries) for number, summary in enumerate(self._summaries))


def _grouped(rows: Iterable[tuple[int, Iterable[str]]]) -> dict[str, list[int]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, names in rows:
        for name in names:
            groups[name].append(number)
    return dict(groups)
