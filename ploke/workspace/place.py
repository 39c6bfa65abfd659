"""Where a workspace works, and how a sync is asked for."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ploke.errors import UsageError
from ploke.ingest.discover_rules import ScanRules
from ploke.ingest.fingerprint import extractor_stamp

if TYPE_CHECKING:
    from ploke.config_languages import UserLanguage

ROOT = "."
"""The root as a relative path: it stands for the whole tree."""


class SyncPlace(NamedTuple):
    """Where a sync works: the tree, its index folder, the rules of discovery, and the facts cache with its cap.

    ``languages`` are those of the user's own.
    """

    root: Path
    index_dir: Path
    rules: ScanRules
    cache: Path
    cache_max_bytes: int
    languages: tuple[UserLanguage, ...] = ()

    @property
    def stamp(self) -> str:
        """What the facts depend on beside the files: the code that reads them, and the user's own languages."""
        if not self.languages:
            return extractor_stamp()
        return blake2b(repr((extractor_stamp(), self.languages)).encode(), digest_size=8).hexdigest()

    @property
    def rules_key(self) -> str:
        """Fingerprint of the settings that decide what is read."""
        return blake2b(repr(self.rules).encode(), digest_size=8).hexdigest()


class SyncOptions(NamedTuple):
    """How to sync.

    ``paths`` (relative, ``/``) restricts it; ``rebuild`` starts anew; ``retry`` reads files again that crashed or
    timed out before; ``wait_seconds`` bounds the wait for another writer; ``verify`` looks at what is stored even where
    nothing changed, and mends the read index. ``scip`` are files of indexers to take in; ``forget_scip`` drops what was
    taken in before, and ``answers_of`` is another index whose answers of indexers hold here, without being kept.
    """

    paths: tuple[str, ...] | None = None
    rebuild: bool = False
    retry: bool = False
    wait_seconds: float = 0.0
    verify: bool = False
    scip: tuple[Path, ...] = ()
    forget_scip: bool = False
    answers_of: Path | None = None


def relative_paths(root: Path, paths: tuple[str | os.PathLike[str], ...]) -> tuple[str, ...]:
    """Paths given by the user or an editor, absolute or relative to ``root``, as the index writes them.

    Raises ``UsageError`` for one that lies outside.
    """
    relative = tuple(Path(os.path.relpath(root / path, root)).as_posix() for path in paths)
    for path in relative:
        if path == ".." or path.startswith("../"):
            raise UsageError(f"{path} lies outside {root}.", "Name files of the repository.")
    return relative
