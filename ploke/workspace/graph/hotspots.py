"""Hotspots, with the history that git tells."""

from __future__ import annotations

from ploke.errors import UnavailableError
from ploke.graph.analyses.hotspots import find_hotspots
from ploke.model.graph_reports import Hotspots
from ploke.vcs.churn import churn
from ploke.workspace.graph.source import GraphSource


def hotspots(source: GraphSource, *, tests: bool) -> Hotspots:
    """Hotspots by PageRank and churn; where git tells no history, by PageRank alone, and a note says so."""
    try:
        history = churn(source.root)
    except UnavailableError as error:
        alone = f"{error.message} Files are ranked by what depends on them alone."
        return Hotspots(tuple(find_hotspots(source.view, None, tests=tests)), (alone,))
    notes = (f"Only the last {history.seen} commits are known.",) if history.cut else ()
    return Hotspots(tuple(find_hotspots(source.view, history.commits, tests=tests)), notes)
