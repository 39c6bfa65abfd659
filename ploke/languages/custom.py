"""Languages that ploke has no module for: a user's own, and the long tail of a bundle of grammars."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ploke.languages.catalog import BUNDLED
from ploke.languages.loading import BUNDLE, GrammarError, load_language
from ploke.languages.spec import Judged, LanguageSpec, Shape
from ploke.languages.tags import KINDS, query_from_names, with_comments
from ploke.languages.text import dedent
from ploke.model.facts import SymbolKind, Visibility

if TYPE_CHECKING:
    from ploke.config_languages import UserLanguage

_BLOCK = re.compile(
    r"(?:/\*+!?|\(\*+|\{-+\|?|<!--+|#\||--\[=*\[|%\{)(.*?)(?:\*+/|\*+\)|-+\}|--+>|\|#|\]=*\]|%\})\s*", re.DOTALL
)
_LINE = re.compile(r"\s*(?://+[!/]?|#+[':]?|--+[|^]?|;+|%+|'+|!+|(?:dnl|rem)\b)[ \t]?", re.IGNORECASE)
_STARS = re.compile(r"^[ \t]*\*(?!/)[ \t]?", re.MULTILINE)


def spec_of_user(language: UserLanguage) -> LanguageSpec:
    """The description of a language that its user gave a grammar and a query.

    Raises ``GrammarError`` where the grammar cannot be loaded.
    """
    query = with_comments(load_language(language.grammar), language.query)
    return _described(language.name, language.grammar, query)


def spec_of_bundled(language: str) -> LanguageSpec:
    """The description of a language of the long tail, by ``queries/bundled/NAME.scm`` or by its nodes' names.

    Raises ``GrammarError`` where the bundle is not installed.
    """
    place = f"{BUNDLE}:{BUNDLED[language].grammar or language}"
    grammar = load_language(place)
    written = bundled_query(language)
    query = written.read_text(encoding="utf-8") if written.is_file() else query_from_names(grammar)
    return _described(language, place, with_comments(grammar, query))


def bundled_query(language: str) -> Path:
    """Where the query of a language of the long tail lies, if it has one."""
    return Path(__file__).parent / "queries" / "bundled" / f"{language}.scm"


def complaint(language: UserLanguage) -> str:
    """What is wrong with the grammar or the query of a user's language, in one sentence; empty for nothing."""
    from tree_sitter import QueryError

    from ploke.languages.grammar import load_grammar

    try:
        grammar = load_grammar(spec_of_user(language), language.name)
    except GrammarError as error:
        return f"{error}."
    except QueryError as error:
        return f"{language.query_file}: {error}."
    except ValueError as error:
        return f"{error}."
    known = {kind.value.replace(" ", "_") for kind in SymbolKind} | set(KINDS)
    for sink in grammar.sinks:
        family, _, kind = sink.partition(".")
        if family == "definition" and kind not in known:
            return f"{language.query_file}: @{sink} is no kind of symbol; there are {', '.join(sorted(known))}."
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
        repeats=True,
    )


def _judge(shape: Shape) -> Judged:
    return Judged(shape.kind, Visibility.PUBLIC, shape.modifiers)


def doc_comment(text: str) -> str | None:
    """The text of a comment in any language's marks."""
    block = _BLOCK.fullmatch(text)
    if block is not None:
        return dedent(_STARS.sub("", block[1])).strip()
    lines = text.strip().split("\n")
    if not all(_LINE.match(line) for line in lines):
        return None
    return "\n".join(_LINE.sub("", line, count=1).rstrip() for line in lines)
