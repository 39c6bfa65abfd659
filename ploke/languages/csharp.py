"""C#: what its grammar calls things, and the customs a query cannot say.

- A delegate is a type alias with parameters, marked ``delegate``; an event is a property, marked ``event``; an indexer
  is a property called ``this``; operators are methods called ``operator +`` or ``operator int``, a destructor ``~Foo``.
- A record is a class or struct marked ``record``; the parameters of its head are properties of it.
- ``using A.B;`` imports all of ``A.B``, ``using static A.B;`` all of a type; ``global using`` does it for all files of
  a project, so it is offered on.
- Both halves of an ``#if`` are read; where that does not parse, ``families.halves`` tries them one by one.
- XML documentation loses its tags; what ``see`` and ``paramref`` point at and the names of ``param`` stay.
"""

from __future__ import annotations

import html
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
    *("static", "abstract", "virtual", "override", "sealed", "async", "extern", "partial", "readonly", "required"),
    *("volatile", "unsafe", "ref"),
)
_WORDS = re.compile(r"\s*((?:[a-z]+\s+)*)")
_DIRECTIVES = re.compile(r"#\w+(?:\s[A-Z\d_!&|()\s]*(?=\s))?|\[[^\]]*\]")
_EXTENDING = re.compile(r"\(\s*(?:\[[^\]]*\]\s*)*(?:(?:ref|in|scoped|readonly)\s+)*this\s")
_EXPLICIT = re.compile(r"[\w>]\s*\.\s*(@?\w+)\s*(?:<[^()]*>)?\s*(?:[(\[]|$)")
_RECORD_STRUCT = re.compile(r"\brecord\s+struct\b")
_TEST_ATTRIBUTES = frozenset(
    {"Test", "TestCase", "TestCaseSource", "TestMethod", "DataTestMethod", "TestClass", "TestFixture"}
)
_USING = re.compile(
    r"(?P<global>global\s+)?using\s+(?:unsafe\s+)?(?P<static>static\s+)?(?:unsafe\s+)?(?:(?P<alias>@?\w+)\s*=\s*)?"
    r"(?:unsafe\s+)?(?P<path>@?\w+(?:\s*(?:\.|::)\s*@?\w+)*)(?P<rest>\s*<.*>)?\s*;",
    re.DOTALL,
)
_EXTERN = re.compile(r"extern\s+alias\s+(@?\w+)")
_REFERENCE = re.compile(r"""<(?:see|seealso|paramref|typeparamref)\s+\w+\s*=\s*["'](?:[A-Z]:)?([^"']*)["'][^>]*/>""")
_NAMED = re.compile(r"""<(?:param|typeparam|exception)\s+\w+\s*=\s*["'](?:[A-Z]:)?([^"']*)["'][^>]*>""")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LAST_WORD = re.compile(r"@?\w+")
_LAST_DIRECTIVE = re.compile(rb"^[ \t]*#(?!\s*endif)[^\n]*\Z", re.MULTILINE)
_TARGET = re.compile(rb"(?<=\[)(?:assembly|event|field|method|module|param|property|return|type|typevar)(?=\s*[\],])")

_METHODS = frozenset({SymbolKind.METHOD, SymbolKind.FUNCTION, SymbolKind.CONSTRUCTOR})
_MEMBERS = frozenset({SymbolKind.METHOD, SymbolKind.PROPERTY})
_TYPES = frozenset({SymbolKind.CLASS, SymbolKind.STRUCT, SymbolKind.INTERFACE, SymbolKind.ENUM, SymbolKind.TYPE_ALIAS})


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by C#'s rules."""
    kind, head = shape.kind, shape.head
    if head.startswith("#"):
        head = _DIRECTIVES.sub(" ", head)
    found = _WORDS.match(head)
    words = found[1].split() if found is not None else []
    markers = [word for word in _MARKERS if word in words]
    if kind is SymbolKind.FIELD and "const" in words:
        kind = SymbolKind.CONSTANT
    elif kind in _METHODS:
        if _EXTENDING.search(head):
            markers.append("extension")
        if not shape.bodied and shape.parent_kind is SymbolKind.INTERFACE and "static" not in words:
            markers.append("abstract")
        if shape.name.startswith("operator "):
            markers.append("operator")
    elif kind is SymbolKind.PROPERTY and "event" in words:
        markers.append("event")
    elif kind is SymbolKind.PROPERTY and "record" in shape.parent_markers and not shape.bodied:
        words.append("public")
    elif kind is SymbolKind.TYPE_ALIAS:
        markers.append("delegate")
    elif kind is SymbolKind.CLASS and "record" in words:
        kind = SymbolKind.STRUCT if _RECORD_STRUCT.search(head) else kind
        markers.append("record")
    if kind in _MEMBERS and (found := _EXPLICIT.search(head)) is not None and found[1] == shape.name:
        markers.append("explicit")
        words.append("public")
    if any(_is_test(decorator) for decorator in shape.decorators):
        markers.append("test")
    return Judged(kind, _visibility(shape, words), tuple(dict.fromkeys(markers)))


def _is_test(decorator: str) -> bool:
    """Whether an attribute is one of NUnit's or MSTest's, or called like one of xUnit's two and what extends them."""
    name = decorator.partition("(")[0].strip().rpartition(".")[2].removesuffix("Attribute")
    return name in _TEST_ATTRIBUTES or name.endswith(("Fact", "Theory"))


def _visibility(shape: Shape, words: list[str]) -> Visibility:
    kind, parent = shape.kind, shape.parent_kind
    if "public" in words:
        return Visibility.PUBLIC
    if "protected" in words:
        return Visibility.PROTECTED
    if "internal" in words:
        return Visibility.INTERNAL
    if "private" in words or "file" in words:
        return Visibility.PRIVATE
    if kind in (SymbolKind.NAMESPACE, SymbolKind.ENUM_MEMBER) or parent is SymbolKind.INTERFACE:
        return Visibility.PUBLIC
    if parent is None or parent is SymbolKind.NAMESPACE:
        return Visibility.INTERNAL if kind in _TYPES else Visibility.PRIVATE
    return Visibility.PRIVATE


def imports(text: str) -> list[ImportedName]:
    """The namespace, type or alias that a ``using`` or ``extern alias`` brings in."""
    found = _USING.match(text)
    if found is None:
        alias = _EXTERN.match(text)
        return [ImportedName(alias[1], "", alias[1], 0, False, alias[1], alias.start(1))] if alias is not None else []
    path = "".join(found["path"].split())
    offset = found.end("path") - len(_LAST_WORD.findall(found["path"])[-1])
    everywhere = found["global"] is not None
    if found["alias"] is None:
        return [ImportedName(path, "*", "", 0, everywhere, path, offset)]
    module, _, name = path.rpartition(".")
    if not module:
        module, name = name, ""
    return [ImportedName(module, name, found["alias"], 0, everywhere, path, offset)]


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of a method, indexer, delegate or type; that of ``params`` lies in the list itself."""
    base = node.start_byte
    found = []
    for part in (*node.named_children, node):
        name = part.child_by_field_name("name")
        if name is None or part.type not in ("parameter", node.type):
            continue
        start, end = name.start_byte - base, name.end_byte - base
        stars = "*" if part is node else ""
        found.append(Parameter(stars + text[start:end], start, end, part.child_by_field_name("type")))
    return found


def doc_comment(text: str) -> str | None:
    """What ``///`` and ``/** */`` say, without XML tags."""
    if text.startswith("///"):
        return None if text.startswith("////") else _without_tags(text[4:] if text[3:4] == " " else text[3:]).rstrip()
    said = javadoc(text)
    return _without_tags(said).strip() if said else said


def _without_tags(text: str) -> str:
    if "<" in text:
        text = _TAG.sub("", _NAMED.sub(r"\1: ", _REFERENCE.sub(r"\1", text)))
    return html.unescape(text) if "&" in text else text


def repair(source: bytes, unread: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """``source`` without what the grammar cannot read.

    That is subscripts like targets of attributes, a directive that ends the file without ending its line, and halves
    of ``#if``.
    """
    mended = _TARGET.sub(lambda found: b"_" * len(found[0]), source)
    mended = _LAST_DIRECTIVE.sub(lambda found: b" " * len(found[0]), mended)
    if mended != source:
        yield mended
    yield from without_halves(mended, unread)


SPEC = LanguageSpec(
    name="csharp",
    grammars={"csharp": "tree_sitter_c_sharp:language"},
    level=Level.SYMBOLS,
    query="csharp.scm",
    repeats=True,
    header_end=" \t\r\n{",
    statement_end=" \t\r\n;,",
    decorators=lambda text: [text],
    judge=judge,
    imports=imports,
    parameters=parameters,
    doc_comment=doc_comment,
    repair=repair,
)
