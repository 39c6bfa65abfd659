"""Facts: all that parsing one file yields, a pure function of its bytes and dialect.

Ids are file-local: a symbol's id is its place in ``FileFacts.symbols``, which is ordered by ``start_byte`` (outer
before inner). ``MODULE`` (-1) stands for the file itself as parent or scope. Lines count from 1, columns are UTF-8
bytes from 0, byte spans are half-open over the file's decoded UTF-8 text (``ploke.text.decode``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

MODULE: Final = -1


class SymbolKind(StrEnum):
    """What a definition is."""

    # That of an enum is written in Python; members are looked up in sets and dicts millions of times.
    __hash__ = str.__hash__

    MODULE = "module"
    NAMESPACE = "namespace"
    CLASS = "class"
    STRUCT = "struct"
    ENUM = "enum"
    ENUM_MEMBER = "enum member"
    TRAIT = "trait"
    INTERFACE = "interface"
    IMPLEMENTATION = "implementation"
    FUNCTION = "function"
    METHOD = "method"
    CONSTRUCTOR = "constructor"
    PROPERTY = "property"
    FIELD = "field"
    CONSTANT = "constant"
    VARIABLE = "variable"
    TYPE_ALIAS = "type alias"
    UNION = "union"
    MACRO = "macro"
    SECTION = "section"
    TABLE = "table"
    VIEW = "view"
    TRIGGER = "trigger"
    RESOURCE = "resource"
    TARGET = "target"
    SELECTOR = "selector"


class Visibility(StrEnum):
    """Who may use a symbol, as the language's rules or customs say."""

    __hash__ = str.__hash__

    PUBLIC = "public"
    PROTECTED = "protected"
    PRIVATE = "private"
    INTERNAL = "internal"


class Symbol(NamedTuple):
    """A definition. Its span covers decorators and attributes; ``name_line``/``name_column`` point at the name."""

    name: str
    qualified: str
    kind: SymbolKind
    parent: int
    start_line: int
    end_line: int
    start_byte: int
    end_byte: int
    name_line: int
    name_column: int
    signature: str
    doc: str
    visibility: Visibility
    decorators: tuple[str, ...]
    bases: tuple[str, ...]
    markers: tuple[str, ...]


class ReferenceRole(StrEnum):
    """How a name is used where it stands."""

    __hash__ = str.__hash__

    CALL = "call"
    IMPORT = "import"
    BASE = "base"
    TYPE = "type"
    DECORATOR = "decorator"
    READ = "read"
    WRITE = "write"


class Reference(NamedTuple):
    """A name used in a scope, once for all its places there.

    ``expression`` is the whole dotted expression in normal form: white space and arguments folded, so that
    ``a.b(x)\\n.c(y)`` is ``a.b().c``. ``scope`` is the enclosing symbol's id. ``places`` holds line, column pairs,
    flattened, of the last name in the expression, in file order.

    ``e@2`` is a name ``e`` that a scope without a symbol binds (a function without a name, a comprehension, a block)
    where that must be told from other names ``e`` around it. Bindings write it alike.
    """

    expression: str
    role: ReferenceRole
    scope: int
    places: tuple[int, ...]


class Import(NamedTuple):
    """One imported name.

    ``module`` as written, without leading dots; ``level`` counts them (Python) or is 0. ``name`` is the imported
    member, ``*`` for all, ``""`` for the module itself. ``alias`` is the local name it is bound to, ``""`` where it
    binds none (side-effect imports, stars). ``reexport`` says that the importing file offers the name on; what is
    offered without being bound (``export { a as b } from``) has the offered name as ``alias``.
    """

    module: str
    name: str
    alias: str
    level: int
    reexport: bool
    scope: int
    line: int


class BindingKind(StrEnum):
    """What a binding says about its target."""

    __hash__ = str.__hash__

    PARAMETER = "parameter"
    VARIABLE = "variable"
    RETURN_TYPE = "return type"
    RETURN_VALUE = "return value"
    ASSIGNMENT = "assignment"
    ATTRIBUTE = "attribute"
    EXPORT = "export"
    PACKAGE = "package"
    ARGUMENT = "argument"
    TYPE_PARAMETER = "type parameter"


class Binding(NamedTuple):
    """What a resolver may learn a type or an alias from.

    | kind | target | annotation | value |
    |---|---|---|---|
    | parameter | its name (``*args``, ``**kw`` with stars) | type or "" | default's expression or "" |
    | variable | name declared with a type | type | expression or "" |
    | return type | "" | type | "" |
    | return value | "" or key (``["k"]``, ``[0]``, ``[*]`` of a generator) | "" | expression in normal form |
    | assignment | name, entry (``d["k"]``) | "" | expression in normal form (``Foo()``, ``a.b``) |
    | attribute | ``self.x`` / ``this.x`` / ``a.b`` | type or "" | expression or "" |
    | export | exported name (``__all__``, ``export { a as b }``), ``=`` for all of it | "" | local expression |
    | argument | what is called and the place (``f(0)``, ``a.b(key)``), entries (``f(0)["k"]``) | "" | expression |
    | type parameter | its name | its bound or "" | the type it stands for by default or "" |
    | package | "" | "" | the package or namespace that the whole file says it is part of |

    A parameter that is a pattern is called by its place (``{0}``); assignments bind its parts (``a = {0}.a``). A quoted
    module stands for what loading it answers (``require("x").y`` is ``"x".y``).

    ``f(0)`` is what ``f`` is given first, ``f(key)`` what by that name, ``f(*)`` and ``f(**)`` what is spread over the
    rest. Arguments are bound that are a name, a chain, a call or hold one: equal ones once a scope, at the line of the
    first, after all other bindings. Where a language has overloads so are literals, and ``f(#)`` has the number of
    arguments as value. What members of unknown locals are given is left out, and what is only looked at (``len(x)``).
    Where parameters have no declared types (Python), so is what local variables hold: it tells the callee nothing.

    A function without a name reads, as a value, as ``=>`` and what it answers, one binding each: ``=>e.go()``, or
    ``=>`` alone. Its parameters are bound in the symbol around it. ``f{0}`` is what the function that ``f`` stands for
    is handed as its first parameter; such a function is known as what it is assigned to (``f{0}``), as the argument
    that it is (``items.map(0){0}``), or by what returns it (``make(){0}``).

    ``o.*`` are objects whose members ``o`` has as well (``o = { ...p }``). ``.f`` is the function called ``f`` that is
    written out as a member where it stands (``o.f = .f`` of ``o = { f() {} }``).

    What may be one of several values gives one binding each; ``""`` is a value nothing is known of. ``x[*]`` is an
    element of ``x``, ``x["k"]`` and ``x[0]`` are those under a literal key, ``?`` an object without a name.
    """

    kind: BindingKind
    target: str
    annotation: str
    value: str
    scope: int
    line: int


class Problem(NamedTuple):
    """Something that could not be read. The rest of the file was."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """All facts of one file's content under one dialect."""

    language: str
    dialect: str
    lines: int
    doc: str = ""
    symbols: tuple[Symbol, ...] = ()
    references: tuple[Reference, ...] = ()
    imports: tuple[Import, ...] = ()
    bindings: tuple[Binding, ...] = ()
    problems: tuple[Problem, ...] = ()
