from __future__ import annotations

from pathlib import Path

import pytest

from ploke.errors import UnavailableError, UsageError
from ploke.vcs.diff import ChangedFile, changed_files, read_patch
from tests.vcs.repositories import git, isolate_git, make_repository, write


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    isolate_git(monkeypatch, tmp_path / "home")
    return make_repository(
        tmp_path / "tree",
        {
            "kept.py": "a\nb\nc\nd\ne\n",
            "gone.py": "x\n",
            "sub/my file.py": "1\n2\n",
            "größe.py": "1\n",
            ".gitignore": "*.log\n",
        },
    )


def test_changed_added_and_removed_lines(tree: Path) -> None:
    write(tree, {"kept.py": "a\nB\nc\nnew\nd\n"})
    assert changed_files(tree, "HEAD") == [ChangedFile("kept.py", ((2, 2), (4, 4)), (5,))]


def test_files_that_came_and_went(tree: Path) -> None:
    (tree / "gone.py").unlink()
    write(tree, {"added.py": "1\n", "unknown.py": "1\n", "build.log": "1\n"})
    git(tree, "add", "added.py")
    assert changed_files(tree, "HEAD") == [
        ChangedFile("added.py", ((1, 1),), new=True),
        ChangedFile("gone.py", gone=True),
        ChangedFile("unknown.py", new=True),
    ]


def test_names_of_all_kinds(tree: Path) -> None:
    write(tree, {"sub/my file.py": "1\n3\n", "größe.py": "2\n"})
    assert changed_files(tree, "HEAD") == [
        ChangedFile("größe.py", ((1, 1),)),
        ChangedFile("sub/my file.py", ((2, 2),)),
    ]


def test_below_a_folder_paths_start_there(tree: Path) -> None:
    write(tree, {"sub/my file.py": "1\n3\n", "kept.py": "\n"})
    assert changed_files(tree / "sub", "HEAD") == [ChangedFile("my file.py", ((2, 2),))]


def test_content_that_looks_like_a_header(tree: Path) -> None:
    write(tree, {"kept.py": "-- a/other\n++ b/other\n@@ -1 +1 @@\n"})
    git(tree, "commit", "-qam", "odd")
    write(tree, {"kept.py": "++ b/that\n"})
    assert changed_files(tree, "HEAD") == [ChangedFile("kept.py", ((1, 1),))]


def test_a_missing_line_end_is_no_line() -> None:
    patch = b"+++ b/a\n@@ -1 +1,2 @@\n-x\n\\ No newline at end of file\n+x\n+y\n@@ -5,0 +7 @@\n+z\n"
    assert read_patch(patch.split(b"\n")) == {"a": ((1, 2), (7, 1))}


def test_the_first_line_removed(tree: Path) -> None:
    write(tree, {"kept.py": "b\nc\nd\ne\n"})
    assert changed_files(tree, "HEAD") == [ChangedFile("kept.py", seams=(0,))]


@pytest.mark.parametrize("revision", ["nowhere", "", "--output=x", "HEAD~99", "HEAD:kept.py"])
def test_an_unknown_revision(tree: Path, revision: str) -> None:
    with pytest.raises(UsageError) as raised:
        changed_files(tree, revision)
    assert raised.value.message == f"There is no revision {revision!r}."
    assert not (tree / "x").exists()


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch, tmp_path / "home")
    (tmp_path / "plain").mkdir()
    with pytest.raises(UnavailableError) as raised:
        changed_files(tmp_path / "plain", "HEAD")
    assert "not a git repository" in raised.value.message
