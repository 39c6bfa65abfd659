from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

import ploke
from ploke.model.results import Progress, Stage
from ploke.store.manifest import read_manifest, write_manifest
from tests.workspace.trees import open_at, write

SAMPLE = {
    "pkg/__init__.py": "",
    "pkg/a.py": "def alpha():\n    return 1\n",
    "pkg/b.py": "from pkg.a import alpha\n\n\ndef beta():\n    return alpha()\n",
    "README.md": "# Title\n\nWords about zebras.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "a tree with späces"
    write(root, SAMPLE)
    return root


def found(workspace: ploke.Workspace, query: str) -> list[str]:
    return [hit.path for hit in workspace.search(query, sync=False).hits]


def test_the_first_sync_reads_everything_and_the_second_nothing(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        first = workspace.sync()
        assert (first.generation, first.changed, first.files, first.added, first.parsed) == (1, True, 4, 4, 4)
        second = workspace.sync()
        assert (second.generation, second.changed, second.parsed, second.files) == (1, False, 0, 4)
        assert second.symbols == first.symbols > 0


def test_a_new_process_finds_nothing_to_do(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
    with open_at(root, tmp_path) as workspace:
        assert not workspace.sync().changed


def test_a_touched_file_makes_no_generation(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        (root / "pkg/a.py").touch()
        report = workspace.sync()
        assert (report.generation, report.changed, report.parsed) == (1, False, 0)


def test_edits_additions_and_deletions_are_seen(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        write(root, {"pkg/a.py": "def gamma():\n    pass\n", "pkg/new.py": "def delta():\n    pass\n"}, settled=False)
        (root / "README.md").unlink()
        report = workspace.sync()
        assert (report.generation, report.added, report.updated, report.removed, report.files) == (2, 1, 1, 1, 4)
        assert found(workspace, "gamma") == ["pkg/a.py"]
        assert found(workspace, "delta") == ["pkg/new.py"]
        assert found(workspace, "zebras") == []


def test_an_edit_that_keeps_size_and_times_is_seen_by_its_ctime(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        write(root, {"pkg/a.py": "def omega():\n    return 1\n"})
        assert workspace.sync().updated == 1


def test_a_renamed_file_is_not_parsed_again(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        (root / "pkg/a.py").rename(root / "pkg/z.py")
        report = workspace.sync()
        assert (report.added, report.removed, report.parsed, report.reused) == (1, 1, 0, 1)
        assert found(workspace, "alpha")[0] == "pkg/z.py"


def test_a_branch_switch_costs_only_new_contents(root: Path, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], cwd=root, check=True, capture_output=True
        )

    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "one")
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        git("switch", "-c", "side")
        write(root, {"pkg/a.py": "def side():\n    return 3\n"}, settled=False)
        git("commit", "-am", "two")
        assert workspace.sync().parsed == 1
        git("switch", "main")
        report = workspace.sync()
        assert (report.updated, report.parsed, report.reused) == (1, 0, 1)
        assert found(workspace, "alpha")[0] == "pkg/a.py"


def test_named_paths_alone_are_looked_at(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        write(root, {"pkg/a.py": "def gamma():\n    pass\n", "pkg/b.py": "def epsilon():\n    pass\n"}, settled=False)
        report = workspace.sync(paths=[root / "pkg/a.py", "pkg/none.py"])
        assert (report.updated, report.files) == (1, 4)
        assert found(workspace, "gamma") == ["pkg/a.py"]
        assert found(workspace, "epsilon") == []
        assert workspace.sync().updated == 1
        assert found(workspace, "epsilon") == ["pkg/b.py"]


def test_a_named_folder_that_is_gone_takes_its_files_along(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        for file in (root / "pkg").iterdir():
            file.unlink()
        (root / "pkg").rmdir()
        assert workspace.sync(paths=["pkg"]).removed == 3
        assert workspace.status().files == 1


def test_a_path_outside_is_refused(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace, pytest.raises(ploke.UsageError, match="outside"):
        workspace.sync(paths=["../elsewhere.py"])


def test_a_file_deleted_between_scan_and_read_is_no_error(root: Path, tmp_path: Path) -> None:
    def delete(progress: Progress) -> None:
        if progress.stage is Stage.INGEST and progress.done == 0:
            (root / "pkg/b.py").unlink(missing_ok=True)

    with open_at(root, tmp_path) as workspace:
        report = workspace.sync(progress=delete)
        assert (report.files, report.skipped) == (3, {})


def test_an_empty_folder_is_an_index_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with open_at(tmp_path / "empty", tmp_path) as workspace:
        report = workspace.sync()
        assert (report.generation, report.files, report.chunks) == (1, 0, 0)
        assert workspace.search("anything").hits == ()
        assert not workspace.sync().changed


def test_progress_ends_with_everything_done(root: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    with open_at(root, tmp_path) as workspace:
        workspace.sync(progress=seen.append)
    assert seen[0].stage is Stage.SCAN
    read = [step for step in seen if step.stage is Stage.INGEST]
    assert (read[-1].done, read[-1].total) == (4, 4)
    assert read[-1].bytes == sum(len(text) for text in SAMPLE.values())
    assert seen[-1].stage is Stage.RESOLVE and seen[-1].done == seen[-1].total


def test_a_changed_file_is_stale_until_the_next_sync(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        write(root, {"pkg/a.py": "# other\ndef alpha():\n    return 1\n"}, settled=False)
        answer = workspace.search("alpha", sync=False)
        hit = answer.hits[0]
        assert (hit.path, hit.stale, hit.text) == ("pkg/a.py", True, None)
        assert "pkg/a.py" in answer.notes[0]
        hit = workspace.search("alpha").hits[0]
        assert (hit.stale, hit.text) == (False, "# other\ndef alpha():\n    return 1\n")


def test_what_was_skipped_is_listed_with_its_reason(root: Path, tmp_path: Path) -> None:
    write(root, {".env": "KEY=1\n", "data.txt": b"a\0b", ".gitignore": "*.log\n", "x.log": "no\n"})
    with open_at(root, tmp_path) as workspace:
        report = workspace.sync()
        assert report.skipped == {"binary": 1, "ignored": 1, "secret": 1}
        assert [(skip.path, str(skip.reason)) for skip in workspace.skipped()] == [
            (".env", "secret"),
            ("data.txt", "binary"),
            ("x.log", "ignored"),
        ]
        assert not workspace.sync().changed


def test_another_size_limit_is_applied_at_once(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
    (root / "ploke.toml").write_text("[index]\nmax_file_bytes = 30\n")
    with open_at(root, tmp_path) as workspace:
        report = workspace.sync()
        assert report.skipped == {"too large": 1}


def test_no_index_without_sync_says_so(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace, pytest.raises(ploke.NoIndexError):
        workspace.search("alpha", sync=False)


def test_clean_removes_the_index(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        assert workspace.clean() > 0
        assert not (tmp_path / "index").exists()
        assert workspace.sync().generation == 1


def test_damage_that_came_with_a_restart_is_mended_unasked(root: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
    write_manifest(index, replace(read_manifest(index), boot_id="another start"))
    table = next(path for path in (index / "tables").rglob("*.lance") if path.is_file())
    table.write_bytes(bytes(table.stat().st_size))
    write(root, {"pkg/a.py": "def gamma():\n    pass\n"}, settled=False)
    with open_at(root, tmp_path) as workspace:
        report = workspace.sync()
        assert (report.generation, report.files, report.added) == (2, 4, 4)
        assert "restarted" in report.notes[0]
        assert found(workspace, "gamma") == ["pkg/a.py"]


def test_other_damage_is_an_error_that_says_what_to_do(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
    table = next(path for path in (tmp_path / "index" / "tables").rglob("*.lance") if path.is_file())
    table.write_bytes(bytes(table.stat().st_size))
    write(root, {"pkg/a.py": "def gamma():\n    pass\n"}, settled=False)
    with open_at(root, tmp_path) as workspace:
        with pytest.raises(ploke.DamagedIndexError, match="--rebuild"):
            workspace.sync()
        assert workspace.sync(rebuild=True).files == 4


def test_clean_leaves_what_is_not_the_index(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        (tmp_path / "index" / "mine.txt").write_text("keep")
        workspace.clean()
    assert [path.name for path in (tmp_path / "index").iterdir()] == ["mine.txt"]


def test_a_folder_of_other_files_is_neither_made_an_index_nor_removed(root: Path, tmp_path: Path) -> None:
    before = sorted(path.name for path in root.iterdir())
    with open_at(root, tmp_path, root.name) as workspace:
        with pytest.raises(ploke.StorageError, match="holds other files and no index"):
            workspace.sync()
        assert workspace.clean() == 0
    assert sorted(path.name for path in root.iterdir()) == before


def test_the_root_as_a_path_is_the_whole_tree(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        (root / "pkg" / "b.py").unlink()
        assert workspace.sync(paths=["."]).removed == 1
        assert found(workspace, "beta") == []


def test_a_sync_after_one_that_broke_off(root: Path, tmp_path: Path) -> None:
    write(root, {f"pkg/m{number}.py": f"def f{number}():\n    pass\n" for number in range(200)})

    def break_off(progress: Progress) -> None:
        if progress.stage is Stage.INGEST and progress.done:
            raise KeyboardInterrupt

    with open_at(root, tmp_path, workers=1) as workspace:
        with pytest.raises(KeyboardInterrupt):
            workspace.sync(progress=break_off)
        assert workspace.sync().files == 204


def test_a_batch_keeps_its_generation(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        request = ploke.SearchRequest("alpha")
        answers = workspace.search_batch([("1", request), ("2", request)])
        before = next(answers)[1]
        write(root, {"pkg/c.py": "def gamma():\n    pass\n"}, settled=False)
        assert workspace.search("gamma").generation == before.generation + 1
        after = next(answers)[1]
        assert (after.generation, after.hits) == (before.generation, before.hits)


def test_symbols_of_a_changed_file_are_marked_stale(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        write(root, {"pkg/a.py": "# other\ndef alpha():\n    return 1\n"}, settled=False)
        rows = workspace.symbols(sync=False)
        assert {row.name: row.stale for row in rows} == {"alpha": True, "beta": False, "Title": False}
        assert [row.stale for row in workspace.outline("pkg/a.py", sync=False)] == [True]
        assert [row.stale for row in workspace.outline("pkg/a.py")] == [False]


def test_an_ignore_file_among_named_paths_concerns_all(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        workspace.sync()
        write(root, {"pkg/.gitignore": "b.py\n"}, settled=False)
        report = workspace.sync(paths=["pkg/.gitignore"])
        assert (report.removed, report.skipped) == (1, {"ignored": 1})


def test_a_count_or_mode_that_cannot_be_is_refused(root: Path, tmp_path: Path) -> None:
    with open_at(root, tmp_path) as workspace:
        with pytest.raises(ploke.UsageError, match="count"):
            workspace.search("alpha", k=0)
        with pytest.raises(ploke.UsageError, match="mode"):
            workspace.search("alpha", mode="psychic")


def test_a_folder_that_only_looks_like_an_index_is_left_alone(root: Path, tmp_path: Path) -> None:
    mine = {"index/manifest.json": '{"name": "web app"}', "index/tables/people.csv": "a,b\n"}
    write(tmp_path, mine)
    with open_at(root, tmp_path) as workspace:
        with pytest.raises(ploke.StorageError, match="holds other files and no index"):
            workspace.sync(rebuild=True)
        assert workspace.clean() == 0
    assert {name: (tmp_path / name).read_text() for name in mine} == mine
