"""The texts of all files that may name something, as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ploke.model.source import SkipReason
from ploke.text.decode import decode
from ploke.workspace.graph.source import GraphSource

_UNREAD = frozenset(
    {
        SkipReason.GENERATED,
        SkipReason.MINIFIED,
        SkipReason.TOO_LARGE,
        SkipReason.CRASHED,
        SkipReason.TIMED_OUT,
        SkipReason.VANISHED,
    }
)
_MOST_BYTES = 64 << 20


def all_texts(source: GraphSource) -> Iterator[tuple[str, bytes]]:
    """Path and decoded text of every indexed file, by path; of one that changed since, what it is now.

    Then the same of source files that the index left out: they use what they name all the same.
    """
    for number in source.view.nodes():
        node = source.view.node(number)
        if node.kind is not None:
            continue
        text = source.text(node.path)
        if text is not None:
            yield node.path, text.data
            continue
        now = _read(source.root / node.path)
        if now is not None:
            yield node.path, now
    for skip in source.skipped():
        if skip.reason in _UNREAD and not skip.path.endswith("/"):
            now = _read(source.root / skip.path)
            if now is not None:
                yield skip.path, now


def _read(path: Path) -> bytes | None:
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return None
        return decode(path.read_bytes()).data
    except OSError:
        return None


def lines_of(source: GraphSource, path: str) -> list[str]:
    """The lines of a file; none where it is not what was indexed."""
    text = source.text(path)
    return [] if text is None else text.data.decode("utf-8", "replace").split("\n")
