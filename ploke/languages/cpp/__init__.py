"""C++: what its grammar calls things, and the customs a query cannot say.

- A member that is defined outside its class is a method named by its path (``A::B::f``), and belongs to that class
  where the file has it. What is only announced has the marker ``declaration``.
- Type arguments leave no trace in a name or an expression: ``Foo<int>::make<T>(x).get()`` is ``Foo::make().get()``, and
  the specialisation ``struct Foo<int>`` is called ``Foo``. ``a->b`` reads ``a.b``.
- ``T{…}``, ``new T(…)`` and the declaration ``T name(…)`` are calls of ``T``; so are bases among the initialisers of a
  constructor, where all others are written to.
- ``using a::b`` imports ``b`` of ``a``, ``using namespace a`` imports ``*`` of ``a::``, so that it is told from
  ``#include <a>``; ``namespace x = a::b`` is the alias ``x``.
- A parameter without a name is called by its place (``{0}``), variable arguments ``...``.
- ``static_cast<T*>(x)`` reads ``T``, ``std::make_unique<T>(x)`` is a call of ``T``.
- A test (``TEST(Suite, Name) { … }``) is a function called by the arguments of its macro: ``Suite.Name``.
- What stands in a namespace without a name, or is ``static`` outside classes, is private: the file's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.cpp.macros import repair, without_macros
from ploke.languages.cpp.names import parted, without_arguments
from ploke.languages.families import c_declarators
from ploke.languages.families.c_declarators import parameters
from ploke.languages.families.c_family import (
    CHAIN_TYPES,
    LITERALS,
    UNSCOPED,
    doc_behind,
    doc_comment,
    file_doc_comment,
    module_name,
)
from ploke.languages.families.c_family import alternatives as values_of
from ploke.languages.families.c_family import entries as entries_of
from ploke.languages.families.c_family import imports as includes
from ploke.languages.families.c_tokens import tokens
from ploke.languages.spec import Assigned, Declared, ImportedName, Judged, LanguageSpec, Level, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_TYPES = frozenset({SymbolKind.CLASS, SymbolKind.STRUCT, SymbolKind.UNION, SymbolKind.ENUM})
_CLASSES = frozenset({SymbolKind.CLASS, SymbolKind.STRUCT, SymbolKind.UNION})
_BEFORE = ("static", "extern", "virtual", "explicit", "friend", "inline", "constexpr", "consteval", "mutable")
_BEHIND = ("const", "volatile", "noexcept", "override", "final")
_WORD = re.compile(r"\w+")
_NESTED = re.compile(r"<[^<>]*>|\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_ARROW = re.compile(r"->\s*(.+?)\s*(?:\b(?:override|final|requires)\b.*)?$", re.DOTALL)
_SCOPED = re.compile(r"\benum\s+(?:class|struct)\b")
_LAST = re.compile(r"\)[^()]*=\s*(0|default|delete)\s*(?:\(.*\)\s*)?$", re.DOTALL)
_ANONYMOUS = "anonymous"
_UNTYPED = frozenset({"auto", "decltype(auto)", "auto &", "auto &&", "auto *"})


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers, from the words before and behind a definition's name."""
    kind = shape.kind
    markers: list[str] = []
    if kind in _FUNCTIONS:
        kind = _judge_function(shape, markers)
    else:
        before = _before_name(shape)
        words = set(_WORD.findall(before))
        markers += [word for word in _BEFORE if word in words]
        if kind in _TYPES:
            if not shape.bodied:
                markers.append("declaration")
            elif re.search(r"\bfinal\b", shape.head):
                markers.append("final")
            if kind is SymbolKind.ENUM and not _SCOPED.search(shape.head):
                markers += UNSCOPED
        elif kind is SymbolKind.TRAIT:
            markers.append("concept")
        elif kind is SymbolKind.NAMESPACE:
            markers.append("open")
        elif kind is SymbolKind.VARIABLE:
            if "extern" in words and "=" not in shape.head:
                markers.append("declaration")
            if "constexpr" in words or ("const" in words and not before.rstrip().endswith(("*", "&"))):
                kind = SymbolKind.CONSTANT
    if _ANONYMOUS in shape.modifiers:
        markers.append("internal")
    return Judged(kind, _visibility(shape, markers), tuple(markers))


def _judge_function(shape: Shape, markers: list[str]) -> SymbolKind:
    """The kind of a function; what marks it is added to ``markers``."""
    name, head = shape.name, shape.head
    if head.startswith("template"):
        head = _without_template(head)
    before = _before_name(shape, head)
    words = _WORD.findall(before)
    markers += [word for word in _BEFORE if word in words]
    behind = head[len(before) + len(name) :]
    if ")" in behind and ("const" in behind or "noexcept" in behind or "override" in behind or "final" in behind):
        tail = behind
        while (shorter := _NESTED.sub(" ", tail)) != tail:
            tail = shorter
        tail = tail.partition("->")[0].partition(" : ")[0]
        words = _WORD.findall(tail)
        markers += [word for word in _BEHIND if word in words]
    if name.startswith("operator") and not name[8:9].isalnum() and name[8:9] != "_":
        markers.append("operator")
    if "." in name or head.startswith(("TEST", "SCENARIO", "BENCHMARK", "BOOST_")):
        markers.append("test")
    last = _LAST.search(head) if not shape.bodied else None
    if last is not None:
        markers.append({"0": "abstract", "default": "default", "delete": "delete"}[last[1]])
    elif not shape.bodied:
        markers.append("declaration")
    if "friend" in markers:
        return SymbolKind.FUNCTION
    owner = shape.path.removesuffix("::").rpartition("::")[2] if shape.path else shape.parent_name
    if name == owner and shape.kind is SymbolKind.METHOD:
        return SymbolKind.CONSTRUCTOR
    if name.startswith("~"):
        markers.append("destructor")
    return shape.kind


def _before_name(shape: Shape, head: str = "") -> str:
    """What stands before the name in a definition's head."""
    head = head or shape.head
    name = "operator" if shape.name.startswith("operator") else shape.name
    at = head.find(name)
    while at > 0 and (head[at - 1].isalnum() or head[at - 1] == "_"):
        at = head.find(name, at + 1)
    return head[:at] if at >= 0 else head


def _without_template(head: str) -> str:
    """A head without the parameters of templates that it starts with."""
    while head.startswith("template"):
        depth = 0
        for index, sign in enumerate(head):
            depth += (sign == "<") - (sign == ">" and head[index - 1] not in "-=")
            if sign == ">" and not depth:
                head = head[index + 1 :].lstrip()
                break
        else:
            return head
    return head


def _visibility(shape: Shape, markers: list[str]) -> Visibility:
    if shape.parent_kind in _CLASSES and not shape.path and "friend" not in markers:
        for word in shape.modifiers:
            if word != _ANONYMOUS:
                return Visibility(word)
        return Visibility.PRIVATE if shape.parent_kind is SymbolKind.CLASS else Visibility.PUBLIC
    if _ANONYMOUS in shape.modifiers or ("static" in markers and not shape.path):
        return Visibility.PRIVATE
    return Visibility.PUBLIC


def declared(annotation: Node | None, declarator: Node, source: str) -> Declared | None:
    """What a declarator declares: as in C, but for operators that convert, and what functions say behind their name."""
    kind = declarator.type
    if kind in ("operator_cast", "qualified_identifier"):
        return _converter(declarator, source) or (
            c_declarators.declared(annotation, declarator, source) if annotation is not None else None
        )
    found = c_declarators.declared(annotation, declarator, source)
    if found is None or found.parameters is None:
        return found
    behind = source[found.parameters.end_byte : declarator.end_byte]
    arrow = _ARROW.search(behind) if "->" in behind else None
    if arrow is not None:
        return found._replace(annotation=arrow[1])
    if annotation is None:
        return found._replace(annotation="")
    sign = source[declarator.start_byte : found.name.start_byte].strip()
    written = source[annotation.start_byte : annotation.end_byte]
    return found._replace(annotation=f"{written} {sign}" if sign else written)


def _converter(declarator: Node, source: str) -> Declared | None:
    """``operator bool() const``, perhaps behind a path."""
    node: Node | None = declarator
    while node is not None and node.type == "qualified_identifier":
        node = node.child_by_field_name("name")
    if node is None or node.type != "operator_cast":
        return None
    converted, function = node.child_by_field_name("type"), node.child_by_field_name("declarator")
    while function is not None and function.type != "abstract_function_declarator":
        function = function.child_by_field_name("declarator") or next(iter(function.named_children), None)
    if converted is None or function is None:
        return None
    listed = function.child_by_field_name("parameters")
    return Declared(declarator, source[converted.start_byte : function.start_byte].strip(), listed)


def imports(text: str) -> list[ImportedName]:
    """Includes as in C; ``using`` declarations and directives; aliases of namespaces."""
    found = _USING.match(text)
    if found is None:
        loaded = _LOADED.match(text)
        if loaded is None:
            return includes(text)
        return [ImportedName(loaded[1], "*", "", 0, False, loaded[1], loaded.start(1))]
    path = "".join((found["path"] or found["of"]).split())
    offset = found.start("path" if found["path"] else "of")
    if found["of"]:
        return [ImportedName(path, "", found["alias"], 0, False, path, offset + path.rfind(":") + 1)]
    if found["what"] in ("namespace", "enum"):
        return [ImportedName(f"{path}::", "*", "", 0, False, path, offset + path.rfind(":") + 1)]
    names = []
    for part in _USED.finditer(text, found.start("path")):
        module, _, name = "".join(part[0].split()).rpartition("::")
        module = without_arguments(module)
        names.append(ImportedName(module, name, name, 0, False, f"{module}::{name}", part.end() - len(name)))
    return names


_PATH = r"(?:::\s*)?\w+(?:\s*<[^;]*?>)?(?:\s*::\s*(?:template\s+)?\w+(?:\s*<[^;]*?>)?)*"
_USING = re.compile(
    rf"using\s+(?:(?P<what>namespace|enum|typename)\b\s*)?(?P<path>{_PATH})|namespace\s+(?P<alias>\w+)\s*=\s*(?P<of>{_PATH})"
)
_LOADED = re.compile(r"(?:export\s+)?import\s+([\w.:]+)")
_USED = re.compile(r"(?:::\s*)?\w+(?:\s*<[^;]*?>)?(?:\s*::\s*(?:operator[^;,]+|\w+))+")


def read_parameters(node: Node, text: str) -> list[Parameter]:
    """As in C; what is left to the compiler is no type."""
    found = parameters(node, text, nameless=True)
    if "auto" in text:
        found = [one._replace(annotation=None) if one.annotation in _UNTYPED else one for one in found]
    return found


def alternatives(value: Node) -> list[Node] | None:
    """As in C; an awaited expression answers what it awaits."""
    if value.type == "co_await_expression":
        inner = value.child_by_field_name("argument")
        return [inner] if inner is not None else []
    if value.type == "argument_list":
        return value.named_children if value.named_child_count == 1 else None
    return values_of(value)


def entries(value: Node) -> list[tuple[str, Node]]:
    """As in C; what is written without ``=`` is given to a constructor, and no entry of anything."""
    before = value.prev_sibling
    return entries_of(value) if before is not None and before.type == "=" else []


def assign(target: Node, value: Node | None) -> list[Assigned]:
    """The names of a structured binding, each with its place in the value."""
    if target.type != "structured_binding_declarator":
        return [Assigned(target, value, "")]
    names = [child for child in target.named_children if child.type == "identifier"]
    return [Assigned(name, value, f"[{place}]" if value is not None else "") for place, name in enumerate(names)]


SPEC = LanguageSpec(
    name="cpp",
    grammars={"cpp": "tree_sitter_cpp:language"},
    level=Level.COMPLETE,
    query="c_family.scm",
    more_queries={"cpp": ("cpp.scm",)},
    separator="::",
    kinds={"test": SymbolKind.FUNCTION},
    literals={**LITERALS, "raw_string_literal": '""', "null": "nullptr", "initializer_list": "{}"},
    chain_types=CHAIN_TYPES
    | {"this", "qualified_identifier", "template_function", "new_expression", "compound_literal_expression"},
    names=frozenset({"field_identifier", "type_identifier"}),
    containers=frozenset({"initializer_list"}),
    functions=frozenset({"lambda_expression"}),
    argument_lists=frozenset({"argument_list"}),
    spreads={"parameter_pack_expansion": "*"},
    overloads=True,
    joints=r"\.|->|::",
    referring="[&*]?",
    literal_words={**dict.fromkeys(("NULL", "nullptr"), "nullptr"), "true": "true", "false": "false", "sizeof()": "0"},
    transparent=frozenset({"parenthesized_expression"}),
    untyped=frozenset({"auto", "decltype(auto)"}),
    implicit=frozenset({"this"}),
    assignment_declares=False,
    seen_behind="name",
    types_apart=True,
    repeats=True,
    leading_docs=True,
    prepare=without_macros,
    repair=repair,
    parted=parted,
    header_end=" \t\r\n{=",
    statement_end=" \t\r\n;,",
    judge=judge,
    imports=imports,
    module_name=module_name,
    parameters=read_parameters,
    assign=assign,
    declared=declared,
    tokens=tokens,
    alternatives=alternatives,
    entries=entries,
    doc_comment=doc_comment,
    file_doc_comment=file_doc_comment,
    doc_behind=doc_behind,
)
