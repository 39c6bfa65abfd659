"""What the shared engine must be told of a language: plain data and a few small functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ploke.model.facts import FileFacts


class Limits(NamedTuple):
    """Deterministic bounds. Beyond ``bytes`` or ``nodes`` a file keeps its lines alone; deeper than ``depth`` is skipped.

    ``problems`` caps how many problems one file lists.
    """

    bytes: int = 8_000_000
    nodes: int = 4_000_000
    depth: int = 1_000
    problems: int = 20


DEFAULT = Limits()
