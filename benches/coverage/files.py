"""The files of a tree, by language, as ploke reads them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ploke.languages import Dialect, detect
from ploke.text.decode import decode

HEAD_BYTES = 4096
MAX_BYTES = 2 * 1024 * 1024
NOT_ENTERED = frozenset((".git", ".hg", ".svn", "node_modules"))


class Source(NamedTuple):
    """One file: ``path`` from the root of its tree, the dialect ploke takes it for, UTF-8 text."""

    path: str
    dialect: Dialect
    data: bytes

    @property
    def lines(self) -> list[str]:
        return self.data.decode("utf-8", "replace").splitlines()


def sources(tree: Path, languages: frozenset[str] = frozenset()) -> Iterator[Source]:
    """Every text file below ``tree`` that ploke takes for one of ``languages`` (empty: for any), sorted by path.

    Not links, and not what is larger than what ploke indexes.
    """
    for folder, names, files in os.walk(tree):
        names[:] = sorted(set(names) - NOT_ENTERED)
        for name in sorted(files):
            place = Path(folder, name)
            if place.is_symlink() or not place.is_file() or place.stat().st_size > MAX_BYTES:
                continue
            path = place.relative_to(tree).as_posix()
            with place.open("rb") as file:
                head = file.read(HEAD_BYTES)
                dialect = detect(path, head)
                if dialect is not None and (not languages or dialect.language in languages):
                    yield Source(path, dialect, decode(head + file.read()).data)
