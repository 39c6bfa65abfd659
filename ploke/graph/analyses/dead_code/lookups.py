"""Members that are looked up by names which are computed, and classes that are listed by those they derive from."""

from __future__ import annotations

from ploke.graph.analyses.dead_code.mentions import Place
from ploke.graph.customs import customs_of
from ploke.model.graph import GraphView, NodeRow


class Lookups:
    """``owners`` has the innermost symbol around each place where an object looks up its own members, by number.

    ``files`` has the paths where whole files are looked into, ``registering`` the innermost class around each place
    that lists or registers derived classes.
    """

    def __init__(self, view: GraphView, classes: frozenset[object]) -> None:
        self.owners: dict[int, Place] = {}
        self.files: dict[str, Place] = {}
        self.registering: dict[int, Place] = {}
        self._view = view
        self._classes = classes

    def look_in(self, path: str, data: bytes) -> None:
        """Look in the text of one file."""
        file = self._view.file_node(path)
        if file is None:
            return
        customs = customs_of(self._view.node(file).language)
        if customs.computed is not None:
            for found in customs.computed.finditer(data):
                place = _place(path, data, found.start())
                around = self._class_at(place) if found.groupdict().get("own") else None
                if around is None:
                    self.files.setdefault(path, place)
                else:
                    self.owners.setdefault(around.number, place)
        if customs.registers is not None:
            for found in customs.registers.finditer(data):
                place = _place(path, data, found.start())
                around = self._class_at(place)
                if around is not None:
                    self.registering.setdefault(around.number, place)

    def _class_at(self, place: Place) -> NodeRow | None:
        """The innermost class around a line."""
        around = None
        for number in self._view.nodes_in(place.path):
            node = self._view.node(number)
            if node.kind in self._classes and node.start_line <= place.line <= node.end_line:
                around = node
        return around


def _place(path: str, data: bytes, at: int) -> Place:
    return Place(path, data.count(b"\n", 0, at) + 1)
