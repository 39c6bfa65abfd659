"""The nodes of a stored graph: files and symbols, numbered through the read index's segments.

Each file is followed by its symbols. Numbers of what is dead stay unused.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ploke.model.facts import MODULE, SymbolKind, Visibility
from ploke.model.graph import NodeRow, Span
from ploke.model.node_ids import file_key, node_id, ordinals, symbol_key
from ploke.model.source import Role
from ploke.store.sections import Liveness
from ploke.store.segment import Segment

NO_NODE = -1
_KEPT_FILES = 512


class NodePart(NamedTuple):
    """A segment of the read index, which of its files are live, the number of its first node, and what codes mean."""

    segment: Segment
    live: Liveness
    first_node: int
    roles: tuple[Role, ...]
    kinds: tuple[SymbolKind, ...]
    visibilities: tuple[Visibility, ...]


class NodeTable:
    """Nodes by number, path, name and key. ``count`` is above all numbers."""

    def __init__(self, segments: Sequence[tuple[Segment, Liveness]]) -> None:
        self.parts: list[NodePart] = []
        self.count = 0
        for segment, live in segments:
            codes = (
                tuple(map(Role, segment.roles)),
                tuple(map(SymbolKind, segment.kinds)),
                tuple(map(Visibility, segment.visibilities)),
            )
            self.parts.append(NodePart(segment, live, self.count, *codes))
            self.count += segment.node_count
        self._first_nodes = [part.first_node for part in self.parts]
        self._ordinals = lru_cache(_KEPT_FILES)(self._ordinals_in)
        self._of_keys: dict[int, int] = {}

    def is_live(self, node: int) -> bool:
        """Whether the number names a node."""
        if not 0 <= node < self.count:
            return False
        part = self._part_of(node)
        return part.live.has(part.segment.file_of_node(node - part.first_node))

    def nodes(self) -> Iterator[int]:
        """All live nodes, by path and place in the file."""
        for _, part, file in self._files():
            segment = part.segment
            yield from range(part.first_node + segment.first_node(file), part.first_node + segment.first_node(file + 1))

    def node(self, number: int) -> NodeRow:
        """What a node is."""
        part, file, symbol = self.place_of(number)
        segment, columns = part.segment, part.segment.columns
        path = segment.path(file)
        language = segment.languages[columns["file_languages"][file]]
        role = part.roles[columns["file_roles"][file]]
        base = part.first_node + segment.first_node(file)
        if symbol == MODULE:
            name = path.rpartition("/")[2]
            lines = max(columns["file_lines"][file], 1)
            return NodeRow(
                number,
                node_id(path),
                path,
                language,
                role,
                name,
                "",
                None,
                Visibility.PUBLIC,
                1,
                lines,
                1,
                "",
                (),
                (),
                -1,
            )
        first = columns["file_symbols"][file]
        row = first + symbol
        qualified = segment.text("symbol_qualified", "symbol_qualified_offsets", row)
        parent = columns["symbol_parents"][row]
        markers, *decorators = segment.text("symbol_marks", "symbol_mark_offsets", row).split("\0")
        return NodeRow(
            number,
            node_id(path, qualified, self._ordinals(part.first_node, file)[symbol]),
            path,
            language,
            role,
            segment.text("symbol_names", "symbol_name_offsets", row),
            qualified,
            part.kinds[columns["symbol_kinds"][row]],
            part.visibilities[columns["symbol_visibilities"][row]],
            columns["symbol_starts"][row],
            columns["symbol_ends"][row],
            columns["symbol_name_lines"][row],
            segment.text("symbol_signatures", "symbol_signature_offsets", row),
            tuple(decorators),
            tuple(markers.split(" ")) if markers else (),
            base if parent < 0 else base + 1 + parent - first,
        )

    def file_node(self, path: str) -> int | None:
        """The node of a file."""
        found = self._find(path)
        return None if found is None else found[0].first_node + found[0].segment.first_node(found[1])

    def nodes_in(self, path: str) -> list[int]:
        """The nodes of a file's symbols in file order."""
        found = self._find(path)
        if found is None:
            return []
        part, file = found
        first = part.first_node + part.segment.first_node(file)
        return list(range(first + 1, part.first_node + part.segment.first_node(file + 1)))

    def spans_in(self, path: str) -> list[Span]:
        """Which lines a file's symbols take, in file order."""
        found = self._find(path)
        if found is None:
            return []
        part, file = found
        columns = part.segment.columns
        rows = slice(columns["file_symbols"][file], columns["file_symbols"][file + 1])
        base = part.first_node + part.segment.first_node(file)
        return [
            Span(number, base if parent < 0 else base + 1 + parent - rows.start, part.kinds[kind], start, end)
            for number, parent, kind, start, end in zip(
                range(base + 1, base + 1 + rows.stop - rows.start),
                columns["symbol_parents"][rows],
                columns["symbol_kinds"][rows],
                columns["symbol_starts"][rows],
                columns["symbol_ends"][rows],
                strict=True,
            )
        ]

    def named(self, name: str) -> list[int]:
        """Nodes of symbols with this bare name, any case, by path and line."""
        folded = name.casefold()
        found = []
        for part in self.parts:
            segment = part.segment
            for symbol in segment.name_symbols(folded):
                file = segment.file_of_symbol(symbol)
                if part.live.has(file):
                    found.append((segment.path(file), part.first_node + symbol + file + 1))
        return [node for _, node in sorted(found)]

    def _files(self) -> Iterable[tuple[str, NodePart, int]]:
        """All live files, by path."""
        return sorted(
            (
                (part.segment.path(file), part, file)
                for part in self.parts
                for first, end in part.live.runs(0, part.segment.file_count)
                for file in range(first, end)
            ),
            key=lambda found: found[0],
        )

    def _part_of(self, node: int) -> NodePart:
        return self.parts[bisect_right(self._first_nodes, node) - 1]

    def place_of(self, node: int) -> tuple[NodePart, int, int]:
        """Part, file, and symbol within the file."""
        part = self._part_of(node)
        local = node - part.first_node
        file = part.segment.file_of_node(local)
        return part, file, local - part.segment.first_node(file) - 1

    def path_of(self, node: int) -> str:
        """The path of the file that a node is or stands in."""
        part, file, _ = self.place_of(node)
        return part.segment.path(file)

    def _find(self, path: str) -> tuple[NodePart, int] | None:
        for part in self.parts:
            file = part.segment.file_at(path)
            if file >= 0 and part.live.has(file):
                return part, file
        return None

    def _ordinals_in(self, first_node: int, file: int) -> list[int]:
        """``ordinals`` of a file's symbols."""
        segment = self._part_of(first_node).segment
        first, end = segment.columns["file_symbols"][file], segment.columns["file_symbols"][file + 1]
        return list(
            ordinals(segment.text("symbol_qualified", "symbol_qualified_offsets", row) for row in range(first, end))
        )

    def key_of(self, node: int) -> int:
        """A node's key, see ``ploke.model.node_ids``."""
        part, file, symbol = self.place_of(node)
        segment = part.segment
        key = file_key(segment.path(file))
        if symbol == MODULE:
            return key
        row = segment.columns["file_symbols"][file] + symbol
        qualified = segment.text("symbol_qualified", "symbol_qualified_offsets", row)
        return key ^ symbol_key(qualified, self._ordinals(part.first_node, file)[symbol])

    def of_key(self, key: int) -> int:
        """The live node of a key, or ``NO_NODE``."""
        found = self._of_keys.get(key)
        if found is None:
            found = self._of_keys[key] = self._look_up(key)
        return found

    def _look_up(self, key: int) -> int:
        for part in self.parts:
            node = part.segment.node_of(key)
            if node >= 0 and part.live.has(part.segment.file_of_node(node)):
                return part.first_node + node
        return NO_NODE
