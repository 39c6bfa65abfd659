"""What a language and its frameworks do with definitions unasked: who calls what that no source names.

One file a language, as data and small functions; ``customs_of`` finds it. A language without one has the customs of
none: nothing is said of what its definitions are used for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from ploke.graph.customs.customs import NONE, Customs

_HOMES = {
    "python": "ploke.graph.customs.python",
    "javascript": "ploke.graph.customs.ecmascript",
    "typescript": "ploke.graph.customs.ecmascript",
    "vue": "ploke.graph.customs.ecmascript",
    "svelte": "ploke.graph.customs.ecmascript",
    "astro": "ploke.graph.customs.ecmascript",
    "go": "ploke.graph.customs.go",
    "rust": "ploke.graph.customs.rust",
    "java": "ploke.graph.customs.java",
    "c": "ploke.graph.customs.c_family",
    "cpp": "ploke.graph.customs.c_family",
}


@cache
def customs_of(language: str) -> Customs:
    """The customs of a language by its name in the registry of languages."""
    home = _HOMES.get(language)
    if home is None:
        return NONE
    found: Customs = import_module(home).CUSTOMS
    return found
