"""Ruby: what its grammar calls things, and the customs a query cannot say.

- Methods of modules and classes are methods; those of the module or class itself (``def self.x``, ``class << self``,
  ``module_function``) have the marker ``static``. ``initialize`` is a constructor.
- A name that is a path (``class A::B``) is called by its last part and qualified by the rest.
- Names that are given as symbols define: ``attr_accessor :x`` properties, ``define_method(:x)``, ``alias_method`` and
  ``def_delegators`` methods, ``task :x`` a target. A constant that holds ``Struct.new``, ``Class.new``,
  ``Module.new`` or ``Data.define`` is a struct, class or module.
- ``include``, ``extend`` and ``prepend`` in a body name bases as the superclass does.
- A section that ``private`` starts holds for the methods of instances; ``private_class_method`` and
  ``private_constant`` hide the rest.
- A bare name that is no local may be a call or not: it is noted as read. ``a&.b`` and ``a::b()`` are ``a.b``.
- ``require_relative "x"`` imports ``./x``; ``autoload :A, "x"`` takes the name ``A`` from ``x``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.spec import ImportedName, Judged, LanguageSpec, Level, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_HOLDERS = frozenset({SymbolKind.MODULE, SymbolKind.CLASS, SymbolKind.STRUCT})
_METHODS = frozenset({SymbolKind.METHOD, SymbolKind.CONSTRUCTOR})
_SINGLETON = re.compile(r"def\s+[\w:@]+\s*\.|(?:\w+\.)?define_singleton_method\b")
_TEST = re.compile(
    r"(?:RSpec\s*\.\s*)?(?:describe|context|it|specify|test|should|feature|scenario|shared_examples)\b(?!\s*[=.])"
)
_MAKER = re.compile(r"=\s*(?:::)?(Struct|Module|Data)\s*\.")
_MAGIC = re.compile(r"#(?:!|\s*-\*-|\s*(?:frozen_string_literal|encoding|coding|warn_indent|typed|vim?|rubocop)\s*:)")
_NODOC = re.compile(r"#\s*:(?:nodoc|doc|startdoc|stopdoc|enddoc):.*")
_LOAD = re.compile(r"""(\w+)\s*\(?\s*(?::(\w+)\s*,\s*|["'](\w+)["']\s*,\s*)?(["'])((?:(?!\4|\#\{).)+)\4""", re.DOTALL)
_NAMED = {"splat_parameter": "*", "hash_splat_parameter": "**", "block_parameter": "&"}


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by Ruby's rules."""
    kind, head, words = shape.kind, shape.head, shape.modifiers
    markers: list[str] = []
    if kind is SymbolKind.CLASS and (made := _MAKER.search(head)):
        kind = {"Struct": SymbolKind.STRUCT, "Module": SymbolKind.MODULE}.get(made[1], kind)
        markers += ["record"] if made[1] == "Data" else []
    if kind is SymbolKind.FUNCTION and shape.parent_kind in _HOLDERS:
        kind = SymbolKind.METHOD
    if kind is SymbolKind.METHOD:
        static = "static" in words or _SINGLETON.match(head) is not None
        markers += ["static"] if static else []
        markers += ["alias"] if head.startswith("alias") else []
        if static and shape.parent_kind not in _HOLDERS and shape.parent_kind is not None:
            kind = SymbolKind.FUNCTION
        elif shape.name == "initialize" and not static:
            kind = SymbolKind.CONSTRUCTOR
        if shape.name.startswith("test_") and shape.parent_kind is SymbolKind.CLASS:
            markers.append("test")
    if kind in {SymbolKind.FUNCTION, SymbolKind.METHOD} and _TEST.match(head) and "test" not in markers:
        kind = SymbolKind.FUNCTION
        markers.append("test")
    return Judged(kind, _visibility(kind, words, "static" in markers), tuple(markers))


def _visibility(kind: SymbolKind, words: tuple[str, ...], static: bool) -> Visibility:
    if kind is SymbolKind.CONSTRUCTOR:
        return Visibility.PUBLIC
    held = [word for word in words if word in _WORDS[static or kind not in {SymbolKind.METHOD, SymbolKind.PROPERTY}]]
    return _VISIBILITIES[held[-1]] if held else Visibility.PUBLIC


_WORDS = (frozenset({"private", "protected", "public"}), frozenset({"private_class", "public_class"}))
_VISIBILITIES = {
    "private": Visibility.PRIVATE,
    "protected": Visibility.PROTECTED,
    "public": Visibility.PUBLIC,
    "private_class": Visibility.PRIVATE,
    "public_class": Visibility.PUBLIC,
}


def named_by(text: str) -> tuple[str, int]:
    """The name in a symbol, ``:x``; other names stand for themselves."""
    return (text[1:], 1) if text.startswith(":") and len(text) > 1 and text[1] != ":" else (text, 0)


def doc_comment(text: str) -> str | None:
    """The text of a comment; empty for what speaks to a tool."""
    if text.startswith("=begin"):
        return text[6:].removesuffix("=end").strip("\n")
    if _MAGIC.match(text) or _NODOC.fullmatch(text):
        return ""
    return text.lstrip("#").removeprefix(" ") if text.strip("#-+") else ""


def imports(text: str) -> list[ImportedName]:
    """What a call of ``require``, ``load`` or one of their kin loads; nothing where that is computed."""
    found = _LOAD.match(text)
    if found is None:
        return []
    module, name = found[5], found[2] or found[3] or ""
    if found[1] == "require_relative" and not module.startswith((".", "/")):
        module = "./" + module
    expression = f'"{module}".{name}' if name else f'"{module}"'
    offset = found.start(2) if found[2] else found.start(3) if found[3] else found.start(5)
    return [ImportedName(module, name, name, 0, False, expression, offset)]


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of a method or block, those taken apart in parentheses as locals without a place."""
    base = node.start_byte
    found: list[Parameter] = []
    waiting = list(reversed(node.named_children))
    while waiting:
        child = waiting.pop()
        kind = child.type
        if kind == "destructured_parameter":
            waiting.extend(reversed(child.named_children))
            continue
        named = child if kind == "identifier" else child.child_by_field_name("name")
        if named is not None:
            start, end = named.start_byte - base, named.end_byte - base
            name = _NAMED.get(kind, "") + text[start:end]
            found.append(Parameter(name, start, end, None, child.child_by_field_name("value")))
    return found


SPEC = LanguageSpec(
    name="ruby",
    grammars={"ruby": "tree_sitter_ruby:language"},
    level=Level.SYMBOLS,
    query="ruby.scm",
    separator="::",
    kinds={
        "singleton": SymbolKind.METHOD,
        "alias": SymbolKind.METHOD,
        "delegator": SymbolKind.METHOD,
        "test": SymbolKind.FUNCTION,
    },
    literals={
        "string": '""',
        "heredoc_beginning": '""',
        "integer": "0",
        "float": "0.0",
        "true": "true",
        "false": "false",
        "nil": "None",
        "array": "[]",
        "hash": "{}",
    },
    chain_types=frozenset({"identifier", "constant", "call", "scope_resolution", "element_reference"}),
    implicit=frozenset({"self"}),
    path_names=frozenset({"scope_resolution"}),
    leading_docs=True,
    header_end=" \t\r\n;=",
    judge=judge,
    implemented=named_by,
    imports=imports,
    parameters=parameters,
    doc_comment=doc_comment,
    file_doc_comment=doc_comment,
)
