"""Facts of real-looking source, a file each, with the expectation beside it.

A case is ``tests/cases/facts/FOLDER/NAME.EXTENSION.txt``; what it must yield stands in ``NAME.EXTENSION.facts``.
``pytest --rewrite-expectations`` writes today's answers there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ploke.languages import detect, extract
from tests.languages.render import render_facts

CASES = Path(__file__).parents[1] / "cases" / "facts"


def check_facts(source: Path, rewrite: bool, head: bytes = b"") -> None:
    name = source.name.removesuffix(".txt")
    dialect = detect(name, head)
    assert dialect is not None
    found = render_facts(extract(source.read_bytes(), dialect))
    expectation = source.with_name(name + ".facts")
    if rewrite:
        expectation.write_text(found, encoding="utf-8")
    assert found == expectation.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "source", sorted(CASES.rglob("*.txt")), ids=lambda path: f"{path.parent.name}/{path.name.removesuffix('.txt')}"
)
def test_facts(source: Path, rewrite_expectations: bool) -> None:
    check_facts(source, rewrite_expectations)
