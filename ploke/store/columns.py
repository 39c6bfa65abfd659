"""Collecting what a segment is made of, batch by batch: new files, or the live files of older segments. NumPy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np

from ploke.model.ingested import PostingColumns
from ploke.model.node_ids import file_key
from ploke.store.arrange import CHUNK_COLUMNS, FILE_COLUMNS, STRINGS, SYMBOL_COLUMNS, RawColumns, arrange
from ploke.store.arrays import Ints, Vocabulary, counts_of, joined, offsets_of, to_local
from ploke.store.batch import Batch
from ploke.store.segment import CODES, Segment

_FILES_A_LOOKUP = 50


def _marks(batch: Batch) -> list[str]:
    return [
        "\0".join((" ".join(markers), *decorators)) if markers or decorators else ""
        for markers, decorators in zip(batch.symbol("markers"), batch.symbol("decorators"), strict=True)
    ]


class SegmentBuilder:
    """Collects files and turns them into one segment. Give it batches, or live files of other segments."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._hashes: list[bytes] = []
        self._codes: dict[str, dict[str, int]] = {name: {} for name in CODES}
        self._parts: dict[str, list[Any]] = {
            name: []
            for name in (
                *(f"file_{name}" for name in (*FILE_COLUMNS, "chunks", "symbols", "postings")),
                *(f"chunk_{name}" for name in CHUNK_COLUMNS),
                *(f"symbol_{name}" for name in SYMBOL_COLUMNS),
                *(f"length_{name}" for name in STRINGS),
                "posting_terms",
                "posting_chunks",
                "posting_counts",
                "key_values",
                "key_files",
                "key_locals",
            )
        }
        self._blobs: dict[str, list[bytes]] = {name: [] for name in STRINGS}
        self._vocabulary = Vocabulary()
        self.weight = 0

    @property
    def files(self) -> int:
        """Files collected so far."""
        return len(self._paths)

    def add_batch(self, batch: Batch) -> None:
        """Collect a batch of ingested files."""
        files = batch.files
        contents = [file.content for file in files]
        self._add_keys(batch)
        self._paths += [file.path for file in files]
        self._hashes += [bytes.fromhex(content.hash) for content in contents]
        self._file_columns(
            [content.language for content in contents],
            [file.role for file in files],
            {
                name: [getattr(content, name.removesuffix("s") if name == "sizes" else name) for content in contents]
                for name in ("sizes", "lines", "references", "problems")
            },
        )
        self._part("file_chunks", batch.chunk_counts, np.int64)
        self._part("file_symbols", batch.symbol_counts, np.int64)
        for name, field in (
            ("starts", "start_line"),
            ("ends", "end_line"),
            ("lengths", "length"),
            ("symbols", "symbol"),
        ):
            self._part(f"chunk_{name}", batch.chunk(field), CHUNK_COLUMNS[name])
        self._part("symbol_kinds", self._encode("kinds", batch.symbol("kind")), np.uint8)
        self._part("symbol_visibilities", self._encode("visibilities", batch.symbol("visibility")), np.uint8)
        self._part("symbol_declared", ["declaration" in markers for markers in batch.symbol("markers")], np.uint8)
        for name, field in (
            ("parents", "parent"),
            ("starts", "start_line"),
            ("ends", "end_line"),
            ("name_lines", "name_line"),
        ):
            self._part(f"symbol_{name}", batch.symbol(field), SYMBOL_COLUMNS[name])
        firsts = list(accumulate(batch.symbol_counts, initial=0))
        for name, (field, _, _) in STRINGS.items():
            texts = _marks(batch) if field == "marks" else batch.symbol(field)
            encoded = [text.encode("utf-8", "replace") for text in texts]
            self._part(f"length_{name}", list(map(len, encoded)), np.int64)
            self._blobs[name] += [b"".join(encoded[first:end]) for first, end in pairwise(firsts)]
        self._add_postings([content.postings for content in contents], batch.chunk_counts)

    def _add_keys(self, batch: Batch) -> None:
        files = np.fromiter((file_key(file.path) for file in batch.files), np.uint64, len(batch.files))
        of_symbols = [file.content.summary.symbol_keys for file in batch.files]
        counts = np.array([len(keys) // 8 for keys in of_symbols], np.int64)
        numbers = np.arange(len(files)) + self.files
        starts = offsets_of(counts)[:-1]
        self._part("key_values", files, np.uint64)
        self._part("key_files", numbers, np.int64)
        self._part("key_locals", np.zeros(len(files)), np.int64)
        self._part("key_values", np.frombuffer(b"".join(of_symbols), np.uint64) ^ np.repeat(files, counts), np.uint64)
        self._part("key_files", np.repeat(numbers, counts), np.int64)
        self._part("key_locals", np.arange(counts.sum()) - np.repeat(starts, counts) + 1, np.int64)

    def _add_postings(self, columns: Sequence[PostingColumns], chunk_counts: Sequence[int]) -> None:
        # A file's terms come once each: files are looked up together, in groups that stay in the processor's cache.
        ids = []
        for first in range(0, len(columns), _FILES_A_LOOKUP):
            group = "\n".join(column.terms for column in columns[first : first + _FILES_A_LOOKUP] if column.terms)
            if group:
                ids.append(self._vocabulary.ids(group.encode("utf-8", "surrogatepass").split(b"\n")))
        numbers = np.frombuffer(b"".join(column.numbers for column in columns), np.uint32)
        per_chunk = np.frombuffer(b"".join(column.per_chunk for column in columns), np.uint32)
        per_file = np.array([len(column.counts) // 2 for column in columns], np.int64)
        term_counts = [column.terms.count("\n") + bool(column.terms) for column in columns]
        terms_before = offsets_of(np.array(term_counts, np.int64))
        in_file = np.array(chunk_counts, np.int64)
        chunks = np.arange(len(per_chunk), dtype=np.uint32) - np.repeat(offsets_of(in_file)[:-1], in_file)
        self._part("file_postings", per_file, np.int64)
        self.weight += len(numbers)
        self._parts["posting_terms"].append(joined(ids)[numbers + np.repeat(terms_before[:-1], per_file)])
        self._parts["posting_chunks"].append(np.repeat(chunks, per_chunk))
        self._parts["posting_counts"].append(np.frombuffer(b"".join(column.counts for column in columns), np.uint16))

    def add_segment(self, segment: Segment, dead: Sequence[tuple[int, int]]) -> None:
        """Collect a segment's live files."""
        live = np.ones(segment.file_count, bool)
        for first, end in dead:
            live[first:end] = False
        kept = np.flatnonzero(live)
        column = {name: np.frombuffer(view, view.format) for name, view in segment.columns.items() if len(view)}
        column |= {name: np.empty(0, view.format) for name, view in segment.columns.items() if not len(view)}
        files = kept.tolist()
        self._add_segment_keys(column, live)
        self._paths += [segment.path(file) for file in files]
        self._hashes += [bytes.fromhex(segment.hash(file)) for file in files]
        self._file_columns(
            [segment.languages[code] for code in column["file_languages"][kept].tolist()],
            [segment.roles[code] for code in column["file_roles"][kept].tolist()],
            {name: column[f"file_{name}"][kept] for name in ("sizes", "lines", "references", "problems")},
        )
        chunk_counts = counts_of(column["file_chunks"])
        symbol_counts = counts_of(column["file_symbols"])
        self._part("file_chunks", chunk_counts[kept], np.int64)
        self._part("file_symbols", symbol_counts[kept], np.int64)
        live_chunks, live_symbols = np.repeat(live, chunk_counts), np.repeat(live, symbol_counts)
        for name in ("starts", "ends", "lengths"):
            self._part(f"chunk_{name}", column[f"chunk_{name}"][live_chunks], np.uint32)
        first_symbols = column["file_symbols"][:-1].astype(np.int32)
        self._part(
            "chunk_symbols", to_local(column["chunk_symbols"], first_symbols, chunk_counts)[live_chunks], np.int32
        )
        self._part(
            "symbol_parents", to_local(column["symbol_parents"], first_symbols, symbol_counts)[live_symbols], np.int32
        )
        for name, names in (("kinds", segment.kinds), ("visibilities", segment.visibilities)):
            recode = np.array(self._encode(name, names), np.uint8)
            self._part(f"symbol_{name}", recode[column[f"symbol_{name}"][live_symbols]], np.uint8)
        self._part("symbol_declared", column["symbol_declared"][live_symbols], np.uint8)
        for name in ("starts", "ends", "name_lines"):
            self._part(f"symbol_{name}", column[f"symbol_{name}"][live_symbols], np.uint32)
        file_symbols = segment.columns["file_symbols"]
        for name, (_, blob, offsets) in STRINGS.items():
            self._part(f"length_{name}", counts_of(column[offsets])[live_symbols], np.int64)
            ends, view = segment.columns[offsets], segment.columns[blob]
            self._blobs[name] += [
                bytes(view[ends[file_symbols[file]] : ends[file_symbols[file + 1]]]) for file in files
            ]
        self._add_segment_postings(segment, column, chunk_counts, live, live_chunks)

    def _add_segment_keys(self, column: dict[str, Ints], live: Ints) -> None:
        first_nodes = column["file_symbols"][:-1] + np.arange(len(live))
        files = np.searchsorted(first_nodes, column["node_numbers"], "right") - 1
        kept = live[files]
        files = files[kept]
        self._part("key_values", column["node_keys"][kept], np.uint64)
        self._part("key_files", self.files + np.cumsum(live)[files] - 1, np.int64)
        self._part("key_locals", column["node_numbers"][kept] - first_nodes[files], np.int64)

    def _add_segment_postings(
        self, segment: Segment, column: dict[str, Ints], chunk_counts: Ints, live: Ints, live_chunks: Ints
    ) -> None:
        ids = self._vocabulary.ids(segment.strings("terms", "term_offsets"))
        chunks = column["posting_chunks"]
        kept = live_chunks[chunks]
        terms = np.repeat(ids, counts_of(column["term_posting_offsets"]))[kept]
        chunks = chunks[kept]
        files = column["chunk_files"][chunks]
        # Raw postings go file by file; within a file by any order.
        order = np.argsort(files, kind="stable")
        local = (chunks - column["file_chunks"][files])[order]
        self._part("file_postings", np.bincount(files, minlength=segment.file_count)[live], np.int64)
        self.weight += len(terms)
        self._parts["posting_terms"].append(terms[order])
        self._parts["posting_chunks"].append(local.astype(np.uint32))
        self._parts["posting_counts"].append(column["posting_counts"][kept][order])

    def _file_columns(self, languages: Sequence[str], roles: Sequence[str], numbers: dict[str, Any]) -> None:
        self._part("file_languages", self._encode("languages", languages), np.uint16)
        self._part("file_roles", self._encode("roles", roles), np.uint8)
        for name, values in numbers.items():
            self._part(f"file_{name}", values, FILE_COLUMNS[name])

    def _encode(self, code: str, names: Iterable[str]) -> list[int]:
        codes = self._codes[code]
        return [codes.setdefault(name, len(codes)) for name in names]

    def _part(self, name: str, values: Any, kind: Any) -> None:
        self._parts[name].append(np.asarray(values, kind))

    def finish(self) -> list[Any]:
        """The segment as buffers to be written one after the other. The builder is spent."""
        # One column at a time, so that little is there twice.
        numbers = {name: joined(self._parts.pop(name)) for name in list(self._parts)}
        raw = RawColumns(self._paths, self._hashes, numbers, self._blobs, self._vocabulary)
        return Segment.encode(arrange(raw), {name: list(codes) for name, codes in self._codes.items()})
