"""What questions to the code graph answer: plain frozen values that views and ``--json`` render.

Rows carry node numbers, which mean something only beside the view they are from; ``NodeRow.id`` lasts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ploke.model.graph import Confidence, EdgeKind, EdgeRow, NodeRow, Reason, Unresolved


class Link(NamedTuple):
    """An edge with both of its ends told; an external one has no target.

    ``depth`` counts edges from what was asked for. ``through`` is set where the edge leads to a method that the asked
    one overrides: a call there may run either, so the link is no surer than ``inferred`` (``confidence``).
    """

    source: NodeRow
    target: NodeRow | None
    edge: EdgeRow
    depth: int = 1
    through: NodeRow | None = None

    @property
    def confidence(self) -> Confidence:
        """How sure it is that the link leads where it was asked to."""
        return Confidence.INFERRED if self.through is not None else self.edge.confidence

    @property
    def line(self) -> int:
        """The edge's first line in the source's file, or that of the source's name."""
        return self.edge.places[0] if self.edge.places else self.source.name_line


class OpenReference(NamedTuple):
    """A reference that has no edge, with the symbol it stands in."""

    source: NodeRow
    reference: Unresolved


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Edges around ``asked`` (several nodes where a name has overloads), nearest first, then by path and line.

    ``unresolved`` counts references that have no edge though they name what was asked for: without links that is the
    difference between "none" and "not known". ``open`` lists them if asked to.
    """

    asked: tuple[NodeRow, ...]
    links: tuple[Link, ...]
    unresolved: int = 0
    open: tuple[OpenReference, ...] = ()


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """A shortest way from one of ``sources`` to one of ``targets``, edge by edge; empty where there is none.

    ``length_back`` is the length of the way in the other direction, which is looked for where there is none; 0 if there
    is none either. ``same`` says that both ends are one.
    """

    sources: tuple[NodeRow, ...]
    targets: tuple[NodeRow, ...]
    links: tuple[Link, ...]
    length_back: int = 0
    same: bool = False


class Reached(NamedTuple):
    """A node that a change may reach, by a shortest way: ``link`` is the way's last step, ``depth`` its length.

    ``confidence`` is that of the way's weakest step; of several shortest ways the surest counts.
    """

    node: NodeRow
    depth: int
    confidence: Confidence
    link: Link


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of ``asked`` may reach, nearest first, then by path and line, and the tests among it.

    ``depth`` is how far was looked, 0 for all the way. ``unresolved`` counts references without an edge that have the
    name of something asked for. ``gone`` are files that the change removed.
    """

    asked: tuple[NodeRow, ...]
    depth: int
    reached: tuple[Reached, ...]
    tests: tuple[Reached, ...]
    unresolved: int = 0
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """What stands at a place: edges of the reference there, or why it has none, or the symbol that is defined there.

    ``name`` is the word at the place, "" where the whole line was asked for.
    """

    path: str
    line: int
    name: str
    links: tuple[Link, ...] = ()
    open: tuple[OpenReference, ...] = ()
    symbol: NodeRow | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known around one symbol."""

    asked: tuple[NodeRow, ...]
    callers: tuple[Link, ...]
    callees: tuple[Link, ...]
    bases: tuple[Link, ...]
    derived: tuple[Link, ...]
    overrides: tuple[Link, ...]
    overridden: tuple[Link, ...]
    tests: tuple[Reached, ...]
    members: tuple[NodeRow, ...]
    unresolved: int


class UnresolvedGroup(NamedTuple):
    """References without an edge that are alike: of one reason, and of one expression where it is given.

    ``times`` counts places; ``examples`` are a few of them, by path and line.
    """

    reason: Reason
    expression: str
    times: int
    examples: tuple[OpenReference, ...]


@dataclass(frozen=True, slots=True)
class GraphStats:
    """Counts of a generation's graph. ``edges`` are the stored ones; ``unresolved`` references count by reason."""

    generation: int
    files: int
    symbols: int
    edges: Mapping[EdgeKind, Mapping[Confidence, int]]
    unresolved: Mapping[Reason, int]
