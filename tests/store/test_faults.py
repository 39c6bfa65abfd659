"""Killed, out of space, growing: the last generation is readable and the next commit goes on from it."""

import os
import random
import subprocess
import sys
import textwrap
import time

import pytest

from ploke.errors import NoIndexError, StorageError
from ploke.store import Writer, disk_usage, logical_rows, open_reader
from tests.store.samples import answers, expected_answers, make_file, sample_files

KILLS = 8
WRITE_FOR_EVER = """
    import sys
    from itertools import count
    from pathlib import Path
    from ploke.store import Writer
    from tests.store.test_faults import state
    for number in count():
        with Writer.open(Path(sys.argv[1])) as writer:
            print(writer.manifest.generation if writer.manifest else 0, flush=True)
            writer.replace(state((writer.manifest.generation if writer.manifest else 0) + 1))
            writer.commit()
            writer.maintain(force=number % 3 == 2)
"""


def state(generation):
    """All files of a generation: every one of them names it."""
    return [make_file(f"{folder}/{generation % 3}.py", f"def f{generation}(): pass") for folder in ("a", "b")] + [
        make_file("c.py", f"def f{generation}(): pass")
    ]


def live_files(generation):
    files = {}
    for number in range(1, generation + 1):
        files |= {file.path: file for file in state(number)}
    return files.values()


def test_killed_at_any_moment(tmp_path):
    moments = random.Random(5)
    last = 0
    for commits in [0, *(moments.randrange(3) for _ in range(KILLS - 1))]:
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITE_FOR_EVER), str(tmp_path)], stdout=subprocess.PIPE
        ) as child:
            for _ in range(commits + 1):
                child.stdout.readline()
            time.sleep(moments.random() * 0.1)
            child.kill()
        expected = last + commits
        try:
            with open_reader(tmp_path) as reader:
                assert reader.generation >= expected
                last = reader.generation
                assert answers(reader) == expected_answers(live_files(last))
        except NoIndexError:
            assert expected == 0
    with Writer.open(tmp_path) as writer:
        writer.replace(state(last + 1))
        writer.commit()
    with open_reader(tmp_path) as reader:
        assert answers(reader) == expected_answers(live_files(last + 1))
    paths = [row["path"] for row in logical_rows(tmp_path)["files"]]
    assert paths == sorted(file.path for file in live_files(last + 1))
    assert len(list((tmp_path / "tables").iterdir())) == len(list((tmp_path / "leases").iterdir())) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_no_room_for_the_next_generation(tmp_path):
    """A limit on file sizes makes writes fail where a full disk would."""
    with Writer.open(tmp_path) as writer:
        writer.replace(sample_files())
        writer.commit()
    before = disk_usage(tmp_path)
    program = """
        import resource, signal, sys
        from pathlib import Path
        from ploke.errors import StorageError
        from ploke.store import Writer
        from tests.store.samples import make_file
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        writer = Writer.open(Path(sys.argv[1]))
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
        try:
            writer.replace([make_file("src/box.py", "x = 1")])
            writer.commit()
        except StorageError as error:
            print(error)
        writer.close()
    """
    for limit in (0, 200, 1000, 4000):
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(program), str(tmp_path), str(limit)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.endswith("the last generation is intact.\n") and done.stdout.count("\n") == 1, done
        assert disk_usage(tmp_path) <= before
        with open_reader(tmp_path) as reader:
            assert answers(reader) == expected_answers(sample_files())
    with Writer.open(tmp_path) as writer:
        writer.replace(sample_files()[:1])
        assert writer.commit().generation == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path):
    with Writer.open(tmp_path / "i") as writer:
        writer.replace(sample_files())
        writer.commit()
    for folder in (tmp_path, *(path for path in tmp_path.rglob("*") if path.is_dir())):
        folder.chmod(0o500)
    with open_reader(tmp_path / "i") as reader:
        assert answers(reader) == expected_answers(sample_files())
    with pytest.raises(StorageError):
        Writer.open(tmp_path / "other")
    for folder in (tmp_path, *(path for path in tmp_path.rglob("*") if path.is_dir())):
        folder.chmod(0o700)


def test_many_small_updates_do_not_pile_up(tmp_path):
    files = {
        f"{number}.py": make_file(f"{number}.py", f"def f{number}():\n    return {number}\n" * 40)
        for number in range(80)
    }
    with Writer.open(tmp_path / "fresh") as writer:
        writer.replace(files.values())
        writer.commit()
    most, fresh = 0, disk_usage(tmp_path / "fresh")
    for number in range(40):
        path = f"{number}.py"
        files[path] = make_file(path, f"def g{number}():\n    return {number}\n" * 40)
        with Writer.open(tmp_path / "fresh") as writer:
            writer.replace([files[path]])
            writer.commit()
            writer.maintain()
            assert len(writer.manifest.segments) <= 12
        most = max(most, disk_usage(tmp_path / "fresh"))
    assert most <= 2 * fresh + (1 << 20)
    with open_reader(tmp_path / "fresh") as reader:
        assert answers(reader) == expected_answers(files.values())
