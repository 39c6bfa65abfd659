"""Bytes of unknown encoding to UTF-8 text, deterministically."""

from __future__ import annotations

import codecs
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Decoded(NamedTuple):
    """A file's text as UTF-8 bytes without a byte order mark; ``encoding`` is what it was read as."""

    data: bytes
    encoding: str


def decode(raw: bytes) -> Decoded:
    """Read ``raw`` by its byte order mark, else as UTF-8, else as Latin-1, in which every byte means something.

    Lines keep their numbers. Characters that a marked encoding cannot read become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            body = raw[len(mark) :]
            if encoding == "utf-8":
                return Decoded(body.decode("utf-8", "replace").encode() if not _is_utf8(body) else body, "utf-8-sig")
            return Decoded(body.decode(encoding, "replace").encode("utf-8", "replace"), encoding)
    if _is_utf8(raw):
        return Decoded(raw, "utf-8")
    return Decoded(raw.decode("latin-1").encode(), "latin-1")


def _is_utf8(raw: bytes) -> bool:
    if raw.isascii():
        return True
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
