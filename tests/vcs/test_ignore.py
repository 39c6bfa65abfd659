"""Ignore rules as cases: the ignore files, then paths with what is expected of them."""

from __future__ import annotations

import pytest

from ploke.vcs.ignore import IgnoreRules, Origin, read_source


def check_ignored(files: dict[str, str], expected: str, *, ignore_case: bool = False) -> None:
    """``files`` maps a folder (``""``, ``"a/"``) to its patterns, weakest first; ``expected`` has a path a line.

    ``-`` stands before what is ignored and ``+`` before what is not; folders end with a slash.
    """
    wrong = []
    for line in expected.strip().splitlines():
        sign, path = line.strip()[0], line.strip()[2:]
        rules = IgnoreRules(ignore_case=ignore_case)
        for folder, text in files.items():
            if path.startswith(folder):
                rules = rules.with_source(read_source(".gitignore", folder, text.encode(), Origin.GIT))
        name = path.rstrip("/").rpartition("/")[2]
        is_folder = path.endswith("/")
        code = rules.code_of_folder(path[:-1], name) if is_folder else rules.code_of_file(path, name)
        if bool(code and not code & 1) != (sign == "-"):
            wrong.append(line.strip())
    assert not wrong


def test_names_match_at_any_depth() -> None:
    check_ignored({"": "foo\n*.o\n"}, """
        - foo
        - a/b/foo
        - foo/
        + foobar
        + barfoo
        - x.o
        - a/.o
        + x.obj
        + x.o.c
    """)  # fmt: skip


def test_a_slash_anchors() -> None:
    check_ignored({"": "/foo\na/bar\n", "sub/": "/deep\nx/y\n"}, """
        - foo
        + a/foo
        - a/bar
        + b/a/bar
        - sub/deep
        + deep
        + sub/x/deep
        - sub/x/y
        + x/y
    """)  # fmt: skip


def test_a_slash_at_the_end_takes_folders_alone() -> None:
    check_ignored({"": "build/\ndocs/_build/\n"}, """
        - build/
        - a/build/
        + build
        - docs/_build/
        + docs/_build
        + a/docs/_build/
    """)  # fmt: skip


def test_the_last_match_decides() -> None:
    check_ignored({"": "*.log\n!keep.log\n/a/keep.log\n", "b/": "keep.log\n!x.log\n"}, """
        - x.log
        + keep.log
        - a/keep.log
        - b/keep.log
        + b/x.log
    """)  # fmt: skip


def test_stars() -> None:
    check_ignored({"": "a/*/c\n**/d/e\nf/**\ng/**/h\ni*j\n/k*l\n"}, """
        - a/b/c
        + a/c
        + a/b/b/c
        - d/e
        - x/y/d/e
        - f/x
        - f/x/y
        + f/
        - g/h
        - g/x/y/h
        - ij
        - x/i--j
        - kl
        + k/l
    """)  # fmt: skip


def test_brackets() -> None:
    check_ignored({"": "*.py[cod]\n[Bb]in/\nx[!a-c]\ny[]-]\nz[[:digit:]]\n[q\n"}, """
        - m.pyc
        - m.pyd
        + m.py
        + m.pyx
        - Bin/
        - a/bin/
        - xd
        + xb
        - y]
        - y-
        + y
        - z7
        + za
        + q
        + [q
    """)  # fmt: skip


def test_escapes_comments_and_spaces() -> None:
    check_ignored({"": "# a comment\n\\#hash\n\\!bang\ntrail   \nkept\\ \n\\*star\nback\\\n\n   \n"}, """
        + # a comment
        - #hash
        - !bang
        - trail
        - *star
        + xstar
        + back
        + back\\
    """)  # fmt: skip
    rules = IgnoreRules().with_source(read_source(".gitignore", "", b"kept\\ \n", Origin.GIT))
    assert rules.code_of_file("kept ", "kept ")
    assert not rules.code_of_file("kept", "kept")


def test_windows_line_ends_and_byte_order_mark() -> None:
    check_ignored({"": "\ufefffoo\r\n*.o\r\n"}, """
        - foo
        - a.o
    """)  # fmt: skip


def test_bytes_count_not_characters() -> None:
    check_ignored({"": "caf?\nth??\nné*\n"}, """
        + café
        - cafe
        - thé
        - néant
    """)  # fmt: skip


def test_case_counts_unless_told() -> None:
    check_ignored({"": "Foo\n*.TMP\nA/b*\n"}, """
        + foo
        + x.tmp
        + a/bc
    """)  # fmt: skip
    check_ignored({"": "Foo\n*.TMP\nA/b*\n"}, """
        - foo
        - FOO
        - x.tmp
        - a/BC
    """, ignore_case=True)  # fmt: skip


def test_patterns_of_the_request_outrank_folders_met_later() -> None:
    rules = IgnoreRules().with_source(read_source("--exclude", "", b"*.x", Origin.REQUEST))
    rules = rules.with_source(read_source("a/.plokeignore", "a/", b"!f.x", Origin.OWN))
    assert rules.code_of_file("a/f.x", "f.x") & 1 == 0
    assert rules.explain(rules.code_of_file("a/f.x", "f.x")) == "--exclude:1: *.x"


def test_a_submodule_hears_nothing_of_git_s_rules_around_it() -> None:
    rules = IgnoreRules()
    for label, pattern, origin in (
        ("global", b"*.g", Origin.GLOBAL),
        (".gitignore", b"*.a", Origin.GIT),
        (".plokeignore", b"*.b", Origin.OWN),
        ("--exclude", b"*.c", Origin.REQUEST),
    ):
        rules = rules.with_source(read_source(label, "", pattern, origin))
    inside = rules.in_submodule()
    assert [bool(inside.code_of_file(f"s/f.{end}", f"f.{end}")) for end in "gabc"] == [True, False, True, True]


@pytest.mark.parametrize("written", ["*.o", "/a/b", "!x", "naïve?"])
def test_the_deciding_line_is_named(written: str) -> None:
    rules = IgnoreRules().with_source(read_source("sub/.gitignore", "", f"\n# c\n{written}\n".encode(), Origin.GIT))
    codes = {rules.code_of_file(path, path.rpartition("/")[2]) for path in ("q.o", "a/b", "x", "naïve1")} - {0}
    assert [rules.explain(code) for code in codes] == [f"sub/.gitignore:3: {written}"]
