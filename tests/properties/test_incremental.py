"""Incremental equals clean: after any edits, synced any way, the index is the one built from nothing (invariant 4)."""

from __future__ import annotations

import random
import tempfile
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ploke import Workspace
from ploke.ingest.pool import WorkerPool
from ploke.model.index import IndexReader
from ploke.store import logical_rows, open_reader
from tests.workspace.trees import open_at, write

PATHS = ("a.py", "pkg/b.py", "pkg/deep/c.py", "d.ts", "e.rs", "notes.md", "data.yaml", "x.txt", "pkg/.gitignore")
TEXTS = (
    "def one():\n    return two()\n",
    "class Box:\n    size: int = 3\n\n    def open(self) -> 'Box':\n        return self\n",
    "export function three(x: number) { return x }\n",
    "pub struct Four { five: u8 }\nimpl Four { fn six(&self) {} }\n",
    "# Seven\n\nwords\n\n## Eight\n\nmore words\n",
    "key: value\nother: [1, 2]\n",
    "broken ((( {{{ def\n",
    "c.py\n*.txt\n",
    "",
    "ünï: cödé\r\n" * 70,
    b"binary\0",
)

edits = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(PATHS), st.sampled_from(TEXTS)),
    st.tuples(st.just("delete"), st.sampled_from(PATHS), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
)
rounds = st.lists(st.tuples(st.lists(edits, min_size=1, max_size=4), st.booleans()), min_size=1, max_size=5)


def apply(root: Path, edit: tuple[str, str, str | bytes]) -> list[str]:
    """Make one edit; returns the paths it may have changed."""
    kind, path, value = edit
    target = root / path
    if kind == "write":
        write(root, {path: value}, settled=False)
        return [path]
    if not target.exists():
        return []
    if kind == "delete":
        target.unlink()
        return [path]
    other = root / str(value)
    other.parent.mkdir(parents=True, exist_ok=True)
    target.replace(other)
    return [path, str(value)]


def answers(index_dir: Path) -> object:
    with open_reader(index_dir) as reader:
        return everything(reader)


def everything(reader: IndexReader) -> object:
    files = list(reader.files())
    names = {row.id: row.path for row in files}
    postings = {}
    for term in reader.vocabulary(""):
        found = sorted(
            (names[run.first_file + run.files[chunk]], reader.chunk(run.first_chunk + chunk).start_line, count)
            for run in reader.postings(term)
            for chunk, count in zip(run.chunks, run.counts, strict=True)
        )
        if found:
            postings[term] = found
    chunks = [
        (row.path, *reader.chunk(chunk)[2:]) for row in files for chunk in row.chunks
    ]  # fmt: skip
    symbols = [(row.path, row.qualified, row.kind, row.start_line, row.signature) for row in reader.symbols()]
    return reader.totals, [row[1:7] for row in files], chunks, symbols, postings


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rounds=rounds)
def test_any_sequence_of_edits(rounds: list[tuple[list[tuple[str, str, str | bytes]], bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        root = base / "tree"
        write(root, dict(zip(PATHS, TEXTS, strict=False)), settled=False)
        with open_at(root, base, "incremental") as workspace:
            workspace.sync()
            for batch, by_path in rounds:
                touched = [path for edit in batch for path in apply(root, edit)]
                # Ignore files decide over others, so a sync by path has to be told of those.
                if by_path and not any(path.endswith(".gitignore") for path in touched):
                    workspace.sync(paths=touched)
                else:
                    workspace.sync()
            workspace.sync()
        with open_at(root, base, "clean") as workspace:
            workspace.sync()
        assert logical_rows(base / "incremental") == logical_rows(base / "clean")
        assert answers(base / "incremental") == answers(base / "clean")


@pytest.mark.parametrize(("workers", "seed"), [(1, 1), (2, 2), (8, 3)])
def test_workers_and_order_make_no_difference(
    workers: int, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "tree"
    texts = random.Random(7)
    write(root, {f"p{n % 7}/m{n}.py": "".join(texts.sample(TEXTS[:7], 4)) for n in range(120)})
    with open_at(root, tmp_path, "plain") as workspace:
        workspace.sync()
    run = WorkerPool.run

    def shuffled(pool: WorkerPool, tasks: list) -> object:
        tasks = list(tasks)
        random.Random(seed).shuffle(tasks)
        return run(pool, tasks)

    monkeypatch.setattr(WorkerPool, "run", shuffled)
    monkeypatch.setattr("ploke.ingest.pool.sensible_workers", lambda _tasks, most: most)
    with open_at(root, tmp_path, "other", workers=workers) as workspace:
        workspace.sync()
    assert logical_rows(tmp_path / "plain") == logical_rows(tmp_path / "other")
    assert answers(tmp_path / "plain") == answers(tmp_path / "other")


def test_ranking_does_not_depend_on_the_layout(tmp_path: Path) -> None:
    # Many equal files and a term in every path: what stays at a limit is decided by path, not by position.
    root, body = tmp_path / "tree", "def handle():\n    return widget(1)\n"
    write(root, {f"p{number:03}/mod.py": body for number in range(400)}, settled=False)
    queries = ("widget", "mod", "handle widget", "widget mod")

    def ranked(workspace: Workspace) -> list[object]:
        return [[hit[:6] for hit in map(astuple, workspace.search(query, k=20).hits)] for query in queries]

    with open_at(root, tmp_path, "incremental") as workspace:
        workspace.sync()
        for number in (0, 1, 2, 399):
            for text in ("x = 1\n", body):
                write(root, {f"p{number:03}/mod.py": text}, settled=False)
                workspace.sync()
        incremental = ranked(workspace)
    with open_at(root, tmp_path, "clean") as workspace:
        workspace.sync()
        assert incremental == ranked(workspace)
