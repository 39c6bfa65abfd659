"""Incremental equals clean: random edits, after each of which the index is compared with one built from nothing.

Usage: python -m benches.graph incremental [--sequences N] [--edits N] [--seed N] [--tree TREE] [--store]

Without TREE the edits are those of ``benches.graph.edits``; with it, lines of TREE's sources are cut, doubled, swapped
and renamed, and files moved. What is compared: every row of every table, and of the graph its edges, unresolved
references and the questions that each file's resolution asked.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

import ploke
from benches.graph import edits
from benches.graph.mutations import copy_sources, mutate
from ploke.config import load_config
from ploke.store import logical_rows, open_reader
from ploke.store.logical_index import logical_graph


def run(arguments: list[str]) -> None:
    """Run the sequences; ends with exit code 1 where one differs."""
    parser = argparse.ArgumentParser(prog="python -m benches.graph incremental", description=__doc__.splitlines()[0])
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--edits", type=int, default=8, help="edits a sequence")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tree", type=Path, help="mutate these sources")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    equal = 0
    with tempfile.TemporaryDirectory(prefix="ploke-bench-") as scratch:
        bench = Sequences(Path(scratch), options.tree)
        for number in range(options.sequences):
            story = bench.play(random.Random(options.seed * 1_000_003 + number), options.edits)
            equal += not story
            if story:
                print(f"sequence {number} differs:", *story, sep="\n  ", flush=True)
        bench.close()
    print(f"{equal} of {options.sequences} sequences equal, {time.perf_counter() - began:.0f} s")
    sys.exit(equal != options.sequences)


class Sequences:
    """Two indexes of one tree, one kept up to date and one built anew after every edit."""

    def __init__(self, scratch: Path, tree: Path | None) -> None:
        self.root = scratch / "tree"
        self.tree = tree
        self.root.mkdir()
        self.kept = _open(self.root, scratch, "kept")
        self.clean = _open(self.root, scratch, "clean")

    def close(self) -> None:
        """End the workers."""
        self.kept.close()
        self.clean.close()

    def play(self, chance: random.Random, count: int) -> list[str]:
        """Start from the first state and make ``count`` edits; what was done until the first difference, or nothing."""
        self.start()
        story = []
        while count > 0:
            together = min(count, chance.choice((1, 1, 1, 2, 4)))
            count -= together
            touched = []
            for _ in range(together):
                said, *paths = self.edit(chance)
                story.append(said)
                touched += paths
            self.kept.sync(paths=touched if chance.random() < 1 / 2 else None)
            story.append("-- synced")
            if found := self.differences():
                return [*story, *found]
        return []

    def start(self) -> None:
        """The tree and the index as they are before any edit."""
        shutil.rmtree(self.root)
        self.root.mkdir()
        if self.tree is not None:
            copy_sources(self.tree, self.root)
        for path, text in edits.first_state().items() if self.tree is None else ():
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        self.kept.sync(rebuild=True)

    def edit(self, chance: random.Random) -> list[str]:
        """Make one edit; what was done and the paths it may have changed."""
        if self.tree is not None:
            return mutate(self.root, chance)
        made = edits.random_edit(chance)
        return [repr(made), *edits.apply(self.root, made)]

    def differences(self) -> list[str]:
        """Rows that only one of the two indexes has, the first few of each kind."""
        self.clean.sync(rebuild=True)
        kept, clean = (_rows(each.index_dir) for each in (self.kept, self.clean))
        found = []
        for name, rows in clean.items():
            here, there = {repr(row) for row in kept[name]}, {repr(row) for row in rows}
            found += [f"{name}: only when kept: {row[:400]}" for row in sorted(here - there)[:4]]
            found += [f"{name}: only when clean: {row[:400]}" for row in sorted(there - here)[:4]]
            if not found and len(kept[name]) != len(rows):
                found.append(f"{name}: {len(kept[name])} rows when kept, {len(rows)} when clean")
        return found


def _open(root: Path, base: Path, name: str) -> ploke.Workspace:
    config = load_config(root, {"cache.dir": str(base / "cache"), "index.workers": 1}, {})
    return ploke.open_workspace(root, index_dir=base / name, config=config)


def _rows(index_dir: Path) -> dict[str, list[dict[str, object]]]:
    with open_reader(index_dir) as reader:
        return {**logical_rows(index_dir), **logical_graph(reader)}
