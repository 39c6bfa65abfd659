"""Files to Arrow: the schemas of the Lance tables and the rows that fill them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, islice
from typing import Any, cast

import numpy as np
import pyarrow as pa

from ploke.model.facts import MODULE
from ploke.model.resolved import EDGE_CODES, ResolvedBatch
from ploke.store.batch import Batch, repeat
from ploke.store.identity import chunk_id, file_id, symbol_ids

KEYS = {"files": ("path",), "symbols": ("id",), "edges": ("src", "dst", "kind", "rule"), "chunks": ("id",)}


# Against Lance's own choices this halves writing and shortens reading several times: ids and paths repeat their
# beginnings; docs, if not packed into blocks, are compressed one by one; payloads are compressed already.
_ENCODINGS = {
    pa.string(): {"lance-encoding:compression": "lz4", "lance-encoding:structural-encoding": "miniblock"},
    pa.binary(): {"lance-encoding:compression": "none"},
}


def _schema(fields: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema(
        [pa.field(name, kind, nullable=False, metadata=_ENCODINGS.get(kind)) for name, kind in fields.items()]
    )


_NAMES = pa.list_(pa.field("item", pa.string(), nullable=False))

SCHEMAS = {
    "files": _schema(
        {
            "path": pa.string(),
            "language": pa.string(),
            "dialect": pa.string(),
            "module": pa.string(),
            "role": pa.string(),
            "hash": pa.string(),
            "size": pa.int64(),
            "lines": pa.int32(),
            "references": pa.int32(),
            "problems": pa.int32(),
            "settings": pa.string(),
            "payload": pa.binary(),
        }
    ),
    "symbols": _schema(
        {
            "id": pa.string(),
            "path": pa.string(),
            "name": pa.string(),
            "qualified": pa.string(),
            "kind": pa.string(),
            "parent": pa.string(),
            "visibility": pa.string(),
            "start_line": pa.int32(),
            "end_line": pa.int32(),
            "start_byte": pa.int32(),
            "end_byte": pa.int32(),
            "name_line": pa.int32(),
            "name_column": pa.int32(),
            "signature": pa.string(),
            "doc": pa.string(),
            "decorators": _NAMES,
            "bases": _NAMES,
            "markers": _NAMES,
        }
    ),
    "edges": _schema(
        {
            "src": pa.string(),
            "dst": pa.string(),
            "kind": pa.string(),
            "confidence": pa.string(),
            "rule": pa.string(),
            "path": pa.string(),
            "line": pa.int32(),
            "places": pa.list_(pa.field("item", pa.int32(), nullable=False)),
        }
    ),
    "chunks": _schema(
        {
            "id": pa.string(),
            "path": pa.string(),
            "start_line": pa.int32(),
            "end_line": pa.int32(),
            "start_byte": pa.int32(),
            "end_byte": pa.int32(),
            "symbol": pa.string(),
            "length": pa.int32(),
        }
    ),
}


def tables_of(batch: Batch) -> dict[str, pa.Table]:
    """The rows of every table but ``edges`` for a batch of files.

    ``symbols.parent`` holds a file's id for top-level symbols, ``chunks.symbol`` is empty where a chunk shows none.
    """
    files = batch.files
    own = [file_id(file.content.language, file.path) for file in files]
    paths = repeat([file.path for file in files], batch.symbol_counts)
    kinds = batch.symbol("kind")
    named = zip(batch.symbol("qualified"), kinds, strict=True)
    ids: list[str] = []
    parents: list[str] = []
    firsts = list(accumulate(batch.symbol_counts, initial=0))
    all_parents = batch.symbol("parent")
    for file, first, count in zip(own, firsts, batch.symbol_counts, strict=False):
        if not count:
            continue
        of_file = symbol_ids(file, islice(named, count))
        ids += of_file
        parents += [file if parent == MODULE else of_file[parent] for parent in all_parents[first : first + count]]
    return {
        "files": _files(batch),
        "symbols": _table(
            "symbols",
            {"id": ids, "path": paths, "parent": parents}
            | {name: batch.symbol(name) for name in SCHEMAS["symbols"].names if name not in ("id", "path", "parent")},
        ),
        "chunks": _chunks(batch, ids, firsts),
    }


def edges_of(batches: Sequence[ResolvedBatch]) -> pa.Table:
    """The rows of ``edges`` for files just resolved.

    ``src`` and ``dst`` are ids of symbols or files; an external edge's ``dst`` is what lies outside of the repository.
    ``line`` is that of the first of the ``places``, which hold line, column pairs, flattened; 0 where there is none.
    """
    schema = SCHEMAS["edges"]
    return pa.concat_tables([_edges(batch) for batch in batches]) if batches else schema.empty_table()


def _edges(batch: ResolvedBatch) -> pa.Table:
    edges = batch.edges
    codes = np.frombuffer(edges.codes, np.uint8)
    counts = np.frombuffer(edges.place_counts, np.uint32).astype(np.int64)
    places = np.frombuffer(edges.places, np.uint32).astype(np.int32)
    ends = np.cumsum(counts)
    lines = np.zeros(len(codes), np.int32)
    lines[counts > 0] = places[2 * (ends - counts)[counts > 0]]
    files = np.repeat(np.arange(len(batch.paths), dtype=np.int32), np.frombuffer(batch.edge_counts, np.uint32))
    item = pa.field("item", pa.int32(), nullable=False)
    columns: dict[str, Any] = {
        "src": _taken(batch.ids.split("\0"), np.frombuffer(edges.source_ids, np.uint32)),
        "dst": _taken(batch.target_ids.split("\0"), np.frombuffer(edges.targets, np.uint32)),
        "kind": _taken([kind.value for kind, _ in EDGE_CODES], codes),
        "confidence": _taken([confidence.value for _, confidence in EDGE_CODES], codes),
        "rule": _taken(batch.rules.split("\0"), np.frombuffer(edges.rules, np.uint8)),
        "path": _taken(list(batch.paths), files),
        "line": pa.array(lines),
        "places": pa.ListArray.from_arrays(
            pa.array(np.concatenate(([0], 2 * ends)).astype(np.int32)), pa.array(places), type=pa.list_(item)
        ),
    }
    schema = SCHEMAS["edges"]
    return pa.Table.from_arrays([columns[field.name] for field in schema], schema=schema)


def _taken(values: list[str], places: Any) -> Any:
    return pa.array(values, pa.string()).take(pa.array(places))


def _files(batch: Batch) -> pa.Table:
    files, contents = batch.files, [file.content for file in batch.files]
    columns: dict[str, list[Any]] = {
        name: [getattr(file, name) for file in files] for name in ("path", "module", "role", "settings")
    }
    for name in SCHEMAS["files"].names:
        if name not in columns:
            columns[name] = [getattr(content, name) for content in contents]
    return _table("files", columns)


def _chunks(batch: Batch, ids: list[str], firsts: list[int]) -> pa.Table:
    paths = repeat([file.path for file in batch.files], batch.chunk_counts)
    shifts = repeat(firsts[:-1], batch.chunk_counts)
    starts = batch.chunk("start_line")
    return _table(
        "chunks",
        {
            "id": list(map(chunk_id, paths, starts)),
            "path": paths,
            "start_line": starts,
            "end_line": batch.chunk("end_line"),
            "start_byte": batch.chunk("start_byte"),
            "end_byte": batch.chunk("end_byte"),
            "symbol": [
                "" if symbol == MODULE else ids[shift + symbol]
                for symbol, shift in zip(batch.chunk("symbol"), shifts, strict=True)
            ],
            "length": batch.chunk("length"),
        },
    )


def _table(name: str, columns: dict[str, Any]) -> pa.Table:
    schema = SCHEMAS[name]
    return pa.Table.from_arrays(
        [pa.array(cast(Any, columns[field.name]), type=field.type) for field in schema], schema=schema
    )
