"""What the changes since a revision may reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ploke.graph.analyses.impact import impact
from ploke.graph.owners import owners_of
from ploke.model.graph import NodeRow
from ploke.model.graph_answers import Impact
from ploke.vcs.diff import ChangedFile, changed_files
from ploke.workspace.graph.source import GraphSource


def impact_of_changes(source: GraphSource, revision: str, depth: int) -> Impact:
    """What may be reached by what differs between ``revision`` and the files now.

    A changed line belongs to the innermost symbol around it, or to the file; all of a new file is changed. Raises
    ``UsageError`` for an unknown revision, ``UnavailableError`` where git cannot answer.
    """
    files = changed_files(source.root, revision)
    changed = [row for file in files if not file.gone for row in _changed_in(source, file)]
    gone = tuple(file.path for file in files if file.gone)
    return replace(impact(source.view, changed, depth, changed), gone=gone)


def _changed_in(source: GraphSource, file: ChangedFile) -> list[NodeRow]:
    number = source.view.file_node(file.path)
    if number is None:
        return []
    if file.new:
        return [source.view.node(each) for each in (number, *source.view.nodes_in(file.path))]
    return owners_of(source.view, file.path, _lines(source, file))


def _lines(source: GraphSource, file: ChangedFile) -> Iterator[int]:
    """The present lines that say what changed: those that are not blank, and the two around what was removed."""
    text = source.text(file.path)
    rows = text.data.split(b"\n") if text is not None else []
    for first, last in file.lines:
        for line in range(first, last + 1):
            if line > len(rows) or rows[line - 1].strip():
                yield line
    for seam in file.seams:
        yield from (seam, seam + 1)
