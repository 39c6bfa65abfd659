"""The walk over a tree that sorts every entry into files and skips, folder by folder."""

# String paths: one string operation a file is all there is time for.
# ruff: noqa: PTH100, PTH112
from __future__ import annotations

import os
from collections.abc import Container, Mapping
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import NamedTuple

from ploke.errors import UsageError
from ploke.heap import no_collection
from ploke.ingest.discover_entries import Entry, NamesOnDisk, Wanted, listed, wanted_entries
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
from ploke.vcs.attributes import AttributeRules, Mark, folder_attributes, root_attributes
from ploke.vcs.git import find_repository, is_bare_repository, is_submodule, repository_at
from ploke.vcs.ignore import IgnoreRules, Origin
from ploke.vcs.ignore_files import folder_rules, root_rules, submodule_rules
from ploke.vcs.tracked import TrackedFiles

_NAME = attrgetter("name")
_GITS = (Origin.GIT, Origin.GLOBAL)


class Scan(NamedTuple):
    """What discovery found, both sorted by path. A skip whose path ends with ``/`` stands for all below it.

    ``marks`` holds what ``.gitattributes`` say of files that is left for their reader to mind, by path; ``attributes``
    are the lines of them that were met, folder by folder in the order in which they decide.
    """

    files: list[SourceFile]
    skips: list[Skip]
    marks: Mapping[str, Mark] = MappingProxyType({})
    attributes: tuple[str, ...] = ()


_NO_ATTRIBUTES = AttributeRules()


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
    wanted: Wanted
    kept: bool = False
    ignored: str = ""
    attributes: AttributeRules = _NO_ATTRIBUTES


class Walk:
    """One walk; ``root`` need not be absolute. Used once."""

    def __init__(self, root: str, rules: ScanRules, index_dir: str | os.PathLike[str] | None) -> None:
        self._root = os.path.abspath(root)
        self._rules = rules
        self._index_path = _path_below(self._root, index_dir) if index_dir is not None else ""
        self._repository = find_repository(self._root)
        self._files: list[SourceFile] = []
        self._skips: list[Skip] = []
        self._marks: dict[str, Mark] = {}
        self._attributes: dict[str, tuple[str, ...]] = {}

    def run(self, wanted: Wanted) -> Scan:
        """Walk the whole tree, or what is ``wanted`` of it."""
        if not os.path.isdir(self._root):
            raise UsageError(f"{self._root} is not a directory.")
        rules = root_rules(self._root, self._repository, self._rules.exclude)
        attributes = self._met("\0", root_attributes(self._repository), _NO_ATTRIBUTES)
        stack = [_Folder(self._root, "", "", rules, self._tracked(), wanted, attributes=attributes)]
        # Hundreds of thousands of small tuples and not one cycle: the collector would only get in the way.
        with no_collection():
            while stack:
                self._visit(stack.pop(), stack)
            self._files.sort(key=itemgetter(0))
            self._skips.sort(key=itemgetter(0))
        return Scan(
            self._files,
            self._skips,
            self._marks,
            tuple(line for _, lines in sorted(self._attributes.items()) for line in lines),
        )

    def _met(self, path: str, attributes: AttributeRules, before: AttributeRules) -> AttributeRules:
        """``attributes``, whose lines beyond those of ``before``, which stand at ``path``, are noted."""
        if attributes is not before:
            self._attributes[path] = attributes.told[len(before.told) :]
        return attributes

    def _tracked(self) -> TrackedFiles | None:
        if self._repository is None:
            return None
        place = _path_below(self._repository.top, self._root)
        return TrackedFiles(self._repository, f"{place}/" if place else "")

    def _visit(self, folder: _Folder, stack: list[_Folder]) -> None:
        place, wanted = folder.place, folder.wanted
        try:
            entries: list[Entry] = list(os.scandir(place)) if wanted is None else wanted_entries(place, wanted)
        except OSError as error:
            if not folder.path:
                raise UsageError(f"{place} cannot be read: {error.strerror}.") from error
            if not isinstance(error, FileNotFoundError | NotADirectoryError):
                self._skip(folder.path, SkipReason.UNREADABLE, error.strerror or "")
            return
        if (
            wanted is not None
            or not MARKERS.isdisjoint(map(_NAME, entries))
            or folder.name in TELLING_NAMES
            or folder.name.endswith(".git")
        ):
            names = NamesOnDisk(place) if wanted is not None else [entry.name for entry in entries]
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
                found = folder_skip_by_content(path[:-1], folder.name, names, lambda: listed(place))
                if found is not None and self._holds(found):
                    self._skip(path, *found)
                    return None
            if inner is not None:
                rules = submodule_rules(rules, inner, path)
                tracked = TrackedFiles(inner, cut=len(path))
                ignored = ""
        rules = folder_rules(rules, place, path, names)
        attributes = self._met(path, folder_attributes(folder.attributes, place, path, names), folder.attributes)
        return folder._replace(rules=rules, tracked=tracked, ignored=ignored, attributes=attributes)

    def _holds(self, skip: FolderSkip) -> bool:
        """Whether the caller's choices leave such a file or folder out."""
        if skip[0] is SkipReason.VENDORED:
            return not self._rules.include_vendored
        return skip[0] is not SkipReason.GENERATED or not self._rules.include_generated

    def _sort_out(self, folder: _Folder, entries: list[Entry], stack: list[_Folder]) -> None:
        """Put each entry of a folder among the files, the skips, or the folders still to visit."""
        prefix, rules = folder.path, folder.rules
        ruled = bool(rules) or bool(folder.ignored)
        code_of_file = rules.code_of_file
        attributes = folder.attributes
        attributed = bool(attributes.told)
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
                if (
                    ruled
                    and ((code := code_of_file(path, name)) or folder.ignored)
                    and self._ignores(folder, path, code)
                ):
                    continue
                mark = attributes.of_file(path, name) if attributed else None
                quiet = mark is None and not hidden and name[name.rfind(".") :] in QUIET_EXTENSIONS
                if not quiet and self._tells(path, name, mark):
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
            if mark and (mark.language or mark.generated is False):
                self._marks[path] = mark

    def _tells(self, path: str, name: str, mark: Mark | None) -> bool:
        """Whether a file is left out for what is said of it, or for its name; if so, it is now among the skips."""
        return (mark is not None and self._is_marked(path, mark)) or self._is_named(path, name, mark)

    def _is_marked(self, path: str, mark: Mark) -> bool:
        for said, reason in ((mark.vendored, SkipReason.VENDORED), (mark.generated, SkipReason.GENERATED)):
            found = (reason, f".gitattributes: linguist-{reason}")
            if said and self._holds(found):
                self._skip(path, *found)
                return True
        return False

    def _is_named(self, path: str, name: str, mark: Mark | None) -> bool:
        found = name_skip(path, name)
        if found is None or not self._holds(found):
            return False
        if mark and mark.generated is False and found[0] in (SkipReason.GENERATED, SkipReason.MINIFIED):
            return False
        self._skip(path, *found)
        return True

    def _skip_unreadable_name(self, entry: Entry, path: str) -> None:
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

    def _skip_special(self, folder: _Folder, entry: Entry, path: str) -> None:
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
        told = outer.attributes
        kept = kept or bool(told.told and told.first_party(path))
        if found is not None and not kept and self._holds(found):
            self._skip(path + "/", *found)
            return
        wanted = outer.wanted[name] if outer.wanted is not None else None
        place = f"{outer.place}/{name}"
        stack.append(_Folder(place, path + "/", name, rules, tracked, wanted, kept, ignored, told))

    def _skip(self, path: str, reason: SkipReason, detail: str) -> None:
        self._skips.append(Skip(path, reason, detail))


def _why_ignored(folder: _Folder, code: int) -> str:
    """The rule that ignores an entry of ``folder``, ``code`` being what the rules say of it; empty if none does."""
    return folder.rules.explain(code) if code and not code & 1 else folder.ignored


def _is_gits(folder: _Folder, code: int) -> bool:
    """Whether what ignores an entry is a rule of git's: one that matched it, or the one that ignores ``folder``."""
    return not code or bool(code & 1) or folder.rules.origin(code) in _GITS


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
