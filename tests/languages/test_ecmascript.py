"""What the small functions of JavaScript and TypeScript say, one line a case."""

from __future__ import annotations

import pytest

from ploke.languages import Dialect, extract
from ploke.languages.engine.grammar import load_grammar
from ploke.languages.families.ecmascript import doc_comment, file_doc_comment, offered, owner
from ploke.languages.families.ecmascript_imports import imports
from ploke.languages.registry import spec_of

JAVASCRIPT = Dialect("javascript", "javascript")
TYPESCRIPT = Dialect("typescript", "typescript")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('import "a";', ["a -> as "]),
        ("import a from 'b'", ["b -> default as a"]),
        ("import * as a from 'b'", ["b -> as a"]),
        ("import a, * as b from 'c'", ["c -> default as a", "c -> as b"]),
        ("import a, { b as c, default as d } from 'e'", ["e -> default as a", "e -> b as c", "e -> default as d"]),
        ("import { a, // one, 'two'\n b } from 'c'", ["c -> a as a", "c -> b as b"]),
        ("import { 'a b' as c } from 'd'", ["d -> a b as c"]),
        ("import type { A, B } from 'c'", ["c -> A as A", "c -> B as B"]),
        ("import type A from 'c'", ["c -> default as A"]),
        ("import type from 'c'", ["c -> default as type"]),
        ("import { type A, type as b, type } from 'c'", ["c -> A as A", "c -> type as b", "c -> type as type"]),
        ("import type * as a from 'b'", ["b -> as a"]),
        ("import {} from 'a'", ["a -> as "]),
        ("import a = require('b');", ["b -> as a"]),
        ("import a from 'https://x.y/z.js'", ["https://x.y/z.js -> default as a"]),
        ("export { a as b, default } from 'c'", ["c -> a as b offered", "c -> default as default offered"]),
        ("export * from 'a'", ["a -> * as  offered"]),
        ("export * as a from 'b'", ["b -> as a offered"]),
        ("export type { A } from 'b'", ["b -> A as A offered"]),
        ("require('a')", ["a -> as "]),
        ("import('./a')", ["./a -> as "]),
        ("a = require('b')", ["b -> as a"]),
        ("a = require('b').c", ["b -> c as a"]),
        ("{ a, b: c, d = require('no') } = require('e')", ["e -> a as a", "e -> b as c", "e -> d as d"]),
        ("a = await import('b')", ["b -> as a"]),
        ("a: typeof import('b') = require('c')", ["c -> as a"]),
        ("import x from", []),
    ],
)
def test_imports(text: str, expected: list[str]) -> None:
    found = [
        f"{each.module} ->{' ' + each.name if each.name else ''} as {each.alias}{' offered' if each.reexport else ''}"
        for each in imports(text)
    ]
    assert found == expected


def test_an_import_stands_where_its_name_does() -> None:
    text = "import a, { b as c } from './d'"
    assert [(each.expression, text[each.offset]) for each in imports(text)] == [
        ('"./d".default', "a"),
        ('"./d".b', "b"),
    ]


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("exports.a", "a"),
        ("module.exports.a", "a"),
        ("module.exports", "="),
        ("module", ""),
        ("modules.exports", ""),
        ("exports.a.b", ""),
        ("a.exports", ""),
    ],
)
def test_offered(target: str, name: str) -> None:
    assert offered(target) == name


@pytest.mark.parametrize(
    ("expression", "path"),
    [
        ("Foo.prototype", "Foo"),
        ("exports", ""),
        ("window", ""),
        ("a.b", "a.b"),
        ("this", None),
        ("f()", None),
        ("a[0]", None),
    ],
)
def test_owner(expression: str, path: str | None) -> None:
    found = owner(expression)
    assert (found.path if found else None) == path


def test_doc_comments_are_unwrapped() -> None:
    assert doc_comment("/** One. */") == "One."
    assert doc_comment("/**\n * One.\n *\n *   two\n */") == "One.\n\n  two"
    assert doc_comment("/* One. */") is None
    assert doc_comment("/**/") is None
    assert file_doc_comment("// One.") == "One."
    assert file_doc_comment("/** One. */") is None
    assert file_doc_comment("/** @file One. */") == "@file One."
    assert file_doc_comment("/* eslint-disable */") is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("class A { get() {} }", "method get public"),
        ("class A { get b() {} }", "property b public getter"),
        ("class A { static() {} }", "method static public"),
        ("class A { static b() {} }", "method b public static"),
        ("class A { async = 1 }", "field async public"),
        ("class A { async *b() {} }", "method b public async generator"),
        ("class A { #b }", "field #b private"),
        ("class A { describe(a, b = 'c') {} }", "method describe public"),
        ("it('describes', () => {})", "function describes internal test"),
        ("describe.each(['a'])('b', () => {})", "function b internal test"),
        ("const a = async () => {}", "function a internal async"),
        ("a.b = function* () {}", "function b public static generator"),
        ("export let a = {}", "variable a public exported"),
        ("export default class {}", "class default public exported default"),
        ("var a = {}", "variable a internal"),
        ("const a = Object.create({})", "constant a internal"),
    ],
)
def test_judgements(source: str, expected: str) -> None:
    symbol = extract(source.encode(), JAVASCRIPT).symbols[-1]
    found = " ".join((symbol.kind, symbol.name, symbol.visibility, *symbol.markers))
    assert sorted(found.split()) == sorted(expected.split())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("class A { constructor(private readonly b: B) {} }", "field b private readonly"),
        ("class A { @C('x') private b: B }", "field b private"),
        ("class A { constructor(@C(d()) protected b: B) {} }", "field b protected"),
        ("declare function a(): void", "function a public declare"),
        ("abstract class A { protected abstract a(): void }", "method a protected abstract"),
        ("declare module 'a' { const b: C }", "constant b public"),
        ("const a: B = () => 1", "function a internal"),
    ],
)
def test_typed_judgements(source: str, expected: str) -> None:
    symbol = extract(source.encode(), TYPESCRIPT).symbols[-1]
    found = " ".join((symbol.kind, symbol.name, symbol.visibility, *symbol.markers))
    assert sorted(found.split()) == sorted(expected.split())


@pytest.mark.parametrize("source", [b"<A>b", b"let a = <B>c.d()"])
def test_only_typescript_has_assertions_in_angles(source: bytes) -> None:
    assert not extract(source, TYPESCRIPT).problems
    assert extract(source, Dialect("typescript", "tsx")).problems


def test_elements_are_calls_in_both_languages() -> None:
    source = b"const a = <B.C d={e}><div/></B.C>"
    for dialect in (JAVASCRIPT, Dialect("javascript", "jsx"), Dialect("typescript", "tsx")):
        facts = extract(source, dialect)
        assert not facts.problems
        assert [(row.role, row.expression) for row in facts.references] == [("call", "B.C"), ("read", "e")]


def test_every_dialect_has_its_query() -> None:
    for dialect in (JAVASCRIPT, Dialect("javascript", "jsx"), TYPESCRIPT, Dialect("typescript", "tsx")):
        spec = spec_of(dialect.language)
        assert spec is not None
        assert load_grammar(spec, dialect.dialect).query.pattern_count > 80
