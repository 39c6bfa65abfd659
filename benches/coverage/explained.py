"""Differences from ctags that are understood: each entry has a reason that a reader can check at any of its examples.

An entry of side ``missing`` is a mistake of ctags (it takes for a definition what is none, or names it wrongly), one of
side ``extra`` is a definition that ctags 5.9 does not see. What ploke misses is no entry: it is mended, or it counts.
"""

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

    ``languages`` and ``side`` (``missing``, ``extra``) are words.
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
            one.side == self.side
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


EXPLAINED: tuple[Explanation, ...] = (
    # An entry looks like this:
    # Explanation("c", "missing", "a call of a macro, which ctags takes for a function", kind="^function$",
    #             text=r"^[A-Z_]+\(.*\);$"),
)
