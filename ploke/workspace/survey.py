"""The cheap half of a sync: scan, and compare with what is stored. Every question begins with it.

Nothing here imports what only a change needs (workers, LanceDB, the parser).
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from ploke.errors import NoIndexError
from ploke.ingest.discover import Scan, probe, scan
from ploke.model.source import SkipReason
from ploke.store.manifest import Manifest, SchemaMismatchError, read_manifest
from ploke.store.readindex import known_hashes
from ploke.workspace.place import ROOT, SyncOptions, SyncPlace
from ploke.workspace.plan import Plan, make_plan
from ploke.workspace.scan_record import ScanRecord, load_record
from ploke.workspace.touched import unchanged_among

STAMP = "extractor"
ATTRIBUTES = "attributes"
_DECIDING = frozenset({".gitignore", ".gitattributes", ".plokeignore", ".gitmodules", "pyvenv.cfg", "CACHEDIR.TAG"})


@dataclass(frozen=True, slots=True)
class Survey:
    """What a scan found and what there is to do about it.

    ``manifest`` is the generation compared with, None when all starts anew; ``known`` its hashes by path; ``same``
    are files of the plan whose bytes turned out unchanged; ``whole`` says that the scan covered the tree.
    """

    manifest: Manifest | None
    record: ScanRecord
    known: Mapping[str, str]
    scanned: Scan
    plan: Plan
    same: frozenset[str]
    began_ns: int
    whole: bool

    @property
    def idle(self) -> bool:
        """The index already says what the files say."""
        return self.manifest is not None and self.plan.idle


def current_manifest(place: SyncPlace, options: SyncOptions) -> Manifest | None:
    """The generation to start from; None where there is none, or none that this version can build on."""
    if options.rebuild:
        return None
    try:
        manifest = read_manifest(place.index_dir)
    except NoIndexError:
        return None
    except SchemaMismatchError as error:
        if error.newer:
            raise
        return None
    return manifest if manifest.extra.get(STAMP) == place.stamp else None


def take_survey(place: SyncPlace, options: SyncOptions, manifest: Manifest | None) -> Survey:
    """Scan the tree, or the options' paths, and compare with ``manifest`` and with the last scan's record."""
    began_ns = time.time_ns()
    whole = manifest is None or options.paths is None or any(map(_concerns_all, options.paths))
    if whole or options.paths is None:
        scanned = scan(place.root, place.rules, place.index_dir)
    else:
        scanned = probe(place.root, place.rules, options.paths, place.index_dir)
    if whole and manifest is not None and manifest.extra.get(ATTRIBUTES, "") != attributes_stamp(scanned):
        # Which files are read in which language has changed, though their bytes have not. Facts come from the cache.
        manifest = None
    # A few paths are hashed at once; loading the record of all files would cost more.
    record = load_record(place.index_dir) if manifest is not None and whole else ScanRecord()
    if record.rules != place.rules_key:
        record = ScanRecord()
    known = _known(place, manifest, record) if whole else known_hashes(place.index_dir, options.paths)
    plan = make_plan(
        scanned.files, scanned.marks, record, known, retry=options.retry, readable=_readable(place, record)
    )
    same = unchanged_among(place.root, place.rules.max_bytes, plan.read)
    if same:
        plan = replace(plan, read=tuple(task for task in plan.read if task.path not in same))
    return Survey(manifest, record, known, scanned, plan, same, began_ns, whole)


def attributes_stamp(scanned: Scan) -> str:
    """A hash of the lines of ``.gitattributes`` that a scan has met, empty for none."""
    lines = "\n".join(scanned.attributes)
    return blake2b(lines.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest() if lines else ""


def _concerns_all(path: str) -> bool:
    """Whether a change of ``path`` may let in or leave out other files."""
    return path == ROOT or path.rpartition("/")[2] in _DECIDING


def _readable(place: SyncPlace, record: ScanRecord) -> frozenset[str]:
    """Files that could not be read at the last scan, though nothing their stat shows has changed, and now can."""
    rows = (row for row in record.seen.values() if row.skip is not None and row.skip.reason is SkipReason.UNREADABLE)
    return frozenset(row.path for row in rows if os.access(place.root / row.path, os.R_OK))


def _known(place: SyncPlace, manifest: Manifest | None, record: ScanRecord) -> Mapping[str, str]:
    if manifest is None:
        return {}
    if (record.generation, record.committed_at) == (manifest.generation, manifest.committed_at):
        return {path: row.hash for path, row in record.seen.items() if row.skip is None}
    return known_hashes(place.index_dir)
