"""Collecting what a graph segment is made of: files just resolved, or the live files of older segments. NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ploke.model.resolved import ResolvedBatch
from ploke.store.arrays import Ints, Vocabulary, counts_of, joined, narrowed, offsets_of, pack, ranges
from ploke.store.graph_segment import NARROWED, GraphSegment

_NONE = -1
_EDGE_COLUMNS = {"sources": np.int32, "codes": np.uint8, "rules": np.uint8}
_MISS_COLUMNS = {"sources": np.int32, "codes": np.uint8, "expressions": np.uint32, "names": np.uint32}
_MOST_RULES = 256


class GraphBuilder:
    """Collects files and turns them into one graph segment."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._rules: dict[str, int] = {"": 0}
        self._externals = Vocabulary()
        self._strings = Vocabulary()
        self._parts: dict[str, list[Ints]] = {
            name: []
            for name in (
                "file_edges",
                "file_misses",
                "edge_keys",
                "edge_externals",
                *(f"edge_{name}" for name in (*_EDGE_COLUMNS, "place_counts", "places")),
                *(f"miss_{name}" for name in (*_MISS_COLUMNS, "place_counts", "places")),
                "keys",
                "key_files",
            )
        }
        self.weight = 0

    @property
    def files(self) -> int:
        """Files collected so far."""
        return len(self._paths)

    def add_batch(self, batch: ResolvedBatch) -> None:
        """Collect files just resolved."""
        edges, misses = batch.edges, batch.misses
        first = self.files
        self._paths += batch.paths
        self._part("file_edges", np.frombuffer(batch.edge_counts, np.uint32))
        self._part("file_misses", np.frombuffer(batch.miss_counts, np.uint32))
        target_keys = np.frombuffer(batch.target_keys, np.uint64)
        externals = np.full(len(target_keys), _NONE, np.int64)
        outside = np.flatnonzero(target_keys == 0)
        names = _split(batch.target_ids)
        externals[outside] = self._externals.ids([names[place] for place in outside.tolist()])
        targets = np.frombuffer(edges.targets, np.uint32)
        self._part("edge_keys", target_keys[targets])
        self._part("edge_externals", externals[targets])
        rules = np.array([self._rule(rule) for rule in batch.rules.split("\0")], np.uint8)
        self._part("edge_sources", np.frombuffer(edges.sources, np.int32))
        self._part("edge_codes", np.frombuffer(edges.codes, np.uint8))
        self._part("edge_rules", rules[np.frombuffer(edges.rules, np.uint8)])
        strings = self._strings.ids(_split(batch.strings))
        self._part("miss_sources", np.frombuffer(misses.sources, np.int32))
        self._part("miss_codes", np.frombuffer(misses.codes, np.uint8))
        self._part("miss_expressions", strings[np.frombuffer(misses.expressions, np.uint32)])
        self._part("miss_names", strings[np.frombuffer(misses.names, np.uint32)])
        for what, columns in (("edge", edges), ("miss", misses)):
            self._part(f"{what}_place_counts", np.frombuffer(columns.place_counts, np.uint32))
            self._part(f"{what}_places", np.frombuffer(columns.places, np.uint32))
        key_counts = np.frombuffer(batch.key_counts, np.uint32)
        self._part("keys", np.frombuffer(batch.keys, np.uint64))
        self._part("key_files", np.repeat(np.arange(first, self.files, dtype=np.uint32), key_counts))
        self.weight += len(targets) + len(misses.codes)

    def add_segment(self, segment: GraphSegment, dead: Sequence[tuple[int, int]]) -> None:
        """Collect a segment's live files."""
        live = np.ones(segment.file_count, bool)
        for start, end in dead:
            live[start:end] = False
        numbers = (self.files + np.cumsum(live) - 1).astype(np.uint32)
        column = {name: np.frombuffer(view, view.format) for name, view in segment.columns.items() if len(view)}
        column |= {name: np.empty(0, view.format) for name, view in segment.columns.items() if not len(view)}
        self._paths += [segment.path(file) for file in np.flatnonzero(live).tolist()]
        edge_counts, miss_counts = counts_of(column["file_edges"]), counts_of(column["file_misses"])
        self._part("file_edges", edge_counts[live])
        self._part("file_misses", miss_counts[live])
        edges, misses = np.repeat(live, edge_counts), np.repeat(live, miss_counts)
        inside = segment.internal_count
        keys = np.concatenate((column["node_keys"], np.zeros(len(column["external_offsets"]) - 1, np.uint64)))
        externals = np.full(len(keys), _NONE, np.int64)
        externals[inside:] = self._externals.ids(segment.strings("externals", "external_offsets"))
        self._part("edge_keys", keys[column["edge_targets"][edges]])
        self._part("edge_externals", externals[column["edge_targets"][edges]])
        rules = np.array([self._rule(rule) for rule in segment.rules], np.uint8)
        self._part("edge_sources", column["edge_sources"][edges])
        self._part("edge_codes", column["edge_codes"][edges])
        self._part("edge_rules", rules[column["edge_rules"][edges]])
        strings = self._strings.ids(segment.strings("strings", "string_offsets"))
        self._part("miss_sources", column["miss_sources"][misses])
        self._part("miss_codes", column["miss_codes"][misses])
        self._part("miss_expressions", strings[column["miss_expressions"][misses]])
        self._part("miss_names", strings[column["miss_names"][misses]])
        for what, kept in (("edge", edges), ("miss", misses)):
            counts = counts_of(column[f"{what}_place_offsets"])
            self._part(f"{what}_place_counts", counts[kept])
            self._part(f"{what}_places", column[f"{what}_places"][np.repeat(kept, 2 * counts)])
        files = column["key_files"]
        asked = live[files]
        self._part("keys", np.repeat(column["keys"], counts_of(column["key_file_offsets"]))[asked])
        self._part("key_files", numbers[files[asked]])
        self.weight += int(edges.sum()) + int(misses.sum())

    def _part(self, name: str, values: Ints) -> None:
        self._parts[name].append(values)

    def _rule(self, rule: str) -> int:
        code = self._rules.setdefault(rule, len(self._rules))
        if code >= _MOST_RULES:
            raise OverflowError("there are more than 256 rules of evidence")
        return code

    def finish(self) -> list[Any]:
        """The segment as buffers to be written one after the other. The builder is spent."""
        raw = {name: joined(self._parts.pop(name)) for name in list(self._parts)}
        order = np.array(sorted(range(len(self._paths)), key=self._paths.__getitem__), np.int64)
        columns: dict[str, Any] = {}
        columns["file_paths"], columns["file_path_offsets"] = pack(
            [self._paths[file].encode("utf-8", "surrogatepass") for file in order.tolist()]
        )
        edges = _by_file(raw, "edge", order, columns)
        misses = _by_file(raw, "miss", order, columns)
        for name, kind in _EDGE_COLUMNS.items():
            columns[f"edge_{name}"] = raw[f"edge_{name}"][edges].astype(kind)
        for name in ("sources", "codes"):
            columns[f"miss_{name}"] = raw[f"miss_{name}"][misses].astype(_MISS_COLUMNS[name])
        columns |= self._targets(raw["edge_keys"][edges], raw["edge_externals"][edges])
        columns |= _asked(raw["keys"], raw["key_files"], order)
        texts, rank, strings = _used(
            self._strings, np.concatenate((raw["miss_expressions"][misses], raw["miss_names"][misses]))
        )
        columns["miss_expressions"], columns["miss_names"] = np.split(strings, 2)
        columns["strings"], columns["string_offsets"] = texts, rank
        return GraphSegment.encode(narrowed(columns, NARROWED), {"rules": list(self._rules)})

    def _targets(self, keys: Ints, externals: Ints) -> dict[str, Any]:
        outside = externals >= 0
        node_keys, nodes = np.unique(keys[~outside].astype(np.uint64), return_inverse=True)
        targets = np.empty(len(keys), np.uint32)
        targets[~outside] = nodes
        blob, ends, places = _used(self._externals, externals[outside])
        targets[outside] = places + len(node_keys)
        inner = np.flatnonzero(~outside)
        by_node = np.argsort(nodes, kind="stable")
        return {
            "edge_targets": targets,
            "node_keys": node_keys,
            "node_edge_offsets": offsets_of(np.bincount(nodes, minlength=len(node_keys))),
            "node_edges": inner[by_node].astype(np.uint32),
            "externals": blob,
            "external_offsets": ends,
        }


def _split(texts: str) -> list[bytes]:
    return texts.encode("utf-8", "surrogatepass").split(b"\0")


def _by_file(raw: dict[str, Ints], what: str, order: Ints, columns: dict[str, Any]) -> Ints:
    """Where the rows of each file stand, files by path; enters the columns that divide rows and places."""
    rows_of_files = f"file_{what}s" if what == "edge" else "file_misses"
    counts = raw[rows_of_files].astype(np.int64)
    rows = ranges(offsets_of(counts)[:-1][order], counts[order])
    place_counts = raw[f"{what}_place_counts"].astype(np.int64)
    places = ranges(offsets_of(place_counts)[:-1][rows].astype(np.int64) * 2, 2 * place_counts[rows])
    columns[rows_of_files] = offsets_of(counts[order])
    columns[f"{what}_place_offsets"] = offsets_of(place_counts[rows])
    columns[f"{what}_places"] = raw[f"{what}_places"][places].astype(np.uint32)
    return rows


def _used(vocabulary: Vocabulary, ids: Ints) -> tuple[bytes, Ints, Ints]:
    """The strings that ``ids`` name, ascending, as a blob with offsets; and each id's place among them."""
    texts, rank = vocabulary.sorted()
    kept, places = np.unique(rank[ids.astype(np.int64)], return_inverse=True)
    blob, ends = pack([texts[place] for place in kept.tolist()])
    return blob, ends, places.astype(np.uint32)


def _asked(keys: Ints, files: Ints, order: Ints) -> dict[str, Any]:
    places = np.empty(len(order), np.uint32)
    places[order] = np.arange(len(order), dtype=np.uint32)
    files = places[files.astype(np.int64)]
    by_key = np.lexsort((files, keys))
    sorted_keys = keys[by_key].astype(np.uint64)
    unique, counts = np.unique(sorted_keys, return_counts=True)
    return {"keys": unique, "key_file_offsets": offsets_of(counts), "key_files": files[by_key]}
