"""Dead code, with all that is known beside the graph: manifests, settings and every file's text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ploke.errors import UsageError
from ploke.graph.analyses.dead_code.find import find_dead_code
from ploke.graph.analyses.dead_code.surroundings import Surroundings
from ploke.graph.entry_points import is_entry_manifest, read_manifest
from ploke.graph.entry_points.manifest import Files
from ploke.model.facts import SymbolKind
from ploke.model.graph_reports import Users, Verdict
from ploke.search.filters import path_filter
from ploke.workspace.graph.source import GraphSource
from ploke.workspace.graph.texts import all_texts

KINDS = {
    "function": frozenset({SymbolKind.FUNCTION}),
    "method": frozenset({SymbolKind.METHOD}),
    "class": frozenset(
        {
            SymbolKind.CLASS,
            SymbolKind.STRUCT,
            SymbolKind.ENUM,
            SymbolKind.TRAIT,
            SymbolKind.INTERFACE,
            SymbolKind.UNION,
        }
    ),
    "constant": frozenset({SymbolKind.CONSTANT}),
}
"""What is judged, by the name that callers give it."""


def dead_code(
    source: GraphSource, users: Users, kinds: Iterable[str], paths: Sequence[str], tell: Callable[[str], None]
) -> list[Verdict]:
    """A verdict on each definition that passes the filters; ``tell`` gets a sentence on each manifest that is broken.

    Raises ``UsageError`` for a kind that is not judged or a bad glob.
    """
    wanted: set[SymbolKind] = set()
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"Nothing of the kind {kind!r} is judged.", f"Kinds are {', '.join(KINDS)}.")
        wanted |= KINDS[kind]
    on_path = path_filter(paths)
    return [
        verdict
        for verdict in find_dead_code(source.view, _surroundings(source, users, tell))
        if (not wanted or verdict.node.kind in wanted) and on_path(verdict.node.path)
    ]


def _surroundings(source: GraphSource, users: Users, tell: Callable[[str], None]) -> Surroundings:
    view = source.view
    paths = [node.path for number in view.nodes() if (node := view.node(number)).kind is None]
    files = Files(paths)
    manifests = []
    for path in filter(is_entry_manifest, paths):
        text = source.text(path)
        if text is not None:
            manifests.append(read_manifest(path, text.data.decode("utf-8", "replace"), files))
    for manifest in manifests:
        if manifest.problem:
            tell(f"{manifest.problem}. Its entry points are not known.")
    return Surroundings(
        tuple(point for manifest in manifests for point in manifest.entry_points),
        tuple(package for manifest in manifests for package in manifest.packages),
        tuple(source.config.get("entry-points.symbols")),
        users,
        lambda: all_texts(source),
    )
