"""Compile a copy of the checkout and run there the tests of what is compiled: it must do as the sources do.

Arguments are handed to pytest in place of the folders of tests.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("ploke", "tests", "benches", "tools")
TESTS = ("tests/graph", "tests/languages", "tests/workspace")
_IGNORED = shutil.ignore_patterns("__pycache__", "*.so", "*.pyd")
_PROOF = (
    "import sys, ploke.graph.evaluate as module;"
    "sys.exit(0 if module.__file__.endswith(('.so', '.pyd')) else 'The copy is not compiled.')"
)


def main() -> int:
    """Compile, test, and return the exit code."""
    with TemporaryDirectory(prefix="ploke-compiled-") as folder:
        copy = Path(folder)
        for name in COPIED:
            shutil.copytree(ROOT / name, copy / name, ignore=_IGNORED)
        for name in ("pyproject.toml", "README.md"):
            shutil.copy2(ROOT / name, copy)
        started = perf_counter()
        for command in (["tools/compiling.py", folder], ["-c", _PROOF]):
            done = subprocess.run([sys.executable, *command], cwd=copy, capture_output=True, text=True, check=False)
            if done.returncode:
                sys.stdout.write(f"compiled FAILED\n{done.stdout}{done.stderr}")
                return done.returncode
        sys.stdout.write(f"compiled ok     {perf_counter() - started:5.1f} s\n")
        sys.stdout.flush()
        tests = sys.argv[1:] or TESTS
        return subprocess.run([sys.executable, "-m", "pytest", *tests], cwd=copy, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
