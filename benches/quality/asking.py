"""Ask ploke: by its command line as anyone would, or in this process to try other weights."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benches.quality.gold import GoldSet, Task
from ploke.search.rank import Weights

Ranking = dict[str, Any]


class Failed(Exception):
    """A ploke command failed; the message is what it said."""


class Indexed(NamedTuple):
    """A task with its index."""

    task: Task
    index_dir: Path
    report: dict[str, Any]


def index(task: Task, scratch: Path) -> Indexed:
    """Index a task's folder into ``scratch`` with ``ploke index``. Raises ``Failed``."""
    index_dir = scratch / task.name
    said = _ploke("index", str(task.root), "--index-dir", str(index_dir), "--json", "--quiet")
    return Indexed(task, index_dir, json.loads(said))


def ask(indexed: Indexed, gold: GoldSet, mode: str, scratch: Path) -> list[Ranking]:
    """Rankings of all of a task's queries with ``ploke search --batch``. Raises ``Failed``."""
    task = indexed.task
    batch = scratch / f"{task.name}.jsonl"
    batch.write_text("".join(json.dumps({"id": asked.key, "query": asked.text}) + "\n" for asked in task.queries))
    said = _ploke(
        *("search", "--batch", str(batch), "--repo", str(task.root), "--index-dir", str(indexed.index_dir)),
        *("-k", str(gold.k), "--per-file", str(gold.per_file), "--mode", mode, "--json", "--no-sync"),
    )
    answers = [json.loads(line) for line in said.splitlines()]
    return [_ranking(task, answer["id"], answer["results"]) for answer in answers]


def ask_in_process(indexed: Indexed, gold: GoldSet, weights: Weights) -> Iterator[Ranking]:
    """The same rankings with other weights."""
    from ploke.ingest.reading import content_hash
    from ploke.model.index import FileRow
    from ploke.model.results import SearchRequest
    from ploke.search.search import search
    from ploke.store import open_reader
    from ploke.text.decode import decode

    task = indexed.task

    def read(row: FileRow) -> str | None:
        raw = (task.root / row.path).read_bytes()
        return decode(raw).data.decode() if content_hash(raw) == row.hash else None

    with open_reader(indexed.index_dir) as reader:
        for asked in task.queries:
            hits = search(reader, SearchRequest(asked.text, k=gold.k, per_file=gold.per_file), read, weights)
            spans = [{"path": hit.path, "start_line": hit.start_line, "end_line": hit.end_line} for hit in hits]
            yield _ranking(task, asked.key, spans)


def _ranking(task: Task, key: int | str, results: list[dict[str, Any]]) -> Ranking:
    prefix = f"{task.prefix}/" if task.prefix else ""
    spans = [
        {"path": prefix + span["path"], "start_line": span["start_line"], "end_line": span["end_line"]}
        for span in results
    ]
    return {"repo": task.name, "qid": key, "id": key, "results": spans}


def _ploke(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "ploke", *arguments], capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise Failed(f"ploke {arguments[0]} of {arguments[1]}: {done.stderr.strip()}")
    return done.stdout
