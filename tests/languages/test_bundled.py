"""Languages of the long tail: what is read of a small source in each, and that each is read at all.

A case is ``tests/cases/bundled/LANGUAGE.EXTENSION.txt`` with the expectation beside it, as in ``test_facts``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ploke.languages import Dialect, extract
from ploke.languages.catalog import BUNDLED
from ploke.languages.engine.custom import bundled_query, doc_comment, spec_of_bundled
from ploke.languages.engine.grammar import load_grammar
from tests.languages.test_facts import check_facts

pytest.importorskip("tree_sitter_language_pack", reason="needs the extra all-languages")

CASES = Path(__file__).parents[1] / "cases" / "bundled"
SOURCES = sorted(CASES.glob("*.txt"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name.removesuffix(".txt"))
def test_bundled(source: Path, rewrite_expectations: bool) -> None:
    check_facts(source, rewrite_expectations, source.read_bytes())


@pytest.mark.parametrize("language", sorted(BUNDLED))
def test_every_language_is_read(language: str) -> None:
    spec = spec_of_bundled(language)
    for dialect in spec.grammars:
        grammar = load_grammar(spec, dialect)
        assert any(sink.startswith("definition.") for sink in grammar.sinks), "no definition can be found"
        for source in (b"", b"(", b"a b { c }\n", "ä = 'ö'\n\0".encode()):
            assert extract(source, Dialect(language, dialect)).language == language


def test_every_query_has_a_case() -> None:
    told = {path.name.partition(".")[0].lower() for path in SOURCES}
    assert {language for language in BUNDLED if bundled_query(language).is_file()} <= told


@pytest.mark.parametrize(
    ("comment", "text"),
    [
        ("/// Adds.", "Adds."),
        ("//! Adds.", "Adds."),
        ("/** Adds.\n *  Two.\n */", "Adds.\nTwo."),
        ("/* Adds. */", "Adds."),
        ("# Adds.", "Adds."),
        ("#' Adds.", "Adds."),
        ("## Adds.", "Adds."),
        ("-- | Adds.", "Adds."),
        ("--- Adds.", "Adds."),
        ("--[[ Adds.\nTwo. ]]", "Adds.\nTwo."),
        ("--[==[ Adds. ]==]", "Adds."),
        ("{-| Adds.\n-}", "Adds."),
        ("{- Adds. -}", "Adds."),
        ("{ Adds. }", "Adds."),
        ("(** Adds. *)", "Adds."),
        ("(* Adds. *)", "Adds."),
        (";;; Adds.", "Adds."),
        ("#| Adds. |#", "Adds."),
        ("#[[ Adds. ]]", "Adds."),
        ("#[ Adds. ]#", "Adds."),
        ("##[ Adds. ]##", "Adds."),
        ("<# Adds. #>", "Adds."),
        ("<!-- Adds. -->", "Adds."),
        ("%% Adds.", "Adds."),
        ("%{\nAdds.\n%}", "Adds."),
        ("!> Adds.", "Adds."),
        ("! Adds.", "Adds."),
        ("' Adds.", "Adds."),
        ('" Adds.', "Adds."),
        ("rem Adds.", "Adds."),
        ("=head1 NAME\n\nAdds.\n\n=cut\n", "NAME\n\nAdds."),
        ('"""\nAdds.\n"""', "Adds."),
        ('"Adds."', "Adds."),
        ("/+ Adds. +/", "Adds."),
        ("/++\n + Adds.\n +/", "Adds."),
        ("#!/bin/sh", None),
        ("Adds.", None),
        ("premature", None),
    ],
)
def test_comments_without_their_marks(comment: str, text: str | None) -> None:
    assert doc_comment(comment) == text
