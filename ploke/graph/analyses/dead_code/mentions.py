"""Where texts name what no edge leads to: strings, settings, templates, documents, generated code.

An occurrence of an identifier counts as a mention unless it is the definition itself, a place that the graph has
resolved, or in a line that is a comment. Whether it stands in a string or names something local is not asked: what is
mentioned is not called live, only not dead.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from ploke.graph.analyses.dead_code.shape import CLASSES, Shapes
from ploke.model.facts import SymbolKind
from ploke.model.graph import EdgeRow, NodeRow
from ploke.text.members import members_behind

_WORD = re.compile(rb"[A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*")
_Named = tuple[int, int, bytes]
_MANY = 40
_PARTS = re.compile(r"[^\W\d]\w*")


class Place(NamedTuple):
    """A line of a file, from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


def searched_name(node: NodeRow) -> str:
    """The identifier by which a text can name a node; empty where it has none (an operator) or several."""
    found = _PARTS.findall(node.name)
    return found[0] if len(found) == 1 else ""


class Mentions:
    """Looks for names of ``rows`` in one text after another; ``found`` has the first place that names each.

    A name is looked for until each node that has it was mentioned outside of its own definition.
    """

    def __init__(self, shapes: Shapes, rows: Iterable[int]) -> None:
        self.found: dict[int, Place] = {}
        self._shapes = shapes
        self._table = shapes.table
        self._wanted: defaultdict[bytes, list[int]] = defaultdict(list)
        self._names: dict[int, tuple[bytes, ...]] = {}
        for row in rows:
            self._wanted[searched_name(shapes.nodes[row]).encode()].append(row)
        self._wanted.pop(b"", None)

    def look_in(self, path: str, data: bytes) -> None:
        """Look in the text of one file."""
        words = self._wanted.keys() & set(_WORD.findall(data))
        if not words:
            return
        file = self._table.file_row(path)
        comment = self._shapes.customs[file].comment if file >= 0 else None
        inside, outside, definitions = self._explained(file, words)
        pattern = _pattern(words)
        for number, line in enumerate(data.split(b"\n"), 1):
            for occurrence in pattern.finditer(line):
                word, at = occurrence[0], (number, occurrence.start(), occurrence[0])
                if word not in words or word not in self._wanted or at in inside:
                    continue
                if any((number, place, word) in inside for place in members_behind(line, occurrence.end())):
                    continue
                if definitions[number, word] > 0:
                    definitions[number, word] -= 1
                elif comment is None or not comment.match(line):
                    self._note(word, Place(path, number), members_only=at in outside)

    def _note(self, word: bytes, place: Place, *, members_only: bool) -> None:
        left = []
        for row in self._wanted[word]:
            node = self._shapes.nodes[row]
            if (node.path == place.path and node.start_line <= place.line <= node.end_line) or (
                members_only and self._shapes.owner(row) < 0
            ):
                left.append(row)
            else:
                self.found[row] = place
        if left:
            self._wanted[word] = left
        else:
            del self._wanted[word]

    def _explained(self, file: int, words: set[bytes]) -> tuple[set[_Named], set[_Named], Counter[tuple[int, bytes]]]:
        """Places of a file where one of ``words`` is something inside or outside, and how often each line defines one.

        A place where another name stands than what it was resolved to is none of them: the name is used there too. That
        something is a member of a type outside is less sure than the rest: nobody has seen that type.
        """
        inside: set[_Named] = set()
        outside: set[_Named] = set()
        if file < 0:
            return inside, outside, Counter()
        nodes = self._shapes.nodes
        rows = self._table.rows_in(file)
        for row in rows:
            for edge in self._table.view.outgoing(nodes[row].number):
                for name in self._names_of(self._table.row(edge.dst)):
                    if name in words:
                        inside.update(_named(edge, name))
        for edge in self._outside.get(nodes[file].path, ()):
            name = edge.external.rpartition(":")[2].rpartition(".")[2].encode()
            if name in words:
                outside.update(_named(edge, name))
        return inside, outside, Counter((nodes[row].name_line, searched_name(nodes[row]).encode()) for row in rows)

    def _names_of(self, row: int) -> tuple[bytes, ...]:
        """What a target is called: a constructor as its class is, a file by its name without endings."""
        known = self._names.get(row)
        if known is None:
            known = self._names[row] = tuple(name.encode() for name in self._all_names(row))
        return known

    def _all_names(self, row: int) -> list[str]:
        node = self._shapes.nodes[row]
        if node.kind is None:
            return [node.name.partition(".")[0], node.path.rpartition("/")[0].rpartition("/")[2]]
        parent = self._shapes.parents[row]
        if self._shapes.customs[row].is_value(node) and self._shapes.nodes[parent].kind not in CLASSES:
            # A member of an object is not in reach by its name alone: what stands there may be something else.
            return []
        if node.kind is SymbolKind.CONSTRUCTOR:
            return [searched_name(node), searched_name(self._shapes.nodes[parent])]
        return [searched_name(node)]

    @cached_property
    def _outside(self) -> dict[str, list[EdgeRow]]:
        """Edges out of the repository by the path of their file."""
        found: defaultdict[str, list[EdgeRow]] = defaultdict(list)
        for edge in self._table.view.external():
            found[self._shapes.nodes[self._table.row(edge.src)].path].append(edge)
        return found


def _pattern(words: set[bytes]) -> re.Pattern[bytes]:
    """Finds ``words`` in a line; of many, any word is quicker to find."""
    if len(words) > _MANY:
        return _WORD
    listed = b"|".join(sorted(words))
    return re.compile(rb"(?<![A-Za-z0-9_\x80-\xff])(?:" + listed + rb")(?![A-Za-z0-9_\x80-\xff])")


def _named(edge: EdgeRow, name: bytes) -> Iterator[_Named]:
    return ((line, column, name) for line, column in zip(edge.places[::2], edge.places[1::2], strict=True))
