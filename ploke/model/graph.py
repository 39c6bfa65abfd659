"""The code graph: edges between symbols, what could not be resolved, and the view that answers questions about both.

A *node* is a symbol, or a file itself (the top of its module). Node numbers are valid for one view only and never leave
a process. Lines count from 1, columns are UTF-8 bytes from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from ploke.model.facts import SymbolKind, Visibility
    from ploke.model.source import Role


class EdgeKind(StrEnum):
    """What the source symbol does with the target. ``KIND_CODES`` gives the order in which they are stored."""

    # That of an enum is written in Python; members are looked up in sets and dicts millions of times.
    __hash__ = str.__hash__

    CONTAINS = "contains"
    IMPORTS = "imports"
    CALLS = "calls"
    INHERITS = "inherits"
    IMPLEMENTS = "implements"
    OVERRIDES = "overrides"
    REFERENCES = "references"
    TYPES = "types"
    TESTS = "tests"


class Confidence(StrEnum):
    """What an edge rests on.

    ``exact``: scopes, imports, declared or inferred types prove it; ``inferred``: a named rule of evidence fired;
    ``external``: it leaves the repository.
    """

    EXACT = "exact"
    INFERRED = "inferred"
    EXTERNAL = "external"


class Reason(StrEnum):
    """Why a reference has no edge."""

    UNKNOWN_NAME = "no definition of the name is in reach"
    UNKNOWN_TYPE = "the type of the object is not known"
    NO_MEMBER = "the type has no such member"
    UNKNOWN_VALUE = "the value is computed"
    MISSING_MODULE = "the module is not found"
    AMBIGUOUS = "several definitions fit"
    TOO_DEEP = "the evaluation was cut short"

    @property
    def slug(self) -> str:
        """The reason's name for scripts, such as ``unknown-type``."""
        return self.name.lower().replace("_", "-")


KIND_CODES = tuple(EdgeKind)
REASON_CODES = tuple(Reason)


class NodeRow(NamedTuple):
    """A node. For a file, ``kind`` is None, ``name`` its base name and ``qualified`` empty.

    ``parent`` is the node of the enclosing symbol, or of the file; -1 for a file. ``id`` is deterministic and relative
    to the repository: ``PATH`` for a file, ``PATH#QUALIFIED`` for a symbol, with ``@N`` behind it for the N-th (from 2)
    of the same qualified name in its file.
    """

    number: int
    id: str
    path: str
    language: str
    role: Role
    name: str
    qualified: str
    kind: SymbolKind | None
    visibility: Visibility
    start_line: int
    end_line: int
    name_line: int
    signature: str
    decorators: tuple[str, ...]
    markers: tuple[str, ...]
    parent: int


class Span(NamedTuple):
    """Which lines a symbol takes, and what it stands in: what walks over many files need of its row."""

    number: int
    parent: int
    kind: SymbolKind
    start_line: int
    end_line: int


class EdgeRow(NamedTuple):
    """An edge from node ``src`` to node ``dst``; an external one has ``dst`` -1 and ``external`` says what it is of.

    ``external`` is ``package:dotted.name``. ``rule`` names the rule of evidence of an inferred edge, else "".
    ``places`` holds line, column pairs, flattened, in the file of ``src``, in file order; empty for edges that stand in
    no place of their own (``contains``, ``overrides``).
    """

    src: int
    dst: int
    kind: EdgeKind
    confidence: Confidence
    rule: str
    external: str
    places: tuple[int, ...]


class Unresolved(NamedTuple):
    """A reference without an edge: the expression in normal form, its last ``name``, why, and where it stands."""

    src: int
    expression: str
    name: str
    kind: EdgeKind
    reason: Reason
    places: tuple[int, ...]


class Adjacency(NamedTuple):
    """Edges as compressed sparse rows: the neighbours of node n are ``targets[starts[n]:starts[n + 1]]``.

    Sequences of unsigned integers (memory-mapped or NumPy arrays). ``edges`` runs beside ``targets`` with numbers that
    ``GraphView.edge`` takes, ``codes`` with their kinds and confidences (``ploke.model.resolved.EDGE_CODES``). Within a
    row neighbours ascend.
    """

    starts: Sequence[int]
    targets: Sequence[int]
    edges: Sequence[int]
    codes: Sequence[int]


class GraphView(Protocol):
    """One generation's graph, pinned. Every method sees live nodes and edges only.

    ``contains`` and ``tests`` edges are derived: the first from the symbols' parents, the second from what a test's
    file calls or references outside of test files. The other kinds are stored.
    """

    @property
    def generation(self) -> int:
        """The generation's number."""
        ...

    @property
    def node_count(self) -> int:
        """Nodes have numbers below this one; a number may be unused (``is_live``)."""
        ...

    def is_live(self, node: int) -> bool:
        """Whether the number names a node."""
        ...

    def nodes(self) -> Iterable[int]:
        """All live nodes, by path and place in the file; a file's node comes before those of its symbols."""
        ...

    def node(self, number: int) -> NodeRow:
        """What a node is."""
        ...

    def file_node(self, path: str) -> int | None:
        """The node of a file."""
        ...

    def nodes_in(self, path: str) -> list[int]:
        """The nodes of a file's symbols in file order."""
        ...

    def spans_in(self, path: str) -> list[Span]:
        """Which lines a file's symbols take, in file order."""
        ...

    def named(self, name: str) -> list[int]:
        """Nodes of symbols with this bare name, any case, by path and line."""
        ...

    def outgoing(self, node: int, kinds: frozenset[EdgeKind] | None = None) -> list[EdgeRow]:
        """Edges from ``node``, by target's path and line; all stored kinds but ``external`` ones without ``kinds``."""
        ...

    def incoming(self, node: int, kinds: frozenset[EdgeKind] | None = None) -> list[EdgeRow]:
        """Edges to ``node``, by source's path and line."""
        ...

    def external(self, node: int | None = None) -> Iterable[EdgeRow]:
        """Edges that leave the repository, of one node or of all."""
        ...

    def edge(self, number: int) -> EdgeRow:
        """An edge by the number an ``Adjacency`` has for it."""
        ...

    def edge_counts(self) -> dict[tuple[EdgeKind, Confidence], int]:
        """How many edges there are of each stored kind and confidence, external ones too."""
        ...

    def forward(self, kinds: frozenset[EdgeKind]) -> Adjacency:
        """Targets of every node over stored edges of ``kinds``; external ones left out."""
        ...

    def backward(self, kinds: frozenset[EdgeKind]) -> Adjacency:
        """Sources of every node."""
        ...

    def unresolved(self, path: str | None = None) -> Iterable[Unresolved]:
        """References without an edge, of one file or of all, in file order."""
        ...

    def unresolved_named(self, name: str) -> Iterable[Unresolved]:
        """References without an edge whose last name is ``name``, in file order."""
        ...

    def unresolved_counts(self) -> dict[Reason, int]:
        """How many references have no edge, by reason."""
        ...
