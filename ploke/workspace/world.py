"""The world as the index keeps it: summaries in mapped files, decoded when they are asked for."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from ploke.graph.project import Project
from ploke.graph.summary_codec import decode_summary
from ploke.graph.world import NONE, WorldFile
from ploke.ingest.task import WorldPlace
from ploke.model.source import Role
from ploke.model.summary import Summary
from ploke.store.sections import Liveness
from ploke.store.world_segment import WorldSegment

_MANY_PATHS = 1000


class StoredWorld:
    """The live files of world segments; implements ``ploke.graph.world.World``.

    Files are numbered through the segments; whatever is a list of files is sorted by path.
    """

    def __init__(
        self, parts: Sequence[tuple[WorldSegment, Sequence[tuple[int, int]]]], stamps: Sequence[object] = ()
    ) -> None:
        self._parts = [(segment, Liveness(dead)) for segment, dead in parts]
        self._stamps = stamps
        self._firsts: list[int] = []
        first = 0
        for segment, _ in parts:
            self._firsts.append(first)
            first += segment.file_count
        self._found: dict[str, int] = {}
        self._complete = False

    @classmethod
    def open(cls, place: WorldPlace) -> StoredWorld:
        """The world whose segments ``place`` names. Raises ``SegmentDamagedError``."""
        parts = [(WorldSegment.open(Path(path)), dead) for path, dead in place.segments]
        status = [Path(path).stat() for path, _ in place.segments]
        return cls(parts, [(each.st_ino, each.st_mtime_ns, each.st_size) for each in status])

    @cached_property
    def project(self) -> Project:
        """The configuration that resolution depends on."""
        texts = {
            segment.path(file): text
            for segment, live in self._parts
            for file, text in segment.settings()
            if live.has(file)
        }
        return Project(dict(sorted(texts.items())))

    def file(self, number: int) -> WorldFile:
        """A file by its number."""
        segment, local = self._part_of(number)
        columns = segment.columns
        return WorldFile(
            segment.path(local),
            segment.module(local),
            segment.languages[columns["file_languages"][local]],
            Role(segment.roles[columns["file_roles"][local]]),
        )

    def same_as(self, other: StoredWorld) -> Callable[[int], bool]:
        """Whether a number means the same file with an equal summary in another world: told by segments alone."""
        same = [
            (first, first + segment.file_count)
            for first, (segment, _), stamp in zip(self._firsts, self._parts, self._stamps, strict=True)
            if (first, stamp) in zip(other._firsts, other._stamps, strict=True)
        ]
        return lambda number: any(first <= number < end for first, end in same)

    def summary(self, number: int) -> Summary:
        """A file's summary, empty for one whose references are not resolved."""
        segment, local = self._part_of(number)
        return decoded(segment.summary(local), segment.languages[segment.columns["file_languages"][local]])

    def find(self, path: str) -> int:
        """The number of the file at ``path``, or ``NONE``."""
        found = self._found.get(path)
        if found is None:
            if self._complete:
                return NONE
            found = self._found[path] = self._find(path)
            # Rules look for modules at many paths: whoever resolves many files had better know all of them.
            if len(self._found) > _MANY_PATHS:
                self._found = dict(self._paths())
                self._complete = True
        return found

    def folder(self, path: str) -> Sequence[int]:
        """The files that lie directly in a folder ("" is the root), by path."""
        return self._joined(lambda segment: _directly_in(segment, path))

    def has_folder(self, path: str) -> bool:
        """Whether any file lies in the folder or below it."""
        return any(next(live.runs(*segment.range_of_folder(path)), None) is not None for segment, live in self._parts)

    def modules(self, name: str) -> Sequence[int]:
        """The files whose module name is ``name``, by path."""
        return self._joined(lambda segment: segment.files_of_module(name))

    def defining(self, name: str) -> Sequence[int]:
        """The files with an entry called ``name``, by path."""
        return self._joined(lambda segment: segment.files_of_entry(name))

    def _find(self, path: str) -> int:
        for first, (segment, live) in zip(self._firsts, self._parts, strict=True):
            local = segment.file_at(path)
            if local >= 0 and live.has(local):
                return first + local
        return NONE

    def _paths(self) -> Iterator[tuple[str, int]]:
        for first, (segment, live) in zip(self._firsts, self._parts, strict=True):
            for run in live.runs(0, segment.file_count):
                yield from ((segment.path(file), first + file) for file in range(*run))

    def _part_of(self, number: int) -> tuple[WorldSegment, int]:
        place = bisect_right(self._firsts, number) - 1
        return self._parts[place][0], number - self._firsts[place]

    def _joined(self, find: Callable[[WorldSegment], Sequence[int] | Iterator[int]]) -> list[int]:
        found = [
            (first, segment, [file for file in find(segment) if live.has(file)])
            for first, (segment, live) in zip(self._firsts, self._parts, strict=True)
        ]
        found = [part for part in found if part[2]]
        if len(found) == 1:
            first, _, files = found[0]
            return [first + file for file in files]
        paths = sorted((segment.path(file), first + file) for first, segment, files in found for file in files)
        return [number for _, number in paths]


def decoded(summary: bytes, language: str) -> Summary:
    """A summary as the store keeps it; an empty one for none."""
    return decode_summary(zlib.decompress(summary)) if summary else Summary(language, (), (), (), {})


def _directly_in(segment: WorldSegment, folder: str) -> Iterator[int]:
    file, end = segment.range_of_folder(folder)
    start = len(folder) + 1 if folder else 0
    while file < end:
        path = segment.path(file)
        slash = path.find("/", start)
        if slash < 0:
            yield file
            file += 1
        else:
            _, file = segment.range_of_folder(path[:slash])
