"""Discovery as cases: a tree, and what is found in it and left out."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ploke.errors import UsageError
from ploke.ingest.discover import Scan, ScanRules, probe, scan
from tests.vcs.repositories import git, isolate_git, make_repository, write

Files = dict[str, str | bytes]


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch, tmp_path / "home")


def shown(found: Scan) -> str:
    """A line a file and a line a skip, as the cases write them."""
    lines = [file.path for file in found.files]
    lines += [f"{skip.path} ({skip.reason})" + (f" {skip.detail}" if skip.detail else "") for skip in found.skips]
    return "\n".join(lines)


def dedented(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def check_scan(root: Path, expected: str, rules: ScanRules = ScanRules()) -> None:  # noqa: B008 - immutable
    """``expected`` lists files, then skips, each sorted. Probing all those paths must say the same."""
    found = scan(root, rules)
    assert shown(found) == dedented(expected)
    paths = [file.path for file in found.files] + [skip.path for skip in found.skips]
    assert probe(root, rules, [path for path in paths if "\\x" not in path]) == Scan(
        found.files, [skip for skip in found.skips if "\\x" not in skip.path]
    )


def check_tree(root: Path, files: Files, expected: str, rules: ScanRules = ScanRules()) -> None:  # noqa: B008
    root.mkdir(exist_ok=True)
    write(root, files)
    check_scan(root, expected, rules)


def test_an_empty_folder(tmp_path: Path) -> None:
    check_tree(tmp_path / "t", {}, "")


def test_files_are_sorted_by_their_whole_path(tmp_path: Path) -> None:
    check_tree(tmp_path / "t", dict.fromkeys(["b.py", "a/z.py", "a.py", "a-b/c.py", "ü.py", "a b.py"], ""), """
        a b.py
        a-b/c.py
        a.py
        a/z.py
        b.py
        ü.py
    """)  # fmt: skip


def test_stats_are_whole(tmp_path: Path) -> None:
    write(tmp_path / "t", {"a.py": "12345"})
    os.utime(tmp_path / "t/a.py", ns=(1, 1_234_567_890_123_456_789))
    expected = os.stat(tmp_path / "t/a.py")  # noqa: PTH116
    for found in (scan(tmp_path / "t", ScanRules()), probe(tmp_path / "t", ScanRules(), ["a.py"])):
        stat = found.files[0].stat
        assert stat == (5, 1_234_567_890_123_456_789, expected.st_ctime_ns, expected.st_ino)
        assert stat.mtime_ns == expected.st_mtime_ns


def test_ignore_rules_without_git(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*.py\n", "home/.config/git/ignore": "*.swo\n"})
    check_tree(
        tmp_path / "t",
        {
            ".gitignore": "*.o\n/out/\nsub/x.py\n",
            ".plokeignore": "!keep.o\n*.big\n",
            "a.o": "",
            "keep.o": "",
            "out/deep/er.py": "",
            "sub/.gitignore": "*.tmp\n!b.o\n",
            "sub/.plokeignore": "!c.big\n",
            "sub/b.o": "",
            "sub/c.big": "",
            "sub/d.tmp": "",
            "sub/x.py": "",
            "x.py": "",
            "x.big": "",
            "x.swo": "",
        },
        """
        .gitignore
        .plokeignore
        sub/.gitignore
        sub/.plokeignore
        sub/c.big
        x.py
        a.o (ignored) .gitignore:1: *.o
        keep.o (binary) .o
        out/ (ignored) .gitignore:2: /out/
        sub/b.o (binary) .o
        sub/d.tmp (ignored) sub/.gitignore:1: *.tmp
        sub/x.py (ignored) .gitignore:3: sub/x.py
        x.big (ignored) .plokeignore:2: *.big
        x.swo (ignored) ~/.config/git/ignore:1: *.swo
        """.replace("~", str(tmp_path / "home")),
    )


def test_rules_above_the_root_do_not_hold(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {".gitignore": "*.txt\n", "sub/a.txt": "", "sub/b.py": ""})
    (root / ".git/info/exclude").write_text("b.py\n")
    check_scan(root / "sub", """
        a.txt
        b.py
    """)  # fmt: skip
    check_scan(root, """
        .gitignore
        sub/b.py
        sub/a.txt (ignored) .gitignore:1: *.txt
    """)  # fmt: skip


def test_info_exclude_and_the_configured_excludes_file(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r ü", {"a.py": "", "b.py": "", "c.py": ""}, commit=False)
    (root / ".git/info/exclude").write_text("b.py\n")
    (tmp_path / "home/excludes").write_text("c.py\n")
    git(root, "config", "core.excludesFile", "~/excludes")
    check_scan(root, """
        a.py
        b.py (ignored) .git/info/exclude:1: b.py
        c.py (ignored) ~/excludes:1: c.py
    """)  # fmt: skip


def test_what_git_tracks_is_not_ignored(tmp_path: Path) -> None:
    root = make_repository(
        tmp_path / "r", {"out/a.py": "", "out/in/b.py": "", "x.log": "", "gone/c.py": "", "own/d.py": ""}
    )
    write(root, {
        ".gitignore": "out/\n*.log\ngone/\n", ".plokeignore": "own/\n",
        "out/new.py": "", "out/in/new.py": "", "out/new/n.py": "", "y.log": "",
    })  # fmt: skip
    git(root, "rm", "-q", "--cached", "-r", "gone")
    check_scan(root, """
        .gitignore
        .plokeignore
        out/a.py
        out/in/b.py
        x.log
        gone/ (ignored) .gitignore:3: gone/
        out/in/new.py (ignored) .gitignore:1: out/
        out/new.py (ignored) .gitignore:1: out/
        out/new/ (ignored) .gitignore:1: out/
        own/ (ignored) .plokeignore:1: own/
        y.log (ignored) .gitignore:2: *.log
    """)  # fmt: skip
    check_scan(root / "out", """
        a.py
        in/b.py
        in/new.py
        new.py
        new/n.py
    """)  # fmt: skip


def test_exclude_patterns_of_the_request(tmp_path: Path) -> None:
    rules = ScanRules(exclude=("/gen", "*.log", "!keep.log"))
    check_tree(tmp_path / "t", dict.fromkeys(["gen/a.py", "sub/gen/a.py", "x.log", "sub/keep.log"], ""), """
        sub/gen/a.py
        sub/keep.log
        gen/ (ignored) --exclude:1: /gen
        x.log (ignored) --exclude:2: *.log
    """, rules)  # fmt: skip


def test_submodules_belong_and_nested_repositories_do_not(tmp_path: Path) -> None:
    library = make_repository(tmp_path / "lib", {"lib.py": "", ".gitignore": "*.tmp\n", "odd.txt": ""})
    root = make_repository(tmp_path / "root", {"a.py": "", ".gitignore": "*.txt\n", ".plokeignore": "*.md\n"})
    git(root, "submodule", "add", "-q", str(library), "deps/lib ü")
    write(root, {"deps/lib ü/x.tmp": "", "deps/lib ü/r.md": "", "deps/lib ü/mine": "", "deps/x.tmp": ""})
    (root / ".git/modules/deps/lib ü/info/exclude").write_text("/mine\n")
    make_repository(root / "nested", {"n.py": ""})
    make_repository(root / "empty nested", commit=False)
    git(root, "worktree", "add", "-q", "--detach", str(root / "tree"))
    git(root, "init", "-q", "--bare", "fixtures/bare.git")
    check_scan(root, """
        .gitignore
        .gitmodules
        .plokeignore
        a.py
        deps/lib ü/.gitignore
        deps/lib ü/lib.py
        deps/lib ü/odd.txt
        deps/x.tmp
        deps/lib ü/mine (ignored) deps/lib ü/.git/info/exclude:1: /mine
        deps/lib ü/r.md (ignored) .plokeignore:1: *.md
        deps/lib ü/x.tmp (ignored) deps/lib ü/.gitignore:1: *.tmp
        empty nested/ (nested repository)
        fixtures/bare.git/ (nested repository)
        nested/ (nested repository)
        tree/ (nested repository)
    """)  # fmt: skip
    check_scan(root / "nested", "n.py")
    check_scan(root / "deps/lib ü", """
        .gitignore
        lib.py
        odd.txt
        r.md
        mine (ignored) .git/info/exclude:1: /mine
        x.tmp (ignored) .gitignore:1: *.tmp
    """)  # fmt: skip


def test_worktrees(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "main", {"a.py": "", "x.log": ""})
    (root / ".git/info/exclude").write_text("*.log\n*.tmp\n")
    tree = tmp_path / "other tree"
    git(root, "worktree", "add", "-q", "-b", "b", str(tree))
    write(tree, {"n.tmp": ""})
    check_scan(tree, """
        a.py
        x.log
        n.tmp (ignored) .git/info/exclude:2: *.tmp
    """)  # fmt: skip


def test_version_control_and_the_index_are_left_out_without_a_word(tmp_path: Path) -> None:
    files = dict.fromkeys(
        [".hg/store", ".svn/entries", ".jj/x", ".ploke/manifest", "sub/.ploke/x", "a.py", "out/index/f"], ""
    )
    write(tmp_path / "t", files)
    found = scan(tmp_path / "t", ScanRules(), tmp_path / "t/out/index")
    assert shown(found) == "a.py"
    assert shown(probe(tmp_path / "t", ScanRules(), ["out/index/f", ".ploke/manifest"], tmp_path / "t/out/index")) == ""


VENDORED = ["node_modules/x/i.js", "a/bower_components/b.js", "third_party/c.c", "env/pyvenv.cfg", "env/lib/x.py",
            "vendor/modules.txt", "vendor/g/x.go", "Pods/Manifest.lock", "Pods/P/p.m", "Carthage/Build/x",
            "app/static/vendor/j.js"]  # fmt: skip


def test_vendored_folders(tmp_path: Path) -> None:
    check_tree(tmp_path / "t", dict.fromkeys(VENDORED, ""), """
        Carthage/ (vendored) Carthage with Build
        Pods/ (vendored) Pods with Manifest.lock
        a/bower_components/ (vendored) bower_components
        app/static/vendor/ (vendored) vendor in static
        env/ (vendored) pyvenv.cfg
        node_modules/ (vendored) node_modules
        third_party/ (vendored) third_party
        vendor/ (vendored) vendor with modules.txt
    """)  # fmt: skip
    check_scan(tmp_path / "t", "\n".join(sorted(VENDORED)), ScanRules(include_vendored=True))


def test_plokeignore_takes_a_vendored_folder_back(tmp_path: Path) -> None:
    check_tree(tmp_path / "t", {"third_party/a.c": "", "x/third_party/b.c": "", ".plokeignore": "!/third_party/\n"}, """
        .plokeignore
        third_party/a.c
        x/third_party/ (vendored) third_party
    """)  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        "vendor/views.py",
        "app/vendor/models/x.py",
        "src/vendor/index.ts",
        "vendors/x.kt",
        "deps/x.c",
        "external/x.c",
        "k8s/pods/watch.go",
        "venv/x.py",
        "env/x.py",
        "build/x.py",
        "target/x.py",
        "dist/x.py",
        "lib/x.py",
        "packages/x.py",
        "cache/x.py",
    ],
)
def test_first_party_folders_are_kept(tmp_path: Path, path: str) -> None:
    check_tree(tmp_path / "t", {path: ""}, path)


def test_generated_folders(tmp_path: Path) -> None:
    files = dict.fromkeys(["__pycache__/x.txt", ".next/x.js", "target/CACHEDIR.TAG", "target/x.rs"], "")
    check_tree(tmp_path / "t", files, """
        .next/ (generated) .next
        __pycache__/ (generated) __pycache__
        target/ (generated) CACHEDIR.TAG
    """)  # fmt: skip
    check_scan(tmp_path / "t", "\n".join(sorted(files)), ScanRules(include_generated=True))


SECRETS = """.env .env.local .env.production prod.env .envrc id_rsa id_rsa.pub id_ed25519 server.pem server.KEY a.p12
a.keystore .netrc .npmrc .pypirc .pgpass pw.kdbx secrets.yml Secrets.toml .aws/credentials sub/.docker/config.json
client_secret_1.json""".split()
NO_SECRETS = """.env.example .env.sample .env.template example.env .env.d.ts .npmignore id_rsa_test.go id_rsa.py keys.py
secrets.py pem.go credentials credentials.py docs/config.json secret.md environment.ts env.js""".split()


@pytest.mark.parametrize("path", SECRETS)
def test_secrets_are_never_indexed(tmp_path: Path, path: str) -> None:
    write(tmp_path / "t", {path: "x", ".plokeignore": f"!{path}\n"})
    rules = ScanRules(include_vendored=True, include_generated=True)
    assert [(skip.path, skip.reason) for skip in scan(tmp_path / "t", rules).skips] == [(path, "secret")]


@pytest.mark.parametrize("path", NO_SECRETS)
def test_what_only_sounds_like_a_secret_is_kept(tmp_path: Path, path: str) -> None:
    check_tree(tmp_path / "t", {path: "x"}, path)


def test_names_of_binary_minified_and_lock_files(tmp_path: Path) -> None:
    names = ["A.PNG", "a.min.js", "a.css.map", "b.js", "Cargo.lock", "package-lock.json", "x.so", "min.js", "map.css"]
    check_tree(tmp_path / "t", dict.fromkeys(names, ""), """
        b.js
        map.css
        min.js
        A.PNG (binary) .png
        Cargo.lock (generated) lock file
        a.css.map (minified) file name
        a.min.js (minified) file name
        package-lock.json (generated) lock file
        x.so (binary) .so
    """)  # fmt: skip
    assert "Cargo.lock" in [file.path for file in scan(tmp_path / "t", ScanRules(include_generated=True)).files]


def test_large_files(tmp_path: Path) -> None:
    check_tree(tmp_path / "t", {"a.txt": b"x" * 10, "b.txt": b"x" * 11}, """
        a.txt
        b.txt (too large) 11 bytes
    """, ScanRules(max_bytes=10))  # fmt: skip


def test_links_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "t"
    write(root, {"a.py": "", "d/b.py": "", ".gitignore": "ignored\n"})
    for link, target in {
        "l.py": "a.py",
        "d/up": "..",
        "self": "self",
        "out": "/",
        "ld": "d",
        "ignored": "a.py",
    }.items():
        (root / link).symlink_to(target)
    (root / "d/.gitignore").symlink_to("../.gitignore")
    check_scan(root, """
        .gitignore
        a.py
        d/b.py
        d/.gitignore (symbolic link)
        d/up (symbolic link)
        ignored (ignored) .gitignore:1: ignored
        l.py (symbolic link)
        ld (symbolic link)
        out (symbolic link)
        self (symbolic link)
    """)  # fmt: skip
    assert shown(probe(root, ScanRules(), ["ld/b.py", "d/up/a.py"])) == "d/up (symbolic link)\nld (symbolic link)"


def test_special_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "t"
    write(root, {"a.py": "", "d/": ""})
    os.mkfifo(root / "pipe")
    os.mkfifo(root / "d/.gitignore")  # must not be waited for
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        check_scan(root, """
            a.py
            d/.gitignore (not a regular file)
            pipe (not a regular file)
            socket (not a regular file)
        """)  # fmt: skip


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    root = os.fsencode(tmp_path / "t")
    os.makedirs(root + b"/d\xe9")  # noqa: PTH103
    for name in (b"caf\xe9.py", b"ok.py", b"d\xe9/in.py"):
        with open(root + b"/" + name, "wb"):  # noqa: PTH123
            pass
    check_scan(tmp_path / "t", """
        ok.py
        caf\\xe9.py (name is not UTF-8)
        d\\xe9/ (name is not UTF-8)
    """)  # fmt: skip
    found = probe(tmp_path / "t", ScanRules(), [os.fsdecode(b"caf\xe9.py"), os.fsdecode(b"d\xe9/in.py")])
    assert [skip.path for skip in found.skips] == ["caf\\xe9.py", "d\\xe9/"]


def test_odd_names(tmp_path: Path) -> None:
    names = [
        " lead.py",
        "trail .py",
        "new\nline.py",
        "tab\t.py",
        "-dash.py",
        "a;b.py",
        "é/日本語.py",
        "'q\".py",
        "back\\slash.py",
    ]
    write(tmp_path / "t", dict.fromkeys(names, ""))
    assert [file.path for file in scan(tmp_path / "t", ScanRules()).files] == sorted(names)
    assert [file.path for file in probe(tmp_path / "t", ScanRules(), names).files] == sorted(names)


def test_very_deep_trees(tmp_path: Path) -> None:
    folder = str(tmp_path / "t")
    for _ in range(1001):
        os.mkdir(folder)  # noqa: PTH102 - pathlib recurses
        folder += "/d"
    with open(folder[:-1] + "a.py", "w"):  # noqa: PTH123
        pass
    try:
        check_scan(tmp_path / "t", "d/" * 1000 + "a.py")
    finally:
        subprocess.run(["rm", "-r", str(tmp_path / "t")], check=True)  # shutil recurses too


@pytest.mark.skipif(sys.platform == "win32", reason="folder modes")
def test_unreadable_folders() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        write(root, {"a.py": "", "shut/b.py": "", "deaf/c.py": ""})
        (root / "shut").chmod(0o000)
        (root / "deaf").chmod(0o311)
        paths = ["a.py", "shut/b.py", "deaf/c.py"]
        answers = as_nobody(lambda: [shown(scan(root, ScanRules())), shown(probe(root, ScanRules(), paths))])
        (root / "shut").chmod(0o755)
    expected = "a.py\ndeaf/ (unreadable) Permission denied\nshut/ (unreadable) Permission denied"
    assert answers == [expected, expected]


def as_nobody(work: Callable[[], list[str]]) -> list[str]:
    """Do ``work`` as a user whom the modes of folders bind; root is not such a user."""
    if os.geteuid() != 0:
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setuid(65534)
        try:
            os.write(writing, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as answer:  # noqa: PTH123
        data = answer.read()
    os.waitpid(child, 0)
    return list(json.loads(data))


def test_roots_that_are_none(tmp_path: Path) -> None:
    write(tmp_path, {"file": ""})
    for path in ("none", "file", "file/below"):
        with pytest.raises(UsageError, match="is not a directory"):
            scan(tmp_path / path, ScanRules())
        with pytest.raises(UsageError, match="is not a directory"):
            probe(tmp_path / path, ScanRules(), ["a"])


def test_probe_answers_for_paths_alone(tmp_path: Path) -> None:
    root = tmp_path / "t"
    write(root, {
        "a.py": "", "b.py": "", ".gitignore": "*.log\nout/\n", "out/x.py": "", "d/x.log": "", "d/y.py": "",
        "d/e/z.py": "", "node_modules/m/i.js": "", "file/": "", "f": "",
    })  # fmt: skip

    def check(paths: list[str], expected: str) -> None:
        assert shown(probe(root, ScanRules(), paths)) == dedented(expected)

    check([], "")
    check(["a.py"], "a.py")
    check(["./a.py", "d/../a.py", "a.py"], "a.py")
    check(["gone.py", "gone/too.py", "f/below", "d/gone.py"], "")
    check(["d/x.log"], "d/x.log (ignored) .gitignore:1: *.log")
    check(["out/x.py", "out/gone.py"], "out/ (ignored) .gitignore:2: out/")
    check(["node_modules/m/i.js"], "node_modules/ (vendored) node_modules")
    check(["d"], "d/e/z.py\nd/y.py\nd/x.log (ignored) .gitignore:1: *.log")
    check(["d/e/z.py", "d/e"], "d/e/z.py")
    check(["d/e", "d/e/z.py", "file"], "d/e/z.py")
    assert probe(root, ScanRules(), [""]) == probe(root, ScanRules(), ["."]) == scan(root, ScanRules())


@pytest.mark.parametrize("path", ["..", "../t2/a.py", "/etc/passwd", "a/../../b"])
def test_probe_refuses_paths_outside(tmp_path: Path, path: str) -> None:
    (tmp_path / "t").mkdir()
    with pytest.raises(UsageError, match="is not below the root"):
        probe(tmp_path / "t", ScanRules(), [path])


def test_discovery_starts_no_process_and_imports_little() -> None:
    program = (
        "import os, re, stat, sys, typing; import ploke.model.source, ploke.errors; before = set(sys.modules);"
        "import ploke.ingest.discover;"
        "print(sorted(m for m in set(sys.modules) - before if not m.startswith('ploke')))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "['_bisect', 'bisect', 'gc']"


ROOT = Path(__file__).parents[2]
