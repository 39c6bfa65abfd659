"""Members that are looked up by names which are computed, and classes that are listed by those they derive from."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

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
        self._classes: dict[int, NDArray[np.int64]] = {}

    def look_in(self, path: str, data: bytes) -> None:
        """Look in the text of one file."""
        file = self._shapes.table.file_row(path)
        if file < 0:
            return
        customs = self._shapes.customs[file]
        if customs.computed is not None and any(word in data for word in customs.computed_words):
            for found, line in _with_lines(customs.computed, data):
                place = Place(path, line)
                around = self._class_at(file, line) if found.groupdict().get("own") else -1
                if around < 0:
                    self.files.setdefault(path, place)
                else:
                    self.owners.setdefault(around, place)
        if customs.registers is not None:
            for _, line in _with_lines(customs.registers, data):
                around = self._class_at(file, line)
                if around >= 0:
                    self.registering.setdefault(around, Place(path, line))

    def _class_at(self, file: int, line: int) -> int:
        """The innermost class around a line; -1 for none."""
        lines = self._classes.get(file)
        if lines is None:
            lines = self._classes[file] = self._painted(file)
        return int(lines[line]) if line < len(lines) else -1

    def _painted(self, file: int) -> NDArray[np.int64]:
        """The innermost class of each line of a file: inner ones lie behind the ones around them."""
        classes = [row for row in self._shapes.table.rows_in(file) if self._shapes.nodes[row].kind in CLASSES]
        lines = np.full(max((self._shapes.nodes[row].end_line for row in classes), default=0) + 1, -1, np.int64)
        for row in classes:
            lines[self._shapes.nodes[row].start_line : self._shapes.nodes[row].end_line + 1] = row
        return lines


def _with_lines(pattern: re.Pattern[bytes], data: bytes) -> Iterator[tuple[re.Match[bytes], int]]:
    """What a pattern finds, each with its line; lines are counted once."""
    line, counted = 1, 0
    for found in pattern.finditer(data):
        line += data.count(b"\n", counted, found.start())
        counted = found.start()
        yield found, line
