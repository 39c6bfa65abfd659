"""Deleting what no generation needs. Only the writer does this, under its lock."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from ploke.store.layout import LEASES, SEGMENTS, TABLES, lease_path, numbered
from ploke.store.locks import remove_free_lease
from ploke.store.manifest import Manifest
from ploke.store.tables import drop_epoch


def write_lease(index_dir: Path, revision: int, epoch: int, segments: list[str]) -> None:
    """Offer readers of ``revision`` a lease and say what it protects. Raises ``OSError``."""
    path = lease_path(index_dir, revision)
    path.write_text(json.dumps({"epoch": epoch, "segments": segments}), encoding="utf-8")


def remove_unreachable(index_dir: Path, current: Manifest | None) -> None:
    """Delete epochs and segments that neither ``current`` nor a held lease needs.

    What the system refuses to delete (Windows keeps mapped files) stays for the next time.
    """
    epochs = {current.epoch} if current else set()
    segments = set(current.read_index) if current else set()
    for revision, path in numbered(index_dir / LEASES).items():
        if (current and revision == current.revision) or remove_free_lease(path):
            continue
        with suppress(OSError, ValueError, KeyError, TypeError):
            needed = json.loads(path.read_text(encoding="utf-8"))
            epochs.add(needed["epoch"])
            segments.update(needed["segments"])
    for epoch in numbered(index_dir / TABLES):
        if epoch not in epochs:
            drop_epoch(index_dir, epoch)
    with suppress(OSError):
        for path in (index_dir / SEGMENTS).iterdir():
            if path.name not in segments:
                with suppress(OSError):
                    path.unlink()
