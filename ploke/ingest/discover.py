"""Finds the files below a root that may be indexed, and says of every other file or folder why it is left out.

A scan looks at names and stats alone and opens nothing but ignore files; what only the bytes can tell is decided in
``content_rules``. Links are never followed, so a scan ends. Version control's own folders and ``.ploke`` are left out
without a word.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from ploke.errors import UsageError
from ploke.ingest.discover_entries import Wanted
from ploke.ingest.discover_rules import ScanRules
from ploke.ingest.discover_walk import Scan, Walk

__all__ = ["Scan", "ScanRules", "probe", "scan"]


def scan(root: str | os.PathLike[str], rules: ScanRules, index_dir: str | os.PathLike[str] | None = None) -> Scan:
    """All files below the folder ``root``. An ``index_dir`` that lies inside of it is left out.

    Raises ``UsageError`` if the root is not a folder that can be read.
    """
    return Walk(os.fspath(root), rules, index_dir).run(None)


def probe(
    root: str | os.PathLike[str],
    rules: ScanRules,
    paths: Iterable[str],
    index_dir: str | os.PathLike[str] | None = None,
) -> Scan:
    """What ``scan`` would say of the given paths (relative to the root), found without scanning the rest.

    The answer holds the files and skips at and below each path; a path that lies in a folder that is left out is
    answered by that folder's skip, a path that does not exist by nothing. ``""`` asks for everything. Raises
    ``UsageError`` for a path outside of the root, and as ``scan`` does.
    """
    wanted: dict[str, Wanted] = {}
    for path in paths:
        normal = os.path.normpath(path).replace(os.sep, "/")
        if normal == ".":
            return scan(root, rules, index_dir)
        parts = normal.split("/")
        if parts[0] in ("", ".."):
            raise UsageError(f"{path} is not below the root.")
        _want(wanted, parts)
    return Walk(os.fspath(root), rules, index_dir).run(wanted)


def _want(wanted: dict[str, Wanted], parts: list[str]) -> None:
    for part in parts[:-1]:
        below = wanted.setdefault(part, {})
        if below is None:
            return
        wanted = below
    wanted[parts[-1]] = None
