"""What the last scan saw, kept beside the index so that the next one reads only what may have changed.

It is a cache, never part of a generation: a row says that a file with this stat had this hash, or was left out for
this reason. Losing it costs one reading of all files. The layout is columns of the standard library's making, since
every question reads it before it answers.
"""

from __future__ import annotations

import os
import zlib
from array import array
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ploke.model.ingested import SeenFile
from ploke.model.source import FileStat, Skip, SkipReason

NAME = "scan.bin"
_MAGIC = b"ploke-scan-4\n"
_HASH_DIGITS = 32
_NO_HASH = "0" * _HASH_DIGITS
_REASONS = tuple(SkipReason)
_STAT_FIELDS = 4


@dataclass(frozen=True, slots=True)
class ScanRecord:
    """Rows by path, the folders and files left out by path rules, and when (ns since the epoch) the scan began.

    ``rules`` fingerprints the settings that decide what is read; ``generation`` and ``committed_at`` name what the scan
    brought about (after damage numbers start again).
    """

    began_ns: int = 0
    generation: int = 0
    committed_at: str = ""
    rules: str = ""
    seen: Mapping[str, SeenFile] = field(default_factory=dict)
    skips: tuple[Skip, ...] = ()


def load_record(index_dir: Path) -> ScanRecord:
    """The record, or an empty one when there is none that can be trusted."""
    try:
        raw = (index_dir / NAME).read_bytes()
        return _parse(raw)
    except (OSError, ValueError):
        return ScanRecord()


def _parse(raw: bytes) -> ScanRecord:
    """The record in ``raw``. Raises ``ValueError`` where it is damaged or has another layout."""
    head, _, body = raw.partition(b"\n\n")
    checksum, _, said = head[len(_MAGIC) :].partition(b" ")
    if not head.startswith(_MAGIC) or int(checksum, 16) != _checksum(said, body):
        raise ValueError("not a scan record")
    began, generation, committed_at, rules, rows, text_size = said.split(b" ")
    seen, skips = _unpack(body, int(rows), int(text_size))
    return ScanRecord(int(began), int(generation), committed_at.decode(), rules.decode(), seen, skips)


def _checksum(said: bytes, body: bytes) -> int:
    return zlib.crc32(body, zlib.crc32(said))


def save_record(index_dir: Path, record: ScanRecord) -> None:
    """Write the record atomically. Failing to is no error: the next scan reads more."""
    rows = list(record.seen.values())
    paths = [row.path for row in rows] + [skip.path for skip in record.skips]
    skips = [row.skip for row in rows] + list(record.skips)
    details = [skip.detail if skip else "" for skip in skips]
    reasons = bytes(_REASONS.index(skip.reason) + 1 if skip else 0 for skip in skips)
    text = "\0".join(paths + details).encode("utf-8", "surrogateescape")
    hashes = bytes.fromhex("".join(row.hash or _NO_HASH for row in rows))
    stats = array("q", [value for row in rows for value in row.stat]).tobytes()
    body = b"".join((stats, hashes, reasons, text))
    said = (
        f"{record.began_ns} {record.generation} {record.committed_at} {record.rules} {len(rows)} {len(text)}".encode()
    )
    target = index_dir / NAME
    temporary = target.with_suffix(f".{os.getpid()}")
    try:
        temporary.write_bytes(_MAGIC + b"%x " % _checksum(said, body) + said + b"\n\n" + body)
        temporary.replace(target)
    except OSError:
        # Not even that may be allowed, where the file system is read-only.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _unpack(body: bytes, rows: int, text_size: int) -> tuple[dict[str, SeenFile], tuple[Skip, ...]]:
    stats = array("q")
    stats_end = rows * _STAT_FIELDS * stats.itemsize
    stats.frombytes(body[:stats_end])
    hashes_end = stats_end + rows * _HASH_DIGITS // 2
    digits = body[stats_end:hashes_end].hex()
    reasons = body[hashes_end : len(body) - text_size]
    texts = body[len(body) - text_size :].decode("utf-8", "surrogateescape").split("\0") if reasons else []
    paths, details = texts[: len(reasons)], texts[len(reasons) :]
    values = iter(stats)
    seen = {
        path: SeenFile(
            path,
            FileStat(*stat),
            "" if reason else digits[at : at + _HASH_DIGITS],
            Skip(path, _REASONS[reason - 1], detail) if reason else None,
        )
        for path, stat, at, reason, detail in zip(
            paths,
            zip(values, values, values, values, strict=True),
            range(0, len(digits), _HASH_DIGITS),
            reasons,
            details,
            strict=False,
        )
    }
    return seen, tuple(_skips(paths[rows:], reasons[rows:], details[rows:]))


def _skips(paths: Iterable[str], reasons: bytes, details: Iterable[str]) -> Iterable[Skip]:
    for path, reason, detail in zip(paths, reasons, details, strict=True):
        yield Skip(path, _REASONS[reason - 1], detail)
