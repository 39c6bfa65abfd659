"""The quality of call edges: against type-aware indexers on real repositories, and PyCG's micro-benchmark.

Everything goes through ``ploke index`` and ``ploke graph edges``, and the gold folder's own scorer judges.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benches.quality.asking import Failed

BARS = {
    "requests": (0.97, 0.96),
    "httpx": (0.98, 0.90),
    "click": (0.98, 0.91),
    "axios": (0.93, 0.85),
    "zod": (0.92, 0.72),
    "gson": (0.92, 0.85),
    "gin": (0.94, 0.90),
    "redis": (0.96, 0.96),
}
PYCG_BAR = (0.97, 0.80, 80)
_PYCG = "pycg_micro"


class Score(NamedTuple):
    """Call edges of one repository: how many ploke has, how many of them the gold has, and of the gold's how many."""

    name: str
    edges: int
    right: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        """The share of ploke's edges that the gold has."""
        return self.right / self.edges if self.edges else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold's edges that ploke has."""
        return self.found / self.gold if self.gold else 1.0

    @property
    def exact(self) -> bool:
        """Whether ploke's edges are the gold's."""
        return self.right == self.edges and self.found == self.gold


def score_repositories(gold: Path, trees: Path, names: Iterable[str], scratch: Path) -> Iterator[Score]:
    """The scores of the repositories whose trees are there; calls outside tests alone, as the gold's README says."""
    for name in names:
        if (trees / name).is_dir():
            edges = call_edges(trees / name, scratch / name)
            yield _score(gold / "graph", name, edges, "--calls", "--notest", "--kinds", "calls")


def score_programs(gold: Path, pycg: Path, scratch: Path) -> Iterator[Score]:
    """The scores of PyCG's programs, whose gold is all call edges between functions.

    A class without a constructor has no node of its own there; edges to such classes are left out (``--func``).
    """
    programs: Mapping[str, str] = json.loads((gold / "graph" / _PYCG / "index.json").read_text())
    for name, folder in sorted(programs.items()):
        edges = call_edges(pycg / folder, scratch / name)
        yield _score(gold / "graph", name, edges, "--gold", str(gold / "graph" / _PYCG), "--kinds", "calls", "--func")


def call_edges(root: Path, index_dir: Path) -> Path:
    """A file with the call edges of ``root``, one a line. Raises ``Failed``."""
    _ploke("index", str(root), "--index-dir", str(index_dir), "--quiet")
    edges = index_dir.with_suffix(".jsonl")
    options = ("--kind", "calls", "--json", "--no-sync")
    edges.write_text(_ploke("graph", "edges", "--repo", str(root), "--index-dir", str(index_dir), *options))
    return edges


def total(name: str, scores: Iterable[Score]) -> Score:
    """The scores of several as one, every edge counting the same."""
    rows = list(scores)
    return Score(
        name,
        sum(row.edges for row in rows),
        sum(row.right for row in rows),
        sum(row.gold for row in rows),
        sum(row.found for row in rows),
    )


def edges_table(scores: Iterable[Score]) -> Iterator[str]:
    """Lines of a table: each repository's counts, precision and recall beside the bar."""
    yield f"{'':12}{'edges':>8}{'right':>8}{'gold':>8}{'found':>8}{'P':>8}{'R':>8}   bar"
    for row in scores:
        bar = "{:.2f}/{:.2f}".format(*BARS[row.name]) if row.name in BARS else ""
        counts = "".join(f"{number:8}" for number in row[1:])
        yield f"{row.name:12}{counts}{row.precision:8.3f}{row.recall:8.3f}   {bar}"


def _score(folder: Path, name: str, edges: Path, *options: str) -> Score:
    command = [sys.executable, str(folder / "score_edges.py"), name, str(edges), *options]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0])
    right = round(said["precision"] * said["tool_edges"])
    return Score(name, said["tool_edges"], right, said["gold_core"], round(said["recall"] * said["gold_core"]))


def _ploke(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "ploke", *arguments], capture_output=True, text=True, check=False)
    # Nothing found is an answer, too.
    if done.returncode not in (0, 1) or (done.returncode == 1 and done.stderr.startswith("Error")):
        raise Failed(f"ploke {arguments[0]} failed: {done.stderr.strip()}")
    return done.stdout


def main(gold: Path, trees: Path, pycg: Path | None, only: frozenset[str], scratch: Path) -> dict[str, object]:
    """Measure what is there and print it; the result for keeping."""
    started = time.perf_counter()
    names = [name for name in BARS if not only or name in only]
    missing = [name for name in names if not (trees / name).is_dir()]
    for name in missing:
        print(f"no tree of {name}; it is left out", file=sys.stderr)
    rows = list(score_repositories(gold, trees, names, scratch))
    print("\n".join(edges_table(rows)), flush=True)
    result: dict[str, object] = {
        "set": "graph",
        "repositories": {row.name: _record(row) for row in rows},
        "missing": missing,
    }
    if pycg is not None:
        programs = list(score_programs(gold, pycg, scratch))
        whole = total("PyCG micro", programs)
        print("\n".join(list(edges_table([whole]))[1:]), f"  {PYCG_BAR[0]:.2f}/{PYCG_BAR[1]:.2f}")
        exact = sum(row.exact for row in programs)
        print(f"programs fully right: {exact} of {len(programs)} (bar {PYCG_BAR[2]})")
        result["pycg"] = _record(whole) | {"programs": len(programs), "exact": exact}
        result["pycg_wrong"] = [row.name for row in programs if not row.exact]
    result["seconds"] = round(time.perf_counter() - started, 1)
    return result


def _record(row: Score) -> dict[str, float]:
    return row._asdict() | {"precision": round(row.precision, 4), "recall": round(row.recall, 4), "name": row.name}
