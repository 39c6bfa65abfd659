"""What the caller of discovery may choose."""

from __future__ import annotations

from typing import NamedTuple


class ScanRules(NamedTuple):
    """Which files count. ``exclude`` are gitignore patterns relative to the root that outrank all ignore files.

    A named tuple, not a dataclass: importing ``dataclasses`` costs more than scanning a small repository.
    """

    max_bytes: int = 2 * 1024 * 1024
    include_vendored: bool = False
    include_generated: bool = False
    exclude: tuple[str, ...] = ()
