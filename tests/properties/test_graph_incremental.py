"""The graph after any edits is the one of a clean build, and neither workers, order nor hash seeds change it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from benches.graph.edits import FILES, PATHS, Edit, apply, first_state
from benches.graph.incremental import Sequences
from ploke.ingest.pool import WorkerPool
from ploke.store import logical_rows, open_reader
from ploke.store.logical_index import logical_graph
from tests.workspace.trees import open_at, write

variants = st.sampled_from(PATHS).flatmap(
    lambda path: st.tuples(st.just(path), st.integers(0, len(FILES[path]) - 1).map(str))
)
moves = st.tuples(st.sampled_from(PATHS), st.sampled_from(PATHS))
rounds = st.lists(st.tuples(st.lists(variants | moves, min_size=1, max_size=4), st.booleans()), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def sequences(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sequences]:
    bench = Sequences(tmp_path_factory.mktemp("graph"), None)
    yield bench
    bench.close()


def variant(path: str, number: int) -> list[tuple[list[Edit], bool]]:
    """One round of one edit and one that takes it back."""
    return [([(path, str(number))], True), ([(path, "0")], False)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rounds=rounds)
@example(rounds=variant("pkg/core.py", 1))  # an inferred return type flips
@example(rounds=variant("pkg/core.py", 3))  # all lines move
@example(rounds=variant("pkg/core.py", 5))  # an override goes and comes back
@example(rounds=variant("pkg/core.py", 6))  # a base class
@example(rounds=variant("pkg/core.py", 9))  # another of the same name, so that ordinals move
@example(rounds=variant("pkg/__init__.py", 1))  # ``__all__``, and a star import for a re-export
@example(rounds=variant("pkg.py", 1))  # a module that another shadows
@example(rounds=variant("helpers/__init__.py", 1))
@example(rounds=variant("web/tsconfig.json", 1))
@example(rounds=variant("web/index.ts", 2))
@example(rounds=[([("web/lib/shape.ts", "web/alt/shape.ts")], False), ([("go.mod", "1"), ("main.go", "1")], True)])
def test_any_edits(sequences: Sequences, rounds: list[tuple[list[Edit], bool]]) -> None:
    sequences.start()
    for edits, by_path in rounds:
        touched = [path for edit in edits for path in apply(sequences.root, edit)]
        sequences.kept.sync(paths=touched if by_path else None)
        assert sequences.differences() == []


@pytest.mark.parametrize(("workers", "seed"), [(1, 1), (2, 2), (8, 3)])
def test_workers_and_order_make_no_difference(
    workers: int, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "tree"
    write(root, first_state())
    plain = _everything(root, tmp_path, "plain", workers=2)

    def shuffle(name: str) -> None:
        original = getattr(WorkerPool, name)

        def shuffled(pool: WorkerPool, *arguments: Any) -> object:
            *before, tasks = arguments
            tasks = list(tasks)
            random.Random(seed).shuffle(tasks)
            return original(pool, *before, tasks)

        monkeypatch.setattr(WorkerPool, name, shuffled)

    shuffle("run")
    shuffle("resolve")
    monkeypatch.setattr("ploke.ingest.pool.sensible_workers", lambda _tasks, most: most)
    monkeypatch.setattr("ploke.ingest.pool._BATCH_FILES", 3)
    assert _everything(root, tmp_path, "other", workers=workers) == plain


def _everything(root: Path, base: Path, name: str, *, workers: int) -> object:
    with open_at(root, base, name, workers=workers) as workspace:
        workspace.sync()
    with open_reader(base / name) as reader:
        return logical_rows(base / name), logical_graph(reader)


def test_hash_seeds_make_no_difference(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    write(root, first_state())
    found = []
    for seed in ("0", "1", "2"):
        index_dir = tmp_path / seed
        env = {**os.environ, "PYTHONHASHSEED": seed, "PLOKE_CACHE_DIR": str(tmp_path / f"cache{seed}")}
        command = [sys.executable, "-m", "ploke", "index", str(root), "--index-dir", str(index_dir), "--quiet"]
        subprocess.run(command, env=env, check=True)
        with open_reader(index_dir) as reader:
            found.append((logical_rows(index_dir), logical_graph(reader)))
    assert found[0] == found[1] == found[2]
