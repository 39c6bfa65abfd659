"""Which symbols are tests."""

from __future__ import annotations

from ploke.graph.dispatch import CALLABLES
from ploke.model.graph import NodeRow
from ploke.model.source import Role


def is_test_code(row: NodeRow) -> bool:
    """Whether ``row`` is in a test file, or its language's rules say that it is a test (``#[test]``, ``@Test``)."""
    return row.role is Role.TEST or "test" in row.markers


def can_run(row: NodeRow) -> bool:
    """Whether ``row`` has statements of its own: a callable, or the top of a file."""
    return row.kind is None or row.kind in CALLABLES
