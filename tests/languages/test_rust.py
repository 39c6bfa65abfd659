"""What Rust's small functions say, one line a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from ploke.languages import Dialect, extract
from ploke.languages.rust import SPEC, doc_comment, implemented
from ploke.languages.rust.imports import imports
from ploke.languages.rust.tokens import tokens

RUST = Dialect("rust", "rust")
CASES = Path(__file__).parents[1] / "cases" / "facts" / "rust"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("use a;", ["a -> as a"]),
        ("use a::b;", ["a -> b as b"]),
        ("use a::{self, b as c, d::{*, e}};", ["a -> as a", "a -> b as c", "a::d -> * as ", "a::d -> e as e"]),
        ("use a::b::{self as c};", ["a -> b as c"]),
        ("use {a, b::c};", ["a -> as a", "b -> c as c"]),
        ("use ::{a, b};", [" -> a as a", " -> b as b"]),
        ("use a::B as _;", ["a -> B as "]),
        ("use a::{b, /* c, */ d, // e\n};", ["a -> b as b", "a -> d as d"]),
        ("pub use a::b;", ["a -> b as b offered"]),
        ("pub(in crate::x) use a::b;", ["a -> b as b offered"]),
        ("pub(self) use a::b;", ["a -> b as b"]),
        ("mod a;", ["self -> a as a"]),
        ("pub mod a;", ["self -> a as a offered"]),
        ("extern crate a as b;", ["a -> as b"]),
        ("extern crate self as b;", ["self -> as b"]),
        ("use a::", ["a -> as a"]),
        ("use ;", []),
    ],
)
def test_imports(text: str, expected: list[str]) -> None:
    found = [
        f"{each.module} ->{' ' + each.name if each.name else ''} as {each.alias}{' offered' if each.reexport else ''}"
        for each in imports(text)
    ]
    assert found == expected


def test_an_import_stands_where_its_last_name_does() -> None:
    text = "use a::{b::C as d,\n  e};"
    assert [(each.expression, text[each.offset]) for each in imports(text)] == [("a::b::C", "C"), ("a::e", "e")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(f(x))", "call f"),
        ("(a.b(C)[1].d)", "call a.b, read C, read a.b()[].d"),
        ("(A::b::<C>(x)?.d().await.e())", "type C, call A::b, call A::b().d, call A::b().d().e"),
        ("(vec![a, B].len())", "call vec!, read B, call vec!().len"),
        ("(a != (b))", ""),
        ("($x.f(), $crate::g())", "call crate::g"),
        ("(#name::f(), #x.y)", ""),
        ("(fn f() {} struct G; impl H {})", "read H"),
        ("(1.max(2), x.0.f(), 1..N)", "call x.0.f, read N"),
        ('("f(x)", r#"g("y")"#, \'a\', b\'(\', /* h() */ i()) // j()', "call i"),
        ("(if x(y) { return Z })", "call x, read Z"),
        ("(<T as U>::f(), Self { a })", "read T, read U, read Self"),
        ("(|x| x.y, &mut self.z)", "read x.y, read self.z"),
        ("(a.b(", "call a.b"),
        (")))", ""),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    assert ", ".join(f"{use.role} {use.expression}" for use in tokens("", text)) == expected


def test_a_use_in_tokens_stands_where_its_last_name_does() -> None:
    text = "(a::b . c(D))"
    assert [(use.expression, text[use.offset]) for use in tokens("", text)] == [("a::b.c", "c"), ("D", "D")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foo", "Foo"),
        ("a::Foo<T>", "Foo"),
        ("&'a mut Foo", "Foo"),
        ("dyn Foo + Send", "Foo"),
        ("[T]", "[T]"),
        ("*const [u8; 4]", "[u8; 4]"),
        ("(A,\n B)", "(A, B)"),
        ("fn(A) -> B", "fn(A) -> B"),
        ("!", "!"),
        ("$t", "$t"),
    ],
)
def test_what_an_implementation_is_named_after(text: str, expected: str) -> None:
    assert implemented(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/// a\n", "a"),
        ("///   a", "  a"),
        ("//// a", None),
        ("// a", None),
        ("/** a */", "a"),
        ("/**\n * a\n *  b\n */", "a\n b"),
        ("/*** a */", None),
        ("/**/", None),
        ('doc = "a \\"b\\" \\\n    c\\n"', 'a "b" c'),
        ('doc = r#"a "b""#', 'a "b"'),
        ("inline", None),
    ],
)
def test_doc_comments(text: str, expected: str | None) -> None:
    assert doc_comment(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("derive(A, b::C,)", ["A", "b::C"]),
        ("derive()", []),
        ("test", ["test"]),
        ('serde(rename = "derive(A)")', ['serde(rename = "derive(A)")']),
        ('doc = "a"', []),
        ("doc(hidden)", ["doc(hidden)"]),
    ],
)
def test_decorators(text: str, expected: list[str]) -> None:
    assert SPEC.decorators is not None
    assert SPEC.decorators(text) == expected


@pytest.mark.parametrize(
    ("attribute", "is_for_tests"),
    [
        ("cfg(test)", True),
        ('cfg(any(feature = "x", test))', True),
        ("cfg(not(test))", False),
        ('cfg(feature = "test")', False),
        ("cfg(test_utils)", False),
    ],
)
def test_modules_for_tests(attribute: str, is_for_tests: bool) -> None:
    (module,) = extract(f"#[{attribute}]\nmod m {{}}\n".encode(), RUST).symbols
    assert ("test" in module.markers) == is_for_tests


def test_windows_line_ends_change_no_fact_but_bytes() -> None:
    for path in sorted(CASES.glob("*.txt")):
        unix = extract(path.read_bytes(), RUST)
        windows = extract(path.read_bytes().replace(b"\n", b"\r\n"), RUST)
        assert windows.references == unix.references
        assert windows.bindings == unix.bindings
        assert windows.imports == unix.imports
        assert [
            (each.qualified, each.doc, each.decorators, each.signature, each.start_line) for each in windows.symbols
        ] == [(each.qualified, each.doc, each.decorators, each.signature, each.start_line) for each in unix.symbols]


def test_hidden_names_end_with_their_block() -> None:
    source = b"fn f() { if let Some(x) = y() { x; } x; { let z = 1; z; } z; for i in 0..1 { i; } i; }"
    reads = [each.expression for each in extract(source, RUST).references if each.role == "read"]
    assert reads == ["Some", "x", "z", "i"]
