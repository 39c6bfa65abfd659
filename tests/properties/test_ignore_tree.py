"""Laws of discovery on generated trees: it finds what git lists, and probing paths equals scanning."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ploke.ingest.discover import Scan, ScanRules, probe, scan
from tests.vcs.repositories import git, isolate_git, write

FOLDERS = ["", "a/", "a/b/", "b/", "out/", "out/a/", "node_modules/", "ü x/", "vendor/", "a/vendor/x/"]
NAMES = ["a", "b.c", "c.log", "d.txt", ".env", "x.png", "x.min.js", "go.sum", "é.py"]
PATTERNS = [
    "*.log", "!c.log", "/a", "a/",
    "out/", "/out/*", "!out/a/", "b", "*.c", "!b.c", "**/b/*", "a/**", "*", "!*/", "!d.txt",
    "ü*", "vendor", "!vendor/", "!node_modules/", "d.*", "/b/",
]  # fmt: skip

paths = st.builds(str.__add__, st.sampled_from(FOLDERS), st.sampled_from(NAMES))
ignore_files = st.dictionaries(
    st.builds(str.__add__, st.sampled_from(FOLDERS), st.sampled_from([".gitignore", ".plokeignore"])),
    st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=4),
    max_size=4,
)
law = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tree")


def build(root: Path, files: set[str], ignores: dict[str, list[str]]) -> None:
    """Make the tree anew; a name that a folder already has is no file."""
    for entry in root.iterdir() if root.exists() else []:
        if entry.name == ".git":
            (entry / "index").unlink(missing_ok=True)
        elif entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    root.mkdir(exist_ok=True)
    for path in sorted(files, key=lambda path: -path.count("/")):
        if not (root / path).exists() and not any((root / above).is_file() for above in Path(path).parents):
            write(root, {path: ""})
    for path, lines in ignores.items():
        if not any((root / above).is_file() for above in Path(path).parents):
            write(root, {path: "\n".join(lines) + "\n"})


@law
@given(st.sets(paths, min_size=5, max_size=14), ignore_files, st.data())
def test_it_finds_what_git_lists(
    home: Path, monkeypatch: pytest.MonkeyPatch, files: set[str], ignores: dict[str, list[str]], data: st.DataObject
) -> None:
    """Tracked or not ignored; names that discovery judges by itself, and ``.plokeignore``, stay out of this law."""
    judged = (".env", ".png", ".min.js")
    files = {path for path in files if not path.endswith(judged)}
    ignores = {path.replace("plokeignore", "gitignore"): lines for path, lines in ignores.items()}
    with monkeypatch.context() as patch:
        isolate_git(patch, home / "home")
        root = home / "tracked"
        root.mkdir(exist_ok=True)
        if not (root / ".git").exists():
            git(root, "init", "-q")
        build(root, files, ignores)
        there = sorted(path for path in files if (root / path).is_file())
        tracked = data.draw(st.one_of(st.just(set(there)), st.sets(st.sampled_from(there)))) if there else set()
        git(root, "add", "-f", "--pathspec-from-file=-", "--pathspec-file-nul", stdin="\0".join(tracked))
        listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        rules = ScanRules(include_vendored=True, include_generated=True)
        found = [file.path for file in scan(root, rules).files]
        assert found == sorted(set(listed.split("\0")) - {""})


def restricted(found: Scan, asked: set[str]) -> Scan:
    """What of a scan answers for ``asked``: entries at or below an asked path, and skipped folders around one."""

    def below(path: str) -> bool:
        return any(path.rstrip("/") == one or path.startswith(f"{one}/") for one in asked)

    def around(path: str) -> bool:
        return path.endswith("/") and any(one.startswith(path) for one in asked)

    return Scan(
        [file for file in found.files if below(file.path)],
        [skip for skip in found.skips if below(skip.path) or around(skip.path)],
    )


@law
@given(
    st.sets(paths, max_size=14),
    ignore_files,
    st.sets(st.one_of(paths, st.sampled_from([folder.rstrip("/") for folder in FOLDERS if folder])), max_size=6),
    st.builds(
        ScanRules,
        include_vendored=st.booleans(),
        include_generated=st.booleans(),
        exclude=st.lists(st.sampled_from(PATTERNS), max_size=2).map(tuple),
    ),
)
def test_probing_equals_scanning(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: set[str],
    ignores: dict[str, list[str]],
    asked: set[str],
    rules: ScanRules,
) -> None:
    with monkeypatch.context() as patch:
        isolate_git(patch, home / "home")
        build(home / "probed", files, ignores)
        found = scan(home / "probed", rules)
        assert probe(home / "probed", rules, asked) == restricted(found, asked)
        everything = [file.path for file in found.files] + [skip.path for skip in found.skips]
        assert probe(home / "probed", rules, everything) == found
