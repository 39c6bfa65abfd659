"""Laws of extraction: it never raises, spans lie in the file, parents come first, equal bytes give equal facts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ploke.languages import Dialect, Limits, extract
from ploke.languages.registry import LANGUAGES, spec_of
from ploke.model.facts import MODULE, FileFacts
from ploke.text.decode import decode

CASES = Path(__file__).parents[1] / "cases" / "facts"
SOURCES = {language: [path.read_bytes() for path in sorted((CASES / language).glob("*.txt"))] for language in LANGUAGES}
DIALECTS = [
    Dialect(language, dialect)
    for language in LANGUAGES
    for dialect in sorted({language, *getattr(spec_of(language), "grammars", ())})
]
PIECES = [
    *(b"def f(a, *b, c=1, **d):\n", b"class A(B[C], metaclass=D):\n", b"    ", b"\n", b"(", b")", b"[", b"]", b"{"),
    *(b"'", b'"""', b"#", b".", b",", b":", b"=", b":=", b"@", b"lambda x: ", b"import a.b as c\n", b"from . import *"),
    *(b"fn f<'a>(x: &T) -> U {", b"impl<T> A for B {", b"use a::{b, c as d};", b"a::b!(", b"=>", b"x?.y", b"`${"),
    *(b"export default ", b"function* g(", b"const {a, ...b} = c", b"type A<B> = ", b"\xc3\xa9", b"\xff", b"\0"),
    *(b"match x:\n case A(b=c) | [d, *e]: pass\n", b"for a, b in c: pass\n", b"return a.b(c)[0].d", b"global a"),
    *(b"# ", b"===", b"\r\n", b"</", b"}"),
]


def check_laws(facts: FileFacts, source: bytes) -> None:
    previous = -1
    for number, symbol in enumerate(facts.symbols):
        assert symbol.start_byte >= previous
        previous = symbol.start_byte
        assert 0 <= symbol.start_byte <= symbol.end_byte <= len(source)
        assert 1 <= symbol.start_line <= symbol.end_line <= max(facts.lines, 1)
        assert symbol.start_line <= symbol.name_line <= symbol.end_line
        assert symbol.name_column >= 0
        assert symbol.parent == MODULE or symbol.parent < number
        assert len(symbol.signature) <= 300
        assert "\n" not in symbol.signature
    ids = range(MODULE, len(facts.symbols))
    keys = set()
    for reference in facts.references:
        assert reference.scope in ids
        assert reference.expression
        key = (reference.scope, reference.expression, reference.role)
        assert key not in keys
        keys.add(key)
        pairs = list(zip(reference.places[::2], reference.places[1::2], strict=True))
        assert pairs == sorted(pairs)
        assert pairs
        assert all(1 <= line <= facts.lines for line, _ in pairs)
    assert all(each.scope in ids and 1 <= each.line <= facts.lines for each in facts.imports)
    assert all(each.scope in ids and 1 <= each.line <= facts.lines for each in facts.bindings)
    assert all(1 <= each.line <= facts.lines + 1 for each in facts.problems)


@pytest.mark.parametrize("dialect", DIALECTS, ids="-".join)
@given(raw=st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join)))
@settings(max_examples=150, deadline=None)
def test_any_bytes(dialect: Dialect, raw: bytes) -> None:
    source = decode(raw).data
    facts = extract(source, dialect)
    check_laws(facts, source)
    assert extract(source, dialect) == facts


@pytest.mark.parametrize("dialect", DIALECTS, ids="-".join)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_mutated_source(dialect: Dialect, data: st.DataObject) -> None:
    sources = [source for source in SOURCES[dialect.language] if source]
    if not sources:
        pytest.skip("no cases")
    source = data.draw(st.sampled_from(sources))
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(len(source), start + 80)))
    replacement = data.draw(st.one_of(st.just(b""), st.sampled_from(PIECES)))
    mutated = decode(source[:start] + replacement + source[end:]).data
    if data.draw(st.booleans()):
        mutated = mutated[: data.draw(st.integers(0, len(mutated)))].decode("utf-8", "ignore").encode()
    check_laws(extract(mutated, dialect), mutated)


def test_facts_do_not_depend_on_what_was_read_before() -> None:
    first = b"def f():\n    return (a+b).Foo + (a+b).Foo()\n"
    other = b"match x:\n    case Foo(): pass\n    case a.Foo(): pass\n"
    code = (
        "import sys; from ploke.languages import Dialect, extract\n"
        "facts = [extract(source, Dialect('python', 'python')) for source in {!r}]\n"
        "print(facts[-1].references, facts[-1].bindings)"
    )

    def after(*sources: bytes) -> str:
        command = [sys.executable, "-c", code.format(sources)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert after(first) == after(other, first)
    assert after(other) == after(first, other)


def test_windows_line_ends_change_no_fact_but_bytes() -> None:
    for source in SOURCES["python"]:
        unix = extract(source, Dialect("python", "python"))
        windows = extract(source.replace(b"\n", b"\r\n"), Dialect("python", "python"))
        assert windows.references == unix.references
        assert windows.bindings == unix.bindings
        assert windows.imports == unix.imports
        same = [symbol._replace(start_byte=0, end_byte=0, doc="") for symbol in unix.symbols]
        assert [symbol._replace(start_byte=0, end_byte=0, doc="") for symbol in windows.symbols] == same


@pytest.mark.parametrize(
    "deep",
    [b"(" * 100_000, b"f(" * 30_000, b"[" * 30_000 + b"]" * 30_000, b"a" + b".b" * 30_000, b"-" * 100_000 + b"1"],
    ids=["open parentheses", "open calls", "lists", "members", "minus"],
)
def test_deep_nesting_keeps_what_is_around_it(deep: bytes) -> None:
    source = b"def before(): pass\n\nx = " + deep + b"\n\ndef after(): pass\n"
    facts = extract(source, Dialect("python", "python"))
    check_laws(facts, source)
    assert facts.problems
    assert len(facts.problems) <= Limits().problems


def test_deeper_than_the_limit_is_told_and_the_rest_kept() -> None:
    source = b"def before(): pass\n\nx = " + b"[" * 2000 + b"]" * 2000 + b"\n\ndef after(): return before()\n"
    facts = extract(source, Dialect("python", "python"))
    assert [symbol.name for symbol in facts.symbols] == ["before", "x", "after"]
    (problem,) = facts.problems
    assert problem.message == "nested deeper than 800 levels, what is deeper was left out"
    assert problem.line == 3
    assert problem.column > 4


def test_limits_keep_the_lines() -> None:
    source = b"def f(): pass\n" * 10
    small = extract(source, Dialect("python", "python"), Limits(bytes=20))
    assert (small.lines, small.symbols) == (10, ())
    assert small.problems[0].message == "larger than 20 bytes, not parsed"
    few = extract(source, Dialect("python", "python"), Limits(nodes=20))
    assert (few.lines, few.symbols) == (10, ())
    assert few.problems[0].message == "more than 20 syntax nodes, not read"


def test_problems_are_capped() -> None:
    source = b"x = = 1\n\ny = 2\n\n" * 50
    assert len(extract(source, Dialect("python", "python"), Limits(problems=5)).problems) == 5


def test_text_is_lines() -> None:
    assert extract(b"a: 1\nb: 2", Dialect("yaml", "yaml")) == FileFacts("yaml", "yaml", 2)
    assert extract(b"", Dialect("text", "text")).lines == 0
