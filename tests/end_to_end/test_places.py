"""What PATH may be, and what lies in a tree."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.end_to_end.driving import Place, check_sentence, unprivileged, without_permission
from tests.vcs.repositories import git, make_repository

HORSES = "def count_horses(stable):\n    return len(stable)\n"
SECRET = "tr0ub4dor-and-3"
posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes of POSIX")


class TestWhatIsNoTree:
    def test_no_folder(self, place: Place) -> None:
        place.write({"file.txt": "words"})
        check_sentence(place.ploke("index", "file.txt"), 2, "file.txt is not a directory.", "Give the folder")
        check_sentence(place.ploke("index", "absent"), 2, "absent does not exist.")
        check_sentence(place.ploke("search", "x", "--repo", "absent"), 2, "absent does not exist.")
        check_sentence(place.ploke("index", "file.txt/below"), 2, "file.txt/below does not exist.")
        check_sentence(place.ploke("index", "file:///no/such/repository.git"), 7, "cannot be cloned")
        assert {path.name for path in place.root.iterdir()} == {"file.txt"}

    def test_an_empty_folder(self, place: Place) -> None:
        indexed = place.ploke("index")
        assert (indexed.code, indexed.out.count("\n")) == (1, 0)
        check_sentence(indexed, 1, "nothing to index", str(place.root))
        check_sentence(place.ploke("search", "horses", "--json"), 1, "nothing to index")
        place.write({"a.py": HORSES})
        assert place.found("horses") == ["a.py"]

    def test_the_folder_one_stands_in_is_gone(self, place: Place) -> None:
        gone = place.root / "gone"
        gone.mkdir()
        ran = place.ploke("search", "x", cwd=gone, before=("sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh"))
        check_sentence(ran, 2, "current folder")


@posix
class TestPermissions:
    def test_a_file_and_a_folder_that_may_not_be_read(self, place: Place) -> None:
        place.write({"open.py": HORSES, "closed.py": HORSES, "vault/in.py": HORSES})
        with without_permission(place.root / "closed.py"), without_permission(place.root / "vault"):
            report = place.index(before=unprivileged())
            assert (report["files"], report["skipped"]) == (1, {"unreadable": 2})
            assert place.skipped() == {"closed.py": "unreadable", "vault/": "unreadable"}
            assert place.found("horses", before=unprivileged()) == ["open.py"]
        assert place.found("horses", "-k", "9") == ["closed.py", "open.py", "vault/in.py"]
        with without_permission(place.root / "vault"):
            assert place.index(before=unprivileged())["removed"] == 1

    def test_a_root_that_may_not_be_read(self, place: Place) -> None:
        place.write({"a.py": HORSES})
        with without_permission(place.root, 0o300):
            ran = place.ploke("index", before=unprivileged())
        check_sentence(ran, 2, "cannot be read")

    def test_a_tree_that_may_not_be_written(self, place: Place) -> None:
        place.write({"a.py": HORSES})
        with without_permission(place.root, 0o500):
            check_sentence(place.ploke("index", before=unprivileged()), 6, "cannot be written", "--index-dir")
            check_sentence(place.ploke("search", "x", before=unprivileged()), 6, "cannot be written", "--index-dir")
            elsewhere = ("--index-dir", str(place.home / "index"))
            place.index(*elsewhere, before=unprivileged())
            assert place.found("horses", *elsewhere, before=unprivileged()) == ["a.py"]
        assert [path.name for path in place.root.iterdir()] == ["a.py"]

    def test_a_home_that_may_not_be_written(self, place: Place) -> None:
        place.write({"a.py": HORSES})
        place.home.mkdir(exist_ok=True)
        with without_permission(place.home, 0o500):
            assert place.index(before=unprivileged())["files"] == 1

    def test_an_index_that_may_not_be_written(self, place: Place) -> None:
        """What is there still answers; only bringing it up to date fails."""
        place.write({"a.py": HORSES})
        place.index()
        folders = [place.index_dir, *(path for path in place.index_dir.rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o500)
        (place.index_dir / "lock").chmod(0o400)
        assert place.found("horses", before=unprivileged()) == ["a.py"]
        place.write({"b.py": HORSES.replace("horses", "zebras")})
        check_sentence(place.ploke("index", before=unprivileged()), 6)
        ran = place.ploke("search", "horses", "--json", before=unprivileged())
        assert (ran.code, [hit["path"] for hit in ran.records]) == (0, ["a.py"])
        assert ran.err.count("\n") == 1 and "last generation" in ran.err
        for folder in folders:
            folder.chmod(0o700)


class TestNames:
    def test_names_of_all_kinds(self, place: Place) -> None:
        names = ["with space.py", "größe/日本語.py", "quote'\".py", "-dash.py", "new\nline.py", "a#b%20c.py", "[x]*.py"]
        place.write({name: f"def horse_{number}():\n    pass\n" for number, name in enumerate(names)})
        assert place.index()["files"] == len(names)
        for number, name in list(enumerate(names))[1:6]:
            assert place.found(f"horse_{number}", "--no-sync", "-k", "1") == [name]
        place.write({"quote'\".py": HORSES})
        (place.root / "new\nline.py").unlink()
        report = place.index()
        assert (report["updated"], report["removed"]) == (1, 1)
        place.check_equals_clean()
        shown = place.ploke("search", "horse_1", "--no-sync").out
        assert "größe/日本語.py:1-2" in shown

    @pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are text")
    def test_a_name_that_is_not_text(self, place: Place) -> None:
        place.write({"a.py": HORSES})
        Path(os.fsdecode(os.fsencode(place.root) + b"/b\xff.py")).write_text(HORSES)
        report = place.index()
        assert (report["files"], report["skipped"]) == (1, {"name is not UTF-8": 1})
        assert place.skipped() == {"b\\xff.py": "name is not UTF-8"}

    @pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are text")
    def test_a_root_whose_name_is_not_text(self, place: Place) -> None:
        root = Path(os.fsdecode(os.fsencode(place.root) + b"/r\xff"))
        root.mkdir()
        (root / "a.py").write_text(HORSES)
        check_sentence(place.ploke("index", cwd=root), 6, "not UTF-8", "--index-dir")
        elsewhere = ("--index-dir", str(place.home / "index"))
        assert place.index(*elsewhere, cwd=root)["files"] == 1
        assert place.found("horses", *elsewhere, cwd=root) == ["a.py"]

    @posix
    def test_links_in_a_circle_and_pipes(self, place: Place) -> None:
        place.write({"a.py": HORSES, "deep/b.py": HORSES})
        (place.root / "deep/up").symlink_to(place.root)
        (place.root / "self").symlink_to("self")
        (place.root / "link.py").symlink_to("a.py")
        os.mkfifo(place.root / "pipe.py")
        assert place.index()["skipped"] == {"not a regular file": 1, "symbolic link": 3}
        assert place.found("horses") == ["a.py", "deep/b.py"]

    def test_deep_folders(self, place: Place) -> None:
        deep = "/".join(["d" * 40] * 60)
        place.write({f"{deep}/a.py": HORSES})
        assert place.found("horses") == [f"{deep}/a.py"]


class TestRepositories:
    def test_a_repository_without_a_commit(self, place: Place) -> None:
        make_repository(place.root, {"a.py": HORSES, ".gitignore": "b.py\n", "b.py": HORSES}, commit=False)
        (place.root / "sub").mkdir()
        assert place.found("horses", cwd=place.root / "sub") == ["a.py"]
        assert place.index_dir.is_dir()
        git(place.root, "add", "-A")
        assert ".ploke" not in git(place.root, "status", "--porcelain")

    def test_worktrees_have_an_index_each_and_share_facts(self, place: Place) -> None:
        make_repository(place.root, {"a.py": HORSES, "b.py": "x = 1\n"})
        git(place.root, "worktree", "add", "-q", "-b", "side", "../side")
        side = Place(place.root.parent / "side")
        side.write({"b.py": "def side_only():\n    pass\n"})
        assert place.index()["parsed"] == 2
        report = side.index()
        assert (report["parsed"], report["reused"], report["root"]) == (1, 1, str(side.root))
        assert side.found("side_only") == ["b.py"]
        assert place.found("side_only") == []

    def test_submodules_belong_to_the_tree_and_nested_repositories_do_not(self, place: Place) -> None:
        library = make_repository(place.root.parent / "library", {"lib.py": HORSES, ".gitignore": "no.py\n"})
        make_repository(place.root, {"a.py": "x = 1\n"})
        git(place.root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(library), "sub")
        git(place.root, "commit", "-qm", "submodule")
        place.write({"sub/no.py": HORSES})
        make_repository(place.root / "nested", {"n.py": HORSES})
        assert place.found("horses", "-k", "9") == ["sub/lib.py"]
        assert place.skipped() == {"nested/": "nested repository", "sub/no.py": "ignored"}

    def test_a_repository_by_its_url(self, place: Place) -> None:
        remote = make_repository(place.root.parent / "remote one", {"a.py": HORSES})
        url = remote.as_uri()
        report = place.index(url)
        assert report["files"] == 1
        assert Path(report["root"]).is_relative_to(place.cache)
        (remote / "b.py").write_text("def zebras():\n    pass\n")
        git(remote, "add", "-A")
        git(remote, "commit", "-qm", "more")
        assert place.found("zebras", "--repo", url) == ["b.py"]
        assert not (remote / ".ploke").exists()
        assert list(place.root.iterdir()) == []


class TestWhatStaysOut:
    def test_no_secret_reaches_a_file_of_ours(self, place: Place) -> None:
        place.write(
            {
                "a.py": HORSES,
                ".env": f"PASSWORD={SECRET}\n",
                "deep/.env.production": f"TOKEN={SECRET}\n",
                "id_rsa": f"-----BEGIN OPENSSH PRIVATE KEY-----\n{SECRET}\n-----END OPENSSH PRIVATE KEY-----\n",
                "notes.txt": f"-----BEGIN RSA PRIVATE KEY-----\n{SECRET}\n-----END RSA PRIVATE KEY-----\n",
                "server.pem": f"-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----\n",
                ".netrc": f"machine x login y password {SECRET}\n",
            }
        )
        report = place.index()
        assert (report["files"], report["skipped"]) == (1, {"secret": 6})
        place.write({"later.txt": "nothing yet\n"})
        place.index()
        place.write({"later.txt": f"-----BEGIN EC PRIVATE KEY-----\n{SECRET}\n-----END EC PRIVATE KEY-----\n"})
        assert place.index()["removed"] == 1
        for kind in ("--literal", "--regex"):
            assert place.found(SECRET, kind, "--no-sync") == []
        written = [path for folder in (place.index_dir, place.home) for path in folder.rglob("*") if path.is_file()]
        assert len(written) > 5
        for path in written:
            content = path.read_bytes().lower()
            assert SECRET.encode() not in content and b"tr0ub4dor" not in content, path

    def test_an_index_inside_the_tree_is_not_indexed(self, place: Place) -> None:
        place.write({"a.py": HORSES, "tools/b.py": HORSES})
        inside = ("--index-dir", "tools/index")
        for _ in range(2):
            assert place.index(*inside)["files"] == 2
        assert not place.index_dir.exists()
        assert place.found("horses", *inside) == ["a.py", "tools/b.py"]
        place.index()
        report = place.index()
        assert report["files"] == 2
