"""LanceDB, imported at less than half its price.

More than half of ``import lancedb`` goes into ``lance_namespace``, the pydantic models of a REST catalogue that a local
folder never talks to, and on Python 3.11 a tenth into ``overrides``, which compares signatures at import. While lancedb
is imported here, those packages are stand-ins: names that import the real thing when they are first called. Afterwards
the stand-ins leave ``sys.modules``, so that whoever imports the real packages gets the real packages. If anything
about this fails, the plain import is used.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import os
import sys
import threading
from collections.abc import Sequence, Set
from functools import lru_cache
from types import ModuleType
from typing import Any, TypeVar

from ploke.heap import no_collection

_PACKAGES = frozenset({"lance_namespace", "lance_namespace_urllib3_client", "overrides"})
_NATIVE = "lancedb._lancedb"  # can be initialised once a process
_T = TypeVar("_T")
_IMPORTING = threading.Lock()


@lru_cache(maxsize=1)
def lancedb() -> ModuleType:
    """The lancedb module."""
    with _IMPORTING:
        # Lance's Rust code logs to stderr; what matters of it reaches us as exceptions.
        os.environ.setdefault("LANCE_LOG", "error")
        os.environ.setdefault("LANCEDB_LOG", "error")
        # Arrow's own allocator keeps what was freed; the system's can be asked to give it back (``ploke.heap``).
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
        wanted = _PACKAGES.difference(sys.modules)
        if "lancedb" in sys.modules or not wanted:
            return importlib.import_module("lancedb")
        with no_collection():  # an import allocates much and frees nothing
            try:
                return _import_with_stand_ins(wanted)
            except (ImportError, AttributeError, TypeError):
                _forget({"lancedb"})
                return importlib.import_module("lancedb")


def import_in_background() -> threading.Thread:
    """Start importing all that writing needs; call it as soon as a write is certain, then do something else."""
    # Not a daemon: native modules crash when the interpreter ends while they are imported.
    thread = threading.Thread(target=_import_for_writing, name="ploke-imports")
    thread.start()
    return thread


def _import_for_writing() -> None:
    lancedb()
    importlib.import_module("ploke.store.rows")
    importlib.import_module("ploke.store.writer")


def _import_with_stand_ins(packages: Set[str]) -> ModuleType:
    finder = _StandInFinder(packages)
    sys.meta_path.insert(0, finder)
    try:
        return importlib.import_module("lancedb")
    finally:
        sys.meta_path.remove(finder)
        _forget(packages)


def _forget(packages: Set[str]) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
        if name != _NATIVE:
            del sys.modules[name]


class _StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serves a stand-in for every module of the packages left out."""

    def __init__(self, packages: Set[str]) -> None:
        self._packages = packages

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in self._packages:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """A stand-in has nothing to run."""


class _StandInModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        stand_in = _identity if name == "override" else _stand_in(self.__name__, name)
        setattr(self, name, stand_in)
        return stand_in


def _identity(method: _T) -> _T:
    return method


def _stand_in(module: str, name: str) -> type:
    """A class that calls the real ``module.name`` when called; an exception where an ``except`` clause may name it."""
    if name.endswith(("Error", "Exception")):
        return type(name, (Exception,), {"__module__": module})

    def call_the_real_one(cls: type, *args: Any, **keywords: Any) -> Any:
        if cls is not stand_in:
            return object.__new__(cls)  # a class that lancedb derives from the stand-in
        real = importlib.import_module(module)
        if isinstance(real, _StandInModule):
            raise ImportError(f"lancedb calls {module}.{name} while it is imported")
        return getattr(real, name)(*args, **keywords)

    stand_in = type(name, (), {"__module__": module, "__new__": call_the_real_one})
    return stand_in
