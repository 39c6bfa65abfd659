"""What configuration says of modules in JavaScript and TypeScript: ``package.json``, ``tsconfig.json``.

Sources: Node.js, "Modules: Packages"; the TypeScript handbook, "Modules: Theory" and the reference of ``tsconfig``.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ploke.graph.world import folder_of, folders_above

_COMMENT: Final = re.compile(r"""("(?:[^"\\\n]|\\.)*")|/\*.*?\*/|//[^\n]*""", re.DOTALL)
_TRAILING_COMMA: Final = re.compile(r"""("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])""")
_DEPENDENCIES: Final = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
_MAINS: Final = ("source", "types", "typings", "module", "main", "browser")
_SETTINGS: Final = ("tsconfig.json", "jsconfig.json")
_BUILT: Final = frozenset({"dist", "lib", "build", "out", "esm", "cjs", "es", "output", "types"})


@dataclass(frozen=True)
class Package:
    """A package of the repository: the ``package.json`` of ``folder``."""

    folder: str
    name: str
    exports: Any
    imports: Mapping[str, Any]
    mains: tuple[str, ...]
    dependencies: frozenset[str]
    workspaces: tuple[str, ...]


@dataclass(frozen=True)
class Pattern:
    """An entry of ``paths``: what stands before and after its star, and where it leads, relative to the root."""

    before: str
    after: str | None
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """Where a ``tsconfig.json`` looks for modules that are named without a path; folders relative to the root."""

    base: str | None = None
    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True)
class Configuration:
    """All packages and settings of a repository."""

    packages: Mapping[str, Package] = field(default_factory=dict)
    by_name: Mapping[str, tuple[Package, ...]] = field(default_factory=dict)
    settings: Mapping[str, Settings] = field(default_factory=dict)
    built: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def settings_for(self, path: str) -> Settings:
        """The settings of the nearest folder above ``path`` that has some."""
        for folder in folders_above(path):
            found = self.settings.get(folder)
            if found is not None:
                return found
        return Settings()

    def package_of(self, path: str) -> Package | None:
        """The package that ``path`` lies in."""
        for folder in folders_above(path):
            found = self.packages.get(folder)
            if found is not None:
                return found
        return None

    def package_called(self, name: str, importer: str) -> Package | None:
        """The package of that name which a file means: its own, one it depends on, or one of its workspace."""
        found = self.by_name.get(name)
        if found is None:
            return None
        above = [self.packages[folder] for folder in folders_above(importer) if folder in self.packages]
        own = above[0] if above else None
        if own is not None and own.name == name:
            return own
        nearest = min(found, key=lambda package: (-_shared(package.folder, importer), package.folder))
        for package in above:
            if name in package.dependencies or any(
                _matches(pattern, posixpath.relpath(nearest.folder or ".", package.folder or "."))
                for pattern in package.workspaces
            ):
                return nearest
        return None


def read_configuration(manifests: Mapping[str, str]) -> Configuration:
    """The configuration that manifests, by path, make."""
    packages: dict[str, Package] = {}
    raw: dict[str, dict[str, Any]] = {}
    for path, text in manifests.items():
        name = path.rpartition("/")[2]
        if name == "package.json":
            packages[folder_of(path)] = _package(folder_of(path), read_json(text))
        elif name in _SETTINGS or name.startswith("tsconfig."):
            raw[path] = read_json(text)
    by_name: dict[str, tuple[Package, ...]] = {}
    for folder in sorted(packages):
        package = packages[folder]
        if package.name:
            by_name[package.name] = (*by_name.get(package.name, ()), package)
    settings = {}
    for path in sorted(raw, key=lambda path: (path.rpartition("/")[2] != "tsconfig.json", path), reverse=True):
        if path.rpartition("/")[2] in _SETTINGS:
            settings[folder_of(path)] = _settings(path, raw)
    return Configuration(packages, by_name, settings, _built(raw))


def read_json(text: str) -> dict[str, Any]:
    """An object of JSON with comments and trailing commas; empty for anything else."""
    try:
        value = json.loads(text)
    except ValueError:
        plain = _COMMENT.sub(lambda found: found[1] or " ", text.removeprefix("\ufeff"))
        try:
            value = json.loads(_TRAILING_COMMA.sub(lambda found: found[1] or "", plain))
        except (ValueError, RecursionError):
            return {}
    except RecursionError:
        return {}
    return value if isinstance(value, dict) else {}


def _package(folder: str, data: Mapping[str, Any]) -> Package:
    workspaces = data.get("workspaces")
    if isinstance(workspaces, dict):
        workspaces = workspaces.get("packages")
    dependencies: set[str] = set()
    for key in _DEPENDENCIES:
        dependencies.update(_object(data, key))
    return Package(
        folder,
        _text(data.get("name")),
        data.get("exports"),
        _object(data, "imports"),
        tuple(value for key in _MAINS if (value := _text(data.get(key)))),
        frozenset(dependencies),
        tuple(item for item in workspaces if isinstance(item, str)) if isinstance(workspaces, list) else (),
    )


def _settings(path: str, raw: Mapping[str, dict[str, Any]]) -> Settings:
    """What a file of settings says, or those it extends or refers to."""
    base: str | None = None
    patterns: tuple[Pattern, ...] | None = None
    for each in _chain(path, raw):
        options = _object(raw[each], "compilerOptions")
        folder = folder_of(each)
        written = options.get("baseUrl")
        if base is None and isinstance(written, str):
            base = join(folder, written)
        paths = options.get("paths")
        if patterns is None and isinstance(paths, dict):
            start = join(folder, written) if isinstance(written, str) else None
            patterns = tuple(_patterns(paths, start, folder, each, raw))
    return Settings(base, patterns or ())


def _patterns(
    paths: Mapping[str, Any], start: str | None, folder: str, path: str, raw: Mapping[str, dict[str, Any]]
) -> Iterator[Pattern]:
    if start is None:
        # Relative to ``baseUrl`` wherever it is inherited from, else to the file that has ``paths``.
        for each in list(_chain(path, raw))[1:]:
            written = _object(raw[each], "compilerOptions").get("baseUrl")
            if isinstance(written, str):
                start = join(folder_of(each), written)
                break
    for key, targets in paths.items():
        if not isinstance(targets, list):
            continue
        before, star, after = key.partition("*")
        found = tuple(join(start if start is not None else folder, item) for item in targets if isinstance(item, str))
        yield Pattern(before, after if star else None, found)


def _chain(path: str, raw: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """A file of settings, those it extends, and last those it refers to where it has no options of its own."""
    seen: set[str] = set()
    waiting = [path]
    while waiting:
        each = waiting.pop(0)
        if each in seen or each not in raw:
            continue
        seen.add(each)
        yield each
        extends = raw[each].get("extends")
        named = [extends] if isinstance(extends, str) else extends if isinstance(extends, list) else []
        later = [_settings_path(folder_of(each), item, raw) for item in named[::-1] if isinstance(item, str)]
        if not _object(raw[each], "compilerOptions").get("paths"):
            references = raw[each].get("references")
            later += [
                _settings_path(folder_of(each), item["path"], raw)
                for item in (references if isinstance(references, list) else ())
                if isinstance(item, dict) and isinstance(item.get("path"), str)
            ]
        waiting = later + waiting


def _settings_path(folder: str, written: str, raw: Mapping[str, dict[str, Any]]) -> str:
    path = join(folder, written)
    for candidate in (path, f"{path}.json", f"{path}/tsconfig.json".lstrip("/")):
        if candidate in raw:
            return candidate
    return path


def _built(raw: Mapping[str, dict[str, Any]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By folder, the folders that compilers write to and those they read, as settings say."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for path in sorted(raw):
        folder = folder_of(path)
        options = _object(raw[path], "compilerOptions")
        out, root = _text(options.get("outDir")), _text(options.get("rootDir"))
        if out:
            pair = (join(folder, out), join(folder, root or "src"))
            found[folder] = (*found.get(folder, ()), pair)
    return found


def sources_of(configuration: Configuration, package: Package, path: str) -> Iterator[str]:
    """The files that ``path``, which a package offers, is or may have been built from, likeliest first.

    Built from: by the folders that its compiler's settings name, else ``src`` in place of a customary folder of
    built files (``dist/esm/a.js`` is ``src/a.js``).
    """
    yield path
    for out, root in configuration.built.get(package.folder, ()):
        if path.startswith(out + "/"):
            yield join(root, path[len(out) + 1 :])
    rest = path[len(package.folder) + 1 :] if package.folder else path
    parts = rest.split("/")
    count = 0
    while count < len(parts) - 1 and parts[count] in _BUILT:
        count += 1
    if count:
        tail = "/".join(parts[count:])
        yield join(package.folder, f"src/{tail}")
        yield join(package.folder, tail)


def offered_by(package: Package, subpath: str) -> list[str]:
    """The paths that a package's ``exports`` or ``imports`` give for ``.``, ``./sub`` or ``#name``, in order."""
    table = package.imports if subpath.startswith("#") else package.exports
    if not isinstance(table, dict) or (table and not any(key.startswith((".", "#")) for key in table)):
        table = {".": table}
    entry, star = table.get(subpath), ""
    if entry is None:
        best = -1
        for key, value in table.items():
            before, found, after = key.partition("*")
            fits = found and subpath.startswith(before) and subpath.endswith(after)
            if fits and len(subpath) >= len(before) + len(after) and len(before) > best:
                best = len(before)
                entry, star = value, subpath[len(before) : len(subpath) - len(after)]
    return [join(package.folder, text.replace("*", star)) for text in _leaves(entry) if text.startswith(".")]


def outside_of(package: Package, subpath: str) -> str:
    """The module of another package that ``#name`` stands for; "" for none."""
    return next((text for text in _leaves(package.imports.get(subpath)) if not text.startswith(".")), "")


def _leaves(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        for value in entry.values():
            yield from _leaves(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from _leaves(value)


def join(folder: str, path: str) -> str:
    """A path relative to a folder, both relative to the root; it starts with ``..`` where it leaves the repository."""
    joined = posixpath.normpath(posixpath.join(folder, path))
    return "" if joined == "." else joined


def _matches(pattern: str, path: str) -> bool:
    parts = re.split(r"(\*\*/?|\*)", pattern.removeprefix("./").rstrip("/"))
    text = "".join(".*" if part.startswith("**") else "[^/]*" if part == "*" else re.escape(part) for part in parts)
    return re.fullmatch(text, path) is not None


def _shared(folder: str, importer: str) -> int:
    count = 0
    for ours, theirs in zip(folder.split("/"), importer.split("/"), strict=False):
        if ours != theirs:
            break
        count += 1
    return count


def _object(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
