"""Building segments: batches or older segments to raw columns, raw columns to a segment sorted by path. NumPy.

Raw columns hold files in any order. A file's chunks, symbols and strings are contiguous in them, so sorting by path
moves whole ranges; postings are sorted once, at the end, by (term, chunk).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, count, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ploke.store.batch import Batch
from ploke.store.path_terms import path_terms
from ploke.store.segment import CODES, SECTIONS, Segment

Ints = NDArray[Any]

_FILE_COLUMNS = {
    "languages": np.uint16,
    "roles": np.uint8,
    "sizes": np.uint64,
    "lines": np.uint32,
    "references": np.uint32,
    "problems": np.uint32,
}
_CHUNK_COLUMNS = {"starts": np.uint32, "ends": np.uint32, "lengths": np.uint32, "symbols": np.int32}
_SYMBOL_COLUMNS = {
    "kinds": np.uint8,
    "visibilities": np.uint8,
    "parents": np.int32,
    "starts": np.uint32,
    "ends": np.uint32,
}
_STRINGS = {
    "names": ("name", "symbol_names", "symbol_name_offsets"),
    "qualified": ("qualified", "symbol_qualified", "symbol_qualified_offsets"),
    "signatures": ("signature", "symbol_signatures", "symbol_signature_offsets"),
}
_FILES_A_LOOKUP = 50
_TERM_BITS = 24
_CHUNK_BITS = 24


class SegmentBuilder:
    """Collects files and turns them into one segment. Give it batches, or live files of other segments."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._hashes: list[bytes] = []
        self._codes: dict[str, dict[str, int]] = {name: {} for name in CODES}
        self._parts: dict[str, list[Any]] = {
            name: []
            for name in (
                *(f"file_{name}" for name in (*_FILE_COLUMNS, "chunks", "symbols", "postings")),
                *(f"chunk_{name}" for name in _CHUNK_COLUMNS),
                *(f"symbol_{name}" for name in _SYMBOL_COLUMNS),
                *(f"length_{name}" for name in _STRINGS),
                "posting_terms",
                "posting_chunks",
                "posting_counts",
            )
        }
        self._blobs: dict[str, list[bytes]] = {name: [] for name in _STRINGS}
        self._vocabulary = _Vocabulary()
        self.postings = 0

    @property
    def files(self) -> int:
        """Files collected so far."""
        return len(self._paths)

    def add_batch(self, batch: Batch) -> None:
        """Collect a batch of ingested files."""
        files = batch.files
        contents = [file.content for file in files]
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
            self._part(f"chunk_{name}", batch.chunk(field), _CHUNK_COLUMNS[name])
        self._part("symbol_kinds", self._encode("kinds", batch.symbol("kind")), np.uint8)
        self._part("symbol_visibilities", self._encode("visibilities", batch.symbol("visibility")), np.uint8)
        for name, field in (("parents", "parent"), ("starts", "start_line"), ("ends", "end_line")):
            self._part(f"symbol_{name}", batch.symbol(field), _SYMBOL_COLUMNS[name])
        firsts = list(accumulate(batch.symbol_counts, initial=0))
        for name, (field, _, _) in _STRINGS.items():
            encoded = [string.encode("utf-8", "replace") for string in batch.symbol(field)]
            self._part(f"length_{name}", list(map(len, encoded)), np.int64)
            self._blobs[name] += [b"".join(encoded[first:end]) for first, end in pairwise(firsts)]
        self._add_postings([content.postings for content in contents])

    def _add_postings(self, columns: Sequence[Any]) -> None:
        # A file's terms come once each: files are looked up together, in groups that stay in the processor's cache.
        ids = [
            self._vocabulary.ids(joined.encode("utf-8", "surrogatepass").split(b"\n"))
            for first in range(0, len(columns), _FILES_A_LOOKUP)
            if (
                joined := "\n".join(column.terms for column in columns[first : first + _FILES_A_LOOKUP] if column.terms)
            )
        ]
        per_term = np.frombuffer(b"".join(column.per_term for column in columns), np.uint32)
        self._part("file_postings", [len(column.counts) // 2 for column in columns], np.int64)
        terms = np.repeat(_joined(ids), per_term)
        self.postings += len(terms)
        self._parts["posting_terms"].append(terms)
        self._parts["posting_chunks"].append(np.frombuffer(b"".join(column.chunks for column in columns), np.uint32))
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
        self._paths += [segment.path(file) for file in files]
        self._hashes += [bytes.fromhex(segment.hash(file)) for file in files]
        self._file_columns(
            [segment.languages[code] for code in column["file_languages"][kept].tolist()],
            [segment.roles[code] for code in column["file_roles"][kept].tolist()],
            {name: column[f"file_{name}"][kept] for name in ("sizes", "lines", "references", "problems")},
        )
        chunk_counts = _counts(column["file_chunks"])
        symbol_counts = _counts(column["file_symbols"])
        self._part("file_chunks", chunk_counts[kept], np.int64)
        self._part("file_symbols", symbol_counts[kept], np.int64)
        live_chunks, live_symbols = np.repeat(live, chunk_counts), np.repeat(live, symbol_counts)
        for name in ("starts", "ends", "lengths"):
            self._part(f"chunk_{name}", column[f"chunk_{name}"][live_chunks], np.uint32)
        first_symbols = column["file_symbols"][:-1].astype(np.int32)
        self._part(
            "chunk_symbols", _to_local(column["chunk_symbols"], first_symbols, chunk_counts)[live_chunks], np.int32
        )
        self._part(
            "symbol_parents", _to_local(column["symbol_parents"], first_symbols, symbol_counts)[live_symbols], np.int32
        )
        for name, names in (("kinds", segment.kinds), ("visibilities", segment.visibilities)):
            recode = np.array(self._encode(name, names), np.uint8)
            self._part(f"symbol_{name}", recode[column[f"symbol_{name}"][live_symbols]], np.uint8)
        for name in ("starts", "ends"):
            self._part(f"symbol_{name}", column[f"symbol_{name}"][live_symbols], np.uint32)
        file_symbols = segment.columns["file_symbols"]
        for name, (_, blob, offsets) in _STRINGS.items():
            self._part(f"length_{name}", _counts(column[offsets])[live_symbols], np.int64)
            ends, view = segment.columns[offsets], segment.columns[blob]
            self._blobs[name] += [
                bytes(view[ends[file_symbols[file]] : ends[file_symbols[file + 1]]]) for file in files
            ]
        self._add_segment_postings(segment, column, chunk_counts, live, live_chunks)

    def _add_segment_postings(
        self, segment: Segment, column: dict[str, Ints], chunk_counts: Ints, live: Ints, live_chunks: Ints
    ) -> None:
        ids = self._vocabulary.ids(segment.strings("terms", "term_offsets"))
        chunks = column["posting_chunks"]
        kept = live_chunks[chunks]
        terms = np.repeat(ids, _counts(column["term_posting_offsets"]))[kept]
        chunks = chunks[kept]
        files = column["chunk_files"][chunks]
        # Raw postings go file by file; within a file by any order.
        order = np.argsort(files, kind="stable")
        local = (chunks - column["file_chunks"][files])[order]
        self._part("file_postings", np.bincount(files, minlength=segment.file_count)[live], np.int64)
        self.postings += len(terms)
        self._parts["posting_terms"].append(terms[order])
        self._parts["posting_chunks"].append(local.astype(np.uint32))
        self._parts["posting_counts"].append(column["posting_counts"][kept][order])

    def _file_columns(self, languages: Sequence[str], roles: Sequence[str], numbers: dict[str, Any]) -> None:
        self._part("file_languages", self._encode("languages", languages), np.uint16)
        self._part("file_roles", self._encode("roles", roles), np.uint8)
        for name, values in numbers.items():
            self._part(f"file_{name}", values, _FILE_COLUMNS[name])

    def _encode(self, code: str, names: Iterable[str]) -> list[int]:
        codes = self._codes[code]
        return [codes.setdefault(name, len(codes)) for name in names]

    def _part(self, name: str, values: Any, kind: Any) -> None:
        self._parts[name].append(np.asarray(values, kind))

    def finish(self) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """The sections of the segment and its code names, as ``segment.encode`` takes them."""
        raw = {name: _joined(parts) for name, parts in self._parts.items()}
        self._parts.clear()
        order = np.array(sorted(range(len(self._paths)), key=self._paths.__getitem__), np.int64)
        paths = [self._paths[index] for index in order.tolist()]
        columns: dict[str, Any] = {
            "file_hashes": b"".join([self._hashes[index] for index in order.tolist()]),
            **{f"file_{name}": raw[f"file_{name}"][order] for name in _FILE_COLUMNS},
        }
        columns["file_paths"], columns["file_path_offsets"] = _blob(
            [path.encode("utf-8", "surrogatepass") for path in paths]
        )
        chunk_counts, symbol_counts = raw["file_chunks"][order], raw["file_symbols"][order]
        columns["file_chunks"], columns["file_symbols"] = _offsets(chunk_counts), _offsets(symbol_counts)
        first_symbols = columns["file_symbols"][:-1].astype(np.int32)
        chunks = _ranges(_offsets(raw["file_chunks"])[:-1][order], chunk_counts)
        symbols = _ranges(_offsets(raw["file_symbols"])[:-1][order], symbol_counts)
        columns["chunk_files"] = np.repeat(np.arange(len(paths), dtype=np.uint32), chunk_counts)
        for name in ("starts", "ends", "lengths"):
            columns[f"chunk_{name}"] = raw[f"chunk_{name}"][chunks]
        columns["chunk_symbols"] = _from_local(raw["chunk_symbols"][chunks], first_symbols, chunk_counts)
        for name in ("kinds", "visibilities", "starts", "ends"):
            columns[f"symbol_{name}"] = raw[f"symbol_{name}"][symbols]
        columns["symbol_parents"] = _from_local(raw["symbol_parents"][symbols], first_symbols, symbol_counts)
        for name, (_, blob, offsets) in _STRINGS.items():
            blobs = self._blobs[name]
            columns[blob] = b"".join([blobs[index] for index in order.tolist()])
            columns[offsets] = _offsets(raw[f"length_{name}"][symbols])
        columns |= _name_lookup(columns["symbol_names"], columns["symbol_name_offsets"])
        columns |= self._postings(raw, order, columns["file_chunks"])
        columns |= _path_postings(paths)
        return {name: columns[name] for name in SECTIONS}, {name: list(codes) for name, codes in self._codes.items()}

    def _postings(self, raw: dict[str, Ints], order: Ints, file_chunks: Ints) -> dict[str, Any]:
        first_chunks = np.empty(len(order), np.int64)
        first_chunks[order] = file_chunks[:-1]
        chunks = raw["posting_chunks"] + np.repeat(first_chunks, raw["file_postings"]).astype(np.uint32)
        texts, rank = self._vocabulary.sorted()
        terms, chunks, counts = _sorted_postings(
            rank[raw["posting_terms"]], chunks, raw["posting_counts"], len(texts), int(file_chunks[-1])
        )
        per_term = np.bincount(terms, minlength=len(texts))
        if not per_term.all():
            texts = [text for text, used in zip(texts, per_term.tolist(), strict=True) if used]
            per_term = per_term[per_term > 0]
        blob, offsets = _blob(texts)
        return {
            "terms": blob,
            "term_offsets": offsets,
            "term_posting_offsets": _offsets(per_term),
            "posting_chunks": chunks,
            "posting_counts": counts,
        }


class _Vocabulary:
    """Strings, as UTF-8, to ids in order of first appearance."""

    def __init__(self) -> None:
        self._ids: defaultdict[bytes, int] = defaultdict(count().__next__)

    def ids(self, texts: Sequence[bytes]) -> Ints:
        return np.fromiter(map(self._ids.__getitem__, texts), np.uint32, len(texts))

    def sorted(self) -> tuple[list[bytes], Ints]:
        """All strings ascending, and each id's place among them."""
        texts = sorted(self._ids)
        rank = np.empty(len(texts), np.uint32)
        rank[self.ids(texts)] = np.arange(len(texts), dtype=np.uint32)
        return texts, rank


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _offsets(counts: Ints) -> Ints:
    offsets = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    if offsets[-1] > np.iinfo(np.uint32).max:
        raise OverflowError("a read segment outgrew 4 GiB")
    return offsets.astype(np.uint32)


def _counts(offsets: Ints) -> Ints:
    wide = offsets.astype(np.int64)
    return wide[1:] - wide[:-1]


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """Indices of ranges, one after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    shifts: Ints = starts.astype(np.int64) - (ends - lengths)
    indices: Ints = np.arange(total) + np.repeat(shifts, lengths)
    return indices


def _to_local(ids: Ints, first: Ints, counts: Ints) -> Ints:
    return np.where(ids < 0, ids, ids - np.repeat(first, counts))


def _from_local(ids: Ints, first: Ints, counts: Ints) -> Ints:
    return np.where(ids < 0, ids, ids + np.repeat(first, counts)).astype(np.int32)


def _blob(strings: Sequence[bytes]) -> tuple[bytes, Ints]:
    return b"".join(strings), _offsets(np.fromiter(map(len, strings), np.int64, len(strings)))


def _sorted_postings(
    terms: Ints, chunks: Ints, counts: Ints, term_count: int, chunk_count: int
) -> tuple[Ints, Ints, Ints]:
    """Postings by (term, chunk). A sort of plain 64-bit numbers is several times faster than one of indices."""
    if term_count < 1 << _TERM_BITS and chunk_count < 1 << _CHUNK_BITS:
        keys = terms.astype(np.uint64) << np.uint64(40) | chunks.astype(np.uint64) << np.uint64(16) | counts
        keys.sort()
        return (
            (keys >> np.uint64(40)).astype(np.uint32),
            (keys >> np.uint64(16)).astype(np.uint32) & np.uint32((1 << _CHUNK_BITS) - 1),
            keys.astype(np.uint16),
        )
    order = np.lexsort((chunks, terms))
    return terms[order], chunks[order].astype(np.uint32), counts[order]


def _name_lookup(blob: bytes, offsets: Ints) -> dict[str, Any]:
    ends = offsets.tolist()
    vocabulary = _Vocabulary()
    ids = vocabulary.ids([blob[first:end].decode().casefold().encode() for first, end in pairwise(ends)])
    names, symbols, name_offsets = _grouped(vocabulary, ids)
    keys, key_offsets = _blob(names)
    return {
        "names": keys,
        "name_offsets": key_offsets,
        "name_symbol_offsets": name_offsets,
        "name_symbols": symbols.astype(np.uint32),
    }


def _path_postings(paths: Sequence[str]) -> dict[str, Any]:
    of_file = [path_terms(path) for path in paths]
    vocabulary = _Vocabulary()
    ids = vocabulary.ids([term.encode("utf-8", "surrogatepass") for terms in of_file for term in terms])
    files = np.repeat(np.arange(len(paths), dtype=np.uint32), np.fromiter(map(len, of_file), np.int64, len(paths)))
    parts = np.fromiter(chain.from_iterable(terms.values() for terms in of_file), np.uint8, len(ids))
    terms, order, posting_offsets = _grouped(vocabulary, ids)
    blob, offsets = _blob(terms)
    return {
        "path_terms": blob,
        "path_term_offsets": offsets,
        "path_posting_offsets": posting_offsets,
        "path_posting_files": files[order],
        "path_posting_parts": parts[order],
    }


def _grouped(vocabulary: _Vocabulary, ids: Ints) -> tuple[list[bytes], Ints, Ints]:
    """The strings ascending, the places of each one's ids, ascending, and where each one's places start."""
    texts, rank = vocabulary.sorted()
    ranks = rank[ids]
    return texts, np.argsort(ranks, kind="stable"), _offsets(np.bincount(ranks, minlength=len(texts)))
