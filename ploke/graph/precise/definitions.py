"""Which of our symbols an indexer's symbols are: those whose names stand where it says that they are defined."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from ploke.graph.precise.answers import Node
from ploke.graph.precise.positions import Lines
from ploke.graph.precise.scip import DEFINITION, Document, Encoding
from ploke.graph.precise.symbols import LOCAL, Package, parse_symbol
from ploke.model.facts import FileFacts
from ploke.model.node_ids import ordinals


class Subject(NamedTuple):
    """A file that a document is of: its path in the index, its text, its facts, and what the document counts."""

    path: str
    lines: Lines
    facts: FileFacts
    encoding: Encoding


class Definitions:
    """What all documents define, but for what they alone can name: a few numbers a symbol.

    ``packages`` are those that anything is defined in.
    """

    def __init__(self) -> None:
        self.packages: set[Package] = set()
        self._by_key: dict[int, int] = {}
        # Nodes of a symbol are chained: declarations that merge are few.
        self._next = array("q")
        self._files = array("I")
        self._ordinals = array("I")
        self._qualified: list[str] = []
        self._paths: list[str] = []

    def note_packages(self, document: Document) -> None:
        """Note the packages that a document defines something of, whether or not it fits its file."""
        for occurrence in document.occurrences:
            if occurrence.roles & DEFINITION:
                symbol = parse_symbol(occurrence.symbol)
                if symbol is not None:
                    self.packages.add(symbol.package)

    def add(self, path: str, defined: Mapping[str, Sequence[Node]]) -> None:
        """Note what ``defined_in`` found of a document."""
        self._paths.append(path)
        for name, nodes in defined.items():
            if name.startswith(LOCAL):
                continue
            key = _key(name)
            for node in nodes:
                self._next.append(self._by_key.get(key, -1))
                self._by_key[key] = len(self._files)
                self._files.append(len(self._paths) - 1)
                self._ordinals.append(node.ordinal)
                self._qualified.append(node.qualified)

    def of(self, name: str) -> list[Node]:
        """The nodes of a symbol; none for one that is not defined here, or is none of ours."""
        at = self._by_key.get(_key(name), -1)
        found = []
        while at >= 0:
            found.append(Node(self._paths[self._files[at]], self._qualified[at], self._ordinals[at]))
            at = self._next[at]
        return found


def defined_in(document: Document, subject: Subject) -> dict[str, list[Node]]:
    """The nodes that a document's symbols are, by the names that it gives them."""
    symbols = subject.facts.symbols
    qualified = [symbol.qualified for symbol in symbols]
    nodes = [Node(subject.path, *row) for row in zip(qualified, ordinals(qualified), strict=True)]
    named = {(symbol.name_line, symbol.name_column): number for number, symbol in enumerate(symbols)}
    found: defaultdict[str, list[Node]] = defaultdict(list)
    for line, start, end, name, roles in document.occurrences:
        if not roles & DEFINITION:
            continue
        place = subject.lines.place(line, start, end, subject.encoding)
        if place is None:
            continue
        if place.text:
            number = named.get((line + 1, place.column))
            if number is not None:
                found[name].append(nodes[number])
        elif line == 0:
            # What has no name in its own text is the file itself.
            found[name].append(Node(subject.path, ""))
    return dict(found)


def _key(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
