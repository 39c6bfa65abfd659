"""Lua: what its grammar calls things, and the customs a query cannot say.

- What is assigned to a member of a table (``function M.a.b()``, ``M.x = function``) is called by its last name,
  qualified by the rest, and belongs to the table where the file defines that. It is a method if it is written with a
  colon or takes ``self``.
- Local variables of the file are symbols, private unless the file returns them; of tables only those fields that hold
  functions, and what is assigned to a table where the file itself runs.
- ``local x = require("m").y`` imports ``y`` from ``m`` as ``x``; other calls that load import without a name.
- Tests of busted (``describe``, ``it``) are functions with the marker ``test``.
- The text of annotations (``---@param``) is kept in the documentation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.spec import ImportedName, Judged, LanguageSpec, Level, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_TEST = re.compile(r"(?:describe|context|it|test|pending)\s*\(?\s*[\"'\[]")
_METHOD = re.compile(r"function\s+[\w.\s]+:|[^(]*\(\s*self\b")
_LAST = re.compile(r"(?:[.:]\s*|\[\s*([\"']))(\w+)(?:\1\s*\])?$")
_TO_A_TOOL = re.compile(r"--+\s*(?:stylua:|luacheck:|@(?:diagnostic|meta|module)\b|vim?:|selene:)")
_LONG = re.compile(r"--\[(=*)\[(.*)\]\1\]", re.DOTALL)
_LOADED = re.compile(
    r"""\b(?:require|dofile|loadfile)\b\s*[(,]*\s*(?:"([^"\n]+)"|'([^'\n]+)'|\[\[([^\]]+)\]\])\s*\)?(?:\s*\.\s*(\w+))?"""
)
_LOCAL = re.compile(r"local\s+([^=]*?)\s*=")
_NAME = re.compile(r"\w+")


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by Lua's customs."""
    kind, head = shape.kind, shape.head
    markers: tuple[str, ...] = ()
    if kind in _FUNCTIONS:
        if _TEST.match(head):
            return Judged(SymbolKind.FUNCTION, Visibility.PUBLIC, ("test",))
        kind = SymbolKind.METHOD if _METHOD.match(head) else SymbolKind.FUNCTION
    local = head.startswith("local") or (shape.parent_kind in _FUNCTIONS and not shape.path)
    hidden = (local and not shape.exported) or (shape.name.startswith("_") and not shape.name.startswith("__"))
    return Judged(kind, Visibility.PRIVATE if hidden else Visibility.PUBLIC, markers)


def parted(text: str) -> tuple[str, str, int]:
    """The path that a function's name stands behind, its name, and the byte at which that starts."""
    if text[0] in "\"'":
        return "", text[1:-1], 1
    found = _LAST.search(text)
    if found is None:
        return "", " ".join(text.split()), 0
    path = ".".join(part for part in re.split(r"[.:]", "".join(text[: found.start()].split())) if part)
    return path + "." if path else "", found[2], len(text[: found.start(2)].encode())


def doc_comment(text: str) -> str | None:
    """The text of a comment; empty for what speaks to a tool."""
    if _TO_A_TOOL.match(text):
        return ""
    long = _LONG.match(text)
    if long is not None:
        return long[2].strip("\n")
    return text.lstrip("-").removeprefix(" ")


def imports(text: str) -> list[ImportedName]:
    """What ``require`` and its kin load; the names that a local declaration gives it."""
    declared = _LOCAL.match(text)
    names = _NAME.findall(re.sub(r"<[^>]*>", "", declared[1])) if declared is not None else []
    if "pcall" in text:
        names = names[1:]
    rows = []
    for number, found in enumerate(_LOADED.finditer(text)):
        module = found[1] or found[2] or found[3]
        member = found[4] or ""
        alias = names[number] if number < len(names) else ""
        expression = f'"{module}".{member}' if member else f'"{module}"'
        rows.append(ImportedName(module, member, alias, 0, False, expression, found.start(found.lastindex or 0)))
    return rows


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of a function; ``...`` has no name."""
    base = node.start_byte
    return [
        Parameter(text[start:end], start, end)
        for child in node.named_children
        if child.type == "identifier"
        for start, end in ((child.start_byte - base, child.end_byte - base),)
    ]


def entries(value: Node) -> list[tuple[str, Node]]:
    """The named fields of a table."""
    found = []
    for field in value.named_children:
        name, held = field.child_by_field_name("name"), field.child_by_field_name("value")
        if name is not None and held is not None and name.type == "identifier" and name.text is not None:
            found.append(("." + name.text.decode("utf-8", "replace"), held))
    return found


SPEC = LanguageSpec(
    name="lua",
    grammars={"lua": "tree_sitter_lua:language"},
    level=Level.SYMBOLS,
    query="lua.scm",
    literals={
        "string": '""',
        "number": "0",
        "true": "true",
        "false": "false",
        "nil": "None",
        "table_constructor": "{}",
    },
    chain_types=frozenset({"identifier", "dot_index_expression", "bracket_index_expression", "function_call"}),
    containers=frozenset({"table_constructor"}),
    implicit=frozenset({"self"}),
    repeats=True,
    leading_docs=True,
    header_end=" \t\r\n{=",
    judge=judge,
    parted=parted,
    imports=imports,
    parameters=parameters,
    entries=entries,
    doc_comment=doc_comment,
    file_doc_comment=doc_comment,
)
