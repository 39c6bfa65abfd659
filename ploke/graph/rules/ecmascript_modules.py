"""Which file a module's name means in JavaScript and TypeScript, and what it offers.

Sources: ECMA-262, "Modules"; Node.js, "Modules: ECMAScript modules", "Modules: CommonJS modules" and "Packages"; the
TypeScript handbook, "Modules: Reference".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ploke.graph.evaluate import Evaluator
from ploke.graph.found import VALUE, Found
from ploke.graph.rules.ecmascript_project import (
    Configuration,
    Package,
    join,
    offered_by,
    outside_of,
    read_configuration,
    sources_of,
)
from ploke.graph.values import FILE, OUTSIDE, UNKNOWN, Value
from ploke.graph.views import IMPORT, SYMBOL, View
from ploke.graph.world import NONE, PROJECT, World, folder_of
from ploke.model.facts import MODULE, Import

LANGUAGES: Final = frozenset({"javascript", "jsx", "typescript", "tsx"})
DEFAULT: Final = "default"
WHOLE: Final = "="

_TYPED: Final = frozenset({"typescript", "tsx"})
_EXTENSIONS: Final = (".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mts", ".cts", ".d.mts", ".d.cts", ".mjs", ".cjs")
# What may stand in the source where another name is written: the name that compiling gives it.
_WRITTEN_FOR: Final = {
    ".js": (".ts", ".tsx", ".d.ts"),
    ".jsx": (".tsx", ".ts", ".d.ts"),
    ".mjs": (".mts", ".d.mts"),
    ".cjs": (".cts", ".d.cts"),
}
NOWHERE: Final[Found] = (VALUE, UNKNOWN)


class EcmaScriptModules(Evaluator):
    """The part of the rules that finds modules and what they offer."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._configuration: Configuration | None = None

    @property
    def configuration(self) -> Configuration:
        """What the repository's manifests say."""
        if self._configuration is None:
            self._configuration = read_configuration(self.world.project.manifests)
        return self._configuration

    imports_load = True

    # Which module.

    def find_import(self, view: View, row: Import) -> tuple[Found, ...]:
        """The module, or the member of it, that an import binds."""
        found: list[Found] = []
        for value in self.modules_named(view, row.module):
            if not row.name:
                found += self.whole_of(value)
            else:
                found += self.find_offered(value, row.name)
        return tuple(dict.fromkeys(found))

    def find_star(self, view: View, row: Import) -> tuple[Found, ...]:
        """The modules that a star is of."""
        return tuple((VALUE, value) for value in self.modules_named(view, row.module))

    def written(self, row: Import) -> str:
        """As the reference of an import has it: the module in quotes, then the name."""
        return f'"{row.module}".{row.name}' if row.name else f'"{row.module}"'

    def find_imported(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        """What an import names, without what cannot be told."""
        return tuple(item for item in super().find_imported(view, scope, expression) if item != NOWHERE)

    def modules_named(self, view: View, name: str) -> tuple[Value, ...]:
        """The module that ``name`` means in a file: a file, one outside the repository, or none."""
        return self.remembered(  # type: ignore[no-any-return]
            ("m", view.number, name), self._modules_named, view, name, closing=()
        )

    def _modules_named(self, view: View, name: str) -> tuple[Value, ...]:
        path = view.file.path
        typed = view.file.language in _TYPED
        if name.startswith(("./", "../")) or name in (".", ".."):
            return self._first_file([join(folder_of(path), name)], typed=typed)
        if name.startswith("/"):
            return ()
        self.ask(PROJECT, view.file.language)
        configuration = self.configuration
        found = self._first_file(_mapped(configuration, path, name), typed=typed)
        if found:
            return found
        if name.startswith("#"):
            package = configuration.package_of(path)
            if package is None:
                return ()
            found = self._first_source(package, offered_by(package, name), typed=typed)
            name = outside_of(package, name)
            if found or not name:
                return found
        return self._in_package(path, name, typed=typed)

    def _in_package(self, path: str, name: str, *, typed: bool) -> tuple[Value, ...]:
        """The module of a package that a name without a path means."""
        if name.startswith("node:"):
            return ((OUTSIDE, f"{name[5:]}:"),)
        package_name, subpath = split_package(name)
        package = self.configuration.package_called(package_name, path)
        if package is None:
            return ((OUTSIDE, f"{package_name}:{subpath.replace('/', '.')}"),)
        return self._first_source(package, self._offered_paths(package, subpath), typed=typed)

    def _first_source(self, package: Package, paths: Iterable[str], *, typed: bool) -> tuple[Value, ...]:
        """The first file that one of a package's paths is or may have been built from."""
        sources = (source for path in paths for source in sources_of(self.configuration, package, path))
        return self._first_file(sources, typed=typed)

    def _first_file(self, paths: Iterable[str], *, typed: bool) -> tuple[Value, ...]:
        """The first file that one of the paths means."""
        for path in paths:
            found = self._file(path, typed=typed)
            if found:
                return found
        return ()

    def _offered_paths(self, package: Package, subpath: str) -> Iterator[str]:
        """Paths that a package's manifest gives for a path in it."""
        if package.exports is not None:
            yield from offered_by(package, f"./{subpath}" if subpath else ".")
        if subpath:
            yield join(package.folder, subpath)
            yield join(package.folder, f"src/{subpath}")
            return
        for main in package.mains:
            yield join(package.folder, main)
        yield join(package.folder, "index")
        yield join(package.folder, "src/index")

    def _file(self, path: str, *, typed: bool) -> tuple[Value, ...]:
        """The file that a path without or with an extension means, or the folder's index."""
        if path.startswith(".."):
            return ()
        for candidate in _candidates(path, typed=typed):
            number = self._known(candidate)
            if number != NONE:
                return ((FILE, number),)
        if not self.has_folder(path):
            return ()
        for language in LANGUAGES:
            self.ask(PROJECT, language)
        package = self.configuration.packages.get(path)
        if package is not None:
            for main in package.mains:
                if join("", main) not in ("", "."):
                    for candidate in _candidates(join(path, main), typed=typed):
                        number = self._known(candidate)
                        if number != NONE:
                            return ((FILE, number),)
        for extension in _EXTENSIONS:
            number = self._known(f"{path}/index{extension}".lstrip("/"))
            if number != NONE:
                return ((FILE, number),)
        return ()

    def _known(self, path: str) -> int:
        number = self.find_path(path)
        if number != NONE and self.world.file(number).language not in LANGUAGES:
            return NONE
        return number

    # What a module offers.

    def whole_of(self, value: Value) -> tuple[Found, ...]:
        """A module as ``import * as`` and ``require`` give it: of CommonJS, what is offered in its place."""
        if value[0] == FILE:
            view = self.view(value[1])
            offered = self.exports_of(view, WHOLE)
            found = self._found_by(view, [text for text in offered if text != "{}"])
            if found:
                return found
        return ((VALUE, value),)

    def find_offered(self, value: Value, name: str) -> tuple[Found, ...]:
        """What an import of ``name`` from a module binds."""
        if value[0] != FILE:
            return self.find_member(value, name)
        view = self.view(value[1])
        found = self.find_in_module(view, name)
        if found or name != DEFAULT:
            return found or (NOWHERE,)
        # Compilers and bundlers take all of a module without a default for it, as of CommonJS.
        return self.whole_of(value)

    def find_in_module(self, view: View, name: str) -> tuple[Found, ...]:
        """What a module offers as ``name``."""
        return self.remembered(  # type: ignore[no-any-return]
            ("o", view.number, name), self._find_in_module, view, name, closing=()
        )

    def _find_in_module(self, view: View, name: str) -> tuple[Found, ...]:
        found = list(self._found_by(view, self.exports_of(view, name)))
        for definition in self.definitions_of(view, MODULE, name):
            if definition.sort == SYMBOL:
                if "exported" in view.symbols[definition.place].markers and (
                    name == DEFAULT or DEFAULT not in view.symbols[definition.place].markers
                ):
                    found += self.denoted(view, MODULE, name, [definition])
            elif definition.sort == IMPORT and view.imports[definition.place].reexport:
                found += self.find_import(view, view.imports[definition.place])
        if found:
            return tuple(dict.fromkeys(found))
        if name != DEFAULT:
            for row in self.stars_of(view, MODULE):
                for value in self.modules_named(view, row.module):
                    found += self.find_offered(value, name)
            found = [item for item in dict.fromkeys(found) if item != NOWHERE]
            if found:
                return tuple(found)
        for text in self.exports_of(view, WHOLE):
            for value in self.ordered(self.evaluate(view, MODULE, text)):
                found += self.find_member(value, name)
        return tuple(dict.fromkeys(found))

    def _found_by(self, view: View, expressions: Sequence[str]) -> tuple[Found, ...]:
        """What expressions of a file's top denote."""
        found: list[Found] = []
        for text in expressions:
            items = self.find_any(view, text)
            found += items or [(VALUE, value) for value in self.ordered(self.evaluate(view, MODULE, text))]
        return tuple(dict.fromkeys(found))

    def find_any(self, view: View, text: str) -> tuple[Found, ...]:
        """What an expression of a file's top denotes, types included."""
        return self.find(view, MODULE, text)

    @staticmethod
    def is_bound(view: View, row: Import) -> bool:
        """Whether an import gives a name to the file itself: ``export … from`` only offers one."""
        return not row.reexport or row.alias in view.exports


def split_package(name: str) -> tuple[str, str]:
    """``@scope/name/sub/path`` is the package ``@scope/name`` and the path ``sub/path`` in it."""
    parts = name.split("/")
    count = 2 if name.startswith("@") else 1
    return "/".join(parts[:count]), "/".join(parts[count:])


def _mapped(configuration: Configuration, importer: str, name: str) -> Iterator[str]:
    """Where ``paths`` and ``baseUrl`` of a file's settings lead: by the pattern with the longest start."""
    settings = configuration.settings_for(importer)
    best = None
    for pattern in settings.patterns:
        if pattern.after is None:
            if name == pattern.before:
                best = pattern
                break
        elif (
            name.startswith(pattern.before)
            and name.endswith(pattern.after)
            and len(name) >= len(pattern.before) + len(pattern.after)
            and (best is None or len(pattern.before) > len(best.before))
        ):
            best = pattern
    if best is not None:
        star = name[len(best.before) : len(name) - len(best.after)] if best.after is not None else ""
        for target in best.targets:
            yield target.replace("*", star)
    if settings.base is not None:
        yield join(settings.base, name)


def _candidates(path: str, *, typed: bool) -> Iterator[str]:
    """The files that a path may mean, in the order in which they are tried."""
    last = path.rpartition("/")[2]
    if "." in last:
        stem, _, extension = path.rpartition(".")
        others = [stem + other for other in _WRITTEN_FOR.get(f".{extension}", ())]
        yield from (*others, path) if typed else (path, *others)
    if path:
        for extension in _EXTENSIONS:
            yield path + extension
