"""Which files of an answer are no longer what was indexed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ploke.model.graph import NodeRow
from ploke.workspace.graph.source import GraphSource

_MOST = 1000


def stale_paths(source: GraphSource, answer: object) -> list[str]:
    """Files that ``answer`` has nodes of and that changed since, in order; a thousand files are looked at."""
    paths: dict[str, None] = {}
    for row in _nodes(answer):
        paths[row.path] = None
        if len(paths) == _MOST:
            break
    return [path for path in paths if source.text(path) is None]


def _nodes(value: Any) -> Iterator[NodeRow]:
    """The nodes anywhere in an answer's values."""
    if isinstance(value, NodeRow):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _nodes(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _nodes(getattr(value, name))
