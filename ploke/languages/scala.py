"""Scala 2 and 3: what its grammar calls things, and the customs a query cannot say.

- An object is a class marked ``object``, a package object one marked ``package`` too.
- The parameters of a class are fields: as visible as it says, public in a case class, else private.
- A ``given`` and an ``extension`` are implementations, named after themselves or the type they are for.
- ``def this`` is a constructor. A ``val`` with a capital in an object or outside of types is a constant.
- ``import a.*`` and ``import a._`` take all of ``a``, ``import a.given`` its givens; ``b as _`` is left out; ``export``
  offers on what it names. Several package clauses of a file make one package of all their names in order.
- ``a f b`` is a call of ``f``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.families.javadoc import javadoc
from ploke.languages.spec import ImportedName, Judged, LanguageSpec, Level, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_MARKERS = (
    *("final", "sealed", "abstract", "implicit", "lazy", "inline", "case", "override", "opaque", "open", "transparent"),
    *("infix", "erased", "package", "object", "given", "extension"),
)
_WORDS = re.compile(r"\s*((?:(?:@[\w.]+(?:\([^()]*\))?|[a-z]+(?:\s*\[[^\]]*\])?)\s+)*)")
_QUALIFIED = re.compile(r"\b(private|protected)\s*\[\s*(\w+)\s*\]")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_ARGUMENTS = re.compile(r"\[[^\[\]]*\]")
_IMPORT = re.compile(r"\s*(import|export)\s+")
_TOKEN = re.compile(r"`[^`\n]+`|[\w$]+|=>|[.,{}*]|\n")
_TYPE_NAME = re.compile(r"[\w$`]+(?:\s*\.\s*[\w$`]+)*")
_TEST_BASES = ("Suite", "Spec", "Test", "Tests", "Properties", "Specification")

_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR})


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by Scala's rules."""
    kind, head = shape.kind, shape.head
    found = _WORDS.match(head)
    words = [word.partition("[")[0] for word in found[1].split()] if found is not None else []
    markers = [word for word in _MARKERS if word in words]
    if kind in _FUNCTIONS:
        if shape.name == "this" and kind is SymbolKind.METHOD:
            kind = SymbolKind.CONSTRUCTOR
        if not shape.bodied:
            markers.append("abstract")
        if any(decorator.partition("(")[0].rpartition(".")[2] == "Test" for decorator in shape.decorators):
            markers.append("test")
    elif kind is SymbolKind.FIELD:
        kind = _kind_of_value(shape, words)
    elif kind is SymbolKind.CLASS and any(_base_name(base).endswith(_TEST_BASES) for base in shape.bases):
        markers.append("test")
    elif kind is SymbolKind.NAMESPACE:
        markers = []
    return Judged(kind, _visibility(shape, words), tuple(dict.fromkeys(markers)))


def _kind_of_value(shape: Shape, words: list[str]) -> SymbolKind:
    outside = shape.parent_kind is None or shape.parent_kind is SymbolKind.NAMESPACE
    if (outside or "object" in shape.parent_markers) and "val" in words and shape.name[:1].isupper():
        return SymbolKind.CONSTANT
    return SymbolKind.VARIABLE if outside else SymbolKind.FIELD


def _base_name(base: str) -> str:
    return base.partition("[")[0].rpartition(".")[2]


def _visibility(shape: Shape, words: list[str]) -> Visibility:
    qualified = _QUALIFIED.search(shape.head) if "[" in shape.head else None
    if "private" in words:
        return Visibility.INTERNAL if qualified is not None and qualified[2] != "this" else Visibility.PRIVATE
    if "protected" in words:
        return Visibility.PROTECTED
    if shape.parent_kind in _FUNCTIONS:
        return Visibility.PRIVATE
    if shape.kind is SymbolKind.FIELD and not {"val", "var"} & set(words):
        public = shape.parent_kind is SymbolKind.ENUM_MEMBER or "case" in shape.parent_markers
        return Visibility.PUBLIC if public else Visibility.PRIVATE
    return Visibility.PUBLIC


def imports(text: str) -> list[ImportedName]:
    """The names of an ``import`` or ``export``: several paths, each with its selectors."""
    if "/" in text:
        text = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    while "[" in text and text != (bare := _ARGUMENTS.sub(lambda found: " " * len(found[0]), text)):
        text = bare
    start = _IMPORT.match(text)
    if start is None:
        return []
    reader = _Selectors(start[1] == "export")
    for token in _TOKEN.finditer(text, start.end()):
        reader.read(token[0], token.start())
    reader.end()
    return reader.found


class _Selectors:
    """Reads a list of paths word by word: ``path`` so far, the names ``before`` an open brace, a name's ``alias``."""

    def __init__(self, reexport: bool) -> None:
        self.found: list[ImportedName] = []
        self._reexport = reexport
        self._path: list[str] = []
        self._before: list[str] | None = None
        self._alias: str | None = None
        self._at = 0
        self._renaming = False

    def read(self, word: str, at: int) -> None:
        """Take in the next word."""
        if word == "{":
            self._before, self._path = self._path, []
        elif word in (",", "}", "\n"):
            if word != "\n":
                self.end()
            if word == "}":
                self._before = None
        elif word in ("=>", "as"):
            self._renaming = True
        elif self._renaming:
            self._alias, self._renaming = word.strip("`"), False
        elif word != ".":
            self._path.append(word.strip("`"))
            self._at = at

    def end(self) -> None:
        """Note the name that has been read, if any."""
        path = (self._before or []) + self._path
        if self._path and self._alias != "_":
            *before, name = path
            given = name == "given"
            if self._before is not None and "given" in self._path[:-1]:
                given, before = True, self._before
            module, alias = ".".join(before), self._alias or name
            if name in ("_", "*"):
                name, alias = "*", ""
            elif given:
                alias = ""
            elif not module:
                module, name = name, ""
            expression = module if name in ("*", "given") else ".".join((*before, name))
            self.found.append(ImportedName(module, name, alias, 0, self._reexport, expression, self._at))
        self._path, self._alias, self._renaming = [], None, False


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of one list of a function, class or extension."""
    base = node.start_byte
    found = []
    for part in node.named_children:
        if part.type not in ("parameter", "class_parameter"):
            continue
        name = part.child_by_field_name("name")
        if name is None:
            continue
        start, end = name.start_byte - base, name.end_byte - base
        annotation = part.child_by_field_name("type")
        stars = "*" if annotation is not None and annotation.type == "repeated_parameter_type" else ""
        found.append(Parameter(stars + text[start:end], start, end, annotation))
    return found


def decorators(text: str) -> list[str]:
    """An annotation as written, without its sign."""
    return [text[1:]]


def implemented(text: str) -> tuple[str, int]:
    """The type that a ``given`` or ``extension`` is for, without type arguments."""
    found = _TYPE_NAME.match(text)
    return ("".join(found[0].split()) if found is not None else " ".join(text.split())), 0


SPEC = LanguageSpec(
    name="scala",
    grammars={"scala": "tree_sitter_scala:language"},
    level=Level.SYMBOLS,
    query="scala.scm",
    repeats=True,
    header_end=" \t\r\n{:=",
    statement_end=" \t\r\n;,",
    decorators=decorators,
    implemented=implemented,
    judge=judge,
    imports=imports,
    parameters=parameters,
    doc_comment=javadoc,
)
