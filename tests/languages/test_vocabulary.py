"""The vocabulary of query files: every capture that the engine knows is explained, every other one is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import ploke.languages
from ploke.languages.engine import grammar
from ploke.languages.registry import LANGUAGES, spec_of


def test_every_capture_is_explained() -> None:
    explained = ploke.languages.__doc__ or ""
    known = {*grammar._MAIN, *grammar._HELPERS, *(f"{family}." for family in grammar._FAMILIES)}
    assert [name for name in sorted(known) if f"``@{name}" not in explained] == []


@pytest.mark.parametrize(
    "query",
    [
        "(identifier) @unheard.of",
        "(call function: (identifier) @name) ",
        "(call function: (identifier) @use) @chain.call",
        "(call (identifier) @use (argument_list) @value)",
    ],
)
def test_a_pattern_without_a_purpose_is_refused(query: str, tmp_path: Path) -> None:
    python = spec_of("python")
    assert python is not None
    file = tmp_path / "query.scm"
    file.write_text(query)
    said = r"query.scm:1: .*(?:nothing is captured as @unheard|does not say what it is for|stands alone)"
    with pytest.raises(ValueError, match=said):
        grammar.load_grammar(replace(python, query=str(file)), "python")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_dialect_loads(language: str) -> None:
    spec = spec_of(language)
    assert spec is not None
    for dialect in spec.grammars:
        assert grammar.load_grammar(spec, dialect).query.pattern_count > 10
