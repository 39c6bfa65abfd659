"""What the shared engine must be told of a language: plain data and a few small functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ploke.languages.module_names import named_by_path
from ploke.model.facts import FileFacts, SymbolKind, Visibility

if TYPE_CHECKING:
    from tree_sitter import Node


class Level(StrEnum):
    """How much is read of a language.

    ``COMPLETE``: symbols, imports, references of every role and bindings. ``SYMBOLS``: symbols, documentation, imports
    and the names of calls. ``TEXT``: lines alone.
    """

    COMPLETE = "complete"
    SYMBOLS = "symbols"
    TEXT = "text"


class Limits(NamedTuple):
    """Deterministic bounds of one extraction.

    Beyond ``bytes`` or ``nodes`` (of the syntax tree) a file keeps its lines alone; what starts deeper than ``depth``
    in the tree is left out; ``problems`` caps how many problems one file lists. Each is told as a problem.
    """

    bytes: int = 8_000_000
    nodes: int = 4_000_000
    depth: int = 800
    problems: int = 20


DEFAULT = Limits()


class ImportedName(NamedTuple):
    """One name of an import statement: the fields of ``ploke.model.facts.Import`` and where the name stands.

    ``expression`` is what an import reference says (``..package.name``), ``offset`` the byte, from the statement's
    start, at which its last name starts.
    """

    module: str
    name: str
    alias: str
    level: int
    reexport: bool
    expression: str
    offset: int


class Parameter(NamedTuple):
    """One parameter: its name with stars, the bytes of its bare name from the start of the parameter list, its nodes.

    ``pattern`` is what it is taken apart by, where it has no name: ``spec.assign`` says which parts that binds, and
    ``name`` is then one that no source can write, for values to refer to.
    """

    name: str
    start: int
    end: int
    annotation: Node | str | None = None
    default: Node | None = None
    pattern: Node | None = None


class Declared(NamedTuple):
    """The name inside a declarator, its type put together as text, its parameters if it declares a function.

    Of a function ``annotation`` is what it returns. Text has one character a byte.
    """

    name: Node
    annotation: str
    parameters: Node | None = None


class TokenUse(NamedTuple):
    """A use in text that the grammar leaves unparsed: role, expression, the offset at which its last name starts."""

    role: str
    expression: str
    offset: int


class Assigned(NamedTuple):
    """One target of an assignment: what it is assigned is ``value`` followed by ``suffix`` (``[0]`` of a tuple).

    ``value`` is None where nothing can be said of it. ``annotation`` is the type the target is said to have, and
    ``declaration`` the node that declares it, where one statement declares several. ``entry`` selects what is assigned
    of the target, where that is not all of it (``[0]`` of ``*a``).
    """

    target: Node
    value: Node | None
    suffix: str
    annotation: Node | str | None = None
    declaration: Node | None = None
    entry: str = ""


class Shape(NamedTuple):
    """What a definition looks like before its language has had a say.

    ``bases`` and ``decorators`` as in ``Symbol``, ``head`` is its signature, ``modifiers`` come from the query.
    ``bodied``: it has a body; ``repeated``: its scope defines the name more than once (known where the language
    ``repeats``); ``exported``: an export names it; ``path`` is what its name was written behind (``A::`` of ``A::f``).
    """

    name: str
    kind: SymbolKind
    parent_name: str
    parent_kind: SymbolKind | None
    parent_markers: tuple[str, ...]
    decorators: tuple[str, ...]
    bases: tuple[str, ...]
    annotation: str
    head: str
    modifiers: tuple[str, ...] = ()
    bodied: bool = True
    repeated: bool = False
    exported: bool = False
    path: str = ""


class Documented(NamedTuple):
    """The types in a definition's documentation: of its parameters by name, in order, of what it yields, of itself."""

    parameters: Mapping[str, str]
    returned: str = ""
    own: str = ""


class Piece(NamedTuple):
    """Bytes ``start`` to ``end`` of a host file, or ``text`` in place of them (an escape and what it stands for)."""

    start: int
    end: int
    text: bytes | None = None


class Part(NamedTuple):
    """What a file holds in another dialect: the pieces are joined and read as one file of ``language``.

    Pieces ascend and do not overlap. ``text`` of an empty span separates two pieces (a line break between cells).
    """

    language: str
    dialect: str
    pieces: tuple[Piece, ...]


class Owner(NamedTuple):
    """What a definition belongs to that is assigned to a member: ``path`` names it (``Foo`` of ``Foo.prototype.bar``).

    Empty for the file itself. ``kind`` replaces the definition's; ``markers`` are added to its own. ``certain``: what
    ``path`` names is known to be a type, even if another file defines it.
    """

    path: str
    kind: SymbolKind
    markers: tuple[str, ...] = ()
    certain: bool = False


class Judged(NamedTuple):
    """What the language made of a ``Shape``."""

    kind: SymbolKind
    visibility: Visibility
    markers: tuple[str, ...]


def judge_nothing(shape: Shape) -> Judged:
    """The rule of a language without rules: everything is public, modifiers are markers."""
    return Judged(shape.kind, Visibility.PUBLIC, shape.modifiers)


def no_imports(text: str) -> list[ImportedName]:
    """The rule of a language without imports."""
    return []


def no_parameters(parameters: Node, text: str) -> list[Parameter]:
    """The rule of a language whose parameters say nothing."""
    return []


def assign_whole(target: Node, value: Node | None) -> list[Assigned]:
    """The rule of a language without unpacking."""
    return [Assigned(target, value, "")]


def whole_result(returns: Node) -> list[Node]:
    """The rule of a language whose functions answer one thing; else the types of what they answer, one each."""
    return []


def written_type(value: Node) -> Node | None:
    """The rule of a language whose ``casts`` write their type in the field ``type``, or else last."""
    if value.named_child_count < 2:
        return None
    return value.child_by_field_name("type") or value.named_children[-1]


def no_declarator(annotation: Node | None, declarator: Node, source: str) -> Declared | None:
    """The rule of a language whose declarations name what they declare outright."""
    return None


def no_alternatives(value: Node) -> list[Node] | None:
    """The rule of a language whose values are never one of several."""
    return None


def no_exports(target: str, text: Callable[[], str]) -> list[tuple[str, str]]:
    """The rule of a language that lists no exports in assignments: exported name and local expression of each."""
    return []


def no_owner(expression: str) -> Owner | None:
    """The rule of a language whose definitions stand inside what they belong to."""
    return None


def no_tokens(purpose: str, text: str) -> list[TokenUse]:
    """The rule of a language whose grammar parses everything."""
    return []


def name_as_written(text: str) -> tuple[str, int]:
    """The rule of a language that names nothing after a type."""
    return text, 0


def no_name(value: Node) -> Node | None:
    """The rule of a language in which an assignment is no value."""
    return None


def nothing_offered(target: str) -> str:
    """The rule of a language in which assigning a member exports nothing; else the exported name, ``=`` for all."""
    return ""


def parse_as_written(source: bytes) -> bytes:
    """The rule of a language whose grammar reads all of it."""
    return source


def no_repair(source: bytes, unread: Sequence[tuple[int, int]]) -> Iterable[bytes]:
    """The rule of a language whose broken files are read as they are."""
    return ()


def no_parts(source: bytes) -> list[Part]:
    """The rule of a language that holds no other."""
    return []


def no_entries(value: Node) -> list[tuple[str, Node]]:
    """The rule of a language whose containers are not looked into."""
    return []


def leave_as_written(text: str) -> str:
    """The rule of a language whose documentation needs no unwrapping."""
    return text


@dataclass(frozen=True, slots=True, eq=False)
class LanguageSpec:
    """A language as data. ``ploke.languages`` explains the captures of its query file.

    - ``grammars``: dialect to where its grammar's function lies, ``"package:function"``.
    - ``query``: the name of its file in ``queries``.
    - ``query_text``: in place of files, the query itself.
    - ``more_queries``: dialect to further query files, read after ``query``.
    - ``level``: how much of the language the query and the functions below read.
    - ``extractor``: reads a language that has no grammar; everything else here is then unused.
    - ``usual_fields``: definitions that the query gives no body have the field ``body``, or else all behind their name.
    - ``separator``: joins qualified names.
    - ``kinds``: the suffix of ``@definition.…`` to the kind of symbol, where it is not the kind's own value.
    - ``literals``: node type to its normal form as the root of an expression or as a value (``[]``, ``""``, ``0``).
    - ``identifier``: the node type of a plain name as the target of an assignment.
    - ``chain_types``: node types that the query captures as ``@use`` or ``@chain.…``.
    - ``suffixes``: ``@binding.…`` to what it does to a value (``iteration`` takes an element: ``[*]``).
    - ``containers``: node types of literal containers whose ``entries`` are looked at.
    - ``functions``: node types of functions without a name as values.
    - ``argument_lists``: node types of what calls are given, in their field ``arguments``.
    - ``keyword_argument``: the node type of an argument with the fields ``name`` and ``value``.
    - ``spreads``: node types of arguments that stand for several, to the stars that say so.
    - ``overloads``: what a call means may depend on the number and types of what it is given.
    - ``flowing_arguments``: parameters have no declared types, and of what calls are given only that is kept which may
      tell more than a local variable: parameters and their members, names of the file's top, functions without a name.
    - ``quotes``: the characters that strings stand in.
    - ``joints``: a regular expression of what joins an object and its member.
    - ``plain_lists``: ``[a, b]`` is a container of the two.
    - ``referring``: a regular expression of what may stand before an argument that reads as without it (``&x``).
    - ``inert``: what is called without calling anything that it is given, by customs or the standard library.
    - ``literal_words``: names that are literals, to their normal forms.
    - ``receiver_first``: the first parameter of a method is the object that it is called on.
    - ``transparent``: node types that stand for the one expression inside them (parentheses, await).
    - ``names``: further node types of plain names as targets (fields, shorthand in patterns).
    - ``holder_kinds``: node types of ``@holder`` that decide the kind of the definition.
    - ``nameless``: expressions whose members' values keep names of their own (``module.exports = function f() {}``).
    - ``member_names``: node types of names that definitions have as members of something: alone they do not mean them.
    - ``casts``: node types of values that may say which type they have; ``value_type`` tells it: its node or text.
    - ``untyped``: what stands for a type that is left to the compiler (``var``, ``auto``): such a name has no type.
    - ``implicit``: names that every scope has and that are no references of their own (``this``).
    - ``assignment_declares``: assigning a name makes it a local (Python); else it is one only if declared.
    - ``patterns_declare``: names that a pattern takes apart are symbols where a plain name would be one.
    - ``seen_behind``: what a block binds is seen there behind its "name", or its "value"; else everywhere in the block.
    - ``rebinds``: a block may bind a name again: from then on it is another variable (``let x = x.y();``).
    - ``types_apart``: a name may be that of a type and of a value in one scope.
    - ``repeats``: several definitions of one name in a scope belong together (overloads).
    - ``scope_hides_members``: nested functions do not see the names of an enclosing class.
    - ``joins``: definitions of one function that follow one another, its signature and equations, are one symbol.
    - ``path_names``: node types of names of definitions that are paths (``class A::B``): their last part is the name.
    - ``parted``: a definition's name as it is written, in the path it stands behind, separator included, the bare name
      and the byte at which that starts. The definition belongs to what the file defines at that path.
    - ``leading_docs``: the first run of comments documents the file, unless a definition follows it directly.
    - ``header_end``, ``statement_end``: characters stripped from the end of a signature with and without a body.
    - ``inner_docs``: comments that ``file_doc_comment`` takes document the definition in whose body they stand first.
    - ``package_docs``: the comments before its ``@package`` document the file.
    - ``decorators``: what the text of one decorator says, none to many; without it, its normal form. ``doc_comment``
      sees its text too.
    - ``declared``: what a ``@declarator`` declares, given its ``@annotation`` and the whole source with one character a
      byte; None for what its pattern does not mean.
    - ``implemented``: the name that a ``@name.used`` gives its definition, and where that starts in it.
    - ``tokens``: the uses in a ``@tokens`` or ``@tokens.PURPOSE``, given its text with one character a byte.
    - ``prepare``: the bytes that are parsed in place of the file's own, of the same length: what the grammar would read
      as something else is blanked out. Text is always the file's own.
    - ``module_name``: what other files call a file by, told from its path (relative to the root).
    - ``repair``: asked where a file does not parse, with the spans that are unread: sources of the same length, lines
      where they are, with what is in the way blanked out. The first that leaves fewer bytes unread is taken, and
      repaired further, a few times. What is blanked out counts as sound. Text is always the file's own.
    - ``recover``: the same, asked where a file is broken: its problems stay those it has without.
    - ``embedded``: the parts of a file that are in other dialects. Their facts are added to the file's own.
    - ``documented_types``: the types that documentation states, where the source has no place for them.
    - ``doc_behind``: like ``doc_comment``, for comments that document what they stand behind.
    - ``doc_comment``, ``file_doc_comment``: the text of a comment that documents what follows it, or the file, without
      its marks; None for another comment. Comments in a row are asked one by one and joined.
    - the other functions: see their defaults above, which say what each is for.
    """

    name: str
    grammars: Mapping[str, str] = field(default_factory=dict)
    level: Level = Level.SYMBOLS
    query: str = ""
    query_text: str = ""
    more_queries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extractor: Callable[[bytes], FileFacts] | None = None
    usual_fields: bool = False
    separator: str = "."
    kinds: Mapping[str, SymbolKind] = field(default_factory=dict)
    literals: Mapping[str, str] = field(default_factory=dict)
    identifier: str = "identifier"
    chain_types: frozenset[str] = frozenset({"identifier"})
    suffixes: Mapping[str, str] = field(default_factory=lambda: {"iteration": "[*]"})
    functions: frozenset[str] = frozenset()
    argument_lists: frozenset[str] = frozenset()
    keyword_argument: str = ""
    spreads: Mapping[str, str] = field(default_factory=dict)
    overloads: bool = False
    flowing_arguments: bool = False
    quotes: str = "\"'"
    joints: str = r"\."
    plain_lists: bool = False
    referring: str = ""
    inert: frozenset[str] = frozenset()
    literal_words: Mapping[str, str] = field(default_factory=dict)
    receiver_first: bool = False
    transparent: frozenset[str] = frozenset()
    containers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    holder_kinds: Mapping[str, SymbolKind] = field(default_factory=dict)
    nameless: frozenset[str] = frozenset()
    member_names: frozenset[str] = frozenset()
    casts: frozenset[str] = frozenset()
    untyped: frozenset[str] = frozenset()
    implicit: frozenset[str] = frozenset()
    assignment_declares: bool = True
    patterns_declare: bool = False
    seen_behind: str = ""
    rebinds: bool = False
    types_apart: bool = False
    repeats: bool = False
    scope_hides_members: bool = False
    joins: bool = False
    path_names: frozenset[str] = frozenset()
    parted: Callable[[str], tuple[str, str, int]] | None = None
    leading_docs: bool = False
    header_end: str = " \t\n{:="
    statement_end: str = ""
    inner_docs: bool = False
    package_docs: bool = False
    decorators: Callable[[str], list[str]] | None = None
    implemented: Callable[[str], tuple[str, int]] = name_as_written
    tokens: Callable[[str, str], list[TokenUse]] = no_tokens
    module_name: Callable[[str], str] = named_by_path
    judge: Callable[[Shape], Judged] = judge_nothing
    imports: Callable[[str], list[ImportedName]] = no_imports
    parameters: Callable[[Node, str], list[Parameter]] = no_parameters
    results: Callable[[Node], list[Node]] = whole_result
    assign: Callable[[Node, Node | None], list[Assigned]] = assign_whole
    value_type: Callable[[Node], Node | str | None] = written_type
    declared: Callable[[Node | None, Node, str], Declared | None] = no_declarator
    alternatives: Callable[[Node], list[Node] | None] = no_alternatives
    entries: Callable[[Node], list[tuple[str, Node]]] = no_entries
    exports: Callable[[str, Callable[[], str]], list[tuple[str, str]]] = no_exports
    owner: Callable[[str], Owner | None] = no_owner
    offered: Callable[[str], str] = nothing_offered
    named_around: Callable[[Node], Node | None] = no_name
    repair: Callable[[bytes, Sequence[tuple[int, int]]], Iterable[bytes]] = no_repair
    recover: Callable[[bytes, Sequence[tuple[int, int]]], Iterable[bytes]] = no_repair
    embedded: Callable[[bytes], list[Part]] = no_parts
    prepare: Callable[[bytes], bytes] = parse_as_written
    doc_comment: Callable[[str], str | None] | None = None
    documented_types: Callable[[str], Documented | None] | None = None
    doc_behind: Callable[[str], str | None] | None = None
    file_doc_comment: Callable[[str], str | None] | None = None
    doc_text: Callable[[str], str] = leave_as_written
