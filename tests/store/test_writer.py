"""The writer's promises: generations, replacing, removing, restarting, refusing."""

import json

import pytest

from ploke.errors import BusyError, DamagedIndexError, NoIndexError
from ploke.model.index import Totals
from ploke.store import Writer, disk_usage, known_hashes, logical_rows, open_reader, read_manifest, writer_of
from tests.store.samples import BOX, USE, answers, expected_answers, make_file, sample_files


def build(index_dir, files, extra=None):
    with Writer.open(index_dir) as writer:
        writer.replace(files)
        return writer.commit(extra)


def check_index(index_dir, files):
    with open_reader(index_dir) as reader:
        assert answers(reader) == expected_answers(files)
    clean = index_dir.with_name(index_dir.name + "-clean")
    with Writer.open(clean, rebuild=True) as writer:
        writer.replace(files)
        writer.commit()
    assert logical_rows(index_dir) == logical_rows(clean)


def test_first_build(tmp_path):
    index_dir = tmp_path / "my repo" / ".ploke"
    manifest = build(index_dir, sample_files(), {"note": "größer"})
    assert (manifest.generation, manifest.extra) == (1, {"note": "größer"})
    assert read_manifest(index_dir) == manifest
    check_index(index_dir, sample_files())
    assert (index_dir / ".gitignore").read_text() == "*\n"
    assert known_hashes(index_dir) == {file.path: file.content.hash for file in sample_files()}


def test_update_replaces_adds_and_removes(tmp_path):
    files = {file.path: file for file in sample_files()}
    build(tmp_path / "i", files.values(), {"kept": 1})
    changed = make_file("src/box.py", BOX.replace("get", "take"))
    added = make_file("src/new.py", USE)
    with Writer.open(tmp_path / "i") as writer:
        writer.remove(["docs/it's a note #1.md", "never/was.py"])
        writer.replace([changed, added])
        manifest = writer.commit()
    assert (manifest.generation, manifest.extra) == (2, {"kept": 1})
    del files["docs/it's a note #1.md"]
    check_index(tmp_path / "i", [*(files | {changed.path: changed}).values(), added])


def test_several_commits_by_one_writer(tmp_path):
    first, second, third, fourth = sample_files()
    with Writer.open(tmp_path / "i") as writer:
        writer.replace([first])
        writer.replace([second])
        assert writer.commit().generation == 1
        writer.replace([third, fourth])
        writer.remove([second.path])
        assert writer.commit().generation == 2
    check_index(tmp_path / "i", [first, third, fourth])


def test_remove_everything(tmp_path):
    build(tmp_path / "i", sample_files())
    with Writer.open(tmp_path / "i") as writer:
        writer.remove([file.path for file in sample_files()])
        writer.commit()
    check_index(tmp_path / "i", [])
    build(tmp_path / "i", sample_files())
    check_index(tmp_path / "i", sample_files())


def test_empty_index(tmp_path):
    assert build(tmp_path / "i", []).totals == Totals(0, 0, 0, 0, 0, 0, 0, 0)
    check_index(tmp_path / "i", [])


def test_symbol_ids_tell_repeats_apart(tmp_path):
    build(tmp_path / "i", sample_files())
    rows = logical_rows(tmp_path / "i")
    assert [(row["id"], row["parent"]) for row in rows["symbols"] if row["path"] == "src/box.py"] == [
        ("python:src/box.py#Box.get:method", "python:src/box.py#Box:class"),
        ("python:src/box.py#Box.get:method:2", "python:src/box.py#Box:class"),
        ("python:src/box.py#Box:class", "python:src/box.py"),
        ("python:src/box.py#_makeBox:function", "python:src/box.py"),
    ]
    shown = {row["id"]: row["symbol"] for row in rows["chunks"]}
    assert shown["src/box.py:4"] == "python:src/box.py#Box.get:method:2"
    assert shown["docs/it's a note #1.md:1"] == ""


def test_leaving_without_commit_changes_nothing(tmp_path):
    build(tmp_path / "i", sample_files())
    before = disk_usage(tmp_path / "i")
    with Writer.open(tmp_path / "i") as writer:
        writer.replace([make_file("src/box.py", "gone = 1")])
        writer.remove(["src/use_box.py"])
        writer._flush()
    check_index(tmp_path / "i", sample_files())
    assert disk_usage(tmp_path / "i") <= before


def test_a_broken_off_first_build_is_no_index(tmp_path):
    with Writer.open(tmp_path / "i") as writer:
        writer.replace(sample_files())
        writer._flush()
        writer._wait()
        with pytest.raises(NoIndexError):
            read_manifest(tmp_path / "i")
    build(tmp_path / "i", sample_files()[:1])
    check_index(tmp_path / "i", sample_files()[:1])


def test_rebuild_goes_on_counting_and_can_be_given_up(tmp_path):
    build(tmp_path / "i", sample_files())
    with Writer.open(tmp_path / "i", rebuild=True) as writer:
        writer.replace(sample_files()[:1])
        writer._flush()
    check_index(tmp_path / "i", sample_files())
    with Writer.open(tmp_path / "i", rebuild=True) as writer:
        writer.replace(sample_files()[:2])
        assert writer.commit().generation == 2
    check_index(tmp_path / "i", sample_files()[:2])
    assert len(list((tmp_path / "i" / "tables").iterdir())) == 1


def test_a_path_may_be_given_once_a_commit(tmp_path):
    with Writer.open(tmp_path / "i") as writer:
        writer.replace(sample_files())
        with pytest.raises(ValueError, match=r"src/box\.py"):
            writer.remove(["src/box.py"])


def test_maintenance_keeps_generation_and_rows(tmp_path):
    files = {file.path: file for file in sample_files()}
    build(tmp_path / "i", files.values())
    for number in range(4):
        changed = files["src/box.py"] = make_file("src/box.py", BOX + f"x{number} = {number}")
        build(tmp_path / "i", [changed])
    used = disk_usage(tmp_path / "i")
    with Writer.open(tmp_path / "i") as writer:
        assert not writer.maintain()
        assert writer.maintain(force=True)
        assert writer.manifest.generation == 5
    check_index(tmp_path / "i", files.values())
    assert disk_usage(tmp_path / "i") < used / 2


def test_second_writer_is_told_who_is_first(tmp_path):
    with Writer.open(tmp_path / "i"):
        holder = writer_of(tmp_path / "i")
        with pytest.raises(BusyError) as caught:
            Writer.open(tmp_path / "i", wait_seconds=0.05)
        assert holder is not None and f"process {holder.pid} " in caught.value.hint
    assert writer_of(tmp_path / "i") is None
    (tmp_path / "i" / "lock").write_text(json.dumps({"pid": 1, "command": "left behind", "since": 0}))
    build(tmp_path / "i", [])


def test_opening_fails_without_leaving_the_lock(tmp_path):
    build(tmp_path / "i", sample_files())
    (tmp_path / "i" / "manifest.json").write_text("{}")
    for _ in range(2):
        with pytest.raises(DamagedIndexError):
            Writer.open(tmp_path / "i")
    with Writer.open(tmp_path / "i", rebuild=True) as writer:
        writer.replace(sample_files())
        writer.commit()
    check_index(tmp_path / "i", sample_files())


def test_very_long_strings(tmp_path):
    """Lance packs strings into blocks; some are larger than any block."""
    names = "".join(f"def f{number}(): return {'x' * 70_000}\n" for number in range(3))
    files = [make_file("long.py", names), make_file("a" * 200 + "/" + "b" * 200 + ".py", BOX)]
    build(tmp_path / "i", files)
    check_index(tmp_path / "i", files)
