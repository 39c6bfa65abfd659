"""SCIP's names of symbols, as its indexers write them."""

from __future__ import annotations

import pytest

from ploke.graph.precise.symbols import Package, parse_symbol

OUTSIDE = """
scip-python python python-stdlib 3.11 typing/MutableMapping#setdefault().
    python-stdlib:typing.MutableMapping.setdefault
scip-python python requests 2.32 `requests.api`/__init__:
    requests:requests.api
scip-python python attrs 23 `attr._make`/attrib().(default)
    attrs:attr._make.attrib
scip-typescript npm typescript 5.9.3 lib/`lib.es5.d.ts`/Array#map().
    typescript:Array.map
scip-typescript npm @types/node 20.1.0 `fs.d.ts`/`"fs"`/readFile().
    @types/node:fs.readFile
scip-typescript npm react 18 index.d/`index.d.ts`/React/useState().[S]
    react:React.useState
scip-java maven jdk 17 java/util/List#add(+1).
    jdk:java.util.List.add
semanticdb maven maven/com.google.guava/guava 31 com/google/common/base/Joiner#`<init>`().
    maven/com.google.guava/guava:com.google.common.base.Joiner.<init>
rust-analyzer cargo alloc https://github.com/rust-lang/rust/library/alloc vec/impl#[`Vec<T>`]push().
    alloc:vec.Vec<T>.push
rust-analyzer cargo serde 1.0 de/impl#[Foo][`From<u8>`]from().
    serde:de.Foo.from
rust-analyzer cargo std 1 macros/println!
    std:macros.println
scip-go gomod github.com/golang/go/src go1.22 `net/http`/Client#Do().
    github.com/golang/go/src:net/http.Client.Do
scip-x m a  b . `we``ird  name`#
    a b:we`ird  name
"""


ROWS = OUTSIDE.strip().split("\n")


@pytest.mark.parametrize(("text", "dotted"), list(zip(ROWS[::2], ROWS[1::2], strict=True)))
def test_names_of_what_lies_outside(text: str, dotted: str) -> None:
    symbol = parse_symbol(text)
    assert symbol is not None and symbol.dotted == dotted.strip()


@pytest.mark.parametrize(
    "text", ["", "local 12", "local a", "python", "s m n v ", "s m n v a", "s m n v a/b c#", "s m n v `a#"]
)
def test_what_is_no_name_that_all_may_use(text: str) -> None:
    assert parse_symbol(text) is None


def test_an_empty_package() -> None:
    symbol = parse_symbol("scip-typescript npm . . `a.ts`/f().")
    assert symbol is not None and symbol.package == Package("npm", "")


@pytest.mark.parametrize(
    ("descriptors", "texts"),
    [
        ("`a.b`/Foo#run().", ["run"]),
        ("Foo#`<init>`().", ["Foo", "init", "<init>"]),
        ("Foo#`<constructor>`().", ["constructor", "Foo"]),
        ("Foo#__init__().", ["__init__", "Foo"]),
        ("`Foo.Bar`#`.ctor`().", ["Bar", ".ctor"]),
        ("`a.ts`/uuidv40:", ["uuidv4", "uuidv"]),
        ("`a.ts`/`'a-b'0`:", ["'a-b'"]),
        ("`a.ts`/`a-b`.", ["'a-b'", '"a-b"']),
    ],
)
def test_what_the_source_calls_a_symbol(descriptors: str, texts: list[str]) -> None:
    symbol = parse_symbol(f"s m n v {descriptors}")
    assert symbol is not None
    assert [text for text in texts if symbol.is_called(text)] == texts
    assert not symbol.is_called("other") and not symbol.is_called("")


@pytest.mark.parametrize(
    ("descriptors", "module"), [("`a.ts`/", True), ("`a.b`/__init__:", True), ("a/b:", False), ("a/B#", False)]
)
def test_modules(descriptors: str, module: bool) -> None:
    symbol = parse_symbol(f"s m n v {descriptors}")
    assert symbol is not None and symbol.is_module is module
