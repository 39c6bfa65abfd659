"""``.gitattributes``: what they say of files is what git says that they say."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ploke.vcs.attributes import AttributeRules, Mark, with_attributes

PATHS = (
    "a.js",
    "b.py",
    "lib/a.js",
    "lib/deep/a.js",
    "lib/deep/b.py",
    "vendor/x.c",
    "gen/x.pb.go",
    "a b.txt",
    "lib/é.py",
)

GLOBS = (
    "*.js",
    "*",
    "lib/**",
    "lib/*",
    "/a.js",
    "**/deep/*",
    "gen/*.go",
    '"a b.txt"',
    "vendor/x.c",
    "lib/",
    "x.?",
    "[ab].*",
)
WORDS = (
    "linguist-generated", "-linguist-generated", "linguist-generated=true", "linguist-generated=false",
    "linguist-vendored", "-linguist-vendored", "linguist-language=Rust", "linguist-language=C++", "text", "eol=lf",
)  # fmt: skip


def read(files: dict[str, str], path: str) -> Mark:
    rules = AttributeRules()
    for folder in sorted(files, key=len):
        if path.startswith(folder):
            rules = with_attributes(rules, folder, files[folder].encode())
    return rules.of_file(path, path.rpartition("/")[2])


def as_git_says(root: Path, path: str) -> Mark:
    names = ("linguist-language", "linguist-generated", "linguist-vendored")
    command = ["git", "-c", "core.quotepath=off", "check-attr", *names, "--", path]
    lines = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    language, generated, vendored = (line.rpartition(": ")[2] for line in lines)
    kinds = {"set": True, "true": True, "unset": False, "false": False, "unspecified": None}
    plain = language in ("unspecified", "unset", "set")
    return Mark("" if plain else language, kinds[generated], kinds[vendored])


line = st.builds(
    lambda glob, words: f"{glob} {' '.join(words)}",
    st.sampled_from(GLOBS),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
)
files = st.dictionaries(
    st.sampled_from(["", "lib/", "lib/deep/"]), st.lists(line, max_size=5).map("\n".join), max_size=3
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files)
def test_marks_are_those_of_git(tmp_path_factory: pytest.TempPathFactory, files: dict[str, str]) -> None:
    root = tmp_path_factory.mktemp("tree")
    subprocess.run(["git", "init", "-q", root], check=True)
    for folder, text in files.items():
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / ".gitattributes").write_text(text)
    for path in PATHS:
        assert read(files, path) == as_git_says(root, path), (path, files)


def test_a_folder_taken_back_from_the_vendored() -> None:
    rules = with_attributes(AttributeRules(), "", b"third_party/** -linguist-vendored\n")
    assert rules.first_party("third_party")
    assert not rules.first_party("vendor")
    assert not with_attributes(AttributeRules(), "", b"third_party/** linguist-vendored").first_party("third_party")


@pytest.mark.parametrize(
    "text", ["", "# linguist-generated", "[attr]binary linguist-generated", "!x linguist-generated", "a.js"]
)
def test_lines_that_say_nothing(text: str) -> None:
    assert with_attributes(AttributeRules(), "", text.encode()).of_file("a.js", "a.js") == Mark()
