"""A corrupted index folder: what is lost is said, what can be made again is, and nothing is half read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ploke.store import read_manifest
from ploke.store.layout import manifest_path
from ploke.store.manifest import write_manifest
from tests.end_to_end.driving import Place, check_sentence
from tests.vcs.repositories import isolate_git

Harm = Callable[[Place], object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A tree with an index of two generations; tests take a copy."""
    place = Place(tmp_path_factory.mktemp("whole") / "tree")
    with pytest.MonkeyPatch.context() as patch:
        isolate_git(patch, place.home)
    place.root.mkdir()
    place.write({f"m{number}.py": f"def horse_{number}():\n    return {number}\n" for number in range(9)})
    place.index()
    place.write({"new.py": "def zebra():\n    pass\n"})
    place.index()
    return place


@pytest.fixture
def indexed(whole: Place, place: Place) -> Place:
    """An indexed tree of one's own. Times are kept, inodes are not, so contents decide."""
    shutil.copytree(whole.root, place.root, dirs_exist_ok=True)
    shutil.copytree(whole.home, place.home, dirs_exist_ok=True)
    return place


def flip(path: Path) -> None:
    """Change one byte in the middle; size and mtime stay."""
    status = path.stat()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x5A
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def tables(place: Place) -> list[Path]:
    return sorted((place.index_dir / "tables").rglob("*.lance/data/*.lance"))


def segments(place: Place) -> list[Path]:
    return sorted((place.index_dir / "read").iterdir())


def check_mended(place: Place, *options: str) -> None:
    """Indexing puts all right."""
    assert place.index(*options)["files"] == 10
    assert place.found("horse_3", "--no-sync", "-k", "1") == ["m3.py"]
    place.check_equals_clean()
    assert {path.name for path in place.index_dir.iterdir()} == {
        ".gitignore", "leases", "lock", "manifest.json", "read", "scan.bin", "tables",
    }  # fmt: skip


def each(place: Place, harms: Iterable[Harm]) -> Iterator[Harm]:
    """Each harm, done to the index as it was."""
    kept = place.root.parent / "kept"
    shutil.copytree(place.index_dir, kept)
    for harm in harms:
        shutil.rmtree(place.index_dir)
        shutil.copytree(kept, place.index_dir)
        harm(place)
        yield harm


def test_a_bad_manifest(indexed: Place) -> None:
    harms: dict[Harm, str] = {
        lambda place: manifest_path(place.index_dir).write_bytes(os.urandom(999)): "manifest.json is damaged.",
        lambda place: manifest_path(place.index_dir).write_bytes(b""): "manifest.json is damaged.",
        lambda place: os.truncate(manifest_path(place.index_dir), 300): "manifest.json is damaged.",
        lambda place: flip(manifest_path(place.index_dir)): "manifest.json is damaged.",
        lambda place: manifest_path(place.index_dir).unlink(): "manifest.json",
    }
    for harm in each(indexed, harms):
        for arguments in (("index",), ("search", "horse_3")):
            check_sentence(indexed.ploke(*arguments), 5, harms[harm], "ploke index --rebuild")
    for arguments in (("search", "horse_3", "--no-sync"), ("status",), ("symbols",), ("outline", "m3.py")):
        check_sentence(indexed.ploke(*arguments), 5, "manifest.json", "ploke index --rebuild")
    check_mended(indexed, "--rebuild")


def test_a_bad_table(indexed: Place) -> None:
    """Whether or not there is something to do: an index that is damaged is never called up to date."""
    harms: dict[Harm, str] = {
        lambda place: flip(tables(place)[0]): "is damaged.",
        lambda place: tables(place)[1].unlink(): "is missing.",
        lambda place: os.truncate(tables(place)[2], 20): "is damaged.",
        lambda place: shutil.rmtree(place.index_dir / "tables"): "cannot be read.",
    }
    for harm in each(indexed, harms):
        check_sentence(indexed.ploke("index"), 5, harms[harm], "tables", "ploke index --rebuild")
    assert indexed.found("horse_3", "-k", "1") == ["m3.py"]
    indexed.write({"more.py": "def okapi():\n    pass\n"})
    for arguments in (("index",), ("search", "okapi")):
        check_sentence(indexed.ploke(*arguments), 5, "tables", "ploke index --rebuild")
    (indexed.root / "more.py").unlink()
    check_mended(indexed, "--rebuild")


def test_a_bad_read_segment_is_made_anew(indexed: Place, whole: Place) -> None:
    before = whole.ploke("search", "horse_3 zebra", "--no-sync", "--json")
    harms: list[Harm] = [lambda place: flip(segments(place)[0]), lambda place: shutil.rmtree(place.index_dir / "read")]
    for harm in each(indexed, harms):
        assert indexed.ploke("search", "horse_3 zebra", "--no-sync", "--json") == before
        harm(indexed)
    indexed.write({"m3.py": "def horse_3():\n    return 'three'\n"})
    check_mended(indexed)


def test_a_bad_scan_record_costs_time_alone(indexed: Place) -> None:
    record = indexed.index_dir / "scan.bin"
    harms: list[Harm] = [
        lambda place: record.write_bytes(b"ploke-scan-3\nnonsense 1 2 3 4 5\n\nrest"),
        lambda place: record.write_bytes(os.urandom(500)),
        lambda place: os.truncate(record, 100),
        lambda place: record.write_bytes(record.read_bytes().replace(b" ", b" 9", 1)),
        lambda place: flip(record),
        lambda place: record.unlink(),
    ]
    for _ in each(indexed, harms):
        report = indexed.index()
        assert (report["files"], report["changed"], report["parsed"]) == (10, False, 0)
    harms[0](indexed)
    assert indexed.found("zebra", "-k", "1") == ["new.py"]
    (status,) = indexed.ploke("status", "--json").records
    assert (status["files"], status["pending"]) == (10, 0)


def test_a_bad_facts_cache_costs_time_alone(indexed: Place) -> None:
    cache = indexed.cache / "facts.sqlite"
    kept = cache.read_bytes()
    harms: list[Callable[[], object]] = [
        lambda: cache.write_bytes(os.urandom(5000)),
        lambda: os.truncate(cache, 5000),
        lambda: flip(cache),
        lambda: (cache.unlink(), cache.mkdir()),
    ]
    for harm in harms:
        cache.write_bytes(kept)
        harm()
        report = indexed.index("--rebuild")
        assert (report["files"], report["skipped"]) == (10, {})
    indexed.check_equals_clean()


def test_a_file_in_place_of_the_folder(indexed: Place) -> None:
    shutil.rmtree(indexed.index_dir)
    indexed.index_dir.write_text("not a folder")
    for arguments in (("index", "."), ("index", ".", "--rebuild"), ("search", "x", "--repo", ".")):
        check_sentence(indexed.ploke(*arguments), 6, ".ploke", "--index-dir")
    check_sentence(indexed.ploke("search", "x", "--repo", ".", "--no-sync"), 3)
    assert indexed.index_dir.read_text() == "not a folder"


def test_an_index_of_a_newer_ploke_is_left_alone(indexed: Place) -> None:
    write_manifest(indexed.index_dir, replace(read_manifest(indexed.index_dir), schema=99))
    stored = {path: path.read_bytes() for path in indexed.index_dir.rglob("*") if path.is_file()}
    for arguments in (("index",), ("search", "zebra"), ("status",)):
        check_sentence(indexed.ploke(*arguments), 5, "newer ploke", "schema 99", "--rebuild")
    assert {path: path.read_bytes() for path in indexed.index_dir.rglob("*") if path.is_file()} == stored
    check_mended(indexed, "--rebuild")


def test_an_index_of_an_older_ploke_is_built_anew(indexed: Place) -> None:
    write_manifest(indexed.index_dir, replace(read_manifest(indexed.index_dir), schema=0))
    check_mended(indexed)
