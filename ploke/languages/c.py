"""C: what its grammar calls things, and the customs a query cannot say.

- A declaration of a function or an external variable is a symbol with the marker ``declaration``.
- ``typedef struct { … } X`` names the struct ``X``; ``typedef struct X { … } X`` is the one symbol ``X``.
- A struct without a name is its variable or field: its members belong to that, or to the struct around it.
- ``a->b`` reads ``a.b``; so do ``(*a).b`` and ``(&a)->b``. What a cast says of an object is not known: ``?.b``.
- ``#include "x.h"`` imports ``*`` of ``x.h`` at level 1, ``#include <x.h>`` at level 0.
- The entries of a table are bound by place and name: ``commands[0][1] = getCommand``, ``ops.open = my_open``.
- A macro's parameters are bound like a function's; what its body names is read by ``families.c_tokens``.
- ``MACRO(name) { … }`` outside functions defines the function ``name``, which has the marker ``macro``.
"""

from __future__ import annotations

import re

from ploke.languages.families.c_declarators import declared, parameters
from ploke.languages.families.c_family import (
    CHAIN_TYPES,
    LITERALS,
    UNSCOPED,
    alternatives,
    doc_behind,
    doc_comment,
    entries,
    file_doc_comment,
    imports,
    module_name,
)
from ploke.languages.families.c_tokens import tokens
from ploke.languages.families.preprocessor import prepare_c, repair_c
from ploke.languages.spec import Judged, LanguageSpec, Level, Shape
from ploke.model.facts import SymbolKind, Visibility

_STORAGE = re.compile(r"\b(?:static|extern|inline|__inline|__inline__|__forceinline)\b")
_ATTRIBUTE = re.compile(r"__(?:attribute|declspec)\w*\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_HEAD = re.compile(r"[^(=]*")


def judge(shape: Shape) -> Judged:
    """Visibility and markers by C's storage classes."""
    kind, head = shape.kind, shape.head
    markers: list[str] = []
    visibility = Visibility.PUBLIC
    if kind in (SymbolKind.FUNCTION, SymbolKind.VARIABLE):
        before = _HEAD.match(_ATTRIBUTE.sub("", head) if "__" in head else head)
        words = _STORAGE.findall(before[0]) if before is not None else []
        if "static" in words:
            visibility = Visibility.PRIVATE
        markers = [word for word in ("static", "extern") if word in words]
        if any("inline" in word for word in words):
            markers.append("inline")
    if kind is SymbolKind.ENUM:
        markers += UNSCOPED
    if _is_announced(shape, markers):
        markers.append("declaration")
    return Judged(kind, visibility, tuple(markers))


def _is_announced(shape: Shape, markers: list[str]) -> bool:
    """Whether this says of something only that it exists, and is defined elsewhere."""
    kind = shape.kind
    if kind in (SymbolKind.FUNCTION, SymbolKind.STRUCT, SymbolKind.UNION):
        return not shape.bodied
    if kind is SymbolKind.VARIABLE:
        return "extern" in markers and "=" not in shape.head
    return kind is SymbolKind.TYPE_ALIAS and shape.annotation.partition(" ")[2] == shape.name


SPEC = LanguageSpec(
    name="c",
    grammars={"c": "tree_sitter_c:language"},
    level=Level.COMPLETE,
    query="c_family.scm",
    more_queries={"c": ("c.scm",)},
    literals=LITERALS,
    chain_types=CHAIN_TYPES,
    names=frozenset({"field_identifier"}),
    containers=frozenset({"initializer_list"}),
    transparent=frozenset({"parenthesized_expression"}),
    assignment_declares=False,
    seen_behind="name",
    implicit=frozenset({"char", "const", "double", "float", "int", "long", "short", "signed", "struct", "unsigned"}),
    repeats=True,
    header_end=" \t\r\n{\\",
    statement_end=" \t\r\n;,",
    judge=judge,
    imports=imports,
    module_name=module_name,
    parameters=parameters,
    declared=declared,
    tokens=tokens,
    prepare=prepare_c,
    repair=repair_c,
    alternatives=alternatives,
    entries=entries,
    doc_comment=doc_comment,
    file_doc_comment=file_doc_comment,
    doc_behind=doc_behind,
)
