import pytest
from hypothesis import given
from hypothesis import strategies as st

from ploke.text.stems import spellings, stem

FAMILIES = [
    "cache caches cached caching",
    "cookie cookies",
    "query queries querying queried",
    "session sessions",
    "parse parses parser parsers parsing parsed",
    "encode encoder encoders encoding encoded",
    "render renders rendering rendered",
    "connect connects connected connection connections connector connecting",
    "map maps mapper mapped mapping",
    "match matches matched matching matcher",
    "patch patches patched",
    "iterate iterator iterators iteration",
]
STRANGERS = [
    ("user", "use"),
    ("string", "str"),
    ("class", "clas"),
    ("status", "statu"),
    ("bed", "b"),
    ("news", "newed"),
]


@pytest.mark.parametrize("family", FAMILIES)
def test_forms_of_a_word_share_a_stem(family: str) -> None:
    words = family.split()
    assert len({stem(word) for word in words}) == 1
    assert set(words) <= set(spellings(stem(words[0])))


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "x", "utf8", "größe", "v4", "日本"])
def test_what_is_no_english_word_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_spellings_lead_back_to_their_stem(word: str) -> None:
    assert {stem(spelling) for spelling in spellings(stem(word))} <= {stem(word)}
    assert len(spellings(stem(word))) < 20
