"""What a question to the graph is answered from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ploke.config import Config
from ploke.model.graph import GraphView
from ploke.model.source import Skip
from ploke.workspace.texts import FileText


class GraphSource(NamedTuple):
    """One generation's graph and the tree it is of.

    ``text`` answers the text of an indexed file while it is what was indexed, else None. ``behind`` says that the files
    may be newer than the graph. ``config`` are the repository's settings, ``skipped`` answers what the index left out.
    """

    view: GraphView
    root: Path
    text: Callable[[str], FileText | None]
    behind: bool
    config: Config
    skipped: Callable[[], list[Skip]]
