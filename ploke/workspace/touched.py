"""Files whose stat changed but whose bytes may not have: settle a few of them without a worker."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ploke.ingest.reading import content_hash, read_file
from ploke.ingest.task import Task

_FILES = 64
_BYTES = 8 * 1024 * 1024


def unchanged_among(root: Path, max_bytes: int, tasks: Sequence[Task]) -> frozenset[str]:
    """Paths whose bytes still have the hash they are known by.

    Only a small set is looked at here, where reading costs less than starting a worker; of a large one, none.
    """
    touched = [task for task in tasks if task.known]
    if len(touched) > _FILES or sum(task.size for task in touched) > _BYTES:
        return frozenset()
    return frozenset(task.path for task in touched if _hash(root, max_bytes, task.path) == task.known)


def _hash(root: Path, max_bytes: int, path: str) -> str:
    raw = read_file(str(root), path, max_bytes)
    return content_hash(raw) if isinstance(raw, bytes) else ""
