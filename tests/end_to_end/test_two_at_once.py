"""Several commands on one index at the same time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ploke.store import read_manifest, writer_of
from tests.end_to_end.driving import Place, check_sentence, ended, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stops processes by signals")

FILES = {f"m{number}.py": f"def horse_{number}():\n    return {number}\n" for number in range(50)}


@contextmanager
def stopped_writer(place: Place) -> Iterator[subprocess.Popen[bytes]]:
    """An ``ploke index`` that holds the writer's lock and does nothing until the end of the block."""
    process = place.start("index", "--json")
    wait_until(lambda: (holder := writer_of(place.index_dir)) and holder.pid == process.pid)
    process.send_signal(signal.SIGSTOP)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGCONT)
        ran = ended(process)
    assert (ran.code, ran.err) == (0, ""), ran


def test_the_second_first_index_fails_and_names_the_first(place: Place) -> None:
    place.write(FILES)
    with stopped_writer(place) as writer:
        for arguments in (("index",), ("index", "--rebuild"), ("index", "--wait", "0.2"), ("clean", "--yes")):
            check_sentence(place.ploke(*arguments), 4, f"process {writer.pid} ", "index --json")
        began = time.monotonic()
        check_sentence(place.ploke("search", "horse_7"), 4, f"process {writer.pid} ")
        assert 1.9 < time.monotonic() - began < 8
        check_sentence(place.ploke("search", "horse_7", "--no-sync"), 3)
    assert place.found("horse_7", "--no-sync", "-k", "1") == ["m7.py"]


def test_beside_a_long_writer_the_last_generation_answers(place: Place) -> None:
    place.write(FILES)
    place.index()
    place.write({"m7.py": "def zebra_7():\n    pass\n"})
    with stopped_writer(place) as writer:
        check_sentence(place.ploke("index"), 4, f"process {writer.pid} ")
        began = time.monotonic()
        ran = place.ploke("search", "horse_8", "--json", "-k", "1")
        assert 1.9 < time.monotonic() - began < 8
        assert (ran.code, [hit["path"] for hit in ran.records]) == (0, ["m8.py"])
        assert ran.err.count("\n") == 1 and "last generation" in ran.err
        ran = place.ploke("symbols", "horse_8", "--json")
        assert (ran.code, len(ran.records), ran.err.count("\n")) == (0, 1, 1) and "last generation" in ran.err
        (status,) = place.ploke("status", "--json").records
        assert str(writer.pid) in status["writer"] and status["pending"] == 1
        assert place.found("horse_8", "--no-sync", "-k", "1") == ["m8.py"]
    assert place.found("zebra_7") == ["m7.py"]


def test_a_waiting_first_index_goes_on_from_the_other(place: Place) -> None:
    """It meant to start from nothing and has to notice that there is something by now."""
    place.write(FILES)
    with stopped_writer(place) as writer:
        waiting = place.start("index", "--wait", "30", "--json")
        time.sleep(0.5)
        assert waiting.poll() is None
        place.write({"late.py": "def okapi():\n    pass\n"})
        os.kill(writer.pid, signal.SIGCONT)
        ran = ended(waiting)
    assert (ran.code, ran.err) == (0, "")
    assert (ran.records[0]["generation"], ran.records[0]["files"]) == (2, len(FILES) + 1)
    place.check_equals_clean()


def test_many_at_once_agree(place: Place) -> None:
    """Searches that all find nothing indexed: one indexes, the others wait for it."""
    place.write(FILES)
    searches = [place.start("search", "horse_7", "--json", "-k", "1", PLOKE_SYNC_WAIT_SECONDS="30") for _ in range(3)]
    for search in searches:
        ran = ended(search)
        assert (ran.code, ran.err, [hit["path"] for hit in ran.records]) == (0, "", ["m7.py"])
    assert read_manifest(place.index_dir).generation == 1
