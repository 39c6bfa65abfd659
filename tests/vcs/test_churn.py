"""How often files were changed, told by real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from ploke.errors import UnavailableError
from ploke.vcs.churn import Churn, churn
from tests.vcs.repositories import git, isolate_git, make_repository, write


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate_git(monkeypatch, tmp_path / "home")


def commit(root: Path, **files: str) -> None:
    write(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "more")


def test_commits_are_counted_by_path(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "shop", {"till": "1", "my notes/größe": "1"})
    commit(root, till="2")
    commit(root)
    commit(root, till="3")
    assert churn(root) == Churn({"my notes/größe": 1, "till": 3}, 4, cut=False)


def test_paths_start_at_the_folder_that_is_asked_about(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "shop", {"src/till": "1", "other": "1"})
    assert churn(root / "src") == Churn({"till": 1}, 1, cut=False)


def test_a_long_history_is_cut(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "shop", {"till": "1"})
    commit(root, till="2")
    assert churn(root, most=1) == Churn({"till": 1}, 1, cut=True)
    assert churn(root, most=2) == Churn({"till": 2}, 2, cut=False)


def test_a_shallow_history_says_so(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "shop", {"till": "1"})
    commit(root, till="2")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "copy")
    assert churn(tmp_path / "copy") == Churn({"till": 1}, 1, cut=True)


def test_without_a_commit_nothing_was_changed(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "shop", {"till": "1"}, commit=False)
    assert churn(root) == Churn({}, 0, cut=False)


def test_outside_of_a_repository_git_cannot_answer(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError):
        churn(tmp_path)


def test_nothing_of_the_repository_runs(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "shop", {"till": "1"})
    trap = tmp_path / "trap"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {trap}\n")
    program.chmod(0o755)
    for name in ("gpg.program", "core.pager", "diff.external", "core.fsmonitor"):
        git(root, "config", name, str(program))
    git(root, "config", "log.showSignature", "true")
    churn(root)
    assert not trap.exists()
