"""Look at the installation and at one index, and say what would mend them."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec

from ploke.errors import DamagedIndexError, NoIndexError, PlokeError, StorageError
from ploke.model.results import Check, CheckState
from ploke.store.layout import folder_size
from ploke.store.locks import writer_of
from ploke.store.manifest import read_manifest
from ploke.store.trust import is_intact
from ploke.workspace.place import SyncPlace

_NAME = re.compile(r"[\w.-]+")
_EXTRAS = {"sentence-transformers": "sentence_transformers", "llama": "llama_cpp"}
_LOW_DISK_BYTES = 200 * 1024 * 1024


def doctor(place: SyncPlace) -> list[Check]:
    """All checks: Python, packages, grammars, git, cache, disk, and the index with every checksum."""
    return [*_installation(), *_surroundings(place), *_index(place)]


def _installation() -> Iterator[Check]:
    yield Check("python", CheckState.OK, sys.version.split()[0])
    if _is_compiled():
        yield Check("compiled", CheckState.OK, "the modules that cost most run compiled")
    else:
        yield Check("compiled", CheckState.OK, "no, so indexing takes longer: an install without -e compiles")
    for package in _needed():
        try:
            yield Check(package, CheckState.OK, version(package))
        except PackageNotFoundError:
            yield Check(package, CheckState.FAILED, "is not installed", "Install ploke again.")
    for extra, module in _EXTRAS.items():
        there = find_spec(module) is not None
        yield Check(f"extra {extra}", CheckState.OK, "installed" if there else "not installed (optional)")
    git = shutil.which("git")
    if git:
        yield Check("git", CheckState.OK, git)
    else:
        yield Check("git", CheckState.WARNING, "is not on PATH: URLs cannot be cloned", "Install git.")


def _is_compiled() -> bool:
    found = find_spec("ploke.graph.evaluate")
    return found is not None and str(found.origin).endswith(tuple(EXTENSION_SUFFIXES))


def _needed() -> list[str]:
    """Distributions that ploke itself needs, extras aside, as its own metadata says."""
    names = (_NAME.match(line) for line in requires("ploke") or [] if "extra ==" not in line)
    return [name[0] for name in names if name is not None]


def _surroundings(place: SyncPlace) -> Iterator[Check]:
    folder = next(folder for folder in (place.index_dir, *place.index_dir.parents) if folder.exists())
    if os.access(folder, os.W_OK):
        yield Check("index folder", CheckState.OK, f"{place.index_dir} can be written")
    else:
        mend = "Choose another with --index-dir."
        yield Check("index folder", CheckState.FAILED, f"{folder} cannot be written", mend)
    free = shutil.disk_usage(folder).free
    state = CheckState.OK if free > _LOW_DISK_BYTES else CheckState.WARNING
    yield Check("disk", state, f"{free // 2**20} MiB free", "" if state is CheckState.OK else "Free some space.")
    size = place.cache.stat().st_size if place.cache.exists() else 0
    yield Check("facts cache", CheckState.OK, f"{place.cache}: {size // 2**20} of {place.cache_max_bytes // 2**20} MiB")


def _index(place: SyncPlace) -> Iterator[Check]:
    try:
        manifest = read_manifest(place.index_dir)
    except NoIndexError:
        yield Check("index", CheckState.WARNING, "there is none here yet", "Run `ploke index`.")
        return
    except (DamagedIndexError, StorageError) as error:
        yield _failed(error)
        return
    damaged = [
        name for name, was in manifest.stored.items() if not is_intact(place.index_dir / name, was, same_boot=False)
    ]
    if damaged:
        names = ", ".join(damaged[:3]) + (" …" if len(damaged) > 3 else "")
        yield Check("index", CheckState.FAILED, f"damaged: {names}", "Run `ploke index --rebuild`.")
    else:
        size = folder_size(place.index_dir) // 2**20
        yield Check("index", CheckState.OK, f"generation {manifest.generation}, {size} MiB, all checksums match")
    holder = writer_of(place.index_dir)
    if holder is not None:
        yield Check("writer", CheckState.WARNING, f"process {holder.pid} ({holder.command}) is indexing now")


def _failed(error: PlokeError) -> Check:
    return Check("index", CheckState.FAILED, error.message, error.hint)
