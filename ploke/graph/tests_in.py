"""Which symbols are tests."""

from __future__ import annotations

from ploke.graph.dispatch import CALLABLES, Contents
from ploke.graph.rows import Rows
from ploke.model.graph import EdgeKind, GraphView, NodeRow
from ploke.model.source import Role

_MARK = "test"


def is_marked(row: NodeRow) -> bool:
    """Whether its language's rules say that ``row`` is a test (``#[test]``, ``@Test``, ``it("…", …)``)."""
    return _MARK in row.markers


def is_test_code(row: NodeRow) -> bool:
    """Whether ``row`` is in a test file, or a marked test."""
    return row.role is Role.TEST or is_marked(row)


class TestCases:
    """Tells tests from the helpers beside them.

    A test is what its language's rules mark as one. What stands beside tests and is called by nothing is run by their
    framework (``setUp``, a fixture), and counts as well; so does all that nothing calls in a test file without marks,
    and the top of such a file, where tests may be functions without a name.
    """

    def __init__(self, view: GraphView, contents: Contents) -> None:
        self._contents = contents
        self._calls = Rows(view.backward(frozenset({EdgeKind.CALLS})))
        self._homes: dict[str, frozenset[int]] = {}

    def has(self, row: NodeRow) -> bool:
        """Whether ``row`` is a test."""
        if not is_test_code(row) or (row.kind is not None and row.kind not in CALLABLES):
            return False
        if is_marked(row):
            return True
        if row.kind is not None and set(self._calls.targets(row.number)) - {row.number}:
            return False
        homes = self._homes_in(row.path)
        return not homes or (row.kind is not None and row.parent in homes)

    def _homes_in(self, path: str) -> frozenset[int]:
        """What the marked tests of a file stand in."""
        if path not in self._homes:
            rows = self._contents.in_file(path)
            self._homes[path] = frozenset(row.parent for row in rows if is_marked(row) and row.kind in CALLABLES)
        return self._homes[path]
