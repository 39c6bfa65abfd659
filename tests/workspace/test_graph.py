"""Questions to the graph from Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import ploke
from ploke.config import load_config

FILES = {
    "a.py": "def low():\n    pass\n\n\ndef high():\n    low()\n",
    "b.py": "from a import high\n\nhigh()\n",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[ploke.Workspace]:
    root = tmp_path / "tree"
    root.mkdir()
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    config = load_config(root, {"cache.dir": str(tmp_path / "cache"), "index.workers": 1}, {})
    with ploke.open_workspace(root, config=config) as workspace:
        yield workspace


def test_an_answer_leads_to_the_next_question(workspace: ploke.Workspace) -> None:
    (link,) = workspace.graph.callers("low").links
    assert (link.source.id, link.line, link.confidence) == ("a.py#high", 6, ploke.Confidence.EXACT)
    (next_link,) = workspace.graph.callers(link.source).links
    assert next_link.source.id == "b.py"


def test_each_question_is_about_the_files_as_they_are(workspace: ploke.Workspace) -> None:
    graph = workspace.graph
    assert len(graph.callers("low").links) == 1
    (workspace.root / "b.py").write_text("from a import low\n\nlow()\n", encoding="utf-8")
    assert [link.source.id for link in graph.callers("low").links] == ["a.py#high", "b.py"]


def test_without_a_sync_what_changed_is_said(workspace: ploke.Workspace) -> None:
    workspace.sync()
    graph = workspace.open_graph(sync=False)
    graph.callers("low")
    assert workspace.notes == ()
    (workspace.root / "a.py").write_text("", encoding="utf-8")
    assert len(graph.callers("low").links) == 1
    assert workspace.notes == ("Changed since they were indexed, so this may not hold for them: a.py.",)


def test_edges_are_read_one_by_one(workspace: ploke.Workspace) -> None:
    edges = workspace.graph.edges(kinds=["calls"])
    assert [(next(edges).source.id, next(edges).source.id)] == [("a.py#high", "b.py")]
    assert next(edges, None) is None


def test_names_that_cannot_be(workspace: ploke.Workspace) -> None:
    with pytest.raises(ploke.UsageError):
        workspace.graph.path("low", "high", kinds=["eats"])
    with pytest.raises(ploke.UsageError):
        list(workspace.graph.unresolved(reasons=["boredom"]))
