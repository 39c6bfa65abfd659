"""What one generation of the index answers: the protocol between the store, which keeps counts, and search.

Ids here are positions valid for one reader only: they never leave a process. Sequences are ``memoryview`` s over
mapped files where possible, so treat them as read-only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from ploke.model.facts import SymbolKind, Visibility
from ploke.model.source import Role


class Totals(NamedTuple):
    """Exact integer totals over the live files of a generation. ``length`` sums all chunks' lengths in terms."""

    files: int
    chunks: int
    symbols: int
    references: int
    problems: int
    lines: int
    bytes: int
    length: int


class PostingRun(NamedTuple):
    """A term's live chunks within one segment.

    ``chunks`` ascend and are local to the segment: add ``first_chunk`` for the reader-wide id. ``counts`` run beside
    ``chunks`` (see ``ploke.model.chunk.pack_counts``). ``lengths`` and ``files`` are indexed by *local* chunk;
    ``files`` yields local file ids, to which ``first_file`` is added.
    """

    first_chunk: int
    first_file: int
    chunks: Sequence[int]
    counts: Sequence[int]
    lengths: Sequence[int]
    files: Sequence[int]


class PathRun(NamedTuple):
    """A term's live files within one segment.

    ``parts`` run beside ``files``: 1 in a folder's name, 2 in the stem, 3 both.
    """

    first_file: int
    files: Sequence[int]
    parts: Sequence[int]


class FileRow(NamedTuple):
    """A live file. ``hash`` is the hexadecimal content hash, ``chunks`` its reader-wide chunk ids."""

    id: int
    path: str
    language: str
    role: Role
    hash: str
    size: int
    lines: int
    chunks: range


class ChunkRow(NamedTuple):
    """A live chunk; ``symbol`` is its symbol's qualified name and ``kind`` that symbol's kind, or both empty."""

    id: int
    file: int
    start_line: int
    end_line: int
    length: int
    symbol: str
    kind: str


class SymbolRow(NamedTuple):
    """A live symbol; ``stale`` is set where its file is known to have changed since it was indexed.

    ``declared`` says that it is only announced here (a C prototype), to be defined elsewhere.
    """

    path: str
    file: int
    chunk: int
    name: str
    qualified: str
    kind: SymbolKind
    visibility: Visibility
    start_line: int
    end_line: int
    signature: str
    stale: bool = False
    declared: bool = False


class IndexReader(Protocol):
    """One generation, pinned. Every method sees live rows only."""

    @property
    def generation(self) -> int:
        """The generation's number."""
        ...

    @property
    def totals(self) -> Totals:
        """Exact totals over live files."""
        ...

    def postings(self, term: str) -> list[PostingRun]:
        """Runs of chunks holding ``term``; document frequency is the sum of their lengths."""
        ...

    def path_postings(self, term: str) -> list[PathRun]:
        """Runs of files whose path holds ``term``."""
        ...

    def vocabulary(self, prefix: str) -> Iterator[str]:
        """Terms that start with ``prefix``, ascending, each once; a term may have no live posting left."""
        ...

    def file(self, file: int) -> FileRow:
        """A live file by its id."""
        ...

    def file_at(self, path: str) -> FileRow | None:
        """A live file by its path."""
        ...

    def files(self) -> Iterable[FileRow]:
        """All live files, by path."""
        ...

    def chunk(self, chunk: int) -> ChunkRow:
        """A live chunk by its id."""
        ...

    def symbols_named(self, name: str) -> list[SymbolRow]:
        """Symbols whose bare name equals ``name`` without regard to case, by path and line."""
        ...

    def symbols_starting_in(self, chunk: int) -> list[SymbolRow]:
        """Symbols whose first line a chunk shows, in file order."""
        ...

    def symbols_in(self, file: int) -> list[SymbolRow]:
        """A file's symbols in file order."""
        ...

    def symbols(self) -> Iterable[SymbolRow]:
        """All live symbols, by path and line."""
        ...
