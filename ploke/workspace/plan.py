"""Compare a scan with what is indexed: which files to read, which are gone. Pure."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass

from ploke.ingest.task import Task
from ploke.model.ingested import SeenFile
from ploke.model.source import SkipReason, SourceFile
from ploke.vcs.attributes import Mark
from ploke.workspace.scan_record import ScanRecord

RACY_NS = 2_000_000_000
"""A file changed this close to a scan may change again within the same time stamp: it is hashed again."""

RETRIED = frozenset({SkipReason.CRASHED, SkipReason.TIMED_OUT})
"""Reasons that tell of one attempt rather than of the bytes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sync has to do. ``kept`` are the record's rows that still hold; ``found`` every scanned file by path."""

    read: tuple[Task, ...]
    gone: tuple[str, ...]
    kept: Mapping[str, SeenFile]
    found: Mapping[str, SourceFile]

    @property
    def idle(self) -> bool:
        """Nothing to read and nothing gone."""
        return not self.read and not self.gone


def make_plan(
    files: Collection[SourceFile],
    marks: Mapping[str, Mark],
    record: ScanRecord,
    known: Mapping[str, str],
    *,
    retry: bool = False,
    readable: Container[str] = frozenset(),
) -> Plan:
    """Compare the scanned ``files`` with ``record`` and with ``known``, the indexed hashes by path.

    ``marks`` are what ``.gitattributes`` say of some of the files, by path.
    ``known`` are the indexed files that the scan could have found. ``retry`` reads files again whose last attempt
    failed for a passing reason, and ``readable`` names files that could not be read and now can.
    """
    settled_before = record.began_ns - RACY_NS
    seen = record.seen
    read: list[Task] = []
    kept: dict[str, SeenFile] = {}
    left_out: list[str] = []
    for path, stat in files:
        row = seen.get(path)
        if row is None or row.stat != stat or stat.mtime_ns >= settled_before or stat.ctime_ns >= settled_before:
            read.append(Task(path, stat.size, known.get(path, ""), marks.get(path)))
        elif row.skip is not None and not (retry and row.skip.reason in RETRIED) and path not in readable:
            kept[path] = row
            left_out.append(path)
        elif row.skip is None and known.get(path) == row.hash:
            kept[path] = row
        else:
            read.append(Task(path, stat.size, known.get(path, ""), marks.get(path)))
    found = {file.path: file for file in files}
    gone = [path for path in known if path not in found]
    gone += [path for path in left_out if path in known]
    return Plan(tuple(read), tuple(sorted(gone)), kept, found)
