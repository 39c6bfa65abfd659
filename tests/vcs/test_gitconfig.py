from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ploke.vcs.gitconfig import parse_config, read_config, settings
from tests.vcs.repositories import git, isolate_git, make_repository

TEXTS = [
    "[core]\n\tbare = false\n",
    "[core] excludesFile = ~/x ; a comment\n",
    '[core]\nname = "quoted # ; text" tail  # comment\n',
    '[core]\nname = a\\\n  b\\tc\\\\d\\"e\n',
    "[core]\nflag\n[other]\nflag\n",
    '[Remote "Or \\"igin\\\\"]\n  URL = x\n[a.B]\nk=v\n',
    "; c\n# c\n\n[a]\n\tk =\n\tk2 = \"\"\n\tk3 = 'x'\n",
    "[a]\nk = spaced   out text  \n",
    "\ufeff[a]\r\nk = v\r\n",
    '[a]\nk = " lead and trail "\n',
]


@pytest.mark.parametrize("text", TEXTS)
def test_reads_what_git_reads(text: str, tmp_path: Path) -> None:
    (tmp_path / "config").write_text(text, newline="")
    listed = subprocess.run(
        ["git", "config", "--file", "config", "--list", "-z"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    theirs = [entry.partition("\n") for entry in listed.stdout.split("\0")[:-1]]
    assert parse_config(text) == [(name, value if newline else "true") for name, newline, value in theirs]


def test_what_cannot_be_read_is_passed_over() -> None:
    assert parse_config("junk\n[a\n[b]\n= 3\n9x = 1\nk = v\n") == [("b.k", "v")]


def test_includes_stand_where_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "more").write_text("[a]\nk = 2\nl = 2\n[include]\npath = more\n")
    (tmp_path / "config").write_text("[a]\nk = 1\nl = 1\n[include]\npath = more\n[a]\nk = 3\n")
    last = dict(read_config(str(tmp_path / "config")))
    assert (last["a.k"], last["a.l"]) == ("3", "2")


def test_files_are_read_in_git_s_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch, tmp_path / "home")
    (tmp_path / "home/.config/git").mkdir(parents=True)
    (tmp_path / "home/.config/git/config").write_text("[a]\nx = xdg\ny = xdg\nz = xdg\nw = xdg\n")
    with (tmp_path / "home/.gitconfig").open("a") as file:
        file.write("[a]\ny = home\nz = home\nw = home\n")
    root = make_repository(tmp_path / "r")
    git(root, "config", "a.z", "repository")
    git(root, "config", "a.w", "repository")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "A.W")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "environment")
    found = settings(str(root / ".git"), str(root / ".git"))
    for key in "xyzw":
        assert found[f"a.{key}"] == git(root, "config", f"a.{key}").strip()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    assert "a.x" not in settings()
