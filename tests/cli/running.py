"""Running ploke as users do: a process, its two outputs and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple


class Ran(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[Any]:
        """Standard output as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def surroundings(home: Path, **variables: str) -> dict[str, str]:
    """An environment in which nothing of the machine's own user shows."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PLOKE_", "XDG_", "GIT_"))}
    for name in ("NO_COLOR", "TERM", "SHELL"):
        kept.pop(name, None)
    return {**kept, "HOME": str(home), **variables}


def indexed(root: Path, files: Mapping[str, str]) -> Path:
    """A repository of ``files``, whose texts are indented as in the test, at ``root``; and its index."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    ran = ploke("index", ".", "--quiet", cwd=root)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return root


def ploke(*arguments: str, cwd: Path, stdin: bytes = b"", **variables: str) -> Ran:
    """Run one command in ``cwd``, with an empty home beside it."""
    done = subprocess.run(
        [sys.executable, "-m", "ploke", *arguments],
        cwd=cwd,
        env=surroundings(cwd.parent / "home", **variables),
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
