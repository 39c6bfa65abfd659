"""Python: what its grammar calls things, and the customs a query cannot say."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from ploke.languages.module_names import path_parts
from ploke.languages.spec import Assigned, ImportedName, Judged, LanguageSpec, Level, Parameter, Shape
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node

_PLAIN_PARAMETERS = re.compile(r"\(?\s*(?:\w+\s*(?:,\s*\w+\s*)*,?\s*)?\)?", re.ASCII)
_WORD = re.compile(r"\w+", re.ASCII)
_PREFIX = re.compile(r"^[A-Za-z]*(\"\"\"|'''|\"|')")
_COMMENT = re.compile(r"#[^\n]*")
_IMPORTED = re.compile(r"([^\s,()\\;]+)(?:[\s\\]+as[\s\\]+([^\s,()\\;]+))?", re.ASCII)
_FROM = re.compile(r"from[\s\\]*((?:\.[\s\\]*)*)([^\s\\.][^\s\\]*(?:\s*\.\s*[^\s\\.]+)*?)?[\s\\]*\bimport\b", re.ASCII)
_ENUM_BASES = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "TextChoices", "IntegerChoices"})
_EXPORTED = re.compile(r"""(?P<quote>['"])(?P<name>\w+)(?P=quote)|(?P<module>[\w.]+)\.__all__""")

_DECORATOR_MARKERS = {
    "staticmethod": "static",
    "classmethod": "classmethod",
    "abstractmethod": "abstract",
    "abstractproperty": "abstract",
    "overload": "overload",
    "override": "override",
    "final": "final",
    "fixture": "fixture",
    "setter": "setter",
    "deleter": "deleter",
}
_BASE_MARKERS = {"ABC": "abstract", "Protocol": "protocol"}
_CLASSES = frozenset({SymbolKind.CLASS, SymbolKind.ENUM})
_PROPERTIES = frozenset({"property", "cached_property", "abstractproperty", "getter", "setter", "deleter"})

# Looked up once: as attributes of their classes they cost more than what is done with them.
_FUNCTION, _METHOD, _CLASS, _ENUM = SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CLASS, SymbolKind.ENUM
_VARIABLE, _FIELD, _PUBLIC = SymbolKind.VARIABLE, SymbolKind.FIELD, Visibility.PUBLIC
_new = tuple.__new__

_LOOKED_AT = frozenset(
    """
    abs bool bytes callable chr delattr dir divmod float getattr hasattr hash hex id int isinstance issubclass len
    locals oct open ord pow print range repr round setattr slice str sum
    """.split()
)
_ASSERTED = """
True False Equal NotEqual Is IsNot IsNone IsNotNone In NotIn IsInstance NotIsInstance AlmostEqual NotAlmostEqual
Greater GreaterEqual Less LessEqual Regex NotRegex CountEqual MultiLineEqual SequenceEqual ListEqual TupleEqual
SetEqual DictEqual
"""
"""Methods of ``unittest.TestCase`` that look at what they are given and call none of it."""

_SHORT = 100


def judge(shape: Shape) -> Judged:
    """Kinds, visibility and markers by Python's customs."""
    kind = shape.kind
    if kind is _FUNCTION or kind is _METHOD:
        return _judge_function(shape, kind)
    if kind is _CLASS:
        return _judge_class(shape)
    name, annotation, parent = shape.name, shape.annotation, shape.parent_kind
    if kind is _VARIABLE:
        if annotation and annotation.rpartition(".")[2] == "TypeAlias":
            kind = SymbolKind.TYPE_ALIAS
        elif name.isupper() or (annotation and annotation.partition("[")[0].rpartition(".")[2] == "Final"):
            kind = SymbolKind.CONSTANT
    elif parent is _ENUM and not annotation and kind is _FIELD and not name.startswith("_"):
        kind = SymbolKind.ENUM_MEMBER
    return _new(Judged, (kind, _visibility(name, parent), ()))


def _judge_function(shape: Shape, kind: SymbolKind) -> Judged:
    name, parent = shape.name, shape.parent_kind
    markers: tuple[str, ...] = ("async",) if shape.head.startswith("async") else ()
    for decorator in shape.decorators:
        last = decorator.removesuffix("()").rpartition(".")[2]
        marker = _DECORATOR_MARKERS.get(last)
        if marker is not None and marker not in markers:
            markers += (marker,)
        if last in _PROPERTIES:
            kind = SymbolKind.PROPERTY
    if name == "__init__" and kind is _METHOD:
        kind = SymbolKind.CONSTRUCTOR
    elif name.startswith("test") and _is_test(shape):
        markers += ("test",)
    return _new(Judged, (kind, _visibility(name, parent), markers))


def _judge_class(shape: Shape) -> Judged:
    last_names = {base.partition("[")[0].rpartition(".")[2] for base in shape.bases}
    markers = [marker for base, marker in _BASE_MARKERS.items() if base in last_names]
    if any(last.endswith("TestCase") for last in last_names) or (shape.name.startswith("Test") and not last_names):
        markers.append("test")
    if any(decorator.rpartition(".")[2] == "final" for decorator in shape.decorators):
        markers.append("final")
    kind = _CLASS if last_names.isdisjoint(_ENUM_BASES) else _ENUM
    return _new(Judged, (kind, _visibility(shape.name, shape.parent_kind), tuple(markers)))


def _is_test(shape: Shape) -> bool:
    name = shape.name
    if shape.parent_kind in _CLASSES:
        return name.startswith("test_") or name == "test" or "test" in shape.parent_markers
    return shape.parent_kind is None and (name.startswith("test_") or name == "test")


def _visibility(name: str, parent: SymbolKind | None) -> Visibility:
    if name[0] != "_":
        return _PUBLIC if parent is None or parent in _CLASSES else Visibility.INTERNAL
    if name.startswith("__"):
        return _PUBLIC if name.endswith("__") else Visibility.PRIVATE
    return Visibility.PROTECTED if parent in _CLASSES else Visibility.PRIVATE


def imports(text: str) -> list[ImportedName]:
    """The names of an import statement; comments, brackets and continued lines make no difference."""
    if "#" in text:
        text = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    found = _FROM.match(text)
    if found is None:
        return [_module_import(each) for each in _IMPORTED.finditer(text, len("import"))]
    level = found[1].count(".")
    module = "".join((found[2] or "").replace("\\", " ").split())
    prefix = "." * level + module + ("." if module else "")
    names = []
    for each in _IMPORTED.finditer(text, found.end()):
        name, alias = each[1], each[2]
        if name == "*":
            names.append(ImportedName(module, "*", "", level, True, prefix.rstrip(".") or prefix, each.start()))
        else:
            names.append(ImportedName(module, name, alias or name, level, alias == name, prefix + name, each.start()))
    return names


def _module_import(found: re.Match[str]) -> ImportedName:
    module, alias = found[1], found[2]
    offset = found.start() + module.rfind(".") + 1
    parent, _, last = module.rpartition(".")
    if alias and parent:
        return ImportedName(parent, last, alias, 0, alias == last, module, offset)
    local = alias or module.partition(".")[0]
    return ImportedName(module, "", local, 0, bool(alias) and alias == module, module, offset)


def _plain_parameters(text: str) -> tuple[Parameter, ...] | None:
    """Parameters that are bare names and nothing else."""
    if not _PLAIN_PARAMETERS.fullmatch(text):
        return None
    return tuple(Parameter(found[0], *found.span()) for found in _WORD.finditer(text))


# Most functions share their list of parameters, such as "(self)", with others.
_short_plain_parameters = lru_cache(maxsize=2048)(_plain_parameters)


def parameters(node: Node, text: str) -> list[Parameter]:
    """The parameters of a function or lambda, receivers included."""
    plain = _short_plain_parameters(text) if len(text) <= _SHORT else _plain_parameters(text)
    if plain is not None:
        return list(plain)
    base = node.start_byte
    found = []
    for child in node.named_children:
        kind = child.type
        annotation = default = None
        named: Node | None = child
        if kind in ("typed_default_parameter", "default_parameter"):
            named = child.child_by_field_name("name")
            annotation = child.child_by_field_name("type") if kind == "typed_default_parameter" else None
            default = child.child_by_field_name("value")
        elif kind == "typed_parameter":
            annotation = child.child_by_field_name("type")
            named = child.named_child(0)
        stars = ""
        if named is not None and named.type in ("list_splat_pattern", "dictionary_splat_pattern"):
            stars = "*" if named.type == "list_splat_pattern" else "**"
            named = named.named_child(0) if named.named_child_count else None
        if named is None or named.type != "identifier":
            continue
        start, end = named.start_byte - base, named.end_byte - base
        found.append(Parameter(stars + text[start:end], start, end, annotation, default))
    return found


_UNPACKED = frozenset({"pattern_list", "tuple_pattern", "list_pattern", "tuple", "expression_list", "list"})
_STARRED = frozenset({"list_splat_pattern", "list_splat"})


def assign(target: Node, value: Node | None) -> list[Assigned]:
    """Targets of an assignment with tuples unpacked, element by element where the value is written out."""
    found = []
    waiting: list[Assigned] = [Assigned(target, value, "")]
    while waiting:
        part = waiting.pop()
        target, value, suffix = part[:3]
        kind = target.type
        if kind in _STARRED or kind in ("parenthesized_expression", "as_pattern_target"):
            inner = target.named_child(0) if target.named_child_count else None
            if inner is not None:
                starred = kind in _STARRED and not part.entry
                waiting.append(Assigned(inner, None if starred else value, "" if starred else suffix, entry=part.entry))
        elif kind in _UNPACKED:
            waiting.extend(reversed(_unpacked(target, value, suffix)))
        else:
            found.append(part)
    return found


def _unpacked(target: Node, value: Node | None, suffix: str) -> list[Assigned]:
    """The parts of a tuple of targets with what each is given."""
    targets = [child for child in target.named_children if not child.is_extra]
    starred = [index for index, part in enumerate(targets) if part.type in _STARRED]
    first = starred[0] if starred else len(targets)
    written: list[Node] = []
    if value is not None and not suffix and value.type in _UNPACKED:
        written = [child for child in value.named_children if not child.is_extra]
    more = len(written) - len(targets)
    if written and len(starred) < 2 and not any(part.type in _STARRED for part in written):
        if not starred and more == 0:
            return [Assigned(part, each, "") for part, each in zip(targets, written, strict=True)]
        if starred and more >= -1:
            behind = first + 1 + more
            parts = [Assigned(part, each, "") for part, each in zip(targets[:first], written[:first], strict=True)]
            parts.append(Assigned(targets[first], None, ""))
            entries_of = enumerate(written[first:behind])
            parts += [Assigned(targets[first], each, "", entry=f"[{index}]") for index, each in entries_of]
            rest = zip(targets[first + 1 :], written[behind:], strict=True)
            return parts + [Assigned(part, each, "") for part, each in rest]
    return [
        Assigned(part, value if index < first else None, f"{suffix}[{index}]" if index < first else "")
        for index, part in enumerate(targets)
    ]


def alternatives(value: Node) -> list[Node] | None:
    """The values one of which a conditional or boolean expression, or a chained assignment, answers."""
    kind = value.type
    if kind == "conditional_expression":
        parts = [child for child in value.named_children if not child.is_extra]
        return [parts[0], parts[2]] if len(parts) == 3 else None
    if kind == "boolean_operator":
        return [child for child in (value.child_by_field_name("left"), value.child_by_field_name("right")) if child]
    if kind in ("assignment", "named_expression"):
        last = value.child_by_field_name("right") or value.child_by_field_name("value")
        return [last] if last is not None else None
    return None


_COMPREHENSIONS = frozenset({"list_comprehension", "set_comprehension", "generator_expression"})


def entries(value: Node) -> list[tuple[str, Node]]:
    """The entries of a dictionary with literal keys, the elements of other containers; ``[*]`` where none is known."""
    kind = value.type
    found = []
    if kind == "dictionary":
        for pair in value.named_children:
            if pair.type != "pair":
                continue
            key, part = pair.child_by_field_name("key"), pair.child_by_field_name("value")
            if key is None or part is None or key.text is None:
                continue
            written = key.text.decode("utf-8", "replace")
            if key.type == "string" and len(written) > 2 and written[0] in "\"'" and "\\" not in written:
                found.append((f'["{written.strip(written[0])}"]', part))
            elif key.type == "integer":
                found.append((f"[{written}]", part))
    elif kind in ("list", "tuple", "expression_list", "set"):
        place = "[*]" if kind == "set" else ""
        for index, part in enumerate(child for child in value.named_children if not child.is_extra):
            place = "[*]" if part.type == "list_splat" else place
            found.append((place or f"[{index}]", part))
    elif kind in _COMPREHENSIONS:
        body = value.child_by_field_name("body")
        found = [("[*]", body)] if body is not None else []
    return found


def exports(target: str, text: Callable[[], str]) -> list[tuple[str, str]]:
    """What ``__all__`` lists; another module's whole list is exported as ``*``."""
    if target != "__all__":
        return []
    return [
        ("*", found["module"]) if found["module"] else (found["name"], found["name"])
        for found in _EXPORTED.finditer(text())
    ]


def doc_text(text: str) -> str:
    """The text inside a string literal's quotes."""
    found = _PREFIX.match(text)
    if found is None:
        return text
    return text[found.end() :].removesuffix(found[1])


def module_name(path: str) -> str:
    """Dotted, without a leading ``src`` and with ``__init__`` folded into its package."""
    parts = path_parts(path)
    if parts[0] == "src" and len(parts) > 1:
        parts = parts[1:]
    if parts[-1] == "__init__" and len(parts) > 1:
        parts = parts[:-1]
    return ".".join(parts)


SPEC = LanguageSpec(
    name="python",
    module_name=module_name,
    level=Level.COMPLETE,
    grammars={"python": "tree_sitter_python:language"},
    query="python.scm",
    literals={
        "string": '""',
        "concatenated_string": '""',
        "integer": "0",
        "float": "0.0",
        "list": "[]",
        "list_comprehension": "[]",
        "dictionary": "{}",
        "dictionary_comprehension": "{}",
        "set": "{*}",
        "set_comprehension": "{*}",
        "tuple": "()",
        "expression_list": "()",
        "true": "True",
        "false": "False",
        "none": "None",
    },
    chain_types=frozenset({"identifier", "attribute", "call", "subscript"}),
    containers=frozenset({"dictionary", "list", "tuple", "expression_list", "set"}) | _COMPREHENSIONS,
    functions=frozenset({"lambda"}),
    argument_lists=frozenset({"argument_list"}),
    keyword_argument="keyword_argument",
    flowing_arguments=True,
    spreads={"list_splat": "*", "dictionary_splat": "**"},
    plain_lists=True,
    literal_words={"None": "None", "True": "True", "False": "False", "yield": ""},
    receiver_first=True,
    inert=_LOOKED_AT | {f"self.assert{name}" for name in _ASSERTED.split()},
    transparent=frozenset({"parenthesized_expression", "await"}),
    suffixes={"iteration": "[*]", "context": ".__enter__()"},
    patterns_declare=True,
    scope_hides_members=True,
    header_end=" \t\r\n:",
    judge=judge,
    imports=imports,
    parameters=parameters,
    assign=assign,
    alternatives=alternatives,
    entries=entries,
    exports=exports,
    doc_text=doc_text,
)
