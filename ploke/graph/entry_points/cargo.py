"""Entry points of Rust's packages. Source: The Cargo Book, "Cargo Targets" and "Package Layout"."""

from __future__ import annotations

import tomllib

from ploke.graph.entry_points.manifest import EntryPoint, Files, Manifest, Package, folder_of, joined, table

_LANGUAGES = frozenset({"rust"})
_FOUND = {"bin": "src/bin", "example": "examples", "test": "tests", "bench": "benches"}


def read_cargo(path: str, text: str, files: Files) -> Manifest:
    """Programs, examples, tests and benchmarks by name or place, and the library."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Manifest(problem=f"{path} is not valid TOML: {error}")
    if "package" not in tables:
        return Manifest()
    folder = folder_of(path)
    runs = {joined(folder, "src/main.rs"), joined(folder, str(table(tables.get("package")).get("build", "build.rs")))}
    for target, home in _FOUND.items():
        runs.update(files.directly_in(joined(folder, home), ".rs"))
        listed = tables.get(target)
        for each in listed if isinstance(listed, list) else []:
            runs.add(joined(folder, str(table(each).get("path", ""))))
    library = joined(folder, str(table(tables.get("lib")).get("path", "src/lib.rs")))
    points = [EntryPoint(file, "main", False, f"a program of {path}") for file in sorted(runs) if file in files]
    packages = (Package(folder, _LANGUAGES, True, path),) if library in files else ()
    return Manifest(packages, tuple(points))
