"""Languages that ploke has no module for: a user's own, and the long tail of a bundle of grammars."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ploke.languages.catalog import BUNDLED
from ploke.languages.engine.loading import BUNDLE, load_language
from ploke.languages.engine.tags import KINDS, query_from_names, with_comments
from ploke.languages.engine.text import dedent
from ploke.languages.registry import spec_of
from ploke.languages.spec import Judged, LanguageSpec, Shape
from ploke.model.facts import Visibility

if TYPE_CHECKING:
    from ploke.config_languages import UserLanguage

_BLOCKS = (
    (r"/\*+!?", r"\*+/"),
    (r"/\++", r"\++/"),
    (r"\(\*+", r"\*+\)"),
    (r"\{-+\|?", r"-+\}"),
    (r"%?\{", r"%?\}"),
    (r"<!--+", r"--+>"),
    (r"<#", r"#>"),
    (r"#\|", r"\|#"),
    (r"(?:#|--)\[=*\[", r"\]=*\]"),
    (r"##?\[", r"\]##?"),
    (r'[a-z]{0,2}"""', '"""'),
    (r"[a-z]{0,2}'''", "'''"),
    (r'[a-z]?"', '"'),
    (r"[a-z]?'", "'"),
)
_BLOCK = re.compile("|".join(f"{start}(.*?){end}" for start, end in _BLOCKS), re.DOTALL)
_SHEBANG = re.compile(r"#!.*")
_LINE = re.compile(
    r"""[ \t]*(?://+[!/<]?|\#+[':]?|--+(?:[ \t]*[|^])?|;+|%+|'+|"|!+[<>]?|\*>|(?:dnl|rem)\b)[ \t]?""", re.IGNORECASE
)
_POD = re.compile(r"^=\w+[ \t]*", re.MULTILINE)
_STARS = re.compile(r"^[ \t]*[*+](?!/)[ \t]?", re.MULTILINE)


def spec_of_user(language: UserLanguage) -> LanguageSpec:
    """The description of a language that its user gave a grammar and a query.

    Raises ``GrammarError`` where the grammar cannot be loaded.
    """
    query = with_comments(load_language(language.grammar), language.query)
    return replace(_described(language.name, language.grammar, query), query=language.query_file)


def spec_of_bundled(language: str) -> LanguageSpec:
    """The description of a language of the long tail, by ``queries/bundled/NAME.scm`` or by its nodes' names.

    Raises ``GrammarError`` where the bundle is not installed.
    """
    entry = BUNDLED[language]
    words = (word.partition(":") for word in (entry.grammar or language).split())
    places = {dialect or language: f"{BUNDLE}:{grammar}" for grammar, _, dialect in words}
    grammar = load_language(places[language])
    written = bundled_query(language)
    if entry.like:
        return _like_another(language, places, written)
    query = written.read_text(encoding="utf-8") if written.is_file() else query_from_names(grammar)
    spec = _described(language, places[language], with_comments(grammar, query))
    spec = replace(
        spec,
        grammars=places,
        separator=entry.separator,
        joins=entry.joins,
        path_names=frozenset(entry.paths.split()),
        repair=import_module(f"ploke.languages.families.{entry.gaps}").without_gaps if entry.gaps else spec.repair,
    )
    if len(places) == 1:
        return spec
    folder = written.parent
    own = {dialect: f"{folder.name}/{language}.{dialect}.scm" for dialect in places}
    more = {dialect: (file,) for dialect, file in own.items() if (folder.parent / file).is_file()}
    return replace(spec, query=f"{folder.name}/{written.name}", query_text="", more_queries=more)


def _like_another(language: str, places: dict[str, str], own: Path) -> LanguageSpec:
    """The description of the language that ``language`` adds to, with the query of what it adds, if there is one."""
    spec = spec_of(BUNDLED[language].like)
    assert spec is not None
    files = spec.more_queries.get(spec.name, ())
    if not own.is_file():
        return replace(spec, name=language, grammars=places, more_queries=dict.fromkeys(places, files))
    more = dict.fromkeys(places, (*files, f"{own.parent.name}/{own.name}"))
    kinds = {**KINDS, **spec.kinds}
    return replace(spec, name=language, grammars=places, more_queries=more, kinds=kinds, usual_fields=True)


def bundled_query(language: str) -> Path:
    """Where the query of a language of the long tail lies, if it has one."""
    return Path(__file__).parents[1] / "queries" / "bundled" / f"{language}.scm"


def complaint(language: UserLanguage) -> str:
    """What is wrong with the grammar or the query of a user's language, in one sentence; empty for nothing."""
    from ploke.languages.engine.grammar import load_grammar

    try:
        load_grammar(spec_of_user(language), language.name)
    except ValueError as error:
        return f"{error}."
    return ""


def _described(name: str, place: str, query: str) -> LanguageSpec:
    return LanguageSpec(
        name=name,
        grammars={name: place},
        query_text=query,
        kinds=KINDS,
        usual_fields=True,
        judge=_judge,
        doc_comment=doc_comment,
        doc_text=_doc_text,
        header_end=" \t\r\n{:=;",
        statement_end=" \t\r\n{;",
        repeats=True,
    )


def _judge(shape: Shape) -> Judged:
    return Judged(shape.kind, Visibility.PUBLIC, shape.modifiers)


def doc_comment(text: str) -> str | None:
    """The text of a comment in any language's marks, or of a string that stands where a comment would."""
    text = text.strip()
    if _SHEBANG.fullmatch(text):
        return None
    if text.startswith("="):
        return dedent(_POD.sub("", text).strip())
    block = _BLOCK.fullmatch(text)
    if block is not None:
        inner = next(group for group in block.groups() if group is not None)
        return dedent(_STARS.sub("", inner) if text.startswith("/") else inner).strip()
    lines = text.split("\n")
    if not all(_LINE.match(line) for line in lines):
        return None
    return "\n".join(_LINE.sub("", line, count=1).rstrip() for line in lines)


def _doc_text(text: str) -> str:
    """A documenting string or comment that a query names as such, without its marks."""
    found = doc_comment(text)
    return text if found is None else found
