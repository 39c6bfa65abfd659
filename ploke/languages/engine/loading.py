"""A grammar from where it lies: a Python package, a bundle of many grammars, or a library of the user's own."""

from __future__ import annotations

import ctypes
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import tree_sitter

BUNDLE = "tree_sitter_language_pack"


class GrammarError(ValueError):
    """A grammar cannot be loaded; the message is one sentence for people."""


def is_library(place: str) -> bool:
    """Whether ``place`` is the path of a library and not ``package:function``."""
    return "/" in place or "\\" in place


def is_installed(place: str) -> bool:
    """Whether what a grammar lies in is there; nothing is loaded."""
    return Path(place).is_file() if is_library(place) else find_spec(place.partition(":")[0]) is not None


@cache
def load_language(place: str) -> tree_sitter.Language:
    """The grammar at ``place``: ``package:function``, ``tree_sitter_language_pack:name`` or the path of a library.

    A library ``…/rocket.so`` or ``…/tree-sitter-rocket.so`` must have the function ``tree_sitter_rocket``. Raises
    ``GrammarError``.
    """
    try:
        if is_library(place):
            return tree_sitter.Language(_from_library(Path(place)))
        package, _, function = place.partition(":")
        module = import_module(package)
        if package == BUNDLE:
            return tree_sitter.Language(module.get_binding(function))
        return tree_sitter.Language(getattr(module, function)())
    except GrammarError:
        raise
    except ModuleNotFoundError as error:
        raise GrammarError(f"the package {error.name} is not installed") from error
    except AttributeError as error:
        raise GrammarError(f"{place.partition(':')[0]} has no function {place.partition(':')[2]}") from error
    except TypeError as error:
        raise GrammarError(f"{place} is no function that gives a grammar") from error
    except LookupError as error:
        raise GrammarError(f"{BUNDLE} has no grammar {place.partition(':')[2]}") from error
    except (OSError, ImportError) as error:
        raise GrammarError(f"{place} cannot be loaded: {error}") from error
    except ValueError as error:
        raise GrammarError(f"{place} does not fit the installed tree-sitter: {error}") from error


def _from_library(path: Path) -> object:
    name = path.name.split(".")[0].removeprefix("lib").removeprefix("tree-sitter-").replace("-", "_")
    function = getattr(ctypes.CDLL(str(path)), f"tree_sitter_{name.removeprefix('tree_sitter_')}", None)
    if function is None:
        raise GrammarError(f"{path} has no function tree_sitter_{name}")
    function.restype = ctypes.c_void_p
    capsule = ctypes.pythonapi.PyCapsule_New
    capsule.restype, capsule.argtypes = ctypes.py_object, (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
    return capsule(function(), b"tree_sitter.Language", None)
