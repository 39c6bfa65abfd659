"""The index file, read beside ``git ls-files``."""

from __future__ import annotations

from pathlib import Path

import pytest

from ploke.vcs.git import repository_at
from ploke.vcs.tracked import TrackedFiles, index_names
from tests.vcs.repositories import git, isolate_git, make_repository

PATHS = ["a", "a.b", "a/b", "a/c.py", "abcdefgh/ijklmnop", "b" * 300, "z/" * 40 + "end", "ü ö/é.py", "b c"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    isolate_git(monkeypatch, tmp_path / "home")
    files = {path: "" for path in PATHS if path not in ("a", "b" * 300)}
    return make_repository(tmp_path / "r", {**files, "b" * 200: ""})


def check(root: Path) -> None:
    listed = git(root, "ls-files", "-z").split("\0")[:-1]
    names = [name.decode() for name in index_names((root / ".git/index").read_bytes())]
    assert names == listed
    assert len(names) > 5


@pytest.mark.parametrize("version", [2, 3, 4])
def test_versions(root: Path, version: int) -> None:
    git(root, "update-index", "--index-version", str(version))
    if version == 3:
        git(root, "update-index", "--skip-worktree", "a.b")  # needs the extended flags that make it version 3
    assert (root / ".git/index").read_bytes()[7] == version
    check(root)


def test_questions(root: Path) -> None:
    repository = repository_at(str(root))
    assert repository is not None
    tracked = TrackedFiles(repository)
    assert [tracked.hold(path) for path in ("a/b", "ü ö/é.py", "a", "a/", "a/x", "zz")] == [True, True] + [False] * 4
    assert [tracked.hold_below(path) for path in ("a", "ü ö", "z/z", "b", "a/b/c")] == [True, True, True, False, False]
    below = TrackedFiles(repository, prefix="a/")
    assert (below.hold("b"), below.hold("a/b")) == (True, False)
    submodule = TrackedFiles(repository, cut=len("deps/x/"))
    assert submodule.hold("deps/x/a/b")


def test_damage_tells_nothing(root: Path) -> None:
    data = (root / ".git/index").read_bytes()
    assert index_names(b"") == index_names(b"junk") == index_names(data[:200]) == []
    (root / ".git/index").write_bytes(data[:200])
    repository = repository_at(str(root))
    assert repository is not None
    assert not TrackedFiles(repository).hold("a/b")


def test_a_split_index_tells_nothing(root: Path) -> None:
    git(root, "update-index", "--split-index")
    assert index_names((root / ".git/index").read_bytes()) == []


def test_sha256(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch, tmp_path / "home")
    root = tmp_path / "s"
    root.mkdir()
    git(root, "init", "-q", "--object-format=sha256")
    (root / "a.py").write_text("")
    (root / "b.py").write_text("")
    git(root, "add", "a.py")
    repository = repository_at(str(root))
    assert repository is not None
    tracked = TrackedFiles(repository)
    assert (tracked.hold("a.py"), tracked.hold("b.py")) == (True, False)
