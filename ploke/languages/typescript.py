"""TypeScript and TSX."""

from __future__ import annotations

from dataclasses import replace

from ploke.languages.ecmascript import ECMASCRIPT

SPEC = replace(
    ECMASCRIPT,
    name="typescript",
    grammars={
        "typescript": "tree_sitter_typescript:language_typescript",
        "tsx": "tree_sitter_typescript:language_tsx",
    },
    query="typescript.scm",
    more_queries={"typescript": ("ecmascript.scm",), "tsx": ("ecmascript.scm", "jsx.scm")},
)
