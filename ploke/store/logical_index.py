"""The logical content of a read index: what an incremental and a clean build must have alike (invariant 4).

Numbers of files, nodes and segments do not show; whatever is left is sorted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from ploke.store.graph_view import StoredGraphView
from ploke.store.readindex import Reader
from ploke.store.sections import Liveness
from ploke.store.world_segment import WorldSegment
from ploke.text.paths import path_terms

Rows = list[dict[str, Any]]

INDEX_KEYS = {
    "read files": ("path",),
    "read chunks": ("file", "start_line"),
    "read symbols": ("path", "start_line", "qualified"),
    "postings": ("term",),
    "path postings": ("term",),
    "world": ("path",),
    "graph edges": ("src", "dst", "kind", "rule"),
    "unresolved": ("src", "expression", "kind", "places"),
    "keys": ("path",),
}
"""What tells rows of the read index apart, by what they are rows of."""


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


def logical_world(segments: Sequence[tuple[WorldSegment, Liveness]]) -> dict[str, Rows]:
    """What files show one another."""
    rows = [
        {
            "path": segment.path(file),
            "module": segment.module(file),
            "language": segment.languages[segment.columns["file_languages"][file]],
            "role": segment.roles[segment.columns["file_roles"][file]],
            "summary": segment.summary(file),
            "settings": segment.settings_of(file),
        }
        for segment, live in segments
        for first, end in live.runs(0, segment.file_count)
        for file in range(first, end)
    ]
    return {"world": _sorted(rows)}
