"""The unit of the speed bars: parse every .py file below TREE, run one query and make its captures tuples.

In two processes, results pickled back. Prints seconds, the median of the runs.

Usage: python -m benches.speed.raw TREE [RUNS]
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import time
from pathlib import Path

QUERY = """
(function_definition name: (identifier) @function)
(class_definition name: (identifier) @class)
(call function: (_) @call)
(import_statement name: (_) @import)
(import_from_statement name: (_) @import_from)
"""
BATCH = 32
PROCESSES = 2


def captures(paths: list[str]) -> list[tuple[str, int, int, int]]:
    import tree_sitter
    import tree_sitter_python

    language = tree_sitter.Language(tree_sitter_python.language())
    parser = tree_sitter.Parser(language)
    query = tree_sitter.Query(language, QUERY)
    found = []
    for path in paths:
        tree = parser.parse(Path(path).read_bytes())
        for name, nodes in tree_sitter.QueryCursor(query).captures(tree.root_node).items():
            found += [(name, node.start_point[0], node.start_byte, node.end_byte) for node in nodes]
    return found


def measure(tree: Path, runs: int = 3) -> float:
    """Seconds of the raw pass over ``tree``, median."""
    files = sorted(map(str, tree.rglob("*.py")))
    batches = [files[at : at + BATCH] for at in range(0, len(files), BATCH)]
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
            for _rows in pool.imap_unordered(captures, batches):
                pass
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


if __name__ == "__main__":
    print(f"{measure(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3):.3f}")
