"""PHP: what its grammar calls things, and the customs a query cannot say.

- Variables keep their dollar sign, the names of properties have none: ``$this->name`` is ``$this.name``.
- The parameters of a constructor that say who sees them are fields too; ``define("A", …)`` makes a constant.
- What a class, trait or enum uses (``use T;`` in its body) is a base of it.
- ``require`` and ``include`` import a file where they name one: below ``__DIR__`` as ``./file.php``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ploke.languages.families.javadoc import javadoc
from ploke.languages.spec import ImportedName, Judged, LanguageSpec, Level, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_WORDS = re.compile(
    r"\s*((?:(?:abstract|final|readonly|static|var|(?:public|protected|private)(?:\(set\))?)\s+)*)", re.I
)
_COMMENT = re.compile(r"//[^\n]*|#[^\n]*|/\*.*?\*/", re.DOTALL)
_USE = re.compile(r"\s*use\s+(?:(?:function|const)\s+)?", re.IGNORECASE)
_USED = re.compile(r"\s*(?:(?:function|const)\s+)?([^\s,;{}]+)(?:\s+as\s+([^\s,;{}]+))?\s*", re.IGNORECASE)
_QUOTED = re.compile(r"""'([^'\n]*)'|"([^"$\n]*)\"""")
_HERE = re.compile(r"__DIR__|dirname\s*\(\s*__FILE__\s*\)", re.IGNORECASE)
_OF_FILE = re.compile(r"@(?:file|license|copyright)\b")


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by PHP's rules."""
    kind = shape.kind
    found = _WORDS.match(shape.head)
    words = found[1].lower().split() if found is not None else []
    markers = [word for word in ("static", "abstract", "final", "readonly") if word in words]
    if kind is SymbolKind.METHOD:
        if shape.name.lower() == "__construct":
            kind = SymbolKind.CONSTRUCTOR
        if not shape.bodied and "abstract" not in markers:
            markers.append("abstract")
        if _is_test(shape):
            markers.append("test")
    elif kind is SymbolKind.CLASS and any(_last(base).endswith("TestCase") for base in shape.bases):
        markers.append("test")
    visibility = Visibility.PUBLIC
    if "private" in words:
        visibility = Visibility.PRIVATE
    elif "protected" in words:
        visibility = Visibility.PROTECTED
    return Judged(kind, visibility, tuple(markers))


def _is_test(shape: Shape) -> bool:
    """Whether this is one of PHPUnit's: called so in a class of tests, or with an attribute that says so."""
    if any(_last(decorator.partition("(")[0].strip()) == "Test" for decorator in shape.decorators):
        return True
    in_tests = "test" in shape.parent_markers or shape.parent_name.endswith(("Test", "TestCase"))
    return in_tests and shape.name.startswith("test")


def _last(name: str) -> str:
    return name.rpartition("\\")[2]


def imports(text: str) -> list[ImportedName]:
    """The names of a ``use`` with its groups, or the file that ``require`` and ``include`` load."""
    text = _COMMENT.sub(lambda found: " " * len(found[0]), text) if "/*" in text or "//" in text else text
    found = _USE.match(text)
    if found is None:
        return _included(text)
    at, prefix = found.end(), ""
    names = []
    while at < len(text):
        used = _USED.match(text, at)
        if used is None:
            at += 1
        elif text.startswith("{", used.end()):
            prefix, at = used[1].strip("\\") + "\\", used.end() + 1
        else:
            path = prefix + used[1].strip("\\")
            module, _, name = path.rpartition("\\")
            alias = used[2] or name
            if not module:
                module, name = name, ""
            offset = used.end(1) - len(_last(path))
            names.append(ImportedName(module, name, alias, 0, False, path, offset))
            at = used.end() + 1
    return names


def _included(text: str) -> list[ImportedName]:
    quoted = list(_QUOTED.finditer(text))
    if not quoted or any(sign in text for sign in "$?"):
        return []
    path = "".join(each[1] or each[2] or "" for each in quoted)
    if _HERE.search(text):
        path = "./" + path.lstrip("/")
    path = path.removeprefix("/") if text[quoted[0].start() - 2 : quoted[0].start()].strip() else path
    return [ImportedName(path, "", "", 0, False, path, quoted[-1].start() + 1)] if path else []


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of a function, method or property hook."""
    base = node.start_byte
    found = []
    for part in node.named_children:
        name = part.child_by_field_name("name")
        if name is None:
            continue
        start, end = name.start_byte - base, name.end_byte - base
        stars = "*" if part.type == "variadic_parameter" else ""
        found.append(Parameter(stars + text[start:end], start, end, part.child_by_field_name("type")))
    return found


def file_doc_comment(text: str) -> str | None:
    """A comment that has a tag which only files have."""
    return javadoc(text) if _OF_FILE.search(text) else None


SPEC = LanguageSpec(
    name="php",
    grammars={"php": "tree_sitter_php:language_php"},
    level=Level.SYMBOLS,
    query="php.scm",
    separator="::",
    repeats=True,
    header_end=" \t\r\n{",
    statement_end=" \t\r\n;,",
    decorators=lambda text: [text],
    judge=judge,
    imports=imports,
    parameters=parameters,
    doc_comment=javadoc,
    file_doc_comment=file_doc_comment,
)
