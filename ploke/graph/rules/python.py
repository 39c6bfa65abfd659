"""Python: modules by path and package, names by the rules of its data model, types by annotations and constructors.

Sources: the language reference, "Execution model", "The import system" and "Data model"; PEP 328, 420, 484, 526.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from ploke.graph.found import SYMBOL_FOUND, VALUE, Found
from ploke.graph.resolution import Target
from ploke.graph.rules.python_builtins import NAMES
from ploke.graph.rules.python_types import GOES_OVER, PythonTypes
from ploke.graph.targets import called_values
from ploke.graph.values import (
    ANYTHING,
    BOUND,
    FILE,
    FUNCTION,
    INSTANCE,
    OBJECT,
    OUTSIDE,
    OWN,
    OWN_TYPE,
    PACKAGE,
    TYPE,
    Value,
    Values,
)
from ploke.graph.views import View
from ploke.graph.world import NONE, folder_of
from ploke.model.facts import MODULE, Binding, BindingKind, Import
from ploke.model.graph import EdgeKind

_SUPER: Final = "super"
_TAKES_CLASS: Final = frozenset({"__new__", "__init_subclass__", "__class_getitem__"})
# Decorators whose result is used as the function itself is.
_WRAPS: Final = frozenset({"functools:wraps", "functools:update_wrapper"})


class PythonRules(PythonTypes):
    """Evaluates Python."""

    decorators_call = True
    imports_load = True

    # Modules.

    def find_import(self, view: View, row: Import) -> tuple[Found, ...]:
        """The module, or the member of it, that an import binds."""
        if not row.name:
            top = row.module.partition(".")[0]
            return self.find_module(view, top if row.alias == top else row.module, row.level)
        found: list[Found] = []
        for item in self.find_module(view, row.module, row.level):
            found += self.find_member(item[1], row.name)
        return tuple(dict.fromkeys(found))

    def find_star(self, view: View, row: Import) -> tuple[Found, ...]:
        """The module that a star import is of."""
        return self.find_module(view, row.module, row.level)

    def find_by_star(self, view: View, row: Import, name: str) -> tuple[Found, ...]:
        """A public name of the module, or one in its ``__all__``."""
        found: list[Found] = []
        for item in self.find_module(view, row.module, row.level):
            value = item[1]
            if value[0] != FILE:
                continue
            module = self.view(value[1])
            if self.definitions_of(module, MODULE, "__all__") and module.exports:
                offered = bool(self.exports_of(module, name))
            else:
                offered = not name.startswith("_")
            if offered:
                found += self.remembered(("*", value[1], name), self.find_in_module, module, name, closing=())
        return tuple(dict.fromkeys(found))

    def written(self, row: Import) -> str:
        """As the reference of an import statement has it: dots, module, name."""
        name = "" if row.name == "*" else row.name
        return "." * row.level + ".".join(filter(None, (row.module, name)))

    def find_imported(self, view: View, scope: int, expression: str) -> tuple[Found, ...]:
        """What an import statement names; of ``import a.b.c`` the module itself, though ``a`` is bound."""
        found: list[Found] = []
        for row in self.written_imports(view).get((scope, expression), ()):
            found += self.find_import(view, row) if row.name not in ("", "*") else self.find_star(view, row)
        return tuple(dict.fromkeys(found))

    def find_module(self, view: View, module: str, level: int) -> tuple[Found, ...]:
        """The module of a name as it is imported in a file: a file, a namespace package, or one outside."""
        if level:
            folder = folder_of(view.file.path)
            for _ in range(level - 1):
                folder = folder_of(folder)
            value = self.at_path("/".join(filter(None, (folder, module.replace(".", "/")))))
            return ((VALUE, value),) if value is not None else ()
        root = self.root_of(view)
        values = self.remembered(("m", NONE, root, module), self._absolute, root, module)
        if not values:
            return ((VALUE, (OUTSIDE, _outside(module))),)
        if len(values) > 1:
            path = view.file.path
            return ((VALUE, max(values, key=lambda value: _nearness(self.world.file(value[1]).path, path))),)
        return ((VALUE, values[0]),)

    def root_of(self, view: View) -> str:
        """The folder from which a file's package is imported: the nearest above it that is no package."""
        return self.remembered(("root", view.number), self._root_of, view)  # type: ignore[no-any-return]

    def _root_of(self, view: View) -> str:
        folder = folder_of(view.file.path)
        while folder and self.find_path(f"{folder}/__init__.py") != NONE:
            folder = folder_of(folder)
        return folder

    def _absolute(self, root: str, module: str) -> tuple[Value, ...]:
        """The modules that a name may mean in files below ``root``, if several, files of that name."""
        path = module.replace(".", "/")
        near = self.at_path(f"{root}/{path}" if root else path, namespaces=False)
        if near is not None:
            return (near,)
        files = [file for file in self.modules_called(module) if self.world.file(file).language == "python"]
        if files:
            return tuple((FILE, file) for file in files)
        for base in dict.fromkeys((root, "", "src")):
            folder = f"{base}/{path}" if base else path
            if self.has_folder(folder) and not self._is_data(folder):
                return ((PACKAGE, folder),)
        return ()

    def _is_data(self, folder: str) -> bool:
        """Whether a folder holds no Python at its top: then it is no namespace package that anyone imports."""
        return not any(self.world.file(file).language == "python" for file in self.files_in(folder))

    def at_path(self, path: str, *, namespaces: bool = True) -> Value | None:
        """The module or package at a path without extension."""
        for name in (f"{path}/__init__.py", f"{path}.py", f"{path}.pyi", f"{path}/__init__.pyi"):
            file = self.find_path(name.lstrip("/"))
            if file != NONE:
                return (FILE, file)
        if namespaces and self.has_folder(path):
            return (PACKAGE, path)
        return None

    def find_in_module(self, view: View, name: str) -> tuple[Found, ...]:
        """A name of the module, else a module of its package."""
        found = self.find_in_scope(view, MODULE, name)
        if found:
            return found
        path = view.file.path
        if path.endswith("/__init__.py") or path == "__init__.py":
            value = self.at_path(f"{folder_of(path)}/{name}".lstrip("/"))
            if value is not None:
                return ((VALUE, value),)
        return ()

    def find_in_package(self, package: str, name: str) -> tuple[Found, ...]:
        """A module of a namespace package."""
        value = self.at_path(f"{package}/{name}")
        return ((VALUE, value),) if value is not None else ()

    # Names.

    def find_beyond(self, view: View, scope: int, name: str) -> tuple[Found, ...]:
        """What is built in."""
        if name == _SUPER:
            owner = view.enclosing_class(scope)
            if owner != MODULE:
                return ((VALUE, (_SUPER, view.number, owner, self._own_kind(view, scope))),)
        if name in NAMES:
            return ((VALUE, (OUTSIDE, f"builtins:{name}")),)
        return ()

    def _own_kind(self, view: View, scope: int) -> str:
        while scope != MODULE and not view.is_class(view.parent(scope)):
            scope = view.parent(scope)
        return OWN_TYPE if scope != MODULE and self._takes_class(view, scope) else OWN

    def _takes_class(self, view: View, function: int) -> bool:
        row = view.symbols[function]
        return "classmethod" in row.markers or "classmethod" in row.decorators or row.name in _TAKES_CLASS

    def preferred(self, view: View, found: list[Found]) -> tuple[Found, ...]:
        """Of a property and its setter the property; of overloads what they overload; else the last definition."""
        plain = [item for item in found if not self._is_accessory(view, item[2])] or found
        return (plain[-1],)

    @staticmethod
    def _is_accessory(view: View, symbol: int) -> bool:
        return any(name.endswith((".setter", ".deleter", "overload")) for name in view.symbols[symbol].decorators)

    def denoted(self, view: View, scope: int, name: str, definitions: Sequence[Any]) -> tuple[Found, ...]:
        """As elsewhere; of overloads what they overload."""
        found = super().denoted(view, scope, name, definitions)
        if len(found) < 2:
            return found
        plain = tuple(
            item
            for item in found
            if item[0] != SYMBOL_FOUND or item[1] != view.number or not self._is_accessory(view, item[2])
        )
        return plain or found

    # Members.

    def bound(self, view: View, symbol: int, receiver: Value) -> Value:
        """A method as an attribute of an object or class."""
        row = view.symbols[symbol]
        if "static" in row.markers or receiver[0] not in (INSTANCE, OWN, TYPE, OWN_TYPE):
            return (FUNCTION, view.number, symbol)
        if self._takes_class(view, symbol):
            kind = {INSTANCE: TYPE, OWN: OWN_TYPE}.get(receiver[0], receiver[0])
            return (BOUND, view.number, symbol, (kind, *receiver[1:]))
        if receiver[0] in (TYPE, OWN_TYPE):
            return (FUNCTION, view.number, symbol)
        return (BOUND, view.number, symbol, receiver)

    def find_member(self, value: Value, name: str) -> tuple[Found, ...]:
        """As elsewhere; of ``super()`` a member of what follows the class in its linearisation."""
        if value[0] == _SUPER:
            own: Value = (value[3], value[1], value[2], ())
            for file, symbol in self.linearised(value[1], value[2])[1:]:
                if file == NONE:
                    return ((VALUE, (OUTSIDE, f"{symbol}.{name}")),)
                found = self.find_in_class(self.view(file), symbol, name, own)
                if found:
                    return found
            return ()
        return super().find_member(value, name)

    def call(self, value: Value, view: View, scope: int) -> Values:
        """As elsewhere; ``super()`` is itself."""
        if value[0] == _SUPER:
            return frozenset((value,))
        if value[0] == OUTSIDE and value[1] in GOES_OVER:
            return self.gone_over(value[1], view, scope)
        return super().call(value, view, scope)

    def gone_over(self, function: str, view: View, scope: int) -> Values:
        """What a built-in function yields that goes over its argument: what calls of it in the scope are given."""
        name = function.partition(":")[2]
        rows = [row for row in self.arguments_to(view, name) if row.scope == scope and row.target == f"{name}(0)"]
        if not rows:
            return self.outside_result(function)
        given = self.join(self.evaluate(view, scope, row.value) for row in rows)
        elements = self.join(self.element(value, "[*]") for value in given)
        if not elements or elements == ANYTHING:
            return self.outside_result(function)
        kind = GOES_OVER[function]
        return elements if not kind else frozenset(((OBJECT, kind, (elements,)),))

    def declared(self, view: View, row: Binding) -> Values:
        """What an annotation says; a method's own object stays that, whatever type variable it is annotated with."""
        if row.kind is BindingKind.PARAMETER and self._is_own(view, row):
            return self._own(view, row.scope)
        return super().declared(view, row)

    def declared_result(self, view: View, function: int, row: Binding) -> Values:
        """What a return annotation says; that of the method's own object is that object."""
        first = view.parameters.get(function, ())[:1]
        if first and first[0].annotation and self._is_own(view, first[0]):
            own = first[0].annotation
            if row.annotation == own or own.partition("[")[2][:-1] == row.annotation:
                return (
                    self.rebound_type(self._own(view, function)) if row.annotation != own else self._own(view, function)
                )
        return super().declared_result(view, function, row)

    @staticmethod
    def rebound_type(values: Values) -> Values:
        """Objects of a method's own class."""
        return frozenset((OWN, *value[1:]) if value[0] == OWN_TYPE else value for value in values)

    def parameter_values(self, view: View, row: Binding) -> Values:
        """The object or class of a method for its first parameter; else the default and what calls hand over."""
        if self._is_own(view, row):
            return self._own(view, row.scope)
        return super().parameter_values(view, row)

    def own_parameters(self, view: View, function: int, callee: Value) -> int:
        """The object or class of a method that is called on one."""
        return 1 if callee[0] in (BOUND, TYPE) else 0

    @staticmethod
    def _is_own(view: View, row: Binding) -> bool:
        symbol = view.symbols[row.scope]
        return (
            view.is_class(symbol.parent)
            and view.parameters[row.scope][0] is row
            and "static" not in symbol.markers
            and not row.target.startswith("*")
        )

    def _own(self, view: View, function: int) -> Values:
        kind = OWN_TYPE if self._takes_class(view, function) else OWN
        return frozenset(((kind, view.number, view.symbols[function].parent, ()),))

    def decorated(self, view: View, symbol: int, plain: Value) -> Values:
        """What decorators make of a function: itself, unless one of the repository is seen to return another."""
        row = view.symbols[symbol]
        values: Values = frozenset((plain,))
        for decorator in reversed(row.decorators):
            for value in self.evaluate(view, row.parent, decorator):
                if value[0] == FUNCTION:
                    values = self._replaced(self.view(value[1]), value[2], values)
        return values

    def _replaced(self, view: View, decorator: int, plain: Values) -> Values:
        parameters = view.parameters.get(decorator, [])
        found: set[Value] = set()
        for row in view.returns.get(decorator, ()):
            if row.kind is BindingKind.RETURN_TYPE or not row.value:
                continue
            if parameters and row.value == parameters[0].target:
                found |= plain
                continue
            for value in self.evaluate(view, row.scope, row.value):
                if value[0] == FUNCTION and not self._wraps(self.view(value[1]), value[2]):
                    found.add(value)
                else:
                    found |= plain
        return frozenset(found) or plain

    def _wraps(self, view: View, function: int) -> bool:
        """Whether a function says that it stands in for another."""
        row = view.symbols[function]
        for decorator in row.decorators:
            for item in self.find(view, row.parent, decorator.removesuffix("()")):
                if item[0] == VALUE and item[1][0] == OUTSIDE and item[1][1] in _WRAPS:
                    return True
        return False

    # Calls.

    def structure(self, view: View) -> Iterable[Target]:
        """Which methods override which, and what is called without being written as a call."""
        targets = [*super().structure(view)]
        for symbol in view.symbols:
            for decorator in symbol.decorators:
                if decorator.endswith("()"):
                    called = called_values(self, self.evaluate(view, symbol.parent, decorator))
                    targets += [target._replace(src=symbol.parent) for target in called]
        for row in view.bindings:
            if row.value.endswith("[*]"):
                # Of several types only one may be meant, and whether the loop is an asynchronous one is not a fact.
                values = self.evaluate(view, row.scope, row.value[:-3])
                if len(values) == 1:
                    targets += [target._replace(src=row.scope) for target in self._iterated(*values)]
        return targets

    def _iterated(self, value: Value) -> list[Target]:
        """``__iter__`` of what a loop goes over, and ``__next__`` of what that yields."""
        if value[0] not in (INSTANCE, OWN):
            return []
        targets = self._method_called(value, "__iter__")
        if targets:
            for iterator in self.ordered(self._result_of_method(value, "__iter__")):
                if iterator[0] in (INSTANCE, OWN):
                    targets += self._method_called(iterator, "__next__")
        return targets

    def _method_called(self, value: Value, name: str) -> list[Target]:
        found = self.find_in_type(value, name)
        return [Target(EdgeKind.CALLS, item[1], item[2]) for item in found if item[0] == SYMBOL_FOUND]

    def constructors(self, value: Value) -> list[tuple[int, int, str]]:
        """``__init__``, else ``__new__``, where a class of the repository defines it, else the class."""
        for name in ("__init__", "__new__"):
            for file, symbol in self.linearised(value[1], value[2]):
                if file == NONE:
                    break
                found = self.find_in_class(self.view(file), symbol, name, value)
                if found:
                    return [(item[1], item[2], "") for item in found if item[0] == SYMBOL_FOUND]
        return [(value[1], value[2], "")]

    def built_in_name(self, value: Value) -> str:
        """``super``, whose value is more than something outside."""
        return "builtins:super" if value[0] == _SUPER else ""

    def call_operators(self, value: Value) -> list[tuple[int, int]]:
        """``__call__``."""
        return [(item[1], item[2]) for item in self.find_in_type(value, "__call__") if item[0] == SYMBOL_FOUND]

    def instance_result(self, value: Value, view: View, scope: int) -> Values:
        """What ``__call__`` yields."""
        return self._result_of_method(value, "__call__")

    def instance_element(self, value: Value, index: str) -> Values:
        """What ``__iter__`` goes over, or ``__getitem__`` yields."""
        if index != "[*]":
            return self._result_of_method(value, "__getitem__")
        values = self._result_of_method(value, "__iter__")
        found: set[Value] = set()
        for item in values:
            if item[0] in (INSTANCE, OWN):
                found |= self._result_of_method(item, "__next__")
            else:
                found |= self.element(item, "[*]")
        return frozenset(found) if found else self._result_of_method(value, "__getitem__")

    def _result_of_method(self, value: Value, name: str) -> Values:
        found = self.find_in_type(value, name)
        if not found:
            return ANYTHING
        view = self.view(value[1])
        return self.join(self.call(method, view, MODULE) for item in found for method in self.values_of(item))


def _outside(module: str) -> str:
    """``a.b.c`` of a package outside the repository: ``a:b.c``."""
    package, _, rest = module.partition(".")
    return f"{package}:{rest}"


def _nearness(path: str, importer: str) -> tuple[int, bool, int]:
    """Orders modules of one name: those that share the most folders with the importing file first."""
    shared = 0
    for ours, theirs in zip(path.split("/"), importer.split("/"), strict=False):
        if ours != theirs:
            break
        shared += 1
    return shared, path.endswith(".py"), -len(path)
