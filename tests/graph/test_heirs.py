"""Edges to a base start at the class that names it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from ploke.model.facts import MODULE
from ploke.model.graph import EdgeKind
from tests.graph.carets import read_case

PYTHON = """
    import threading
    class Base: pass
    class Shop(Base): pass
    class Till(
        Base,
        Missing,
    ): pass
    class Outer:
        class Inner(Base): pass
        def make(self):
            class Local(threading.Thread): pass
    """
TYPESCRIPT = "class A {}\nclass B extends A {} class C extends A {}\ninterface I {}\nclass D implements I {}\n"
JAVA = "class A {\n  class B extends A {}\n  void f() {\n    new A() {};\n  }\n}\nclass C extends A {}\n"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("m.py", PYTHON, "Shop>Base Till>Base Outer.Inner>Base Outer.make.Local>threading:Thread Till>?Missing"),
        ("m.ts", TYPESCRIPT, "B>A C>A D>I"),
        ("m.java", JAVA, "A.B>A A.f.<A>>A C>A"),
    ],
)
def test_bases_of_classes(name: str, text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.txt").write_text(dedent(text), encoding="utf-8")
    case = read_case(tmp_path)
    symbols, resolution = case.facts[name].symbols, case.resolutions[name]
    found = [
        f"{symbols[link.src].qualified}>{link.external or symbols[link.symbol].qualified}"
        for link in resolution.links
        if link.kind in (EdgeKind.INHERITS, EdgeKind.IMPLEMENTS) and link.src != MODULE
    ]
    found += [f"{symbols[miss.src].qualified}>?{miss.name}" for miss in resolution.misses]
    assert " ".join(found) == expected
