"""What JavaScript and TypeScript share: the customs a query cannot say, and what their grammars call alike."""

from __future__ import annotations

import re

from ploke.languages.families.ecmascript_imports import imports
from ploke.languages.families.ecmascript_values import (
    alternatives,
    assign,
    entries,
    named_around,
    parameters,
    value_type,
)
from ploke.languages.module_names import path_parts
from ploke.languages.spec import Judged, LanguageSpec, Level, Owner, Shape
from ploke.model.facts import SymbolKind, Visibility

_NAME = r"[\w$\x80-\xff]+"
_HEAD_WORDS = frozenset(
    "export default declare abstract static readonly override async get set private protected public accessor const "
    "let var function function* class interface enum type namespace module import *".split()
)
_MARKERS = ("default", "declare", "abstract", "static", "readonly", "override", "async")
_KEY = re.compile(r"""(?:[\w$]+|"[^"\n]*"|'[^'\n]*'|\[[^\n]*?\])\s*:""")
"""How a member of an object literal starts: a function there is no name where it stands, which ``member`` marks."""
_VALUE = re.compile(r"=\s*(?:async\b|function\b|\(|[\w$]+\s*=>)")
"""How the value of a declaration with a type starts."""
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
    if shape.parent_kind not in _MEMBER_PARENTS and _KEY.match(head) and not _VALUE.search(head):
        markers.append("member")
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
        return Owner(expression.removesuffix(".prototype"), SymbolKind.METHOD, ("prototype",))
    if expression.startswith(("this", "super", "module")) or not _OWNER.fullmatch(expression):
        return None
    return Owner(expression, SymbolKind.METHOD, ("static",))


def offered(target: str) -> str:
    """The name that assigning ``target`` exports in a CommonJS module."""
    if not target.startswith(("exports", "module")):
        return ""
    found = _OFFERED.fullmatch(target)
    return (found[1] or "=") if found else ""


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


def module_name(path: str) -> str:
    """The path without its extension, ``index`` folded into its folder."""
    parts = path_parts(path)
    parts[-1] = parts[-1].removesuffix(".d")
    return "/".join(parts[:-1] if parts[-1] == "index" and len(parts) > 1 else parts)


ECMASCRIPT = LanguageSpec(
    name="ecmascript",
    module_name=module_name,
    level=Level.COMPLETE,
    kinds={**dict.fromkeys(("expression", "test", "value"), SymbolKind.FUNCTION), "alias": SymbolKind.TYPE_ALIAS},
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
    casts=frozenset({"as_expression", "new_expression"}),
    implicit=frozenset({"this", "super", "arguments", "undefined"}),
    containers=frozenset({"object", "array"}),
    functions=frozenset({"arrow_function", "function_expression", "generator_function"}),
    argument_lists=frozenset({"arguments"}),
    spreads={"spread_element": "*"},
    joints=r"\??\.",
    plain_lists=True,
    literal_words={"null": "null", "undefined": "undefined", "true": "true", "false": "false", "yield": ""},
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
    named_around=named_around,
    imports=imports,
    parameters=parameters,
    assign=assign,
    value_type=value_type,
    alternatives=alternatives,
    entries=entries,
    doc_comment=doc_comment,
    file_doc_comment=file_doc_comment,
)
"""Everything but the grammars and queries, which each of the two languages adds."""
