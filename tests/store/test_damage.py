"""What is damaged is named and never read; what is only a cache is made anew."""

import json
import os
import shutil
import zlib
from dataclasses import replace

import pytest

from ploke.errors import DamagedIndexError, NoIndexError
from ploke.ingest.codec import unpack
from ploke.store import (
    SchemaMismatchError,
    SegmentDamagedError,
    Writer,
    logical_rows,
    open_reader,
    read_manifest,
    rebuild_read_index,
)
from ploke.store.layout import manifest_path, segment_path
from ploke.store.manifest import SCHEMA_VERSION, write_manifest
from tests.store.samples import answers, expected_answers, make_file, sample_files


@pytest.fixture
def index_dir(tmp_path):
    """An index of the sample files, of two generations and two segments."""
    first, *others = sample_files()
    folder = tmp_path / ".ploke"
    for files in (others + [make_file(f"more/{number}.py", "def f(): pass") for number in range(9)], [first]):
        with Writer.open(folder) as writer:
            writer.replace(files)
            writer.commit()
    return folder


def indexed():
    return sample_files() + [make_file(f"more/{number}.py", "def f(): pass") for number in range(9)]


def flip_a_byte(path, keep_times=True):
    """Change one byte in the middle; size stays, and with ``keep_times`` so does mtime."""
    status = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    if keep_times:
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def table_files(index_dir):
    return sorted(path for path in (index_dir / "tables").rglob("*.lance") if path.is_file())


def test_no_folder_and_an_empty_folder_are_no_index(tmp_path):
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(NoIndexError):
            open_reader(folder)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"crc32": 0}', "\0" * 500])
def test_garbage_for_a_manifest(index_dir, text):
    manifest_path(index_dir).write_text(text)
    for use in (open_reader, Writer.open, logical_rows):
        with pytest.raises(DamagedIndexError, match=r"manifest\.json is damaged.*--rebuild"):
            use(index_dir)


def test_a_flipped_byte_in_the_manifest(index_dir):
    flip_a_byte(manifest_path(index_dir))
    with pytest.raises(DamagedIndexError):
        open_reader(index_dir)


def test_a_lost_manifest(index_dir):
    manifest_path(index_dir).unlink()
    with pytest.raises(DamagedIndexError, match=r"tables but no"):
        open_reader(index_dir)


def test_another_schema(index_dir):
    manifest = read_manifest(index_dir)
    for schema, newer in ((0, False), (99, True)):
        write_manifest(index_dir, replace(manifest, schema=schema))
        with pytest.raises(SchemaMismatchError) as caught:
            open_reader(index_dir)
        assert (caught.value.found, caught.value.newer) == (schema, newer)
    with Writer.open(index_dir, rebuild=True) as writer:
        writer.replace(indexed())
        writer.commit()
    with open_reader(index_dir) as reader:
        assert answers(reader) == expected_answers(indexed())


def test_every_damaged_table_file_is_noticed(index_dir):
    for path in table_files(index_dir):
        intact = path.read_bytes()
        flip_a_byte(path)
        with pytest.raises(DamagedIndexError, match=path.name):
            Writer.open(index_dir)
        with pytest.raises(DamagedIndexError, match=path.name):
            logical_rows(index_dir)
        path.write_bytes(intact)
    assert logical_rows(index_dir)


def test_a_missing_and_a_truncated_table_file(index_dir):
    path = table_files(index_dir)[0]
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedIndexError, match=path.name):
        Writer.open(index_dir)
    path.unlink()
    with pytest.raises(DamagedIndexError, match=path.name):
        Writer.open(index_dir)
    with open_reader(index_dir) as reader:
        assert answers(reader) == expected_answers(indexed())


@pytest.mark.parametrize("harm", [flip_a_byte, lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_a_damaged_segment_is_rebuilt_from_the_tables(index_dir, harm):
    before = read_manifest(index_dir)
    assert len(before.segments) == 2
    for entry in before.segments:
        harm(segment_path(index_dir, entry.name))
        with pytest.raises(SegmentDamagedError, match=entry.name):
            open_reader(index_dir)
        with pytest.raises(SegmentDamagedError):
            Writer.open(index_dir)
        after = rebuild_read_index(index_dir, unpack)
        assert (after.generation, after.totals) == (before.generation, before.totals)
        with open_reader(index_dir) as reader:
            assert answers(reader) == expected_answers(indexed())
        before = after
        if len(after.segments) < 2:
            break


def test_after_a_restart_every_file_used_is_read_again(index_dir):
    """Power may have failed before bytes reached the disk, whatever the times say."""
    manifest = read_manifest(index_dir)
    write_manifest(index_dir, replace(manifest, boot_id="another start"))
    with open_reader(index_dir) as reader:
        assert answers(reader) == expected_answers(indexed())
    path = segment_path(index_dir, manifest.segments[0].name)
    flip_a_byte(path)
    status = path.stat()
    stored = dict(manifest.stored)
    name = f"read/{path.name}"
    stored[name] = stored[name]._replace(mtime_ns=status.st_mtime_ns, ctime_ns=status.st_ctime_ns, inode=status.st_ino)
    write_manifest(index_dir, replace(manifest, stored=stored))
    open_reader(index_dir).close()
    write_manifest(index_dir, replace(manifest, stored=stored, boot_id="another start"))
    with pytest.raises(SegmentDamagedError):
        open_reader(index_dir)


def test_a_copied_index_is_checked_and_used(index_dir, tmp_path):
    shutil.copytree(index_dir, tmp_path / "copy")
    with open_reader(tmp_path / "copy") as reader:
        assert answers(reader) == expected_answers(indexed())
    with Writer.open(tmp_path / "copy") as writer:
        writer.remove(["src/box.py"])
        writer.commit()
    assert {row["path"] for row in logical_rows(tmp_path / "copy")["files"]} == {
        file.path for file in indexed() if file.path != "src/box.py"
    }


def test_maintenance_spares_later_checks_after_a_restart(index_dir):
    write_manifest(index_dir, replace(read_manifest(index_dir), boot_id="another start"))
    with Writer.open(index_dir) as writer:
        assert writer.maintain()
        assert not writer.maintain()
    manifest = read_manifest(index_dir)
    assert (manifest.generation, manifest.boot_id != "another start") == (2, True)
    with Writer.open(index_dir) as writer:
        assert not writer.maintain()


def test_a_segment_of_the_other_byte_order_is_refused(index_dir):
    manifest = read_manifest(index_dir)
    name = manifest.segments[0].name
    path = segment_path(index_dir, name)
    data = path.read_bytes()
    swapped = data[:8] + data[8:12][::-1] + data[12:]
    path.write_bytes(swapped)
    status = path.stat()
    stored = dict(manifest.stored)
    stored[f"read/{name}"] = stored[f"read/{name}"]._replace(
        crc32=zlib.crc32(swapped), mtime_ns=status.st_mtime_ns, ctime_ns=status.st_ctime_ns
    )
    write_manifest(index_dir, replace(manifest, stored=stored))
    with pytest.raises(SegmentDamagedError):
        open_reader(index_dir)


def test_rows_of_a_commit_that_died_are_not_inherited(index_dir):
    """Another program's rows, and files torn by a power failure, count as such too."""
    from ploke.store.lance import lancedb

    epoch = str(read_manifest(index_dir).epoch)
    table = lancedb().connect(str(index_dir / "tables" / epoch)).open_table("files")
    table.add(table.search().limit(1).to_arrow())
    newest = min((index_dir / "tables" / epoch / "files.lance" / "_versions").glob("*.manifest"))
    newest.write_bytes(b"torn")
    with Writer.open(index_dir) as writer:
        writer.replace([make_file("more/0.py", "changed = 1")])
        writer.commit()
    paths = [row["path"] for row in logical_rows(index_dir)["files"]]
    assert paths == sorted(file.path for file in indexed())


def test_manifest_is_plain_json(index_dir):
    said = json.loads(manifest_path(index_dir).read_text())["manifest"]
    assert (said["schema"], said["generation"], said["totals"][0]) == (SCHEMA_VERSION, 2, len(indexed()))
