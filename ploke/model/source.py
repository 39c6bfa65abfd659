"""Files as discovery sees them: what is there, and what is left out and why."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class FileStat(NamedTuple):
    """What ``os.stat`` says of a file; equal stats mean the bytes need not be read again (racy times aside)."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class SourceFile(NamedTuple):
    """A file that may be indexed. ``path`` is relative to the root, with ``/`` separators."""

    path: str
    stat: FileStat


class SkipReason(StrEnum):
    """Why a file or folder is not in the index."""

    IGNORED = "ignored"
    BINARY = "binary"
    MINIFIED = "minified"
    GENERATED = "generated"
    VENDORED = "vendored"
    TOO_LARGE = "too large"
    SYMLINK = "symbolic link"
    UNREADABLE = "unreadable"
    SECRET = "secret"
    NESTED_REPOSITORY = "nested repository"
    SPECIAL = "not a regular file"
    NAME = "name is not UTF-8"
    CRASHED = "crashed a worker"
    TIMED_OUT = "timed out"
    VANISHED = "vanished while indexing"


class Skip(NamedTuple):
    """One file or folder left out. A skipped folder stands for all below it; its path ends with ``/``."""

    path: str
    reason: SkipReason
    detail: str = ""


class Role(StrEnum):
    """What a file is for, read off its path when it is ingested."""

    SOURCE = "source"
    TEST = "test"
    EXAMPLE = "example"
    DOCUMENTATION = "documentation"
    CONFIGURATION = "configuration"
    DATA = "data"
