"""Gold sets as they lie on disk; the folder's own README describes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple


class Asked(NamedTuple):
    """One query; ``key`` is what the scorer knows it by."""

    key: int | str
    text: str


class Task(NamedTuple):
    """The queries of one repository. ``root`` is the folder to index, ``prefix`` leads the scorer's paths."""

    name: str
    language: str
    root: Path
    prefix: str
    queries: tuple[Asked, ...]


class GoldSet(NamedTuple):
    """Tasks, how many results each query needs, and the gold folder's own scorer."""

    tasks: list[Task]
    missing: list[str]
    scorer: Path
    k: int
    per_file: int


def search_set(gold: Path, trees: Path, only: frozenset[str]) -> GoldSet:
    """Questions with labelled files; each tree's benchmark root alone is indexed."""
    tasks, missing = [], []
    for entry in json.loads((gold / "search" / "repos.json").read_text()):
        name, prefix = entry["name"], entry["benchmark_root"] or ""
        if only and name not in only:
            continue
        root = trees / name / prefix
        if not root.is_dir():
            missing.append(name)
            continue
        items = json.loads((gold / "search" / "annotations" / f"{name}.json").read_text())
        queries = tuple(Asked(number, item["query"]) for number, item in enumerate(items))
        tasks.append(Task(name, entry["language"], root, prefix, queries))
    return GoldSet(tasks, missing, gold / "search" / "score.py", k=20, per_file=1)


def commits_set(gold: Path, trees: Path, only: frozenset[str]) -> GoldSet:
    """Commit messages with the files and functions that the commit changed, on an older snapshot."""
    tasks, missing = [], []
    for entry in json.loads((gold / "commits" / "snapshots.json").read_text()):
        name = entry["name"]
        if only and name not in only:
            continue
        if not (trees / name).is_dir():
            missing.append(name)
            continue
        lines = (gold / "commits" / f"{name}.jsonl").read_text().splitlines()
        records = [json.loads(line) for line in lines]
        queries = tuple(Asked(record["id"], record["query"]) for record in records)
        tasks.append(Task(name, "", trees / name, "", queries))
    return GoldSet(tasks, missing, gold / "commits" / "score_commits.py", k=40, per_file=5)
