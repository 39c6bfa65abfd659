"""Kotlin: what its grammar calls things, and the customs a query cannot say.

- An ``object`` is a class marked ``object``, a companion is one called ``Companion`` unless it has a name. An anonymous
  object is called ``<Type>`` after the first type it is of, and is marked ``anonymous``. What kind of class a class is
  (``data``, ``sealed``, ``value``, ``annotation`` …) is a marker.
- An extension is called by its bare name and marked ``extension``; what it extends is the type of its parameter
  ``this``. The parameters of a primary constructor are those of the class; with ``val`` or ``var`` they are properties
  of it too. A secondary constructor is called ``constructor``.
- A property is one with its accessors; ``const val`` is a constant.
- An infix call ``a to b`` is a call of ``to``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.families.javadoc import javadoc
from ploke.languages.kotlin.repair import prepare, repair
from ploke.languages.module_names import named_below_sources
from ploke.languages.spec import ImportedName, Judged, LanguageSpec, Level, Parameter, Shape, TokenUse
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_NAME = r"(?:`[^`\n]+`|\w+)"
_MARKERS = (
    *("abstract", "open", "final", "override", "sealed", "data", "inner", "value", "annotation", "companion"),
    *("suspend", "inline", "infix", "operator", "tailrec", "external", "const", "lateinit", "expect", "actual"),
)
_WORDS = frozenset(
    {*_MARKERS, "public", "protected", "internal", "private", "enum", "noinline", "crossinline", "vararg", "fun"}
)
_ANNOTATION = re.compile(r"@(?:\w+:)?(?:\[[^\]]*\]|[\w.]+(?:\((?:[^()\"]|\"(?:[^\"\\]|\\.)*\"|\([^()]*\))*\))?)\s*")
_KEYWORD = re.compile(r"\b(?:fun|val|var)\b")
_IMPORT = re.compile(rf"import\s+({_NAME}(?:\s*\.\s*{_NAME})*)(\s*\.\s*\*)?(?:\s+as\s+({_NAME}))?")
_PATH = re.compile(rf"{_NAME}(?:\s*\.\s*{_NAME})*")
_LAST_NAME = re.compile(rf"{_NAME}\s*$")
_TEST_ANNOTATIONS = frozenset({"Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate"})
_ACCESS = {
    "public": Visibility.PUBLIC,
    "protected": Visibility.PROTECTED,
    "internal": Visibility.INTERNAL,
    "private": Visibility.PRIVATE,
}
_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR})


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by Kotlin's rules."""
    kind = shape.kind
    words, rest = _modifiers(shape.head)
    markers = [marker for marker in _MARKERS if marker in words]
    if kind is SymbolKind.CLASS:
        if rest == "object":
            markers.append("anonymous" if shape.name.startswith("<") else "object")
        elif rest == "interface" or "annotation" in words:
            kind = SymbolKind.INTERFACE
        elif "enum" in words:
            kind = SymbolKind.ENUM
    elif kind in _FUNCTIONS:
        if shape.parent_kind is SymbolKind.INTERFACE and not shape.bodied and "abstract" not in markers:
            markers.append("abstract")
        markers += [marker for marker, holds in _judged(shape) if holds]
    elif kind is SymbolKind.PROPERTY:
        if "const" in words:
            kind = SymbolKind.CONSTANT
        if _extends(shape):
            markers.append("extension")
    return Judged(kind, _visibility(shape, words), tuple(markers))


def _judged(shape: Shape) -> tuple[tuple[str, bool], ...]:
    return (
        ("extension", _extends(shape)),
        ("overload", shape.repeated),
        ("test", any(_is_test(decorator) for decorator in shape.decorators)),
    )


def _modifiers(head: str) -> tuple[list[str], str]:
    """The modifiers a declaration starts with, and the word behind them."""
    words: list[str] = []
    for word in _ANNOTATION.sub(" ", head).split() if "@" in head else head.split():
        if word not in _WORDS:
            return words, word
        words.append(word)
    return words, ""


def _extends(shape: Shape) -> bool:
    """Whether a type and a dot stand before the name."""
    found = _KEYWORD.search(shape.head)
    if found is None:
        return False
    before, name, _ = shape.head[found.end() :].partition(shape.name)
    return name != "" and before.rstrip("` ").endswith(".")


def _is_test(decorator: str) -> bool:
    return decorator.partition("(")[0].strip().rpartition(".")[2] in _TEST_ANNOTATIONS


def _visibility(shape: Shape, words: list[str]) -> Visibility:
    for word, visibility in _ACCESS.items():
        if word in words:
            return visibility
    return Visibility.INTERNAL if shape.parent_kind in _FUNCTIONS else Visibility.PUBLIC


def decorators(text: str) -> list[str]:
    """The annotations as written, without their sign: those of ``@get:[A B]`` are one."""
    return [text.removeprefix("@").lstrip()]


def implemented(text: str) -> tuple[str, int]:
    """What a companion or an anonymous object is called."""
    if text == "companion":
        return "Companion", 0
    found = _PATH.match(text)
    if found is None:
        return f"<{text}>", 0
    name = _LAST_NAME.search(found[0])
    start = name.start() if name is not None else 0
    return f"<{found[0][start:].strip()}>", start


def tokens(purpose: str, text: str) -> list[TokenUse]:
    """A type in a class's head: a base, or the call that makes it; ``purpose`` is the role."""
    found = _PATH.match(text)
    if found is None:
        return []
    name = _LAST_NAME.search(found[0])
    return [TokenUse(purpose, "".join(found[0].split()), name.start() if name is not None else 0)]


def imports(text: str) -> list[ImportedName]:
    """What an import brings in."""
    found = _IMPORT.match(text)
    if found is None:
        return []
    path = re.sub(r"\s*\.\s*", ".", found[1]).replace("`", "")
    last = _LAST_NAME.search(found[1])
    offset = found.start(1) + (last.start() if last is not None else 0)
    if found[2]:
        return [ImportedName(path, "*", "", 0, False, path, offset)]
    module, _, name = path.rpartition(".")
    alias = found[3].strip("`") if found[3] else name
    return [ImportedName(module or name, name if module else "", alias, 0, False, path, offset)]


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of a function or class; a receiver is the parameter ``this``; ``vararg args`` is ``*args``."""
    if node.type not in ("function_value_parameters", "class_parameters"):
        return [Parameter("this", 0, 0, node)]
    base = node.start_byte
    found = []
    stars = ""
    for child in node.named_children:
        kind = child.type
        if kind == "parameter_modifiers":
            stars = "*" if "vararg" in text[child.start_byte - base : child.end_byte - base].split() else ""
        elif kind in ("parameter", "class_parameter"):
            parts = [part for part in child.named_children if part.type != "modifiers" and not part.is_extra]
            if not parts or parts[0].type != "identifier":
                continue
            start, end = parts[0].start_byte - base, parts[0].end_byte - base
            if kind == "class_parameter":
                stars = "*" if "vararg" in text[child.start_byte - base : start].split() else ""
            found.append(
                Parameter(stars + text[start:end].strip("`"), start, end, parts[1] if len(parts) > 1 else None)
            )
            stars = ""
    return found


SPEC = LanguageSpec(
    name="kotlin",
    module_name=named_below_sources,
    grammars={"kotlin": "tree_sitter_kotlin:language"},
    level=Level.SYMBOLS,
    query="kotlin.scm",
    implicit=frozenset({"this", "super"}),
    repeats=True,
    header_end=" \t\r\n{:=",
    statement_end=" \t\r\n;,",
    decorators=decorators,
    implemented=implemented,
    tokens=tokens,
    judge=judge,
    imports=imports,
    parameters=parameters,
    prepare=prepare,
    repair=repair,
    doc_comment=javadoc,
    doc_text=lambda text: javadoc(text) or "",
)
