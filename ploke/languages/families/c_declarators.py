"""What a declarator of the C family declares: the name deep inside it, and its type.

``const char *names[3]`` says of ``names`` that it is a ``char *[3]``: a type is written as C writes one without a name
(``void (*)(int)``), without qualifiers and storage classes before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.spec import Declared, Parameter

if TYPE_CHECKING:
    from tree_sitter import Node

_PLAIN = frozenset({"identifier", "field_identifier", "type_identifier", "primitive_type"})
_WITHOUT_FIELD = frozenset(
    {"parenthesized_declarator", "attributed_declarator", "reference_declarator", "variadic_declarator"}
)
_STATEMENTS = frozenset({"if", "while", "for", "switch", "return", "sizeof"})
"""Words before a parenthesis that broken code makes look like functions."""
_ATTRIBUTE = re.compile(r"\b__attribute(?:__)?\s*\(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\)|\[\[.*?\]\]", re.DOTALL)
_BODY = re.compile(r"\s*\{.*", re.DOTALL)
_POINTER = re.compile(r"\s+(?=[*&]+$)")


def declared(annotation: Node | None, declarator: Node, source: str) -> Declared | None:
    """The name inside ``declarator``, its type, and its parameters where it is a function rather than points to one.

    A name in parentheses and nothing else is what a macro is given that defines a function: ``TEST(name) { … }``.
    """
    start, end = declarator.byte_range
    node = declarator
    kind = node.type
    parameters = None
    while kind not in _PLAIN:
        inner = _inside(node, kind)
        if inner is None:
            break
        if kind == "function_declarator":
            parameters = node if inner.type not in _WITHOUT_FIELD else None
        elif kind != "attributed_declarator":
            parameters = None
        node = inner
        kind = node.type
    if kind not in _PLAIN and not kind.endswith(("_identifier", "_name", "_function")):
        return None
    name_start, name_end = node.byte_range
    if parameters is not None and source[name_start:name_end] in _STATEMENTS:
        return None
    before = _type_text(annotation, source)
    if node is declarator:
        return Declared(node, before)
    if kind == "type_identifier":
        parameters = None
    listed = parameters.child_by_field_name("parameters") if parameters is not None else None
    written = source[start:name_start] + source[listed.end_byte if listed is not None else name_end : end]
    if "_" in written or "[[" in written:
        written = _ATTRIBUTE.sub("", written)
    if parameters is not None and written.count("(") > written.count(")"):  # a name in parentheses: int (f)(void)
        written = written.replace("(", "", 1)
    return Declared(node, f"{before} {written}" if written.strip() else before, listed)


def parameters(node: Node, text: str, *, nameless: bool = False) -> list[Parameter]:
    """The parameters of a list; variadic ones are called ``...``.

    Those without a name are left out, unless ``nameless`` asks to call them by their place: ``{0}``.
    """
    found: list[Parameter] = []
    base = node.start_byte
    place = 0
    for child in node.named_children:
        kind = child.type
        if kind in ("parameter_declaration", "optional_parameter_declaration", "variadic_parameter_declaration"):
            declarator = child.child_by_field_name("declarator")
            one = None
            if declarator is not None:
                one = _declared_at(child.child_by_field_name("type"), declarator, text, base)
            if one is None and nameless and not (node.named_child_count == 1 and child.text == b"void"):
                one = _nameless(child, place, text, base)
            if one is not None:
                found.append(one._replace(default=child.child_by_field_name("default_value")))
            place += 1
        elif kind == "identifier":
            start, end = child.start_byte - base, child.end_byte - base
            found.append(Parameter(text[start:end], start, end))
    if nameless and node.child_count > 1 and node.children[-2].type == "...":
        end = node.children[-2].end_byte - base
        found.append(Parameter("...", end, end))
    return found


def _nameless(node: Node, place: int, text: str, base: int) -> Parameter:
    """A parameter that is declared by its type alone."""
    parts = (node.child_by_field_name("type"), node.child_by_field_name("declarator"))
    written = " ".join(text[part.start_byte - base : part.end_byte - base] for part in parts if part is not None)
    end = node.end_byte - base
    return Parameter(f"{{{place}}}", end, end, written)


def _declared_at(annotation: Node | None, declarator: Node, text: str, base: int) -> Parameter | None:
    """A parameter whose list, the whole of ``text``, starts at ``base``."""
    node = declarator
    kind = node.type
    while kind not in _PLAIN:
        inner = _inside(node, kind)
        if inner is None:
            return None
        node = inner
        kind = node.type
    start, end = node.start_byte - base, node.end_byte - base
    written = ""
    if annotation is not None:
        written = text[annotation.start_byte - base : annotation.end_byte - base]
        if "{" in written:
            written = _BODY.sub("", written)
    if node is not declarator:
        written += f" {text[declarator.start_byte - base : start]}{text[end : declarator.end_byte - base]}"
    return Parameter(text[start:end], start, end, written)


def _inside(node: Node, kind: str) -> Node | None:
    """The declarator inside a declarator."""
    if kind not in _WITHOUT_FIELD:
        return node.child_by_field_name("declarator")
    for child in node.named_children:
        if child.type in _PLAIN or child.type.endswith("_declarator"):
            return child
    return None


def _type_text(annotation: Node | None, source: str) -> str:
    """A type as written, without the body of one that is defined on the spot."""
    if annotation is None:
        return ""
    start, end = annotation.byte_range
    written = source[start:end]
    return _BODY.sub("", written) if "{" in written else written
