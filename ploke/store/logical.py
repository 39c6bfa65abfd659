"""The logical content of an index: what must be equal between an incremental and a clean build (invariant 4)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ploke.errors import DamagedIndexError
from ploke.store.layout import lease_path
from ploke.store.locks import take_lease
from ploke.store.manifest import manifest_stamp, read_manifest
from ploke.store.rows import KEYS
from ploke.store.tables import NAMES, Tables, check_tables, storage_errors

Rows = list[dict[str, Any]]
_ATTEMPTS = 20


def logical_rows(index_dir: Path, names: Sequence[str] = NAMES) -> dict[str, Rows]:
    """The rows of tables of the current generation, each sorted by the table's key, as plain values.

    All these are read into memory. Raises as ``read_manifest``, and ``DamagedIndexError`` for a damaged table.
    """
    for _ in range(_ATTEMPTS):
        stamp = manifest_stamp(index_dir)
        manifest = read_manifest(index_dir)
        lease = take_lease(lease_path(index_dir, manifest.revision))
        try:
            check_tables(index_dir, manifest)
            if manifest_stamp(index_dir) == stamp:
                with storage_errors("reading its tables"), Tables.open_pinned(index_dir, manifest) as tables:
                    return {name: _sorted(name, tables.read(name).read_all().to_pylist()) for name in names}
        except DamagedIndexError:
            if manifest_stamp(index_dir) == stamp:
                raise
        finally:
            if lease is not None:
                lease.release()
    raise DamagedIndexError(f"The index in {index_dir} keeps changing.", "Try again.")


def _sorted(name: str, rows: Rows) -> Rows:
    keys = KEYS[name]
    return sorted(rows, key=lambda row: tuple(row[key] for key in keys))
