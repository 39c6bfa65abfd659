"""The coverage bench: what counts as the same definition."""

from __future__ import annotations

import pytest

from benches.coverage.compare import bare, compare
from benches.coverage.difference import Difference, Explanation
from benches.coverage.files import readable_languages
from benches.coverage.kinds import LANGUAGES, Compared
from benches.coverage.raw import raw_query
from benches.coverage.store import Column, Section, replace_section
from benches.coverage.tags import Tag, groups
from ploke.languages import Dialect, extract
from ploke.languages.engine.grammar import load_grammar
from ploke.languages.registry import spec_of

PYTHON = Compared("Python", "class function member", "property")
SOURCE = b"""\
import functools

@functools.cache
def found():
    pass

class Held:
    limit = 1

    def twice(self): ...
    def twice(self, more): ...

def extra():
    pass
"""


def check_coverage(tags: list[Tag], *, found: int, missing: list[str], extra: list[str]) -> None:
    symbols = {"a.py": extract(SOURCE, Dialect("python", "python")).symbols}
    coverage = compare("python", PYTHON, tags, symbols, lambda path: SOURCE.decode().splitlines())
    assert coverage.found == found
    assert [f"{one.kind} {one.name} {one.line}" for one in coverage.missing] == missing
    assert [f"{one.kind} {one.name} {one.line}" for one in coverage.extra] == extra


def test_a_definition_is_found_by_its_bare_name_in_its_head_and_once() -> None:
    check_coverage(
        [
            Tag("a.py", 3, "found", "function"),
            Tag("a.py", 7, "Held", "class"),
            Tag("a.py", 8, "limit", "variable"),
            Tag("a.py", 10, "Held.twice", "member"),
            Tag("a.py", 11, "twice", "member"),
            Tag("a.py", 12, "twice", "member"),
            Tag("a.py", 2, "__anon4f2a", "class"),
            Tag("a.py", 13, "other", "function"),
        ],
        found=4,
        missing=["member twice 12", "function other 13"],
        extra=["function extra 13"],
    )


def test_a_value_is_no_definition() -> None:
    check_coverage([Tag("a.py", 8, "limit", "member")], found=0, missing=["member limit 8"], extra=ALL_OF_OURS)


ALL_OF_OURS = ["function found 4", "class Held 7", "method twice 10", "method twice 11", "function extra 13"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("self.each", "each"),
        ("A::B<int>::run", "run"),
        ("operator ==", "operator=="),
        ("A::operator()", "operator()"),
        ("(<+>)", "<+>"),
        ("`quoted name`", "quoted name"),
        ('"~validate"', "~validate"),
        ("Vec<T>", "Vec"),
        ("M:method", "method"),
        ("r#type", "type"),
        ("#main", "main"),
        ("reads a.b, then stops", "reads a.b, then stops"),
    ],
)
def test_bare_names(written: str, expected: str) -> None:
    assert bare(written) == expected


def test_an_explanation_needs_all_it_says() -> None:
    explanation = Explanation("c cpp", "missing", "a macro", kind="^function$", text=r"^[A-Z]+\(")
    call = Difference("c", "missing", "function", "x", "a.c", 2, "", ["", "MACRO(x)"])
    assert explanation.explains(call)
    assert not explanation.explains(call._replace(side="extra"))
    assert not explanation.explains(call._replace(language="go"))
    assert not explanation.explains(call._replace(line=1))


def test_ctags_can_name_the_last_group_of_every_pattern() -> None:
    found = {expression: groups(expression) for compared in LANGUAGES.values() for _, expression in compared.patterns}
    assert found and all(1 <= count <= 9 for count in found.values())


def test_every_grammar_has_a_raw_query() -> None:
    for language in sorted(readable_languages()):
        spec = spec_of(language)
        assert spec is not None
        for dialect in spec.grammars:
            assert raw_query(load_grammar(spec, dialect).parser.language).pattern_count > 0, language


def test_a_section_of_the_report_is_written_anew_and_the_rest_stays() -> None:
    section = Section("Two", "Said.", (Column("a", lambda row: row["a"]),))
    first = replace_section("# All\n\n## One\n\nkept\n\n## Three\n\nkept too\n", section, [{"a": 1}])
    assert first.endswith("kept too\n\n## Two\n\nSaid.\n\n| a |\n| --- |\n| 1 |\n")
    moved = first.replace("## One", "## Two\n\nold\n\n## One", 1).rpartition("\n## Two")[0]
    again = replace_section(moved, section, [{"a": 2}])
    assert again == ("# All\n\n## Two\n\nSaid.\n\n| a |\n| --- |\n| 2 |\n\n## One\n\nkept\n\n## Three\n\nkept too\n")
