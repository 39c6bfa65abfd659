"""Resolve files and turn what that yields into columns, which no longer depend on this world's numbering."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from ploke.graph.resolution import Link, Resolution
from ploke.graph.resolve import Resolver
from ploke.graph.summary import SummarySymbol
from ploke.graph.world import World
from ploke.model.facts import FileFacts, Symbol
from ploke.model.graph import Confidence, EdgeKind, Reason
from ploke.model.node_ids import file_key, symbol_keys
from ploke.model.resolved import EdgeColumns, MissColumns, ResolvedBatch, edge_code, miss_code
from ploke.store.identity import file_id, symbol_ids

_MOST_NODES = 500_000
_EDGE_CODES = {(kind, confidence): edge_code(kind, confidence) for kind in EdgeKind for confidence in Confidence}
_MISS_CODES = {(kind, reason): miss_code(kind, reason) for kind in EdgeKind for reason in Reason}


class FileResolver:
    """Resolves files of one world into columns."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._resolver = Resolver(world)
        self._nodes = _Nodes(world)

    def resolve(self, files: Iterable[tuple[str, FileFacts]]) -> ResolvedBatch:
        """Resolve files, given by path with their facts. Raises ``ValueError`` for one that the world lacks."""
        columns = _Columns(self._nodes)
        for path, facts in files:
            number = self._world.find(path)
            if number < 0:
                raise ValueError(f"{path} is not in the world")
            columns.add(path, facts, self._resolver.resolve(number, facts))
        return columns.batch()


class _Nodes:
    """Keys and ids of nodes, by file and symbol."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[int, tuple[Sequence[int], Sequence[str]]] = {}
        self._count = 0

    def of(self, file: int, symbol: int) -> tuple[int, str]:
        """Key and id of a symbol, or of the file for ``MODULE``."""
        keys, ids = self._known.get(file) or self._add(file)
        return keys[symbol], ids[symbol]

    def _add(self, number: int) -> tuple[Sequence[int], Sequence[str]]:
        file, symbols = self._world.file(number), self._world.summary(number).symbols
        base = file_key(file.path)
        keys = array("Q", [base ^ key for key in symbol_keys([symbol.qualified for symbol in symbols])])
        keys.append(base)
        self._count += len(keys)
        if self._count > _MOST_NODES:
            self._known.clear()
            self._count = len(keys)
        found = self._known[number] = keys, _ids(file.language, file.path, symbols)
        return found


class _Numbers:
    """Strings, or other things, to numbers in order of appearance."""

    def __init__(self, *first: str) -> None:
        self.places: dict[str, int] = {}
        for name in first:
            self.of(name)

    def of(self, name: str) -> int:
        return self.places.setdefault(name, len(self.places))

    def joined(self) -> str:
        return "\0".join(self.places)


class _Columns:
    def __init__(self, nodes: _Nodes) -> None:
        self._nodes = nodes
        self._paths: list[str] = []
        self._counts: tuple[array[int], ...] = tuple(array("I") for _ in range(3))
        self._edges: tuple[array[int], ...] = tuple(map(array, "iIIBBII"))
        self._misses: tuple[array[int], ...] = tuple(map(array, "iBIIII"))
        self._keys = array("Q")
        self._ids = _Numbers()
        self._rules = _Numbers("")
        self._strings = _Numbers("")
        self._targets: dict[tuple[int, int, str], int] = {}
        self._target_keys = array("Q")
        self._target_ids: list[str] = []

    def add(self, path: str, facts: FileFacts, resolution: Resolution) -> None:
        links, misses, keys = resolution
        self._paths.append(path)
        for counts, rows in zip(self._counts, resolution, strict=True):
            counts.append(len(rows))
        self._keys.extend(keys)
        if links:
            own = _ids(facts.language, path, facts.symbols)
            self._add_links(links, own)
        sources, codes, expressions, names, place_counts, places = self._misses
        string = self._strings.of
        for src, kind, reason, expression, name, where in misses:
            sources.append(src)
            codes.append(_MISS_CODES[kind, reason])
            expressions.append(string(expression))
            names.append(string(name))
            place_counts.append(len(where) // 2)
            places.extend(where)

    def _add_links(self, links: Sequence[Link], own: Sequence[str]) -> None:
        sources, source_ids, targets, codes, rules, place_counts, places = self._edges
        ids = self._ids.of
        for src, kind, file, symbol, external, rule, where in links:
            sources.append(src)
            source_ids.append(ids(own[src]))
            targets.append(self._target(file, symbol, external))
            confidence = Confidence.EXTERNAL if file < 0 else Confidence.INFERRED if rule else Confidence.EXACT
            codes.append(_EDGE_CODES[kind, confidence])
            rules.append(self._rules.of(rule))
            place_counts.append(len(where) // 2)
            places.extend(where)

    def _target(self, file: int, symbol: int, external: str) -> int:
        found = self._targets.get((file, symbol, external))
        if found is None:
            found = self._targets[file, symbol, external] = len(self._target_ids)
            key, name = (0, external) if file < 0 else self._nodes.of(file, symbol)
            self._target_keys.append(key)
            self._target_ids.append(name)
        return found

    def batch(self) -> ResolvedBatch:
        edges, misses, keys = (counts.tobytes() for counts in self._counts)
        return ResolvedBatch(
            tuple(self._paths),
            edges,
            misses,
            keys,
            EdgeColumns(*(column.tobytes() for column in self._edges)),
            MissColumns(*(column.tobytes() for column in self._misses)),
            self._keys.tobytes(),
            self._ids.joined(),
            self._target_keys.tobytes(),
            "\0".join(self._target_ids),
            self._rules.joined(),
            self._strings.joined(),
        )


def _ids(language: str, path: str, symbols: Sequence[Symbol] | Sequence[SummarySymbol]) -> list[str]:
    """Ids of a file's symbols and, at the end, where ``MODULE`` finds it, that of the file."""
    own = file_id(language, path)
    return [*symbol_ids(own, ((symbol.qualified, symbol.kind) for symbol in symbols)), own]


def empty_resolution(paths: Sequence[str]) -> ResolvedBatch:
    """Files without edges."""
    none = array("I", [0] * len(paths)).tobytes()
    edges = EdgeColumns(*[b""] * len(EdgeColumns._fields))
    misses = MissColumns(*[b""] * len(MissColumns._fields))
    return ResolvedBatch(tuple(paths), none, none, none, edges, misses, b"", "", b"", "", "", "")
