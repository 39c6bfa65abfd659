"""Whether files are what they were when they were committed.

A file whose size, times and inode are as recorded, since the same start of the machine, is trusted. After a restart
(power may have failed before data reached the disk) or any other difference its CRC32 decides.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from functools import lru_cache
from pathlib import Path

from ploke.store.manifest import Manifest, StoredFile

_BLOCK = 1 << 20


@lru_cache(maxsize=1)
def boot_id() -> str:
    """Names this start of the machine; empty where the system does not tell, and then every CRC32 is checked."""
    if sys.platform.startswith("linux"):
        try:
            return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        except OSError:
            return ""
    if sys.platform == "win32":
        import ctypes

        ticks = ctypes.windll.kernel32.GetTickCount64
        ticks.restype = ctypes.c_ulonglong
        # To the minute: the two clocks drift apart by a little.
        return str(round((time.time() - ticks() / 1000) / 60))
    return _boot_time_of_bsd()


def _boot_time_of_bsd() -> str:
    import subprocess

    try:
        answer = subprocess.run(
            ["sysctl", "-n", "kern.boottime"], capture_output=True, check=True, text=True, timeout=5
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.strip()


def describe(path: str) -> StoredFile:
    """What a file is like now, its CRC32 included. Raises ``OSError``.

    Paths are strings here and below: there are hundreds a commit, and ``Path`` costs more than the system call.
    """
    status = os.stat(path)  # noqa: PTH116
    return StoredFile(status.st_size, _crc32(path), status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _crc32(path: str | os.PathLike[str]) -> int:
    crc = 0
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        while block := file.read(_BLOCK):
            crc = zlib.crc32(block, crc)
    return crc


def is_same_boot(manifest: Manifest) -> bool:
    """Whether the machine has run without a restart since the manifest was written."""
    return manifest.boot_id != "" and manifest.boot_id == boot_id()


def is_unchanged(status: os.stat_result, recorded: StoredFile) -> bool:
    """Whether a file's stat is as recorded."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino) == (recorded.size, *recorded[2:])


def is_intact(
    path: str | os.PathLike[str], recorded: StoredFile, same_boot: bool, status: os.stat_result | None = None
) -> bool:
    """Whether a file holds what was recorded; one that is gone or unreadable does not."""
    try:
        status = status or os.stat(path)  # noqa: PTH116
        if same_boot and is_unchanged(status, recorded):
            return True
        return status.st_size == recorded.size and _crc32(path) == recorded.crc32
    except OSError:
        return False
