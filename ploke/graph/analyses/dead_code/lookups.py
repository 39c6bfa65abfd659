"""Members that are looked up by names which are computed, and classes that are listed by those they derive from."""

from __future__ import annotations

from ploke.graph.analyses.dead_code.mentions import Place
from ploke.graph.analyses.dead_code.shape import CLASSES, Shapes


class Lookups:
    """Looks in one text after another.

    ``owners`` has the row of the innermost class around each place where an object looks up its own members, ``files``
    the paths where whole files are looked into, ``registering`` the row of the innermost class around each place that
    lists or registers derived classes.
    """

    def __init__(self, shapes: Shapes) -> None:
        self.owners: dict[int, Place] = {}
        self.files: dict[str, Place] = {}
        self.registering: dict[int, Place] = {}
        self._shapes = shapes

    def look_in(self, path: str, data: bytes) -> None:
        """Look in the text of one file."""
        file = self._shapes.table.file_row(path)
        if file < 0:
            return
        customs = self._shapes.customs[file]
        if customs.computed is not None and any(word in data for word in customs.computed_words):
            for found in customs.computed.finditer(data):
                place = _place(path, data, found.start())
                around = self._class_at(file, place.line) if found.groupdict().get("own") else -1
                if around < 0:
                    self.files.setdefault(path, place)
                else:
                    self.owners.setdefault(around, place)
        if customs.registers is not None:
            for found in customs.registers.finditer(data):
                place = _place(path, data, found.start())
                around = self._class_at(file, place.line)
                if around >= 0:
                    self.registering.setdefault(around, place)

    def _class_at(self, file: int, line: int) -> int:
        """The innermost class around a line; -1 for none."""
        around = -1
        for row in self._shapes.table.rows_in(file):
            node = self._shapes.nodes[row]
            if node.kind in CLASSES and node.start_line <= line <= node.end_line:
                around = row
        return around


def _place(path: str, data: bytes, at: int) -> Place:
    return Place(path, data.count(b"\n", 0, at) + 1)
