"""Fetches repositories with the ``git`` program; the only place that starts it.

Git is never allowed to ask: no terminal, no password helper window, no question about a host key.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ploke.errors import UnavailableError
from ploke.vcs.gitconfig import settings

_PATIENCE = ("-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=60")


def clone(url: str, dest: Path) -> None:
    """Clone the newest commit of ``url`` to ``dest``, which appears only once it is complete.

    Where ``dest`` exists by then, because another process was quicker, it is left as it is. Raises
    ``UnavailableError`` where git is missing or the clone fails.
    """
    dest.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".cloning-", dir=dest.parent) as folder:
        fresh = Path(folder) / "tree"
        _git(["clone", "--quiet", "--depth=1", "--no-tags", "--", url, str(fresh)], f"{url} cannot be cloned")
        try:
            fresh.rename(dest)
        except OSError:
            if not dest.is_dir():
                raise


def update(tree: Path) -> None:
    """Bring a clone made by ``clone`` to the newest commit of its remote; changes made in it are lost.

    Raises ``UnavailableError`` where git is missing or the remote does not answer; the tree is then as it was.
    """
    failed = f"{tree} cannot be updated"
    _git(["-C", str(tree), "fetch", "--quiet", "--depth=1", "--no-tags", "origin", "HEAD"], failed)
    _git(["-C", str(tree), "reset", "--quiet", "--hard", "FETCH_HEAD"], failed)


def _git(arguments: Sequence[str], failed: str) -> None:
    git = shutil.which("git")
    if git is None:
        raise UnavailableError("git is not installed.", "Install it, or give a folder instead of a URL.")
    process = subprocess.Popen(
        [git, *_PATIENCE, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_silent_environment(),
        start_new_session=True,
    )
    try:
        said = process.communicate()[1]
    finally:
        # Broken off, by Ctrl-C say, git would go on by itself.
        if process.poll() is None:
            _end(process)
    if process.returncode:
        raise UnavailableError(f"{failed}: {_reason(said.decode('utf-8', 'replace'))}")


def _reason(said: str) -> str:
    """The last line of git's that says why; behind it stands the same advice for every remote."""
    lines = [line.strip() for line in said.partition("Please make sure you have the correct access")[0].splitlines()]
    reasons = [line for line in lines if line and line != "fatal: Could not read from remote repository."]
    return reasons[-1].removeprefix("fatal: ").removeprefix("remote: ") if reasons else "the remote cannot be read"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop git and the helpers it started, which share its session."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGTERM)
    else:
        process.terminate()
    process.wait()


def _silent_environment() -> dict[str, str]:
    environment = dict(os.environ)
    # A repository that happens to be open around us (a hook, a rebase) is not the one that is meant.
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        environment.pop(name, None)
    environment.update(
        GIT_TERMINAL_PROMPT="0",
        GIT_ASKPASS="",
        SSH_ASKPASS="",
        SSH_ASKPASS_REQUIRE="never",
        GCM_INTERACTIVE="never",
        GIT_LFS_SKIP_SMUDGE="1",
        LC_ALL="C",
    )
    if not {"GIT_SSH", "GIT_SSH_COMMAND"} & environment.keys() and "core.sshcommand" not in settings():
        environment["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes -oConnectTimeout=20"
    return environment
