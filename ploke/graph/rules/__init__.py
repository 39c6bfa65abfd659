"""The rules of each language: how its names, modules, members and types resolve.

A language's rules are an ``Evaluator`` whose methods say where it differs; languages that see one another's names share
one. The table maps a language to a dotted path that is imported on use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ploke.graph.evaluate import Evaluator

_RULES: Final = {
    "python": "ploke.graph.rules.python:PythonRules",
    "javascript": "ploke.graph.rules.ecmascript:EcmaScriptRules",
    "jsx": "ploke.graph.rules.ecmascript:EcmaScriptRules",
    "typescript": "ploke.graph.rules.ecmascript:EcmaScriptRules",
    "tsx": "ploke.graph.rules.ecmascript:EcmaScriptRules",
    "java": "ploke.graph.rules.java:JavaRules",
    "go": "ploke.graph.rules.go:GoRules",
    "rust": "ploke.graph.rules.rust:RustRules",
    "c": "ploke.graph.rules.c:CRules",
    "cpp": "ploke.graph.rules.cpp:CppRules",
}


def has_rules(language: str) -> bool:
    """Whether references in files of ``language`` are resolved."""
    return language in _RULES


def ruled_languages() -> frozenset[str]:
    """The languages whose references are resolved."""
    return frozenset(_RULES)


def rules_of(language: str) -> type[Evaluator] | None:
    """The rules of a language; None for one whose references are not resolved."""
    path = _RULES.get(language)
    if path is None:
        return None
    module, _, name = path.partition(":")
    found: type[Evaluator] = getattr(import_module(module), name)
    return found
