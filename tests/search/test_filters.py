import pytest
from hypothesis import given
from hypothesis import strategies as st

from ploke.errors import UsageError
from ploke.search.filters import path_filter

CASES = [
    ("*.py", "a.py src/a.py src/x/a.py", "a.pyc src/py"),
    ("src", "src src/a.py lib/src/b.py", "srcs/a.py src2"),
    ("src/", "src/a.py x/src/b/c.py", "src"),
    ("src/*.py", "src/a.py", "src/x/a.py lib/src/a.py"),
    ("./src/*.py", "src/a.py", "x/src/a.py"),
    ("/src", "src/a.py", "lib/src/a.py"),
    ("src/**/*.py", "src/a.py src/x/y/a.py", "lib/a.py src/a.js"),
    ("**/test/**", "test/a.py x/test/y/b.py", "tests/a.py"),
    ("src/**", "src/a src/x/y", "src2/a"),
    ("a?c.txt", "abc.txt x/abc.txt", "ac.txt a/c.txt"),
    ("[ab].txt", "a.txt", "c.txt"),
    ("[!ab].txt", "c.txt é.txt", "a.txt"),
    ("[a-c].txt", "b.txt", "d.txt"),
    ("a[.txt", "a[.txt", "a.txt"),
    ("a+b(1).txt", "a+b(1).txt", "aab1.txt"),
    ("ü*.md", "über.md", "uber.md"),
    ("a b/*", "a b/c", "a/b/c"),
]


@pytest.mark.parametrize(("glob", "inside", "outside"), CASES)
def test_globs(glob: str, inside: str, outside: str) -> None:
    passes = path_filter([glob])
    names = [inside] if " " in glob else inside.split()
    assert [name for name in names if not passes(name.removesuffix(" "))] == []
    assert [name for name in outside.split() if passes(name)] == []


def test_globs_add_up_and_exclamation_marks_take_away() -> None:
    passes = path_filter(["src", "lib", "!*.min.js", "!src/gen"])
    assert [path for path in ("src/a.js", "lib/b", "src/a.min.js", "src/gen/x", "doc/c") if passes(path)] == [
        "src/a.js",
        "lib/b",
    ]
    assert path_filter(["!doc"])("src/a")
    assert not path_filter(["!doc"])("doc/a")


@pytest.mark.parametrize("glob", ["", "/", "!", "./", "!/", "[z-a]"])
def test_a_glob_that_matches_nothing_is_refused(glob: str) -> None:
    with pytest.raises(UsageError):
        path_filter([glob])


@given(st.text("ab*?[]!^-\\./é{}()|$", max_size=12), st.text("ab*?[]-\\./é", max_size=12))
def test_no_glob_is_too_odd(glob: str, path: str) -> None:
    try:
        passes = path_filter([glob])
    except UsageError:
        return
    assert passes(path) in (True, False)


@given(st.lists(st.text("abé.-", min_size=1, max_size=4).filter(lambda name: name.strip(".")), min_size=1, max_size=4))
def test_a_path_is_its_own_glob(names: list[str]) -> None:
    path = "/".join(names)
    assert path_filter([path])(path)
    assert path_filter(["/" + path])(path)
    assert path_filter(["**/" + path])(path)
    assert path_filter([names[0] + "/**"])(path + "/x")
