"""Names that texts put together from a string and something computed: ``"visit_" + kind``, ``f"{name}Handler"``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ploke.graph.analyses.dead_code.mentions import Place

_START = re.compile(
    rb"""
      ["'`](?P<name>[A-Za-z_]\w+)
      (?: (?<=_)["'`]                                     # "handle_": whatever is done with it
        | (?=\{|%[srd(]|\$\{|\#\{)                        # f"handle{name}", "handle%s", `handle${name}`
        | ["'`]\s*(?:\+|%|\.\.|\.format\b|\.concat\b) )   # "handle" + name
    | [Ss]tarts_?[Ww]ith\(\s*["'`](?P<asked>\w+)["'`]
    """,
    re.VERBOSE,
)
_END = re.compile(
    rb"""
      (?:[}]|%s)(?P<name>\w{2,})["'`]                     # f"{name}_handler"
    | (?:\+|\.\.)\s*["'`](?P<added>\w{2,})["'`]           # name + "Handler"
    | [Ee]nds_?[Ww]ith\(\s*["'`](?P<asked>\w+)["'`]
    """,
    re.VERBOSE,
)
# All that the patterns above could find, and more: quick to look for.
_QUOTED_START = re.compile(rb"""["'`]([A-Za-z_]\w+)""")
_QUOTED_END = re.compile(rb"""(\w{2,})["'`]""")


class ComputedNames:
    """Looks for beginnings and ends of ``names`` in one text after another, and keeps the first place of each."""

    def __init__(self, names: Iterable[str]) -> None:
        self._starts: dict[str, Place] = {}
        self._ends: dict[str, Place] = {}
        parts = [part for name in names for part in _parts(name)]
        self._wanted_starts = {before.encode() for before, _ in parts if before}
        self._wanted_ends = {after.encode() for _, after in parts if after}

    def look_in(self, path: str, data: bytes) -> None:
        """Look in the text of one file."""
        for quick, pattern, wanted, known in (
            (_QUOTED_START, _START, self._wanted_starts, self._starts),
            (_QUOTED_END, _END, self._wanted_ends, self._ends),
        ):
            if wanted.isdisjoint(quick.findall(data)):
                continue
            for found in pattern.finditer(data):
                part = found[found.lastgroup or 0] or b""
                if part in wanted:
                    wanted.discard(part)
                    known[part.decode("utf-8", "replace")] = Place(path, data.count(b"\n", 0, found.start()) + 1)

    def of(self, name: str) -> Iterator[tuple[str, Place]]:
        """What could make up ``name``."""
        for before, after in _parts(name):
            if before in self._starts:
                yield before, self._starts[before]
            if after in self._ends:
                yield after, self._ends[after]


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """Beginnings that stop where a word of the name does, and ends that start there; one of a pair may be empty."""
    for at in range(2, len(name)):
        before, after = name[:at], name[at:]
        starts = before[-1] == "_" or after[0].isupper()
        ends = after[0] == "_" or (after[0].isupper() and not before[-1].isupper())
        if starts or ends:
            yield before if starts else "", after if ends and len(after) > 1 else ""
