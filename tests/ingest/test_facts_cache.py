from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from ploke.ingest.facts_cache import FactsCache, cache_key


def test_a_payload_is_kept_under_its_content_and_extractor(tmp_path: Path) -> None:
    cache = FactsCache(tmp_path / "a" / "facts.sqlite")
    key = cache_key("00", "python", "python", "v1")
    assert cache.get(key) is None
    cache.put([(key, b"facts")])
    assert FactsCache(tmp_path / "a" / "facts.sqlite").get(key) == b"facts"
    assert cache.get(cache_key("00", "python", "python", "v2")) is None
    assert cache.get(cache_key("00", "typescript", "tsx", "v1")) is None


def test_an_entry_never_changes(tmp_path: Path) -> None:
    cache = FactsCache(tmp_path / "facts.sqlite")
    cache.put([(b"k", b"first")])
    cache.put([(b"k", b"second")])
    assert cache.get(b"k") == b"first"


def test_a_damaged_file_is_started_anew(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    path.write_bytes(b"not a database at all, whatever its name says" * 100)
    cache = FactsCache(path)
    assert cache.get(b"k") is None
    cache.put([(b"k", b"v")])
    assert cache.get(b"k") == b"v"


def test_a_folder_that_cannot_be_written_is_an_empty_cache() -> None:
    cache = FactsCache(Path("/proc/nowhere/facts.sqlite"))
    cache.put([(b"k", b"v")])
    assert cache.get(b"k") is None


def test_pruning_takes_the_longest_unused_first(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    cache = FactsCache(path)
    cache.put((bytes([number]), bytes(10_000)) for number in range(100))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE facts SET day = day - 30 WHERE key < ?", (bytes([50]),))
    cache.prune(600_000)
    kept = [number for number in range(100) if cache.get(bytes([number]))]
    assert kept == list(range(50, 97))
    assert path.stat().st_size < 700_000


def test_several_writers_share_it(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"

    def write(name: int) -> None:
        cache = FactsCache(path)
        for number in range(20):
            cache.put([(f"{name}-{number}".encode(), b"v")])
        cache.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cache = FactsCache(path)
    assert all(cache.get(f"{name}-{number}".encode()) for name in range(4) for number in range(20))
