"""Entry points of packages of JavaScript and TypeScript.

Sources: npm's documentation of ``package.json``; Node.js' documentation "Modules: Packages".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ploke.graph.entry_points.manifest import EntryPoint, Files, Manifest, Package, folder_of, joined, strings, table

_LANGUAGES = frozenset({"javascript", "typescript", "vue", "svelte", "astro"})
_OFFERED = ("main", "module", "browser", "types", "typings", "exports", "unpkg", "jsdelivr", "svelte", "react-native")
_EXTENSIONS = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte")
_CODE = re.compile(r"(?:\.d)?\.[mc]?[jt]sx?\Z")
_BUILT = re.compile(
    r"(?:dist|lib|build|out|output|es|esm|cjs|umd|types|\.output)(?:/(?:esm|cjs|umd|es|lib|src|types|node|browser))?/"
)
_WORD = re.compile(r"""[^\s"'=;&|()<>]+""")


def read_package_json(path: str, text: str, files: Files) -> Manifest:
    """Files that are offered, run as programs, or named in scripts."""
    try:
        package = table(json.loads(text.removeprefix("\ufeff")))
    except (ValueError, RecursionError) as error:
        return Manifest(problem=f"{path} is not valid JSON: {error}")
    folder = folder_of(path)
    points: list[EntryPoint] = []
    for field in _OFFERED:
        for name in strings(package.get(field)):
            points += _at(name, f"{field} of {path}", folder, files, offers=True)
    if not points and "bin" not in package:
        points += _at("index", f"the package of {path}", folder, files, offers=True)
    for name in strings(package.get("bin")):
        points += _at(name, f"bin of {path}", folder, files, offers=False)
    for name, command in table(package.get("scripts")).items():
        for word in _WORD.findall(command if isinstance(command, str) else ""):
            points += _named(joined(folder, word), f"script {name} of {path}", files, offers=False)
    exported = strings(package.get("exports"))
    is_shared = not package.get("private") and "name" in package
    is_open = is_shared and (not exported or any("*" in name for name in exported))
    return Manifest((Package(folder, _LANGUAGES, is_open, path),), tuple(points))


def _at(name: str, what: str, folder: str, files: Files, *, offers: bool) -> Iterator[EntryPoint]:
    """The file that a field means; where it is built from another, the source that by custom it is built from."""
    stem = _CODE.sub("", joined(folder, name))
    yield from _named(joined(folder, name), what, files, offers=offers)
    inside = stem[len(folder) + 1 :] if folder else stem
    bare = _BUILT.sub("", f"{inside}/", count=1).rstrip("/")
    for guess in dict.fromkeys((stem, joined(folder, f"src/{bare}"), joined(folder, bare))):
        for extension in _EXTENSIONS:
            for file in (guess + extension, f"{guess}/index{extension}"):
                if file in files:
                    yield EntryPoint(file, "", offers, what)


def _named(file: str, what: str, files: Files, *, offers: bool) -> Iterator[EntryPoint]:
    if file in files:
        yield EntryPoint(file, "", offers, what)
