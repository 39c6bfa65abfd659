"""Edges and misses of files as columns, which no longer depend on the world's numbering.

Rows are turned over as wholes rather than one by one: there are hundreds of thousands.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from ploke.graph.resolution import Link, Miss, Resolution
from ploke.graph.world import World
from ploke.model.facts import MODULE, Symbol
from ploke.model.graph import Confidence, EdgeKind, Reason
from ploke.model.node_ids import file_key, symbol_keys
from ploke.model.resolved import EdgeColumns, MissColumns, ResolvedBatch, edge_code, miss_code
from ploke.model.summary import SummarySymbol
from ploke.store.identity import file_id, symbol_ids

_MOST_NODES = 100_000
_EDGE_TYPES = "iIIBBII"
_MISS_TYPES = "iBIIII"
_EDGE_CODES = {
    (kind, inside, inferred): edge_code(
        kind, Confidence.INFERRED if inside and inferred else Confidence.EXACT if inside else Confidence.EXTERNAL
    )
    for kind in EdgeKind
    for inside in (False, True)
    for inferred in (False, True)
}
_MISS_CODES = {(kind, reason): miss_code(kind, reason) for kind in EdgeKind for reason in Reason}


class Nodes:
    """Keys and ids of the nodes of a world's files; the last of each file's, where ``MODULE`` finds it, is its own."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[int, tuple[Sequence[int], Sequence[str]]] = {}
        self._count = 0

    def adopt(self, other: Nodes, is_same: Callable[[int], bool]) -> None:
        """Take over what is known of files that ``is_same`` says have the same number and symbols in this world."""
        self._known.update((file, known) for file, known in other._known.items() if is_same(file))
        self._count = sum(len(keys) for keys, _ in self._known.values())

    def of(self, file: int) -> tuple[Sequence[int], Sequence[str]]:
        """Keys and ids of a file's nodes."""
        found = self._known.get(file)
        return found if found is not None else self.enter(file, self._world.summary(file).symbols)

    def enter(
        self, number: int, symbols: Sequence[Symbol] | Sequence[SummarySymbol]
    ) -> tuple[Sequence[int], Sequence[str]]:
        """The same, for a file whose symbols are at hand."""
        found = self._known.get(number)
        if found is not None:
            return found
        file = self._world.file(number)
        base = file_key(file.path)
        keys = array("Q", [base ^ key for key in symbol_keys([symbol.qualified for symbol in symbols])])
        keys.append(base)
        own = file_id(file.language, file.path)
        ids = [*symbol_ids(own, [(symbol.qualified, symbol.kind) for symbol in symbols]), own]
        self._count += len(keys)
        if self._count > _MOST_NODES:
            self._known.clear()
            self._count = len(keys)
        found = self._known[number] = keys, ids
        return found


class EdgeLists(NamedTuple):
    """``EdgeColumns`` in the making: lists, since an array that grows item by item costs twice as much."""

    sources: list[int]
    source_ids: list[int]
    targets: list[int]
    codes: list[int]
    rules: list[int]
    place_counts: list[int]
    places: list[int]


class MissLists(NamedTuple):
    """``MissColumns`` in the making."""

    sources: list[int]
    codes: list[int]
    expressions: list[int]
    names: list[int]
    place_counts: list[int]
    places: list[int]


class _Numbers(dict[str, int]):
    """Strings to numbers in order of appearance."""

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self)
        return number


class _Targets(dict[tuple[int, int, str], int]):
    """Targets of links to numbers in order of appearance, and the keys and ids of what they are."""

    def __init__(self, nodes: Nodes) -> None:
        super().__init__()
        self._nodes = nodes
        self.keys_of_nodes: list[int] = []
        self.ids: list[str] = []

    def __missing__(self, target: tuple[int, int, str]) -> int:
        file, symbol, external = target
        number = self[target] = len(self)
        if file < 0:
            self.keys_of_nodes.append(0)
            self.ids.append(external)
        else:
            keys, ids = self._nodes.of(file)
            self.keys_of_nodes.append(keys[symbol])
            self.ids.append(ids[symbol])
        return number


class Columns:
    """Collects what resolving files yields."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._paths: list[str] = []
        self._counts: tuple[list[int], ...] = tuple([] for _ in Resolution._fields)
        self._edges = EdgeLists(*([] for _ in EdgeLists._fields))
        self._misses = MissLists(*([] for _ in MissLists._fields))
        self._keys: list[int] = []
        self._ids = _Numbers()
        self._targets = _Targets(nodes)
        self._rules = _Numbers({"": 0})
        self._strings = _Numbers({"": 0})

    def add(self, path: str, number: int, symbols: Sequence[Symbol], resolution: Resolution) -> None:
        """Collect the edges of a file, which has ``number`` in the world."""
        links, misses, keys = resolution
        self._paths.append(path)
        for counts, rows in zip(self._counts, resolution, strict=True):
            counts.append(len(rows))
        self._keys.extend(keys)
        if links:
            _, ids = self._nodes.enter(number, symbols)
            self._add_links(links, ids)
        if misses:
            self._add_misses(misses)

    def _add_links(self, links: Sequence[Link], own: Sequence[str]) -> None:
        edges = self._edges
        sources, kinds, files, symbols, externals, rules, places = zip(*links, strict=True)
        numbers = {source: self._ids[own[source]] for source in set(sources)}
        edges.sources.extend(sources)
        edges.source_ids.extend(map(numbers.__getitem__, sources))
        edges.targets.extend(map(self._targets.__getitem__, zip(files, symbols, externals, strict=True)))
        inside = map(MODULE.__lt__, files)
        edges.codes.extend(map(_EDGE_CODES.__getitem__, zip(kinds, inside, map(bool, rules), strict=True)))
        edges.rules.extend(map(self._rules.__getitem__, rules))
        _add_places(edges.place_counts, edges.places, places)

    def _add_misses(self, rows: Sequence[Miss]) -> None:
        misses = self._misses
        sources, kinds, reasons, expressions, names, places = zip(*rows, strict=True)
        misses.sources.extend(sources)
        misses.codes.extend(map(_MISS_CODES.__getitem__, zip(kinds, reasons, strict=True)))
        misses.expressions.extend(map(self._strings.__getitem__, expressions))
        misses.names.extend(map(self._strings.__getitem__, names))
        _add_places(misses.place_counts, misses.places, places)

    def batch(self) -> ResolvedBatch:
        """All that was collected."""
        edges, misses, keys = (_packed("I", counts) for counts in self._counts)
        return ResolvedBatch(
            tuple(self._paths),
            edges,
            misses,
            keys,
            EdgeColumns(*map(_packed, _EDGE_TYPES, self._edges)),
            MissColumns(*map(_packed, _MISS_TYPES, self._misses)),
            _packed("Q", self._keys),
            "\0".join(self._ids),
            _packed("Q", self._targets.keys_of_nodes),
            "\0".join(self._targets.ids),
            "\0".join(self._rules),
            "\0".join(self._strings),
        )


def _packed(code: str, numbers: list[int]) -> bytes:
    return array(code, numbers).tobytes()


def _add_places(counts: list[int], places: list[int], rows: Iterable[tuple[int, ...]]) -> None:
    rows = list(rows)
    counts.extend([len(row) >> 1 for row in rows])
    places.extend(chain.from_iterable(rows))


def empty_resolution(paths: Sequence[str]) -> ResolvedBatch:
    """Files without edges."""
    none = array("I", [0] * len(paths)).tobytes()
    edges = EdgeColumns(*[b""] * len(EdgeColumns._fields))
    misses = MissColumns(*[b""] * len(MissColumns._fields))
    return ResolvedBatch(tuple(paths), none, none, none, edges, misses, b"", "", b"", "", "", "")
