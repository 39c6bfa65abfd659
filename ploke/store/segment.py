"""A read segment: some files' searchable columns in one immutable file. See ``ploke.store.sections``."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ploke.model.index import Totals
from ploke.store.sections import FileSections, Format, SegmentDamagedError

__all__ = ["CODES", "NARROWED", "SECTIONS", "Segment", "SegmentDamagedError"]

# Nodes are numbered through a segment, each file before its symbols; ``node_keys`` are sorted. Marks are a symbol's
# markers, separated by spaces, and its decorators, each after a NUL.
SECTIONS: dict[str, Format] = {
    "file_paths": "B",
    "file_path_offsets": "I",
    "file_hashes": "B",
    "file_languages": "H",
    "file_roles": "B",
    "file_sizes": "Q",
    "file_lines": "I",
    "file_references": "I",
    "file_problems": "I",
    "file_chunks": "I",
    "file_symbols": "I",
    "chunk_files": "I",
    "chunk_starts": "I",
    "chunk_ends": "I",
    "chunk_lengths": "I",
    "chunk_symbols": "i",
    "symbol_kinds": "B",
    "symbol_visibilities": "B",
    "symbol_declared": "B",
    "symbol_parents": "i",
    "symbol_starts": "I",
    "symbol_ends": "I",
    "symbol_name_lines": "I",
    "symbol_names": "B",
    "symbol_name_offsets": "I",
    "symbol_qualified": "B",
    "symbol_qualified_offsets": "I",
    "symbol_signatures": "B",
    "symbol_signature_offsets": "I",
    "symbol_marks": "B",
    "symbol_mark_offsets": "I",
    "file_nodes": "I",
    "node_keys": "Q",
    "node_numbers": "I",
    "names": "B",
    "name_offsets": "I",
    "name_symbol_offsets": "I",
    "name_symbols": "I",
    "terms": "B",
    "term_offsets": "I",
    "term_posting_offsets": "I",
    "posting_chunks": "I",
    "posting_counts": "H",
    "path_terms": "B",
    "path_term_offsets": "I",
    "path_posting_offsets": "I",
    "path_posting_files": "I",
    "path_posting_parts": "B",
}
CODES = ("languages", "roles", "kinds", "visibilities")
NARROWED = frozenset(
    {
        *("chunk_files", "chunk_starts", "chunk_ends", "chunk_lengths", "chunk_symbols", "posting_chunks"),
        *("symbol_parents", "symbol_starts", "symbol_ends", "symbol_name_lines", "name_symbols", "path_posting_files"),
    }
)


class Segment(FileSections):
    """A segment's sections as typed views; ids are local to it. ``file_hashes`` is cut by ``hash_width``."""

    MAGIC = b"plokeseg"
    SECTIONS = SECTIONS
    CODES = CODES
    NARROWED = NARROWED
    WEIGHED = ("file_chunks",)

    def _take(self) -> None:
        super()._take()
        self.languages, self.roles, self.kinds, self.visibilities = (self.codes[code] for code in CODES)
        self.node_count = self.file_count + len(self.columns["symbol_kinds"])
        self.chunk_count = len(self.columns["chunk_files"])
        self.hash_width = len(self.columns["file_hashes"]) // self.file_count if self.file_count else 0

    def hash(self, file: int) -> str:
        """A file's content hash, hexadecimal."""
        width = self.hash_width
        return bytes(self.columns["file_hashes"][file * width : file * width + width]).hex()

    def file_of_symbol(self, symbol: int) -> int:
        """Which file a symbol stands in."""
        return bisect_right(self.columns["file_symbols"], symbol) - 1

    def first_node(self, file: int) -> int:
        """The node of a file; those of its symbols follow."""
        return self.columns["file_nodes"][file]

    def file_of_node(self, node: int) -> int:
        """Which file a node is or stands in."""
        return bisect_right(self.columns["file_nodes"], node) - 1

    def node_of(self, key: int) -> int:
        """The node of a key, or -1."""
        keys = self.columns["node_keys"]
        place = bisect_left(keys, key)
        return self.columns["node_numbers"][place] if place < len(keys) and keys[place] == key else -1

    def totals(self, file: int) -> Totals:
        """What a file adds to an index."""
        columns = self.columns
        chunks, symbols = columns["file_chunks"], columns["file_symbols"]
        return Totals(
            files=1,
            chunks=chunks[file + 1] - chunks[file],
            symbols=symbols[file + 1] - symbols[file],
            references=columns["file_references"][file],
            problems=columns["file_problems"][file],
            lines=columns["file_lines"][file],
            bytes=columns["file_sizes"][file],
            length=sum(columns["chunk_lengths"][chunks[file] : chunks[file + 1]]),
        )

    def name_symbols(self, folded: str) -> Sequence[int]:
        """Symbols of a case-folded name, ascending."""
        index = self.find("names", "name_offsets", folded.encode("utf-8", "surrogatepass"))
        if index < 0:
            return ()
        offsets = self.columns["name_symbol_offsets"]
        return self.columns["name_symbols"][offsets[index] : offsets[index + 1]]
