"""The questions that the code graph answers, one method each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from ploke.model.graph import EdgeKind, NodeRow
from ploke.model.graph_answers import (
    Card,
    Definition,
    GraphStats,
    Impact,
    Link,
    Neighbours,
    OpenReference,
    PathAnswer,
    UnresolvedGroup,
)
from ploke.model.graph_reports import Community, Cycle, CycleLevel, Hotspots, RepositoryMap, Users, Verdict
from ploke.model.results import SearchHit
from ploke.workspace.graph.source import GraphSource

_Answer = TypeVar("_Answer")
Symbol = str | NodeRow
"""A symbol by id, name or place (see ``find``), or a node of an earlier answer."""


class CodeGraph:
    """Questions to a workspace's graph; each opens the newest generation, brought up to date first if so wished.

    Symbols are named as ``find`` says. All raise ``UsageError`` for a symbol, file, kind or place that is not there,
    ``AmbiguousNameError`` where several symbols are meant, and what the methods of ``Workspace`` raise. Where files may
    be newer than the graph, ``tell`` gets a sentence on those of the answer that are.
    """

    def __init__(self, open_source: Callable[[], GraphSource], tell: Callable[[str], None]) -> None:
        self._open = open_source
        self._tell = tell

    def find(self, symbol: str) -> tuple[NodeRow, ...]:
        """The nodes meant by an id (``PATH#QUALIFIED``), a place (``PATH:LINE``), a path or a name (``Class.method``).

        Several where one file has the name several times, as for overloads.
        """
        return self._ask(lambda source: _nodes(source, symbol))

    def show(self, symbol: Symbol) -> Card:
        """What is one edge away from a symbol, either way, its members and tests."""
        from ploke.graph.analyses.cards import card

        return self._ask(lambda source: card(source.view, _nodes(source, symbol)))

    def callers(self, symbol: Symbol, *, depth: int = 1, list_open: bool = False) -> Neighbours:
        """Who calls a symbol, up to ``depth`` calls away (0: all the way); ``list_open`` lists what may call it too."""
        from ploke.graph.analyses.neighbours import callers

        return self._ask(lambda source: callers(source.view, _nodes(source, symbol), depth, list_open=list_open))

    def callees(self, symbol: Symbol, *, depth: int = 1, external: bool = False, list_open: bool = False) -> Neighbours:
        """What a symbol calls; with ``external`` also outside of the repository."""
        from ploke.graph.analyses.neighbours import callees

        return self._ask(
            lambda source: callees(source.view, _nodes(source, symbol), depth, external=external, list_open=list_open)
        )

    def references(
        self, symbol: Symbol, *, kinds: Iterable[str] = (), depth: int = 1, list_open: bool = False
    ) -> Neighbours:
        """Where a symbol is named, by edges of all kinds that name one or of ``kinds``."""
        from ploke.graph.analyses.neighbours import NAMING, references
        from ploke.workspace.graph.kinds import edge_kinds

        chosen = edge_kinds(kinds, NAMING)
        return self._ask(
            lambda source: references(source.view, _nodes(source, symbol), chosen, depth, list_open=list_open)
        )

    def path(self, source: Symbol, target: Symbol, *, kinds: Iterable[str] = ()) -> PathAnswer:
        """A shortest way from one symbol to another, by edges of all stored kinds or of ``kinds``."""
        from ploke.graph.analyses.paths import DEPENDENCIES, find_path
        from ploke.workspace.graph.kinds import edge_kinds

        chosen = edge_kinds(kinds, DEPENDENCIES)
        return self._ask(lambda at: find_path(at.view, _nodes(at, source), _nodes(at, target), chosen))

    def impact(self, symbol: Symbol, *, depth: int = 0) -> Impact:
        """What a change of a symbol or file may reach, in ``depth`` steps or (0) all the way, and the tests for it."""
        from ploke.graph.analyses.impact import impact

        return self._ask(lambda source: impact(source.view, _nodes(source, symbol), depth))

    def impact_of_changes(self, revision: str = "HEAD", *, depth: int = 0) -> Impact:
        """What the changes since a revision may reach. Raises ``UnavailableError`` where git cannot answer."""
        from ploke.workspace.graph.changes import impact_of_changes

        return self._ask(lambda source: impact_of_changes(source, revision, depth))

    def tests_for(self, symbol: Symbol, *, depth: int = 0) -> Impact:
        """The tests that run a symbol, or something of a file, nearest first."""
        from ploke.graph.analyses.impact import tests_for

        return self._ask(lambda source: tests_for(source.view, _nodes(source, symbol), depth))

    def definition(self, path: str, line: int, column: int | None = None) -> Definition:
        """What the word at a line and column (from 1, in characters) means; without a column, all of the line."""
        from ploke.workspace.graph.definition import definition

        return self._ask(lambda source: definition(source, path, line, column))

    def unresolved(
        self, *, reasons: Iterable[str] = (), languages: Sequence[str] = (), paths: Sequence[str] = ()
    ) -> Iterator[OpenReference]:
        """References that have no edge, by path and line; of files that pass the filters."""
        from ploke.workspace.graph.misses import unresolved

        return unresolved(self._open(), reasons, languages, paths)

    def unresolved_groups(
        self,
        *,
        by_expression: bool = True,
        reasons: Iterable[str] = (),
        languages: Sequence[str] = (),
        paths: Sequence[str] = (),
    ) -> list[UnresolvedGroup]:
        """The same, counted by reason and expression or by reason alone, the most frequent first."""
        from ploke.graph.analyses.unresolved import group_unresolved
        from ploke.workspace.graph.misses import unresolved

        return group_unresolved(unresolved(self._open(), reasons, languages, paths), by_expression=by_expression)

    def edges(self, *, kinds: Iterable[str] = (), external: bool = False) -> Iterator[Link]:
        """All edges, or those of ``kinds``, by their source's path and place; read as they are asked for."""
        from ploke.graph.analyses.edges import all_edges
        from ploke.workspace.graph.kinds import edge_kinds

        return all_edges(self._open().view, edge_kinds(kinds, frozenset(EdgeKind)), external=external)

    def stats(self) -> GraphStats:
        """Counts of nodes, of edges by kind and confidence, and of references without an edge by reason."""
        from ploke.graph.analyses.stats import graph_stats

        return self._ask(lambda source: graph_stats(source.view))

    def cycles(self, levels: Iterable[str] = tuple(CycleLevel)) -> list[Cycle]:
        """Import cycles between files and between folders (``file``, ``package``): lasting ones first, larger first."""
        from ploke.graph.analyses.cycles import find_cycles
        from ploke.workspace.graph.texts import lines_of

        chosen = [CycleLevel(level) for level in levels]
        return self._ask(lambda source: find_cycles(source.view, lambda path: lines_of(source, path), chosen))

    def dead_code(
        self, *, users: Users = Users.MANIFESTS, kinds: Iterable[str] = (), paths: Sequence[str] = ()
    ) -> list[Verdict]:
        """Whether each function, method, class and constant of a module is used, and why; the longest first.

        ``users`` says who may use what is public; ``kinds`` are ``function``, ``method``, ``class``, ``constant``.
        """
        from ploke.workspace.graph.dead_code import dead_code

        return self._ask(lambda source: dead_code(source, users, kinds, paths, self._tell))

    def hotspots(self, *, tests: bool = False) -> Hotspots:
        """Files that much depends on and that change often, highest score first; ``tests`` takes those of tests in."""
        from ploke.workspace.graph.hotspots import hotspots

        return self._ask(lambda source: hotspots(source, tests=tests))

    def communities(self, *, tests: bool = False) -> list[Community]:
        """Files that belong together by what they use, the largest group first; ``tests`` takes those of tests in."""
        from ploke.graph.analyses.communities import find_communities

        return self._ask(lambda source: find_communities(source.view, tests=tests))

    def map(self, tokens: int, *, focus: Iterable[Symbol] = (), hits: Iterable[SearchHit] = ()) -> RepositoryMap:
        """The outline that best fits a budget of tokens, around files, symbols and what a search found, if given."""
        from ploke.workspace.graph.repository_map import repository_map

        def draw(source: GraphSource) -> RepositoryMap:
            rows = [row for symbol in focus for row in _nodes(source, symbol)]
            return repository_map(source, tokens, rows, hits)

        return self._ask(draw)

    def export(
        self,
        format: str,
        *,
        level: str = "symbol",
        focus: Symbol | None = None,
        depth: int = 2,
        limit: int | None = None,
    ) -> Iterable[str]:
        """The lines of the graph in ``json``, ``graphml``, ``dot``, ``mermaid`` or ``html``.

        ``level`` is ``symbol`` or ``file``. Around ``focus`` what is up to ``depth`` edges away is shown; of more than
        ``limit`` nodes those that matter most.
        """
        from ploke.workspace.graph.export import export

        source = self._open()
        rows = _nodes(source, focus) if focus is not None else ()
        return export(source, format, level=level, focus=rows, depth=depth, limit=limit, tell=self._tell)

    def to_networkx(self, *, external: bool = False) -> Any:
        """The whole graph as a ``networkx.MultiDiGraph``, nodes by id; with ``external`` also what lies outside."""
        from ploke.graph.export.as_networkx import to_networkx

        return to_networkx(self._open().view, external=external)

    def _ask(self, question: Callable[[GraphSource], _Answer]) -> _Answer:
        source = self._open()
        answer = question(source)
        if source.behind:
            from ploke.workspace.graph.staleness import stale_paths

            stale = stale_paths(source, answer)
            if stale:
                names = ", ".join(sorted(stale)[:3]) + (f" and {len(stale) - 3} more" if len(stale) > 3 else "")
                self._tell(f"Changed since they were indexed, so this may not hold for them: {names}.")
        return answer


def _nodes(source: GraphSource, symbol: Symbol) -> tuple[NodeRow, ...]:
    from ploke.graph.names import find_nodes

    return find_nodes(source.view, symbol if isinstance(symbol, str) else symbol.id)
