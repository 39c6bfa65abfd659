"""Length-prefixed frames on a pipe."""

from __future__ import annotations

from typing import BinaryIO

_LENGTH_BYTES = 8

READY = b"ready"
"""A worker's first frame: its imports are done."""


def write_frame(pipe: BinaryIO, body: bytes) -> None:
    """Write one frame whole. Raises ``OSError`` when the other end is gone."""
    view = memoryview(len(body).to_bytes(_LENGTH_BYTES, "little") + body)
    while view:
        view = view[pipe.write(view) :]
    pipe.flush()


def read_frame(pipe: BinaryIO) -> bytes | None:
    """Read one frame; None at the end of the pipe, also when it ends inside a frame."""
    prefix = _read(pipe, _LENGTH_BYTES)
    return None if prefix is None else _read(pipe, int.from_bytes(prefix, "little"))


def _read(pipe: BinaryIO, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = pipe.read(size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)
