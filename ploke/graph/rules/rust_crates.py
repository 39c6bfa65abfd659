"""Rust's packages and crates: what ``Cargo.toml`` files say of roots, editions and dependencies.

Source: The Cargo Book, "The Manifest Format", "Cargo Targets", "Specifying Dependencies", "Workspaces".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from ploke.graph.rules.paths import joined
from ploke.graph.world import folder_of, folders_above

_TARGETS: Final = ("bin", "example", "test", "bench")
_BY_PLACE: Final = re.compile(
    r"src/(?:lib|main)\.rs|src/bin/[^/]+(?:\.rs|/main\.rs)|(?:examples|tests|benches)/[^/]+(?:\.rs|/main\.rs)|build\.rs"
)
_OLDEST: Final = "2015"


class Package(NamedTuple):
    """A package: its folder, the name and file of its library, its edition, and what else is a crate of its own.

    ``dependencies`` maps the name of a crate as it is used here to the folder of its package, None where that lies
    outside the repository.
    """

    folder: str
    library: str
    root: str
    edition: str
    roots: frozenset[str]
    dependencies: Mapping[str, str | None]


class Crates:
    """All packages of a repository. Manifests that cannot be read say nothing."""

    def __init__(self, manifests: Mapping[str, str]) -> None:
        tables: dict[str, dict[str, Any]] = {}
        for path in sorted(manifests):
            if path.rpartition("/")[2] == "Cargo.toml":
                try:
                    tables[folder_of(path)] = tomllib.loads(manifests[path])
                except tomllib.TOMLDecodeError:
                    continue
        self._tables = tables
        self.packages = {
            folder: self._package(folder, table)
            for folder, table in tables.items()
            if isinstance(table.get("package"), dict)
        }

    def around(self, path: str) -> Package | None:
        """The package that a file belongs to: the nearest above it."""
        for folder in folders_above(path):
            if folder in self.packages:
                return self.packages[folder]
        return None

    def is_root(self, path: str) -> bool:
        """Whether a file is the root of a crate; without a manifest, by the names that are customary."""
        package = self.around(path)
        if package is None:
            return path.rpartition("/")[2] in ("lib.rs", "main.rs")
        inner = path[len(package.folder) + 1 :] if package.folder else path
        return path == package.root or path in package.roots or _BY_PLACE.fullmatch(inner) is not None

    def _package(self, folder: str, table: dict[str, Any]) -> Package:
        about = table["package"]
        library = _table(table, "lib")
        name = str(library.get("name") or about.get("name") or "").replace("-", "_")
        root = joined(folder, str(library.get("path") or "src/lib.rs"))
        roots = {
            joined(folder, str(target["path"]))
            for kind in _TARGETS
            for target in _tables(table, kind)
            if "path" in target
        }
        if isinstance(about.get("build"), str):
            roots.add(joined(folder, about["build"]))
        edition = about.get("edition")
        if isinstance(edition, dict):
            edition = _table(_table(self._workspace(folder)[1], "workspace"), "package").get("edition")
        return Package(
            folder, name, root, str(edition or _OLDEST), frozenset(roots), dict(self._dependencies(folder, table))
        )

    def _dependencies(self, folder: str, table: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
        above, workspace = self._workspace(folder)
        inherited = _table(_table(workspace, "workspace"), "dependencies")
        patched = {
            name: joined(above, str(row["path"]))
            for rows in _table(workspace, "patch").values()
            if isinstance(rows, dict)
            for name, row in rows.items()
            if isinstance(row, dict) and "path" in row
        }
        for holder in (table, *(each for each in _table(table, "target").values() if isinstance(each, dict))):
            for kind in ("dependencies", "dev-dependencies", "build-dependencies"):
                for name, row in _table(holder, kind).items():
                    base, said = folder, row if isinstance(row, dict) else {}
                    if said.get("workspace"):
                        base = above
                        said = inherited[name] if isinstance(inherited.get(name), dict) else {}
                    package = str(said.get("package") or name)
                    place = joined(base, str(said["path"])) if "path" in said else patched.get(package)
                    yield name.replace("-", "_"), place if place in self._tables else None

    def _workspace(self, folder: str) -> tuple[str, dict[str, Any]]:
        """The folder and manifest of the workspace that a package is in; its own where it is in none."""
        for above in (folder, *(folders_above(folder) if folder else ())):
            if isinstance(self._tables.get(above, {}).get("workspace"), dict):
                return above, self._tables[above]
        return folder, self._tables.get(folder, {})


def _table(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = table.get(name)
    return found if isinstance(found, dict) else {}


def _tables(table: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = table.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
