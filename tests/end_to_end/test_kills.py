"""Killed: the last generation answers, the next sync converges, and no process is left behind."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ploke.errors import NoIndexError
from ploke.store import read_manifest
from tests.end_to_end.driving import Place, check_sentence, ended, processes_of, wait_until, workers_of

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")

KILLS = 30
FILES = 60
ORPHAN_SECONDS = 5.0


def module(number: int, state: int) -> str:
    """A file's text in one of two states; a third of the files are the same in both."""
    state = 0 if number % 3 == 0 else state
    return "\n\n".join(
        f"def work_{number}_{part}(state{state}):\n    return state{state} + {part}" for part in range(40)
    )


def write_state(place: Place, state: int) -> None:
    place.write({f"pkg{number % 7}/m{number}.py": module(number, state) for number in range(FILES)})
    extra = place.root / f"only_{1 - state}.py"
    extra.unlink(missing_ok=True)
    place.write({f"only_{state}.py": f"def only_in_{state}():\n    pass\n"})


def moments(length: float) -> Iterator[float]:
    """Random moments, one in each of as many equal parts of the time that indexing takes."""
    chance = random.Random(7)
    parts = list(range(KILLS))
    chance.shuffle(parts)
    for part in parts:
        yield (part + chance.random()) / KILLS * length


def has_index(place: Place) -> bool:
    try:
        read_manifest(place.index_dir)
    except NoIndexError:
        return False
    return True


def test_thirty_kills_at_random_moments(place: Place) -> None:
    """First indexing and updates by turns, with and without a facts cache, one process or its whole group."""
    clean: dict[int, Any] = {}
    for state in (0, 1):
        write_state(place, state)
        clean[state] = place.clean_rows()
    shutil.rmtree(place.cache)
    began = time.monotonic()
    place.index()
    length = time.monotonic() - began
    from ploke.store import logical_rows

    for turn, moment in enumerate(moments(length)):
        state = turn % 2
        first = turn % 5 == 0
        if first:
            shutil.rmtree(place.index_dir)
        if turn % 3 == 0:
            shutil.rmtree(place.cache, ignore_errors=True)
        write_state(place, state)
        process = place.start("index")
        time.sleep(moment)
        if turn % 4 < 2:
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        wait_until(lambda session=process.pid: not processes_of(session), ORPHAN_SECONDS)
        if not has_index(place):
            assert first
            assert place.found(f"only_in_{state}") == [f"only_{state}.py"]
        else:
            ran = place.ploke("search", "work_3_7", "--no-sync", "--json")
            assert (ran.code, ran.records[0]["path"]) == (0, "pkg3/m3.py"), ran
            assert ran.err.count("\n") <= 1 and "Changed since" in (ran.err or "Changed since")
            if turn % 6 == 3:
                assert place.found(f"only_in_{state}") == [f"only_{state}.py"]
            else:
                place.sync()
        assert logical_rows(place.index_dir) == clean[state], f"turn {turn}, killed after {moment:.3f} s"
        left = {path.name for path in place.index_dir.iterdir()}
        assert left == {".gitignore", "leases", "lock", "manifest.json", "read", "scan.bin", "tables"}


class TestWorkers:
    @pytest.fixture
    def busy(self, place: Place) -> Place:
        write_state(place, 0)
        return place

    @pytest.mark.parametrize("delay", [0.0, 0.25])
    def test_one_killed_costs_nothing(self, busy: Place, delay: float) -> None:
        process = busy.start("index", "--json")
        victims = wait_until(lambda: workers_of(process))
        time.sleep(delay)
        os.kill(victims[0], signal.SIGKILL)
        ran = ended(process)
        assert (ran.code, ran.err) == (0, "")
        assert (ran.records[0]["files"], ran.records[0]["skipped"]) == (FILES + 1, {})
        assert not processes_of(process.pid)

    def test_workers_that_cannot_live(self, busy: Place) -> None:
        """Each is killed as soon as it is born: the run gives up in a sentence instead of starting them for ever."""
        process = busy.start("index")
        deadline = time.monotonic() + 20
        while process.poll() is None and time.monotonic() < deadline:
            for pid in workers_of(process):
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.002)
        check_sentence(ended(process), 7, "ploke doctor")
        assert busy.index()["files"] == FILES + 1

    def test_a_file_whose_worker_is_killed_time_and_again_is_read_at_the_next_chance(self, place: Place) -> None:
        place.write({"a.py": "def count_horses():\n    pass\n", "slow.py": "x = (" + "(\n" * 400_000})
        process = place.start("index", "--json", PLOKE_INDEX_MAX_FILE_BYTES="9000000")
        while process.poll() is None:
            for pid in workers_of(process):
                if seconds_used(pid) > 0.45:
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.01)
        ran = ended(process)
        assert (ran.code, ran.err) == (0, "")
        assert (ran.records[0]["files"], ran.records[0]["skipped"]) == (1, {"crashed a worker": 1})
        assert place.skipped() == {"slow.py": "crashed a worker"}
        report = place.index(PLOKE_INDEX_MAX_FILE_BYTES="9000000")
        assert (report["files"], report["added"], report["skipped"]) == (2, 1, {})


def seconds_used(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
