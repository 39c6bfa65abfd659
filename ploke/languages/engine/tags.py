"""Queries in the vocabulary of tree-sitter's own ``tags.scm``, and ones made from the names of a grammar's nodes.

Source: "Code Navigation Systems" in tree-sitter's documentation: ``@definition.KIND`` and ``@reference.KIND`` around a
``@name``. It is what grammars bring along and what users know; ploke's own vocabulary may stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import tree_sitter

from ploke.languages.engine.scopes import SKIP
from ploke.model.facts import ReferenceRole, SymbolKind

if TYPE_CHECKING:
    from ploke.languages.engine.collect import Collected
    from ploke.languages.engine.outline import Outline
    from ploke.languages.engine.text import SourceText

KINDS = {
    "type": SymbolKind.TYPE_ALIAS,
    "object": SymbolKind.CLASS,
    "protocol": SymbolKind.INTERFACE,
    "signature": SymbolKind.INTERFACE,
    "record": SymbolKind.STRUCT,
    "instance": SymbolKind.IMPLEMENTATION,
    "package": SymbolKind.NAMESPACE,
    "procedure": SymbolKind.FUNCTION,
    "subroutine": SymbolKind.FUNCTION,
    "event": SymbolKind.FIELD,
    "var": SymbolKind.VARIABLE,
    "heading": SymbolKind.SECTION,
    "test": SymbolKind.FUNCTION,
}
"""What ``tags.scm`` files call kinds, where that is not one of ploke's own."""

_ROLES = {
    "call": ReferenceRole.CALL,
    "send": ReferenceRole.CALL,
    "class": ReferenceRole.TYPE,
    "interface": ReferenceRole.TYPE,
    "type": ReferenceRole.TYPE,
    "implementation": ReferenceRole.BASE,
}
_PATH = re.compile(r"(?:\w+(?:\.|::?|/))+(?=\w)")
"""What stands before the last name of a dotted one."""
_COMMENT = re.compile(r"(?:\w+_)?comment(?:_\w+)?")
_WHAT = (
    (r"function|method|procedure|subroutine|sub|fun|func|fn|proc|routine|task|rule", "function"),
    (r"class|object", "class"),
    (r"struct|structure|record|message", "struct"),
    (r"interface|protocol|signature|service", "interface"),
    (r"trait|typeclass|role|mixin", "trait"),
    (r"enum|enumeration", "enum"),
    (r"union", "union"),
    (r"module|package", "module"),
    (r"namespace", "namespace"),
    (r"macro", "macro"),
    (r"type|type_alias|typedef|alias|newtype|datatype|data_type|subtype", "type_alias"),
    (r"constructor", "constructor"),
    (r"constant|const", "constant"),
)
_SAID = r"definition|declaration|item|specifier|statement|def|decl|defn|define|body_declaration|implementation"
_DEFINITIONS = tuple((re.compile(rf"(?:\w+_)?(?:{words})_(?:{_SAID})(?:_\w+)?|{words}"), kind) for words, kind in _WHAT)
_CALLS = re.compile(
    r"(?:function_|method_|macro_)?call(?:_expression|_statement)?|(?:method_)?invocation(?:_expression)?"
    r"|application(?:_expression)?|function_application|apply_expression"
)
_NOT_DEFINITIONS = re.compile(r".*(?:_call|_type|_reference|_import|_name|_body|_block|_list|_parameters?|_expression)")
_FIELD, _NODE = re.compile(r"(\w+):"), re.compile(r"\(([a-z]\w*)")
_NAMES = ("(identifier)", "(type_identifier)", "(symbol)", "(word)", "(name)", "(simple_identifier)", "(variable)")


def with_comments(language: tree_sitter.Language, query: str) -> str:
    """``query``, and a pattern for the grammar's comments if it has none, for they hold the documentation."""
    if "@comment" in query:
        return query
    return query + "".join(f"\n({kind}) @comment" for kind in _kinds(language) if _COMMENT.fullmatch(kind))


def query_from_names(language: tree_sitter.Language) -> str:
    """A query made from what the grammar calls its nodes: ``function_declaration`` with a ``name`` is a function.

    It knows what nearly all grammars agree on, no more: definitions and the names of calls. A pattern that the grammar
    says can never match is left out.
    """
    patterns: list[str] = []
    for kind in _kinds(language):
        suffix = next((suffix for pattern, suffix in _DEFINITIONS if pattern.fullmatch(kind)), "")
        if suffix and not _NOT_DEFINITIONS.fullmatch(kind):
            patterns += _first_possible(language, kind, ("name:",), f"definition.{suffix}")
        elif _CALLS.fullmatch(kind):
            patterns += _first_possible(language, kind, ("function:", "name:", "method:", "callee:"), "reference.call")
    return "\n".join(patterns)


def _kinds(language: tree_sitter.Language) -> list[str]:
    """The named kinds of nodes, each once."""
    ids = range(language.node_kind_count)
    named = (kind for kind in ids if language.node_kind_is_named(kind) and language.node_kind_is_visible(kind))
    return sorted({name for kind in named if (name := language.node_kind_for_id(kind)) and name.isidentifier()})


def _first_possible(language: tree_sitter.Language, kind: str, fields: tuple[str, ...], capture: str) -> list[str]:
    """The first pattern for nodes of ``kind`` that can match: the name in a field, else the first plain name."""
    tried = [f"({kind} {field} (_) @name) @{capture}" for field in fields]
    tried += [f"({kind} . {name} @name) @{capture}" for name in _NAMES]
    if "definition" in capture:
        tried += [f"({kind} . (_) . {name} @name) @{capture}" for name in _NAMES]
        tried += [f"({kind} declarator: (_ declarator: {name} @name)) @{capture}" for name in _NAMES]
        tried += [f"({kind} . (_ name: (_) @name)) @{capture}"]
    for pattern in tried:
        if not all(language.field_id_for_name(field) for field in _FIELD.findall(pattern)):
            continue
        if not all(language.id_for_node_kind(name, True) for name in _NODE.findall(pattern)):
            continue
        try:
            tree_sitter.Query(language, pattern)
        except tree_sitter.QueryError:
            continue
        return [pattern]
    return []


def read_tags(text: SourceText, outline: Outline, collected: Collected, bound: set[int]) -> None:
    """Enter what ``@reference.KIND`` captures found among the uses of the scopes they stand in.

    Names that definitions ``bound`` (where they end), ``@skip`` and what stands in an ``@ignore`` are no uses.
    """
    skipped = {found["skip"][0].start_byte for found in collected.matches("skip")}
    for role, start, end in _references(collected):
        if end in bound or start in skipped or outline.map.mode_at(start) == SKIP:
            continue
        uses = outline.map.read_at(start).uses
        assert uses is not None
        expression = text.bytes[start:end]
        path = _PATH.match(expression)
        place = start + path.end() if path is not None else start
        if role is ReferenceRole.BASE:
            uses.others[role.value, expression].append(place)
        else:
            places = {ReferenceRole.CALL: uses.calls, ReferenceRole.TYPE: uses.types}.get(role, uses.reads)
            places[expression].append(place)


def _references(collected: Collected) -> Iterator[tuple[ReferenceRole, int, int]]:
    for capture, matches in collected.families("reference."):
        role = _ROLES.get(capture.partition(".")[2], ReferenceRole.READ)
        for start, end in sorted({each.byte_range for found in matches for each in found["name"]}):
            yield role, start, end
