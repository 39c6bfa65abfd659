"""The facts cache: payloads by content, shared by branches, worktrees and repositories of one user.

One SQLite file in the user's cache folder. Entries are immutable, several processes may write at once, and losing the
file costs only time: damage is answered by starting it anew.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

_SCHEMA = 2
_WAIT_SECONDS = 5.0
_CHECK_BYTES = 4
_PRUNE_TO = 0.8
_DAY = 86_400


def cache_key(content_hash: str, language: str, dialect: str, fingerprint: str) -> bytes:
    """Key of a content under one dialect and one version of its extractor."""
    return blake2b("\0".join((content_hash, language, dialect, fingerprint)).encode(), digest_size=16).digest()


class FactsCache:
    """Payloads by key. Every method treats a cache that cannot be used as an empty one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._broken = False

    def get(self, key: bytes) -> bytes | None:
        """The payload kept under ``key``."""
        connection = self._open(create=False)
        if connection is None:
            return None
        try:
            row = connection.execute("SELECT payload FROM facts WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self._give_up()
            return None
        return _checked(row[0]) if row else None

    def put(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep ``(key, payload)`` pairs in one transaction; those already kept stay as they are."""
        today = int(time.time()) // _DAY
        rows = ((key, today, _with_check(payload)) for key, payload in entries)
        self._write("INSERT OR IGNORE INTO facts VALUES (?, ?, ?)", rows, create=True)

    def touch(self, keys: Iterable[bytes]) -> None:
        """Note that entries were of use today, so that pruning takes them last."""
        today = int(time.time()) // _DAY
        rows = ((today, key, today) for key in keys)
        self._write("UPDATE facts SET day = ? WHERE key = ? AND day < ?", rows, create=False)

    def prune(self, max_bytes: int) -> None:
        """Once the file is larger than ``max_bytes``, drop the longest unused entries down to four fifths of it."""
        connection = self._open(create=False)
        if connection is None:
            return
        try:
            if _size(connection) <= max_bytes:
                return
            with connection:
                connection.execute(
                    "DELETE FROM facts WHERE key IN (SELECT key FROM (SELECT key, SUM(LENGTH(payload)) "
                    "OVER (ORDER BY day DESC, key) AS total FROM facts) WHERE total > ?)",
                    (int(max_bytes * _PRUNE_TO),),
                )
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:
            self._give_up()

    def close(self) -> None:
        """Close the file; the cache may be used again afterwards."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]], *, create: bool) -> None:
        connection = self._open(create=create)
        if connection is None:
            return
        try:
            with connection:
                connection.executemany(statement, rows)
        except sqlite3.Error:
            self._give_up()

    def _open(self, *, create: bool) -> sqlite3.Connection | None:
        if self._connection is not None or self._broken:
            return self._connection
        if not create and not self._path.exists():
            return None
        for attempt in (1, 2):
            try:
                self._connection = self._connect()
            except sqlite3.DatabaseError as error:
                if attempt == 2 or isinstance(error, sqlite3.OperationalError):
                    break
                self._path.unlink(missing_ok=True)
            except OSError:
                break
            else:
                return self._connection
        self._broken = True
        return None

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=_WAIT_SECONDS, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            if not _is_current(connection):
                with connection:
                    # Several processes may find a new file at once: the first to hold the lock makes the table.
                    connection.execute("BEGIN IMMEDIATE")
                    if not _is_current(connection):
                        connection.execute("DROP TABLE IF EXISTS facts")
                        connection.execute(
                            "CREATE TABLE facts (key BLOB PRIMARY KEY, day INTEGER NOT NULL, payload BLOB NOT NULL)"
                        )
                        connection.execute(f"PRAGMA user_version = {_SCHEMA}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _give_up(self) -> None:
        self.close()
        self._broken = True


def _is_current(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] == _SCHEMA)


def _size(connection: sqlite3.Connection) -> int:
    (pages,), (page_bytes,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
    return int(pages) * int(page_bytes)


def _with_check(payload: bytes) -> bytes:
    return zlib.crc32(payload).to_bytes(_CHECK_BYTES, "little") + payload


def _checked(entry: bytes) -> bytes | None:
    """The payload of an entry; None where its bytes are not those that were kept."""
    payload = entry[_CHECK_BYTES:]
    return payload if _with_check(payload) == entry else None
