"""The read index: one generation's answers out of mapped segments, with the standard library alone (invariant 6).

A file that was replaced or removed is dead in its old segment. Files lie by path and their chunks by file, so what is
dead is a few ranges, and a term's live chunks are the runs between them: found by bisection, never copied, and their
lengths are the exact document frequencies.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from ploke.errors import DamagedIndexError
from ploke.model.facts import SymbolKind, Visibility
from ploke.model.index import ChunkRow, FileRow, PathRun, PostingRun, SymbolRow, Totals
from ploke.model.source import Role
from ploke.store.graph_segment import GraphSegment
from ploke.store.layout import SEGMENTS, lease_path, segment_path
from ploke.store.locks import Lease, take_lease
from ploke.store.manifest import Manifest, SegmentEntry, manifest_stamp, read_manifest
from ploke.store.sections import FileSections, Liveness, SegmentDamagedError
from ploke.store.segment import Segment
from ploke.store.trust import is_intact, is_same_boot
from ploke.store.world_segment import WorldSegment

if TYPE_CHECKING:
    from ploke.store.graph_view import StoredGraphView

_S = TypeVar("_S", bound=FileSections)
_OPEN_ATTEMPTS = 20


class _Part:
    """A segment with its place in the reader: where its ids start and which of its rows are dead."""

    __slots__ = ("dead_chunks", "dead_files", "first_chunk", "first_file", "live", "segment")

    def __init__(self, segment: Segment, dead: Sequence[tuple[int, int]], first_file: int, first_chunk: int) -> None:
        self.segment = segment
        self.first_file = first_file
        self.first_chunk = first_chunk
        self.live = Liveness(dead)
        chunks = segment.columns["file_chunks"]
        self.dead_files = (self.live.firsts, self.live.ends)
        self.dead_chunks = ([chunks[first] for first, _ in dead], [chunks[end] for _, end in dead])

    def is_live(self, file: int) -> bool:
        return self.live.has(file)

    def live_files(self) -> Iterator[int]:
        for first, end in self.live.runs(0, self.segment.file_count):
            yield from range(first, end)


class Reader:
    """One generation, pinned: implements ``ploke.model.index.IndexReader``. A context manager.

    File and chunk ids count through the segments in the manifest's order. Opened with ``open_reader``.
    """

    def __init__(
        self, manifest: Manifest, segments: Sequence[Segment], lease: Lease | None, index_dir: Path | None = None
    ) -> None:
        self.manifest = manifest
        self._lease = lease
        self._index_dir = index_dir
        self._graph: tuple[list[GraphSegment], StoredGraphView] | None = None
        self._parts: list[_Part] = []
        files = chunks = 0
        for entry, segment in zip(manifest.segments, segments, strict=True):
            self._parts.append(_Part(segment, entry.dead, files, chunks))
            files += segment.file_count
            chunks += segment.chunk_count
        self._first_files = [part.first_file for part in self._parts]
        self._first_chunks = [part.first_chunk for part in self._parts]

    @property
    def generation(self) -> int:
        """The number of the generation that is read."""
        return self.manifest.generation

    @property
    def totals(self) -> Totals:
        """Exact totals over live files."""
        return self.manifest.totals

    @property
    def graph(self) -> StoredGraphView:
        """The generation's graph; it closes with the reader. Raises ``SegmentDamagedError``."""
        if self._graph is None:
            from ploke.store.graph_view import StoredGraphView

            assert self._index_dir is not None
            segments = open_graph_segments(self._index_dir, self.manifest)
            live = [Liveness(entry.dead) for entry in self.manifest.graph]
            parts = [(part.segment, part.live) for part in self._parts]
            view = StoredGraphView(self.generation, parts, list(zip(segments, live, strict=True)))
            self._graph = segments, view
        return self._graph[1]

    def close(self) -> None:
        """Unmap the segments and let go of the generation."""
        if self._graph is not None:
            for segment in self._graph[0]:
                segment.close()
            self._graph = None
        for part in self._parts:
            part.segment.close()
        self._parts = []
        if self._lease is not None:
            self._lease.release()

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def postings(self, term: str) -> list[PostingRun]:
        """Runs of chunks holding ``term``; document frequency is the sum of their lengths."""
        key = term.encode("utf-8", "surrogatepass")
        runs = []
        for part in self._parts:
            segment = part.segment
            index = segment.find("terms", "term_offsets", key)
            if index < 0:
                continue
            columns = segment.columns
            offsets = columns["term_posting_offsets"]
            chunks, counts = columns["posting_chunks"], columns["posting_counts"]
            lengths, files = columns["chunk_lengths"], columns["chunk_files"]
            runs += [
                PostingRun(part.first_chunk, part.first_file, chunks[first:end], counts[first:end], lengths, files)
                for first, end in _live_runs(chunks, offsets[index], offsets[index + 1], *part.dead_chunks)
            ]
        return runs

    def path_postings(self, term: str) -> list[PathRun]:
        """Runs of files whose path holds ``term``."""
        key = term.encode("utf-8", "surrogatepass")
        runs = []
        for part in self._parts:
            segment = part.segment
            index = segment.find("path_terms", "path_term_offsets", key)
            if index < 0:
                continue
            offsets = segment.columns["path_posting_offsets"]
            files, parts = segment.columns["path_posting_files"], segment.columns["path_posting_parts"]
            runs += [
                PathRun(part.first_file, files[first:end], parts[first:end])
                for first, end in _live_runs(files, offsets[index], offsets[index + 1], *part.dead_files)
            ]
        return runs

    def vocabulary(self, prefix: str) -> Iterator[str]:
        """Terms that start with ``prefix``, ascending, each once; a term may have no live posting left."""
        key = prefix.encode("utf-8", "surrogatepass")
        last = None
        for term in merge(*(part.segment.from_prefix("terms", "term_offsets", key) for part in self._parts)):
            if term != last:
                yield term
                last = term

    def file(self, file: int) -> FileRow:
        """A live file by its id."""
        return self._file_row(self._part_of(self._first_files, file), file)

    def file_at(self, path: str) -> FileRow | None:
        """A live file by its path."""
        part, local = self._find(path)
        return None if part is None else self._file_row(part, part.first_file + local)

    def files(self) -> Iterator[FileRow]:
        """All live files, by path."""
        for _, part, local in self._by_path():
            yield self._file_row(part, part.first_file + local)

    def chunk(self, chunk: int) -> ChunkRow:
        """A live chunk by its id."""
        part = self._part_of(self._first_chunks, chunk)
        local = chunk - part.first_chunk
        segment, columns = part.segment, part.segment.columns
        symbol = columns["chunk_symbols"][local]
        return ChunkRow(
            chunk,
            part.first_file + columns["chunk_files"][local],
            columns["chunk_starts"][local],
            columns["chunk_ends"][local],
            columns["chunk_lengths"][local],
            segment.text("symbol_qualified", "symbol_qualified_offsets", symbol) if symbol >= 0 else "",
            segment.kinds[columns["symbol_kinds"][symbol]] if symbol >= 0 else "",
        )

    def symbols_named(self, name: str) -> list[SymbolRow]:
        """Symbols whose bare name equals ``name`` without regard to case, by path and line."""
        folded = name.casefold()
        found = []
        for part in self._parts:
            for symbol in part.segment.name_symbols(folded):
                file = part.segment.file_of_symbol(symbol)
                if part.is_live(file):
                    found.append(self._symbol_row(part, file, symbol))
        return sorted(found, key=lambda row: row.path)

    def symbols_starting_in(self, chunk: int) -> list[SymbolRow]:
        """Symbols whose first line a chunk shows, in file order."""
        part = self._part_of(self._first_chunks, chunk)
        columns = part.segment.columns
        local = chunk - part.first_chunk
        file = columns["chunk_files"][local]
        starts, symbols = columns["symbol_starts"], columns["file_symbols"]
        first = bisect_left(starts, columns["chunk_starts"][local], symbols[file], symbols[file + 1])
        end = bisect_right(starts, columns["chunk_ends"][local], first, symbols[file + 1])
        return [self._symbol_row(part, file, symbol) for symbol in range(first, end)]

    def symbols_in(self, file: int) -> list[SymbolRow]:
        """A file's symbols in file order."""
        part = self._part_of(self._first_files, file)
        return list(self._symbols_of(part, file - part.first_file))

    def symbols(self) -> Iterator[SymbolRow]:
        """All live symbols, by path and line."""
        for _, part, local in self._by_path():
            yield from self._symbols_of(part, local)

    def hashes(self) -> dict[str, str]:
        """Every live file's content hash by path."""
        return {path: part.segment.hash(local) for path, part, local in self._by_path()}

    def _find(self, path: str) -> tuple[_Part | None, int]:
        key = path.encode("utf-8", "surrogatepass")
        for part in reversed(self._parts):
            local = part.segment.find("file_paths", "file_path_offsets", key)
            if local >= 0 and part.is_live(local):
                return part, local
        return None, -1

    def _by_path(self) -> Iterator[tuple[str, _Part, int]]:
        def walk(part: _Part) -> Iterator[tuple[str, _Part, int]]:
            return ((part.segment.path(local), part, local) for local in part.live_files())

        if len(self._parts) == 1:
            return walk(self._parts[0])
        return merge(*map(walk, self._parts), key=lambda found: found[0])

    def _part_of(self, firsts: Sequence[int], number: int) -> _Part:
        return self._parts[bisect_right(firsts, number) - 1]

    def _file_row(self, part: _Part, file: int) -> FileRow:
        local = file - part.first_file
        segment, columns = part.segment, part.segment.columns
        chunks = columns["file_chunks"]
        return FileRow(
            file,
            segment.path(local),
            segment.languages[columns["file_languages"][local]],
            Role(segment.roles[columns["file_roles"][local]]),
            segment.hash(local),
            columns["file_sizes"][local],
            columns["file_lines"][local],
            range(part.first_chunk + chunks[local], part.first_chunk + chunks[local + 1]),
        )

    def _symbols_of(self, part: _Part, file: int) -> Iterator[SymbolRow]:
        symbols = part.segment.columns["file_symbols"]
        return (self._symbol_row(part, file, symbol) for symbol in range(symbols[file], symbols[file + 1]))

    def _symbol_row(self, part: _Part, file: int, symbol: int) -> SymbolRow:
        segment, columns = part.segment, part.segment.columns
        start = columns["symbol_starts"][symbol]
        chunks = columns["file_chunks"]
        # The last chunk that starts at or before the symbol shows its first line.
        chunk = bisect_right(columns["chunk_starts"], start, chunks[file], chunks[file + 1]) - 1
        return SymbolRow(
            segment.path(file),
            part.first_file + file,
            part.first_chunk + max(chunk, chunks[file]),
            segment.text("symbol_names", "symbol_name_offsets", symbol),
            segment.text("symbol_qualified", "symbol_qualified_offsets", symbol),
            SymbolKind(segment.kinds[columns["symbol_kinds"][symbol]]),
            Visibility(segment.visibilities[columns["symbol_visibilities"][symbol]]),
            start,
            columns["symbol_ends"][symbol],
            segment.text("symbol_signatures", "symbol_signature_offsets", symbol),
            declared=bool(columns["symbol_declared"][symbol]),
        )


def _live_runs(
    ids: Sequence[int], first: int, end: int, dead_firsts: Sequence[int], dead_ends: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Ranges of ``ids[first:end]``, which ascend, that no dead range covers. Dead ranges between are skipped unseen."""
    while first < end:
        dead = bisect_right(dead_ends, ids[first])
        if dead == len(dead_ends):
            yield first, end
            return
        stop = bisect_left(ids, dead_firsts[dead], first, end)
        if stop > first:
            yield first, stop
        first = bisect_left(ids, dead_ends[dead], stop, end)


def open_reader(index_dir: Path) -> Reader:
    """Pin the current generation and read it.

    Raises what ``read_manifest`` raises, and ``SegmentDamagedError`` where a segment fails its checks: then
    ``rebuild_read_index`` restores it from the tables.
    """
    for _ in range(_OPEN_ATTEMPTS):
        stamp = manifest_stamp(index_dir)
        manifest = read_manifest(index_dir)
        lease = take_lease(lease_path(index_dir, manifest.revision))
        try:
            reader = Reader(manifest, open_segments(index_dir, manifest), lease, index_dir)
        except DamagedIndexError:
            # Files of a revision that was just replaced may be gone: only the current one counts as damaged.
            if lease is not None:
                lease.release()
            if manifest_stamp(index_dir) == stamp:
                raise
            continue
        # A lease taken while its revision is still current is seen by every later cleanup.
        if manifest_stamp(index_dir) == stamp:
            return reader
        reader.close()
    raise DamagedIndexError(f"The index in {index_dir} keeps changing.", "Try again.")


def open_segments(index_dir: Path, manifest: Manifest) -> list[Segment]:
    """Map a manifest's segments, checked. Raises ``SegmentDamagedError``."""
    return _open_checked(index_dir, manifest, Segment, manifest.segments)


def open_world(index_dir: Path, manifest: Manifest) -> list[WorldSegment]:
    """Map a manifest's segments of the world, checked. Raises ``SegmentDamagedError``."""
    return _open_checked(index_dir, manifest, WorldSegment, manifest.world)


def open_graph_segments(index_dir: Path, manifest: Manifest) -> list[GraphSegment]:
    """Map a manifest's segments of the graph, checked. Raises ``SegmentDamagedError``."""
    return _open_checked(index_dir, manifest, GraphSegment, manifest.graph)


def is_read_index_intact(index_dir: Path, manifest: Manifest) -> bool:
    """Whether all segments are what was committed."""
    same_boot = is_same_boot(manifest)
    return all(_is_intact(index_dir, manifest, name, same_boot) for name in manifest.read_index)


def _is_intact(index_dir: Path, manifest: Manifest, name: str, same_boot: bool) -> bool:
    recorded = manifest.stored.get(f"{SEGMENTS}/{name}")
    return recorded is not None and is_intact(str(segment_path(index_dir, name)), recorded, same_boot)


def _open_checked(index_dir: Path, manifest: Manifest, kind: type[_S], entries: Sequence[SegmentEntry]) -> list[_S]:
    same_boot = is_same_boot(manifest)
    for entry in entries:
        if not _is_intact(index_dir, manifest, entry.name, same_boot):
            raise SegmentDamagedError(entry.name)
    return [kind.open(segment_path(index_dir, entry.name)) for entry in entries]


def known_hashes(index_dir: Path, paths: Collection[str] | None = None) -> dict[str, str]:
    """Content hash by path of the current generation's files, or of those at or below ``paths`` alone.

    Raises as ``open_reader``.
    """
    with open_reader(index_dir) as reader:
        if paths is None:
            return reader.hashes()
        rows = ((path, reader.file_at(path)) for path in paths)
        found = {path: row.hash for path, row in rows if row is not None}
        folders = tuple(f"{path}/" for path in paths if path not in found)
        if folders:
            found.update((path, digest) for path, digest in reader.hashes().items() if path.startswith(folders))
        return found
