"""Readers keep the generation they opened, whatever writers do meanwhile."""

import os
import signal
import subprocess
import sys
import textwrap

from ploke.store import Writer, open_reader
from ploke.store.locks import remove_free_lease, take_lease
from tests.store.samples import answers, expected_answers, make_file, sample_files


def commit(index_dir, files, force=False):
    with Writer.open(index_dir) as writer:
        writer.replace(files)
        writer.commit()
        writer.maintain(force=force)


def count_files(index_dir):
    return sum(len(files) for _, _, files in os.walk(index_dir))


def test_a_reader_keeps_its_generation(tmp_path):
    commit(tmp_path, sample_files())
    reader = open_reader(tmp_path)
    for number in range(3):
        commit(tmp_path, [make_file("src/box.py", f"x = {number}")], force=True)
        assert answers(reader) == expected_answers(sample_files())
    assert len(list((tmp_path / "tables").iterdir())) == 2
    with open_reader(tmp_path) as newer:
        assert newer.generation == 4
    reader.close()
    commit(tmp_path, [make_file("src/box.py", "x = 4")], force=True)
    assert len(list((tmp_path / "tables").iterdir())) == 1
    assert len(list((tmp_path / "leases").iterdir())) == 1
    assert len(list((tmp_path / "read").iterdir())) == 2  # what is searched, and the world


def test_a_lease_is_shared_and_keeps_its_file(tmp_path):
    path = tmp_path / "7"
    path.write_text("{}")
    with take_lease(path) as first, take_lease(path) as second:
        assert first is not None and second is not None
        assert not remove_free_lease(path)
    assert remove_free_lease(path) and not path.exists()
    assert take_lease(path) is None


def test_a_reader_in_a_process_that_dies_holds_nothing(tmp_path):
    commit(tmp_path, sample_files())
    program = f"""
        from pathlib import Path
        from ploke.store import open_reader
        reader = open_reader(Path({str(tmp_path)!r}))
        print(reader.generation, flush=True)
        input()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout.readline().strip() == b"1"
        commit(tmp_path, [make_file("src/box.py", "x = 1")], force=True)
        assert len(list((tmp_path / "tables").iterdir())) == 2
        child.send_signal(signal.SIGKILL)
    commit(tmp_path, [make_file("src/box.py", "x = 2")], force=True)
    assert len(list((tmp_path / "tables").iterdir())) == 1
