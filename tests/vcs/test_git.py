from __future__ import annotations

from pathlib import Path

import pytest

from ploke.vcs.git import Repository, find_repository, is_bare_repository, is_submodule, repository_at
from tests.vcs.repositories import git, isolate_git, make_repository, write


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch, tmp_path / "home")


def check_top(folder: Path, top: Path | None) -> None:
    found = find_repository(str(folder))
    assert (found and found.top) == (top and str(top))


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "plain/.git").mkdir(parents=True)  # an empty folder of that name is none
    check_top(tmp_path / "plain", None)


@pytest.mark.parametrize("name", ["plain", "with space", "ünï/日本"])
@pytest.mark.parametrize("commit", [True, False])
def test_top_level_from_within(tmp_path: Path, name: str, commit: bool) -> None:
    root = make_repository(tmp_path / name, {"a/b/c.py": ""}, commit=commit)
    check_top(root, root)
    check_top(root / "a/b", root)


def test_worktree(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "main", {"a.py": ""})
    git(root, "worktree", "add", "-q", "-b", "other", str(tmp_path / "tree ü"))
    names = [path.name for path in (root / ".git/worktrees").iterdir()]
    found = find_repository(str(tmp_path / "tree ü"))
    assert found == Repository(str(tmp_path / "tree ü"), f"{root}/.git/worktrees/{names[0]}", f"{root}/.git")


def test_a_pointer_to_nowhere_is_no_repository(tmp_path: Path) -> None:
    write(tmp_path, {"t/.git": "gitdir: ../gone/.git/worktrees/t\n", "u/.git": "no pointer", "v/.git": b"\xff\0"})
    assert [repository_at(str(tmp_path / name)) for name in "tuv"] == [None, None, None]


def test_submodules_and_others(tmp_path: Path) -> None:
    library = make_repository(tmp_path / "library", {"lib.py": ""})
    deeper = make_repository(tmp_path / "deeper", {"deep.py": ""})
    git(library, "submodule", "add", "-q", str(deeper), "deps/deeper")
    git(library, "commit", "-qm", "deeper")
    root = make_repository(tmp_path / "root", {"a.py": ""})
    git(root, "submodule", "add", "-q", str(library), "deps/library x")
    git(root, "submodule", "update", "-q", "--init", "--recursive")
    make_repository(root / "nested", {"n.py": ""})
    git(root, "worktree", "add", "-q", "--detach", str(root / "inner tree"))
    outer = repository_at(str(root))

    def belongs(name: str) -> bool:
        inner = repository_at(str(root / name))
        assert inner is not None
        return is_submodule(inner, outer)

    assert belongs("deps/library x")
    assert belongs("deps/library x/deps/deeper")
    assert not belongs("nested")
    assert not belongs("inner tree")
    # Long ago submodules kept their .git folder; .gitmodules still names them.
    pointer = root / "deps/library x/.git"
    home = root / ".git/modules/deps/library x"
    git(root, "config", "--file", str(home / "config"), "--unset", "core.worktree")
    pointer.unlink()
    home.rename(pointer)
    assert belongs("deps/library x")


def test_bare_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "b.git")
    assert is_bare_repository(str(tmp_path / "b.git"))
    assert not is_bare_repository(str(tmp_path))
