import pytest
from hypothesis import given
from hypothesis import strategies as st

from ploke.search.snippet import highlights

CASES = [
    ("session cookies", "The [Session] keeps a [cookie]; obsession does not."),
    ("http adapter", "class [HTTPAdapter]: # an [adapter] for [HTTP]"),
    ("HTTPAdapter", "x = [HTTPAdapter]() # [httpadapter]"),
    ("user_name", "get[UserName] [user_name] [userName] [users] us"),
    ("name", "get_user_[name], user[Name]"),
    ('"is not" here', "it [is not] so [here]"),
    ("größe", "die [Größe], die Größen"),
    ("日本", "[日本語] 語学"),
]


@pytest.mark.parametrize(("query", "marked"), CASES)
def test_highlights(query: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    found = highlights(text, query, 7)
    assert all(line == 7 for line, _, _ in found)
    shown = text
    for _, start, end in reversed(found):
        shown = f"{shown[:start]}[{shown[start:end]}]{shown[end:]}"
    assert shown == marked


def test_lines_count_from_the_first() -> None:
    assert highlights("a\nfoo\n\nbar foo", "foo", 10) == ((11, 0, 3), (13, 4, 7))


@given(st.text("foo bar\n_éX", max_size=60))
def test_highlights_lie_inside_their_lines(text: str) -> None:
    lines = text.split("\n")
    for line, start, end in highlights(text, "foo bar éx", 1):
        assert 0 <= start < end <= len(lines[line - 1])
