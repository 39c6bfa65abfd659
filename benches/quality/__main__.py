"""Quality of ploke's answers on outside gold sets.

Usage: python -m benches.quality search|commits [--gold DIR] [--trees DIR] [--repos A,B] [--mode lexical] [--ablate]
                                                [--graph] [--json] [--store]
       python -m benches.quality graph [--gold DIR] [--trees DIR] [--pycg DIR] [--repos A,B] [--store]

DIR default to $PLOKE_GOLD and $PLOKE_TREES: the gold folder, whose README says what it holds, and a folder with the
named commit of each repository (for ``commits``: its snapshot) as a subfolder. Repositories without a tree are left
out and named. ``graph`` takes the search trees, and PyCG's micro-benchmark from $PLOKE_PYCG. Everything goes through
the commands that anyone would use; ``--ablate`` searches in this process.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benches.quality import edges, graph_features
from benches.quality.ablation import variants
from benches.quality.asking import Failed, Indexed, Ranking, ask, ask_in_process, index
from benches.quality.gold import GoldSet, commits_set, search_set
from benches.quality.scoring import score
from benches.quality.tables import commits_table, search_table
from ploke.graph.rules import has_rules

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benches.quality", description=__doc__.splitlines()[0])
    parser.add_argument("set", choices=("search", "commits", "graph"))
    parser.add_argument("--gold", type=Path, default=os.environ.get("PLOKE_GOLD"))
    parser.add_argument("--trees", type=Path, default=os.environ.get("PLOKE_TREES"))
    parser.add_argument("--pycg", type=Path, default=os.environ.get("PLOKE_PYCG"), help="its data/micro-benchmark")
    parser.add_argument("--repos", default="", help="only these, separated by commas")
    parser.add_argument("--mode", choices=("lexical", "semantic", "hybrid"), default="lexical")
    parser.add_argument("--ablate", action="store_true", help="also without each feature of ranking")
    parser.add_argument("--graph", action="store_true", help="also with features of the code graph (search alone)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--store", action="store_true", help="keep the results under the commit they were measured at")
    arguments = parser.parse_args()
    if arguments.gold is None or arguments.trees is None:
        parser.error("say where the gold folder and the trees are: --gold and --trees, or PLOKE_GOLD and PLOKE_TREES")
    only = frozenset(filter(None, arguments.repos.split(",")))
    if arguments.set == "graph":
        measure_edges(arguments, only)
        return
    read = search_set if arguments.set == "search" else commits_set
    gold = read(Path(arguments.gold), Path(arguments.trees), only)
    for name in gold.missing:
        print(f"no tree of {name}; it is left out", file=sys.stderr)
    if not gold.tasks:
        sys.exit("There is no tree of any repository in the set.")
    with tempfile.TemporaryDirectory(prefix="ploke-quality-") as scratch:
        try:
            result = measure(arguments, gold, Path(scratch))
        except Failed as failure:
            sys.exit(str(failure))
    if arguments.json:
        print(json.dumps(result, indent=1))
    if arguments.store:
        _keep(result, f"{arguments.set}-{arguments.mode}")


def _keep(result: dict[str, Any], name: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{result['commit']}-{name}.json").write_text(json.dumps(result, indent=1) + "\n")


def measure_edges(arguments: argparse.Namespace, only: frozenset[str]) -> None:
    """The graph's set: its table, and what is kept of it."""
    pycg = Path(arguments.pycg) if arguments.pycg else None
    with tempfile.TemporaryDirectory(prefix="ploke-quality-") as scratch:
        try:
            found = edges.main(Path(arguments.gold), Path(arguments.trees), pycg, only, Path(scratch))
        except Failed as failure:
            sys.exit(str(failure))
    result = {"commit": _commit(), "at": datetime.now(UTC).isoformat(timespec="seconds")} | found
    if arguments.store:
        _keep(result, "graph")


def measure(arguments: argparse.Namespace, gold: GoldSet, scratch: Path) -> dict[str, Any]:
    """Index, ask and score; prints the tables unless JSON is wanted."""
    indexed = [index(task, scratch) for task in gold.tasks]
    rankings = [ranking for one in indexed for ranking in ask(one, gold, arguments.mode, scratch)]
    result: dict[str, Any] = {
        "commit": _commit(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "set": arguments.set,
        "mode": arguments.mode,
        "scores": score(gold.scorer, rankings, scratch),
    }
    if arguments.set == "commits":
        result["no_leak"] = score(gold.scorer, rankings, scratch, "--noleak")
        lines = commits_table(result["scores"], result["no_leak"])
    else:
        lines = search_table(result["scores"])
    if not arguments.json:
        print("\n".join(lines), flush=True)
    if arguments.ablate:
        result["ablation"] = ablate(indexed, gold, scratch, "file" if arguments.set == "search" else "file_ndcg10")
        if not arguments.json:
            whole = result["ablation"]["all"]
            print("-- file NDCG@10 without a feature")
            for name, value in result["ablation"].items():
                print(f"{name:36}{value:14.4f}{value - whole:+14.4f}")
    if arguments.graph:
        result["graph"] = try_graph(indexed, gold, scratch)
        if not arguments.json:
            print("-- file NDCG@10 with features of the graph, repositories whose references are resolved")
            for name, value in result["graph"].items():
                print(f"{name:36}{value:14.4f}{value - result['graph']['as it is']:+14.4f}")
    return result


def try_graph(indexed: list[Indexed], gold: GoldSet, scratch: Path) -> dict[str, float]:
    """The mean over repositories of file NDCG@10 under each trial of ``graph_features``."""
    resolved = [one for one in indexed if has_rules(one.task.language)]
    found: dict[str, list[Ranking]] = {}
    for one in resolved:
        for name, rows in graph_features.rankings(one).items():
            found.setdefault(name, []).extend(rows)
    return {name: float(score(gold.scorer, rows, scratch)["overall"]["file"]) for name, rows in found.items()}


def ablate(indexed: list[Indexed], gold: GoldSet, scratch: Path, column: str) -> dict[str, float]:
    """The mean over repositories of ``column`` for each variant of the weights."""
    found = {}
    for name, weights in variants().items():
        rankings = [ranking for one in indexed for ranking in ask_in_process(one, gold, weights)]
        found[name] = float(score(gold.scorer, rankings, scratch)["overall"][column])
    return found


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    main()
