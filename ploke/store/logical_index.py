"""The logical content of a read index: what an incremental and a clean build must have alike (invariant 4).

Numbers of files, nodes and segments do not show; whatever is left is sorted.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ploke.store.graph_view import StoredGraphView
from ploke.store.readindex import Reader
from ploke.text.paths import path_terms

Rows = list[dict[str, Any]]


def logical_graph(reader: Reader) -> dict[str, Rows]:
    """Edges, unresolved references, and the keys of what each file asked. Raises ``SegmentDamagedError``."""
    view = reader.graph
    names = {-1: ""} | {node: view.node(node).id for node in view.nodes()}
    return {
        "graph edges": _sorted(
            {
                "src": names[edge.src],
                "dst": names[edge.dst] or edge.external,
                "kind": edge.kind.value,
                "confidence": edge.confidence.value,
                "rule": edge.rule,
                "places": edge.places,
            }
            for edge in view.edges()
        ),
        "unresolved": _sorted(
            {
                "src": names[miss.src],
                "expression": miss.expression,
                "name": miss.name,
                "kind": miss.kind.value,
                "reason": miss.reason.value,
                "places": miss.places,
            }
            for miss in view.unresolved()
        ),
        "keys": _keys(view),
    }


def _keys(view: StoredGraphView) -> Rows:
    asked: defaultdict[str, list[int]] = defaultdict(list)
    for part in view.edge_parts:
        segment, columns = part.segment, part.segment.columns
        offsets, files = columns["key_file_offsets"], columns["key_files"]
        for place, key in enumerate(columns["keys"]):
            for file in files[offsets[place] : offsets[place + 1]]:
                if part.live.has(file):
                    asked[segment.path(file)].append(key)
    return [{"path": path, "keys": sorted(keys)} for path, keys in sorted(asked.items())]


def _sorted(rows: Any) -> Rows:
    return sorted(rows, key=lambda row: tuple(row.values()))


def logical_index(reader: Reader) -> dict[str, Rows]:
    """Files, chunks, symbols and postings."""
    files = list(reader.files())
    names = {row.id: row.path for row in files}
    chunks = [chunk for row in files for chunk in row.chunks]
    rows = {chunk: reader.chunk(chunk) for chunk in chunks}
    return {
        "read files": [_without_ids(row._asdict() | {"chunks": len(row.chunks)}) for row in files],
        "read chunks": [_without_ids(rows[chunk]._asdict() | {"file": names[rows[chunk].file]}) for chunk in chunks],
        "read symbols": [
            _without_ids(row._asdict() | {"file": row.path, "chunk": rows[row.chunk].start_line})
            for row in reader.symbols()
        ],
        "postings": [
            {"term": term, "chunks": found} for term in reader.vocabulary("") if (found := _postings(reader, term))
        ],
        "path postings": [
            {"term": term, "files": _path_postings(reader, term)}
            for term in sorted({term for row in files for term in path_terms(row.path)})
        ],
    }


def _without_ids(row: dict[str, Any]) -> dict[str, Any]:
    row.pop("id", None)
    return row


def _postings(reader: Reader, term: str) -> list[tuple[str, int, int]]:
    return sorted(
        (reader.file(run.first_file + run.files[chunk]).path, reader.chunk(run.first_chunk + chunk).start_line, count)
        for run in reader.postings(term)
        for chunk, count in zip(run.chunks, run.counts, strict=True)
    )


def _path_postings(reader: Reader, term: str) -> list[tuple[str, int]]:
    return sorted(
        (reader.file(run.first_file + file).path, part)
        for run in reader.path_postings(term)
        for file, part in zip(run.files, run.parts, strict=True)
    )
