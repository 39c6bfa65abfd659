"""Benches of the code graph.

Usage: python -m benches.graph BENCH [OPTIONS]
"""

from __future__ import annotations

import sys
from importlib import import_module

BENCHES = {
    "incremental": ("benches.graph.incremental", "random edits, after each of which the index must equal a clean one"),
    "traversal": ("benches.graph.traversal", "callers, impact and ways on a generated graph"),
}


def main() -> None:
    """Run the bench that the first argument names; it reads the others."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in BENCHES:
        print(__doc__.strip() + "\n")
        for each, (_, summary) in BENCHES.items():
            print(f"  {each:12} {summary}")
        sys.exit(2 if name else 0)
    import_module(BENCHES[name][0]).run(sys.argv[2:])


if __name__ == "__main__":
    main()
