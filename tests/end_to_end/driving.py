"""Driving the real command on real files: places with their own home, processes to stop and kill, rows to compare."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest

import ploke
from ploke.config import load_config
from ploke.store import logical_rows
from tests.cli.running import Ran, surroundings

PATIENCE = 60.0
_BARE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search", "--")


class Place(NamedTuple):
    """A tree and, beside it, the home that its commands see."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root.parent / "home"

    @property
    def index_dir(self) -> Path:
        return self.root / ".ploke"

    @property
    def cache(self) -> Path:
        return self.home / ".cache" / "ploke"

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files below the root; a name that ends with a slash is a folder."""
        for name, content in files.items():
            path = self.root / name
            if name.endswith("/"):
                path.mkdir(parents=True, exist_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def start(self, *arguments: str, before: Sequence[str] = (), **variables: Any) -> subprocess.Popen[bytes]:
        """Start a command in a session of its own; ``before`` are words of a program that starts it."""
        keywords = {name: variables.pop(name) for name in ("preexec_fn", "cwd", "stdout") if name in variables}
        return subprocess.Popen(
            [*before, sys.executable, "-m", "ploke", *arguments],
            env=surroundings(self.home, **variables),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            **{"cwd": self.root, "stdout": subprocess.PIPE, **keywords},
        )

    def ploke(self, *arguments: str, **options: Any) -> Ran:
        """Run a command to its end; one that does not end is a failure."""
        process = self.start(*arguments, **options)
        return ended(process)

    def index(self, *arguments: str, **options: Any) -> dict[str, Any]:
        """Index, which must work, and return the report."""
        ran = self.ploke("index", "--json", *arguments, **options)
        assert (ran.code, ran.err) == (0, ""), ran
        return cast(dict[str, Any], ran.records[0])

    def found(self, query: str, *arguments: str, **options: Any) -> list[str]:
        """Search, which must not complain, and return the paths found."""
        ran = self.ploke("search", query, "--json", *arguments, **options)
        assert ran.code in (0, 1) and ran.err == "", ran
        return [hit["path"] for hit in ran.records]

    def skipped(self) -> dict[str, str]:
        """What was left out: reason by path."""
        ran = self.ploke("status", "--skipped", "--json")
        return {skip["path"]: skip["reason"] for skip in ran.records}

    def sync(self) -> None:
        """Sync in this process, sparing a fresh one's imports."""
        with _workspace(self, self.index_dir) as workspace:
            workspace.sync()

    def check_equals_clean(self, index_dir: Path | None = None) -> None:
        """The index holds what an index built from nothing holds, row for row."""
        assert logical_rows(index_dir or self.index_dir) == self.clean_rows()

    def clean_rows(self) -> dict[str, Any]:
        """The rows of an index of the tree built from nothing."""
        clean = self.root.parent / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        with _workspace(self, clean) as workspace:
            workspace.sync()
        return logical_rows(clean)


def ended(process: subprocess.Popen[bytes]) -> Ran:
    """Wait for the end of a process."""
    try:
        out, err = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    return Ran(process.returncode, (out or b"").decode(), err.decode())


def check_sentence(ran: Ran, code: int, *parts: str) -> None:
    """A command that failed printed one line that says ``parts``, no answer, and ended with ``code``."""
    assert (ran.code, ran.out) == (code, ""), ran
    assert ran.err.startswith("ploke: ") and ran.err.count("\n") == 1, ran
    for part in parts:
        assert part in ran.err, ran
    assert "Internal error" not in ran.err and "Traceback" not in ran.err


def unprivileged() -> Sequence[str]:
    """Words before a command that make file modes count even for root."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may read everything, and there is no setpriv to give that up")
    return _BARE


@contextmanager
def without_permission(path: Path, mode: int = 0) -> Iterator[None]:
    """Take rights from a file or folder for the time of the block."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


def wait_until(condition: Callable[[], Any], seconds: float = 20.0) -> Any:
    """Poll until ``condition`` holds, and return what it said."""
    deadline = time.monotonic() + seconds
    while not (said := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.002)
    return said


def processes_of(session: int) -> list[int]:
    """Live processes of a session, zombies aside."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(folder.name))
    return found


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The worker processes of a running command."""
    return [pid for pid in processes_of(process.pid) if pid != process.pid]


def _workspace(place: Place, index_dir: Path) -> ploke.Workspace:
    config = load_config(place.root, {"cache.dir": str(place.cache), "index.workers": 1}, {})
    return ploke.open_workspace(place.root, index_dir=index_dir, config=config)
