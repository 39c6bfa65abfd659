"""LanceDB, imported at less than half its price.

More than half of ``import lancedb`` goes into ``lance_namespace``, the pydantic models of a REST catalogue that a local
folder never talks to. While lancedb is imported here, those packages are stand-ins: names that import the real thing
when they are first called. Afterwards the stand-ins leave ``sys.modules``, so that whoever imports the real packages
gets the real packages. If anything about this fails, the plain import is used.
"""

from __future__ import annotations

import gc
import importlib
import importlib.abc
import importlib.machinery
import os
import sys
import threading
from collections.abc import Sequence
from functools import lru_cache
from types import ModuleType
from typing import Any

_PACKAGES = ("lance_namespace", "lance_namespace_urllib3_client")
_IMPORTING = threading.Lock()


@lru_cache(maxsize=1)
def lancedb() -> ModuleType:
    """The lancedb module."""
    with _IMPORTING:
        # Lance's Rust code logs to stderr; what matters of it reaches us as exceptions.
        os.environ.setdefault("LANCE_LOG", "error")
        os.environ.setdefault("LANCEDB_LOG", "error")
        if "lancedb" in sys.modules or any(name in sys.modules for name in _PACKAGES):
            return importlib.import_module("lancedb")
        collecting = gc.isenabled()
        gc.disable()  # an import allocates much and frees nothing
        try:
            return _import_with_stand_ins()
        except (ImportError, AttributeError, TypeError):
            _forget("lancedb", *_PACKAGES)
            return importlib.import_module("lancedb")
        finally:
            if collecting:
                gc.enable()


def _import_with_stand_ins() -> ModuleType:
    finder = _StandInFinder()
    sys.meta_path.insert(0, finder)
    try:
        return importlib.import_module("lancedb")
    finally:
        sys.meta_path.remove(finder)
        _forget(*_PACKAGES)


def _forget(*packages: str) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
        del sys.modules[name]


class _StandInFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serves a stand-in for every module of the packages left out."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in _PACKAGES:
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
        stand_in = _stand_in(self.__name__, name)
        setattr(self, name, stand_in)
        return stand_in


def _stand_in(module: str, name: str) -> type:
    """A class that calls the real ``module.name`` when called; an exception where an ``except`` clause may name it."""
    if name.endswith(("Error", "Exception")):
        return type(name, (Exception,), {"__module__": module})

    def call_the_real_one(_cls: type, *args: Any, **keywords: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*args, **keywords)

    return type(name, (), {"__module__": module, "__new__": call_the_real_one})
