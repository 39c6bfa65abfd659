"""Parts of a file in other languages: every place is told as one of the file."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ploke.languages import Dialect, extract, fingerprint
from ploke.languages.catalog import LANGUAGES
from ploke.languages.engine.embedded import add_parts
from ploke.languages.registry import spec_of
from ploke.languages.spec import Part, Piece, no_parts
from ploke.model.facts import FileFacts, Symbol

CODE = (
    b"import os\n\n\n@cached\ndef first(a: int) -> str:\n    return os.path(a)\n\n\n"
    b"class Second(Base):\n    third = 3\n\n    def fourth(self):\n        os.sep\n        return first(self.third)\n"
)


def read(source: bytes, *parts: tuple[Piece, ...]) -> FileFacts:
    host = FileFacts("text", "text", source.count(b"\n"))
    return add_parts(host, source, [Part("python", "python", part) for part in parts], extract, 20)


def text_of(source: bytes, symbol: Symbol) -> bytes:
    return source[symbol.start_byte : symbol.end_byte]


def test_a_part_that_is_the_whole_file_has_the_file_s_facts() -> None:
    whole, alone = read(CODE, (Piece(0, len(CODE)),)), extract(CODE, Dialect("python", "python"))
    assert whole.symbols == alone.symbols
    assert whole.references == alone.references
    assert (whole.imports, whole.bindings, whole.problems) == (alone.imports, alone.bindings, alone.problems)


@given(st.lists(st.integers(0, CODE.count(b"\n")), max_size=6), st.binary(max_size=30))
def test_parts_between_other_text_keep_their_facts(lines: list[int], noise: bytes) -> None:
    noise = b"#" + noise.replace(b"\n", b" ") + b"\n"
    source, pieces, rows = b"", [], CODE.splitlines(keepends=True)
    cuts = sorted({0, len(rows), *lines})
    for first, last in pairwise(cuts):
        source += noise
        text = b"".join(rows[first:last])
        pieces.append(Piece(len(source), len(source) + len(text)))
        source += text
    found, alone = read(source, tuple(pieces)), extract(CODE, Dialect("python", "python"))
    assert [each.qualified for each in found.symbols] == [each.qualified for each in alone.symbols]
    for here, there in zip(found.symbols, alone.symbols, strict=True):
        assert text_of(source, here).replace(noise, b"") == text_of(CODE, there)
        name = source.split(b"\n")[here.name_line - 1][here.name_column :]
        assert name.decode("latin-1").startswith(here.name)
    assert len(found.references) == len(alone.references)


def test_what_replaces_bytes_stands_where_they_stood() -> None:
    source = b'x = "def quoted(a):\\n    return \\"a\\""'
    start = source.index(b"def")
    newline, quote = source.index(b"\\n"), source.index(b'\\"')
    last = source.rindex(b'\\"')
    pieces = (
        Piece(start, newline),
        Piece(newline, newline + 2, b"\n"),
        Piece(newline + 2, quote),
        Piece(quote, quote + 2, b'"'),
        Piece(quote + 2, last),
        Piece(last, last + 2, b'"'),
    )
    (symbol,) = read(source, pieces).symbols
    assert text_of(source, symbol) == source[start : last + 2]
    assert (symbol.start_line, symbol.end_line, symbol.signature) == (1, 1, "def quoted(a)")


def test_two_parts_of_one_file_share_neither_numbers_nor_rows() -> None:
    source = b"def a(): b()\n--\ndef b(): a()\nb()\n--\nb()\n"
    second = source.index(b"def b")
    facts = read(source, (Piece(0, 13),), (Piece(second, source.rindex(b"--")), Piece(len(source) - 4, len(source))))
    assert [(each.name, each.parent) for each in facts.symbols] == [("a", -1), ("b", -1)]
    assert [(each.expression, each.scope, each.places) for each in facts.references] == [
        ("b", 0, (1, 9)),
        ("b", -1, (4, 0, 6, 0)),
        ("a", 1, (3, 9)),
    ]


HOLDERS = [name for name in LANGUAGES if getattr(spec_of(name), "embedded", no_parts) is not no_parts]


@pytest.mark.parametrize("language", HOLDERS)
def test_the_catalogue_says_what_a_file_may_hold(language: str) -> None:
    spec = spec_of(language)
    assert spec is not None
    cases = Path(__file__).parent.parent / "cases" / "facts" / language
    held = {part.language for case in cases.glob("*.txt") for part in spec.embedded(case.read_bytes())}
    assert held
    assert LANGUAGES[language].holds
    assert LANGUAGES[language].holds == "*" or held <= set(LANGUAGES[language].holds.split())


def test_what_holds_a_language_changes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint("vue"), fingerprint("notebook"), fingerprint("css")
    real = fingerprint.__wrapped__
    fingerprint.cache_clear()
    monkeypatch.setattr(
        "ploke.languages.registry.fingerprint", lambda name: "other" if name == "typescript" else real(name)
    )
    assert real("vue") != before[0]
    assert real("notebook") != before[1]
    assert real("css") == before[2]
