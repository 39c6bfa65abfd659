"""The texts of all indexed files, as they are now."""

from __future__ import annotations

from collections.abc import Iterator

from ploke.text.decode import decode
from ploke.workspace.graph.source import GraphSource


def all_texts(source: GraphSource) -> Iterator[tuple[str, bytes]]:
    """Path and decoded text of every file, by path; of one that changed since it was indexed, what it is now."""
    for number in source.view.nodes():
        node = source.view.node(number)
        if node.kind is not None:
            continue
        text = source.text(node.path)
        if text is not None:
            yield node.path, text.data
            continue
        try:
            yield node.path, decode((source.root / node.path).read_bytes()).data
        except OSError:
            continue


def lines_of(source: GraphSource, path: str) -> list[str]:
    """The lines of a file; none where it is not what was indexed."""
    text = source.text(path)
    return [] if text is None else text.data.decode("utf-8", "replace").split("\n")
