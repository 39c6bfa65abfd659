"""An index in memory: the whole ``IndexReader`` protocol over dictionaries, for tests and tuning of search.

Files are cut every ``lines`` lines, or where ``MemoryFile.cuts`` says. Segments can be forced with ``segments`` so that
what search does with several runs a term is tested too.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from ploke.model.chunk import pack_counts
from ploke.model.facts import MODULE, Symbol, SymbolKind, Visibility
from ploke.model.index import ChunkRow, FileRow, PathRun, PostingRun, SymbolRow, Totals
from ploke.model.source import Role
from ploke.text.paths import path_terms
from ploke.text.terms import count_terms


@dataclass(frozen=True)
class MemoryFile:
    """A file of a ``MemoryIndex``. ``cuts`` are (first line, last line, symbol id) from 1, empty for every 40 lines."""

    path: str
    text: str
    symbols: tuple[Symbol, ...] = ()
    language: str = "text"
    role: Role = Role.SOURCE
    cuts: tuple[tuple[int, int, int], ...] = ()
    names: tuple[tuple[str, ...], ...] = ()


def symbol(name: str, line: int, kind: SymbolKind = SymbolKind.FUNCTION, end: int = 0, qualified: str = "") -> Symbol:
    """A top-level public symbol at ``line`` (to ``end``) for tests; its spans in bytes and columns are zero."""
    return Symbol(
        name, qualified or name, kind, MODULE, line, end or line, 0, 0, line, 0, name, "", Visibility.PUBLIC, (), (), ()
    )


class _Segment:
    """Some files with their own postings, chunk ids and file ids counted from 0."""

    def __init__(self, first_file: int, first_chunk: int) -> None:
        self.first_file = first_file
        self.first_chunk = first_chunk
        self.postings: dict[str, tuple[array[int], array[int]]] = {}
        self.paths: dict[str, tuple[array[int], array[int]]] = {}
        self.lengths = array("I")
        self.files = array("I")


class MemoryIndex:
    """All of ``files``, live, in generation 1."""

    def __init__(self, files: Iterable[MemoryFile], lines: int = 40, segments: int = 1) -> None:
        ordered = sorted(files, key=lambda file: file.path)
        self._files: list[FileRow] = []
        self._chunks: list[ChunkRow] = []
        self._symbols: list[list[SymbolRow]] = []
        self._segments: list[_Segment] = []
        size = -(-len(ordered) // segments) or 1
        for number, file in enumerate(ordered):
            if number % size == 0:
                self._segments.append(_Segment(number, len(self._chunks)))
            self._add(self._segments[-1], file, lines)
        self._by_path = {row.path: row for row in self._files}
        self._totals = Totals(
            files=len(self._files),
            chunks=len(self._chunks),
            symbols=sum(map(len, self._symbols)),
            references=0,
            problems=0,
            lines=sum(row.lines for row in self._files),
            bytes=sum(row.size for row in self._files),
            length=sum(row.length for row in self._chunks),
        )
        self._named: dict[str, list[SymbolRow]] = {}
        for rows in self._symbols:
            for row in rows:
                self._named.setdefault(row.name.lower(), []).append(row)
        self._vocabulary = sorted({term for segment in self._segments for term in segment.postings})

    def _add(self, segment: _Segment, file: MemoryFile, lines: int) -> None:
        number, first = len(self._files), len(self._chunks)
        text = file.text.split("\n")
        cuts = file.cuts or tuple(
            (at + 1, min(at + lines, len(text)), _owner(file.symbols, at + 1, min(at + lines, len(text))))
            for at in range(0, len(text), lines)
        )
        for at, (start, end, owner) in enumerate(cuts):
            code = count_terms("\n".join(text[start - 1 : end]).encode())
            inside = [row for row in file.symbols if start <= row.name_line <= end]
            names = [row.name for row in inside]
            if owner != MODULE:
                names.append(file.symbols[owner].qualified)
            if file.names:
                names.extend(file.names[at])
            name = count_terms("\n".join(names).encode())
            doc = count_terms("\n".join(row.doc for row in inside).encode())
            length = sum(code.values())
            local = len(segment.lengths)
            for term in sorted(code.keys() | name.keys() | doc.keys()):
                chunks, counts = segment.postings.setdefault(term, (array("I"), array("H")))
                chunks.append(local)
                counts.append(pack_counts(code.get(term, 0), name.get(term, 0), doc.get(term, 0)))
            segment.lengths.append(length)
            segment.files.append(number - segment.first_file)
            shown = file.symbols[owner] if owner != MODULE else None
            row = ChunkRow(
                len(self._chunks),
                number,
                start,
                end,
                length,
                shown.qualified if shown else "",
                shown.kind if shown else "",
            )
            self._chunks.append(row)
        for term, part in path_terms(file.path).items():
            files, parts = segment.paths.setdefault(term, (array("I"), array("B")))
            files.append(number - segment.first_file)
            parts.append(part)
        digest = blake2b(file.text.encode(), digest_size=16).hexdigest()
        chunks = range(first, len(self._chunks))
        self._files.append(
            FileRow(number, file.path, file.language, file.role, digest, len(file.text.encode()), len(text), chunks)
        )
        self._symbols.append(
            [
                SymbolRow(
                    file.path,
                    number,
                    self._chunk_at(chunks, row.name_line),
                    row.name,
                    row.qualified,
                    row.kind,
                    row.visibility,
                    row.start_line,
                    row.end_line,
                    row.signature,
                    declared="declaration" in row.markers,
                )
                for row in file.symbols
            ]
        )

    def _chunk_at(self, chunks: range, line: int) -> int:
        return next((number for number in chunks if self._chunks[number].end_line >= line), chunks.stop - 1)

    @property
    def generation(self) -> int:
        return 1

    @property
    def totals(self) -> Totals:
        return self._totals

    def postings(self, term: str) -> list[PostingRun]:
        runs = []
        for segment in self._segments:
            if term in segment.postings:
                chunks, counts = map(memoryview, segment.postings[term])
                runs.append(
                    PostingRun(
                        segment.first_chunk,
                        segment.first_file,
                        chunks,
                        counts,
                        memoryview(segment.lengths),
                        memoryview(segment.files),
                    )
                )
        return runs

    def path_postings(self, term: str) -> list[PathRun]:
        return [
            PathRun(segment.first_file, *map(memoryview, segment.paths[term]))
            for segment in self._segments
            if term in segment.paths
        ]

    def vocabulary(self, prefix: str) -> Iterator[str]:
        at = bisect_left(self._vocabulary, prefix)
        while at < len(self._vocabulary) and self._vocabulary[at].startswith(prefix):
            yield self._vocabulary[at]
            at += 1

    def file(self, file: int) -> FileRow:
        return self._files[file]

    def file_at(self, path: str) -> FileRow | None:
        return self._by_path.get(path)

    def files(self) -> Iterable[FileRow]:
        return self._files

    def chunk(self, chunk: int) -> ChunkRow:
        return self._chunks[chunk]

    def symbols_named(self, name: str) -> list[SymbolRow]:
        return self._named.get(name.lower(), [])

    def symbols_starting_in(self, chunk: int) -> list[SymbolRow]:
        row = self._chunks[chunk]
        return [each for each in self._symbols[row.file] if row.start_line <= each.start_line <= row.end_line]

    def symbols_in(self, file: int) -> list[SymbolRow]:
        return self._symbols[file]

    def symbols(self) -> Iterable[SymbolRow]:
        return [row for rows in self._symbols for row in rows]


def _owner(symbols: Sequence[Symbol], start: int, end: int) -> int:
    """The symbol that a chunk shows: the first whose name stands in it."""
    return next((number for number, row in enumerate(symbols) if start <= row.name_line <= end), MODULE)
