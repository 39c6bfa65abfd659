"""The store: the only place that knows LanceDB.

    Writer.open(index_dir, wait_seconds=0.0, rebuild=False) -> Writer     one writer at a time, a context manager
        .manifest                       the generation it starts from (None: first build or rebuild), then the committed
        .replace(files)                 IngestedFile s, any iterable, as often as wanted; a path once a commit
        .remove(paths)                  paths that are not indexed are passed over
        .commit(extra=None) -> Manifest make it all visible; extra is the workspace's own JSON, None keeps the last
        .maintain(force=False) -> bool  compact when worn; same generation
    open_reader(index_dir) -> Reader    implements ploke.model.index.IndexReader; pinned; a context manager; no lancedb
    read_manifest(index_dir) -> Manifest   generation, totals, committed_at, extra ...
    known_hashes(index_dir) -> dict[str, str]
    rebuild_read_index(index_dir, decode) -> Manifest    segments anew from the tables; decode is the codec's unpack
    logical_rows(index_dir) -> dict[str, list[dict]]     key-sorted rows of every table; equal indexes have equal rows
    disk_usage(index_dir) -> int
    writer_of(index_dir) -> Holder | None
    import_in_background() -> Thread    import lancedb and the like while something else is done

Errors: ``NoIndexError`` (nothing committed), ``DamagedIndexError`` and below it ``SegmentDamagedError`` (call
``rebuild_read_index``) and ``SchemaMismatchError`` (``newer`` says whether to leave it alone, else rebuild),
``BusyError``, ``StorageError``.

Names are imported on use: reading never imports lancedb, pyarrow or NumPy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ploke.store.lance import import_in_background
    from ploke.store.layout import folder_size as disk_usage
    from ploke.store.locks import Holder, writer_of
    from ploke.store.logical import logical_rows
    from ploke.store.manifest import SCHEMA_VERSION, Manifest, SchemaMismatchError, read_manifest
    from ploke.store.readindex import Reader, known_hashes, open_reader
    from ploke.store.rebuild import rebuild_read_index
    from ploke.store.sections import SegmentDamagedError
    from ploke.store.writer import Writer

__all__ = [
    "SCHEMA_VERSION",
    "Holder",
    "Manifest",
    "Reader",
    "SchemaMismatchError",
    "SegmentDamagedError",
    "Writer",
    "disk_usage",
    "import_in_background",
    "known_hashes",
    "logical_rows",
    "open_reader",
    "read_manifest",
    "rebuild_read_index",
    "writer_of",
]

_HOMES = {
    "SCHEMA_VERSION": "manifest",
    "Holder": "locks",
    "Manifest": "manifest",
    "Reader": "readindex",
    "SchemaMismatchError": "manifest",
    "SegmentDamagedError": "sections",
    "Writer": "writer",
    "import_in_background": "lance",
    "known_hashes": "readindex",
    "logical_rows": "logical",
    "open_reader": "readindex",
    "read_manifest": "manifest",
    "rebuild_read_index": "rebuild",
    "writer_of": "locks",
}


def __getattr__(name: str) -> Any:
    if name == "disk_usage":
        return import_module("ploke.store.layout").folder_size
    if name in _HOMES:
        return getattr(import_module(f"ploke.store.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
