"""One run of the benches, and a row of its results."""

from __future__ import annotations

import os
import shutil
import sys
import time
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from benches.speed.process import median_seconds, seconds_of


class Row(NamedTuple):
    """One figure. ``value`` is in ``unit``; ``bar`` and ``aim`` are upper limits in the same unit."""

    what: str
    value: float
    unit: str
    bar: str
    aim: str
    note: str = ""


class Bench:
    """One run of the benches: the tree, a scratch folder, and what is measured once for all."""

    def __init__(self, tree: Path, scratch: Path, runs: int) -> None:
        self.tree = tree
        self.scratch = scratch
        self.runs = runs
        self.python = [sys.executable, "-c", "pass"]
        self.ploke = [sys.executable, "-m", "ploke"]
        self.index_dir = scratch / "index"
        self.env = {**os.environ, "PLOKE_CACHE_DIR": str(scratch / "cache"), "HOME": str(scratch), "NO_COLOR": "1"}
        # Without compiled modules every start would measure the compiler.
        self.env.pop("PYTHONDONTWRITEBYTECODE", None)

    @cached_property
    def python_seconds(self) -> float:
        """A bare interpreter."""
        return median_seconds(self.python, self.env, 3 * self.runs)

    @cached_property
    def python_files(self) -> Path:
        """A copy of the tree's .py files alone."""
        target = self.scratch / "py" / self.tree.name
        for file in self.tree.rglob("*.py"):
            copy = target / file.relative_to(self.tree)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, copy)
        time.sleep(2.1)
        return target

    @cached_property
    def copy(self) -> Path:
        """A copy of the whole tree that figures may change, indexed."""
        target = self.scratch / "copy" / self.tree.name
        shutil.copytree(self.tree, target, symlinks=True)
        time.sleep(2.1)
        seconds_of(self.command("index", str(target)), self.env)
        return target

    def command(self, *arguments: str) -> list[str]:
        """A ploke command line on the scratch index."""
        return [*self.ploke, *arguments, "--index-dir", str(self.index_dir)]

    def forget(self, *, cache: bool = True) -> None:
        """Remove the index, and the facts cache with it."""
        shutil.rmtree(self.index_dir, ignore_errors=True)
        if cache:
            shutil.rmtree(self.scratch / "cache", ignore_errors=True)
