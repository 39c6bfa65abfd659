"""The spool: a file beside the index in which facts wait, between the two phases of a sync, to be resolved."""

from __future__ import annotations

import mmap
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from ploke.errors import StorageError
from ploke.ingest.task import ResolveTask

_KEPT_BYTES = 4 << 20


class Spool:
    """Bytes by path, in memory while they are few. A context manager; leaving it deletes the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._parts: list[bytes] = []
        self._tasks: dict[str, ResolveTask] = {}
        self.size = 0
        self._written = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def __contains__(self, path: str) -> bool:
        return path in self._tasks

    def paths(self) -> Iterable[str]:
        """Whose parts are here."""
        return self._tasks.keys()

    def add(self, path: str, part: bytes) -> None:
        """Keep what ``codec.facts_part`` cut out. Raises ``StorageError``."""
        self._tasks[path] = ResolveTask(path, len(part), self._put(part))

    def add_answers(self, path: str, answers: bytes) -> None:
        """Keep what an indexer says of a file that was added. Raises ``StorageError``."""
        task = self._tasks[path]
        self._tasks[path] = task._replace(answers_size=len(answers), answers_offset=self._put(answers))

    def _put(self, part: bytes) -> int:
        offset = self.size
        self._parts.append(part)
        self.size += len(part)
        if self.size - self._written > _KEPT_BYTES:
            self.flush()
        return offset

    def flush(self) -> None:
        """Write what is in memory. Raises ``StorageError``."""
        if self._parts:
            try:
                with self.path.open("ab" if self._written else "wb") as file:
                    file.writelines(self._parts)
            except OSError as error:
                raise StorageError(
                    f"The spool {self.path} cannot be written ({error.strerror}); the last generation is intact."
                ) from error
            self._parts, self._written = [], self.size

    def task(self, path: str) -> ResolveTask:
        """Where a file's part lies. Raises ``KeyError`` for one that was not given."""
        return self._tasks[path]


class SpoolReader:
    """The spool as a worker reads it."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def read(self, offset: int, size: int) -> bytes:
        """The bytes of one part."""
        return self._map[offset : offset + size]
