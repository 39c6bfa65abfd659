"""Go's modules: which folder of the repository an import path names.

Source: "Go Modules Reference" (go.dev/ref/mod): module paths, ``replace``, workspaces (``go.work``), vendoring.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from ploke.graph.rules.paths import joined
from ploke.graph.world import folder_of, folders_above

_COMMENT: Final = re.compile(r"//[^\n]*")
_BLOCK: Final = re.compile(r"^[ \t]*(\w+)[ \t]*\(([^)]*)\)", re.MULTILINE)
_LINE: Final = re.compile(r"^[ \t]*(module|replace|use)[ \t]+([^\n(]+)$", re.MULTILINE)


class Module(NamedTuple):
    """A module of the repository: its path, its folder ("" is the root), and what it replaces by a path or folder."""

    path: str
    folder: str
    replaced: Mapping[str, str]


class Modules:
    """All modules of a repository, as its ``go.mod`` and ``go.work`` files say."""

    def __init__(self, manifests: Mapping[str, str]) -> None:
        self._by_folder: dict[str, Module] = {}
        self._workspaces: dict[str, Mapping[str, str]] = {}
        for path in sorted(manifests):
            name = path.rpartition("/")[2]
            if name == "go.mod":
                module = read_module(folder_of(path), manifests[path])
                self._by_folder[module.folder] = module
            elif name == "go.work":
                self._workspaces[folder_of(path)] = dict(_replacements(manifests[path]))

    def around(self, path: str) -> Module | None:
        """The module that a file belongs to: the nearest above it."""
        for folder in folders_above(path):
            module = self._by_folder.get(folder)
            if module is not None:
                return module
        return None

    def folders(self, importer: str, imported: str) -> list[str]:
        """The folders that may hold the package ``imported`` for the file ``importer``, the most likely first.

        The longest module path that the import starts with wins, as the go command has it. Of equal paths: what the
        file's own module or its workspace puts in its place, the file's own module, then the modules that share the
        most folders with the file.
        """
        own = self.around(importer)
        known = [(module.path, module.folder) for module in self._by_folder.values() if module.path]
        known.sort(key=lambda row: (-_shared(row[1], importer), len(row[1]), row))
        if own is not None and own.path:
            known.insert(0, (own.path, own.folder))
        replaced: dict[str, str] = dict(own.replaced) if own is not None else {}
        base = own.folder if own is not None else ""
        local = [(path, joined(base, target)) for path, target in replaced.items() if _is_local(target)]
        renamed = [
            (path, folder)
            for path, target in replaced.items()
            if not _is_local(target)
            for other, folder in known
            if other == target
        ]
        for folder in folders_above(importer):
            if folder in self._workspaces:
                rows = self._workspaces[folder].items()
                local = [(path, joined(folder, target)) for path, target in rows if _is_local(target)] + local
        # Packages of the standard library are imported by their folders.
        known = [("", folder) if path == "std" else (path, folder) for path, folder in known]
        candidates = [*local, *renamed, *known]
        fitting = [row for row in candidates if f"{imported}/".startswith(f"{row[0]}/".lstrip("/"))]
        fitting.sort(key=lambda row: -len(row[0]))
        found = [joined(folder, imported[len(path) :].lstrip("/")) for path, folder in fitting]
        # Vendored packages: the go command looks in the main module's folder, older ones in every folder above.
        vendored = [joined(folder, f"vendor/{imported}") for folder in folders_above(importer)]
        return list(dict.fromkeys([*found, *vendored]))


def relative(importer: str, imported: str) -> str:
    """The folder of an import that starts with dots."""
    return joined(folder_of(importer), imported)


def read_module(folder: str, text: str) -> Module:
    """What a ``go.mod`` in ``folder`` says; an empty path where it says none."""
    path = ""
    for directive, rest in _directives(text):
        if directive == "module" and not path:
            path = rest.split()[0].strip('"`') if rest.split() else ""
    return Module(path, folder, dict(_replacements(text)))


def _replacements(text: str) -> Iterable[tuple[str, str]]:
    for directive, rest in _directives(text):
        before, arrow, after = rest.partition("=>")
        if directive == "replace" and arrow and before.split() and after.split():
            yield before.split()[0].strip('"`'), after.split()[0].strip('"`')


def _directives(text: str) -> list[tuple[str, str]]:
    """The directives of a file, those in blocks one by one."""
    text = _COMMENT.sub("", text)
    found = [
        (block[1], line.strip()) for block in _BLOCK.finditer(text) for line in block[2].splitlines() if line.strip()
    ]
    return found + [(line[1], line[2].strip()) for line in _LINE.finditer(_BLOCK.sub("", text))]


def _is_local(target: str) -> bool:
    return target.startswith(("./", "../", "/")) or target in (".", "..")


def _shared(folder: str, path: str) -> int:
    """How many leading folders two paths have in common."""
    count = 0
    for ours, theirs in zip(folder.split("/"), path.split("/"), strict=False):
        if ours != theirs:
            break
        count += 1
    return count
