"""A difference between two readers, and what explains it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Difference(NamedTuple):
    """A definition that one reader has at ``line`` (from 1) of ``path``. ``kind`` is in the words of that reader.

    ``other`` is the kind under which ploke has the name there, where that kind is not compared. ``lines`` are the
    file's.
    """

    language: str
    side: str
    kind: str
    name: str
    path: str
    line: int
    other: str
    lines: Sequence[str]

    @property
    def text(self) -> str:
        """The line."""
        return self.lines[self.line - 1] if 0 < self.line <= len(self.lines) else ""


@dataclass(frozen=True)
class Explanation:
    """All that is said must hold: regular expressions searched for in kind, name, path and line, and ``when``.

    ``languages`` and ``side`` are words: ``missing``, ``extra``, or both.
    """

    languages: str
    side: str
    reason: str
    kind: str = ""
    name: str = ""
    text: str = ""
    path: str = ""
    when: Callable[[Difference], bool] | None = None

    def explains(self, one: Difference) -> bool:
        return (
            one.side in self.side.split()
            and one.language in self.languages.split()
            and all(
                re.search(pattern, value)
                for pattern, value in (
                    (self.kind, one.kind),
                    (self.name, one.name),
                    (self.path, one.path),
                    (self.text, one.text),
                )
                if pattern
            )
            and (self.when is None or self.when(one))
        )
