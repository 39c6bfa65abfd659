"""JavaScript and JSX."""

from __future__ import annotations

from dataclasses import replace

from ploke.languages.families.ecmascript import ECMASCRIPT
from ploke.languages.families.ecmascript_docs import documented_types

SPEC = replace(
    ECMASCRIPT,
    name="javascript",
    documented_types=documented_types,
    grammars={"javascript": "tree_sitter_javascript:language"},
    query="javascript.scm",
    more_queries={"javascript": ("ecmascript.scm", "jsx.scm"), "jsx": ("ecmascript.scm", "jsx.scm")},
)
