from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import ploke
from ploke.errors import UnavailableError, UsageError
from ploke.workspace.locate import Location, locate
from tests.vcs.repositories import git, isolate_git, make_repository, write


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch, tmp_path / "home")


def find(path: str | Path | None, cwd: Path, index_dir: str | Path | None = None) -> Location:
    return locate(path, index_dir, cache_dir=cwd.anchor / Path("nowhere"), cwd=cwd)


def test_without_path_the_nearest_index(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a/b/c.py": "", "a/.ploke/": ""})
    assert find(None, root / "a/b") == (root / "a", root / "a/.ploke", "the nearest folder with an index")
    (root / "a/b/.ploke").write_text("a file is no index")
    assert find(None, root / "a/b").root == root / "a"


def test_without_path_an_index_above_the_repository_counts(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "all/r", {"a.py": ""})
    (tmp_path / "all/.ploke").mkdir()
    assert find(None, root).root == tmp_path / "all"


@pytest.mark.parametrize("commit", [True, False])
def test_without_path_git_s_top_level(tmp_path: Path, commit: bool) -> None:
    root = make_repository(tmp_path / "my répo", {"a/b/c.py": ""}, commit=commit)
    assert find(None, root / "a/b") == (root, root / ".ploke", "the repository's top level")


def test_without_path_in_a_worktree(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a/c.py": ""})
    git(root, "worktree", "add", "-q", "--detach", str(tmp_path / "w"))
    assert find(None, tmp_path / "w/a").root == tmp_path / "w"


def test_without_path_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"plain/a/": ""})
    assert find(None, tmp_path / "plain/a") == (tmp_path / "plain/a", tmp_path / "plain/a/.ploke", "the current folder")
    monkeypatch.chdir(tmp_path / "plain/a")
    assert locate(None, None, cache_dir=tmp_path).root == tmp_path / "plain/a"


def test_a_path_is_the_root_exactly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_repository(tmp_path / "r", {"sub dir/c.py": "", ".ploke/": ""})
    for path in ("sub dir", "./sub dir/", root / "sub dir", "../r/sub dir"):
        assert find(path, root) == (root / "sub dir", root / "sub dir/.ploke", "the path given")
    (tmp_path / "link").symlink_to(root)
    assert find("link", tmp_path).root == root
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find("~/r", root).root == root


def test_index_dir(tmp_path: Path) -> None:
    write(tmp_path, {"t/": ""})
    assert find("t", tmp_path, "idx").index_dir == tmp_path / "idx"
    assert find("t", tmp_path, tmp_path / "deep/idx").index_dir == tmp_path / "deep/idx"
    assert find(None, tmp_path / "t", "../idx").index_dir == tmp_path / "idx"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("file", "file is not a directory."),
        ("none", "none does not exist."),
        ("file/below", "file/below does not exist."),
        ("none.git", "none.git does not exist."),
        ("", None),
        ("nul\0byte", "does not exist."),
        ("x" * 5000, "does not exist."),
    ],
)
def test_paths_that_are_no_folder(tmp_path: Path, path: str, message: str | None) -> None:
    (tmp_path / "file").write_text("")
    if message is None:
        assert find(path, tmp_path).root == tmp_path
        return
    with pytest.raises(UsageError) as caught:
        find(path, tmp_path)
    assert message in str(caught.value)


def test_a_url_is_cloned_then_kept_up_to_date(tmp_path: Path) -> None:
    remote = make_repository(tmp_path / "re mote", {"a.py": "1"})
    cache = tmp_path / "cache"
    url = remote.as_uri()
    first = locate(url, None, cache_dir=cache, cwd=tmp_path)
    assert first.root.parent == cache / "repositories"
    assert first == (first.root, first.root / ".ploke", f"cloned from {url}")
    assert (first.root / "a.py").read_text() == "1"

    (remote / "a.py").write_text("2")
    git(remote, "commit", "-qam", "second")
    assert locate(url, None, cache_dir=cache, cwd=tmp_path) == first
    assert (first.root / "a.py").read_text() == "2"

    shutil.rmtree(remote)
    later = locate(url, None, cache_dir=cache, cwd=tmp_path)
    assert later.root == first.root
    assert later.origin.startswith(f"cloned from {url} earlier and not brought up to date (")


def test_a_bare_repository_is_cloned(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a.py": "1"})
    git(tmp_path, "clone", "-q", "--bare", str(root), "b.git")
    for path in ("b.git", str(tmp_path / "b.git")):
        found = locate(path, None, cache_dir=tmp_path / "cache", cwd=tmp_path)
        assert (found.root / "a.py").exists()
        assert found.origin == f"cloned from {tmp_path}/b.git"


def test_a_folder_with_files_is_no_url_whatever_its_name(tmp_path: Path) -> None:
    write(tmp_path, {"x.git/a.py": "", "git@host:y/b.py": ""})
    assert find("x.git", tmp_path).root == tmp_path / "x.git"
    assert find("git@host:y", tmp_path).root == tmp_path / "git@host:y"


def test_a_url_that_cannot_be_cloned(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="cannot be cloned"):
        locate((tmp_path / "none").as_uri(), None, cache_dir=tmp_path / "cache", cwd=tmp_path)


def test_a_url_is_cloned_below_the_cache_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_repository(tmp_path / "source", {"a.txt": "words\n"})
    monkeypatch.setenv("PLOKE_CACHE_DIR", str(tmp_path / "mine"))
    assert ploke.open_workspace(source.as_uri()).root.is_relative_to(tmp_path / "mine" / "repositories")
