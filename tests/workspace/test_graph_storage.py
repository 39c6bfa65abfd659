"""How the graph is kept right over syncs: what is resolved again, what edges still point to, and what damage costs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import ploke
from ploke.model.graph import EdgeKind, GraphView
from ploke.store import logical_rows, open_reader
from ploke.store.logical_index import logical_world
from ploke.store.readindex import open_world
from ploke.store.sections import Liveness
from tests.workspace.trees import open_at, write

CALLS = frozenset({EdgeKind.CALLS})
TREE = {
    "lib.py": "class Till:\n    def open(self):\n        return 1\n\n\ndef make():\n    return Till()\n",
    "shop.py": "from lib import make\n\n\ndef sell():\n    return make().open()\n",
    "other.py": "def alone():\n    return 1\n",
    "notes.md": "# make\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "tree", TREE, settled=False)
    return tmp_path / "tree"


@pytest.fixture
def workspace(root: Path, tmp_path: Path) -> Iterator[ploke.Workspace]:
    with open_at(root, tmp_path, workers=1) as workspace:
        workspace.sync()
        yield workspace


def callers(view: GraphView, symbol: str) -> list[str]:
    """Who calls the symbol of an id."""
    (node,) = [node for node in view.nodes() if view.node(node).id == symbol]
    return [f"{view.node(edge.src).id} {edge.places}" for edge in view.incoming(node, CALLS)]


def asked(workspace: ploke.Workspace, symbol: str) -> list[str]:
    with open_reader(workspace.index_dir) as reader:
        return callers(reader.graph, symbol)


def world(index_dir: Path) -> object:
    with open_reader(index_dir) as reader:
        entries = reader.manifest.world
        segments = open_world(index_dir, reader.manifest)
        return logical_world([(each, Liveness(entry.dead)) for each, entry in zip(segments, entries, strict=True)])


def edit(root: Path, path: str, old: str, new: str) -> None:
    write(root, {path: (root / path).read_text().replace(old, new, 1)}, settled=False)


def test_edges_are_in_the_table_and_in_the_view(workspace: ploke.Workspace) -> None:
    edges = logical_rows(workspace.index_dir)["edges"]
    assert ("python:shop.py#sell:function", "python:lib.py#Till.open:method", "calls", "exact", 5, [5, 18]) in [
        (row["src"], row["dst"], row["kind"], row["confidence"], row["line"], row["places"]) for row in edges
    ]
    assert asked(workspace, "lib.py#Till.open") == ["shop.py#sell (5, 18)"]


def test_a_body_edit_resolves_one_file(workspace: ploke.Workspace, root: Path) -> None:
    edit(root, "lib.py", "        return 1", "        x = 2\n        return 1")
    assert workspace.sync().resolved == 1
    assert asked(workspace, "lib.py#Till.open") == ["shop.py#sell (5, 18)"]


def test_lines_that_move_take_no_edge_along(workspace: ploke.Workspace, root: Path) -> None:
    # Other symbols before it: all lines and numbers of the target change, its name does not.
    edit(root, "lib.py", "class Till", "def before():\n    return 0\n\n\nclass Till")
    assert workspace.sync().resolved == 1
    assert asked(workspace, "lib.py#make") == ["shop.py#sell (5, 11)"]
    assert asked(workspace, "lib.py#before") == []


def test_what_a_function_returns_is_seen_by_others(workspace: ploke.Workspace, root: Path) -> None:
    edit(root, "lib.py", "return Till()", "return None")
    assert workspace.sync().resolved == 2
    assert asked(workspace, "lib.py#Till.open") == []


def test_a_file_that_comes_is_found_by_who_missed_it(workspace: ploke.Workspace, root: Path) -> None:
    (root / "lib.py").unlink()
    assert workspace.sync().resolved == 1
    write(root, {"lib.py": TREE["lib.py"]}, settled=False)
    assert workspace.sync().resolved == 2
    assert asked(workspace, "lib.py#make") == ["shop.py#sell (5, 11)"]


def test_a_text_that_changes_resolves_nothing(workspace: ploke.Workspace, root: Path) -> None:
    edit(root, "notes.md", "make", "made")
    report = workspace.sync()
    assert (report.changed, report.resolved) == (True, 0)


def test_settings_resolve_the_files_that_depend_on_them(workspace: ploke.Workspace, root: Path) -> None:
    write(root, {"pyproject.toml": "[project]\nname = 'shop'\n"}, settled=False)
    # Whether a language's rules ask for the configuration is theirs to say: never more than all files.
    assert workspace.sync().resolved <= 3


def test_many_edits_leave_few_segments(workspace: ploke.Workspace, root: Path) -> None:
    for number in range(30):
        edit(root, "shop.py", "def sell", f"def sell_{number}():\n    return make()\n\n\ndef sell")
        workspace.sync(paths=["shop.py"])
    assert len(list((workspace.index_dir / "read").iterdir())) <= 12
    assert len(asked(workspace, "lib.py#make")) == 31


def test_an_old_reader_keeps_its_graph(workspace: ploke.Workspace, root: Path) -> None:
    with open_reader(workspace.index_dir) as reader:
        view = reader.graph
        (root / "shop.py").unlink()
        workspace.sync()
        assert callers(view, "lib.py#make") == ["shop.py#sell (5, 11)"]
    assert asked(workspace, "lib.py#make") == []


@pytest.mark.parametrize("suffix", ["graph", "world", "seg"])
@pytest.mark.parametrize("cut", [False, True])
def test_a_damaged_segment_is_made_again(workspace: ploke.Workspace, root: Path, suffix: str, cut: bool) -> None:
    before = logical_rows(workspace.index_dir)
    for path in (workspace.index_dir / "read").glob(f"*.{suffix}"):
        if cut:
            path.write_bytes(path.read_bytes()[:-8])
        else:
            path.unlink()
    source = workspace.graph
    assert [link.source.id for link in source.callers("lib.py#make").links] == ["shop.py#sell"]
    assert workspace.sync().changed is False or suffix == "world"
    edit(root, "lib.py", "return Till()", "return None")
    workspace.sync()
    assert asked(workspace, "lib.py#Till.open") == []
    edit(root, "lib.py", "return None", "return Till()")
    workspace.sync()
    assert logical_rows(workspace.index_dir) == before


def test_a_world_made_again_is_the_one_that_was_lost(workspace: ploke.Workspace) -> None:
    before = world(workspace.index_dir)
    for path in (workspace.index_dir / "read").glob("*.world"):
        path.unlink()
    workspace.sync()
    assert world(workspace.index_dir) == before


def test_indexing_mends_the_graph_though_no_file_changed(workspace: ploke.Workspace) -> None:
    for path in (workspace.index_dir / "read").glob("*.graph"):
        path.unlink()
    report = workspace.sync()
    assert (report.changed, report.resolved) == (True, 3)
    assert asked(workspace, "lib.py#make") == ["shop.py#sell (5, 11)"]


def test_nothing_is_left_of_the_spool(workspace: ploke.Workspace) -> None:
    assert not list(workspace.index_dir.rglob("*.spool"))
