"""Whole adjacencies of a stored graph. NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ploke.model.graph import Adjacency, EdgeKind
from ploke.model.resolved import EDGE_CODES
from ploke.store.arrays import Ints, joined, offsets_of

if TYPE_CHECKING:
    from ploke.store.graph_segment import EdgePart
    from ploke.store.graph_view import StoredGraphView


def adjacency(view: StoredGraphView, forward: bool, kinds: frozenset[EdgeKind]) -> Adjacency:
    """The live edges of ``kinds`` by source, or by target, as compressed sparse rows."""
    wanted = np.array([kind in kinds for kind, _ in EDGE_CODES])
    sources, targets, edges, codes = [], [], [], []
    for part in view.edge_parts:
        numbers = _live(part)
        numbers = numbers[wanted[_column(part, "edge_codes")[numbers]]]
        numbers = numbers[_column(part, "edge_targets")[numbers] < part.segment.internal_count]
        found = _targets(view, part)[_column(part, "edge_targets")[numbers]]
        known = found >= 0
        sources.append(_sources(view, part, numbers[known]))
        targets.append(found[known])
        edges.append(numbers[known] + part.first_edge)
        codes.append(_column(part, "edge_codes")[numbers[known]])
    ends = (joined(sources), joined(targets)) if forward else (joined(targets), joined(sources))
    near, far = (each.astype(np.int64) for each in ends)
    order = np.lexsort((far, near))
    starts = offsets_of(np.bincount(near, minlength=view.node_count))
    # Views give Python's own integers, and NumPy takes them without a copy.
    return Adjacency(
        starts.data,
        far[order].astype(np.uint32).data,
        joined(edges)[order].astype(np.uint32).data,
        joined(codes)[order].astype(np.uint8).data,
    )


def _column(part: EdgePart, name: str) -> Ints:
    view = part.segment.columns[name]
    return np.frombuffer(view, view.format) if len(view) else np.empty(0, view.format)


def _live(part: EdgePart) -> Ints:
    """Edges of live files."""
    ends = part.segment.columns["file_edges"]
    runs = [np.arange(ends[first], ends[end]) for first, end in part.live.runs(0, part.segment.file_count)]
    return joined(runs).astype(np.int64)


def _targets(view: StoredGraphView, part: EdgePart) -> Ints:
    """The node of each key of a graph segment; -1 for one that is gone."""
    keys = _column(part, "node_keys")
    found = np.full(len(keys), -1, np.int64)
    for nodes in view.table.parts:
        segment = nodes.segment
        known = np.frombuffer(segment.columns["node_keys"], np.uint64)
        places = np.searchsorted(known, keys)
        places[places == len(known)] = 0
        if not len(known):
            continue
        here = np.flatnonzero(known[places] == keys)
        numbers = np.frombuffer(segment.columns["node_numbers"], np.uint32)[places[here]].astype(np.int64)
        first_nodes = np.frombuffer(segment.columns["file_nodes"], np.uint32)
        live = np.ones(segment.file_count, bool)
        for first, end in zip(nodes.live.firsts, nodes.live.ends, strict=True):
            live[first:end] = False
        alive = live[np.searchsorted(first_nodes, numbers, "right") - 1]
        found[here[alive]] = numbers[alive] + nodes.first_node
    return found


def _sources(view: StoredGraphView, part: EdgePart, numbers: Ints) -> Ints:
    """The nodes that edges come from."""
    ends = np.array(part.segment.columns["file_edges"], np.int64)
    files = np.searchsorted(ends, numbers, "right") - 1
    first_nodes = np.zeros(part.segment.file_count, np.int64)
    for file in np.unique(files).tolist():
        node = view.file_node(part.segment.path(file))
        assert node is not None, "a live file of the graph is indexed"
        first_nodes[file] = node
    return first_nodes[files] + 1 + _column(part, "edge_sources")[numbers]
