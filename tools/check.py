"""The test command: style, types, import rules, then the tests.

Every check runs even when one before it failed; the tests come last, so that their closing line is the last one. The
exit code is 0 only if all passed. Arguments are handed to pytest.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
STATIC = (
    ("style", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("types", ["-m", "mypy"]),
    # Without its cache: one that was made while a module was missing would still say so.
    (
        "imports",
        ["-c", "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())", "--no-cache"],
    ),
)


def main() -> int:
    """Run all checks and return the exit code."""
    failed = []
    for name, command in STATIC:
        started = perf_counter()
        done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
        passed = done.returncode == 0
        say(f"{name:8} {'ok' if passed else 'FAILED':6} {perf_counter() - started:5.1f} s")
        if not passed:
            failed.append(name)
            say(done.stdout + done.stderr)
    if failed:
        say(f"FAILED before the tests: {', '.join(failed)}")
    tests = subprocess.run([sys.executable, "-m", "pytest", *sys.argv[1:]], cwd=ROOT, check=False)
    return tests.returncode or (1 if failed else 0)


def say(text: str) -> None:
    """Print at once, so that lines of child processes stay in order."""
    sys.stdout.write(text.rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
