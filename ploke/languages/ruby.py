"""Ruby: what its grammar calls things, and the customs a query cannot say.

- Methods of modules and classes are methods; those of the module or class itself (``def self.x``, ``class << self``,
  ``module_function``) have the marker ``static``. ``initialize`` is a constructor.
- A name that is a path (``class A::B``) is called by its last part and qualified by the rest.
- Names that are given as symbols define: ``attr_accessor :x`` properties, ``define_method(:x)`` and
  ``alias_method`` methods, ``task :x`` a target. A constant that holds ``Struct.new``, ``Class.new``,
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
_CALLED = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_WORD = re.compile(r"(?:[\w:]+\s*\.\s*)?(\w+)")
_SINGLETON = re.compile(r"def\s+[\w:@]+\s*\.|(?:[\w:]+\s*\.\s*)?define_singleton_method\b")
_TESTS = frozenset({"describe", "context", "it", "specify", "test", "should", "feature", "scenario", "shared_examples"})
_OTHERS = {"task": SymbolKind.TARGET, "multitask": SymbolKind.TARGET, "namespace": SymbolKind.NAMESPACE}
_MAKER = re.compile(r"[\w:]+\s*=\s*(?:::)?(Struct|Class|Module|Data)\s*\.\s*(?:new|define)\b")
_MADE = {
    "Struct": SymbolKind.STRUCT,
    "Class": SymbolKind.CLASS,
    "Module": SymbolKind.MODULE,
    "Data": SymbolKind.CLASS,
}
_STATIC = frozenset({"module_function", "singleton"})
_OF_INSTANCES = frozenset({"private", "protected", "public"})
_OF_THE_REST = frozenset({"private_class_method", "public_class_method", "private_constant"})
_MAGIC = re.compile(r"#(?:!|\s*-\*-|\s*(?:frozen_string_literal|encoding|coding|warn_indent|typed|vim?|rubocop)\s*:)")
_NODOC = re.compile(r"#\s*:(?:nodoc|doc|startdoc|stopdoc|enddoc):.*")
_LOAD = re.compile(r"""(\w+)\s*\(?\s*(?::(\w+)\s*,\s*|["'](\w+)["']\s*,\s*)?(["'])((?:(?!\4|\#\{).)+)\4""", re.DOTALL)
_NAMED = {"splat_parameter": "*", "hash_splat_parameter": "**", "block_parameter": "&"}


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by Ruby's rules."""
    kind, head = shape.kind, shape.head
    markers: list[str] = []
    if kind is SymbolKind.CONSTANT or (kind is SymbolKind.CLASS and not head.startswith("class")):
        made = _MAKER.match(head)
        kind = _MADE[made[1]] if made is not None else SymbolKind.CONSTANT
        markers += ["record"] if made is not None and made[1] == "Data" else []
    elif kind in _CALLED:
        found = _WORD.match(head)
        word = found[1] if found is not None else ""
        if word in _OTHERS:
            kind = _OTHERS[word]
        elif word in _TESTS:
            kind = SymbolKind.FUNCTION
            markers.append("test")
        else:
            kind = _method(shape, markers)
    elif kind is SymbolKind.PROPERTY and "singleton" in shape.modifiers:
        markers.append("static")
    return Judged(kind, _visibility(kind, shape), tuple(markers))


def _method(shape: Shape, markers: list[str]) -> SymbolKind:
    """What a method is: those in no class or module are functions."""
    head, held = shape.head, shape.parent_kind in _HOLDERS
    if not _STATIC.isdisjoint(shape.modifiers) or _SINGLETON.match(head):
        markers.append("static")
    if head.startswith("alias"):
        markers.append("alias")
    if shape.name.startswith("test_") and shape.parent_kind is SymbolKind.CLASS:
        markers.append("test")
    if shape.name == "initialize" and held and "static" not in markers:
        return SymbolKind.CONSTRUCTOR
    return SymbolKind.METHOD if held else SymbolKind.FUNCTION


def _visibility(kind: SymbolKind, shape: Shape) -> Visibility:
    """What ``private`` and its kin say: a section does not hold for ``def self.x``, constants and classes."""
    of_instances = kind in {SymbolKind.METHOD, SymbolKind.PROPERTY} and not _SINGLETON.match(shape.head)
    held = [word for word in shape.modifiers if word in (_OF_INSTANCES if of_instances else _OF_THE_REST)]
    return Visibility(held[-1].partition("_")[0]) if held else Visibility.PUBLIC


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
    kinds={"called": SymbolKind.FUNCTION, "made": SymbolKind.CONSTANT},
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
