from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ploke.text.terms import count_terms, part_spans, parts, terms

WORDS = [
    ("getUserName", "get user name getusername"),
    ("get_user_name", "get user name getusername"),
    ("GetUserName", "get user name getusername"),
    ("get-user-name", "get user name"),
    ("HTTPServer", "http server httpserver"),
    ("parseHTML", "parse html parsehtml"),
    ("XMLHttpRequest", "xml http request xmlhttprequest"),
    ("URLs of IDs", "urls of ids"),
    ("SCREAMING_CASE", "screaming case screamingcase"),
    ("__init__", "init"),
    ("sha256", "sha 256 sha256"),
    ("utf-8 UTF8", "utf utf utf8"),
    ("t_zset", "zset tzset"),
    ("v4 x i T 7", "v4"),
    ("0xFF 1e6", "ff 0xff 1e6"),
    ("Größe größenOrdnung", "größe größen ordnung größenordnung"),
    ("ÉtéChaud", "été chaud étéchaud"),
    ("имяПользователя", "имя пользователя имяпользователя"),
    ("日本語 検索", "日本 本語 検索"),
    ("語", "語"),
    ("caf\u0065\u0301", "café"),
    ("foo—bar…baz", "foo bar baz"),
    ("a.b.c(d, e)", ""),
    ("20240131 123456789", "20240131"),
    ("d41d8cd98f00b204e9800998ecf8427e", ""),
    ("deadbeefdeadbeef", "deadbeefdeadbeef"),
    ("aGVsbG8gd29ybGQhIQ9x8Y7zQ1", ""),
    ("x" * 64, "x" * 64),
    ("x" * 65, ""),
    ("!?…", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_split_into_terms(text: str, expected: str) -> None:
    assert terms(text) == expected.split()


TEXTS = st.text(st.sampled_from("aZbY09_- .\n/é日語İß\u0301—\ud800"), max_size=60) | st.text(max_size=60)


@given(TEXTS)
def test_counting_counts_the_terms(text: str) -> None:
    assert count_terms(text.encode("utf-8", "replace")) == Counter(terms(text))


@given(st.binary(max_size=60))
def test_any_bytes_can_be_counted(data: bytes) -> None:
    assert all(count > 0 for count in count_terms(data).values())


IDENTIFIERS = st.lists(st.from_regex(r"[a-z]{2,4}", fullmatch=True), min_size=2, max_size=4)


@given(IDENTIFIERS)
def test_case_styles_agree(words: list[str]) -> None:
    expected = [*words, "".join(words)]
    assert terms("_".join(words)) == terms("_".join(words).upper()) == expected
    assert terms("".join(word.title() for word in words)) == expected
    assert terms("-".join(words)) == words


@given(IDENTIFIERS)
def test_a_term_finds_itself(words: list[str]) -> None:
    for term in terms("_".join(words)):
        assert term in terms(term)


@given(st.lists(st.text("abcXY_9", max_size=10), max_size=20))
def test_words_are_split_on_their_own(words: list[str]) -> None:
    assert terms(" ".join(words)) == [term for word in words for term in terms(word)]


def test_the_cache_forgets_and_answers_stay() -> None:
    for number in range(70_000):
        count_terms(b"word%d" % number)
    assert terms("getUserName") == ["get", "user", "name", "getusername"]


@given(TEXTS)
def test_part_spans_ascend_within_the_text(text: str) -> None:
    spans = list(part_spans(text))
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_parts_leave_joined_forms_out() -> None:
    assert parts("getUserName.sha256") == ["get", "user", "name", "sha", "256"]
    text = "getHTTP_x9"
    assert [text[start:end] for start, end in part_spans(text)] == ["get", "HTTP", "x", "9"]
