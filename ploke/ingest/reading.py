"""Read a file to be indexed."""

from __future__ import annotations

import os
import stat
from hashlib import blake2b

from ploke.model.source import Skip, SkipReason

_HASH_BYTES = 16
# A link put where a file was is not followed, and a pipe put there does not block.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))


def content_hash(raw: bytes) -> str:
    """BLAKE2b of the bytes as they are on disk, 128 bits, hexadecimal."""
    return blake2b(raw, digest_size=_HASH_BYTES).hexdigest()


def read_file(root: str, path: str, limit: int) -> bytes | Skip:
    """The bytes of ``path`` below ``root``, at most ``limit``, or why there are none. Links are not followed."""
    try:
        handle = os.open(f"{root}/{path}", _FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        return Skip(path, SkipReason.VANISHED)
    except OSError as error:
        return Skip(path, SkipReason.UNREADABLE, error.strerror or str(error))
    with os.fdopen(handle, "rb") as file:
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return Skip(path, SkipReason.SPECIAL)
            raw = file.read(limit + 1)
        except OSError as error:
            return Skip(path, SkipReason.UNREADABLE, error.strerror or str(error))
    if len(raw) > limit:
        return Skip(path, SkipReason.TOO_LARGE, f"more than {limit} bytes")
    return raw
