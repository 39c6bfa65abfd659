from __future__ import annotations

import re

import pytest

from ploke.vcs.url import folder_name, is_git_url


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/a/b",
        "HTTPS://github.com/a/b.git",
        "http://host:8080/b",
        "ssh://git@host:22/a/b.git",
        "git://host/b",
        "file:///srv/b.git",
        "git@github.com:a/b.git",
        "git@host:b",
        "github.com:a/b.git",
    ],
)
def test_urls(url: str) -> None:
    assert is_git_url(url)


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "a/b", "/a/b", "a.git", "./a:b.git/c", "C:\\code\\x.git", "C:/x", "--upload-pack=x:y", "a:b"],
)
def test_paths(path: str) -> None:
    assert not is_git_url(path)


def test_names_are_readable_stable_and_safe() -> None:
    name = folder_name("https://github.com/pallets/click.git")
    assert re.fullmatch(r"github\.com-pallets-click-[0-9a-f]{8}", name)
    for same in (
        "git@github.com:pallets/click.git",
        "ssh://git@GitHub.com:22/pallets/click",
        "http://u:p@github.com/pallets/click/",
    ):
        assert folder_name(same) == name
    others = [
        "https://github.com/pallets-click",
        "https://github.com/pallets/Click",
        "https://gitlab.com/pallets/click",
    ]
    assert len({name, *map(folder_name, others)}) == 4
    for odd in ("file:///../../etc", "https://h/" + "x" * 300, "git@h:日本/ü.git", "https://h/a b?c=d&e"):
        assert re.fullmatch(r"[\w.-]{1,80}", folder_name(odd), re.ASCII)
        assert not folder_name(odd).startswith(".")
