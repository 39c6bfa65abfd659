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

from ploke.graph.analyses.dead_code.shape import CLASSES
from ploke.graph.customs import customs_of
from ploke.model.facts import SymbolKind
from ploke.model.graph import EdgeKind, EdgeRow, GraphView, NodeRow

_WORD = re.compile(rb"[A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*")
_BASES = frozenset({EdgeKind.INHERITS, EdgeKind.IMPLEMENTS})
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
    """Looks for names of ``nodes`` in one text after another; ``found`` has the first place that names each, by number.

    A name is looked for until each node that has it was mentioned outside of its own definition.
    """

    def __init__(self, view: GraphView, nodes: Iterable[NodeRow]) -> None:
        self.found: dict[int, Place] = {}
        self._view = view
        self._wanted: defaultdict[bytes, list[NodeRow]] = defaultdict(list)
        for node in nodes:
            self._wanted[searched_name(node).encode()].append(node)
        self._wanted.pop(b"", None)

    def look_in(self, path: str, data: bytes) -> None:
        """Look in the text of one file."""
        words = self._wanted.keys() & set(_WORD.findall(data))
        if not words:
            return
        file = self._view.file_node(path)
        comment = customs_of(self._view.node(file).language).comment if file is not None else None
        places, definitions = self._explained(path) if file is not None else (set(), Counter())
        pattern = re.compile(
            rb"(?<![A-Za-z0-9_\x80-\xff])(?:" + b"|".join(sorted(words)) + rb")(?![A-Za-z0-9_\x80-\xff])"
        )
        for number, line in enumerate(data.split(b"\n"), 1):
            for occurrence in pattern.finditer(line):
                word = occurrence[0]
                if word not in self._wanted or (number, occurrence.start(), word) in places:
                    continue
                if definitions[number, word] > 0:
                    definitions[number, word] -= 1
                elif comment is None or not comment.match(line):
                    self._note(word, Place(path, number))

    def _note(self, word: bytes, place: Place) -> None:
        left = []
        for node in self._wanted[word]:
            if node.path == place.path and node.start_line <= place.line <= node.end_line:
                left.append(node)
            else:
                self.found[node.number] = place
        if left:
            self._wanted[word] = left
        else:
            del self._wanted[word]

    def _explained(self, path: str) -> tuple[set[tuple[int, int, bytes]], Counter[tuple[int, bytes]]]:
        """Places of a file that the graph has resolved to a name, and how often each line defines a name.

        A place where another name stands than what it was resolved to is none of them: the name is used there too.
        """
        view = self._view
        file = view.file_node(path)
        nodes = ([] if file is None else [file]) + view.nodes_in(path)
        edges = [edge for node in nodes for edge in view.outgoing(node)] + self._outside.get(path, [])
        places = {
            (line, column, name)
            for edge in edges
            for name in self._names_of(edge)
            for line, column in zip(edge.places[::2], edge.places[1::2], strict=True)
        }
        symbols = (view.node(node) for node in view.nodes_in(path))
        return places, Counter((node.name_line, searched_name(node).encode()) for node in symbols)

    def _names_of(self, edge: EdgeRow) -> Iterator[bytes]:
        """What the target of an edge is called: a constructor as its class is, a file by its name without endings."""
        if edge.dst < 0:
            # What was sought in an outside base was not found in the class: it may be there all the same.
            if not edge.external.startswith(self._outside_bases):
                yield edge.external.rpartition(":")[2].rpartition(".")[2].encode()
            return
        node = self._view.node(edge.dst)
        if customs_of(node.language).is_value(node) and self._view.node(node.parent).kind not in CLASSES:
            # A member of an object is not in reach by its name alone: what stands there may be something else.
            return
        yield searched_name(node).encode()
        if node.kind is SymbolKind.CONSTRUCTOR:
            yield searched_name(self._view.node(node.parent)).encode()
        elif node.kind is None:
            yield from (
                part.encode() for part in (node.name.partition(".")[0], node.path.rpartition("/")[0].rpartition("/")[2])
            )

    @cached_property
    def _outside(self) -> dict[str, list[EdgeRow]]:
        """Edges out of the repository by the path of their file."""
        found: defaultdict[str, list[EdgeRow]] = defaultdict(list)
        for edge in self._view.external():
            found[self._view.node(edge.src).path].append(edge)
        return found

    @cached_property
    def _outside_bases(self) -> tuple[str, ...]:
        """How members of classes outside are called that classes of the repository derive from."""
        every = (edge for edges in self._outside.values() for edge in edges)
        return tuple(sorted({f"{edge.external}." for edge in every if edge.kind in _BASES}))


_STRING_START = re.compile(
    rb"""
      ["'`](?P<name>[A-Za-z_]\w+)
      (?: (?<=_)["'`]                                     # "handle_": whatever is done with it
        | (?=\{|%[srd(]|\$\{|\#\{)                        # f"handle{name}", "handle%s", `handle${name}`
        | ["'`]\s*(?:\+|%|\.\.|\.format\b|\.concat\b) )   # "handle" + name
    | starts_?with\(\s*["'`](?P<asked>\w+)["'`]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STRING_END = re.compile(
    rb"""
      (?:[}]|%s)(?P<name>\w{2,})["'`]                     # f"{name}_handler"
    | (?:\+|\.\.)\s*["'`](?P<added>\w{2,})["'`]           # name + "Handler"
    | ends_?with\(\s*["'`](?P<asked>\w+)["'`]
    """,
    re.VERBOSE | re.IGNORECASE,
)


class ComputedNames:
    """Beginnings and ends of names that texts put together, each with the first place that does."""

    def __init__(self) -> None:
        self._starts: dict[str, Place] = {}
        self._ends: dict[str, Place] = {}

    def look_in(self, path: str, data: bytes) -> None:
        """Look in the text of one file."""
        for pattern, known in ((_STRING_START, self._starts), (_STRING_END, self._ends)):
            for found in pattern.finditer(data):
                part = (found[found.lastgroup or 0] or b"").decode("utf-8", "replace")
                if part not in known:
                    known[part] = Place(path, data.count(b"\n", 0, found.start()) + 1)

    def of(self, name: str) -> Iterator[tuple[str, Place]]:
        """What could make up ``name``: a beginning or an end that stops where a word of the name does."""
        for at in range(2, len(name)):
            before, after = name[:at], name[at:]
            if (before[-1] == "_" or after[0].isupper()) and before in self._starts:
                yield before, self._starts[before]
            if (after[0] == "_" or (after[0].isupper() and not before[-1].isupper())) and after in self._ends:
                yield after, self._ends[after]
