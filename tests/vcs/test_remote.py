from __future__ import annotations

import shutil
import socket
import threading
from pathlib import Path

import pytest

from ploke.errors import UnavailableError
from ploke.vcs.remote import clone, update
from tests.vcs.repositories import git, isolate_git, make_repository, write


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch, tmp_path / "home")


def test_clone_and_update(tmp_path: Path) -> None:
    remote = make_repository(tmp_path / "re mote", {"a.py": "1", "old.py": ""})
    make_commit(remote, {"b.py": "1"})
    dest = tmp_path / "cache/deep/dest"
    clone(remote.as_uri(), dest)
    assert sorted(path.name for path in dest.iterdir()) == [".git", "a.py", "b.py", "old.py"]
    assert git(dest, "rev-list", "--count", "HEAD").strip() == "1"
    assert [path.name for path in dest.parent.iterdir()] == ["dest"]

    (remote / "old.py").unlink()
    make_commit(remote, {"a.py": "2"})
    write(dest, {"a.py": "changed here", ".ploke/index": "kept"})
    update(dest)
    assert (dest / "a.py").read_text() == "2"
    assert not (dest / "old.py").exists()
    assert (dest / ".ploke/index").exists()


def make_commit(root: Path, files: dict[str, str]) -> None:
    write(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "more")


def test_a_quicker_process_wins(tmp_path: Path) -> None:
    remote = make_repository(tmp_path / "remote", {"a.py": ""})
    write(tmp_path, {"dest/theirs.py": ""})
    clone(remote.as_uri(), tmp_path / "dest")
    assert [path.name for path in (tmp_path / "dest").iterdir()] == ["theirs.py"]


def test_a_clone_that_fails_says_why_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError) as caught:
        clone((tmp_path / "none").as_uri(), tmp_path / "cache/dest")
    missing = tmp_path / "none"
    assert (
        caught.value.message
        == f"{missing.as_uri()} cannot be cloned: '{missing}' does not appear to be a git repository"
    )
    assert list((tmp_path / "cache").iterdir()) == []


def test_an_update_that_fails_leaves_the_tree(tmp_path: Path) -> None:
    remote = make_repository(tmp_path / "remote", {"a.py": "1"})
    clone(remote.as_uri(), tmp_path / "dest")
    shutil.rmtree(remote)
    with pytest.raises(UnavailableError, match="cannot be updated"):
        update(tmp_path / "dest")
    assert (tmp_path / "dest/a.py").read_text() == "1"


def test_an_option_is_no_url(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError):
        clone(f"--upload-pack=touch {tmp_path}/owned", tmp_path / "dest")
    assert not (tmp_path / "owned").exists()


def test_git_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnavailableError, match=r"^git is not installed\."):
        clone("https://example.org/x.git", tmp_path / "dest")


def test_a_server_that_wants_a_password_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    asked = tmp_path / "asked"
    helper = tmp_path / "askpass"
    helper.write_text(f"#!/bin/sh\ntouch {asked}\necho secret\n")
    helper.chmod(0o755)
    monkeypatch.setenv("GIT_ASKPASS", str(helper))
    monkeypatch.setenv("SSH_ASKPASS", str(helper))
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_refuse, args=(server,), daemon=True).start()
        with pytest.raises(UnavailableError, match=r"could not read Username"):
            clone(f"http://127.0.0.1:{server.getsockname()[1]}/x.git", tmp_path / "dest")
    assert not asked.exists()


def _refuse(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(4096)
        connection.sendall(
            b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\n'
            b"Content-Length: 0\r\nConnection: close\r\n\r\n"
        )
