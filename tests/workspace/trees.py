"""Small trees of files to index."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import ploke
from ploke.config import load_config

LONG_AGO = 1_600_000_000


def write(root: Path, files: Mapping[str, str | bytes], *, settled: bool = True) -> None:
    """Write files below ``root``; a settled file's times lie far enough back not to count as racy."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        if settled:
            os.utime(path, (LONG_AGO, LONG_AGO))


def open_at(root: Path, base: Path, name: str = "index", *, workers: int = 2) -> ploke.Workspace:
    """A workspace on ``root`` with its index and cache below ``base``."""
    config = load_config(root, {"cache.dir": str(base / "cache"), "index.workers": workers}, {})
    return ploke.open_workspace(root, index_dir=base / name, config=config)
