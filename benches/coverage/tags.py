"""Definitions as universal-ctags sees them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Tag(NamedTuple):
    """One definition of ctags: the file's path in its tree, line from 1, ctags' own word for its kind."""

    path: str
    line: int
    name: str
    kind: str


class NoCtags(RuntimeError):
    """There is no universal-ctags that writes JSON on this machine."""


def tags(tree: Path, paths: Sequence[str], language: str) -> list[Tag]:
    """Every tag of ``paths`` (below ``tree``), all of which are taken for ctags' ``language``; all kinds are on."""
    ctags = shutil.which("ctags")
    if ctags is None:
        raise NoCtags("There is no ctags here: install universal-ctags (Debian: apt install universal-ctags).")
    if not paths:
        return []
    command = [
        ctags,
        "--options=NONE",
        "--output-format=json",
        "--sort=no",
        "--fields=NFnKl",
        f"--language-force={language}",
        f"--kinds-{language}=*",
        "-L",
        "-",
        "-f",
        "-",
    ]
    done = subprocess.run(command, input="\n".join(paths).encode(), cwd=tree, capture_output=True, check=False)
    if done.returncode:
        raise NoCtags(f"ctags ended with {done.returncode}: {done.stderr.decode(errors='replace').strip()[-500:]}")
    found = []
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        row = json.loads(line)
        if row.get("_type") == "tag" and row.get("language") == language:
            found.append(Tag(row["path"], row["line"], row["name"], row["kind"]))
    return found
