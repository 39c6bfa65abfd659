"""A language's parser and compiled query, made once a process."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import tree_sitter

from ploke.languages.engine.loading import load_language
from ploke.languages.engine.predicates import Demand, demands_of
from ploke.model.facts import SymbolKind

if TYPE_CHECKING:
    from ploke.languages.spec import LanguageSpec

# Each a constant of its own: compiled code then compares numbers, and looks up no names.
ROOT: Final = -1
CAST: Final = -2
USE: Final = 1
TYPE_USE: Final = 2
MEMBER: Final = 3
TYPE_MEMBER: Final = 4
CALL: Final = 5
MACRO: Final = 6
INDEX: Final = 7
PATH: Final = 8
PASS: Final = 9
METHOD: Final = 10
REFERENCE: Final = 11
TYPE_PATH: Final = 12
APPLY: Final = 13

_STREAM = {
    "use": USE,
    "use.type": TYPE_USE,
    "chain.member": MEMBER,
    "chain.type": TYPE_MEMBER,
    "chain.call": CALL,
    "chain.apply": APPLY,
    "chain.macro": MACRO,
    "chain.index": INDEX,
    "chain.path": PATH,
    "chain.path.type": TYPE_PATH,
    "chain.pass": PASS,
    "chain.method": METHOD,
    "chain.reference": REFERENCE,
    "chain.root": ROOT,
    "chain.cast": CAST,
}
_KINDS = frozenset(kind.value.replace(" ", "_") for kind in SymbolKind) | {"none", "expression"}
_ROW = re.compile(r"at row (\d+)(?:, column \d+)?")
_NOT_CODE = re.compile(r'"(?:[^"\\]|\\.)*"|;[^\n]*')
_CAPTURE = re.compile(r"@([A-Za-z_][\w.]*)")
_FAMILIES = (
    "definition",
    "declaration",
    "binding",
    "scope",
    "marker",
    "modifier",
    "access",
    "export",
    "tokens",
    "reference",
)
_MAIN = frozenset(
    {
        *(
            "tokens",
            "use",
            "local",
            "local.function",
            "local.pattern",
            "skip",
            "ignore",
            "comment",
            "doc",
            "doc.file",
            "doc.inner",
        ),
        *("access", "arguments", "modifier", "package", "import", "import.call", "export", "decorator"),
        *(
            "declaration",
            "assignment",
            "update",
            "narrowed",
            "chain.wrap",
            "chain.behind",
            "chain.stated",
            "extent",
            "group",
        ),
        *("outer.module", "outer.enclosing"),
        *("role.base", "role.mixin", "role.call", "role.type", "role.write", "type.string"),
        *_STREAM,
    }
)
_HELPERS = frozenset(
    {
        *("name", "name.used", "declarator", "body", "body.rest", "body.shown", "parameters", "fields", "returns"),
        *(
            "type_parameters",
            "receiver",
            "tag",
            "holder",
            "object",
            "target",
            "value",
            "annotation",
            "inner",
            "role.decorator",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """A parser and a query. ``stream[pattern]`` is the code of a pattern that feeds the stream of expressions, else 0;
    ``sinks[pattern]`` is the capture that names what any other pattern found. ``demands[pattern]`` is what a match must
    meet besides.

    ``suffixes`` remembers how the text after an object reads in normal form; it remembers a pure function of that text.
    """

    parser: tree_sitter.Parser
    query: tree_sitter.Query
    stream: tuple[int, ...]
    sinks: tuple[str, ...]
    demands: tuple[tuple[Demand, ...], ...]
    suffixes: dict[str, tuple[str, int]] = field(default_factory=dict)


@cache
def load_grammar(spec: LanguageSpec, dialect: str) -> Grammar:
    """The grammar of ``dialect``, or of the language's first dialect where it names none of its own.

    Raises ``ValueError``, which names the query file and its line, for a query that the grammar or the engine does not
    understand.
    """
    language = load_language(spec.grammars.get(dialect) or next(iter(spec.grammars.values())))
    text, lines = _read_queries(spec, dialect)
    try:
        query = tree_sitter.Query(language, text)
    except tree_sitter.QueryError as error:
        raise ValueError(_ROW.sub(lambda row: f"at {lines[min(int(row[1]), len(lines) - 1)]}", str(error))) from error
    stream, sinks, demands = [], [], []
    source = text.encode()
    for pattern in range(query.pattern_count):
        part = source[query.start_byte_for_pattern(pattern) : query.end_byte_for_pattern(pattern)].decode()
        named = dict.fromkeys(_CAPTURE.findall(_NOT_CODE.sub(" ", part)))
        names = [name for name in named if not name.startswith("_")]
        demands.append(demands_of(part))
        stream.append(_STREAM.get(names[0], 0) if len(names) == 1 else 0)
        sinks.append(_sink(names, spec, lines[source.count(b"\n", 0, query.start_byte_for_pattern(pattern))]))
    return Grammar(tree_sitter.Parser(language), query, tuple(stream), tuple(sinks), tuple(demands))


def _read_queries(spec: LanguageSpec, dialect: str) -> tuple[str, list[str]]:
    """The text of all queries of a dialect, and where each of its lines stands."""
    if spec.query_text:
        parts = [(spec.query or spec.name, spec.query_text)]
    else:
        folder = Path(__file__).parents[1] / "queries"
        files = (spec.query, *spec.more_queries.get(dialect, ())) if spec.query else ()
        parts = [(file, (folder / file).read_text(encoding="utf-8")) for file in files]
    lines = [f"{file}:{number}" for file, text in parts for number in range(1, text.count("\n") + 2)]
    return "\n".join(text for _, text in parts), lines or [spec.name]


def _sink(names: list[str], spec: LanguageSpec, place: str) -> str:
    """The main capture of a pattern that has ``names`` and stands at ``place``."""
    for name in names:
        if name not in _MAIN and name not in _HELPERS and name.partition(".")[0] not in _FAMILIES:
            raise ValueError(f"{place}: nothing is captured as @{name}")
    main = [name for name in names if name not in _HELPERS]
    if main[1:] and any(name.startswith("definition.") for name in main):
        main = [name for name in main if name != "doc"]  # as in tags.scm, where comments are matched beside definitions
    if len(main) != 1 or not (main[0] in _MAIN or main[0].partition(".")[0] in _FAMILIES):
        raise ValueError(f"{place}: a pattern with {', '.join(names)} does not say what it is for")
    if main[0] in _STREAM and len(names) > 1:
        raise ValueError(f"{place}: @{main[0]} stands alone in its pattern")
    family, _, kind = main[0].partition(".")
    if family == "definition" and kind not in spec.kinds and kind not in _KINDS:
        known = ", ".join(sorted({*spec.kinds, *_KINDS}))
        raise ValueError(f"{place}: @{main[0]} is no kind of symbol; there are {known}")
    return main[0]
