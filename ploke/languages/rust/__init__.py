"""Rust: what its grammar calls things, and the customs a query cannot say.

- An ``impl`` block is a symbol of its own, named after the type it is for, so that its methods are ``Type::method``;
  its bases are the trait. Its parameter ``Self`` says the type in full, with type arguments.
- The fields of tuple structs and variants are parameters ``0``, ``1`` … of the symbol, which is called to make a value.
- A struct literal ``Foo { … }`` is a call of ``Foo``. ``?``, ``.await`` and turbofish leave no trace in an expression,
  so ``foo()?.bar::<T>().await`` is ``foo().bar()``; ``Some(x)`` and ``Ok(x)`` in a pattern take what they match on.
- A variable taken out of another pattern has the value ``Variant().0`` or ``Struct().field``: that field of it.
- A macro ``name!(…)`` is a call of ``name!``. What its arguments say is read by ``ploke.languages.rust.tokens``.
- A type alias, field, constant or static binds its name to its type; ``mod x;`` imports ``self::x``.
- Names in patterns that start with a capital are constants and variants, which are read; all others are bound.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.module_names import path_parts
from ploke.languages.rust.imports import imports
from ploke.languages.rust.tokens import tokens
from ploke.languages.spec import Assigned, Judged, LanguageSpec, Level, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_QUALIFIERS = re.compile(
    r"(?:pub\s*(?:\([^)]*\))?\s*|crate\s+)?((?:(?:default|const|async|unsafe|extern(?:\s*\"[^\"]*\")?)\s+)*)"
)
_VISIBILITY = re.compile(r"pub\b\s*(?:\(\s*(\w+))?|crate\s")
_RECEIVER = re.compile(r"\(\s*(?:&\s*(?:'\w+\s+)?)?(?:mut\s+)?self\b")
_TEST_ATTRIBUTES = frozenset({"test", "rstest", "test_case", "quickcheck", "proptest", "wasm_bindgen_test", "test_log"})
_TEST_OPTION = re.compile(r"[(,]\s*test\s*[,)]")
_DERIVE = re.compile(r"\bderive\s*\(([^()]*)\)")
_POINTERS = re.compile(r"(?:&\s*|'\w+\s*|(?:mut|dyn|const)\b\s*|\*\s*)*")
_SELF_TYPE = re.compile(r"(?:::)?(?:[\w$]+\s*::\s*)*([\w$#]+)(?![\w\s]*\()")
_DOC_ATTRIBUTE = re.compile(r'doc\s*=\s*r?#*"(.*)"#*$', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:\n\s*|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_STARS = re.compile(r"^[ \t]*\*", re.MULTILINE)


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by Rust's rules."""
    kind, head = shape.kind, shape.head
    markers: list[str] = []
    if kind in _FUNCTIONS:
        found = _QUALIFIERS.match(head)
        words = found[1].split() if found else []
        markers += [word for word in ("async", "unsafe", "const", "extern") if word in words]
        if kind is SymbolKind.METHOD and not _RECEIVER.search(head):
            markers.append("static")
        if any(_is_test(decorator) for decorator in shape.decorators):
            markers.append("test")
    elif kind is SymbolKind.MODULE:
        if any(_is_for_tests(decorator) for decorator in shape.decorators):
            markers.append("test")
    elif kind in (SymbolKind.IMPLEMENTATION, SymbolKind.TRAIT):
        if re.match(r"(?:pub\b.*?\s)?unsafe\b", head):
            markers.append("unsafe")
        if kind is SymbolKind.IMPLEMENTATION and shape.bases:
            markers.append("negative" if re.search(rf"!\s*{re.escape(shape.bases[0])}", head) else "trait")
    elif kind is SymbolKind.VARIABLE:
        if re.search(r"\bstatic\s+mut\b", head):
            markers.append("mutable")
    elif kind is SymbolKind.MACRO and "macro_export" in {name.partition("(")[0] for name in shape.decorators}:
        markers.append("exported")
    if "no_mangle" in shape.decorators or "unsafe(no_mangle)" in shape.decorators:
        markers.append("exported")
    return Judged(kind, _visibility(shape, markers), tuple(markers))


def _is_test(decorator: str) -> bool:
    return decorator.partition("(")[0].strip().rpartition("::")[2] in _TEST_ATTRIBUTES


def _is_for_tests(decorator: str) -> bool:
    """Whether this says that code is compiled for tests alone, as far as can be told without evaluating it."""
    return decorator.startswith("cfg(") and "not(" not in decorator and _TEST_OPTION.search(decorator) is not None


def _visibility(shape: Shape, markers: list[str]) -> Visibility:
    if shape.kind is SymbolKind.MACRO:
        return Visibility.PUBLIC if "exported" in markers else Visibility.PRIVATE
    if shape.kind in (SymbolKind.IMPLEMENTATION, SymbolKind.ENUM_MEMBER):
        return Visibility.PUBLIC
    if shape.parent_kind is SymbolKind.TRAIT or shape.parent_kind is SymbolKind.ENUM_MEMBER:
        return Visibility.PUBLIC
    if shape.parent_kind is SymbolKind.IMPLEMENTATION and "trait" in shape.parent_markers:
        return Visibility.PUBLIC
    found = _VISIBILITY.match(shape.head)
    if found is None or found[1] == "self":
        return Visibility.PRIVATE
    return Visibility.INTERNAL if found[1] or found[0].startswith("crate") else Visibility.PUBLIC


def decorators(text: str) -> list[str]:
    """An attribute as written; ``derive`` as the names it derives, documentation not at all."""
    if text.startswith("derive"):
        found = _DERIVE.match(text)
        return [name for part in found[1].split(",") if (name := part.strip())] if found else []
    return [] if text.startswith("doc") and _DOC_ATTRIBUTE.match(text) else [text]


def doc_comment(text: str) -> str | None:
    """What a comment or attribute before an item says of it: ``///``, ``/** */``, ``doc = "…"``."""
    if text.startswith("///"):
        return None if text.startswith("////") else _line(text[3:])
    if text.startswith("/**"):
        return None if text.startswith(("/***", "/**/")) else _block(text)
    found = _DOC_ATTRIBUTE.match(text)
    if found is None:
        return None
    return _line(_ESCAPE.sub(lambda each: _ESCAPES.get(each[1], each[1]) if each[1] else "", found[1]))


def file_doc_comment(text: str) -> str | None:
    """What a comment at the start of a file or module says of it: ``//!``, ``/*! */``."""
    if text.startswith("//!"):
        return _line(text[3:])
    return _block(text) if text.startswith("/*!") else None


def _line(text: str) -> str:
    text = text.rstrip()
    return text[1:] if text.startswith(" ") else text


def _block(text: str) -> str:
    from ploke.languages.engine.text import dedent

    body = text[3:].removesuffix("*/")
    lines = body.split("\n")
    if len(lines) > 1 and all(line.lstrip().startswith("*") for line in lines[1:] if line.strip()):
        body = _STARS.sub("", body)
    return dedent(body).strip()


def implemented(text: str) -> tuple[str, int]:
    """The bare name of the type an ``impl`` is for, and where it starts; other types are named as they are written."""
    pointers = _POINTERS.match(text)
    start = pointers.end() if pointers is not None else 0
    found = _SELF_TYPE.match(text, start)
    if found is None:
        return " ".join(text[start:].split()), start
    return found[1], found.start(1)


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of a function or closure; ``Self`` of an ``impl``; the fields ``0``, ``1`` … of a tuple.

    A parameter that is a pattern is called by its place: ``{1}``.
    """
    kind = node.type
    if kind == "ordered_field_declaration_list":
        types = node.children_by_field_name("type")
        return [Parameter(str(number), 0, 0, each) for number, each in enumerate(types)]
    if kind not in ("parameters", "closure_parameters"):
        return [Parameter("Self", 0, 0, node)]
    if len(text) == 2:
        return []
    base = node.start_byte
    found = []
    listed = [child for child in node.named_children if not child.is_extra and child.type != "attribute_item"]
    for index, child in enumerate(listed):
        kind = child.type
        if kind == "self_parameter":
            end = child.end_byte - base
            found.append(Parameter("self", end - 4, end))
            continue
        annotation = None
        named: Node | None = child
        if kind == "parameter":
            named = child.child_by_field_name("pattern")
            annotation = child.child_by_field_name("type")
            if named is not None and named.type == "self":
                start, end = named.start_byte - base, named.end_byte - base
                found.append(Parameter("self", start, end, annotation))
                continue
        while named is not None and named.type in ("mut_pattern", "ref_pattern", "reference_pattern"):
            named = named.named_children[-1] if named.named_child_count else None
        if named is None:
            continue
        start, end = named.start_byte - base, named.end_byte - base
        if named.type == "identifier":
            found.append(Parameter(text[start:end], start, end, annotation))
        elif named.type == "_":
            found.append(Parameter(f"{{{index}}}", start, start, annotation))
        elif named.type in _PATTERNS:
            found.append(Parameter(f"{{{index}}}", start, end, annotation, None, named))
    return found


_UNWRAPPED = frozenset({b"Some", b"Ok"})
_PATTERNS = frozenset({"tuple_pattern", "tuple_struct_pattern", "struct_pattern", "slice_pattern"})
_WRAPPED = frozenset({"mut_pattern", "ref_pattern", "reference_pattern"})


def assign(target: Node, value: Node | None) -> list[Assigned]:
    """The names of a pattern with what each takes out of the value, or where that is None, the way to it."""
    if target.type == "identifier":
        return [Assigned(target, value, "")]
    found: list[Assigned] = []
    waiting: list[tuple[Node, Node | None, str]] = [(target, value, "")]
    while waiting:
        target, value, suffix = waiting.pop()
        kind = target.type
        children = [child for child in target.children if (child.is_named and not child.is_extra) or child.type == "_"]
        if kind in _WRAPPED:
            waiting.extend((child, value, suffix) for child in children[-1:])
        elif kind == "captured_pattern":
            waiting.extend((child, value, suffix) for child in reversed(children))
        elif kind in ("tuple_pattern", "tuple_expression"):
            waiting.extend(_tuple_parts(children, value, suffix))
        elif kind == "tuple_struct_pattern":
            variant = target.child_by_field_name("type")
            if variant is None:
                continue
            parts = children[1:]
            if variant.text in _UNWRAPPED and len(parts) == 1:
                waiting.append((parts[0], value, suffix))
            elif variant.text == b"Err":
                waiting.extend((part, None, "") for part in parts)
            else:
                of, before = (None, suffix) if value is None else (variant, "()")
                waiting.extend(_numbered(parts, of, before))
        elif kind == "struct_pattern":
            struct = target.child_by_field_name("type")
            of, before = (None, suffix) if value is None else (struct, "()")
            waiting.extend((part, of, f"{before}.{name}") for name, part in reversed(_field_parts(children)))
        elif _is_binding(target):
            found.append(Assigned(target, value, suffix))
    return found


def _tuple_parts(parts: list[Node], value: Node | None, suffix: str) -> list[tuple[Node, Node | None, str]]:
    if value is not None and not suffix and value.type == "tuple_expression":
        written = [child for child in value.named_children if not child.is_extra]
        if len(written) == len(parts):
            return [(part, each, "") for part, each in zip(reversed(parts), reversed(written), strict=True)]
    return _numbered(parts, value, suffix)


def _numbered(parts: list[Node], value: Node | None, suffix: str) -> list[tuple[Node, Node | None, str]]:
    """Each part with its place; which are those behind ``..`` is not known."""
    rest = [index for index, part in enumerate(parts) if part.type == "remaining_field_pattern"]
    known = rest[0] if rest else len(parts)
    found: list[tuple[Node, Node | None, str]] = [(part, None, "") for part in reversed(parts[known:])]
    return found + [(part, value, f"{suffix}.{index}") for index, part in reversed(list(enumerate(parts[:known])))]


def _field_parts(children: list[Node]) -> list[tuple[str, Node]]:
    found = []
    for child in children:
        name = child.child_by_field_name("name") if child.type == "field_pattern" else None
        if name is None or name.text is None:
            continue
        found.append((name.text.decode("utf-8", "replace"), child.child_by_field_name("pattern") or name))
    return found


def _is_binding(target: Node) -> bool:
    """Names in patterns that start with a capital are constants and variants."""
    if target.type not in ("identifier", "shorthand_field_identifier"):
        return target.type in ("field_expression", "index_expression")
    text = target.text
    return text is not None and not text[:1].isupper()


def alternatives(value: Node) -> list[Node] | None:
    """What a block, a branch, a reference or a dereference answers: the last expressions in it."""
    kind = value.type
    if kind in ("reference_expression", "match_arm"):
        inner = value.child_by_field_name("value")
        return [inner] if inner is not None else []
    if kind == "block":
        return _last_of(value)
    if kind == "unary_expression":
        return value.named_children[-1:] if value.children[0].type == "*" else None
    if kind == "if_expression":
        parts = (value.child_by_field_name("consequence"), value.child_by_field_name("alternative"))
        return [part for part in parts if part is not None] if parts[1] is not None else []
    if kind == "match_expression":
        body = value.child_by_field_name("body")
        return [child for child in body.named_children if child.type == "match_arm"] if body is not None else []
    if kind in ("else_clause", "unsafe_block", "async_block", "const_block"):
        return [child for child in value.named_children if not child.is_extra][-1:]
    if kind in ("return_expression", "break_expression", "continue_expression"):
        return []
    return None


def _last_of(block: Node) -> list[Node]:
    children = [child for child in block.named_children if not child.is_extra]
    last = children[-1:]
    if last and last[0].type == "expression_statement":
        last = [child for child in last[0].named_children if child.type in _TAILS]
    return [child for child in last if child.type not in _STATEMENTS]


_TAILS = frozenset({"if_expression", "match_expression", "unsafe_block", "block"})
_STATEMENTS = frozenset({"let_declaration", "empty_statement", "macro_definition", "use_declaration"})


def module_name(path: str) -> str:
    """Joined by ``::`` below the last ``src``, with ``mod``, ``lib`` and ``main`` folded."""
    parts = path_parts(path)
    if "src" in parts[:-1]:
        parts = parts[len(parts) - parts[::-1].index("src") :]
    if parts[-1] in ("mod", "lib", "main") and (len(parts) > 1 or parts[-1] != "mod"):
        parts = parts[:-1]
    return "::".join(["crate", *parts])


SPEC = LanguageSpec(
    name="rust",
    module_name=module_name,
    level=Level.COMPLETE,
    grammars={"rust": "tree_sitter_rust:language"},
    query="rust.scm",
    separator="::",
    literals={
        "string_literal": '""',
        "raw_string_literal": '""',
        "char_literal": "''",
        "integer_literal": "0",
        "float_literal": "0.0",
        "boolean_literal": "true",
        "array_expression": "[]",
        "tuple_expression": "()",
        "unit_expression": "()",
    },
    chain_types=frozenset(
        {
            "identifier",
            "self",
            "type_identifier",
            "scoped_identifier",
            "scoped_type_identifier",
            "field_expression",
            "call_expression",
            "struct_expression",
            "macro_invocation",
            "index_expression",
            "try_expression",
            "await_expression",
            "generic_function",
            "shorthand_field_identifier",
        }
    ),
    transparent=frozenset({"parenthesized_expression"}),
    functions=frozenset({"closure_expression"}),
    argument_lists=frozenset({"arguments"}),
    quotes='"',
    joints=r"\.|::",
    referring=r"(?:&\s*(?:mut\s+)?|\*)?",
    literal_words={"true": "true", "false": "true"},
    receiver_first=True,
    header_end=" \t\r\n{,",
    statement_end=" \t\r\n;,",
    names=frozenset({"shorthand_field_identifier"}),
    judge=judge,
    imports=imports,
    parameters=parameters,
    assign=assign,
    alternatives=alternatives,
    assignment_declares=False,
    seen_behind="value",
    rebinds=True,
    implicit=frozenset({"_"}),
    decorators=decorators,
    doc_comment=doc_comment,
    file_doc_comment=file_doc_comment,
    inner_docs=True,
    implemented=implemented,
    tokens=tokens,
)
