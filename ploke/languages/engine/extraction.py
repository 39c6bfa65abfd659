"""The one way from bytes to facts, for every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ploke.languages.engine.text import SourceText, count_lines
from ploke.languages.registry import Dialect, grammar_installed, spec_of
from ploke.languages.spec import DEFAULT, LanguageSpec, Limits
from ploke.model.facts import FileFacts, Problem

if TYPE_CHECKING:
    pass


def extract(source: bytes, dialect: Dialect, limits: Limits = DEFAULT) -> FileFacts:
    """All facts of ``source``, which is UTF-8 without a byte order mark (``ploke.text.decode``). Never raises.

    A pure function of its arguments and ``fingerprint(dialect.language)``. Source that does not parse yields what
    could be read, and problems; a language without a spec, or whose grammar is not installed, yields its lines.
    """
    language, name = dialect
    spec = spec_of(language)
    if spec is None or not grammar_installed(spec, name):
        return FileFacts(language, name, count_lines(source))
    if len(source) > limits.bytes:
        problem = Problem(1, 0, f"larger than {limits.bytes} bytes, not parsed")
        return FileFacts(language, name, count_lines(source), problems=(problem,))
    if spec.extractor is not None:
        facts = spec.extractor(source)
    else:
        facts = _extract_with_grammar(source, dialect, spec, limits)
    parts = spec.embedded(source)
    if not parts:
        return facts
    from ploke.languages.engine.embedded import add_parts

    return add_parts(facts, source, parts, lambda part, other: extract(part, other, limits), limits.problems)


def _extract_with_grammar(source: bytes, dialect: Dialect, spec: LanguageSpec, limits: Limits) -> FileFacts:
    from ploke.languages.engine.collect import collect
    from ploke.languages.engine.grammar import load_grammar
    from ploke.languages.engine.problems import first_too_deep, first_too_flat, syntax_problems
    from ploke.languages.engine.reading import read
    from ploke.languages.engine.repair import parse

    lines = count_lines(source)
    grammar = load_grammar(spec, dialect.dialect)
    trees = parse(grammar.parser, spec, source)
    if trees is None:
        problem = Problem(1, 0, "the grammar comes to no end of this, not read")
        return FileFacts(dialect.language, dialect.dialect, lines, problems=(problem,))
    tree, shown = trees
    hopeless = first_too_flat(tree)
    if tree.root_node.descendant_count > limits.nodes:
        hopeless = Problem(1, 0, f"more than {limits.nodes} syntax nodes, not read")
    if hopeless is not None:
        return FileFacts(dialect.language, dialect.dialect, lines, problems=(hopeless,))
    too_deep = first_too_deep(tree, limits.depth)
    problems = syntax_problems(shown, limits.problems)
    if too_deep is not None:
        problems = [too_deep, *problems][: limits.problems]
    collected = collect(grammar, tree.root_node, limits.depth if too_deep else 0)
    parts = read(spec, SourceText(source), collected, grammar.suffixes)
    return FileFacts(dialect.language, dialect.dialect, lines, *parts, tuple(problems))
