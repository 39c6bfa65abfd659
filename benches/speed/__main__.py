"""Speed of the whole of ploke beside limits measured in the same run.

Usage: python -m benches.speed TREE [--runs N] [--only NAME …] [--json] [--store]

TREE is a Python project's sources; the bars are set for Django 5.2's source distribution. Every figure comes with its
ratio to a limit: ``raw`` is a parse of the .py files with five captures in two processes, ``python`` a bare
interpreter, ``rg`` a scan by ripgrep where it is installed. Absolute seconds move with the machine; ratios hold.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benches.speed.bench import Bench
from benches.speed.figures import FIGURES

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benches.speed", description=__doc__.splitlines()[0])
    parser.add_argument("tree", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=sorted(FIGURES), help="measure these alone")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--store", action="store_true", help="keep the results under the commit they were measured at")
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="ploke-bench-") as scratch:
        bench = Bench(arguments.tree.resolve(), Path(scratch), arguments.runs)
        for name, figure in FIGURES.items():
            if arguments.only and name not in arguments.only:
                continue
            for row in figure(bench):
                rows.append(row)
                if not arguments.json:
                    print(
                        f"{row.what:58} {row.value:>10.3f} {row.unit:8} bar {row.bar:<7} aim {row.aim:<7} {row.note}",
                        flush=True,
                    )
    result = {
        "commit": _commit(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "tree": arguments.tree.name,
        "machine": f"{platform.machine()} {platform.system()}, Python {platform.python_version()}",
        "rows": [row._asdict() for row in rows],
    }
    if arguments.json:
        json.dump(result, sys.stdout, indent=1)
    if arguments.store:
        RESULTS.mkdir(exist_ok=True)
        place = RESULTS / f"{result['commit']}-{arguments.tree.name}.json"
        place.write_text(json.dumps(result, indent=1) + "\n")


def _commit() -> str:
    git = shutil.which("git")
    if git is None:
        return "unknown"
    done = subprocess.run([git, "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    main()
