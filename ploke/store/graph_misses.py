"""The references of a stored graph that could not be resolved."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ploke.model.graph import Reason, Unresolved
from ploke.model.resolved import MISS_CODES
from ploke.store.graph_segment import EdgePart, count_codes, find_part


class MissTable:
    """References without an edge; ``source_of`` gives the node of a part's file and symbol."""

    def __init__(self, parts: Sequence[EdgePart], source_of: Callable[[EdgePart, int, int], int]) -> None:
        self._parts = parts
        self._source_of = source_of

    def of(self, path: str) -> Iterator[Unresolved]:
        """Those of one file, in file order."""
        found = find_part(self._parts, path)
        return iter(()) if found is None else self._rows(*found)

    def all(self) -> Iterator[Unresolved]:
        """All of them, by path and in file order."""
        files = sorted(
            (part.segment.path(file), number, file)
            for number, part in enumerate(self._parts)
            for first, end in part.live.runs(0, part.segment.file_count)
            for file in range(first, end)
        )
        return (row for _, number, file in files for row in self._rows(self._parts[number], file))

    def named(self, name: str) -> Iterator[Unresolved]:
        """Those whose last name is ``name``, by path and in file order."""
        found = []
        for part in self._parts:
            segment = part.segment
            place = segment.find("strings", "string_offsets", name.encode("utf-8", "surrogatepass"))
            if place < 0:
                continue
            misses = segment.columns["file_misses"]
            for number, each in enumerate(segment.columns["miss_names"]):
                if each == place:
                    file = bisect_right(misses, number) - 1
                    if part.live.has(file):
                        found.append((segment.path(file), number, part, file))
        found.sort(key=lambda row: row[:2])
        return (self._row(part, file, number) for _, number, part, file in found)

    def counts(self) -> dict[Reason, int]:
        """How many there are, by reason."""
        counts: Counter[Reason] = Counter()
        for code, count in count_codes(self._parts, "file_misses", "miss_codes").items():
            counts[MISS_CODES[code][1]] += count
        return {reason: counts[reason] for reason in Reason if counts[reason]}

    def _rows(self, part: EdgePart, file: int) -> Iterator[Unresolved]:
        misses = part.segment.columns["file_misses"]
        return (self._row(part, file, number) for number in range(misses[file], misses[file + 1]))

    def _row(self, part: EdgePart, file: int, number: int) -> Unresolved:
        segment, columns = part.segment, part.segment.columns
        kind, reason = MISS_CODES[columns["miss_codes"][number]]
        return Unresolved(
            self._source_of(part, file, columns["miss_sources"][number]),
            segment.string(columns["miss_expressions"][number]),
            segment.string(columns["miss_names"][number]),
            kind,
            reason,
            segment.places("miss", number),
        )
