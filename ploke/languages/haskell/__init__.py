"""Haskell: what its grammar calls things, and the customs a query cannot say.

- A signature and the equations behind it are one function; bindings without parameters are functions too. What
  ``where`` and ``let`` define is local.
- ``data`` is an enum of its constructors, ``newtype`` a struct; fields belong to the type. A class is a trait with
  the classes of its context as bases, an instance an implementation, named after its type, with the class as base.
- Where the module's header lists exports, all other definitions of the file are private.
- ``-- |`` documents what follows it, ``-- ^`` what it stands behind.
- Literate files, and both halves of an ``#if``, are made readable by ``ploke.languages.haskell.files``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.haskell.files import prepare, recover
from ploke.languages.spec import ImportedName, Judged, LanguageSpec, Level, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_LINE = re.compile(r"^[ \t]*--+ ?[|^]?", re.MULTILINE)
_MARK = re.compile(r"(?:--+|\{-)\s*([|^*$]?)")
_IMPORT = re.compile(
    r"import\s+(?:\{-.*?-\}\s*)?(?:safe\s+)?(qualified\s+)?(?:\"[^\"]*\"\s*)?([\w.']+)(?:\s+(qualified))?"
    r"(?:\s+as\s+([\w.']+))?(?:\s+(hiding))?\s*(\(.*\))?",
    re.DOTALL,
)
_COMMENT = re.compile(r"\{-.*?-\}|--[^\n]*", re.DOTALL)
_LISTED = re.compile(r"(?:\b(?:type|pattern)\s+)?([\w']+|\([^\w\s()]+\))(?:\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\))?")
_INNER = re.compile(r"[\w']+|\([^\w\s()]+\)")


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by Haskell's rules."""
    kind, head = shape.kind, shape.head
    markers: list[str] = []
    if kind in _FUNCTIONS:
        if head.startswith("foreign"):
            markers.append("extern")
        elif head.startswith("pattern "):
            markers.append("pattern")
        elif not shape.bodied and shape.parent_kind is SymbolKind.TRAIT:
            markers.append("abstract")
        elif not shape.bodied and shape.repeated:
            markers.append("declaration")
    elif kind is SymbolKind.TYPE_ALIAS:
        markers += [word for word in ("family",) if re.match(r"(?:type|data)\s+family\b", head)]
    elif kind is SymbolKind.IMPLEMENTATION and "deriving" in head[:9]:
        markers.append("derived")
    hidden = "hidden" in shape.modifiers and not shape.exported and kind is not SymbolKind.IMPLEMENTATION
    return Judged(kind, Visibility.PRIVATE if hidden else Visibility.PUBLIC, tuple(markers))


def implemented(text: str) -> tuple[str, int]:
    """The type that an instance is for: the first word of a single one, else all of them."""
    bare = text
    while bare.startswith("(") and bare.endswith(")") and _closes_at_end(bare):
        bare = bare[1:-1].strip()
    if bare == text and " " in text:
        return " ".join(text.split()), 0
    first = re.match(r"[\w.']+", bare)
    name = first[0] if first is not None else " ".join(bare.split()) or text
    return name, len(text[: max(text.find(name), 0)].encode())


def _closes_at_end(text: str) -> bool:
    depth = 0
    for index, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return index == len(text) - 1
    return False


def doc_comment(text: str) -> str | None:
    """The text of ``-- |`` or a pragma's nothing; None for other comments."""
    if text.startswith("{-#"):
        return ""
    return _documentation(text, "|")


def doc_behind(text: str) -> str | None:
    """The text of ``-- ^``."""
    return _documentation(text, "^")


def _documentation(text: str, mark: str) -> str | None:
    found = _MARK.match(text)
    if found is None or found[1] != mark:
        return None
    if text.startswith("{-"):
        return text[found.end() : -2].strip()
    return _LINE.sub("", text).strip("\n")


def imports(text: str) -> list[ImportedName]:
    """What an import brings: the module where it is qualified or whole, else each name it lists.

    Constructors and methods in parentheses behind a type are listed as names too; ``hiding`` imports all the rest.
    """
    text = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    found = _IMPORT.match(text)
    if found is None:
        return []
    module, alias, listed = found[2], found[4] or "", found[6]
    at = found.start(2) + module.rfind(".") + 1
    rows = []
    if found[1] or found[3] or alias:
        rows.append(ImportedName(module, "", alias or module, 0, False, module, at))
    if found[1] or found[3]:
        return rows
    if found[5] or listed is None:
        rows.append(ImportedName(module, "*", "", 0, False, module, at))
        return rows
    start = found.start(6) + 1
    for each in _LISTED.finditer(text, start, found.end(6) - 1):
        rows.append(_member(module, each[1], each.start(1)))
        rows += [_member(module, part[0], each.start(2) + part.start()) for part in _INNER.finditer(each[2] or "")]
    return rows or [ImportedName(module, "", "", 0, False, module, at)]


def _member(module: str, name: str, at: int) -> ImportedName:
    name = name.strip("()")
    return ImportedName(module, name, name, 0, False, f"{module}.{name}", at)


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters that are plain names."""
    base = node.start_byte
    return [
        Parameter(text[start:end], start, end)
        for child in node.named_children
        if child.type == "variable"
        for start, end in ((child.start_byte - base, child.end_byte - base),)
    ]


SPEC = LanguageSpec(
    name="haskell",
    grammars={"haskell": "tree_sitter_haskell:language"},
    level=Level.SYMBOLS,
    query="haskell.scm",
    identifier="variable",
    chain_types=frozenset({"variable", "constructor", "qualified"}),
    repeats=True,
    joins=True,
    header_end=" \t\r\n=",
    judge=judge,
    implemented=implemented,
    imports=imports,
    parameters=parameters,
    prepare=prepare,
    recover=recover,
    doc_comment=doc_comment,
    doc_behind=doc_behind,
    file_doc_comment=doc_comment,
    leading_docs=True,
)
