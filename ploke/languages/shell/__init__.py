"""Shell scripts (sh, bash; ksh and zsh as far as bash's grammar reads them): what a query cannot say.

- A command called by a plain word is a call of that word, be it a function, an alias, a built-in or a program.
- Variables that are declared (``export``, ``readonly``, ``declare``, ``typeset``) or assigned where the file itself
  runs are symbols; those that a function assigns are not. ``readonly`` and ``declare -r`` make constants.
- An alias is a function with the marker ``alias``, a test of bats (``@test "…"``) one with the marker ``test``, whose
  body the grammar does not hold together.
- Names that start with ``_`` are internal by custom.
- ``source x`` and ``. x`` import the file as it is written, variables included; what is one variable says nothing.
"""

from __future__ import annotations

import re

from ploke.languages.shell.repair import repair
from ploke.languages.spec import ImportedName, Judged, LanguageSpec, Level, Shape, TokenUse
from ploke.model.facts import ReferenceRole, SymbolKind, Visibility

_CALLED = re.compile(r"(alias|@test)\s")
_EXPORTED = re.compile(r"(?:export|(?:declare|typeset)\s+(?:-\w+\s+)*-\w*x)\b")
_CONSTANT = re.compile(r"readonly\b|(?:declare|typeset)\s+(?:-\w+\s+)*-\w*r")
_TO_A_TOOL = re.compile(r"#(?:!|\s*(?:shellcheck|vim?|-\*-|shfmt)\b|\s*-\*-)")
_LOADED = re.compile(r"(?:source|\.)\s+(?:--\s+)?((?:\"[^\"]*\"|'[^']*'|\\.|[^\s;&|\"'])+)", re.DOTALL)
_VARIABLE = re.compile(r"\$(?:\w+|[@*#?]|\{[^{}]*\}|\(.*\))", re.DOTALL)


def judge(shape: Shape) -> Judged:
    """Markers by what a definition starts with, visibility by its name."""
    kind = shape.kind
    markers: list[str] = []
    called = _CALLED.match(shape.head) if kind is SymbolKind.FUNCTION else None
    if called is not None:
        markers.append(called[1].removeprefix("@"))
    elif _EXPORTED.match(shape.head):
        markers.append("exported")
    if kind is SymbolKind.VARIABLE and _CONSTANT.match(shape.head):
        kind = SymbolKind.CONSTANT
    visibility = Visibility.INTERNAL if shape.name.startswith("_") else Visibility.PUBLIC
    return Judged(kind, visibility, tuple(markers))


def named_by(text: str) -> tuple[str, int]:
    """The name in an alias, ``ll='ls -l'``."""
    return text.partition("=")[0], 0


def doc_comment(text: str) -> str | None:
    """The text of a comment; empty for what speaks to a tool."""
    if _TO_A_TOOL.match(text):
        return ""
    return text.lstrip("#").removeprefix(" ")


def imports(text: str) -> list[ImportedName]:
    """The file that a command reads in, without its quotes."""
    found = _LOADED.match(text)
    if found is None or _VARIABLE.fullmatch(found[1].strip("\"'")):
        return []
    module = found[1].replace('"', "").replace("'", "")
    return [ImportedName(module, "", "", 0, False, f'"{module}"', found.start(1))] if module else []


def tokens(purpose: str, text: str) -> list[TokenUse]:
    """A command is a call of the word that it starts with; a lone brace is none."""
    return [] if text in "{}" else [TokenUse(ReferenceRole.CALL, text, 0)]


SPEC = LanguageSpec(
    name="shell",
    grammars={"shell": "tree_sitter_bash:language"},
    level=Level.SYMBOLS,
    query="shell.scm",
    kinds={"alias": SymbolKind.FUNCTION, "test": SymbolKind.FUNCTION},
    identifier="variable_name",
    chain_types=frozenset(),
    leading_docs=True,
    implicit=frozenset("0123456789"),
    statement_end=" {",
    header_end=" \t\r\n{(",
    judge=judge,
    implemented=named_by,
    imports=imports,
    repair=repair,
    tokens=tokens,
    doc_comment=doc_comment,
    file_doc_comment=doc_comment,
)
