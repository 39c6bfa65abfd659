"""Go: what its grammar calls things, and the customs a query cannot say.

- A method belongs to the type of its receiver: it is ``Type.Method``, and the type's symbol is its parent where the
  file defines that first. The receiver is its first parameter. Parameters without a name count: ``{0}``.
- A type defined from another (``type Handler func()``) is a class bound to that type, an alias (``type A = B``) is a
  type alias. An embedded field is a base, and a field with the marker ``embedded``.
- ``T{…}``, ``new(T)`` and ``make(T)`` are calls of ``T``, and so is ``x.(T)`` in an expression, as it says its type.
  Pointers and type arguments leave no trace there, so ``(&x.y).f[int]()`` is ``x.y.f()``; ``<-c`` is ``c[]``.
- What ``range`` gives first has the value ``x[#]``: a key, an index, or what a channel holds.
- What a call answers several of is taken apart as ``f()[0]``, ``f()[1]``; its return types have the same keys.
- Variables that say their type, or whose value does (``[]T{}``, ``make(map[K]V)``, ``x.(T)``), are bound to it.
- Names of fields in literals are no uses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.families.indentation import Layout, by_indentation
from ploke.languages.go.imports import imports
from ploke.languages.spec import Assigned, Judged, LanguageSpec, Level, Owner, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_DIRECTIVE = re.compile(r"//(?:[a-z0-9]+:[a-z0-9]|line |extern |export |\s*\+build\b)")
_TEST = re.compile(r"func (?:Test|Benchmark|Fuzz)(?![a-z])\w*\(\s*(?:\w+\s+)?\*\w+\.[TBF]\s*\)$")
_EXAMPLE = re.compile(r"func Example(?![a-z])\w*\(\)$")
_RECEIVED = re.compile(r"(\w+)[\s)]*(?:\[[^\[\]]*\][\s)]*)?,?\s*\)?$")
_LINES = Layout(
    re.compile(
        rb"//[^\n]*|/\*.*?\*/|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|"
        rb"(?P<torn>\")|(?P<open>[({\[])|(?P<close>[)}\]])|\n",
        re.DOTALL,
    ),
    labels=re.compile(rb"(?:case\b|default\s*:|\w+:\s*(?://|$))"),
    continued=re.compile(rb"(?:&&|\|\||[*/%=<>|&^.]|(?<!\+)\+|(?<!-)-)\s*(?://[^\"`]*)?$"),
)
_PREDECLARED = """
any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8
uint16 uint32 uint64 uintptr
"""


def judge(shape: Shape) -> Judged:
    """Visibility by the first letter; tests, embedded fields and methods of interfaces are marked."""
    name, kind = shape.name, shape.kind
    visibility = Visibility.PUBLIC if name[:1].isupper() else Visibility.INTERNAL
    if kind is SymbolKind.FUNCTION:
        if name.startswith(("Test", "Benchmark", "Fuzz", "Example")) and (
            _TEST.match(shape.head) or _EXAMPLE.match(shape.head)
        ):
            return Judged(kind, visibility, ("test",))
    elif kind is SymbolKind.METHOD:
        if shape.parent_kind is SymbolKind.INTERFACE and not shape.head.startswith("func"):
            return Judged(kind, visibility, ("abstract",))
    elif kind is SymbolKind.FIELD and _is_embedded(shape):
        return Judged(kind, visibility, ("embedded",))
    return Judged(kind, visibility, ())


def _is_embedded(shape: Shape) -> bool:
    """Whether the field's type is all that is written of it, but for a tag."""
    head = shape.head.lstrip("* ")
    if not head.startswith(shape.annotation):
        return False
    rest = head[len(shape.annotation) :].lstrip()
    return not rest or rest[0] in '"`'


def owner(receiver: str) -> Owner | None:
    """What a method with this receiver belongs to."""
    found = _RECEIVED.search(receiver)
    return Owner(found[1], SymbolKind.METHOD, certain=True) if found is not None else None


def doc_comment(text: str) -> str | None:
    """What a comment says, without its marks; a directive to a tool says nothing, and parts no documentation."""
    if text.startswith("//"):
        if _DIRECTIVE.match(text):
            return ""
        return text[2:].rstrip().removeprefix(" ")
    return text[2:].removesuffix("*/") if text.startswith("/*") else None


def tags(text: str) -> list[str]:
    """The tag of a field, without its quotes."""
    return [text.strip("`") if text.startswith("`") else text[1:-1].replace('\\"', '"')]


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of a function, or its receiver; one without a name is called by its place among them."""
    found: list[Parameter] = []
    base = node.start_byte
    for child in node.named_children:
        variadic = child.type == "variadic_parameter_declaration"
        if not variadic and child.type != "parameter_declaration":
            continue
        stars = "*" if variadic else ""
        annotation = child.child_by_field_name("type")
        names = [name for name in child.children_by_field_name("name") if name.is_named]
        if not names:
            start = child.start_byte - base
            found.append(Parameter(f"{stars}{{{len(found)}}}", start, start, annotation))
        for name in names:
            start, end = name.start_byte - base, name.end_byte - base
            written = text[start:end]
            if written in ("", "_"):
                found.append(Parameter(f"{stars}{{{len(found)}}}", start, end, annotation))
            else:
                found.append(Parameter(stars + written, start, end, annotation))
    return found


def results(node: Node) -> list[Node]:
    """The types of a function's results, one each, where they are listed."""
    if node.type != "parameter_list":
        return []
    types = []
    for child in node.named_children:
        annotation = child.child_by_field_name("type")
        if annotation is not None:
            names = [name for name in child.children_by_field_name("name") if name.is_named]
            types += [annotation] * max(1, len(names))
    return types


def assign(target: Node, value: Node | None) -> list[Assigned]:
    """The names of a declaration or on the left of an assignment, with what each is given."""
    kind = target.type
    if kind == "expression_list":
        return _assign_listed(_parts(target), value)
    if kind == "var_declaration":
        listed = target.named_children
        if listed and listed[0].type == "var_spec_list":
            listed = listed[0].named_children
        return [each for spec in listed if spec.type == "var_spec" for each in _declared(spec)]
    if kind == "const_declaration":
        return _assign_constants(target)
    return [Assigned(target, value, "")]


def _declared(spec: Node) -> list[Assigned]:
    names = [name for name in spec.children_by_field_name("name") if name.is_named]
    found = _assign_listed(names, spec.child_by_field_name("value"))
    annotation = spec.child_by_field_name("type")
    return [each._replace(annotation=annotation or each.annotation, declaration=spec) for each in found]


def _assign_constants(declaration: Node) -> list[Assigned]:
    """A constant without a type and a value has those of the one before it."""
    found: list[Assigned] = []
    before: Node | None = None
    for spec in declaration.named_children:
        if spec.type != "const_spec":
            continue
        if spec.child_by_field_name("value") is not None:
            before = spec
            found += _declared(spec)
        else:
            annotation = before.child_by_field_name("type") if before is not None else None
            found += [each._replace(annotation=annotation) for each in _declared(spec)]
    return found


def _assign_listed(targets: list[Node], value: Node | None) -> list[Assigned]:
    """Each target with its own value, with one of several answers of a call, or the first alone with a value."""
    values = [] if value is None else _parts(value) if value.type == "expression_list" else [value]
    found = []
    for index, target in enumerate(targets):
        each: Node | None = None
        suffix = ""
        if len(values) == len(targets):
            each = values[index]
        elif len(values) == 1:
            if values[0].type in _CALLS:
                each, suffix = values[0], f"[{index}]"
            elif index == 0:
                each = values[0]
        if target.text != b"_" and target.type != "unary_expression":
            annotation = value_type(each) if each is not None and each.type in _CASTS else None
            found.append(Assigned(target, each, suffix, annotation))
    return found


def _parts(listed: Node) -> list[Node]:
    return [child for child in listed.named_children if not child.is_extra]


_CALLS = frozenset({"call_expression", "type_conversion_expression"})
_CASTS = frozenset(
    {"func_literal", "call_expression", "composite_literal", "type_assertion_expression", "type_conversion_expression"}
)
_NAMED_TYPES = frozenset({"type_identifier", "qualified_type", "generic_type"})
_TYPES = frozenset({"slice_type", "map_type", "array_type", "channel_type", "implicit_length_array_type"})


def value_type(value: Node) -> Node | str | None:
    """The type that a value says it has, where no name says so: of literals, conversions, assertions, ``make``."""
    kind = value.type
    if kind == "func_literal":
        return _function_type(value)
    if kind == "call_expression":
        called = value.child_by_field_name("function")
        if called is not None and called.type == "func_literal":
            result = called.child_by_field_name("result")
            return result if result is not None and result.type != "parameter_list" else None
        listed = value.child_by_field_name("arguments")
        first = listed.named_child(0) if listed is not None and listed.named_child_count else None
        return first if first is not None and first.type in _TYPES else None
    annotation = value.child_by_field_name("type")
    if annotation is None or kind == "type_assertion_expression":
        return annotation
    return None if annotation.type in _NAMED_TYPES else annotation


def _function_type(literal: Node) -> str | None:
    """The type of a function without a name: what stands before its body, one character a byte."""
    body, text = literal.child_by_field_name("body"), literal.text
    if body is None or text is None:
        return None
    return text[: body.start_byte - literal.start_byte].decode("latin-1").strip()


def entries(value: Node) -> list[tuple[str, Node]]:
    """The values that are returned together."""
    return [(f"[{index}]", part) for index, part in enumerate(_parts(value))]


def module_name(path: str) -> str:
    """The folder, which is the package."""
    return path.rpartition("/")[0] or "."


SPEC = LanguageSpec(
    name="go",
    module_name=module_name,
    grammars={"go": "tree_sitter_go:language"},
    query="go.scm",
    level=Level.COMPLETE,
    kinds={"structure": SymbolKind.FIELD},
    literals={
        "interpreted_string_literal": '""',
        "raw_string_literal": '""',
        "rune_literal": "''",
        "int_literal": "0",
        "float_literal": "0.0",
        "imaginary_literal": "0.0",
        "iota": "0",
        "true": "true",
        "false": "true",
        "nil": "nil",
        "expression_list": "()",
    },
    chain_types=frozenset(
        {
            "identifier",
            "selector_expression",
            "call_expression",
            "composite_literal",
            "index_expression",
            "slice_expression",
            "unary_expression",
            "type_assertion_expression",
            "type_conversion_expression",
            "type_instantiation_expression",
        }
    ),
    containers=frozenset({"expression_list"}),
    functions=frozenset({"func_literal"}),
    argument_lists=frozenset({"argument_list"}),
    spreads={"variadic_argument": "*"},
    referring="&?",
    literal_words={"nil": "nil", "true": "true", "false": "true", "iota": "0"},
    transparent=frozenset({"parenthesized_expression"}),
    member_names=frozenset({"field_identifier"}),
    casts=_CASTS,
    implicit=frozenset({"_", *_PREDECLARED.split()}),
    assignment_declares=False,
    seen_behind="value",
    suffixes={"iteration": "[*]", "key": "[#]"},
    header_end=" \t\r\n{",
    statement_end=" \t\r\n;",
    judge=judge,
    imports=imports,
    parameters=parameters,
    results=results,
    assign=assign,
    value_type=value_type,
    entries=entries,
    owner=owner,
    recover=by_indentation(_LINES),
    decorators=tags,
    doc_comment=doc_comment,
    file_doc_comment=doc_comment,
    package_docs=True,
)
