"""Law: our ignore rules and git's agree on every path of every tree."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ploke.vcs.git import repository_at
from ploke.vcs.ignore import IgnoreRules
from ploke.vcs.ignore_files import folder_rules, root_rules

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

Tree = dict[str, list[str]]  # ignore file -> lines; every folder named by one exists

NAMES = ["a", "b", "ab", "a.b", "foo", "foo.c", "bar.c", "é", "x y", "A", "-", "build", "!a", "#b", "a]", "a\\b", ".a"]
FOLDERS = ["", "a/", "foo/", "a/b/", "foo/a/", "a/foo/", "build/", "a/b/a/"]
PIECES = [
    *NAMES, "*", "**", "?", "[ab]", "[!a]", "[a-f]", "[^.]", "[]a]", "[[:alpha:]]", "[[:digit:][:upper:]]", "[a", "\\a",
    "\\*", "\\", "[\\]a]", "[b-a]", "[a-]", "[[:nope:]]", "[[:]", "*.c", "fo*", "*o", "a*b", "**a", ".*", "é*", "[é]",
]  # fmt: skip

segment = st.lists(st.sampled_from(PIECES), min_size=1, max_size=2).map("".join)
pattern = st.builds(
    lambda bang, lead, parts, trail: bang + lead + "/".join(parts) + trail,
    st.sampled_from(["", "", "", "!"]),
    st.sampled_from(["", "", "/", "**/"]),
    st.lists(segment, min_size=1, max_size=3),
    st.sampled_from(["", "", "", "/", "/**", "/*", " ", "\\ ", "\r", "\t"]),
)
odd = st.sampled_from(["", "#a", "\\#b", "\\!a", "/", "!", "*", "!*/", "//a"])
lines = st.lists(st.one_of(pattern, odd), max_size=6)
trees = st.dictionaries(st.sampled_from([*(f + ".gitignore" for f in FOLDERS), ".git/info/exclude", "GLOBAL"]), lines)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose folders all hold all names; no example changes anything but the ignore files."""
    home = tmp_path_factory.mktemp("ignore")
    root = home / "tree"
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
        for name in NAMES:
            if not (root / folder / name).exists() and f"{folder}{name}/" not in FOLDERS:
                (root / folder / name).write_text("")
    (home / "config").write_text(f"[core]\n\texcludesFile = {home}/GLOBAL\n")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return home


def check(home: Path, tree: Tree) -> None:
    root = home / "tree"
    for folder in FOLDERS:
        (root / folder / ".gitignore").unlink(missing_ok=True)
    (root / ".git/info/exclude").write_text("")
    (home / "GLOBAL").write_text("")
    for name, content in tree.items():
        (home / name if name == "GLOBAL" else root / name).write_text("\n".join(content) + "\n", newline="")
    paths = all_paths(root)
    assert ours(root) == git_says(root, paths)


def all_paths(root: Path) -> list[str]:
    found = []
    for folder, folders, files in os.walk(root):
        if ".git" in folders:
            folders.remove(".git")
        found += [(Path(folder) / name).relative_to(root).as_posix() for name in folders + files]
    return found


def git_says(root: Path, paths: list[str]) -> set[str]:
    answer = subprocess.run(
        ["git", "check-ignore", "--no-index", "-z", "--stdin"],
        cwd=root,
        input="\0".join(paths).encode(),
        capture_output=True,
        check=False,
    )
    assert answer.returncode in (0, 1), answer.stderr
    return set(answer.stdout.decode().split("\0")) - {""}


def ours(root: Path) -> set[str]:
    ignored: set[str] = set()

    def visit(rules: IgnoreRules, folder: str) -> None:
        names = [entry.name for entry in (root / folder).iterdir() if entry.name != ".git"]
        rules = folder_rules(rules, str(root / folder), folder, names)
        for name in names:
            path = folder + name
            if (root / path).is_dir():
                code = rules.code_of_folder(path, name)
                if code and not code & 1:
                    ignored.add(path)
                    ignored.update(f"{path}/{below}" for below in all_paths(root / path))
                else:
                    visit(rules, path + "/")
            else:
                code = rules.code_of_file(path, name)
                if code and not code & 1:
                    ignored.add(path)

    visit(root_rules(str(root), repository_at(str(root))), "")
    return ignored


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees)
@example({".gitignore": ["a**/foo.c"]})
@example({".gitignore": ["*", "!*/", "!foo.c"], "a/.gitignore": ["/b"]})
@example({".gitignore": ["a/", "!a/b/foo"], "a/.gitignore": ["!foo"]})
@example({"GLOBAL": ["*.c"], ".git/info/exclude": ["!bar.c"], ".gitignore": ["!foo.c"]})
@example({".gitignore": ["a/**/a", "**/foo", "build/**"]})
def test_agrees_with_git(work: Path, monkeypatch: pytest.MonkeyPatch, tree: Tree) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(work / "config"))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        check(work, tree)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees)
def test_agrees_with_git_where_case_does_not_count(work: Path, monkeypatch: pytest.MonkeyPatch, tree: Tree) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(work / "config"))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_COUNT", "1")
        patch.setenv("GIT_CONFIG_KEY_0", "core.ignoreCase")
        patch.setenv("GIT_CONFIG_VALUE_0", "true")
        check(work, tree)
