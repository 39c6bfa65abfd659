"""Verifying names every row on which the index and a clean build disagree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import ploke
from ploke.store import Writer
from ploke.workspace.verify import differences
from tests.workspace.trees import open_at, write

TREE = {
    "lib.py": "def make():\n    return 1\n",
    "shop.py": "from lib import make\n\n\ndef sell():\n    return make() + unknown()\n",
    "pyproject.toml": "[project]\nname = 'shop'\n",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[ploke.Workspace]:
    write(tmp_path / "tree", TREE)
    with open_at(tmp_path / "tree", tmp_path, workers=1) as workspace:
        yield workspace


@pytest.mark.parametrize("use_cache", [True, False])
def test_a_sound_index_is_equal(workspace: ploke.Workspace, use_cache: bool) -> None:
    workspace.sync()
    write(workspace.root, {"lib.py": "def make():\n    return unheard_of()\n"}, settled=False)
    found = workspace.verify(use_cache=use_cache)
    assert found.equal and found.differences == ()
    assert (found.files, found.generation) == (3, 2)
    assert found.rows["files"] == found.rows["world"] == 3
    assert found.rows["edges"] == found.rows["graph edges"] == 2
    assert found.rows["unresolved"] == 2


def test_edges_that_were_lost_are_named(workspace: ploke.Workspace) -> None:
    workspace.sync()
    with Writer.open(workspace.index_dir) as writer:
        writer.unlink(["shop.py"])
        writer.commit(resolved=True)
    found = workspace.verify()
    assert not found.equal
    assert dict(found.different) == {"edges": 2, "graph edges": 2, "unresolved": 1, "keys": 1}
    lost = [row.clean for row in found.differences if row.table == "graph edges" and row.kept is None]
    assert ("shop.py#sell", "lib.py#make", "calls", (5, 11)) in [
        (row["src"], row["dst"], row["kind"], row["places"]) for row in lost if row is not None
    ]


def test_differences_tell_the_columns_and_the_side() -> None:
    kept = [{"path": "a", "size": 1, "lines": 2}, {"path": "b", "size": 1, "lines": 1}]
    clean = [{"path": "a", "size": 3, "lines": 2}, {"path": "c", "size": 1, "lines": 1}]
    found = [(row.key, row.kept, row.clean) for row in differences("files", ["path"], kept, clean)]
    assert found == [
        (("a",), {"size": 1}, {"size": 3}),
        (("b",), {"path": "b", "size": 1, "lines": 1}, None),
        (("c",), None, {"path": "c", "size": 1, "lines": 1}),
    ]
