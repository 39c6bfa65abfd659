"""Every error ploke raises on purpose, each with an exit code and what to do about it.

    PlokeError (1)
    ├── UsageError (2)            the request itself is wrong: bad pattern, not a directory, bad setting
    ├── NoIndexError (3)          nothing is indexed here and the caller forbade indexing
    ├── BusyError (4)             another process is writing this index
    ├── DamagedIndexError (5)     the stored index fails its checks
    ├── StorageError (6)          the disk refused: full, read-only, no permission
    └── UnavailableError (7)      something outside ploke is missing: git, an extra, a remote

Exit code 0 means found or done, 1 nothing found; 130 is Ctrl-C.
"""

from __future__ import annotations

from typing import ClassVar


class PlokeError(Exception):
    """Base of all deliberate errors.

    ``message`` is one sentence for people; ``hint`` says what to do and may be empty.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class UsageError(PlokeError):
    """The request is wrong and the same request will fail again."""

    exit_code = 2


class NoIndexError(PlokeError):
    """There is no index to answer from, and syncing was switched off."""

    exit_code = 3


class BusyError(PlokeError):
    """Another process holds the writer's lock; ``hint`` names the holder."""

    exit_code = 4


class DamagedIndexError(PlokeError):
    """The stored index does not match its checksums; nothing of it was used."""

    exit_code = 5


class StorageError(PlokeError):
    """Reading or writing the index failed; the last generation is intact."""

    exit_code = 6


class UnavailableError(PlokeError):
    """A program, package or remote that the request needs is not there."""

    exit_code = 7
