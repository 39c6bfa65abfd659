"""From raw columns, which hold files in any order, to a segment's sections, sorted by path. NumPy.

A file's chunks, symbols and strings are contiguous in raw columns, so sorting by path moves whole ranges; postings are
sorted once, by (term, chunk).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np

from ploke.store.arrays import Ints, Vocabulary, from_local, narrowed, offsets_of, pack, ranges
from ploke.store.segment import NARROWED, SECTIONS
from ploke.text.paths import path_terms

FILE_COLUMNS = {
    "languages": np.uint16,
    "roles": np.uint8,
    "sizes": np.uint64,
    "lines": np.uint32,
    "references": np.uint32,
    "problems": np.uint32,
}
CHUNK_COLUMNS = {"starts": np.uint32, "ends": np.uint32, "lengths": np.uint32, "symbols": np.int32}
SYMBOL_COLUMNS = {
    "kinds": np.uint8,
    "visibilities": np.uint8,
    "declared": np.uint8,
    "parents": np.int32,
    "starts": np.uint32,
    "ends": np.uint32,
    "name_lines": np.uint32,
}
STRINGS = {
    "names": ("name", "symbol_names", "symbol_name_offsets"),
    "qualified": ("qualified", "symbol_qualified", "symbol_qualified_offsets"),
    "signatures": ("signature", "symbol_signatures", "symbol_signature_offsets"),
    "marks": ("marks", "symbol_marks", "symbol_mark_offsets"),
}
_WORTH_A_THREAD = 200_000
_TERM_BITS = 24
_CHUNK_BITS = 24


@dataclass(frozen=True, slots=True)
class RawColumns:
    """Files in any order. ``paths``, ``hashes`` and the lists in ``blobs`` have an entry a file.

    ``numbers`` holds the columns named in this module under ``file_``, ``chunk_`` and ``symbol_``; with an entry a file
    ``file_chunks``, ``file_symbols`` and ``file_postings``, which count; with an entry a symbol ``length_`` and a name
    of ``STRINGS``, lengths in bytes; and, file after file, ``posting_terms`` (ids of ``vocabulary``),
    ``posting_chunks`` and ``posting_counts``. Symbol and chunk ids are local to their file. ``key_values``,
    ``key_files`` (places in ``paths``) and ``key_locals`` (0 for the file, then its symbols) are keys of nodes in any
    order.
    """

    paths: list[str]
    hashes: list[bytes]
    numbers: dict[str, Ints]
    blobs: dict[str, list[bytes]]
    vocabulary: Vocabulary


def arrange(raw: RawColumns) -> dict[str, Any]:
    """A contiguous buffer for every name in ``segment.SECTIONS``."""
    numbers = raw.numbers
    order = np.array(sorted(range(len(raw.paths)), key=raw.paths.__getitem__), np.int64)
    paths = [raw.paths[index] for index in order.tolist()]
    columns: dict[str, Any] = {
        "file_hashes": b"".join([raw.hashes[index] for index in order.tolist()]),
        **{f"file_{name}": numbers[f"file_{name}"][order] for name in FILE_COLUMNS},
    }
    columns["file_paths"], columns["file_path_offsets"] = pack(
        [path.encode("utf-8", "surrogatepass") for path in paths]
    )
    chunk_counts, symbol_counts = numbers["file_chunks"][order], numbers["file_symbols"][order]
    columns["file_chunks"], columns["file_symbols"] = offsets_of(chunk_counts), offsets_of(symbol_counts)
    first_symbols = columns["file_symbols"][:-1].astype(np.int32)
    chunks = ranges(offsets_of(numbers["file_chunks"])[:-1][order], chunk_counts)
    symbols = ranges(offsets_of(numbers["file_symbols"])[:-1][order], symbol_counts)
    columns["chunk_files"] = np.repeat(np.arange(len(paths), dtype=np.uint32), chunk_counts)
    for name in ("starts", "ends", "lengths"):
        columns[f"chunk_{name}"] = numbers[f"chunk_{name}"][chunks]
    columns["chunk_symbols"] = from_local(numbers["chunk_symbols"][chunks], first_symbols, chunk_counts)
    for name in ("kinds", "visibilities", "declared", "starts", "ends", "name_lines"):
        columns[f"symbol_{name}"] = numbers[f"symbol_{name}"][symbols]
    columns["symbol_parents"] = from_local(numbers["symbol_parents"][symbols], first_symbols, symbol_counts)
    for name, (_, blob, offsets) in STRINGS.items():
        blobs = raw.blobs[name]
        columns[blob] = b"".join([blobs[index] for index in order.tolist()])
        columns[offsets] = offsets_of(numbers[f"length_{name}"][symbols])
    columns |= _node_keys(numbers, order, columns["file_symbols"])
    if len(numbers["posting_terms"]) < _WORTH_A_THREAD:
        columns |= _postings(raw, order, columns["file_chunks"])
        columns |= _lookups(columns, paths)
    else:
        # Sorting postings is half of the work and leaves the interpreter free.
        with ThreadPoolExecutor(1) as thread:
            postings = thread.submit(_postings, raw, order, columns["file_chunks"])
            columns |= _lookups(columns, paths)
            columns |= postings.result()
    return narrowed({name: columns[name] for name in SECTIONS}, NARROWED)


def _node_keys(numbers: dict[str, Ints], order: Ints, file_symbols: Ints) -> dict[str, Any]:
    file_nodes = file_symbols + np.arange(len(file_symbols), dtype=np.uint32)
    first_nodes = np.empty(len(order), np.int64)
    first_nodes[order] = file_nodes[:-1]
    nodes = first_nodes[numbers["key_files"]] + numbers["key_locals"]
    by_key = np.argsort(numbers["key_values"])
    return {
        "file_nodes": file_nodes,
        "node_keys": numbers["key_values"][by_key],
        "node_numbers": nodes[by_key].astype(np.uint32),
    }


def _lookups(columns: dict[str, Any], paths: Sequence[str]) -> dict[str, Any]:
    return _name_lookup(columns["symbol_names"], columns["symbol_name_offsets"]) | _path_postings(paths)


def _postings(raw: RawColumns, order: Ints, file_chunks: Ints) -> dict[str, Any]:
    numbers = raw.numbers
    first_chunks = np.empty(len(order), np.int64)
    first_chunks[order] = file_chunks[:-1]
    texts, rank = raw.vocabulary.sorted()
    # Postings are most of a segment: what is sorted is let go of at once.
    terms, chunks, counts = _sorted_postings(
        rank[numbers.pop("posting_terms")],
        numbers.pop("posting_chunks") + np.repeat(first_chunks.astype(np.uint32), numbers["file_postings"]),
        numbers.pop("posting_counts"),
        len(texts),
        int(file_chunks[-1]),
    )
    per_term = np.bincount(terms, minlength=len(texts))
    if not per_term.all():
        texts = [text for text, used in zip(texts, per_term.tolist(), strict=True) if used]
        per_term = per_term[per_term > 0]
    blob, offsets = pack(texts)
    return {
        "terms": blob,
        "term_offsets": offsets,
        "term_posting_offsets": offsets_of(per_term),
        "posting_chunks": chunks,
        "posting_counts": counts,
    }


def _sorted_postings(
    terms: Ints, chunks: Ints, counts: Ints, term_count: int, chunk_count: int
) -> tuple[Ints, Ints, Ints]:
    """Postings by (term, chunk). A sort of plain 64-bit numbers is several times faster than one of indices."""
    if term_count < 1 << _TERM_BITS and chunk_count < 1 << _CHUNK_BITS:
        keys = terms.astype(np.uint64)
        keys <<= np.uint64(_CHUNK_BITS)
        keys |= chunks
        keys <<= np.uint64(16)
        keys |= counts
        del terms, chunks, counts
        keys.sort()
        counts = keys.astype(np.uint16)
        keys >>= np.uint64(16)
        chunks = keys.astype(np.uint32)
        chunks &= np.uint32((1 << _CHUNK_BITS) - 1)
        keys >>= np.uint64(_CHUNK_BITS)
        return keys.astype(np.uint32), chunks, counts
    order = np.lexsort((chunks, terms))
    return terms[order], chunks[order].astype(np.uint32), counts[order]


def _name_lookup(blob: bytes, offsets: Ints) -> dict[str, Any]:
    ends = offsets.tolist()
    vocabulary = Vocabulary()
    ids = vocabulary.ids([blob[first:end].decode().casefold().encode() for first, end in pairwise(ends)])
    names, symbols, name_offsets = vocabulary.group(ids)
    keys, key_offsets = pack(names)
    return {
        "names": keys,
        "name_offsets": key_offsets,
        "name_symbol_offsets": name_offsets,
        "name_symbols": symbols.astype(np.uint32),
    }


def _path_postings(paths: Sequence[str]) -> dict[str, Any]:
    of_file = [path_terms(path) for path in paths]
    vocabulary = Vocabulary()
    ids = vocabulary.ids([term.encode("utf-8", "surrogatepass") for terms in of_file for term in terms])
    files = np.repeat(np.arange(len(paths), dtype=np.uint32), np.fromiter(map(len, of_file), np.int64, len(paths)))
    parts = np.fromiter(chain.from_iterable(terms.values() for terms in of_file), np.uint8, len(ids))
    terms, order, posting_offsets = vocabulary.group(ids)
    blob, offsets = pack(terms)
    return {
        "path_terms": blob,
        "path_term_offsets": offsets,
        "path_posting_offsets": posting_offsets,
        "path_posting_files": files[order],
        "path_posting_parts": parts[order],
    }
