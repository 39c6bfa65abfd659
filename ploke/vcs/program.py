"""Asks the ``git`` program about a local repository. Nothing of the repository's own may run, nothing is written."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ploke.errors import UnavailableError, UsageError

# Programs that a repository's own settings would start.
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-optional-locks", "--no-pager")


def ask_git(tree: Path, arguments: Sequence[str]) -> bytes:
    """What git prints for ``arguments`` in ``tree``.

    Raises ``UnavailableError`` where git is missing, ``tree`` is in no repository, or git fails.
    """
    done = _run(tree, arguments)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        said = lines[-1].removeprefix("fatal: ") if lines else f"git ended with code {done.returncode}"
        raise UnavailableError(f"git cannot answer in {tree}: {said.rstrip('.')}.")
    return done.stdout


def known_revision(tree: Path, revision: str) -> str:
    """The full hash of a commit; raises ``UsageError`` where ``revision`` names none, else as ``ask_git``."""
    ask_git(tree, ["rev-parse", "--git-dir"])
    done = _run(tree, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"])
    if done.returncode or not revision:
        raise UsageError(f"There is no revision {revision!r}.", "Name a commit, a branch or a tag, such as HEAD~1.")
    return done.stdout.decode("ascii").strip()


def _run(tree: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    git = shutil.which("git")
    if git is None:
        raise UnavailableError("git is not installed.", "Install it, or name a symbol or a file.")
    return subprocess.run(
        [git, *_QUIET, *arguments],
        cwd=tree,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
        check=False,
    )
