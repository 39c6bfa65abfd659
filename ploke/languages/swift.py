"""Swift: what its grammar calls things, and the customs a query cannot say.

- A protocol is an interface, an actor a class marked ``actor``, an extension an implementation named after its type.
- ``init`` is a constructor, ``deinit`` a method, ``subscript`` a property; so is whatever is computed. What is stored
  is a field, outside of types a variable, or a constant after ``let``.
- ``import A`` takes all of ``A``; ``import class A.B`` takes ``B`` alone.
- A member without a word that says who sees it is internal; in a protocol it is as visible as that, in an extension
  marked ``public`` it is public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ploke.languages.families.halves import without_halves
from ploke.languages.families.javadoc import javadoc
from ploke.languages.spec import ImportedName, Judged, LanguageSpec, Level, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_MARKERS = (
    *("static", "class", "final", "override", "required", "convenience", "lazy", "weak", "unowned", "mutating"),
    *("nonmutating", "indirect", "dynamic", "nonisolated", "distributed", "optional", "consuming", "borrowing"),
    *("prefix", "postfix", "infix"),
)
_WORDS = re.compile(r"(?:@[\w.]+(?:\([^()]*\))?\s*)*((?:[a-z]+(?:\([a-z]+\))?\s+)*)")
_EFFECT = re.compile(r"\b(?:async|throws|rethrows)\b")
_INNERMOST = re.compile(r"\([^()]*\)")
_OPERATOR = re.compile(r"[^\w`]+$")
_IMPORT = re.compile(r"import\s+(?:(typealias|struct|class|enum|protocol|let|var|func)\s+)?([\w.`]+)")
_TYPE_NAME = re.compile(r"[\w`]+(?:\s*\.\s*[\w`]+)*")
_UNIT = re.compile(rb"(?<=return )\(\)(?=\s)|(?<=\()\(\)(?=\s*[),])|(?<=[:,] )\(\)(?=\s*[,)])")
_DIAGNOSTIC = re.compile(rb"^[ \t]*#(?:error|warning)\b[^\n]*", re.MULTILINE)

_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by Swift's rules."""
    kind, head = shape.kind, shape.head
    found = _WORDS.match(head)
    words = found[1].split() if found is not None else []
    markers = [word for word in _MARKERS if word in (words[:-1] if word == "class" else words)]
    if kind in _FUNCTIONS or kind is SymbolKind.CONSTRUCTOR:
        markers += _EFFECT.findall(_without_parentheses(head).partition("->")[0])
        if _OPERATOR.match(shape.name):
            markers.append("declaration" if "operator" in words else "operator")
        if shape.parent_kind is SymbolKind.INTERFACE and not shape.bodied:
            markers.append("abstract")
        if _is_test(shape):
            markers.append("test")
    elif kind is SymbolKind.PROPERTY and shape.parent_kind is SymbolKind.INTERFACE and not shape.bodied:
        markers.append("abstract")
    elif kind is SymbolKind.CLASS:
        if "actor" in words:
            markers.append("actor")
        if any(base.endswith("TestCase") for base in shape.bases):
            markers.append("test")
    elif kind is SymbolKind.VARIABLE and "let" in words:
        kind = SymbolKind.CONSTANT
    elif kind is SymbolKind.IMPLEMENTATION:
        markers += [word for word in ("public", "open") if word in words]
    return Judged(kind, _visibility(shape, words), tuple(markers))


def _without_parentheses(head: str) -> str:
    while head != (shorter := _INNERMOST.sub("", head)):
        head = shorter
    return head


def _is_test(shape: Shape) -> bool:
    """Whether XCTest or Swift Testing runs this."""
    if any(decorator.partition("(")[0] == "Test" for decorator in shape.decorators):
        return True
    return shape.kind is SymbolKind.METHOD and shape.name.startswith("test") and "test" in shape.parent_markers


def _visibility(shape: Shape, words: list[str]) -> Visibility:
    if "public" in words or "open" in words:
        return Visibility.PUBLIC
    if "private" in words or "fileprivate" in words:
        return Visibility.PRIVATE
    if "internal" in words or "package" in words:
        return Visibility.INTERNAL
    if shape.kind in (SymbolKind.ENUM_MEMBER, SymbolKind.IMPLEMENTATION) or shape.parent_kind is SymbolKind.INTERFACE:
        return Visibility.PUBLIC
    if not {"public", "open"}.isdisjoint(shape.parent_markers):
        return Visibility.PUBLIC
    if shape.parent_kind in _FUNCTIONS:
        return Visibility.PRIVATE
    return Visibility.INTERNAL


def imports(text: str) -> list[ImportedName]:
    """The module of an ``import``, or the one thing it takes of it."""
    found = _IMPORT.search(text)
    if found is None:
        return []
    path = found[2]
    offset = found.end() - len(path.rpartition(".")[2])
    reexport = "@_exported" in text[: found.start()]
    module, _, name = path.rpartition(".")
    if found[1] and module:
        return [ImportedName(module, name, name, 0, reexport, path, offset)]
    return [ImportedName(path, "*", "", 0, reexport, path, offset)]


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters among the parts of a whole declaration."""
    base = node.start_byte
    found = []
    for part in node.named_children:
        if part.type != "parameter":
            continue
        names = part.children_by_field_name("name")
        if not names or names[0].type != "simple_identifier":
            continue
        start, end = names[0].start_byte - base, names[0].end_byte - base
        found.append(Parameter(text[start:end], start, end, names[1] if len(names) > 1 else None))
    return found


def doc_comment(text: str) -> str | None:
    """What ``///`` and ``/** */`` say."""
    if text.startswith("///"):
        return None if text.startswith("////") else text[3:].removeprefix(" ").rstrip()
    return javadoc(text)


def decorators(text: str) -> list[str]:
    """An attribute as written, without its sign."""
    return [text[1:]]


def implemented(text: str) -> tuple[str, int]:
    """The type that an extension is for, without type arguments."""
    found = _TYPE_NAME.match(text)
    return ("".join(found[0].split()) if found is not None else text), 0


def repair(source: bytes, unread: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """``source`` without what the grammar cannot read: ``()`` as a value, ``#error``, halves of ``#if``."""
    mended = _DIAGNOSTIC.sub(lambda found: b" " * len(found[0]), _UNIT.sub(b"0 ", source))
    if mended != source:
        yield mended
    yield from without_halves(mended, unread)


SPEC = LanguageSpec(
    name="swift",
    grammars={"swift": "tree_sitter_swift:language"},
    level=Level.SYMBOLS,
    query="swift.scm",
    repeats=True,
    header_end=" \t\r\n{",
    statement_end=" \t\r\n;,",
    decorators=decorators,
    implemented=implemented,
    judge=judge,
    imports=imports,
    parameters=parameters,
    doc_comment=doc_comment,
    repair=repair,
)
