"""Feed the facts cache beside a sync, without making the sync wait for it."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from ploke.ingest.facts_cache import FactsCache

_SLICE_BYTES = 4 * 1024 * 1024


class CacheWriter:
    """Collects payloads and writes them in slices on its own thread; SQLite works outside the interpreter lock."""

    def __init__(self, path: Path, max_bytes: int) -> None:
        self._cache = FactsCache(path)
        self._max_bytes = max_bytes
        self._thread = ThreadPoolExecutor(1, "facts-cache")
        self._writes: list[Future[None]] = []
        self._fresh: list[tuple[bytes, bytes]] = []
        self._fresh_bytes = 0
        self._reused: list[bytes] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._fresh:
            self._flush()
        if self._reused:
            self._writes.append(self._thread.submit(self._cache.touch, self._reused))
        if self._writes:
            self._writes.append(self._thread.submit(self._cache.prune, self._max_bytes))
        self._thread.shutdown()
        self._cache.close()
        for write in self._writes:
            write.result()

    def enter(self, key: bytes, payload: bytes, *, reused: bool) -> None:
        """Keep a payload, or note that the one kept was of use."""
        if reused:
            self._reused.append(key)
            return
        self._fresh.append((key, payload))
        self._fresh_bytes += len(payload)
        if self._fresh_bytes >= _SLICE_BYTES:
            self._flush()

    def _flush(self) -> None:
        # One slice in flight bounds memory: the next waits for it.
        if self._writes:
            self._writes[-1].result()
        self._writes.append(self._thread.submit(self._cache.put, self._fresh))
        self._fresh, self._fresh_bytes = [], 0
