"""Edges given to the writer: where they are kept, what replaces them, and what segments make of several commits."""

from __future__ import annotations

from array import array
from dataclasses import replace
from pathlib import Path

import pytest

from ploke.model.graph import Confidence, EdgeKind, Reason
from ploke.model.ingested import IngestedFile, SummaryColumns
from ploke.model.node_ids import file_key, symbol_key, symbol_keys
from ploke.model.resolved import EDGE_CODES, EdgeColumns, MissColumns, ResolvedBatch, edge_code, miss_code
from ploke.store import Writer, logical_rows, open_reader
from tests.store.samples import make_file

CALLS = frozenset({EdgeKind.CALLS})


def batch(path: str, *edges: tuple[int, str, str, tuple[int, ...]], keys: tuple[int, ...] = ()) -> ResolvedBatch:
    """Calls of one file: source symbol, target's path, its qualified name ("" for the file), places. One miss."""
    targets = [(other, name) for _, other, name, _ in edges]
    inside = [other.endswith(".py") for other, _ in targets]
    codes = [edge_code(EdgeKind.CALLS, Confidence.EXACT if each else Confidence.EXTERNAL) for each in inside]
    return ResolvedBatch(
        (path,),
        array("I", [len(edges)]).tobytes(),
        array("I", [1]).tobytes(),
        array("I", [len(keys)]).tobytes(),
        EdgeColumns(
            array("i", [source for source, *_ in edges]).tobytes(),
            array("I", range(len(edges))).tobytes(),
            array("I", range(len(edges))).tobytes(),
            array("B", codes).tobytes(),
            bytes(len(edges)),
            array("I", [len(places) // 2 for *_, places in edges]).tobytes(),
            array("I", [number for *_, places in edges for number in places]).tobytes(),
        ),
        MissColumns(
            array("i", [-1]).tobytes(),
            array("B", [miss_code(EdgeKind.CALLS, Reason.UNKNOWN_NAME)]).tobytes(),
            array("I", [1]).tobytes(),
            array("I", [1]).tobytes(),
            array("I", [1]).tobytes(),
            array("I", [9, 0]).tobytes(),
        ),
        array("Q", sorted(keys)).tobytes(),
        "\0".join(f"{path}#{source}" for source, *_ in edges),
        array("Q", [_key(*target) if each else 0 for target, each in zip(targets, inside, strict=True)]).tobytes(),
        "\0".join(f"{other}#{name}" if each else other for (other, name), each in zip(targets, inside, strict=True)),
        "",
        "\0print",
    )


def _key(path: str, qualified: str) -> int:
    return file_key(path) ^ symbol_key(qualified, 1) if qualified else file_key(path)


def told(path: str, text: str) -> IngestedFile:
    """A file whose symbols may be targets."""
    file = make_file(path, text)
    keys = symbol_keys([symbol.qualified for symbol in file.content.symbols]).tobytes()
    return replace(file, content=replace(file.content, summary=SummaryColumns(b"", "", keys)))


def commit(index_dir: Path, files: dict[str, str], *batches: ResolvedBatch, gone: tuple[str, ...] = ()) -> None:
    with Writer.open(index_dir) as writer:
        writer.replace(told(path, text) for path, text in files.items())
        writer.remove(gone)
        writer.seal()
        writer.unlink([*gone, *(path for each in batches for path in each.paths)])
        for each in batches:
            writer.link(each)
        writer.commit(resolved=True)


def calls_to(index_dir: Path, symbol: str) -> list[tuple[str, tuple[int, ...]]]:
    with open_reader(index_dir) as reader:
        view = reader.graph
        (node,) = [node for node in view.nodes() if view.node(node).id == symbol]
        return [(view.node(edge.src).id, edge.places) for edge in view.incoming(node, CALLS)]


@pytest.fixture
def index_dir(tmp_path: Path) -> Path:
    """``a`` and ``b`` call ``lib``; many more files make the first segments too large to be folded at once."""
    files = {"lib.py": "def f():\n    pass", "a.py": "def a():\n    f()", "b.py": "def b():\n    f()"}
    more = {f"more/m{number}.py": "def m():\n    f()\n" * 3 for number in range(30)}
    edges = [batch(path, (0, "lib.py", "f", (2, 4)), keys=(7,)) for path in more]
    commit(
        tmp_path,
        files | more,
        batch("a.py", (0, "lib.py", "f", (2, 4)), (0, "os:os.getcwd", "", (3, 0)), keys=(1, 2)),
        batch("b.py", (-1, "lib.py", "", (1, 0)), (0, "lib.py", "f", (2, 4)), keys=(2, 3)),
        *edges,
    )
    return tmp_path


def test_edges_lead_both_ways(index_dir: Path) -> None:
    with open_reader(index_dir) as reader:
        view = reader.graph
        source, file = view.nodes_in("a.py")[0], view.file_node("b.py")
        assert file is not None
        assert [view.node(edge.dst).id for edge in view.outgoing(source)] == ["lib.py#f"]
        assert [view.node(edge.dst).id for edge in view.outgoing(file)] == ["lib.py"]
        assert [(edge.external, edge.places) for edge in view.external(source)] == [("os:os.getcwd", (3, 0))]
        assert [(row.name, row.places) for row in view.unresolved("a.py")] == [("print", (9, 0))]
        forward, backward = view.forward(CALLS), view.backward(CALLS)
        target = view.nodes_in("lib.py")[0]
        assert list(forward.targets[forward.starts[source] : forward.starts[source + 1]]) == [target]
        found = [view.edge(number) for number in backward.edges[backward.starts[target] : backward.starts[target + 1]]]
        assert found == view.incoming(target, CALLS)
        assert len(found) == 32
        row = range(backward.starts[target], backward.starts[target + 1])
        assert {EDGE_CODES[backward.codes[place]] for place in row} == {(EdgeKind.CALLS, Confidence.EXACT)}
        rows = map(view.node, view.nodes_in("lib.py"))
        assert view.spans_in("lib.py") == [
            (each.number, each.parent, each.kind, each.start_line, each.end_line) for each in rows
        ]
        assert view.spans_in("nowhere.py") == []


def test_a_target_that_moves_keeps_its_edges(index_dir: Path) -> None:
    commit(index_dir, {"lib.py": "def before():\n    pass\ndef f():\n    pass"}, batch("lib.py"))
    assert ("a.py#a", (2, 4)) in calls_to(index_dir, "lib.py#f")
    assert calls_to(index_dir, "lib.py#before") == []
    with open_reader(index_dir) as reader:
        backward = reader.graph.backward(CALLS)
        node = reader.graph.nodes_in("lib.py")[1]
        assert backward.starts[node + 1] - backward.starts[node] == 32


def test_edges_given_again_replace_those_before(index_dir: Path) -> None:
    commit(index_dir, {}, batch("a.py", (0, "b.py", "b", (5, 0)), keys=(4,)))
    assert "a.py#a" not in [source for source, _ in calls_to(index_dir, "lib.py#f")]
    assert calls_to(index_dir, "b.py#b") == [("a.py#a", (5, 0))]
    rows = [(row["src"], row["dst"]) for row in logical_rows(index_dir)["edges"] if row["path"] == "a.py"]
    assert rows == [("a.py#0", "b.py#b")]


def test_a_file_that_goes_takes_its_edges_along(index_dir: Path) -> None:
    commit(index_dir, {}, gone=("a.py",))
    assert "a.py#a" not in [source for source, _ in calls_to(index_dir, "lib.py#f")]
    assert not [row for row in logical_rows(index_dir)["edges"] if row["path"] == "a.py"]


def test_who_asked_is_told_for_live_files_alone(index_dir: Path) -> None:
    with Writer.open(index_dir) as writer:
        assert writer.files_that_asked([1, 2]) == {"a.py", "b.py"}
        assert writer.files_that_asked([3, 99]) == {"b.py"}
    commit(index_dir, {}, batch("b.py", keys=(5,)))
    with Writer.open(index_dir) as writer:
        assert writer.files_that_asked([2, 3]) == {"a.py"}
        assert writer.files_that_asked([5]) == {"b.py"}


def test_folding_changes_no_answer(index_dir: Path) -> None:
    for number in range(12):
        commit(index_dir, {}, batch(f"more/m{number}.py", (0, "b.py", "b", (number + 1, 0)), keys=(number + 100,)))
    before = calls_to(index_dir, "b.py#b"), calls_to(index_dir, "lib.py#f")
    with Writer.open(index_dir) as writer:
        writer.maintain(force=True)
        assert writer.manifest is not None
        assert len(writer.manifest.graph) == len(writer.manifest.world) == 1
        assert writer.files_that_asked([105]) == {"more/m5.py"}
    assert (calls_to(index_dir, "b.py#b"), calls_to(index_dir, "lib.py#f")) == before
    assert [len(rows) for rows in before] == [12, 20]
