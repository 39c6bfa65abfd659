"""What the reference at a place means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ploke.graph.analyses.open_references import with_sources
from ploke.model.facts import SymbolKind
from ploke.model.graph import GraphView, NodeRow
from ploke.model.graph_answers import Definition, Link


def definition_at(
    view: GraphView, path: str, line: int, column: int | None = None, name: str = "", *, behind: Sequence[int] = ()
) -> Definition:
    """What the reference means that stands at a line and column (UTF-8 bytes from 0), or all those of the line.

    ``name`` is the word there, and the names of a chain of members that it starts stand at ``behind``: ``TABLE`` in
    ``TABLE.get`` is referred to at ``get``. Where no reference stands, the symbol that is named so on the line.
    """
    links = _links(view, path, line, column)
    rows = [row for row in view.unresolved(path) if _stands_at(row.places, line, column)]
    named = [link for link in links if _is_named(link, name)]
    if named or any(row.name == name for row in rows):
        links = named
    for later in behind if not links and not rows else ():
        links = [link for link in _links(view, path, line, later) if link.target is not None and _is_named(link, name)]
        if links:
            break
    symbols = (view.node(number) for number in view.nodes_in(path))
    symbol = next((row for row in symbols if row.name_line == line and name in ("", row.name)), None)
    if links or rows:
        symbol = None
    return Definition(path, line, name, tuple(links), tuple(with_sources(view, rows)), symbol)


def _links(view: GraphView, path: str, line: int, column: int | None) -> list[Link]:
    sources = list(_around(view, path, line))
    links = [
        Link(source, view.node(edge.dst), edge)
        for source in sources
        for edge in view.outgoing(source.number)
        if _stands_at(edge.places, line, column)
    ]
    links += [
        Link(source, None, edge)
        for source in sources
        for edge in view.external(source.number)
        if _stands_at(edge.places, line, column)
    ]
    links.sort(key=lambda link: (_first(link.edge.places, line), link.target is None, link.edge.external))
    return links


def _is_named(link: Link, name: str) -> bool:
    if link.target is not None and link.target.kind is SymbolKind.CONSTRUCTOR:
        return True
    return name == (link.target.name if link.target is not None else link.edge.external.rpartition(".")[2])


def _around(view: GraphView, path: str, line: int) -> Iterator[NodeRow]:
    """The nodes that may have references on the line: the file, and symbols around it."""
    file = view.file_node(path)
    if file is not None:
        yield view.node(file)
    for row in map(view.node, view.nodes_in(path)):
        if row.start_line <= line <= row.end_line:
            yield row


def _stands_at(places: tuple[int, ...], line: int, column: int | None) -> bool:
    pairs = zip(places[::2], places[1::2], strict=True)
    return any(at == line and column in (None, where) for at, where in pairs)


def _first(places: tuple[int, ...], line: int) -> int:
    return min(column for at, column in zip(places[::2], places[1::2], strict=True) if at == line)
