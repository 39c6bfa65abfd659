"""The disk is full while committing: the last generation stays, and once there is room the next sync goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ploke.store import disk_usage
from tests.end_to_end.driving import Place, check_sentence

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits and mounts of Linux")

ROOM = 3 << 20


def module(name: str) -> str:
    return "\n\n".join(f"def {name}_{part}(value):\n    return value + {part}" for part in range(12))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"may not mount a small disk: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path, leave: int) -> Path:
    """Take all room of a disk but ``leave`` bytes."""
    status = os.statvfs(folder)
    filler = folder / "filler"
    filler.write_bytes(bytes(max(0, status.f_bavail * status.f_frsize - leave)))
    return filler


@pytest.mark.parametrize("leave", [0, 24 * 1024])
def test_a_full_disk(place: Place, small_disk: Path, leave: int) -> None:
    index = ("--index-dir", str(small_disk / "index"))
    place.write({f"m{number}.py": module(f"horse{number}") for number in range(20)})
    place.index(*index)
    place.write({f"m{number}.py": module(f"zebra{number}") for number in range(1, 20)})
    filler = fill(small_disk, leave)
    used = disk_usage(small_disk / "index")
    check_sentence(place.ploke("index", *index), 6, "The disk is full", "the last generation is intact")
    assert disk_usage(small_disk / "index") <= used + 4096
    ran = place.ploke("search", "horse0_7", *index, "--json", "-k", "1")
    assert (ran.code, [hit["path"] for hit in ran.records]) == (0, ["m0.py"]), ran
    assert ran.err.count("\n") == 1 and "disk is full" in ran.err and "last generation" in ran.err
    filler.unlink()
    report = place.index(*index)
    assert (report["changed"], report["generation"]) == (True, 2)
    place.check_equals_clean(small_disk / "index")


def test_no_room_for_a_first_index(place: Place, small_disk: Path) -> None:
    index = ("--index-dir", str(small_disk / "index"))
    place.write({f"m{number}.py": module(f"horse{number}") for number in range(20)})
    filler = fill(small_disk, 16 * 1024)
    check_sentence(place.ploke("index", *index), 6, "The disk is full")
    check_sentence(place.ploke("search", "horse0_7", *index), 6, "The disk is full")
    check_sentence(place.ploke("search", "horse0_7", *index, "--no-sync"), 3)
    filler.unlink()
    assert place.found("horse0_7", *index, "-k", "1") == ["m0.py"]


def test_no_room_for_the_facts_cache(place: Place, small_disk: Path) -> None:
    """The cache saves time and nothing else: without it all goes on."""
    place.write({"a.py": module("horse")})
    fill(small_disk, 0)
    assert place.index(PLOKE_CACHE_DIR=str(small_disk / "cache"))["files"] == 1
    assert place.found("horse_7", PLOKE_CACHE_DIR=str(small_disk / "cache")) == ["a.py"]


def limit(size: int) -> Callable[[], None]:
    """What makes writes beyond ``size`` bytes of a file fail, for a process about to start."""

    def set_limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return set_limit


def test_files_that_cannot_grow(place: Place) -> None:
    """As a full disk to those who write, where no disk can be mounted."""
    place.write({f"m{number}.py": module(f"horse{number}") for number in range(20)})
    place.index()
    place.write({f"m{number}.py": module(f"zebra{number}") for number in range(1, 20)})
    used = disk_usage(place.index_dir)
    check_sentence(place.ploke("index", preexec_fn=limit(9000)), 6, "the last generation is intact")
    assert disk_usage(place.index_dir) <= used + 4096
    assert place.ploke("search", "horse0_7", "--no-sync", "--json").records[0]["path"] == "m0.py"
    assert place.index()["changed"]
    place.check_equals_clean()
