"""Answers of the code graph as JSON, beside ``records``: what scripts read of them is written here and nowhere else.

Lines count from 1. Nodes' numbers are left out: they mean nothing outside of a process.
"""

from __future__ import annotations

from collections.abc import Iterable
from json import JSONEncoder
from typing import Any

from ploke.model.graph import NodeRow
from ploke.model.graph_answers import (
    Card,
    Definition,
    GraphStats,
    Impact,
    Link,
    Neighbours,
    OpenReference,
    PathAnswer,
    Reached,
    UnresolvedGroup,
)

_encode = JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def node_record(row: NodeRow) -> dict[str, Any]:
    """A symbol or file; a file's ``symbol`` is empty and its ``kind`` is ``file``."""
    return {
        "id": row.id,
        "path": row.path,
        "line": row.name_line,
        "start_line": row.start_line,
        "end_line": row.end_line,
        "symbol": row.qualified,
        "kind": "file" if row.kind is None else row.kind.value,
        "visibility": row.visibility.value,
        "signature": row.signature,
    }


def edge_record(link: Link) -> dict[str, Any]:
    """An edge. ``src`` is empty and ``src_line`` 0 for the top of a file; an external one has no ``dst_path``.

    ``src_line`` is that of the symbol's name: a reference may stand in the head of a symbol that it is not of (a
    decorator, a default), so its own line, ``line``, does not tell whose it is.
    """
    target = link.target
    return {
        "src_path": link.source.path,
        "src_line": 0 if link.source.kind is None else link.source.name_line,
        "src": link.source.qualified,
        "dst_path": "" if target is None else target.path,
        "dst_line": 0 if target is None else target.name_line,
        "dst": link.edge.external if target is None else target.qualified,
        "kind": link.edge.kind.value,
        "confidence": link.confidence.value,
        "rule": link.edge.rule,
        "line": link.line,
    }


def edge_json(link: Link) -> str:
    """An edge as one line of JSON; there may be a million of them."""
    return _encode(edge_record(link))


def link_record(link: Link) -> dict[str, Any]:
    """An edge around what was asked for: also how far away, all its lines, and through which overridden method."""
    return {
        **edge_record(link),
        "depth": link.depth,
        "lines": sorted(set(link.edge.places[::2])),
        "through": None if link.through is None else link.through.id,
    }


def open_record(found: OpenReference) -> dict[str, Any]:
    """A reference without an edge; columns are UTF-8 bytes, from 1."""
    reference = found.reference
    return {
        "path": found.source.path,
        "line": reference.places[0] if reference.places else found.source.name_line,
        "column": reference.places[1] + 1 if reference.places else 1,
        "lines": sorted(set(reference.places[::2])),
        "symbol": found.source.qualified,
        "expression": reference.expression,
        "kind": reference.kind.value,
        "reason": reference.reason.slug,
    }


def neighbours_record(answer: Neighbours, limit: int | None) -> dict[str, Any]:
    """Edges around symbols; ``total`` counts them all where ``limit`` left some out."""
    return {
        "asked": _nodes(answer.asked),
        "total": len(answer.links),
        "edges": [link_record(link) for link in answer.links[:limit]],
        "unresolved": answer.unresolved,
        "open": [open_record(each) for each in answer.open],
    }


def path_record(answer: PathAnswer) -> dict[str, Any]:
    """A way, edge by edge."""
    return {
        "from": _nodes(answer.sources),
        "to": _nodes(answer.targets),
        "same": answer.same,
        "edges": [link_record(link) for link in answer.links],
        "length_back": answer.length_back,
    }


def reached_record(each: Reached) -> dict[str, Any]:
    """A node that is reached, and the last step to it."""
    link = each.link
    return {
        **node_record(each.node),
        "depth": each.depth,
        "confidence": each.confidence.value,
        "by": link.edge.kind.value,
        "to": None if link.target is None else link.target.id,
        "at": link.line,
        "through": None if link.through is None else link.through.id,
    }


def impact_record(answer: Impact, limit: int | None) -> dict[str, Any]:
    """What a change reaches; the totals count all where ``limit`` left some out."""
    return {
        "asked": _nodes(answer.asked),
        "gone": list(answer.gone),
        "depth": answer.depth,
        "total": len(answer.reached),
        "reached": [reached_record(each) for each in answer.reached[:limit]],
        "tests_total": len(answer.tests),
        "tests": [reached_record(each) for each in answer.tests[:limit]],
        "unresolved": answer.unresolved,
    }


def tests_record(answer: Impact, limit: int | None) -> dict[str, Any]:
    """The tests that run a symbol."""
    return {
        "asked": _nodes(answer.asked),
        "depth": answer.depth,
        "total": len(answer.tests),
        "tests": [reached_record(each) for each in answer.tests[:limit]],
        "unresolved": answer.unresolved,
    }


def definition_record(answer: Definition) -> dict[str, Any]:
    """What stands at a place: ``targets`` are symbols, or ``external`` names."""
    return {
        "path": answer.path,
        "line": answer.line,
        "name": answer.name,
        "targets": [
            {
                "name": link.edge.external if link.target is None else link.target.id,
                "kind": link.edge.kind.value,
                "confidence": link.confidence.value,
                "rule": link.edge.rule,
                "definition": None if link.target is None else node_record(link.target),
            }
            for link in answer.links
        ],
        "open": [open_record(each) for each in answer.open],
        "defines": None if answer.symbol is None else node_record(answer.symbol),
    }


def card_record(card: Card, limit: int | None) -> dict[str, Any]:
    """All around one symbol."""
    return {
        "asked": _nodes(card.asked),
        "callers": [link_record(link) for link in card.callers[:limit]],
        "callees": [link_record(link) for link in card.callees[:limit]],
        "bases": [link_record(link) for link in card.bases[:limit]],
        "derived": [link_record(link) for link in card.derived[:limit]],
        "overrides": [link_record(link) for link in card.overrides[:limit]],
        "overridden": [link_record(link) for link in card.overridden[:limit]],
        "tests": [reached_record(each) for each in card.tests[:limit]],
        "members": _nodes(card.members[:limit]),
        "unresolved": card.unresolved,
    }


def group_record(group: UnresolvedGroup) -> dict[str, Any]:
    """References without an edge that are alike."""
    return {
        "reason": group.reason.slug,
        "expression": group.expression,
        "count": group.times,
        "examples": [open_record(each) for each in group.examples],
    }


def stats_record(stats: GraphStats) -> dict[str, Any]:
    """Counts by kind, confidence and reason."""
    return {
        "generation": stats.generation,
        "files": stats.files,
        "symbols": stats.symbols,
        "edges": {
            kind.value: {confidence.value: number for confidence, number in counts.items()}
            for kind, counts in stats.edges.items()
        },
        "unresolved": {reason.slug: number for reason, number in stats.unresolved.items()},
    }


def candidate_record(name: str, row: NodeRow) -> dict[str, Any]:
    """A symbol that an ambiguous name may mean."""
    return {"ambiguous": name, **node_record(row)}


def _nodes(rows: Iterable[NodeRow]) -> list[dict[str, Any]]:
    return [node_record(row) for row in rows]
