"""The ways along which use spreads in a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from ploke.graph.analyses.dead_code.reach import Ways, ways
from ploke.graph.analyses.dead_code.relations import Relations
from ploke.graph.analyses.dead_code.shape import CLASSES, Shapes
from ploke.graph.analyses.table import USES
from ploke.model.facts import SymbolKind
from ploke.model.graph import EdgeKind


def ways_of(shapes: Shapes, relations: Relations) -> Ways:
    """Edges of the graph; from a definition to what it lies in; from there to what runs or exists with it."""
    table = shapes.table
    found = table.pairs(USES | {EdgeKind.IMPORTS})
    added = [*_outwards(shapes), *_inwards(shapes), *_same_names(shapes), *_announced(shapes), *_loaded_with(shapes)]
    more = np.array(added, np.int64).reshape(-1, 2).T
    overrides = table.pairs([EdgeKind.OVERRIDES])
    owners = np.where(table.parents[overrides.sources] < 0, overrides.sources, table.parents[overrides.sources])
    mixed = np.array(sorted(set(relations.mixed())), np.int64).reshape(-1, 3).T
    stand_ins = np.concatenate((np.stack((overrides.sources, overrides.targets, owners)), mixed), axis=1)
    ends = np.concatenate((np.stack((found.sources, found.targets)), more), axis=1)
    return ways(ends, stand_ins, len(table))


def is_carried(shapes: Shapes, row: int) -> bool:
    """Whether a node is in use as soon as what it lies in is: what is not judged itself, and what is called unasked."""
    return (
        not shapes.is_candidate[row] or shapes.customs[row].is_special(shapes.nodes[row]) or shapes.handed_over(row)[1]
    )


def _outwards(shapes: Shapes) -> list[tuple[int, int]]:
    return [(row, parent) for row, parent in enumerate(shapes.parents) if parent >= 0]


def _inwards(shapes: Shapes) -> list[tuple[int, int]]:
    """A block of implementations beside its type comes with the type (``_same_names``), not with what both lie in."""
    types = {(shapes.parents[row], node.name) for row, node in enumerate(shapes.nodes) if node.kind in CLASSES}
    return [
        (parent, row)
        for row, (parent, node) in enumerate(zip(shapes.parents, shapes.nodes, strict=True))
        if parent >= 0
        and is_carried(shapes, row)
        and not (node.kind is SymbolKind.IMPLEMENTATION and (parent, node.name) in types)
    ]


def _same_names(shapes: Shapes) -> list[tuple[int, int]]:
    """Definitions of one name in one scope stand for each other: overloads, branches, a property's halves."""
    groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for row, node in enumerate(shapes.nodes):
        if node.kind is not None:
            groups[shapes.parents[row], node.name].append(row)
    return _rings(groups.values())


def _announced(shapes: Shapes) -> list[tuple[int, int]]:
    """What is declared in one place and defined in another, by qualified name."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row, node in enumerate(shapes.nodes):
        if node.kind is not None and shapes.customs[row].declares_apart:
            groups[node.qualified].append(row)
    return _rings(
        group for group in groups.values() if any("declaration" in shapes.nodes[row].markers for row in group)
    )


def _loaded_with(shapes: Shapes) -> list[tuple[int, int]]:
    """Files that a file cannot be loaded without, such as those of the packages around it."""
    rows = {shapes.nodes[row].path: row for row in shapes.table.file_rows.tolist()}
    return [
        (row, rows[other])
        for path, row in rows.items()
        for other in shapes.customs[row].loads_with(path)
        if other in rows and rows[other] != row
    ]


def _rings(groups: Iterable[list[int]]) -> list[tuple[int, int]]:
    return [pair for group in groups if len(group) > 1 for pair in zip(group, [*group[1:], group[0]], strict=True)]
