"""Java: what its grammar calls things, and the customs a query cannot say.

- An anonymous class is a class marked ``anonymous``, called ``<Type>`` after what it extends or implements, which is
  its base; its methods are ``Outer.method.<Type>.run``. Making it is a call of the type. The body of an enum constant
  belongs to the constant.
- A record is a class marked ``record``; its components are its fields and the parameters it is made with. Its
  constructor without parameters of its own is marked ``compact``. An annotation
  type is an interface marked ``annotation``, its elements are methods. A ``static final`` field is a constant, as is
  every field of an interface.
- Several methods of one name are marked ``overload``.
- ``A::b`` reads ``A.b``, ``A::new`` reads ``A``. The object of ``((A) x).b()`` is ``A()``.
- What ``import static a.B.c`` brings in is the member ``c`` of the module ``a.B``.
- A module is a symbol; what it requires is imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ploke.languages.families.javadoc import javadoc
from ploke.languages.module_names import named_below_sources
from ploke.languages.spec import Declared, ImportedName, Judged, LanguageSpec, Level, Parameter, Shape, TokenUse
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_MARKERS = (
    *("static", "abstract", "final", "synchronized", "native", "default", "sealed", "non-sealed", "transient"),
    *("volatile", "strictfp"),
)
_WORDS = frozenset({*_MARKERS, "public", "protected", "private"})
_ANNOTATION = re.compile(
    r"@(?!interface\b)[\w.$\s]*?[\w$](?:\s*\((?:[^()\"]|\"(?:[^\"\\]|\\.)*\"|\([^()]*\))*\))?(?=[\s@])"
)
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r"import\s+(static\s+|module\s+)?([\w$]+(?:\s*\.\s*[\w$]+)*)(\s*\.\s*\*)?")
_IMPORTED_MODULE = re.compile(rb"^(import\s+)module\b(?=\s+\w)", re.MULTILINE)
_ANNOTATED_DOTS = re.compile(rb"@[\w.]+?[ \t]*(?=\.\.\.)")
_REQUIRED = re.compile(r"requires\s+(?:(?:transitive|static)\s+)*([\w$]+(?:\s*\.\s*[\w$]+)*)\s*;")
_TYPE_NAME = re.compile(r"[\w$]+(?:\s*\.\s*[\w$]+)*")
_LAST_NAME = re.compile(r"[\w$]+\s*$")
_TEST_ANNOTATIONS = frozenset({"Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "Theory"})

_CALLABLE = frozenset({SymbolKind.METHOD, SymbolKind.FUNCTION, SymbolKind.CONSTRUCTOR})
_TYPES = frozenset({SymbolKind.CLASS, SymbolKind.INTERFACE, SymbolKind.ENUM})


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by Java's rules."""
    kind, head, parent = shape.kind, shape.head, shape.parent_kind
    words = _modifiers(head)
    markers = [marker for marker in _MARKERS if marker in words]
    if kind in _CALLABLE:
        if parent is SymbolKind.INTERFACE and not shape.bodied and "abstract" not in markers:
            markers.append("abstract")
        if shape.repeated:
            markers.append("overload")
        if kind is SymbolKind.CONSTRUCTOR and "(" not in head:
            markers.append("compact")
        if _is_test(shape):
            markers.append("test")
    elif kind in _TYPES:
        if shape.name.startswith("<"):
            markers.append("anonymous")
        elif kind is SymbolKind.CLASS and _kind_word(head, words) == "record":
            markers.append("record")
        elif kind is SymbolKind.INTERFACE and _kind_word(head, words) == "@interface":
            markers.append("annotation")
        if shape.bases and shape.bases[0].rpartition(".")[2] == "TestCase":
            markers.append("test")
    elif kind is SymbolKind.FIELD and (parent is SymbolKind.INTERFACE or ("static" in words and "final" in words)):
        kind = SymbolKind.CONSTANT
    return Judged(kind, _visibility(shape, words), tuple(markers))


def _modifiers(head: str) -> list[str]:
    """The modifiers a declaration starts with; annotations and comments may stand among them."""
    if "/" in head:
        head = _COMMENT.sub(" ", head)
    if "@" in head:
        head = _ANNOTATION.sub(" ", head)
    words = []
    for word in head.split():
        if word not in _WORDS:
            break
        words.append(word)
    return words


def _kind_word(head: str, words: list[str]) -> str:
    """The word behind the modifiers."""
    if "/" in head:
        head = _COMMENT.sub(" ", head)
    rest = _ANNOTATION.sub(" ", head).split() if "@" in head else head.split()
    return rest[len(words)] if len(rest) > len(words) else ""


def _is_test(shape: Shape) -> bool:
    names = {decorator.partition("(")[0].rstrip().rpartition(".")[2] for decorator in shape.decorators}
    if not names.isdisjoint(_TEST_ANNOTATIONS):
        return True
    return "test" in shape.parent_markers and shape.name.startswith("test") and shape.kind is SymbolKind.METHOD


def _visibility(shape: Shape, words: list[str]) -> Visibility:
    for word, visibility in _ACCESS.items():
        if word in words:
            return visibility
    kind, parent = shape.kind, shape.parent_kind
    if kind is SymbolKind.MODULE or kind is SymbolKind.ENUM_MEMBER or parent is SymbolKind.INTERFACE:
        return Visibility.PUBLIC
    if kind is SymbolKind.CONSTRUCTOR and parent is SymbolKind.ENUM:
        return Visibility.PRIVATE
    if kind is SymbolKind.FIELD and "record" in shape.parent_markers:
        return Visibility.PUBLIC
    return Visibility.INTERNAL


_ACCESS = {"public": Visibility.PUBLIC, "protected": Visibility.PROTECTED, "private": Visibility.PRIVATE}


def decorators(text: str) -> list[str]:
    """An annotation as written, without its sign."""
    return [text.removeprefix("@").lstrip()]


def implemented(text: str) -> tuple[str, int]:
    """What an anonymous class is called after the type it extends, and where the last name of that starts."""
    found = _TYPE_NAME.match(text)
    if found is None:
        return f"<{text}>", 0
    name = _LAST_NAME.search(found[0])
    start = name.start() if name is not None else 0
    return f"<{found[0][start:].strip()}>", start


def tokens(purpose: str, text: str) -> list[TokenUse]:
    """A dotted name: what an anonymous class extends, a service; ``purpose`` is its role."""
    found = _TYPE_NAME.match(text)
    if found is None:
        return []
    name = _LAST_NAME.search(found[0])
    return [TokenUse(purpose, "".join(found[0].split()), name.start() if name is not None else 0)]


def imports(text: str) -> list[ImportedName]:
    """What an import or a module's ``requires`` brings in."""
    if "/" in text:
        text = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    found = _REQUIRED.match(text)
    if found is not None:
        return [_named(found, 1, "", "")]
    found = _IMPORT.match(text)
    if found is None:
        return []
    if found[3]:
        return [_named(found, 2, "*", "")]
    if found[1] and found[1].startswith("module"):
        return [_named(found, 2, "", "")]
    path = "".join(found[2].split())
    module, _, name = path.rpartition(".")
    if not module:
        return [ImportedName(name, "", name, 0, False, path, found.start(2))]
    return [_named(found, 2, name, name)]


def _named(found: re.Match[str], group: int, name: str, alias: str) -> ImportedName:
    path = "".join(found[group].split())
    last = _LAST_NAME.search(found[group])
    offset = found.start(group) + (last.start() if last is not None else 0)
    module = path.rpartition(".")[0] if alias else path
    return ImportedName(module, name, alias, 0, False, path, offset)


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of a method, a lambda or a record; ``String... args`` is ``*args``."""
    if text == "()":
        return []
    base = node.start_byte
    if node.type == "identifier":
        return [Parameter(text, 0, len(text))]
    found = []
    for child in node.named_children:
        kind = child.type
        stars = ""
        named: Node | None = child
        annotation: Node | str | None = None
        if kind == "formal_parameter":
            named = child.child_by_field_name("name")
            annotation = _with_dimensions(child, child.child_by_field_name("type"), base, text)
        elif kind == "spread_parameter":
            stars = "*"
            declared = child.named_children[-1]
            named = declared.child_by_field_name("name") if declared.type == "variable_declarator" else None
            types = [part for part in child.named_children[:-1] if part.type != "modifiers" and not part.is_extra]
            annotation = types[0] if types else None
        elif kind != "identifier":
            continue
        if named is None or named.type != "identifier":
            continue
        start, end = named.start_byte - base, named.end_byte - base
        found.append(Parameter(stars + text[start:end], start, end, annotation))
    return found


def _with_dimensions(parameter: Node, annotation: Node | None, base: int, text: str) -> Node | str | None:
    """The type of a parameter, with the brackets that may follow the name: ``String args[]``."""
    dimensions = parameter.child_by_field_name("dimensions")
    if dimensions is None or annotation is None:
        return annotation
    parts = (text[part.start_byte - base : part.end_byte - base] for part in (annotation, dimensions))
    return "".join(parts)


def declared(annotation: Node | None, declarator: Node, source: str) -> Declared | None:
    """The name and type of a variable that has brackets behind its name: ``int x[]``."""
    name, dimensions = declarator.child_by_field_name("name"), declarator.child_by_field_name("dimensions")
    if name is None or annotation is None or dimensions is None:
        return None
    return Declared(name, "".join(source[part.start_byte : part.end_byte] for part in (annotation, dimensions)))


def repair(source: bytes, unread: Sequence[tuple[int, int]]) -> Iterable[bytes]:
    """Without what the grammar does not know: ``module`` in ``import module``, annotations before ``...``."""
    repaired = _IMPORTED_MODULE.sub(lambda found: found[1] + b" " * (len(found[0]) - len(found[1])), source)
    repaired = _ANNOTATED_DOTS.sub(lambda found: b" " * len(found[0]), repaired)
    if repaired != source:
        yield repaired


_AROUND = frozenset({"binary_expression", "unary_expression", "parenthesized_expression", "ternary_expression"})
_ARITHMETIC = frozenset({"-", "*", "/", "%", "&", "|", "^"})
_SHIFTS = frozenset({"<<", ">>", ">>>"})


def alternatives(value: Node) -> list[Node] | None:
    """The values one of which a conditional, a switch, a cast or an assignment answers.

    Of an operator those are its operands where its result has the type of one of them, and text where it joins text.
    They are told where the value is given to a call, which may choose an overload by their types.
    """
    kind = value.type
    if kind in ("binary_expression", "unary_expression"):
        return _operands(value) if _is_given(value) else None
    if kind == "cast_expression":
        fields: tuple[str, ...] = ("value",)
    elif kind == "ternary_expression":
        fields = ("consequence", "alternative")
    elif kind == "assignment_expression":
        fields = ("right",)
    elif kind == "switch_expression":
        body = value.child_by_field_name("body")
        return [answer for rule in body.named_children for answer in _answers(rule)] if body is not None else None
    else:
        return None
    return [part for part in map(value.child_by_field_name, fields) if part is not None]


def _is_given(value: Node) -> bool:
    """Whether an operator's result is an argument."""
    around = value.parent
    while around is not None and around.type in _AROUND:
        around = around.parent
    return around is not None and around.type == "argument_list"


def _operands(value: Node) -> list[Node] | None:
    if value.type == "unary_expression":
        operand = value.child_by_field_name("operand")
        return [operand] if operand is not None else None
    sign, left, right = map(value.child_by_field_name, ("operator", "left", "right"))
    if sign is None or left is None or right is None:
        return None
    if sign.type in _ARITHMETIC:
        return [left, right]
    if sign.type in _SHIFTS:
        return [left]
    if sign.type != "+":
        return None
    text = _text_joined(value)
    return [text] if text is not None else [left, right]


def _text_joined(value: Node) -> Node | None:
    """A string that is an operand of a chain of additions."""
    node: Node | None = value
    while node is not None and node.type == "binary_expression":
        right = node.child_by_field_name("right")
        if right is not None and right.type == "string_literal":
            return right
        node = node.child_by_field_name("left")
    return node if node is not None and node.type == "string_literal" else None


def _answers(rule: Node) -> list[Node]:
    """What ``case A -> x;`` and ``case A -> { yield x; }`` answer."""
    answers = []
    for part in rule.named_children if rule.type == "switch_rule" else ():
        if part.type == "expression_statement":
            answers += part.named_children
        elif part.type == "block":
            answers += [
                each
                for child in part.named_children
                if child.type == "yield_statement"
                for each in child.named_children
            ]
    return answers


def entries(value: Node) -> list[tuple[str, Node]]:
    """The elements of an array written out."""
    return [
        (f"[{index}]", part) for index, part in enumerate(child for child in value.named_children if not child.is_extra)
    ]


def doc_comment(text: str) -> str | None:
    """What ``/** */`` and ``///`` say."""
    if text.startswith("///"):
        return "" if text.startswith("////") else text[4:] if text[3:4] == " " else text[3:]
    return javadoc(text)


SPEC = LanguageSpec(
    name="java",
    module_name=named_below_sources,
    grammars={"java": "tree_sitter_java:language"},
    level=Level.COMPLETE,
    query="java.scm",
    literals={
        "string_literal": '""',
        "character_literal": "''",
        "decimal_integer_literal": "0",
        "hex_integer_literal": "0",
        "octal_integer_literal": "0",
        "binary_integer_literal": "0",
        "decimal_floating_point_literal": "0.0",
        "hex_floating_point_literal": "0.0",
        "true": "true",
        "false": "false",
        "null_literal": "null",
        "array_initializer": "[]",
        "array_creation_expression": "[]",
    },
    chain_types=frozenset(
        {
            "identifier",
            "this",
            "field_access",
            "method_invocation",
            "object_creation_expression",
            "array_access",
            "method_reference",
        }
    ),
    containers=frozenset({"array_initializer"}),
    functions=frozenset({"lambda_expression"}),
    argument_lists=frozenset({"argument_list"}),
    overloads=True,
    literal_words={"null": "null", "true": "true", "false": "false"},
    transparent=frozenset({"parenthesized_expression"}),
    casts=frozenset({"cast_expression"}),
    untyped=frozenset({"var"}),
    implicit=frozenset({"this", "super", "var"}),
    assignment_declares=False,
    seen_behind="name",
    repeats=True,
    header_end=" \t\r\n{",
    statement_end=" \t\r\n;,",
    decorators=decorators,
    implemented=implemented,
    tokens=tokens,
    judge=judge,
    imports=imports,
    parameters=parameters,
    declared=declared,
    repair=repair,
    alternatives=alternatives,
    entries=entries,
    doc_comment=doc_comment,
    doc_text=lambda text: javadoc(text) or "",
)
