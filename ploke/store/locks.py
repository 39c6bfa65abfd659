"""Locks between processes: one writer, and leases that keep a reader's files in place.

The kernel's lock decides, never a file's content: what a dead process left behind is no obstacle.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ploke.errors import BusyError, StorageError
from ploke.store.layout import LOCK, ensure_index_dir

_POLL_SECONDS = 0.02
_GRACE_SECONDS = 0.1
_HOLDER_BYTES = 4096

if sys.platform == "win32":
    import msvcrt

    # Windows locks are mandatory: lock one byte far beyond what is ever written.
    _FAR = 1 << 30

    def _try_lock(descriptor: int, exclusive: bool) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _try_lock(descriptor: int, exclusive: bool) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise StorageError(
                f"The file system of the index cannot lock files: {error.strerror}.",
                "Put the index on a local disk with --index-dir.",
            ) from error
        return True


class Holder(NamedTuple):
    """Who holds the writer's lock, as it said itself; ``since`` is seconds since the epoch."""

    pid: int
    command: str
    since: float


@contextmanager
def writer_lock(index_dir: Path, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the one writer's lock of ``index_dir``, creating the folder where needed.

    Raises ``BusyError`` naming the holder if the lock is not free within ``wait_seconds``, ``StorageError`` if the
    folder cannot be written.
    """
    path = index_dir / LOCK
    # Whoever asks who is writing holds the lock for a moment: one refusal says nothing yet.
    deadline = time.monotonic() + max(wait_seconds, _GRACE_SECONDS)
    descriptor = _open_lock(index_dir)
    try:
        while not (_try_lock(descriptor, exclusive=True) and _is_still_at(descriptor, path)):
            if time.monotonic() >= deadline:
                raise _busy(index_dir)
            if not _is_still_at(descriptor, path):
                # Removed together with the index: a lock on it would exclude nobody.
                removed, descriptor = descriptor, _open_lock(index_dir)
                os.close(removed)
            else:
                time.sleep(_POLL_SECONDS)
        _introduce(descriptor)
        try:
            yield
        finally:
            with suppress(OSError):
                os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _open_lock(index_dir: Path) -> int:
    ensure_index_dir(index_dir)
    path = index_dir / LOCK
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise StorageError(f"The lock {path} cannot be opened: {error.strerror}.") from error


def _is_still_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def writer_of(index_dir: Path) -> Holder | None:
    """Who is writing the index now, or None. Never waits."""
    try:
        descriptor = os.open(index_dir / LOCK, os.O_RDONLY)
    except OSError:
        return None
    try:
        if _try_lock(descriptor, exclusive=False):
            return None
    finally:
        os.close(descriptor)
    return _holder(index_dir) or Holder(0, "", 0.0)


def _introduce(descriptor: int) -> None:
    command = " ".join(sys.argv)[:200]
    text = json.dumps({"pid": os.getpid(), "command": command, "since": time.time()}).encode()
    # A full disk shows soon enough where it matters.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.write(descriptor, text)


def _holder(index_dir: Path) -> Holder | None:
    try:
        with (index_dir / LOCK).open("rb") as file:
            said = json.loads(file.read(_HOLDER_BYTES))
        return Holder(int(said["pid"]), str(said["command"]), float(said["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _busy(index_dir: Path) -> BusyError:
    holder = _holder(index_dir)
    if holder is None:
        return BusyError("Another process is writing this index.", "Wait for it to finish and try again.")
    since = time.strftime("%H:%M:%S", time.localtime(holder.since))
    return BusyError(
        "Another process is writing this index.",
        f"It is process {holder.pid} ({holder.command}), since {since}; wait for it to finish and try again.",
    )


class Lease:
    """A shared lock on a lease file; a context manager. Releasing twice does nothing."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let cleanup have what the lease protects."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __enter__(self) -> Lease:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def __del__(self) -> None:
        self.release()


def take_lease(path: Path) -> Lease | None:
    """Lock a lease file for reading, or None where it is gone or just being cleaned up."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return None
    if _try_lock(descriptor, exclusive=False):
        return Lease(descriptor)
    os.close(descriptor)
    return None


def remove_free_lease(path: Path) -> bool:
    """Delete a lease file unless somebody holds it; whether it is gone."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        if not _try_lock(descriptor, exclusive=True):
            return False
        if sys.platform != "win32":
            path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)
    if sys.platform == "win32":
        try:
            path.unlink(missing_ok=True)
        except PermissionError:
            return False
    return True
