"""Grammars that come to no end of a broken source are stopped, at the same place on every machine; trees are let go."""

import gc
import sys

import pytest

from ploke.languages import Dialect, extract
from ploke.languages.engine.grammar import load_grammar
from ploke.languages.engine.parsing import parse_bounded
from ploke.languages.engine.predicates import Demand, demands_of
from ploke.languages.registry import spec_of

# The Kotlin grammar's scanner never leaves this.
ENDLESS = b"""{r
""
 ``
         this@Outer.close()
    when (val found = order.find()) {
        is Invoice -> found.pay()
        in range() -> other.hide()
        else -> throw Failure(other)
    }
    for (line in order.lines()) line.print()
    try {
        risky()
    } catch (problem: Failure) {
        problem.log()
    }
    if (order.open && !order.empty()) order.close() else order.reopen()
    val value: Int by lazy { compute() }
 """
KOTLIN = Dialect("kotlin", "kotlin")


def test_a_source_without_an_end_is_a_problem_of_its_file() -> None:
    for source in (ENDLESS, ENDLESS.replace(b" ``\n", b" ``  \n")):
        facts = extract(source, KOTLIN)
        assert facts.lines == source.count(b"\n") + 1
        assert facts == extract(source, KOTLIN)
    assert [problem.message for problem in facts.problems] == ["the grammar comes to no end of this, not read"]
    assert [symbol.name for symbol in extract(b"fun next() {}\n", KOTLIN).symbols] == ["next"]


def test_a_file_may_end_anywhere_within_an_annotation() -> None:
    source = b'val size\n    @a.Named("x")'
    for end in range(source.index(b"@") + 1, len(source) + 1):
        facts = extract(source[:end], KOTLIN)
        assert [symbol.name for symbol in facts.symbols] == ["size"]


def test_a_parser_that_was_stopped_starts_anew() -> None:
    spec = spec_of("python")
    assert spec is not None
    parser = load_grammar(spec, "python").parser
    sound = b"def first(): pass\n"
    before = str(parser.parse(sound).root_node)
    tree = parse_bounded(parser, sound)
    assert tree is not None
    assert str(tree.root_node) == before


def test_long_real_looking_sources_are_far_within_the_bound() -> None:
    source = b"".join(
        b"def f%d(a, b=1, *c):\n    return a.b(c)[0] + {'k': [x for x in b]}\n" % n for n in range(20_000)
    )
    facts = extract(source, Dialect("python", "python"))
    assert (len(facts.symbols), facts.problems) == (20_000, ())


@pytest.mark.parametrize(
    ("dialect", "source"),
    [
        (Dialect("python", "python"), b"class A:\n    x: int = b.c(d, e=f)[0]\n    def g(self, h=1): return h.i\n"),
        (Dialect("cpp", "cpp"), b"namespace a { struct B { int c(int d) { auto e = new F(d); return e->g(); } }; }\n"),
    ],
)
def test_nothing_of_a_tree_stays_behind(dialect: Dialect, source: bytes) -> None:
    source *= 40
    extract(source, dialect)
    extract(source, dialect)
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(5):
        extract(source, dialect)
    gc.collect()
    assert sys.getallocatedblocks() - before < 500


def test_what_a_pattern_asks_besides() -> None:
    pattern = """
    ((call (_) @inner) @chain.wrap ; (#kind? @inner "not this")
      (#any-of? @inner "(#kind? @x" ")") (#kind? @inner "a b" "c")
      (#within? @chain.wrap "d/e f")
      (#around? @chain.wrap "g"))
    """
    assert demands_of(pattern) == (
        Demand("kind", "inner", frozenset("abc")),
        Demand("within", "chain.wrap", frozenset({"d/e", "f"})),
        Demand("around", "chain.wrap", frozenset("g")),
    )
