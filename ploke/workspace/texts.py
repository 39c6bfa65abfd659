"""Text of indexed files, read from disk and trusted only while it is what was indexed (invariant 8)."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from ploke.ingest.reading import content_hash
from ploke.text.decode import decode

_KEPT = 64


class FileText(NamedTuple):
    """A file's decoded text, as UTF-8."""

    data: bytes

    def lines(self, first: int, last: int) -> str:
        """Lines ``first`` to ``last``, counted from 1 and inclusive, with their line ends."""
        rows = self.data.split(b"\n", last)
        shown = b"\n".join(rows[max(first - 1, 0) : last]) + (b"\n" if len(rows) > last else b"")
        return shown.decode("utf-8", "replace")


class Texts:
    """Reads files below ``root``; the hash is checked once per stat and process."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._kept: OrderedDict[tuple[object, ...], FileText] = OrderedDict()

    def read(self, path: str, expected_hash: str) -> FileText | None:
        """The text of ``path`` if its bytes still hash to ``expected_hash``, else None: it is stale or gone."""
        place = self._root / path
        try:
            stat = place.lstat()
            key = (path, expected_hash, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            if not S_ISREG(stat.st_mode):
                return None  # opening what took the file's place, a pipe say, might never return
            raw = place.read_bytes()
        except OSError:
            return None
        if content_hash(raw) != expected_hash:
            return None
        text = FileText(decode(raw).data)
        self._kept[key] = text
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return text
