"""Finds the files below a root that may be indexed, and says of every other file or folder why it is left out.

A scan looks at names and stats alone and opens nothing but ignore files; what only the bytes can tell is decided in
``content_rules``. Links are never followed, so a scan ends. Version control's own folders and ``.ploke`` are left out
without a word.
"""

# String paths: one string operation a file is all there is time for.
# ruff: noqa: PTH100, PTH112, PTH118
from __future__ import annotations

import gc
import os
import stat
from collections.abc import Container, Iterable
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from ploke.errors import UsageError
from ploke.ingest.discover_folders import (
    FOLDERS_BY_NAME,
    LEFT_OUT,
    MARKERS,
    TELLING_NAMES,
    FolderSkip,
    folder_skip_by_content,
)
from ploke.ingest.discover_names import QUIET_EXTENSIONS, name_skip
from ploke.ingest.discover_rules import ScanRules
from ploke.model.source import FileStat, Skip, SkipReason, SourceFile
from ploke.vcs.git import find_repository, is_bare_repository, is_submodule, repository_at
from ploke.vcs.ignore import IgnoreRules, Origin
from ploke.vcs.ignore_files import folder_rules, root_rules, submodule_rules
from ploke.vcs.tracked import TrackedFiles

__all__ = ["Scan", "ScanRules", "probe", "scan"]

_GITS = (Origin.GIT, Origin.GLOBAL)

_Wanted: TypeAlias = "dict[str, _Wanted] | None"
"""Which entries of a folder are asked for, and of those that are folders which of theirs; None for all."""


class Scan(NamedTuple):
    """What discovery found, both sorted by path. A skip whose path ends with ``/`` stands for all below it."""

    files: list[SourceFile]
    skips: list[Skip]


def scan(root: str | os.PathLike[str], rules: ScanRules, index_dir: str | os.PathLike[str] | None = None) -> Scan:
    """All files below the folder ``root``. An ``index_dir`` that lies inside of it is left out.

    Raises ``UsageError`` if the root is not a folder that can be read.
    """
    return _Walk(os.fspath(root), rules, index_dir).run(None)


def probe(
    root: str | os.PathLike[str],
    rules: ScanRules,
    paths: Iterable[str],
    index_dir: str | os.PathLike[str] | None = None,
) -> Scan:
    """What ``scan`` would say of the given paths (relative to the root), found without scanning the rest.

    The answer holds the files and skips at and below each path; a path that lies in a folder that is left out is
    answered by that folder's skip, a path that does not exist by nothing. ``""`` asks for everything. Raises
    ``UsageError`` for a path outside of the root, and as ``scan`` does.
    """
    wanted: dict[str, _Wanted] = {}
    for path in paths:
        normal = os.path.normpath(path).replace(os.sep, "/")
        if normal == ".":
            return scan(root, rules, index_dir)
        parts = normal.split("/")
        if parts[0] in ("", ".."):
            raise UsageError(f"{path} is not below the root.")
        _want(wanted, parts)
    return _Walk(os.fspath(root), rules, index_dir).run(wanted)


def _want(wanted: dict[str, _Wanted], parts: list[str]) -> None:
    for part in parts[:-1]:
        below = wanted.setdefault(part, {})
        if below is None:
            return
        wanted = below
    wanted[parts[-1]] = None


class _KnownEntry:
    """Stands in for ``os.DirEntry`` where the name is known and the folder need not be listed."""

    __slots__ = ("_stat", "name")

    def __init__(self, name: str, status: os.stat_result) -> None:
        self.name = name
        self._stat = status

    def is_dir(self, *, follow_symlinks: bool) -> bool:
        return stat.S_ISDIR(self._stat.st_mode)

    def is_file(self, *, follow_symlinks: bool) -> bool:
        return stat.S_ISREG(self._stat.st_mode)

    def is_symlink(self) -> bool:
        return stat.S_ISLNK(self._stat.st_mode)

    def stat(self, *, follow_symlinks: bool) -> os.stat_result:
        return self._stat


_Entry: TypeAlias = "os.DirEntry[str] | _KnownEntry"


class _OnDisk(Container[str]):
    """The names in a folder, asked for one by one."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __contains__(self, name: object) -> bool:
        return os.path.lexists(os.path.join(self._place, str(name)))


class _Folder(NamedTuple):
    """A folder on its way to being read: absolute place, path from the root with a slash behind it, its own name.

    ``rules`` are those of its parent. ``kept`` folders are taken back by ``.plokeignore``, whatever they look like.
    ``ignored`` names the rule by which all but the tracked files in it are ignored.
    """

    place: str
    path: str
    name: str
    rules: IgnoreRules
    tracked: TrackedFiles | None
    wanted: _Wanted
    kept: bool = False
    ignored: str = ""


class _Walk:
    def __init__(self, root: str, rules: ScanRules, index_dir: str | os.PathLike[str] | None) -> None:
        self._root = os.path.abspath(root)
        self._rules = rules
        self._index_path = _path_below(self._root, index_dir) if index_dir is not None else ""
        self._repository = find_repository(self._root)
        self._files: list[SourceFile] = []
        self._skips: list[Skip] = []

    def run(self, wanted: _Wanted) -> Scan:
        if not os.path.isdir(self._root):
            raise UsageError(f"{self._root} is not a directory.")
        rules = root_rules(self._root, self._repository, self._rules.exclude)
        stack = [_Folder(self._root, "", "", rules, self._tracked(), wanted)]
        # Hundreds of thousands of small tuples and not one cycle: the collector would only get in the way.
        collecting = gc.isenabled()
        gc.disable()
        try:
            while stack:
                self._visit(stack.pop(), stack)
            self._files.sort(key=itemgetter(0))
            self._skips.sort(key=itemgetter(0))
        finally:
            if collecting:
                gc.enable()
        return Scan(self._files, self._skips)

    def _tracked(self) -> TrackedFiles | None:
        if self._repository is None:
            return None
        place = _path_below(self._repository.top, self._root)
        return TrackedFiles(self._repository, f"{place}/" if place else "")

    def _visit(self, folder: _Folder, stack: list[_Folder]) -> None:
        place = folder.place
        names: Container[str]
        try:
            if folder.wanted is None:
                entries: list[_Entry] = list(os.scandir(place))
                names = [entry.name for entry in entries]
                marked = not MARKERS.isdisjoint(names)
            else:
                entries = _entries(place, folder.wanted)
                names = _OnDisk(place)
                marked = True
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            if not folder.path:
                raise UsageError(f"{place} cannot be read: {error.strerror}.") from error
            self._skip(folder.path, SkipReason.UNREADABLE, error.strerror or "")
            return
        if marked or folder.name in TELLING_NAMES or folder.name.endswith(".git"):
            entered = self._enter(folder, names)
            if entered is None:
                return
            folder = entered
        self._sort_out(folder, entries, stack)

    def _enter(self, folder: _Folder, names: Container[str]) -> _Folder | None:
        """The folder with its own rules; None if it is left out for what lies in it."""
        rules, place, path = folder.rules, folder.place, folder.path
        tracked = folder.tracked
        ignored = folder.ignored
        if path:
            inner = repository_at(place) if ".git" in names else None
            submodule = inner is not None and is_submodule(inner, self._repository)
            if (inner is not None and not submodule) or (folder.name.endswith(".git") and is_bare_repository(place)):
                self._skip(path, SkipReason.NESTED_REPOSITORY, "")
                return None
            if not folder.kept:
                found = folder_skip_by_content(path[:-1], folder.name, names, lambda: _listed(place))
                if found is not None and self._holds(found):
                    self._skip(path, *found)
                    return None
            if inner is not None:
                rules = submodule_rules(rules, inner, path)
                tracked = TrackedFiles(inner, cut=len(path))
                ignored = ""
        rules = folder_rules(rules, place, path, names)
        return folder._replace(rules=rules, tracked=tracked, ignored=ignored)

    def _holds(self, skip: FolderSkip) -> bool:
        """Whether the caller's choices leave such a file or folder out."""
        if skip[0] is SkipReason.VENDORED:
            return not self._rules.include_vendored
        return skip[0] is not SkipReason.GENERATED or not self._rules.include_generated

    def _sort_out(self, folder: _Folder, entries: list[_Entry], stack: list[_Folder]) -> None:
        """Put each entry of a folder among the files, the skips, or the folders still to visit."""
        prefix, rules = folder.path, folder.rules
        ruled = bool(rules) or bool(folder.ignored)
        max_bytes = self._rules.max_bytes
        add_file = self._files.append
        new = tuple.__new__
        for entry in entries:
            name = entry.name
            hidden = name[0] == "."
            if hidden and name in LEFT_OUT:
                continue
            path = prefix + name
            try:
                if not (name.isascii() or _is_utf8(name)):
                    self._skip_unreadable_name(entry, path)
                    continue
                if not entry.is_file(follow_symlinks=False):
                    if entry.is_dir(follow_symlinks=False):
                        self._meet_folder(folder, path, name, stack)
                    else:
                        self._skip_special(folder, entry, path)
                    continue
                if ruled and self._ignores(folder, path, rules.code_of_file(path, name)):
                    continue
                if (hidden or name[name.rfind(".") :] not in QUIET_EXTENSIONS) and self._tells(path, name):
                    continue
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            except OSError as error:
                self._skip(path, SkipReason.UNREADABLE, error.strerror or "")
                continue
            size = status.st_size
            if size > max_bytes:
                self._skip(path, SkipReason.TOO_LARGE, f"{size} bytes")
                continue
            seen = new(FileStat, (size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
            add_file(new(SourceFile, (path, seen)))

    def _tells(self, path: str, name: str) -> bool:
        """Whether a file is left out for its name; if so, it is now among the skips."""
        found = name_skip(path, name)
        if found is None or not self._holds(found):
            return False
        self._skip(path, *found)
        return True

    def _skip_unreadable_name(self, entry: _Entry, path: str) -> None:
        readable = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        self._skip(readable + "/" * entry.is_dir(follow_symlinks=False), SkipReason.NAME, "")

    def _ignores(self, folder: _Folder, path: str, code: int) -> bool:
        """Whether a file in ``folder`` is ignored, ``code`` being what the rules say of it; if so, it is skipped now.

        What git tracks, git's rules do not ignore.
        """
        why = _why_ignored(folder, code)
        if not why or (_is_gits(folder, code) and folder.tracked is not None and folder.tracked.hold(path)):
            return False
        self._skip(path, SkipReason.IGNORED, why)
        return True

    def _skip_special(self, folder: _Folder, entry: _Entry, path: str) -> None:
        if not self._ignores(folder, path, folder.rules.code_of_file(path, entry.name)):
            self._skip(path, SkipReason.SYMLINK if entry.is_symlink() else SkipReason.SPECIAL, "")

    def _meet_folder(self, outer: _Folder, path: str, name: str, stack: list[_Folder]) -> None:
        """Decide by its name and the rules whether a folder is visited."""
        if path == self._index_path:
            return
        rules, tracked = outer.rules, outer.tracked
        kept = False
        ignored = ""
        if rules or outer.ignored:
            code = rules.code_of_folder(path, name)
            kept = bool(code & 1) and rules.origin(code) not in _GITS
            ignored = _why_ignored(outer, code)
            if ignored and not (_is_gits(outer, code) and tracked is not None and tracked.hold_below(path)):
                self._skip(path + "/", SkipReason.IGNORED, ignored)
                return
        found = FOLDERS_BY_NAME.get(name)
        if found is not None and not kept and self._holds(found):
            self._skip(path + "/", *found)
            return
        wanted = outer.wanted[name] if outer.wanted is not None else None
        stack.append(_Folder(f"{outer.place}/{name}", path + "/", name, rules, tracked, wanted, kept, ignored))

    def _skip(self, path: str, reason: SkipReason, detail: str) -> None:
        self._skips.append(Skip(path, reason, detail))


def _why_ignored(folder: _Folder, code: int) -> str:
    """The rule that ignores an entry of ``folder``, ``code`` being what the rules say of it; empty if none does."""
    return folder.rules.explain(code) if code and not code & 1 else folder.ignored


def _is_gits(folder: _Folder, code: int) -> bool:
    """Whether what ignores an entry is a rule of git's: one that matched it, or the one that ignores ``folder``."""
    return not code or bool(code & 1) or folder.rules.origin(code) in _GITS


def _entries(place: str, wanted: dict[str, _Wanted]) -> list[_Entry]:
    """The entries of a folder that are asked for; those below a file do not exist, those below a link are the link."""
    if not os.access(place, os.R_OK):
        os.scandir(place).close()
    found: list[_Entry] = []
    for name, below in wanted.items():
        try:
            status = os.lstat(f"{place}/{name}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            with os.scandir(place) as listing:
                found.extend(entry for entry in listing if entry.name == name)
            continue
        if below is None or not stat.S_ISREG(status.st_mode):
            found.append(_KnownEntry(name, status))
    return found


def _listed(place: str) -> list[tuple[str, bool]]:
    try:
        with os.scandir(place) as listing:
            return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in listing]
    except OSError:
        return []


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _path_below(root: str, folder: str | os.PathLike[str]) -> str:
    """The path of ``folder`` relative to ``root``; empty if it does not lie below."""
    path = os.path.relpath(os.path.realpath(folder), os.path.realpath(root)).replace(os.sep, "/")
    return "" if path == "." or path.split("/", 1)[0] == ".." else path
