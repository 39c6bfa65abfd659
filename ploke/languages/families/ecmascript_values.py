"""What JavaScript and TypeScript bind: parameters, patterns taken apart, values that are one of several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.spec import Assigned, Parameter, written_type

if TYPE_CHECKING:
    from tree_sitter import Node

_NAME = r"[\w$\x80-\xff]+"
_PLAIN_PARAMETERS = re.compile(rf"\(?\s*(?:{_NAME}\s*(?:,\s*{_NAME}\s*)*,?\s*)?\)?", re.ASCII)
_WRITTEN_OUT = frozenset({"arrow_function", "function_expression", "generator_function", "class", "object"})
_WORD = re.compile(_NAME, re.ASCII)


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of a function; one that is a pattern is called by its place: ``{0}``."""
    if _PLAIN_PARAMETERS.fullmatch(text):
        return [Parameter(found[0], *found.span()) for found in _WORD.finditer(text)]
    base = node.start_byte
    rows = []
    for index, child in enumerate(child for child in node.named_children if not child.is_extra):
        kind = child.type
        named: Node | None = child
        annotation = default = None
        if kind in ("required_parameter", "optional_parameter"):
            named = child.child_by_field_name("pattern")
            annotation = child.child_by_field_name("type")
            default = child.child_by_field_name("value")
        elif kind == "assignment_pattern":
            named = child.child_by_field_name("left")
            default = child.child_by_field_name("right")
        prefix = ""
        if named is not None and named.type == "rest_pattern":
            prefix = "*"
            named = named.named_child(0)
        if named is None:
            continue
        start, end = named.start_byte - base, named.end_byte - base
        if named.type in ("identifier", "this"):
            rows.append(Parameter(prefix + text[start:end], start, end, annotation, default))
        elif named.type in ("object_pattern", "array_pattern"):
            rows.append(Parameter(f"{prefix}{{{index}}}", start, end, annotation, default, named))
    return rows


def assign(target: Node, value: Node | None) -> list[Assigned]:
    """Targets of an assignment with patterns taken apart, by element where an array is written out beside."""
    rows = []
    waiting: list[tuple[Node, Node | None, str]] = [(target, value, "")]
    while waiting:
        target, value, suffix = waiting.pop()
        kind = target.type
        if kind in ("object_assignment_pattern", "assignment_pattern"):
            left, default = target.child_by_field_name("left"), target.child_by_field_name("right")
            if left is not None and default is not None:
                if left.type == "shorthand_property_identifier_pattern":
                    suffix += f".{_text(left)}"
                rows.append(Assigned(left, default, ""))
                waiting.append((left, value, suffix))
        elif kind == "object_pattern":
            parts = [_property(child) for child in target.named_children]
            waiting += [(part, value, suffix + key) for part, key in reversed(parts) if part is not None]
        elif kind == "array_pattern":
            waiting += reversed(_elements(target, value, suffix))
        elif kind in ("rest_pattern", "parenthesized_expression", "non_null_expression", "as_expression"):
            inner = target.named_child(0)
            if inner is not None:
                waiting.append((inner, value, suffix))
        else:
            rows.append(Assigned(target, value, suffix))
    return rows


def _property(node: Node) -> tuple[Node | None, str]:
    """The target of one part of an object pattern and what selects it."""
    if node.type == "shorthand_property_identifier_pattern":
        return node, f".{_text(node)}"
    if node.type == "pair_pattern":
        return node.child_by_field_name("value"), _key(node.child_by_field_name("key"))
    if node.type in ("object_assignment_pattern", "rest_pattern"):
        return node, ""
    return None, ""


def _elements(target: Node, value: Node | None, suffix: str) -> list[tuple[Node, Node | None, str]]:
    written = None
    if value is not None and not suffix and value.type == "array":
        written = [child for child in value.named_children if not child.is_extra]
        if any(child.type == "spread_element" for child in written):
            written = None
    found: list[tuple[Node, Node | None, str]] = []
    index = 0
    for child in target.children:
        if child.type == ",":
            index += 1
        elif child.is_named and not child.is_extra:
            if child.type == "rest_pattern":
                found.append((child, None, ""))
            elif written is not None and index < len(written):
                found.append((child, written[index], ""))
            else:
                found.append((child, value, f"{suffix}[{index}]"))
    return found


def _key(node: Node | None) -> str:
    """What selects a member by a property's name: ``.name``, ``["any text"]``, ``[0]`` or ``[]``."""
    if node is None:
        return "[]"
    written = _text(node)
    if node.type == "property_identifier":
        return f".{written}"
    if node.type == "string":
        inner = written[1:-1]
        return f".{inner}" if _WORD.fullmatch(inner) and not inner[0].isdigit() else f'["{inner}"]'
    return f"[{written}]" if node.type == "number" else "[]"


def named_around(value: Node) -> Node | None:
    """The name that a declaration around an assignment gives ``value`` as well: ``a`` of ``const a = (b.c = {})``."""
    node = value.parent
    while node is not None and node.type in ("assignment_expression", "parenthesized_expression"):
        node = node.parent
    name = node.child_by_field_name("name") if node is not None and node.type == "variable_declarator" else None
    return name if name is not None and name.type == "identifier" else None


def value_type(value: Node) -> Node | str | None:
    """The type that a value says it has: that of a cast, or of an object made with type arguments."""
    if value.type != "new_expression":
        return written_type(value)
    arguments = value.child_by_field_name("type_arguments")
    made = value.child_by_field_name("constructor")
    if arguments is None or made is None or made.type not in ("identifier", "member_expression"):
        return None
    return _text(made) + _text(arguments)


def _text(node: Node) -> str:
    """The text of a node, one character a byte."""
    return node.text.decode("latin-1") if node.text is not None else ""


def alternatives(value: Node) -> list[Node] | None:
    """The values one of which an expression answers."""
    kind = value.type
    field = value.child_by_field_name
    found: list[Node | None]
    if kind == "ternary_expression":
        found = [field("consequence"), field("alternative")]
    elif kind == "binary_expression":
        operator = field("operator")
        sign = operator.type if operator is not None else ""
        if sign not in ("||", "??", "&&"):
            return None
        found = [field("right")] if sign == "&&" else [field("left"), field("right")]
    elif kind in ("assignment_expression", "augmented_assignment_expression"):
        right = field("right")
        # What is written out is known by the name it is assigned to: ``a.b = a.c = function () {}``.
        found = [field("left") if right is not None and right.type in _WRITTEN_OUT else right]
    elif kind in ("sequence_expression", "type_assertion"):
        found = [*value.named_children[-1:]]
    else:
        return None
    return [node for node in found if node is not None]


def entries(value: Node) -> list[tuple[str, Node]]:
    """The members of an object literal, with ``.*`` for all of another object's, and the elements of an array."""
    if value.type == "array":
        return [(f"[{index}]", child) for index, child in enumerate(value.named_children)]
    found = []
    for child in value.named_children:
        if child.type == "pair":
            part = child.child_by_field_name("value")
            if part is not None:
                found.append((_key(child.child_by_field_name("key")), part))
        elif child.type == "shorthand_property_identifier":
            found.append((f".{_text(child)}", child))
        elif child.type == "spread_element" and child.named_child_count:
            found.append((".*", child.named_children[0]))
        elif child.type == "method_definition":
            found.append((_key(child.child_by_field_name("name")), child))
    return [(key, part) for key, part in found if key != "[]"]
