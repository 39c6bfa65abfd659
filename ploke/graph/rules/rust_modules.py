"""Rust's modules: the tree of a crate, and what names and paths in it denote.

Source: The Rust Reference, "Modules", "Paths", "Use declarations", "Preludes", "Macro scoping".

A module in a file of its own is that file as a value, one that is written out in another (``mod x { }``) an ``INLINE``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ploke.graph.entries import DECORATED
from ploke.graph.found import LOCAL, SYMBOL_FOUND, VALUE, Found
from ploke.graph.rules.inference import Inference
from ploke.graph.rules.paths import joined
from ploke.graph.rules.rust_crates import Crates, Package
from ploke.graph.rules.rust_library import LIBRARY_CRATES, PRELUDE, PRELUDE_MACROS
from ploke.graph.values import FILE, OUTSIDE, TYPE, Value, Values
from ploke.graph.views import IMPORT, SYMBOL, Definition, View
from ploke.graph.world import NONE, PROJECT, World, folder_of
from ploke.model.facts import MODULE, Import, SymbolKind

INLINE: Final = "inline module"
"""The sort of a module that is written out in a file: file, symbol."""

Place = tuple[int, int]
"""A module: its file, and its symbol there, or ``MODULE`` for the file as a whole."""

_PATH: Final = re.compile(r'\bpath\s*=\s*"([^"]+)"')
_DEEPEST: Final = 32
_TYPES: Final = frozenset(
    {
        SymbolKind.MODULE,
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.UNION,
        SymbolKind.TRAIT,
        SymbolKind.TYPE_ALIAS,
    }
)
_HOLDERS: Final = frozenset(
    {
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.ENUM_MEMBER,
        SymbolKind.UNION,
        SymbolKind.TRAIT,
        SymbolKind.IMPLEMENTATION,
    }
)
PATH_ATTRIBUTE: Final = f"{DECORATED}path"
OPEN_MODULES: Final = f"{DECORATED}macro_use"
"""The entries of modules that lie where an attribute says, and of those whose macros are seen behind them."""


class RustModules(Inference):
    """The part of Rust's rules that finds modules and names."""

    language = "rust"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._crates: Crates | None = None

    # Crates.

    def crates(self) -> Crates:
        """The packages of the repository."""
        self.ask(PROJECT, self.language)
        if self._crates is None:
            self._crates = Crates(self.world.project.manifests)
        return self._crates

    def package_of(self, view: View) -> Package | None:
        """The package that a file belongs to."""
        return self.crates().around(view.file.path)

    def find_crate(self, view: View, name: str) -> tuple[Found, ...]:
        """The library that a crate's name stands for in a file."""
        package = self.package_of(view)
        if package is None or name in LIBRARY_CRATES:
            return ((VALUE, (OUTSIDE, f"{name}:")),) if name in LIBRARY_CRATES else ()
        if name in package.dependencies:
            folder = package.dependencies[name]
        elif name == package.library:
            folder = package.folder
        else:
            return ()
        other = self.crates().packages.get(folder) if folder is not None else None
        file = self.find_path(other.root) if other is not None else NONE
        return ((VALUE, (FILE, file) if file != NONE else (OUTSIDE, f"{name}:")),)

    # The tree of modules.

    def module_around(self, view: View, scope: int) -> int:
        """The innermost module that a scope is or lies in: a symbol, or ``MODULE``."""
        while scope != MODULE and view.symbols[scope].kind is not SymbolKind.MODULE:
            scope = view.parent(scope)
        return scope

    def parent_of(self, view: View, module: int) -> Place | None:
        """The module that a module is declared in; None for the root of a crate."""
        if module != MODULE:
            return view.number, self.module_around(view, view.parent(module))
        return self.remembered(("P", view.number), self._declaring, view, closing=None)  # type: ignore[no-any-return]

    def root_of(self, view: View) -> int:
        """The file that the crate of a file starts in; the topmost that is known where its root is not."""
        file = view.number
        for _ in range(_DEEPEST):
            parent = self.parent_of(self.view(file), MODULE)
            if parent is None:
                break
            file = parent[0]
        return file

    def is_root(self, path: str) -> bool:
        """Whether a file is the root of a crate."""
        return self.crates().is_root(path)

    def _declaring(self, view: View) -> Place | None:
        """The module with the ``mod`` item that a file is of.

        A file is looked for in the folder of the module that declares it, so that module is one of few files. A file
        that nobody declares may be declared by a macro: then its place says what it is.
        """
        path = view.file.path
        if self.is_root(path):
            return None
        folder, name = folder_of(path), path.rpartition("/")[2].removesuffix(".rs")
        if name == "mod":
            folder, name = folder_of(folder), folder.rpartition("/")[2]
        inner: list[str] = []
        for _ in range(_DEEPEST):
            for holder in self._files_with_folder(folder):
                place = self._module_below(holder, inner)
                if place is not None and holder != view.number and view.number in self._declared(holder, place, name):
                    return holder, place
            if not folder:
                break
            inner.insert(0, folder.rpartition("/")[2])
            folder = folder_of(folder)
        found = self._declaring_by_path(view)
        if found is not None:
            return found
        folder = folder_of(path) if not path.endswith("/mod.rs") else folder_of(folder_of(path))
        holders = [file for file in self._files_with_folder(folder) if file != view.number]
        return (holders[0], MODULE) if holders else None

    def _files_with_folder(self, folder: str) -> list[int]:
        """The files whose modules lie in a folder: ``mod.rs`` in it, the file beside it of its name, roots in it."""
        names = [f"{folder}/mod.rs".lstrip("/"), f"{folder}.rs" if folder else "mod.rs"]
        found = [file for name in names if (file := self.find_path(name)) != NONE]
        roots = [
            file for file in self.files_in(folder) if self.is_rust(file) and self.is_root(self.world.file(file).path)
        ]
        # A library before programs: both may declare a module, which is then in two crates.
        return found + sorted(roots, key=lambda file: (not self.world.file(file).path.endswith("lib.rs"), file))

    def is_rust(self, file: int) -> bool:
        """Whether a file is Rust's."""
        return self.world.file(file).language == self.language

    def _module_below(self, file: int, names: Sequence[str]) -> int | None:
        """The module that is written out in a file below all of ``names``."""
        view = self.view(file)
        scope = MODULE
        for name in names:
            for row in self.definitions_of(view, scope, name):
                if row.sort == SYMBOL and view.symbols[row.place].kind is SymbolKind.MODULE:
                    scope = row.place
                    break
            else:
                return None
        return scope

    def _declared(self, file: int, module: int, name: str) -> list[int]:
        """The files that ``mod name;`` in a module stands for; several where each platform has its own."""
        view = self.view(file)
        found = []
        for row in self.definitions_of(view, module, name):
            if row.sort == SYMBOL and view.symbols[row.place].kind is SymbolKind.MODULE:
                found += self.files_of(view, row.place)
        return found

    def files_of(self, view: View, symbol: int) -> list[int]:
        """The files that a module without a body lies in."""
        row = view.symbols[symbol]
        module = self.module_around(view, view.parent(symbol))
        said = [match[1] for text in row.decorators if (match := _PATH.search(text)) is not None]
        if said:
            base = folder_of(view.file.path) if module == MODULE else self.folder_below(view, module)
            found = [file for path in said if (file := self.find_path(joined(base, path))) != NONE]
            if found:
                return found
        file = self._file_below(view, module, row.name)
        return [file] if file != NONE else []

    def folder_below(self, view: View, module: int) -> str:
        """The folder in which the modules that are declared in a module lie."""
        if module != MODULE:
            above = self.folder_below(view, self.module_around(view, view.parent(module)))
            return f"{above}/{view.symbols[module].name}".lstrip("/")
        path = view.file.path
        if path.rpartition("/")[2] == "mod.rs" or self.is_root(path):
            return folder_of(path)
        return path.removesuffix(".rs")

    def _declaring_by_path(self, view: View) -> Place | None:
        """The module that says of a file by an attribute that it is its own."""
        for file in self.files_defining(PATH_ATTRIBUTE):
            if not self.is_rust(file) or file == view.number:
                continue
            holder = self.view(file)
            self.asked.add(holder.key(PATH_ATTRIBUTE))
            for number, symbol in enumerate(holder.symbols):
                if (
                    symbol.kind is SymbolKind.MODULE
                    and symbol.decorators
                    and view.number in self.files_of(holder, number)
                ):
                    return file, self.module_around(holder, symbol.parent)
        return None

    # Names.

    def find_name(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What a bare name denotes: what its function and module define, then crates and preludes.

        Names of a module around are not seen.
        """
        if name.endswith("!"):
            return self.find_macro(view, scope, name[:-1])
        inner = scope
        while True:
            if self.is_visible(view, inner):
                found = self.find_in_scope(view, inner, name)
                if found:
                    return found
            if inner == MODULE or view.symbols[inner].kind is SymbolKind.MODULE:
                return self.find_beyond(view, scope, name)
            inner = view.parent(inner)

    def is_visible(self, view: View, scope: int) -> bool:
        """Members of types, traits and implementations are no names of their bodies."""
        return scope == MODULE or view.symbols[scope].kind not in _HOLDERS

    def find_in_scope(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What a name denotes in exactly this scope; names of star imports are hidden by all others."""
        definitions = self.definitions_of(view, scope, name)
        if definitions:
            found = self.denoted(view, scope, name, definitions)
            if found:
                return found
        for row in self.stars_of(view, scope):
            found = self.find_by_star(view, row, name)
            if found:
                return found
        return ()

    def denoted(self, view: View, scope: int, name: str, definitions: Sequence[Definition]) -> tuple[Found, ...]:
        """What definitions of one name in one scope denote; implementations and macros have no names there."""
        found: list[Found] = []
        bound = False
        modules = False
        for definition in definitions:
            if definition.sort == SYMBOL:
                kind = view.symbols[definition.place].kind
                if kind is SymbolKind.MODULE:
                    modules = True
                    found += self.modules_at(view, definition.place)
                elif kind is not SymbolKind.IMPLEMENTATION and kind is not SymbolKind.MACRO:
                    found.append((SYMBOL_FOUND, view.number, definition.place, None))
            elif definition.sort == IMPORT:
                row = view.imports[definition.place]
                if not (modules and row.module == "self" and row.name == name):
                    found += self.remembered(
                        ("i", view.number, definition.place), self.find_import, view, row, closing=()
                    )
            else:
                bound = True
        if bound and not any(item[0] == SYMBOL_FOUND for item in found):
            found.append((LOCAL, view.number, scope, name))
        return tuple(dict.fromkeys(found))

    def modules_at(self, view: View, symbol: int) -> list[Found]:
        """The module that a ``mod`` item is of: its files, or what is written out."""
        row = view.symbols[symbol]
        if any(
            definition.sort == IMPORT and view.imports[definition.place].module == "self"
            for definition in view.names[row.parent].get(row.name, ())
        ):
            files = self.files_of(view, symbol)
            if files:
                return [(VALUE, (FILE, file)) for file in files]
        return [(SYMBOL_FOUND, view.number, symbol, None)]

    def find_beyond(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """The crate's root, a crate, or what the standard library's prelude offers."""
        if name == "crate":
            return ((VALUE, (FILE, self.root_of(view))),)
        if name in ("self", "super"):
            return self._relative(view, scope, name)
        found = self.find_crate(view, name)
        if found:
            return found
        return ((VALUE, (OUTSIDE, f"std:{name}")),) if name in PRELUDE else ()

    def _relative(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        module = self.module_around(view, scope)
        place: Place | None = (view.number, module)
        if name == "super":
            place = self.parent_of(view, module)
        return (self._as_value(place),) if place is not None else ()

    @staticmethod
    def _as_value(place: Place) -> Found:
        return (VALUE, (FILE, place[0])) if place[1] == MODULE else (SYMBOL_FOUND, *place, None)

    # Imports.

    def path_values(self, view: View, scope: int, path: str) -> Values:
        """The modules and types that a path in front of ``::`` names in a scope."""
        head, _, rest = path.partition("::")
        names = rest.split("::") if rest else []
        values = self.join(map(self.values_of, self.find_type_name(view, scope, head)))
        for name in names:
            values = self.join(
                self.values_of(item) for value in self.ordered(values) for item in self.type_members(value, name)
            )
        return values

    def is_type(self, found: Found) -> bool:
        """Whether what was found has a name among types, as modules have."""
        if found[0] == SYMBOL_FOUND:
            return self.view(found[1]).symbols[found[2]].kind in _TYPES
        return bool(found[0] == VALUE)

    def find_type_name(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """The type, module or crate that a bare name denotes; variables and functions are passed over."""
        if name in ("self", "super", "crate"):
            return self.find_beyond(view, scope, name)
        if not name:
            return ()
        inner = scope
        while True:
            if self.is_visible(view, inner):
                found = self._types_in_scope(view, inner, name)
                if found:
                    return found
            if inner == MODULE or view.symbols[inner].kind is SymbolKind.MODULE:
                return self.find_beyond(view, scope, name)
            inner = view.parent(inner)

    def _types_in_scope(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """The types and modules of a name in a scope. What it defines itself leaves nothing to its imports."""
        own = [
            row
            for row in self.definitions_of(view, scope, name)
            if row.sort == SYMBOL and view.symbols[row.place].kind in _TYPES
        ]
        found = self.denoted(view, scope, name, own) if own else self.find_in_scope(view, scope, name)
        return tuple(item for item in found if self.is_type(item))

    def type_members(self, value: Value, name: str) -> tuple[Found, ...]:
        """The types and modules of a name in a module or type."""
        if value[0] in (FILE, INLINE):
            found = self._types_in_scope(self.view(value[1]), value[2] if value[0] == INLINE else MODULE, name)
            if found:
                return found
        return tuple(item for item in self.find_member(value, name) if self.is_type(item))

    def import_base(self, view: View, row: Import) -> Values:
        """The module that an import is from."""
        module = row.module
        if module.startswith("::"):
            head, *names = module[2:].split("::")
            values = self.join(map(self.values_of, self.find_outermost(view, head)))
            for name in names:
                values = self.join(
                    self.values_of(item) for value in self.ordered(values) for item in self.type_members(value, name)
                )
            return values
        head = module.partition("::")[0]
        if self.starts_at_root(view) and head not in ("self", "super", "crate"):
            # Paths of imports start at the crate's root.
            root = self.view(self.root_of(view))
            values = self.path_values(root, MODULE, module)
            if values:
                return values
        return self.path_values(view, self.module_around(view, row.scope), module)

    def starts_at_root(self, view: View) -> bool:
        """Whether paths of imports start at the crate's root, as in the first edition."""
        package = self.package_of(view)
        return package is not None and package.edition == "2015"

    def find_outermost(self, view: View, name: str) -> tuple[Found, ...]:
        """What ``::name`` denotes: a crate; in the first edition what the crate's root defines."""
        found = self._find_at_root(view, name) if self.starts_at_root(view) else ()
        return found or self.find_crate(view, name)

    def find_import(self, view: View, row: Import) -> tuple[Found, ...]:
        """What an import binds: a crate, or a member of a module or an enumeration."""
        if not row.name:
            if row.module in ("self", "super", "crate"):
                return self.find_beyond(view, row.scope, row.module)
            return self.find_crate(view, row.module) or self._find_at_root(view, row.module)
        found: dict[Found, None] = {}
        for value in self.ordered(self.import_base(view, row)):
            found.update(dict.fromkeys(self.find_member(value, row.name)))
        return tuple(found)

    def _find_at_root(self, view: View, name: str) -> tuple[Found, ...]:
        return self.find_in_scope(self.view(self.root_of(view)), MODULE, name)

    def find_star(self, view: View, row: Import) -> tuple[Found, ...]:
        """The modules and enumerations that a star import is of."""
        found: list[Found] = []
        for value in self.ordered(self.import_base(view, row)):
            if value[0] in (INLINE, TYPE):
                found.append((SYMBOL_FOUND, value[1], value[2], None))
            else:
                found.append((VALUE, value))
        return tuple(found)

    def find_by_star(self, view: View, row: Import, name: str) -> tuple[Found, ...]:
        """A name of the module or enumeration that a star import is of."""
        found: dict[Found, None] = {}
        key = ("b", view.number, row.scope, row.module)
        for value in self.ordered(self.remembered(key, self.import_base, view, row)):
            if value[0] == FILE:
                place: Place = (value[1], MODULE)
            elif value[0] == INLINE:
                place = (value[1], value[2])
            elif value[0] == TYPE:
                found.update(dict.fromkeys(self.find_member(value, name)))
                continue
            else:
                continue
            offered = self.remembered(("*", place[0], place[1], name), self._offered, place, name, closing=())
            found.update(dict.fromkeys(offered))
        return tuple(found)

    def _offered(self, place: Place, name: str) -> tuple[Found, ...]:
        return self.find_in_scope(self.view(place[0]), place[1], name)

    def written(self, row: Import) -> str:
        """As the reference of a ``use`` has it."""
        return f"{row.module}::{row.name}" if row.name not in ("", "*") else row.module

    def find_in_module(self, view: View, name: str) -> tuple[Found, ...]:
        """A name of a module in a file of its own."""
        return self._find_in_place(view, MODULE, name)

    def _find_in_place(self, view: View, module: int, name: str) -> tuple[Found, ...]:
        if name in ("self", "super"):
            return self._relative(view, module, name)
        if name.endswith("!"):
            return self.macros_in(view, module, name[:-1])
        return self.remembered(("m", view.number, module, name), self._find_in_module, view, module, name, closing=())  # type: ignore[no-any-return]

    def _find_in_module(self, view: View, module: int, name: str) -> tuple[Found, ...]:
        found = self.find_in_scope(view, module, name)
        if found:
            return found
        file = self._file_below(view, module, name)
        return ((VALUE, (FILE, file)),) if file != NONE else ()

    def _file_below(self, view: View, module: int, name: str) -> int:
        """The file that lies where a module of that name must lie; ``NONE`` where there is none."""
        start = f"{self.folder_below(view, module)}/{name.removeprefix('r#')}".lstrip("/")
        for path in (f"{start}.rs", f"{start}/mod.rs"):
            file = self.find_path(path)
            if file not in (NONE, view.number):
                return file
        return NONE

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; of a module that is written out, what it defines."""
        if value[0] == INLINE:
            return self._find_in_place(self.view(value[1]), value[2], name)
        return super().find_member(value, name)

    def symbol_values(self, view: View, symbol: int, receiver: Value | None) -> Values:
        """As elsewhere; a module is itself."""
        if view.symbols[symbol].kind is SymbolKind.MODULE:
            return frozenset(((INLINE, view.number, symbol),))
        return super().symbol_values(view, symbol, receiver)

    # Macros: those of ``macro_rules!`` are seen from below where they stand, and in modules that say so from behind.

    def find_macro(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """The macro that a name denotes where it is called."""
        inner = scope
        while True:
            found = self.macros_in(view, inner, name)
            if found or inner == MODULE:
                break
            inner = view.parent(inner)
        place: Place | None = (view.number, MODULE)
        for _ in range(_DEEPEST):
            place = self.parent_of(self.view(place[0]), place[1]) if place is not None and not found else None
            if place is None:
                break
            found = self.macros_in(self.view(place[0]), place[1], name)
        return found or ((VALUE, (OUTSIDE, f"std:{name}!")),) if found or name in PRELUDE_MACROS else ()

    def macros_in(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """The macros of a name in a scope: its own, what it imports, and those of its modules that let them out."""
        return self.remembered(("x", view.number, scope, name), self._macros_in, view, scope, name, closing=())  # type: ignore[no-any-return]

    def _macros_in(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        found: dict[Found, None] = {}
        for definition in self.definitions_of(view, scope, name):
            if definition.sort == SYMBOL and view.symbols[definition.place].kind is SymbolKind.MACRO:
                found[SYMBOL_FOUND, view.number, definition.place, None] = None
            elif definition.sort == IMPORT:
                row = view.imports[definition.place]
                for value in self.ordered(self.import_base(view, row)) if row.name else ():
                    found.update(dict.fromkeys(self.find_member(value, f"{row.name}!")))
        if found:
            return tuple(found)
        for child in self.open_modules(view, scope):
            found.update(dict.fromkeys(self.macros_in(self.view(child[0]), child[1], name)))
        if not found and scope == MODULE and self.is_root(view.file.path):
            found.update(dict.fromkeys(self._exported(view, name)))
        if not found:
            for row in self.stars_of(view, scope):
                for value in self.ordered(self.import_base(view, row)):
                    if value[0] in (FILE, INLINE):
                        found.update(dict.fromkeys(self.find_member(value, f"{name}!")))
        return tuple(found)

    def open_modules(self, view: View, scope: int) -> Iterable[Place]:
        """The modules in a scope whose macros are seen behind them: ``#[macro_use]``."""
        if scope == MODULE:
            self.asked.add(view.key(OPEN_MODULES))
        for number, symbol in enumerate(view.symbols):
            if symbol.kind is SymbolKind.MODULE and symbol.parent == scope and "macro_use" in symbol.decorators:
                for item in self.modules_at(view, number):
                    yield (item[1][1], MODULE) if item[0] == VALUE else (item[1], item[2])

    def _exported(self, root: View, name: str) -> Iterable[Found]:
        """The macros that a crate offers at its root, wherever they stand."""
        package = self.package_of(root)
        for file in self.files_defining(name):
            if self.is_rust(file) and self.package_of(view := self.view(file)) == package:
                self.asked.add(view.key(name))
                for number, symbol in enumerate(view.symbols):
                    if symbol.kind is SymbolKind.MACRO and symbol.name == name and "exported" in symbol.markers:
                        yield (SYMBOL_FOUND, file, number, None)
