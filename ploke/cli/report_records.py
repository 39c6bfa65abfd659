"""Answers of analyses of the whole graph as JSON: what scripts read of them is written here and nowhere else."""

from __future__ import annotations

from typing import Any

from ploke.model.graph_reports import Community, Cycle, Hotspot, RepositoryMap, Verdict


def cycle_record(cycle: Cycle) -> dict[str, Any]:
    """An import cycle; ``steps`` are the imports of a shortest way round."""
    return {
        "level": cycle.level.value,
        "lasting": cycle.lasting,
        "members": list(cycle.members),
        "steps": [
            {
                "source": step.source,
                "target": step.target,
                "path": step.path,
                "line": step.line,
                "time": step.time.name.lower(),
            }
            for step in cycle.shortest
        ],
    }


def verdict_record(verdict: Verdict) -> dict[str, Any]:
    """A definition and whether it is used."""
    node = verdict.node
    return {
        "id": node.id,
        "path": node.path,
        "line": node.name_line,
        "start_line": node.start_line,
        "end_line": node.end_line,
        "symbol": node.qualified,
        "kind": node.kind.value if node.kind is not None else "file",
        "state": verdict.use.value,
        "reason": verdict.reason,
        "lines": verdict.lines,
    }


def hotspot_record(spot: Hotspot) -> dict[str, Any]:
    """A file; ``commits`` is null where no history is known."""
    return {**spot._asdict(), "symbols": list(spot.symbols)}


def community_record(community: Community) -> dict[str, Any]:
    """Files that belong together."""
    return {**community._asdict(), "files": list(community.files), "symbols": list(community.symbols)}


def map_record(drawn: RepositoryMap) -> dict[str, Any]:
    """An outline as text and as files."""
    return {
        "tokens": drawn.tokens,
        "left_out": drawn.left_out,
        "text": drawn.text,
        "files": [
            {
                "path": file.path,
                "rank": file.rank,
                "symbols": [
                    {
                        "symbol": node.qualified,
                        "kind": node.kind.value if node.kind is not None else "file",
                        "line": node.name_line,
                        "signature": node.signature,
                    }
                    for node in file.symbols
                ],
            }
            for file in drawn.files
        ],
    }
