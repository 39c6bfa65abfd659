"""What a definition is to this analysis, read off its node and what is around it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ploke.graph.analyses.table import Table
from ploke.graph.customs import customs_of
from ploke.graph.customs.customs import decorator_names
from ploke.model.facts import SymbolKind, Visibility
from ploke.model.graph import NodeRow
from ploke.model.source import Role

FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR, SymbolKind.PROPERTY})
CLASSES = frozenset(
    {
        SymbolKind.CLASS,
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.TRAIT,
        SymbolKind.INTERFACE,
        SymbolKind.UNION,
    }
)
_SCOPES = frozenset({SymbolKind.MODULE, SymbolKind.NAMESPACE})
_CALLABLE = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
# What such a definition announces is defined elsewhere, or is one of several forms of what stands beside it.
_ANNOUNCED = frozenset({"declaration", "declare", "abstract", "overload", "anonymous"})


class Shapes:
    """The definitions of a table; everything is by row."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.nodes = table.nodes
        self.parents: list[int] = table.parents.tolist()
        self.customs = [customs_of(node.language) for node in table.nodes]

    def around(self, row: int) -> Iterator[int]:
        """The rows of what a node lies in, from the inside out, its file last."""
        row = self.parents[row]
        while row >= 0:
            yield row
            row = self.parents[row]

    def parent_kind(self, row: int) -> SymbolKind | None:
        """The kind of what a node lies in; None for a file."""
        return self.nodes[self.parents[row]].kind

    def owner(self, row: int) -> int:
        """The class, or block of implementations, that a node is a member of; -1 for none."""
        parent = self.parents[row]
        if parent >= 0 and (self.nodes[parent].kind in CLASSES or self.nodes[parent].kind is SymbolKind.IMPLEMENTATION):
            return parent
        return -1

    @cached_property
    def children(self) -> list[list[int]]:
        """What lies directly in each node, in file order."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for row, parent in enumerate(self.parents):
            if parent >= 0:
                found[parent].append(row)
        return found

    @cached_property
    def candidates(self) -> list[int]:
        """Rows of functions, methods, classes and constants of modules, in source files; local ones are left out."""
        return [
            row for row, node in enumerate(self.nodes) if node.role is Role.SOURCE and self._is_candidate(row, node)
        ]

    def _is_candidate(self, row: int, node: NodeRow) -> bool:
        if node.kind is None or not _ANNOUNCED.isdisjoint(node.markers) or not self._is_global(row):
            return False
        if self.owner(row) < 0 and self.customs[row].is_value(node):
            return False
        if node.kind is SymbolKind.CONSTANT:
            return self.owner(row) < 0
        return node.kind in _CALLABLE or node.kind in CLASSES

    def _is_global(self, row: int) -> bool:
        """Whether all around a node is modules and classes, so that it is neither local nor part of a value."""
        kinds = [self.nodes[outer].kind for outer in self.around(row)][:-1]
        return all(kind in CLASSES or kind in _SCOPES or kind is SymbolKind.IMPLEMENTATION for kind in kinds)

    @cached_property
    def is_candidate(self) -> NDArray[np.bool_]:
        """Whether each row is a candidate."""
        found = np.zeros(len(self.nodes), bool)
        found[self.candidates] = True
        return found

    def is_test(self, row: int) -> bool:
        """Whether a node is a test by its marker, or lies in one."""
        return "test" in self.nodes[row].markers or any(
            "test" in self.nodes[outer].markers for outer in self.around(row)
        )

    def is_offered(self, row: int) -> bool:
        """Whether those who import a node's file can name it, by the visibility of all that it lies in."""
        shown = {Visibility.PUBLIC}
        if self.customs[row].protected_is_offered:
            shown.add(Visibility.PROTECTED)
        outer = [row, *self.around(row)]
        return all(
            self.nodes[each].visibility in shown or self.nodes[each].kind in (None, SymbolKind.IMPLEMENTATION)
            for each in outer
        )

    def handed_over(self, row: int) -> tuple[str, bool]:
        """The first decorator of a node that hands it to somebody, and whether that is known; empty for none."""
        customs = self.customs[row]
        unsure = ""
        for decorator in self.nodes[row].decorators:
            whole, last = decorator_names(decorator)
            if whole in customs.registering or last in customs.registering:
                return whole, True
            known = whole in customs.harmless or last in customs.harmless or customs.is_harmless(last)
            unsure = unsure or ("" if known else whole or decorator)
        return unsure, False
