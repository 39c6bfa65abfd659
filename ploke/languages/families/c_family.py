"""What C and C++ say alike: comments, includes, values, the customs of their preprocessor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.engine.text import dedent
from ploke.languages.spec import ImportedName

if TYPE_CHECKING:
    from tree_sitter import Node

_INCLUDE = re.compile(r"#\s*(?:include(?:_next)?|import)\s*(?:\"([^\"\n]*)\"|<([^>\n]*)>)")
_LICENCE = re.compile(
    r"copyright|\(c\)\s*\d{4}|licen[sc]ed?\b|SPDX-|all rights reserved|permission is hereby|redistribution and use",
    re.I,
)
_RULE = re.compile(r"[\s*=#~+_/\\-]*")
_EDGE = re.compile(r"^[ \t]*\*+(?!\S*\*/)[ \t]?", re.MULTILINE)

LITERALS = {
    "string_literal": '""',
    "concatenated_string": '""',
    "char_literal": "''",
    "number_literal": "0",
    "true": "true",
    "false": "false",
    "null": "NULL",
    "sizeof_expression": "0",
}
UNSCOPED = ("unscoped",)
"""The markers of an enum whose members are names of the scope around it."""
CHAIN_TYPES = frozenset({"identifier", "field_expression", "call_expression", "subscript_expression"})


def module_name(path: str) -> str:
    """What an ``#include`` ends in: the file's name. Which folders stand before it depends on where it is included."""
    return path.rpartition("/")[2]


def imports(text: str) -> list[ImportedName]:
    """An ``#include``: every name of the file. The quoted form looks beside this file first, which level 1 says."""
    found = _INCLUDE.match(text)
    if found is None:
        return []
    if found[1] is not None:
        return [ImportedName(found[1], "*", "", 1, False, f'"{found[1]}"', found.start(1))]
    return [ImportedName(found[2], "*", "", 0, False, f"<{found[2]}>", found.start(2))]


def doc_comment(text: str) -> str | None:
    """What a comment says of the definition just below it; None where it speaks of what stands before it."""
    if text.startswith(("/**<", "/*!<", "///<", "//!<")) or not text.startswith(("//", "/*")):
        return None
    return _line(text) if text.startswith("//") else _block(text)


def doc_behind(text: str) -> str | None:
    """What a comment says of what stands before it."""
    if not text.startswith(("/**<", "/*!<", "///<", "//!<")):
        return None
    return _line(text[4:]) if text.startswith("//") else _block("/*" + text[4:])


def file_doc_comment(text: str) -> str | None:
    """What a comment at the start of a file says of it, up to where its licence begins."""
    written = doc_comment(text)
    if written is None:
        return None
    kept: list[str] = []
    for paragraph in re.split(r"\n\s*\n", written):
        if _LICENCE.search(paragraph):
            break
        kept.append(paragraph)
    return "\n\n".join(kept) or None


def _line(text: str) -> str | None:
    text = text.lstrip("/").removeprefix("!").rstrip()
    return "" if _RULE.fullmatch(text) else text.removeprefix(" ")


def _block(text: str) -> str:
    body = text.removeprefix("/*").removesuffix("*/").lstrip("*!")
    lines = body.split("\n")
    if len(lines) > 1 and all(line.lstrip().startswith("*") for line in lines[1:-1] if line.strip()):
        body = _EDGE.sub("", body)
    kept = [line for line in body.split("\n") if not line.strip() or not _RULE.fullmatch(line)]
    return dedent("\n".join(kept)).strip().rstrip("*").rstrip()


def alternatives(value: Node) -> list[Node] | None:
    """What a cast, an address, a dereference, a choice or an assignment answers."""
    kind = value.type
    if kind in ("cast_expression", "compound_literal_expression"):
        inner = value.child_by_field_name("value")
        return [inner] if inner is not None and kind == "cast_expression" else None
    if kind == "pointer_expression":
        inner = value.child_by_field_name("argument")
        return [inner] if inner is not None else []
    if kind == "conditional_expression":
        parts = (value.child_by_field_name("consequence"), value.child_by_field_name("alternative"))
        return [part for part in parts if part is not None]
    if kind in ("assignment_expression", "comma_expression"):
        inner = value.child_by_field_name("right")
        return [inner] if inner is not None else []
    return None


def entries(value: Node) -> list[tuple[str, Node]]:
    """What a list of initialisers gives each place that is given a name: ``[0].open``, ``[1][2]``, ``.read``."""
    found: list[tuple[str, Node]] = []
    text = value.text
    waiting: list[tuple[str, Node]] = [("", value)] if text is not None and _NAMES_SOMETHING.search(text) else []
    while waiting:
        key, node = waiting.pop()
        if node.type != "initializer_list":
            found.append((key, node))
            continue
        inner: list[tuple[str, Node]] = []
        place = 0
        for child in node.named_children:
            if child.is_extra:
                continue
            part: Node | None = child
            suffix = f"[{place}]"
            if child.type == "initializer_pair":
                part = child.child_by_field_name("value")
                suffix = "".join(map(_designated, child.children_by_field_name("designator")))
            place += 1
            if part is not None and part.type == "cast_expression":
                part = part.child_by_field_name("value")
            if part is not None and part.type == "pointer_expression":
                part = part.child_by_field_name("argument")
            if part is not None and part.type in _NAMED and not _is_constant(part):
                inner.append((key + suffix, part))
        waiting.extend(reversed(inner))
    return found


_NAMES_SOMETHING = re.compile(rb"[{,=]\s*(?:\([^()]*\)\s*)?&?\s*[A-Za-z_]\w*\s*(?:[,}.]|->)")
"""Tables of numbers are long: their nodes are not looked at."""
_NAMED = frozenset({"initializer_list", "identifier", "field_expression"})


def _is_constant(node: Node) -> bool:
    """Names in capitals are numbers by custom: tables are full of them."""
    text = node.text
    return node.type == "identifier" and text is not None and text.isupper()


def _designated(designator: Node) -> str:
    text = (designator.text or b"").decode("utf-8", "replace")
    return text if designator.type == "field_designator" else "[" + text.strip("[] ") + "]"
