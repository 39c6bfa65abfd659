"""JavaScript and JSX."""

from __future__ import annotations

from dataclasses import replace

from ploke.languages.families.ecmascript import ECMASCRIPT

SPEC = replace(
    ECMASCRIPT,
    name="javascript",
    grammars={"javascript": "tree_sitter_javascript:language"},
    query="javascript.scm",
    more_queries={"javascript": ("ecmascript.scm", "jsx.scm"), "jsx": ("ecmascript.scm", "jsx.scm")},
)
