"""Commands end to end, as processes, on a small repository."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest

from ploke.store import Writer, known_hashes
from ploke.store.locks import writer_of
from tests.cli.running import Ran, ploke, surroundings

FILES = {
    "shop/settings.py": '''
        """Settings."""


        def read_settings(path):
            """Read the settings file."""
            return path.read_text()


        class Store:
            def sell(self, item, price):
                self.sold.append((item, price))
                return read_settings(item)
        ''',
    "shop/till.ts": """
        export function openTill(amount: number): number {
          return amount * 2;
        }
        """,
    "shop/ledger.py": "\n\n".join(
        f"def balance_of_{name}(ledger):\n" + "".join(f"    ledger = ledger.line({n}, '{name}')\n" for n in range(45))
        for name in ("goods", "staff", "rent")
    ),
    "docs/guide.md": """
        # Guide

        The settings file says where the shop is.
        """,
    "my notes/größe.txt": "The size of a shop in square metres.\n",
    ".env": "PASSWORD=swordfish\n",
    ".gitignore": "*.log\n",
    "build.log": "noise\n",
}


def write_files(root: Path) -> None:
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    (root / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that is indexed; tests that change it take a copy."""
    root = tmp_path_factory.mktemp("place") / "shop"
    write_files(root)
    ran = ploke("index", ".", "--quiet", cwd=root)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return root


@pytest.fixture
def own_shop(shop: Path, tmp_path: Path) -> Path:
    """A copy of the indexed repository."""
    return Path(shutil.copytree(shop, tmp_path / "shop"))


def places(ran: Ran) -> list[tuple[str, int, int, str, str]]:
    return [tuple(hit[key] for key in ("path", "start_line", "end_line", "symbol", "kind")) for hit in ran.records]


def check_error(ran: Ran, code: int, expected: str) -> None:
    assert (ran.code, ran.out, ran.err) == (code, "", f"ploke: {expected}\n")


class TestIndex:
    def test_json_is_one_object_with_all_that_is_promised(self, own_shop: Path) -> None:
        ran = ploke("index", "--rebuild", "--workers", "1", "--json", cwd=own_shop)
        (report,) = ran.records
        assert (ran.code, ran.err) == (0, "")
        assert set(report) == {
            "root", "index_dir", "generation", "changed", "files", "added", "updated", "removed", "parsed", "reused",
            "resolved", "skipped", "symbols", "references", "chunks", "lines", "bytes", "problems", "seconds",
            "peak_memory", "notes",
        }  # fmt: skip
        assert report["root"] == str(own_shop)
        assert report["index_dir"] == str(own_shop / ".ploke")
        assert report["files"] == 6
        assert report["skipped"] == {"binary": 1, "ignored": 1, "secret": 1}
        assert report["seconds"]["total"] > 0

    def test_a_second_run_says_that_nothing_changed(self, own_shop: Path) -> None:
        ran = ploke("index", cwd=own_shop)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"{own_shop} is up to date: 6 files, generation ")

    def test_people_get_a_table(self, own_shop: Path) -> None:
        (own_shop / "new.py").write_text("def added():\n    pass\n", encoding="utf-8")
        ran = ploke("index", ".", cwd=own_shop)
        assert (ran.code, ran.err) == (0, "")
        first, *rows = ran.out.splitlines()
        assert first.startswith(f"Indexed {own_shop} in ")
        assert {row.split()[0] for row in rows} == {
            "files", "text", "symbols", "references", "chunks", "skipped", "stages", "memory", "generation",
        }  # fmt: skip
        assert rows[0].split() == ["files", "7", "added", "1"]

    def test_what_cannot_be_indexed_is_a_sentence(self, own_shop: Path) -> None:
        ran = ploke("index", "shop/settings.py", cwd=own_shop)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
        assert "not a folder" in ran.err or "not a directory" in ran.err

    def test_an_empty_place_is_named(self, own_shop: Path) -> None:
        path = "PATH is empty. Name a folder or a git URL, or leave it out for the folder you are in."
        check_error(ploke("index", "", cwd=own_shop), 2, path)
        check_error(ploke("search", "x", "--repo", "", cwd=own_shop), 2, path)
        check_error(
            ploke("status", "--index-dir", "", cwd=own_shop),
            2,
            "DIR of --index-dir is empty. Name a folder or leave the option out.",
        )


class TestSearch:
    def test_first_use_indexes(self, tmp_path: Path) -> None:
        root = tmp_path / "shop"
        write_files(root)
        ran = ploke("search", "read the settings file", "--repo", ".", "--json", cwd=root)
        assert (ran.code, ran.err) == (0, "")
        assert ("shop/settings.py", 1, 12, "read_settings", "function") in places(ran)

    def test_json_lines_hold_all_that_is_promised(self, shop: Path) -> None:
        ran = ploke("search", "read_settings", "--no-sync", "--json", cwd=shop)
        assert (ran.code, ran.err) == (0, "")
        assert list(ran.records[0]) == [
            "path", "start_line", "end_line", "symbol", "kind", "score", "why", "language", "stale",
        ]  # fmt: skip
        assert places(ran)[0] == ("shop/settings.py", 1, 12, "read_settings", "function")

    def test_text_comes_on_request(self, shop: Path) -> None:
        ran = ploke("search", "read_settings", "--no-sync", "--json", "--text", cwd=shop)
        assert "return path.read_text()" in ran.records[0]["text"]

    def test_people_see_the_lines_that_match(self, shop: Path) -> None:
        ran = ploke("search", "openTill", "--no-sync", cwd=shop)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == (
            "shop/till.ts:1-3  openTill  function\n"
            "  1  export function openTill(amount: number): number {\n"
            "  2    return amount * 2;\n"
            "  3  }\n"
        )

    def test_explaining_adds_the_evidence(self, shop: Path) -> None:
        ran = ploke("search", "openTill", "--no-sync", "-v", cwd=shop)
        assert ran.out.splitlines()[1].startswith("  score ")

    def test_editors_get_places(self, shop: Path) -> None:
        ran = ploke("search", "openTill", "--no-sync", "--format", "vimgrep", cwd=shop)
        assert ran.out == "shop/till.ts:1:17:export function openTill(amount: number): number {\n"

    def test_filters(self, shop: Path) -> None:
        by_language = ploke("search", "shop", "--no-sync", "--json", "--language", "markdown", cwd=shop)
        assert {hit["path"] for hit in by_language.records} == {"docs/guide.md"}
        by_path = ploke("search", "shop", "--no-sync", "--json", "--path", "my notes/*", cwd=shop)
        assert {hit["path"] for hit in by_path.records} == {"my notes/größe.txt"}

    def test_k_and_per_file(self, shop: Path) -> None:
        many = ploke("search", "balance of the ledger", "--no-sync", "--json", "-k", "9", "--per-file", "9", cwd=shop)
        one = ploke("search", "balance of the ledger", "--no-sync", "--json", "-k", "9", cwd=shop)
        assert len(many.records) == 3
        assert len(one.records) == 1
        assert len(ploke("search", "shop", "--no-sync", "--json", "-k", "1", cwd=shop).records) == 1

    def test_exact_text_and_patterns(self, shop: Path) -> None:
        literal = ploke("search", "--literal", "((item, price))", "--no-sync", "--json", cwd=shop)
        assert [hit["path"] for hit in literal.records] == ["shop/settings.py"]
        pattern = ploke("search", "--regex", r"AMOUNT \* \d", "-i", "--no-sync", "--json", cwd=shop)
        assert [hit["path"] for hit in pattern.records] == ["shop/till.ts"]
        check = ploke("search", "--regex", "(", "--no-sync", cwd=shop)
        assert (check.code, check.out) == (2, "")
        check_error(
            ploke("search", "--regex", "(" * 9000 + ")" * 9000, "--no-sync", cwd=shop),
            2,
            "The regular expression cannot be read: nested too deeply. To look for it as it stands, use --literal.",
        )

    def test_nothing_found(self, shop: Path) -> None:
        for query in ("zebra", "swordfish", "noise"):
            ran = ploke("search", query, "--no-sync", cwd=shop)
            assert (ran.code, ran.out, ran.err) == (1, "", "ploke: Nothing found.\n")
        assert ploke("search", "zebra", "--no-sync", "--json", cwd=shop) == (1, "", "")

    def test_a_file_that_changed_is_stale(self, own_shop: Path) -> None:
        (own_shop / "shop/till.ts").write_text("// sold\n", encoding="utf-8")
        (hit,) = ploke("search", "amount", "--no-sync", "--json", "--text", cwd=own_shop).records
        assert (hit["stale"], hit["text"]) == (True, None)
        assert ploke("search", "amount", "--json", cwd=own_shop).code == 1

    def test_from_a_folder_below_the_root(self, shop: Path) -> None:
        ran = ploke("search", "openTill", "--no-sync", "--json", cwd=shop / "docs", HOME=str(shop.parent / "home"))
        assert [hit["path"] for hit in ran.records] == ["shop/till.ts"]

    def test_no_index(self, tmp_path: Path) -> None:
        root = tmp_path / "empty"
        root.mkdir()
        ran = ploke("search", "x", "--repo", ".", "--no-sync", cwd=root)
        assert (ran.code, ran.out) == (3, "")
        assert ran.err.count("\n") == 1
        assert not list(root.iterdir())

    def test_a_request_that_makes_no_sense(self, shop: Path) -> None:
        hint = 'Say what to look for: ploke search "parse the settings file".'
        check_error(ploke("search", cwd=shop), 2, f"The query is empty. {hint}")
        check_error(ploke("search", "  ", cwd=shop), 2, f"The query is empty. {hint}")
        check_error(
            ploke("search", "x", "--literal", "--regex", cwd=shop),
            2,
            "A query is either --literal or --regex, not both. Leave one out.",
        )
        assert ploke("search", "?!", "--no-sync", cwd=shop).code == 2

    def test_a_huge_query_is_answered(self, shop: Path) -> None:
        assert ploke("search", "settings " * 11_000, "--no-sync", "--json", cwd=shop).code == 0


class TestBatch:
    def test_lines_in_lines_out(self, shop: Path) -> None:
        lines = b'{"id": "a", "query": "openTill"}\n{"id": 7, "query": "zebra"}\n'
        ran = ploke("search", "--batch", "-", "--no-sync", "--json", "-k", "1", cwd=shop, stdin=lines)
        assert (ran.code, ran.err) == (0, "")
        first, second = ran.records
        assert (first["id"], [hit["path"] for hit in first["results"]]) == ("a", ["shop/till.ts"])
        assert second == {"id": 7, "results": []}

    def test_from_a_file(self, shop: Path, tmp_path: Path) -> None:
        batch = tmp_path / "queries.jsonl"
        batch.write_text('{"id": 1, "query": "openTill"}\n', encoding="utf-8")
        ran = ploke("search", "--batch", str(batch), "--no-sync", "--json", cwd=shop)
        assert [record["id"] for record in ran.records] == [1]
        check_error(
            ploke("search", "--batch", "nowhere.jsonl", cwd=shop),
            2,
            "nowhere.jsonl cannot be read: No such file or directory. Name a file or -.",
        )

    def test_a_wrong_line_is_named_and_earlier_answers_stand(self, shop: Path) -> None:
        lines = b'{"id": 1, "query": "openTill"}\n{"id": 2}\n'
        ran = ploke("search", "--batch", "-", "--no-sync", cwd=shop, stdin=lines)
        assert ran.code == 2
        assert [record["id"] for record in ran.records] == [1]
        assert ran.err == (
            'ploke: standard input, line 2: there is no "query" of text. '
            'A line reads {"id": "1", "query": "what to look for"}.\n'
        )

    def test_a_query_without_words_is_named_too(self, shop: Path) -> None:
        ran = ploke("search", "--batch", "-", "--no-sync", cwd=shop, stdin=b'\n{"id": 1, "query": "?"}\n')
        assert ran.code == 2
        assert ran.err.startswith("ploke: standard input, line 2: ")


class TestSymbols:
    def test_by_name(self, shop: Path) -> None:
        ran = ploke("symbols", "SELL", "--no-sync", "--json", cwd=shop)
        assert (ran.code, ran.err) == (0, "")
        (symbol,) = ran.records
        assert symbol == {
            "path": "shop/settings.py",
            "start_line": 10,
            "end_line": 12,
            "symbol": "Store.sell",
            "name": "sell",
            "kind": "method",
            "visibility": "public",
            "signature": symbol["signature"],
            "declared": False,
            "stale": False,
        }

    def test_by_kind(self, shop: Path) -> None:
        ran = ploke("symbols", "--kind", "class", "--no-sync", cwd=shop)
        assert ran.out == "Store  class  shop/settings.py:9\n"
        unknown = ploke("symbols", "--kind", "klass", "--no-sync", cwd=shop)
        assert unknown.code == 2
        assert unknown.err.startswith("ploke: There is no kind of symbol 'klass'. Kinds are ")

    def test_none_of_that_name(self, shop: Path) -> None:
        assert ploke("symbols", "zebra", "--no-sync", cwd=shop) == (1, "", "ploke: Nothing found.\n")
        assert ploke("symbols", "zebra", "--no-sync", "--json", cwd=shop) == (1, "", "")
        assert ploke("symbols", "zebra", "--no-sync", "-q", cwd=shop) == (1, "", "")

    def test_an_outline(self, shop: Path) -> None:
        expected = "4-6    read_settings  function\n9-12   Store          class\n10-12    sell         method\n"
        assert ploke("outline", "shop/settings.py", "--no-sync", cwd=shop) == (0, expected, "")
        assert ploke("outline", "settings.py", "--no-sync", cwd=shop / "shop") == (0, expected, "")
        assert ploke("outline", str(shop / "shop/settings.py"), "--no-sync", cwd=shop) == (0, expected, "")

    def test_an_outline_of_a_file_without_definitions(self, shop: Path) -> None:
        note = "ploke: No definitions are known in my notes/größe.txt; `ploke search` finds its text.\n"
        assert ploke("outline", "my notes/größe.txt", "--no-sync", cwd=shop) == (1, "", note)
        assert ploke("outline", "my notes/größe.txt", "--no-sync", "--json", cwd=shop) == (1, "", "")

    def test_an_outline_of_no_file(self, shop: Path) -> None:
        ran = ploke("outline", "shop/nowhere.py", "--no-sync", cwd=shop)
        assert (ran.code, ran.out) == (2, "")
        check_error(ploke("outline", cwd=shop), 2, "FILE is missing. Name the file: ploke outline src/app.py.")


class TestState:
    def test_status(self, own_shop: Path) -> None:
        ploke("index", "-q", cwd=own_shop)  # a copied file may have changed, for all that its dates say
        (status,) = ploke("status", "--json", cwd=own_shop).records
        assert (status["root"], status["files"], status["pending"]) == (str(own_shop), 6, 0)
        assert status["skipped"] == {"binary": 1, "ignored": 1, "secret": 1}
        (own_shop / "shop/till.ts").write_text("// sold\n", encoding="utf-8")
        (status,) = ploke("status", "--json", cwd=own_shop).records
        assert status["pending"] == 1
        assert "fresh       1 file may have changed since" in ploke("status", cwd=own_shop).out

    def test_what_was_left_out(self, shop: Path) -> None:
        ran = ploke("status", "--skipped", "--json", cwd=shop)
        assert {(skip["path"], skip["reason"]) for skip in ran.records} == {
            (".env", "secret"),
            ("build.log", "ignored"),
            ("logo.png", "binary"),
        }
        table = ploke("status", "--skipped", cwd=shop).out.splitlines()
        assert [line.split()[:2] for line in table] == [
            ["binary", "logo.png"],
            ["ignored", "build.log"],
            ["secret", ".env"],
        ]

    def test_settings(self, own_shop: Path) -> None:
        (own_shop / "ploke.toml").write_text("[search]\nk = 4\n", encoding="utf-8")
        rows = {row["name"]: row for row in ploke("config", "--json", cwd=own_shop, PLOKE_INDEX_WORKERS="1").records}
        assert rows["search.k"] == {"name": "search.k", "value": 4, "origin": str(own_shop / "ploke.toml")}
        assert rows["index.workers"]["origin"] == "environment PLOKE_INDEX_WORKERS"
        text = ploke("config", cwd=own_shop).out
        assert [line.split()[:2] for line in text.splitlines() if line.startswith("search.k")] == [["search.k", "4"]]

    def test_a_wrong_setting_is_named(self, own_shop: Path) -> None:
        path = own_shop / "ploke.toml"
        path.write_text("[search]\nk = 'all'\n", encoding="utf-8")
        check_error(
            ploke("search", "x", cwd=own_shop),
            2,
            f"{path}: search.k must be a whole number from 1 up, not 'all'.",
        )

    @pytest.mark.parametrize(("folder", "link"), [(".ploke", ".ploke"), ("out/index", "out")])
    def test_a_link_in_the_repository_does_not_lead_the_index_outside(
        self, own_shop: Path, tmp_path: Path, folder: str, link: str
    ) -> None:
        shutil.rmtree(own_shop / ".ploke")
        (own_shop / "ploke.toml").write_text(f"[index]\ndir = '{folder}'\n", encoding="utf-8")
        outside = tmp_path / "outside"
        outside.mkdir()
        (own_shop / link).symlink_to(outside)
        check_error(
            ploke("index", ".", cwd=own_shop),
            2,
            f"{own_shop / link} is a symbolic link, and an index is not kept behind one. "
            "Remove it, or name the folder with --index-dir.",
        )
        assert not list(outside.iterdir())
        assert ploke("index", ".", "--index-dir", link, "-q", cwd=own_shop).code == 0

    @pytest.mark.parametrize("name", ["lock", "leases/1", "tables"])
    def test_a_link_in_the_index_is_not_written_through(self, own_shop: Path, tmp_path: Path, name: str) -> None:
        outside = tmp_path / "outside"
        outside.write_text("mine", encoding="utf-8")
        link = own_shop / ".ploke" / name
        if link.is_dir():
            shutil.rmtree(link)
        link.unlink(missing_ok=True)
        link.symlink_to(outside)
        check_error(
            ploke("index", ".", cwd=own_shop),
            2,
            f"{link} is a symbolic link, and an index is not kept behind one. "
            "Remove it, or name the folder with --index-dir.",
        )
        assert outside.read_text(encoding="utf-8") == "mine"

    def test_doctor(self, shop: Path) -> None:
        ran = ploke("doctor", "--json", cwd=shop)
        assert (ran.code, ran.err) == (0, "")
        assert {row["state"] for row in ran.records} <= {"ok", "warning"}
        assert "index" in {row["name"] for row in ran.records}

    def test_doctor_speaks_in_sentences(self, tmp_path: Path) -> None:
        (tmp_path / "bare").mkdir()
        assert "there is none here yet. Run `ploke index`.\n" in ploke("doctor", cwd=tmp_path / "bare").out

    def test_a_damaged_index_is_found_and_mended(self, own_shop: Path) -> None:
        for path in (own_shop / ".ploke" / "read").iterdir():
            path.write_bytes(path.read_bytes()[:-9] + b"disturbed")
        ran = ploke("doctor", cwd=own_shop)
        assert ran.code == 1
        assert "ploke index --rebuild" in ran.out
        assert ploke("index", "--rebuild", "-q", cwd=own_shop) == (0, "", "")
        assert ploke("doctor", cwd=own_shop).code == 0

    def test_verify(self, own_shop: Path) -> None:
        ran = ploke("verify", cwd=own_shop)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("The index equals a clean build: 6 files, ")
        ran = ploke("verify", "--no-cache", "--json", cwd=own_shop)
        (found,) = ran.records
        assert (ran.code, found["equal"], found["differences"], found["passing"]) == (0, True, [], [])

    def test_verify_names_what_differs(self, own_shop: Path) -> None:
        ploke("index", cwd=own_shop)
        with Writer.open(own_shop / ".ploke") as writer:
            writer.unlink(known_hashes(own_shop / ".ploke"))
            writer.commit(resolved=True)
        ran = ploke("verify", cwd=own_shop)
        assert (ran.code, ran.err) == (1, "")
        assert " differ from a clean build.\n" in ran.out and "clean " in ran.out

    def test_clean(self, own_shop: Path) -> None:
        check_error(ploke("clean", cwd=own_shop), 2, "Removing an index needs a yes. Run ploke clean --yes.")
        (answer,) = ploke("clean", "--yes", "--json", cwd=own_shop).records
        assert answer["index_dir"] == str(own_shop / ".ploke")
        assert answer["bytes"] > 0
        assert not (own_shop / ".ploke").exists()
        assert (own_shop / "shop/settings.py").exists()

    def test_an_index_elsewhere(self, own_shop: Path, tmp_path: Path) -> None:
        shutil.rmtree(own_shop / ".ploke")
        elsewhere = str(tmp_path / "elsewhere")
        ran = ploke("search", "openTill", "--repo", ".", "--index-dir", elsewhere, "--json", cwd=own_shop)
        assert ran.code == 0
        assert not (own_shop / ".ploke").exists()


def on_a_terminal(*arguments: str, cwd: Path, **variables: str) -> str:
    """What a command shows on a terminal, both outputs together."""
    main, side = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "ploke", *arguments],
        cwd=cwd,
        env=surroundings(cwd.parent / "home", TERM="xterm", **variables),
        stdin=subprocess.DEVNULL,
        stdout=side,
        stderr=side,
    ):
        os.close(side)
        shown = b""
        while select.select([main], [], [], 60)[0]:
            try:
                part = os.read(main, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
    os.close(main)
    return shown.decode()


class TestTerminal:
    def test_matches_are_coloured(self, shop: Path) -> None:
        assert "\x1b[1;31mopenTill\x1b[0m" in on_a_terminal("search", "openTill", "--no-sync", cwd=shop)

    def test_no_color_is_honoured(self, shop: Path) -> None:
        assert "\x1b" not in on_a_terminal("search", "openTill", "--no-sync", cwd=shop, NO_COLOR="1")
        assert "\x1b" in on_a_terminal("search", "openTill", "--no-sync", "--color", "always", cwd=shop, NO_COLOR="1")

    def test_the_setting_is_honoured(self, shop: Path) -> None:
        assert "\x1b" not in on_a_terminal("search", "openTill", "--no-sync", cwd=shop, PLOKE_OUTPUT_COLOR="never")


def test_a_closed_pipe_ends_quietly(shop: Path) -> None:
    command = f'"{sys.executable}" -m ploke search shop --no-sync --json | head -n 1'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=shop,
        env=surroundings(shop.parent / "home"),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == 1


def test_interrupting_keeps_the_last_generation(own_shop: Path) -> None:
    before = ploke("search", "openTill", "--no-sync", "--json", cwd=own_shop)
    for number in range(1000):
        (own_shop / f"more{number}.py").write_text(f"def f{number}():\n    return {number}\n" * 40, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "ploke", "index"],
        cwd=own_shop,
        env=surroundings(own_shop.parent / "home"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while writer_of(own_shop / ".ploke") is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err == "ploke: Interrupted; the last generation of the index is intact.\n"
    assert ploke("search", "openTill", "--no-sync", "--json", cwd=own_shop).out == before.out
    (report,) = ploke("index", "--json", cwd=own_shop).records
    assert report["files"] == 1006


def test_a_batch_answers_each_line_as_it_comes(shop: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "ploke", "search", "--batch", "-", "--no-sync"],
        cwd=shop,
        env=surroundings(shop.parent / "home"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "query": "openTill"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
    assert process.returncode == 0
