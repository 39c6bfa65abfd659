"""The process's own heap: hand back to the system what is free in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Let the system have the pages that the C library keeps for later, where it can be asked to (glibc).

    Worth its few milliseconds after something large was let go of: what is free stays counted as this process's
    memory otherwise.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    import ctypes

    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return None
    return found
