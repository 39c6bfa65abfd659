"""References that have no edge: why, and which expressions they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from ploke.graph.analyses.open_references import places_in, with_sources
from ploke.model.graph import REASON_CODES, GraphView, NodeRow, Reason
from ploke.model.graph_answers import OpenReference, UnresolvedGroup

_EXAMPLES = 3


def list_unresolved(
    view: GraphView, reasons: Collection[Reason] = (), passes: Callable[[NodeRow], bool] | None = None
) -> Iterator[OpenReference]:
    """References without an edge for one of ``reasons`` (or any), by path and line.

    ``passes`` says of a file's node whether the file counts; it is asked once a file.
    """
    said: dict[str, bool] = {}
    for each in with_sources(view, view.unresolved()):
        if reasons and each.reference.reason not in reasons:
            continue
        if passes is not None:
            path = each.source.path
            if path not in said:
                said[path] = passes(each.source)
            if not said[path]:
                continue
        yield each


def group_unresolved(references: Iterator[OpenReference], *, by_expression: bool = True) -> list[UnresolvedGroup]:
    """``references`` by reason and, unless told otherwise, by expression; the most frequent first."""
    times: dict[tuple[Reason, str], int] = {}
    examples: dict[tuple[Reason, str], list[OpenReference]] = {}
    for each in references:
        key = each.reference.reason, each.reference.expression if by_expression else ""
        times[key] = times.get(key, 0) + places_in((each.reference,))
        kept = examples.setdefault(key, [])
        if len(kept) < _EXAMPLES:
            kept.append(each)
    groups = [UnresolvedGroup(*key, number, tuple(examples[key])) for key, number in times.items()]
    return sorted(groups, key=lambda group: (-group.times, REASON_CODES.index(group.reason), group.expression))
