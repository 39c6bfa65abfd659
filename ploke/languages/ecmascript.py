"""What JavaScript and TypeScript share: the customs a query cannot say, and what their grammars call alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.ecmascript_imports import imports
from ploke.languages.spec import Assigned, Judged, LanguageSpec, Owner, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_NAME = r"[\w$\x80-\xff]+"
_PLAIN_PARAMETERS = re.compile(rf"\(?\s*(?:{_NAME}\s*(?:,\s*{_NAME}\s*)*,?\s*)?\)?", re.ASCII)
_WORD = re.compile(_NAME, re.ASCII)
_HEAD_WORDS = frozenset(
    "export default declare abstract static readonly override async get set private protected public accessor const "
    "let var function function* class interface enum type namespace module import *".split()
)
_MARKERS = ("default", "declare", "abstract", "static", "readonly", "override", "async")
_ASYNC_VALUE = re.compile(r"[=:]\s*async\b")
_GENERATOR_VALUE = re.compile(r"[=:]\s*(?:async\s+)?function\s*\*")
_TEST_HEAD = re.compile(r"[\w$.]+[(`]")
_MEMBER_PARENTS = frozenset(
    {
        SymbolKind.CLASS,
        SymbolKind.INTERFACE,
        SymbolKind.ENUM,
        SymbolKind.TYPE_ALIAS,
        SymbolKind.CONSTANT,
        SymbolKind.VARIABLE,
        SymbolKind.FIELD,
    }
)
_LEADING_DECORATORS = re.compile(r"(?:@[\w$.]+(?:\((?:[^()]|\([^()]*\))*\))?\s*)+")
_FILE_TAG = re.compile(r"@(?:file|fileoverview|overview|module|packageDocumentation|license)\b")
_COMMENT_EDGE = re.compile(r"^[ \t]*\*(?: |$)?", re.MULTILINE)
_DIRECTIVE = re.compile(r"[/*\s]*(?:eslint|jshint|jslint|global|ts-|@ts-|@flow|tslint|istanbul|prettier|#|<reference)")
_GLOBAL_OBJECTS = frozenset({"window", "globalThis", "self", "global"})
_OFFERED = re.compile(rf"(?=exports\.|module\.)(?:module\s*\.\s*)?exports(?:\s*\.\s*({_NAME}))?", re.ASCII)
_OWNER = re.compile(rf"{_NAME}(?:\.{_NAME})*", re.ASCII)


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers, from the words a definition starts with."""
    kind, head = shape.kind, shape.head
    if head.startswith("@"):
        head = _LEADING_DECORATORS.sub("", head, count=1)
    words: list[str] = []
    word = ""
    for word in head.split():
        if word not in _HEAD_WORDS or (word == shape.name and "export" not in words):
            break
        words.append(word)
    markers = ["exported"] if "export" in words else []
    markers += [marker for marker in _MARKERS if marker in words]
    if kind is SymbolKind.FUNCTION or kind is SymbolKind.METHOD:
        kind = _judge_function(shape, head, words, markers)
        if word[:1] == "*" or "function*" in words or _GENERATOR_VALUE.search(head):
            markers.append("generator")
    elif kind is SymbolKind.CONSTANT and ("let" in words or "var" in words):
        kind = SymbolKind.VARIABLE
    elif kind is SymbolKind.VARIABLE and words[-1:] == ["import"]:
        kind = SymbolKind.TYPE_ALIAS
    return Judged(kind, _visibility(shape, words), tuple(markers))


def _judge_function(shape: Shape, head: str, words: list[str], markers: list[str]) -> SymbolKind:
    """The kind of a function; what marks it is added to ``markers``."""
    name, kind = shape.name, shape.kind
    if "async" not in words and _ASYNC_VALUE.search(head):
        markers.append("async")
    if shape.repeated and not shape.bodied:
        markers.append("overload")
    if "get" in words or "set" in words:
        markers.append("getter" if "get" in words else "setter")
        return SymbolKind.PROPERTY
    if kind is SymbolKind.METHOD and name == "constructor" and shape.parent_kind is SymbolKind.CLASS:
        return SymbolKind.CONSTRUCTOR
    if not words and not head.startswith((f"{name}(", f"{name}<")) and _TEST_HEAD.match(head):
        markers.append("test")
    return kind


def _visibility(shape: Shape, words: list[str]) -> Visibility:
    if "private" in words or shape.name.startswith("#"):
        return Visibility.PRIVATE
    if "protected" in words:
        return Visibility.PROTECTED
    if shape.exported or "export" in words or "declare" in words or shape.parent_kind in _MEMBER_PARENTS:
        return Visibility.PUBLIC
    if shape.parent_kind is SymbolKind.NAMESPACE and "declare" in shape.parent_markers:
        return Visibility.PUBLIC
    return Visibility.INTERNAL


def owner(expression: str) -> Owner | None:
    """What owns a function assigned to a member of ``expression``."""
    if expression in ("exports", "module.exports"):
        return Owner("", SymbolKind.FUNCTION, ("exported",))
    if expression in _GLOBAL_OBJECTS:
        return Owner("", SymbolKind.FUNCTION)
    if expression.endswith(".prototype"):
        return Owner(expression.removesuffix(".prototype"), SymbolKind.METHOD)
    if expression.startswith(("this", "super", "module")) or not _OWNER.fullmatch(expression):
        return None
    return Owner(expression, SymbolKind.METHOD, ("static",))


def offered(target: str) -> str:
    """The name that assigning ``target`` exports in a CommonJS module."""
    if not target.startswith(("exports", "module")):
        return ""
    found = _OFFERED.fullmatch(target)
    return (found[1] or "=") if found else ""


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
        found = [field("right")]
    elif kind in ("sequence_expression", "type_assertion"):
        found = [*value.named_children[-1:]]
    else:
        return None
    return [node for node in found if node is not None]


def entries(value: Node) -> list[tuple[str, Node]]:
    """The members of an object literal and the elements of an array."""
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
        elif child.type == "method_definition":
            found.append((_key(child.child_by_field_name("name")), child))
    return [(key, part) for key, part in found if key != "[]"]


def doc_comment(text: str) -> str | None:
    """The text of a JSDoc comment."""
    if not text.startswith("/**") or len(text) < 5:
        return None
    return _COMMENT_EDGE.sub("", text[3:-2]).strip()


def file_doc_comment(text: str) -> str | None:
    """The text of a comment that a file starts with, unless it documents what follows or instructs a tool."""
    if text.startswith("/**"):
        return doc_comment(text) if _FILE_TAG.search(text) else None
    if text.startswith("#!") or _DIRECTIVE.match(text):
        return None
    if text.startswith("/*"):
        return _COMMENT_EDGE.sub("", text[2:-2]).strip()
    return text[2:].strip() if text.startswith("//") else None


ECMASCRIPT = LanguageSpec(
    name="ecmascript",
    kinds={"test": SymbolKind.FUNCTION, "value": SymbolKind.FUNCTION},
    holder_kinds={"class": SymbolKind.CLASS},
    nameless=frozenset({"module"}),
    literals={
        "string": '""',
        "template_string": '""',
        "number": "0",
        "true": "true",
        "false": "false",
        "null": "null",
        "undefined": "undefined",
        "array": "[]",
        "object": "{}",
        "regex": "/./",
    },
    chain_types=frozenset(
        {
            "identifier",
            "this",
            "super",
            "member_expression",
            "nested_identifier",
            "call_expression",
            "new_expression",
            "subscript_expression",
            "shorthand_property_identifier",
        }
    ),
    names=frozenset(
        {
            "type_identifier",
            "property_identifier",
            "private_property_identifier",
            "shorthand_property_identifier_pattern",
        }
    ),
    member_names=frozenset(
        {
            "property_identifier",
            "private_property_identifier",
            "computed_property_name",
            "string",
            "template_string",
            "number",
            "default",
        }
    ),
    casts=frozenset({"as_expression"}),
    implicit=frozenset({"this", "super", "arguments", "undefined"}),
    containers=frozenset({"object", "array"}),
    transparent=frozenset(
        {
            "parenthesized_expression",
            "await_expression",
            "non_null_expression",
            "as_expression",
            "satisfies_expression",
        }
    ),
    assignment_declares=False,
    patterns_declare=True,
    types_apart=True,
    repeats=True,
    scope_hides_members=True,
    header_end=" \t\r\n{:=",
    judge=judge,
    owner=owner,
    offered=offered,
    imports=imports,
    parameters=parameters,
    assign=assign,
    alternatives=alternatives,
    entries=entries,
    doc_comment=doc_comment,
    file_doc_comment=file_doc_comment,
)
"""Everything but the grammars and queries, which each of the two languages adds."""
