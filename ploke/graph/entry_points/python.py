"""Entry points of Python's packages.

Sources: the packaging specifications "pyproject.toml" and "Entry points"; setuptools' documentation of ``setup.cfg``
and ``setup.py``; Poetry's documentation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from configparser import ConfigParser
from configparser import Error as ConfigError

from ploke.graph.entry_points.manifest import EntryPoint, Files, Manifest, Package, folder_of, strings, table

_LANGUAGES = frozenset({"python"})
_OBJECT = re.compile(r"\s*([A-Za-z_][\w.]*)\s*(?::\s*([A-Za-z_][\w.]*))?\s*(?:\[[^\]]*\]\s*)?\Z")
_DECLARED = re.compile(
    r"""["']\s*[\w.\- ]+?\s*=\s*([A-Za-z_][\w.]*)\s*:\s*([A-Za-z_][\w.]*)\s*(?:\[[^\]]*\]\s*)?["']"""
)


def read_pyproject(path: str, text: str, files: Files) -> Manifest:
    """Scripts, plug-ins and whether a package is built from here."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Manifest(problem=f"{path} is not valid TOML: {error}")
    project, poetry = table(tables.get("project")), table(table(tables.get("tool")).get("poetry"))
    declared = [project.get("scripts"), project.get("gui-scripts"), project.get("entry-points")]
    declared += [poetry.get("scripts"), poetry.get("plugins")]
    points = [point for each in strings(declared) for point in _points(each, path, files)]
    is_built = "build-system" in tables and bool(project or poetry) and poetry.get("package-mode") is not False
    return Manifest(_packages(path) if is_built else (), tuple(points))


def read_setup_cfg(path: str, text: str, files: Files) -> Manifest:
    """Scripts, plug-ins and whether a package is built from here."""
    parser = ConfigParser(interpolation=None, strict=False, allow_no_value=True)
    try:
        parser.read_string(text)
    except ConfigError as error:
        return Manifest(problem=f"{path} cannot be read: {' '.join(str(error).split())}")
    points: list[EntryPoint] = []
    if parser.has_section("options.entry_points"):
        for lines in dict(parser["options.entry_points"]).values():
            for line in (lines or "").splitlines():
                points += _points(line.partition("=")[2], path, files)
    is_built = parser.has_option("metadata", "name") or parser.has_section("options")
    return Manifest(_packages(path) if is_built else (), tuple(points))


def read_setup_py(path: str, text: str, files: Files) -> Manifest:
    """What looks like an entry point, ``name = module:object``, in a string of the program that builds a package."""
    points = [point for found in _DECLARED.finditer(text) for point in _points(f"{found[1]}:{found[2]}", path, files)]
    return Manifest(_packages(path) if re.search(r"\bsetup\s*\(", text) else (), tuple(points))


def _packages(path: str) -> tuple[Package, ...]:
    return (Package(folder_of(path), _LANGUAGES, True, path),)


def _points(reference: str, path: str, files: Files) -> Iterator[EntryPoint]:
    """The files that ``module:object`` may mean: those below the manifest whose path ends with the module's."""
    found = _OBJECT.match(reference)
    if found is None:
        return
    module = found[1].replace(".", "/")
    for tail in (f"{module}.py", f"{module}/__init__.py"):
        for file in files.below(folder_of(path), tail):
            yield EntryPoint(file, found[2] or "", not found[2], f"entry point {reference.strip()} of {path}")
