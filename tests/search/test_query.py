import pytest

from ploke.errors import UsageError
from ploke.model.source import Role
from ploke.search.query import MAX_NAMES, MAX_TERMS, Kind, parse


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("HTTPAdapter", Kind.NAME, ("HTTPAdapter",)),
        ("session", Kind.NAME, ("session",)),
        ("x", Kind.NAME, ("x",)),
        ("Session.send", Kind.NAME, ("Session.send",)),
        ("Sinatra::Base", Kind.NAME, ("Sinatra.Base",)),
        ("`Session#send()`", Kind.NAME, ("Session.send",)),
        ("where is getUserName called?", Kind.WORDS, ("getUserName",)),
        ("how is set_cookie used in HTTPAdapter", Kind.WORDS, ("set_cookie", "HTTPAdapter")),
        ("how sessions keep cookies", Kind.WORDS, ()),
        ("404", Kind.WORDS, ()),
    ],
)
def test_names(text: str, kind: Kind, names: tuple[str, ...]) -> None:
    query = parse(text)
    assert (query.kind, query.names) == (kind, names)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("how are the cookies of a session stored", {"cooki": ("cookies",), "sess": ("session",), "stor": ("stored",)}),
        ("the", {"the": ("the",)}),
        ("encoding Encoder", {"encod": ("encoding", "encoder")}),
        ("HTTPAdapter", {"http": ("http",), "adapt": ("adapter",), "httpadapt": ("httpadapter",)}),
    ],
)
def test_words_become_stems_without_stop_words(text: str, terms: dict[str, tuple[str, ...]]) -> None:
    assert parse(text).terms == terms


@pytest.mark.parametrize(
    ("text", "phrases", "beside"),
    [
        ('"exact text"', ("exact text",), False),
        ('retry "on  close" now', ("on  close",), True),
        ("“typographic” words", ("typographic",), True),
        ('word "open', (), True),
        ('"!="', ("!=",), False),
        ('"a" "a"', ("a",), False),
    ],
)
def test_quoted_phrases(text: str, phrases: tuple[str, ...], beside: bool) -> None:
    query = parse(text)
    assert query.phrases == phrases
    assert query.has_words_outside_quotes is beside


def test_paths_and_roles() -> None:
    assert parse("timeout in src/http/client.py or adapters.py").paths == ("src/http/client.py", "adapters.py")
    assert parse("how are the tests run").roles == {Role.TEST}
    assert parse("documentation of examples").roles == {Role.DOCUMENTATION, Role.EXAMPLE}


@pytest.mark.parametrize(
    "text", ["", "  \n\t", "!?", "...", "()[]{}", '""', '"  "', "0d41d8cd98f00b204e9800998ecf8427!"]
)
def test_queries_that_say_nothing_are_refused(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(text)
    assert refused.value.message.endswith(".")
    assert refused.value.hint


def test_a_query_of_any_size_is_bounded() -> None:
    query = parse(" ".join(f"fooBar{number} some_name_{number}" for number in range(5_000)))
    assert len(query.terms) == MAX_TERMS
    assert len(query.names) == MAX_NAMES
    assert parse("é" * 100_000 + " word").terms == {"word": ("word",)}
