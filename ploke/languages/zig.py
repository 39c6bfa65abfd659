"""Zig: what its grammar calls things, and the customs a query cannot say.

- A container that is assigned to a name (``const A = struct { … }``) is a symbol of that name; those of error sets are
  enums. Functions in a container are methods: so are those of the container that a generic function returns, which
  belong to the function. Functions of a file that is a container itself stay functions.
- Tests are functions called like their text, or by the word ``test``, with the marker ``test``.
- ``const a = @import("a.zig");`` imports, and is no symbol; any other ``@import`` is a value: ``"a.zig".member``.
- ``try``, ``.?`` and ``.*`` leave no trace in an expression, and ``T{ … }`` is a call of ``T``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ploke.languages.families.indentation import Layout, by_indentation
from ploke.languages.spec import Assigned, ImportedName, Judged, LanguageSpec, Level, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_IMPORT = re.compile(r'@(?:import|cInclude)\s*\(\s*"([^"\n]*)"')
_ALIAS = re.compile(r'(pub\s+)?(?:const|var)\s+(\w+|@"[^"\n]*")')
_MIXED_IN = re.compile(r"(pub\s+)?usingnamespace\s+([\w.]+)?")
_WORDS = re.compile(r'(?:(?:pub|export|extern|inline|noinline|threadlocal|comptime)\s+(?:"[^"]*"\s*)?)*')
_LAYOUT = re.compile(r"=\s*(packed|extern)\s")
_RECEIVER = (
    r"\(\s*(?:(?:comptime|noalias)\s+)?(?:\w+|@\"[^\"]*\")\s*:\s*(?:[*?]|const\s|volatile\s|align\([^()]*\))*\s*"
)
_SELF = re.compile(_RECEIVER + r"(?:@This\(\)|Self\b|This\b|anytype\b|(\w+))")
_TEST = re.compile(r"test\b(?!\s*\()")
_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_MEMBERS = frozenset({SymbolKind.FIELD, SymbolKind.ENUM_MEMBER})


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by the words that definitions start with."""
    kind, head = shape.kind, shape.head
    if kind in _FUNCTIONS and _TEST.match(head):
        return Judged(SymbolKind.FUNCTION, Visibility.PRIVATE, ("test",))
    found = _WORDS.match(head)
    words = found[0].split() if found is not None else []
    markers = [marker for word, marker in _MARKERS.items() if word in words]
    if kind is SymbolKind.FIELD:
        declared = head[found.end() :] if found is not None else head
        if declared.startswith("const "):
            kind = SymbolKind.CONSTANT
        elif declared.startswith("var "):
            kind = SymbolKind.VARIABLE
    elif kind is SymbolKind.METHOD:
        first = _SELF.search(head)
        if first is None or (first[1] and first[1] != shape.parent_name):
            markers.append("static")
    elif kind in _CONTAINERS:
        layout = _LAYOUT.search(head)
        if layout is not None:
            markers.append(layout[1])
        elif re.search(r"=\s*opaque\b", head):
            markers.append("opaque")
        elif re.search(r"=\s*error\b", head):
            markers.append("error")
    if "pub" in words or "export" in words or kind in _MEMBERS:
        return Judged(kind, Visibility.PUBLIC, tuple(markers))
    return Judged(kind, Visibility.PRIVATE, tuple(markers))


_MARKERS = {"extern": "extern", "export": "exported", "inline": "inline", "threadlocal": "threadlocal"}
_CONTAINERS = frozenset({SymbolKind.STRUCT, SymbolKind.ENUM, SymbolKind.UNION})


def doc_comment(text: str) -> str | None:
    """What a ``///`` comment says."""
    return text[3:].rstrip().removeprefix(" ") if text.startswith("///") and not text.startswith("////") else None


def file_doc_comment(text: str) -> str | None:
    """What a ``//!`` comment says of the file, or of the container it starts."""
    return text[3:].rstrip().removeprefix(" ") if text.startswith("//!") else None


def imports(text: str) -> list[ImportedName]:
    """A file or package bound to a name, one whose names are all taken, or one that is loaded where it stands."""
    mixed = _MIXED_IN.match(text)
    found = _IMPORT.search(text)
    if found is None:
        if mixed is None or not mixed[2]:
            return []
        return [ImportedName(mixed[2], "*", "", 0, bool(mixed[1]), mixed[2], mixed.end(2) - len(_last(mixed[2])))]
    if mixed is not None:
        return [ImportedName(found[1], "*", "", 0, bool(mixed[1]), found[1], found.start(1))]
    named = _ALIAS.match(text)
    alias = named[2] if named is not None else ""
    reexport = named is not None and bool(named[1])
    return [ImportedName(found[1], "", alias, 0, reexport, found[1] if named else f'"{found[1]}"', found.start(1))]


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters with a name."""
    found = []
    base = node.start_byte
    for child in node.named_children:
        name = child.child_by_field_name("name") if child.type == "parameter" else None
        if name is not None:
            start, end = name.start_byte - base, name.end_byte - base
            found.append(Parameter(text[start:end], start, end, child.child_by_field_name("type")))
    return found


def assign(target: Node, value: Node | None) -> list[Assigned]:
    """The names of a declaration: what it takes apart is known by place."""
    if target.type != "variable_declaration":
        return [Assigned(target, value, "")]
    names = []
    given: Node | None = None
    before = ""
    for child in target.children:
        if child.type == "identifier" and before in {"const", "var"}:
            names.append(child)
        elif before == "=":
            given = child if child.is_named else None
        if not child.is_extra:
            before = child.type
    annotation = target.child_by_field_name("type")
    if len(names) == 1:
        return [] if names[0].text == b"_" else [Assigned(names[0], given, "", annotation, target)]
    return [Assigned(name, given, f"[{index}]", None, target) for index, name in enumerate(names)]


def alternatives(value: Node) -> list[Node] | None:
    """What ``try``, ``catch``, ``orelse``, a reference and a branch answer."""
    kind = value.type
    children = [child for child in value.named_children if not child.is_extra]
    if kind in {"try_expression", "unary_expression", "comptime_expression", "nosuspend_expression"}:
        return children[-1:]
    if kind == "catch_expression":
        return children[:1]
    if kind == "binary_expression" and any(child.type == "orelse" for child in value.children):
        return children
    if kind == "if_expression":
        return [child for child in children[1:] if child.type != "payload"]
    return None


def repair(source: bytes, unread: Sequence[tuple[int, int]]) -> Iterable[bytes]:
    """The grammar knows no empty container, takes ``async`` for a keyword, and no literal after assembly."""
    mended = _EMPTY.sub(_filled, source)
    mended = _ASYNC.sub(b"asyn_", mended)
    yield _CLOBBERS.sub(lambda found: re.sub(rb"[^\n]", b" ", found[0]), mended)


def _filled(found: re.Match[bytes]) -> bytes:
    """An empty container with a member ``_`` for one of the spaces around its first word."""
    before, word, after, inside = found.groups()
    if after.endswith(b" "):
        return before + word + after[:-1] + b"{_" + inside + b"}"
    return word + after + b"{_" + inside + b"}" if before else found[0]


_EMPTY = re.compile(rb"( ?)\b((?:struct|union|enum|opaque)\b(?:\s*\([^()\n]*\))?)(\s*)\{(\s*)\}")
_ASYNC = re.compile(rb"\basync(?=\s*[:=,.)}])")
_CLOBBERS = re.compile(rb"(?<=:)\s*\.\{[^{}()]*\}(?=\s*\))")

_LINES = Layout(
    re.compile(
        rb"//[^\n]*|\\\\[^\n]*|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|"
        rb"(?P<torn>\")|(?P<open>[({\[])|(?P<close>[)}\]])|\n",
    ),
    labels=re.compile(rb"\\\\|,"),
    continued=re.compile(rb"(?:\b(?:and|or|orelse|catch|else)|[-+*/%=<>|&^:]|\|\w+\|)\s*$"),
)

SPEC = LanguageSpec(
    name="zig",
    grammars={"zig": "tree_sitter_zig:language"},
    query="zig.scm",
    level=Level.SYMBOLS,
    kinds={
        "opaque": SymbolKind.STRUCT,
        "errors": SymbolKind.ENUM,
        "structure": SymbolKind.FIELD,
        "test": SymbolKind.FUNCTION,
    },
    literals={
        "string": '""',
        "multiline_string": '""',
        "character": "''",
        "integer": "0",
        "float": "0.0",
        "boolean": "true",
    },
    chain_types=frozenset(
        {
            "identifier",
            "field_expression",
            "call_expression",
            "builtin_function",
            "struct_initializer",
            "index_expression",
            "dereference_expression",
            "null_coercion_expression",
        }
    ),
    transparent=frozenset({"parenthesized_expression"}),
    member_names=frozenset({"string", "test"}),
    implicit=frozenset({"_", "undefined", "null"}),
    assignment_declares=False,
    header_end=" \t\r\n{=",
    statement_end=" \t\r\n;,",
    inner_docs=True,
    judge=judge,
    imports=imports,
    parameters=parameters,
    repair=repair,
    recover=by_indentation(_LINES),
    assign=assign,
    alternatives=alternatives,
    doc_comment=doc_comment,
    file_doc_comment=file_doc_comment,
)
