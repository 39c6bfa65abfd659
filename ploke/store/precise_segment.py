"""What indexers said of files, kept beside the read index: for each file some bytes, and the content they hold for.

Unlike the read index it can be made from nothing else. Whoever asks knows how to decode the bytes.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from ploke.store.layout import SEGMENTS, segment_path
from ploke.store.manifest import Manifest
from ploke.store.sections import FileSections, Format, SegmentDamagedError
from ploke.store.tables import storage_errors
from ploke.store.trust import is_intact, is_same_boot

_SECTIONS: dict[str, Format] = {
    "file_paths": "B",
    "file_path_offsets": "I",
    "file_hashes": "B",
    "file_hash_offsets": "I",
    "file_answers": "B",
    "file_answer_offsets": "I",
}


class PreciseRow(NamedTuple):
    """What is said of one file while its content hashes to ``hash`` (hexadecimal)."""

    path: str
    hash: str
    answers: bytes


class PreciseSegment(FileSections):
    """Rows by path. ``inside`` names the packages that lie in the repository."""

    MAGIC = b"plokeprc"
    SECTIONS = _SECTIONS
    CODES = ("inside",)
    WEIGHED = ("file_answer_offsets",)

    @property
    def inside(self) -> tuple[str, ...]:
        """Names of packages, as they were given."""
        return self.codes["inside"]

    def row(self, file: int) -> PreciseRow:
        """A file's row."""
        hashed = self.piece("file_hashes", "file_hash_offsets", file).hex()
        return PreciseRow(self.path(file), hashed, self.piece("file_answers", "file_answer_offsets", file))

    def all_rows(self) -> Iterator[PreciseRow]:
        """All rows, by path."""
        return map(self.row, range(self.file_count))

    def find_row(self, path: str) -> PreciseRow | None:
        """The row of a path."""
        file = self.file_at(path)
        return self.row(file) if file >= 0 else None


def open_precise(index_dir: Path, manifest: Manifest) -> PreciseSegment | None:
    """What the generation keeps of indexers, checked; None for nothing. Raises ``SegmentDamagedError``."""
    name = manifest.precise
    if not name:
        return None
    recorded = manifest.stored.get(f"{SEGMENTS}/{name}")
    path = segment_path(index_dir, name)
    if recorded is None or not is_intact(path, recorded, is_same_boot(manifest)):
        raise SegmentDamagedError(name)
    return PreciseSegment.open(path)


def write_precise(path: Path, rows: Iterable[PreciseRow], inside: Sequence[str]) -> None:
    """Write rows in any order, one a path. Raises ``StorageError``."""
    ordered = sorted(rows, key=lambda row: row.path.encode("utf-8", "surrogatepass"))
    columns = {
        **_blob("file_paths", "file_path_offsets", [row.path.encode("utf-8", "surrogatepass") for row in ordered]),
        **_blob("file_hashes", "file_hash_offsets", [bytes.fromhex(row.hash) for row in ordered]),
        **_blob("file_answers", "file_answer_offsets", [row.answers for row in ordered]),
    }
    with storage_errors("writing what indexers say"), path.open("wb") as file:
        file.writelines(PreciseSegment.encode(columns, {"inside": sorted(inside)}))
        file.flush()
        os.fsync(file.fileno())


def _blob(blob: str, offsets: str, pieces: Sequence[bytes]) -> dict[str, Any]:
    return {blob: b"".join(pieces), offsets: array("I", accumulate(map(len, pieces), initial=0))}
