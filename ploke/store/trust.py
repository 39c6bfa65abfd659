"""Whether files are what they were when they were committed.

A file whose size, times and inode are as recorded, since the same start of the machine, is trusted. After a restart
(power may have failed before data reached the disk) or any other difference its CRC32 decides.
"""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
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


def describe(path: Path) -> StoredFile:
    """What ``path`` is like now, its CRC32 included. Raises ``OSError``."""
    status = path.stat()
    return StoredFile(status.st_size, _crc32(path), status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _crc32(path: Path) -> int:
    crc = 0
    with path.open("rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            crc = zlib.crc32(block, crc)
    return crc


def is_intact(path: Path, recorded: StoredFile, same_boot: bool) -> bool:
    """Whether ``path`` holds what was recorded; a file that is gone or unreadable does not."""
    try:
        status = path.stat()
        if status.st_size != recorded.size:
            return False
        if same_boot and (status.st_mtime_ns, status.st_ctime_ns, status.st_ino) == recorded[2:]:
            return True
        return _crc32(path) == recorded.crc32
    except OSError:
        return False


def damaged_files(index_dir: Path, manifest: Manifest, names: Iterable[str]) -> Iterator[str]:
    """Those of ``names`` (relative to the index folder) that are not what the manifest recorded."""
    same_boot = manifest.boot_id != "" and manifest.boot_id == boot_id()
    for name in names:
        recorded = manifest.stored.get(name)
        if recorded is None or not is_intact(index_dir / name, recorded, same_boot):
            yield name


def describe_new(index_dir: Path, names: Iterable[str], known: Mapping[str, StoredFile]) -> dict[str, StoredFile]:
    """Descriptions of ``names``, those already ``known`` taken over. Raises ``OSError``."""
    return {name: known.get(name) or describe(index_dir / name) for name in names}
