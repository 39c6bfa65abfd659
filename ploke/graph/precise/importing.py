"""Turn what a document says of the names in a file into answers: which of our symbols each reference leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from ploke.graph.precise.answers import Answers, Node
from ploke.graph.precise.definitions import Definitions, Subject
from ploke.graph.precise.scip import DEFINITION, Document
from ploke.graph.precise.symbols import LOCAL, Package, parse_symbol


def answers_of(
    document: Document,
    subject: Subject,
    own: Mapping[str, Sequence[Node]],
    definitions: Definitions,
    inside: Collection[Package],
) -> Answers:
    """What a document that fits its file answers for the file's references.

    ``own`` is what ``defined_in`` found in it. Symbols of packages in ``inside`` are of the repository, known or not.
    A place is left to our own rules where the symbol is none of ours, and where the source calls it by another name
    that is no alias of an import: what an indexer says there is not of the reference that we see.
    """
    wanted = _reference_places(subject)
    aliases = {row.alias for row in subject.facts.imports if row.alias}
    found: defaultdict[tuple[int, int], set[Node]] = defaultdict(set)
    for line, start, end, name, roles in document.occurrences:
        if roles & DEFINITION:
            continue
        place = subject.lines.place(line, start, end, subject.encoding)
        if place is None or (line + 1, place.column) not in wanted:
            continue
        symbol = parse_symbol(name)
        if symbol is not None and not (symbol.is_module or symbol.is_called(place.text) or place.text in aliases):
            continue
        nodes = own.get(name, ()) if name.startswith(LOCAL) else definitions.of(name)
        if nodes:
            found[line + 1, place.column].update(nodes)
        elif symbol is not None and symbol.package.name and symbol.package not in inside:
            found[line + 1, place.column].add(Node("", symbol.dotted))
    numbers: dict[Node, int] = {}
    places = [
        number
        for at, nodes in sorted(found.items())
        for node in _inmost(nodes)
        for number in (*at, numbers.setdefault(node, len(numbers)))
    ]
    overrides = [
        numbers.setdefault(node, len(numbers))
        for name, base in sorted(set(document.implements))
        for heir in own.get(name, ())
        for ancestor in definitions.of(base)
        for node in (heir, ancestor)
    ]
    return Answers(tuple(numbers), tuple(places), tuple(overrides))


def _reference_places(subject: Subject) -> set[tuple[int, int]]:
    return {
        pair
        for reference in subject.facts.references
        for pair in zip(reference.places[::2], reference.places[1::2], strict=True)
    }


def _inmost(nodes: Collection[Node]) -> list[Node]:
    """Nodes of the repository, sorted; where there are none, the first of what lies outside.

    What several files outside declare together is one thing that has several names.
    """
    inside = sorted(node for node in nodes if node.path)
    return inside or [min(nodes)]
