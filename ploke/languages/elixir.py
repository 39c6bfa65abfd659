"""Elixir: its grammar knows calls alone, so this says which of them define something.

- ``defmodule A.B`` is a module called ``B``, qualified by ``A``; a protocol is an interface, ``defimpl P, for: T`` an
  implementation named after ``T`` with the base ``P``. Macros and guards are macros.
- Every clause of a function is a symbol of its own; a head without a body has the marker ``declaration``, in a
  protocol ``abstract``. A callback is a function with the markers ``abstract`` and ``callback``.
- ``@doc``, ``@spec`` and ``@impl`` belong to the definition behind them; ``@doc false`` makes it internal, as custom
  has it. ``@moduledoc`` documents its module. Other attributes of a module are constants of it.
- Keys of ``defstruct`` and ``defexception`` are fields. Tests of ExUnit are functions with the marker ``test``.
- ``alias A.{B, C}`` imports the modules ``A.B`` and ``A.C``; ``import A`` all of ``A``, or the names it lists.
- ``x |> f`` calls ``f``. A module's name with dots is one name: ``A.B.f()`` is a member of ``A.B``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.engine.text import dedent
from ploke.languages.spec import ImportedName, Judged, LanguageSpec, Level, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_WORD = re.compile(r"@?\w+")
_PRIVATE = frozenset({"defp", "defmacrop", "defguardp", "@typep"})
_KINDS = {
    "defprotocol": SymbolKind.INTERFACE,
    "defmacro": SymbolKind.MACRO,
    "defmacrop": SymbolKind.MACRO,
    "defguard": SymbolKind.MACRO,
    "defguardp": SymbolKind.MACRO,
    "@callback": SymbolKind.FUNCTION,
    "@macrocallback": SymbolKind.MACRO,
}
_CALLBACKS = frozenset({"@callback", "@macrocallback"})
_TESTS = frozenset({"test", "describe", "property"})
_DOCUMENTED = re.compile(
    r'(?:doc|typedoc)\b\s*\(?\s*(?:~[sS])?("""|\'\'\'|"|\'|\[|\(|\{)(.*?)("""|\'\'\'|"|\'|\]|\)|\})\s*\)?$', re.DOTALL
)
_UNDOCUMENTED = re.compile(r"(?:doc|typedoc)\b(?!\s*\(?\s*false)")
_STRING = re.compile(r'(?:~[sS])?("""|\'\'\'|"|\')(.*)\1$', re.DOTALL)
_TO_A_TOOL = re.compile(r"#(?:!|\s*(?:credo:|sobelow|coveralls-|-\*-|vim?:))")
_IMPORT = re.compile(r"(alias|import|require|use)\s*\(?\s*([\w.]+?)\s*(?:\.\s*\{([^}]*)\})?\s*(?=[,)\n#]|$)")
_PART = re.compile(r"[\w.]+")
_AS = re.compile(r"\bas:\s*([\w.]+)")
_ONLY = re.compile(r"\bonly:\s*\[([^\]]*)\]")
_LISTED = re.compile(r"(\w+[?!]?|\"[^\"]+\"):\s*\d")


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by the word that defines."""
    head = shape.head
    found = _WORD.match(head)
    word = found[0] if found is not None else ""
    kind = _KINDS.get(word, shape.kind)
    markers: list[str] = []
    if word in _CALLBACKS:
        markers += ["abstract", "callback"]
    elif word in _TESTS:
        markers.append("test")
    elif word == "defdelegate":
        markers.append("delegate")
    elif word.startswith(("defguard", "@")) or kind is SymbolKind.FIELD:
        markers += ["guard"] if word.startswith("defguard") else []
    elif not shape.bodied:
        markers.append("abstract" if shape.parent_kind is SymbolKind.INTERFACE else "declaration")
    if word == "@opaque":
        markers.append("opaque")
    visibility = Visibility.PRIVATE if word in _PRIVATE else Visibility.PUBLIC
    if visibility is Visibility.PUBLIC and "doc false" in shape.decorators:
        visibility = Visibility.INTERNAL
    return Judged(kind, visibility, tuple(markers))


def decorators(text: str) -> list[str]:
    """An attribute as written, but not documentation."""
    return [] if _UNDOCUMENTED.match(text) else [text.replace("(", " ", 1).rstrip(")") if "false" in text else text]


def doc_comment(text: str) -> str | None:
    """The text of ``@doc`` or a comment; empty for other attributes and for what speaks to a tool."""
    if text.startswith("#"):
        return "" if _TO_A_TOOL.match(text) else text.lstrip("#").removeprefix(" ")
    found = _DOCUMENTED.match(text)
    return dedent(found[2].strip("\n")) if found is not None and found[1] not in "[{" else None


def doc_text(text: str) -> str:
    """What is in a string or sigil."""
    found = _STRING.match(text)
    return dedent(found[2].strip("\n")) if found is not None else text


def named_by(text: str) -> tuple[str, int]:
    """The name in an atom, a key or a list of types."""
    if text.startswith(":"):
        return text[1:].strip('"') or text, 1
    return text.strip("[] \n").rstrip(":").strip('"') or text, 0


def imports(text: str) -> list[ImportedName]:
    """What ``alias``, ``import``, ``require`` or ``use`` names."""
    found = _IMPORT.match(text)
    if found is None:
        return []
    word, module, several = found[1], found[2], found[3]
    if several is not None:
        return [
            _module(f"{module}.{part[0]}", part[0].rpartition(".")[2] if word == "alias" else "", at)
            for part in _PART.finditer(several)
            for at in (found.start(3) + part.end() - len(part[0].rpartition(".")[2]),)
        ]
    at = found.end(2) - len(module.rpartition(".")[2])
    if word == "import":
        only = _ONLY.search(text, found.end())
        names = [name.strip('"') for name in _LISTED.findall(only[1])] if only is not None else ["*"]
        return [
            ImportedName(module, name, "" if name == "*" else name, 0, False, _member(module, name), at)
            for name in names
        ]
    named = _AS.search(text, found.end()) if word in {"alias", "require"} else None
    alias = named[1] if named is not None else module.rpartition(".")[2] if word == "alias" else ""
    return [_module(module, alias, at)]


def _module(module: str, alias: str, at: int) -> ImportedName:
    return ImportedName(module, "", alias, 0, False, module, at)


def _member(module: str, name: str) -> str:
    return module if name == "*" else f"{module}.{name}"


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of a function that are names, with their defaults, or patterns that a name is given to."""
    base = node.start_byte
    found: list[Parameter] = []
    for child in node.named_children:
        named: Node | None = child
        default = None
        if child.type == "binary_operator":
            sides = child.child_by_field_name("left"), child.child_by_field_name("right")
            sign = child.child_by_field_name("operator")
            if sign is not None and sign.type == "\\\\":
                named, default = sides
            else:
                named = next((side for side in sides if side is not None and side.type == "identifier"), None)
        if named is not None and named.type == "identifier":
            start, end = named.start_byte - base, named.end_byte - base
            found.append(Parameter(text[start:end], start, end, None, default))
    return found


SPEC = LanguageSpec(
    name="elixir",
    grammars={"elixir": "tree_sitter_elixir:language"},
    level=Level.SYMBOLS,
    query="elixir.scm",
    kinds={
        "do": SymbolKind.FUNCTION,
        "keyword": SymbolKind.FUNCTION,
        "bare": SymbolKind.FUNCTION,
        "test": SymbolKind.FUNCTION,
        "type": SymbolKind.TYPE_ALIAS,
    },
    literals={
        "string": '""',
        "integer": "0",
        "float": "0.0",
        "boolean": "true",
        "nil": "None",
        "list": "[]",
        "map": "{}",
    },
    chain_types=frozenset({"alias", "identifier", "call", "dot", "access_call"}),
    path_names=frozenset({"alias"}),
    repeats=True,
    header_end=" \t\r\n,",
    judge=judge,
    implemented=named_by,
    imports=imports,
    parameters=parameters,
    decorators=decorators,
    doc_comment=doc_comment,
    doc_text=doc_text,
)
