"""A segment of the graph: the edges of some files, what they could not resolve, and the keys of what they asked.

It knows targets by their nodes' keys, so that it outlives a file it points to being read again. ``edge_targets`` below
the number of ``node_keys``, which are sorted, are places in them, others in ``externals``. A file's edges are sorted by
source. ``node_edges`` lists the edges to each node, ``key_files`` the files that asked each key.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ploke.store.sections import FileSections, Format, Liveness

SECTIONS: dict[str, Format] = {
    "file_paths": "B",
    "file_path_offsets": "I",
    "file_edges": "I",
    "file_misses": "I",
    "edge_sources": "i",
    "edge_targets": "I",
    "edge_codes": "B",
    "edge_rules": "B",
    "edge_place_offsets": "I",
    "edge_places": "I",
    "node_keys": "Q",
    "node_edge_offsets": "I",
    "node_edges": "I",
    "externals": "B",
    "external_offsets": "I",
    "miss_sources": "i",
    "miss_codes": "B",
    "miss_expressions": "I",
    "miss_names": "I",
    "miss_place_offsets": "I",
    "miss_places": "I",
    "strings": "B",
    "string_offsets": "I",
    "keys": "Q",
    "key_file_offsets": "I",
    "key_files": "I",
}
CODES = ("rules",)
NARROWED = frozenset(
    {
        *("edge_sources", "edge_targets", "edge_places", "node_edges", "key_files"),
        *("miss_sources", "miss_expressions", "miss_names", "miss_places"),
    }
)


class GraphSegment(FileSections):
    """A graph segment's sections as typed views; file and edge ids are local to it."""

    MAGIC = b"plokegrf"
    SECTIONS = SECTIONS
    CODES = CODES
    NARROWED = NARROWED
    WEIGHED = ("file_edges", "file_misses")

    def _take(self) -> None:
        super()._take()
        (self.rules,) = (self.codes[code] for code in CODES)
        self.edge_count = len(self.columns["edge_codes"])
        self.internal_count = len(self.columns["node_keys"])

    def edges_from(self, file: int, source: int) -> range:
        """The edges of a file that one of its symbols is the source of."""
        first, end = self.columns["file_edges"][file], self.columns["file_edges"][file + 1]
        sources = self.columns["edge_sources"]
        return range(bisect_left(sources, source, first, end), bisect_right(sources, source, first, end))

    def edges_to(self, key: int) -> Sequence[int]:
        """The edges to the node of a key, ascending."""
        keys = self.columns["node_keys"]
        place = bisect_left(keys, key)
        if place == len(keys) or keys[place] != key:
            return ()
        offsets = self.columns["node_edge_offsets"]
        return self.columns["node_edges"][offsets[place] : offsets[place + 1]]

    def file_of_edge(self, edge: int) -> int:
        """Which file an edge stands in."""
        return bisect_right(self.columns["file_edges"], edge) - 1

    def files_that_asked(self, key: int) -> Sequence[int]:
        """The files whose resolution asked the world a question, ascending."""
        keys = self.columns["keys"]
        place = bisect_left(keys, key)
        if place == len(keys) or keys[place] != key:
            return ()
        offsets = self.columns["key_file_offsets"]
        return self.columns["key_files"][offsets[place] : offsets[place + 1]]

    def places(self, what: str, row: int) -> tuple[int, ...]:
        """Line, column pairs of an ``edge`` or a ``miss``, flattened."""
        offsets = self.columns[f"{what}_place_offsets"]
        return tuple(self.columns[f"{what}_places"][2 * offsets[row] : 2 * offsets[row + 1]])

    def external(self, edge: int) -> str:
        """What an edge that leaves the repository leads to."""
        place = self.columns["edge_targets"][edge] - self.internal_count
        return self.text("externals", "external_offsets", place)

    def string(self, place: int) -> str:
        """An expression or a name."""
        return self.text("strings", "string_offsets", place)


class EdgePart(NamedTuple):
    """A segment of the graph, which of its files are live, and the number of its first edge."""

    segment: GraphSegment
    live: Liveness
    first_edge: int


def find_part(parts: Sequence[EdgePart], path: str) -> tuple[EdgePart, int] | None:
    """Where the live file at ``path`` stands."""
    for part in parts:
        file = part.segment.file_at(path)
        if file >= 0 and part.live.has(file):
            return part, file
    return None


def count_codes(parts: Sequence[EdgePart], offsets: str, codes: str) -> dict[int, int]:
    """How often each code stands in a column that ``offsets`` divide by file, over live files."""
    counts: Counter[int] = Counter()
    for part in parts:
        ends, column = part.segment.columns[offsets], part.segment.columns[codes]
        for first, end in part.live.runs(0, part.segment.file_count):
            counts.update(bytes(column[ends[first] : ends[end]]))
    return dict(counts)
