"""The pool with real child processes, some of which are made to die or to dawdle over files of telling names."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import ploke
from ploke.errors import UnavailableError
from ploke.ingest.discover_rules import ScanRules
from ploke.ingest.pool import WorkerPool, batches_of, sensible_workers
from ploke.ingest.task import Fresh, Job, Task
from ploke.model.source import Skip, SkipReason
from tests.workspace.trees import open_at, write

WORKER = """
import os, time
from ploke.ingest import worker
read_file = worker.read_file
def read_telling_file(root, path, limit):
    if "crash" in path:
        os.abort()
    if "slow" in path:
        time.sleep(60)
    return read_file(root, path, limit)
worker.read_file = read_telling_file
worker.main()
"""
TELLING = [sys.executable, "-c", WORKER]


def check_outcomes(
    tmp_path: Path, names: list[str], expected: dict[str, SkipReason], *, workers: int = 2, patience_seconds: float = 20
) -> None:
    """All of ``names`` come back once, as facts or skipped as ``expected`` says."""
    write(tmp_path, {name: f"def f{number}():\n    pass\n" for number, name in enumerate(names)})
    job = Job(str(tmp_path), ScanRules(), "")
    with WorkerPool(job, workers, patience_seconds=patience_seconds, command=TELLING) as pool:
        outcomes = [outcome for batch in pool.run([Task(name, 20, "") for name in names]) for outcome in batch]
    fresh = [outcome.file.path for outcome in outcomes if isinstance(outcome, Fresh)]
    skipped = {outcome.path: outcome.reason for outcome in outcomes if isinstance(outcome, Skip)}
    assert sorted(fresh) == sorted(set(names) - expected.keys())
    assert skipped == expected
    assert len(outcomes) == len(names)


def test_every_file_comes_back_once(tmp_path: Path) -> None:
    check_outcomes(tmp_path, [f"a{number}.py" for number in range(200)], {})


def test_a_file_that_kills_its_worker_costs_itself_alone(tmp_path: Path) -> None:
    names = [*(f"a{number}.py" for number in range(60)), "crash.py", *(f"b{number}.py" for number in range(60))]
    check_outcomes(tmp_path, names, {"crash.py": SkipReason.CRASHED})


def test_a_file_that_takes_too_long_costs_itself_alone(tmp_path: Path) -> None:
    check_outcomes(tmp_path, ["a.py", "slow.py", "b.py"], {"slow.py": SkipReason.TIMED_OUT}, patience_seconds=1.0)


def test_workers_that_cannot_start_are_an_error(tmp_path: Path) -> None:
    job = Job(str(tmp_path), ScanRules(), "")
    with (
        WorkerPool(job, 1, command=[sys.executable, "-c", "raise SystemExit(3)"]) as pool,
        pytest.raises(UnavailableError, match="code 3"),
    ):
        list(pool.run([Task("a.py", 1, "")]))


def test_when_every_file_crashes_the_last_generation_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "tree"
    write(root, {f"a{number}.py": "def f():\n    pass\n" for number in range(8)})
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
    for number in range(8):
        (root / f"a{number}.py").rename(root / f"crash{number}.py")
    monkeypatch.setattr("ploke.ingest.pool.worker_command", lambda: TELLING)
    with open_at(root, tmp_path) as workspace:
        with pytest.raises(ploke.UnavailableError, match="every file"):
            workspace.sync()
        assert workspace.status().files == 8


def test_batches_are_bounded_and_keep_the_order() -> None:
    tasks = [Task(f"{number}", 30_000, "") for number in range(100)]
    batches = list(batches_of(tasks))
    assert [task for batch in batches for task in batch] == tasks
    assert max(sum(task.size for task in batch) for batch in batches) <= 512 * 1024
    assert max(map(len, batches_of([Task("x", 1, "")] * 500))) <= 48


def test_few_bytes_need_one_worker() -> None:
    assert sensible_workers([Task("a", 1000, "")], 8) == 1
    assert sensible_workers([Task("a", 1_000_000, "")] * 20, 8) == 8
