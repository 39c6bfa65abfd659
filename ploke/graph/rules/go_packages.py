"""Go's packages: files of one folder and package clause, and the names they see of one another.

Source: The Go Programming Language Specification, "Declarations and scope" and "Packages".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ploke.graph.entries import NAMELESS
from ploke.graph.found import SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.go_modules import Modules, relative
from ploke.graph.rules.go_types import GoTypes
from ploke.graph.values import FILE, OUTSIDE, PACKAGE, Value
from ploke.graph.views import SYMBOL, Definition, View
from ploke.graph.world import PROJECT, World, folder_of
from ploke.model.facts import MODULE, Import, SymbolKind

_BUILT_IN: Final = frozenset(
    """append cap clear close complex copy delete imag len make max min new panic print println real recover any bool
    byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16
    uint32 uint64 uintptr""".split()
)


class GoPackages(GoTypes):
    """The part of Go's rules that finds packages and names."""

    language = "go"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._modules: Modules | None = None

    # Packages.

    def modules(self) -> Modules:
        """The modules of the repository."""
        self.ask(PROJECT, self.language)
        if self._modules is None:
            self._modules = Modules(self.world.project.manifests)
        return self._modules

    def find_package(self, view: View, path: str) -> Value:
        """The package of an import path as a file sees it: a folder of the repository, or one outside."""
        folder = folder_of(view.file.path)
        return self.remembered(("p", folder, path), self._find_package, view.file.path, path)  # type: ignore[no-any-return]

    def _find_package(self, importer: str, path: str) -> Value:
        modules = self.modules()
        candidates = [relative(importer, path)] if path.startswith(("./", "../")) else modules.folders(importer, path)
        for folder in candidates:
            if self.files_of(folder):
                return (PACKAGE, folder)
        return (OUTSIDE, f"{path}:")

    def files_of(self, folder: str) -> tuple[int, ...]:
        """The files of the package that importing a folder gives: no tests, and no programs beside a package."""
        return self.remembered(("f", folder), self._files_of, folder, closing=())  # type: ignore[no-any-return]

    def _files_of(self, folder: str) -> tuple[int, ...]:
        files = [file for file in self.go_files(folder) if not is_test(self.world.file(file).path)]
        packages = {file: self.package_of(file) for file in files}
        others = [file for file in files if packages[file] != "main"]
        return tuple(others or files)

    def go_files(self, folder: str) -> list[int]:
        """The Go files directly in a folder."""
        return [file for file in self.files_in(folder) if self.world.file(file).language == self.language]

    def package_of(self, file: int) -> str:
        """The name in a file's package clause."""
        view = self.view(file)
        self.ask_entry(view, NAMELESS)
        return view.package

    def ask_entry(self, view: View, name: str) -> None:
        """Record that an entry of a file was looked into."""
        self.asked.add(view.key(name))

    def siblings(self, view: View) -> frozenset[int]:
        """The files of a file's own package; tests see all of it, the others no tests."""
        folder, package, test = folder_of(view.file.path), self.package_of(view.number), is_test(view.file.path)
        return self.remembered(("s", folder, package, test), self._siblings, folder, package, test)  # type: ignore[no-any-return]

    def _siblings(self, folder: str, package: str, test: bool) -> frozenset[int]:
        return frozenset(
            file
            for file in self.go_files(folder)
            if self.package_of(file) == package and (test or not is_test(self.world.file(file).path))
        )

    def find_in_files(self, files: frozenset[int] | Sequence[int], name: str) -> tuple[Found, ...]:
        """What a name denotes at the top of any of a package's files; imports are names of their file alone."""
        found: list[Found] = []
        for file in self.files_defining(name):
            if file in files:
                view = self.view(file)
                found += self.find_at_top(view, name)
        return tuple(dict.fromkeys(found))

    def find_at_top(self, view: View, name: str) -> tuple[Found, ...]:
        """What a file itself adds to its package under a name."""
        rows = [row for row in self.definitions_of(view, MODULE, name) if row.sort == SYMBOL]
        return tuple(
            (SYMBOL_FOUND, view.number, row.place, None)
            for row in rows
            if view.symbols[row.place].kind is not SymbolKind.METHOD
        )

    def find_in_package(self, package: str, name: str) -> tuple[Found, ...]:
        """An exported name of a package."""
        return self.find_in_files(self.files_of(package), name) if name[:1].isupper() else ()

    def find_import(self, view: View, row: Import) -> tuple[Found, ...]:
        """The package that an import binds."""
        return ((VALUE, self.find_package(view, row.module)),)

    def find_star(self, view: View, row: Import) -> tuple[Found, ...]:
        """The package of a dot import."""
        return self.find_import(view, row)

    def find_by_star(self, view: View, row: Import, name: str) -> tuple[Found, ...]:
        """An exported name of a package that is imported with a dot."""
        value = self.find_package(view, row.module)
        return self.find_in_package(value[1], name) if value[0] == PACKAGE else ()

    def find_imported(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        """All files of the package that an import statement names."""
        value = self.find_package(view, expression)
        if value[0] != PACKAGE:
            return ((VALUE, value),)
        return tuple((VALUE, (FILE, file)) for file in self.files_of(value[1]))

    # Names.

    def denoted(self, view: View, scope: int, name: str, definitions: Sequence[Definition]) -> tuple[Found, ...]:
        """As elsewhere; a method of a type that stands in another file is no name of its file."""
        found = super().denoted(view, scope, name, definitions)
        if scope != MODULE:
            return found
        return tuple(
            item
            for item in found
            if item[0] != SYMBOL_FOUND or self.view(item[1]).symbols[item[2]].kind is not SymbolKind.METHOD
        )

    def find_beyond(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """A name of the file's package, a package whose name its path does not tell, or what is built in."""
        found = self.find_in_files(self.siblings(view), name)
        if found:
            return found
        found = self.find_renamed(view, name)
        if found:
            return found
        return ((VALUE, (OUTSIDE, f"builtin:{name}")),) if name in _BUILT_IN else ()

    def find_renamed(self, view: View, name: str) -> tuple[Found, ...]:
        """The imported package whose clause says that it is called ``name``."""
        for row in view.imports:
            if row.name or not row.alias:
                continue
            value = self.find_package(view, row.module)
            if value[0] == PACKAGE and any(self.package_of(file) == name for file in self.files_of(value[1])):
                return ((VALUE, value),)
        return ()


def is_test(path: str) -> bool:
    """Whether a file is compiled for tests alone."""
    return path.endswith("_test.go")
