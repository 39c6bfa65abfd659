"""Classes and what they derive from; methods and what they override."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from ploke.graph.analyses.dead_code.shape import FUNCTIONS, Shapes
from ploke.graph.analyses.table import Pairs
from ploke.model.facts import SymbolKind
from ploke.model.graph import EdgeKind

T = TypeVar("T")
_BASES = frozenset({EdgeKind.INHERITS, EdgeKind.IMPLEMENTS})


class Relations:
    """By row: ``bases`` and ``derived`` of classes, ``overridden`` and ``overriding`` of methods; direct ones alone.

    ``outside`` names a base of a class that lies outside of the repository or could not be found.
    """

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        table = shapes.table
        self.bases, self.derived = _both_ways(table.pairs(_BASES))
        self.overridden, self.overriding = _both_ways(table.pairs([EdgeKind.OVERRIDES]))
        self.outside: dict[int, str] = {}
        for edge in table.view.external():
            if edge.kind in _BASES:
                self._add_outside(table.row(edge.src), edge.external.rpartition(":")[2] or edge.external)
        for miss in table.view.unresolved():
            if miss.kind in _BASES:
                self._add_outside(table.row(miss.src), miss.expression)

    def _add_outside(self, row: int, name: str) -> None:
        if name.rpartition(".")[2] not in self._shapes.customs[row].inert_bases:
            self.outside.setdefault(row, name)

    def ancestors(self, row: int) -> Iterator[int]:
        """A class and all it derives from, each once, nearest first."""
        seen = {row: None}
        waiting = [row]
        for each in waiting:
            yield each
            for base in self.bases.get(each, ()):
                if base not in seen:
                    seen[base] = None
                    waiting.append(base)

    def outside_base(self, row: int) -> str:
        """A base outside of the repository of a class or of one that it derives from; empty for none.

        A block of implementations has its own: that a type implements one trait says nothing of its other blocks.
        """
        if self._shapes.nodes[row].kind is SymbolKind.IMPLEMENTATION:
            if "trait" not in self._shapes.nodes[row].markers or self.bases.get(row):
                return ""
            return self.outside.get(row, "a trait")
        return self._outside_above.get(row, "")

    def outside_base_beside(self, row: int) -> str:
        """The same of a class or of one that derives from it: there its members may override what lies outside."""
        return self.outside_base(row) or self._outside_beside.get(row, "")

    @cached_property
    def _outside_above(self) -> dict[int, str]:
        return handed_on(self.outside, self.derived)

    @cached_property
    def _outside_beside(self) -> dict[int, str]:
        return handed_on(self._outside_above, self.bases)

    def mixed(self) -> Iterator[tuple[int, int, int]]:
        """Members that stand for each other in a class that derives from both of theirs: one, the other, that class.

        The classes that they are members of need not know of each other, as those of mixins do not.
        """
        for heir, bases in self.bases.items():
            if len(bases) < 2:
                continue
            named: defaultdict[str, list[int]] = defaultdict(list)
            for ancestor in self.ancestors(heir):
                for member in self._shapes.children[ancestor]:
                    if self._shapes.nodes[member].kind in FUNCTIONS:
                        named[self._shapes.nodes[member].name].append(member)
            # Round in a ring: whichever is used, it leads on to all.
            for members in named.values():
                if len(members) > 1:
                    pairs = zip(members, members[-1:] + members[:-1], strict=True)
                    yield from ((one, other, heir) for one, other in pairs)


def handed_on(labels: Mapping[int, T], following: Mapping[int, list[int]]) -> dict[int, T]:
    """``labels``, and for each row that follows from some of theirs the label of a nearest one."""
    found = dict(sorted(labels.items()))
    waiting = list(found)
    for row in waiting:
        for other in following.get(row, ()):
            if other not in found:
                found[other] = found[row]
                waiting.append(other)
    return found


def _both_ways(pairs: Pairs) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    forward: defaultdict[int, list[int]] = defaultdict(list)
    backward: defaultdict[int, list[int]] = defaultdict(list)
    for source, target in zip(pairs.sources.tolist(), pairs.targets.tolist(), strict=True):
        forward[source].append(target)
        backward[target].append(source)
    return forward, backward
