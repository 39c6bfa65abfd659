"""The process's own heap: hand back what is free in it, and leave it alone while rows are made in masses."""

from __future__ import annotations

import gc
import sys
from _thread import allocate_lock
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache


class _Pauses:
    """How many want no collection now, and whether the first of them found it enabled."""

    def __init__(self) -> None:
        self.lock = allocate_lock()
        self.count = 0
        self.was_enabled = False


_PAUSES = _Pauses()


@contextmanager
def no_collection() -> Iterator[None]:
    """Leave cyclic garbage alone meanwhile: among rows there is none, and looking for it is dear.

    Threads may overlap: the last one to leave switches it on again.
    """
    with _PAUSES.lock:
        if _PAUSES.count == 0:
            _PAUSES.was_enabled = gc.isenabled()
            gc.disable()
        _PAUSES.count += 1
    try:
        yield
    finally:
        with _PAUSES.lock:
            _PAUSES.count -= 1
            if _PAUSES.count == 0 and _PAUSES.was_enabled:
                gc.enable()


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
