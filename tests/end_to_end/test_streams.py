"""Terminals, pipes and Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from ploke.store import read_manifest, writer_of
from tests.end_to_end.driving import Place, check_sentence, ended, processes_of, wait_until

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")

FILES = {f"m{number}.py": f"def horse_{number}():\n    return '\x1b[31m'\n" for number in range(50)}
COMMANDS = (
    ("index", "--rebuild"),
    ("search", "horse_7"),
    ("search", "--regex", "horse_7", "-v"),
    ("symbols",),
    ("outline", "m7.py"),
    ("status",),
    ("status", "--skipped"),
    ("config",),
    ("doctor",),
    ("--help",),
    ("search", "--help"),
)


@pytest.fixture
def horses(place: Place) -> Place:
    place.write(FILES)
    place.index()
    return place


def test_no_control_codes_when_not_on_a_terminal(horses: Place) -> None:
    for variables in ({}, {"TERM": "xterm-256color", "COLORTERM": "truecolor"}):
        for command in COMMANDS if not variables else COMMANDS[:3]:
            ran = horses.ploke(*command, **variables)
            assert ran.code in (0, 1), ran
            assert not any(ord(character) < 32 and character not in "\n\t" for character in ran.out + ran.err), command


def test_closed_pipes_end_quietly(horses: Place) -> None:
    """The reader is gone before the first byte; no command complains or hangs."""
    for command in (*COMMANDS[1:6], ("search", "horse", "--json", "-k", "50"), ("symbols", "--json")):
        read, write = os.pipe()
        os.close(read)
        process = horses.start(*command, stdout=write)
        os.close(write)
        ran = ended(process)
        assert (ran.code, ran.err) == (0, ""), (command, ran)


def test_output_on_a_full_disk_is_a_sentence(horses: Place) -> None:
    for command in (("symbols", "--json"), ("search", "horse_7", "--no-sync")):
        with open("/dev/full", "wb") as full:  # noqa: PTH123
            ran = ended(horses.start(*command, stdout=full))
        check_sentence(ran, 6, "standard output")


def test_a_closed_standard_output(horses: Place) -> None:
    ran = horses.ploke("search", "horse_7", "--no-sync", before=("sh", "-c", 'exec "$@" >&-', "sh"))
    assert "Internal" not in ran.err and "Traceback" not in ran.err, ran


@pytest.mark.parametrize("first", [True, False])
def test_ctrl_c_in_a_terminal(place: Place, first: bool) -> None:
    """It reaches the whole group: the workers leave the answer to the command."""
    place.write(FILES)
    if not first:
        place.index()
        place.write({name: text.replace("horse", "zebra") for name, text in FILES.items()})
    process = place.start("index")
    wait_until(lambda: (holder := writer_of(place.index_dir)) and holder.pid == process.pid)
    os.killpg(process.pid, signal.SIGINT)
    check_sentence(ended(process), 130, "Interrupted", "intact" if not first else "")
    wait_until(lambda: not processes_of(process.pid), 5)
    if first:
        check_sentence(place.ploke("search", "x", "--no-sync"), 3)
    else:
        assert read_manifest(place.index_dir).generation == 1
        assert place.ploke("search", "horse_7", "--no-sync", "--json", "-k", "1").records[0]["path"] == "m7.py"
    place.sync()
    place.check_equals_clean()


def test_ctrl_c_amid_imports(place: Place) -> None:
    """The moments at which a lock of the import system could be left taken: the process ends all the same."""
    place.write(FILES)
    for turn in range(8):
        process = place.start("index")
        wait_until(lambda session=process.pid: len(processes_of(session)) > 1)
        time.sleep(0.01 * turn)
        os.killpg(process.pid, signal.SIGINT)
        check_sentence(ended(process), 130, "Interrupted")


def test_hanging_up_and_terminating_leave_no_worker(place: Place) -> None:
    place.write(FILES)
    for number in (signal.SIGTERM, signal.SIGHUP):
        process = place.start("index", "--rebuild", stdout=subprocess.DEVNULL)
        wait_until(lambda pid=process.pid: len(processes_of(pid)) > 1)
        process.send_signal(number)
        process.communicate(timeout=20)
        wait_until(lambda pid=process.pid: not processes_of(pid), 5)
    assert place.found("horse_7", "-k", "1") == ["m7.py"]
