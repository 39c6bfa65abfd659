"""Languages by the command line: which there are, a user's own, and what is wrong with one that does not work."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.end_to_end.driving import Place

QUERY = """
(node (identifier) @_kind (node_field (value (string) @name)) (node_children) @body
  (#any-of? @_kind "server" "job")) @definition.class
(node (identifier) @name (node_field (prop)) (#any-of? @name "listen")) @reference.call
"""
SOURCE = """// Answers the world.
server "web" {
  listen port=8080
}
/* Copies everything
   at night. */
job "nightly" {
  run "backup"
}
"""
SETTINGS = """
[languages.kdl]
extensions = ["kdl"]
grammar = "tree_sitter_language_pack:kdl"
query = "tools/kdl.scm"
"""


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_language_of_one_s_own(place: Place) -> None:
    place.write({"ploke.toml": SETTINGS, "tools/kdl.scm": QUERY, "a.kdl": SOURCE, "a.py": "def web(): pass\n"})
    found = rows(place.ploke("symbols", "--language", "kdl", "--json").out)
    assert [(row["symbol"], row["kind"], row["start_line"], row["end_line"], row["signature"]) for row in found] == [
        ("web", "class", 2, 4, 'server "web"'),
        ("nightly", "class", 7, 9, 'job "nightly"'),
    ]
    (hit,) = rows(place.ploke("search", "copies at night", "--json", "-k", "1").out)
    assert (hit["path"], hit["symbol"], hit["language"]) == ("a.kdl", "nightly", "kdl")
    (row,) = [row for row in rows(place.ploke("languages", "--json").out) if row["name"] == "kdl"]
    assert (row["level"], row["files"], row["extensions"]) == ("symbols", 1, ["kdl"])
    assert str(row["origin"]).endswith("ploke.toml")
    # Another query is another reading of files whose bytes are the same.
    place.write({"tools/kdl.scm": QUERY.replace('"server" "job"', '"job"')})
    found = rows(place.ploke("symbols", "--language", "kdl", "--json").out)
    assert [row["symbol"] for row in found] == ["nightly"]
    # Without its table its files are text again.
    (place.root / "ploke.toml").unlink()
    assert "kdl" in place.ploke("symbols", "--language", "kdl").err
    assert [row["symbol"] for row in rows(place.ploke("symbols", "--json").out)] == ["web"]


def test_more_files_of_a_known_language(place: Place) -> None:
    settings = '[languages.python]\nextensions = [".pyt"]\nfile_names = ["BUILT"]\ninterpreters = ["pyrun"]\n'
    place.write({"ploke.toml": settings, "a.pyt": "def alpha(): pass\n", "BUILT": "def beta(): pass\n"})
    place.write({"tool": "#!/usr/bin/env pyrun\ndef gamma(): pass\n"})
    assert [row["symbol"] for row in rows(place.ploke("symbols", "--json").out)] == ["beta", "alpha", "gamma"]
    (row,) = [row for row in rows(place.ploke("languages", "--json").out) if row["name"] == "python"]
    assert (row["files"], row["level"]) == (3, "complete")


# Wheels of grammars do not export their function: this library fetches it from one.
SHIM = """
extern int PyGILState_Ensure(void);
extern void PyGILState_Release(int);
extern void *PyImport_ImportModule(const char *);
extern void *PyObject_CallMethod(void *, const char *, const char *, ...);
extern void *PyCapsule_GetPointer(void *, const char *);
const void *tree_sitter_kdl(void) {
  int state = PyGILState_Ensure();
  void *capsule = PyObject_CallMethod(PyImport_ImportModule("tree_sitter_language_pack"), "get_binding", "s", "kdl");
  const void *language = PyCapsule_GetPointer(capsule, "tree_sitter.Language");
  PyGILState_Release(state);
  return language;
}
"""


@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")
def test_a_user_s_own_file_may_name_a_library(place: Place) -> None:
    home = place.home / ".config" / "ploke"
    home.mkdir(parents=True)
    (home / "shim.c").write_text(SHIM)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", home / "libtree-sitter-kdl.so", home / "shim.c"], check=True)
    (home / "kdl.scm").write_text(QUERY)
    settings = SETTINGS.replace("tree_sitter_language_pack:kdl", "./libtree-sitter-kdl.so").replace("tools/", "")
    (home / "config.toml").write_text(settings)
    place.write({"a.kdl": SOURCE})
    assert [row["symbol"] for row in rows(place.ploke("symbols", "--json").out)] == ["web", "nightly"]
    (home / "config.toml").write_text(settings.replace("libtree-sitter-kdl.so", "shim.c"))
    ran = place.ploke("index")
    assert (ran.code, "cannot be loaded" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("settings", "query", "expected"),
    [
        (SETTINGS.replace("kdl.scm", "no.scm"), QUERY, "the query"),
        (SETTINGS.replace("tools/", "../"), QUERY, "query must be a file inside the repository, not '../kdl.scm'."),
        (SETTINGS.replace("pack:kdl", "pack:klingon"), QUERY, "tree_sitter_language_pack has no grammar klingon."),
        (SETTINGS.replace("language_pack:kdl", "klingon"), QUERY, "the package tree_sitter_klingon is not installed."),
        (SETTINGS.replace("tree_sitter_language_pack:kdl", "os:getcwd"), QUERY, "must be a package such as"),
        (SETTINGS.replace("language_pack:kdl", "python:HIGHLIGHTS_QUERY"), QUERY, "must be a package such as"),
        (SETTINGS.replace("tree_sitter_language_pack:kdl", "tools/kdl.so"), QUERY, "must be a package such as"),
        (SETTINGS.replace('query = "tools/kdl.scm"', ""), QUERY, "languages.kdl has no query."),
        (SETTINGS.replace("extensions", "extension"), QUERY, "there is no key extension."),
        (SETTINGS.replace('["kdl"]', '"kdl"'), QUERY, "extensions must be a list of words, not 'kdl'."),
        (SETTINGS.replace('["kdl"]', "[]"), QUERY, "says of no file that it is in this language."),
        (SETTINGS.replace(".kdl]", ".python]"), QUERY, "ploke reads python by itself."),
        ("[languages]\nkdl = 3\n", QUERY, "languages.kdl must be a table."),
        ("languages = 3\n", QUERY, "languages must be a table of tables"),
        (SETTINGS, "(node (identifier) @name) @definition.spell", "@definition.spell is no kind of symbol"),
        (SETTINGS, "(node (identifier) @name)", "kdl.scm:1: a pattern with name does not say what it is for"),
        (SETTINGS, "(nodule) @definition.class", "Invalid node type"),
        (SETTINGS, "(((", "Unexpected EOF"),
        (SETTINGS, "(" * 50_000, "is nested deeper than 100 brackets."),
        (SETTINGS, ";" * 100_000, "is longer than 65536 characters."),
    ],
)
def test_one_that_does_not_work_is_one_clear_sentence(place: Place, settings: str, query: str, expected: str) -> None:
    place.write({"a.kdl": SOURCE, "a.py": "def web(): pass\n"})
    assert place.ploke("index").code == 0
    place.write({"ploke.toml": settings, "tools/kdl.scm": query})
    ran = place.ploke("index")
    assert ran.code == (7 if "not installed" in expected else 2), ran.err
    assert expected in ran.err
    assert "languages" in ran.err
    assert "Traceback" not in ran.err
    assert place.ploke("symbols", "--no-sync").code in (0, 2)


def test_what_is_listed(place: Place) -> None:
    place.write({"a.py": "", "b.py": "", "c.h": "namespace a {}\n", "d.unknown": "text\n", "e.dart": "class A {}\n"})
    found = rows(place.ploke("languages", "--json").out)
    assert [(row["name"], row["files"]) for row in found[:4]] == [("python", 2), ("cpp", 1), ("dart", 1), ("text", 1)]
    assert all(row["level"] != "text" for row in found[4:])
    everything = rows(place.ploke("languages", "--all", "--json").out)
    assert len(everything) > len(found)
    text = place.ploke("languages").out
    assert text.splitlines()[0].split() == ["language", "read", "files", "told", "by"]
    assert not (place.root / ".ploke").exists()


def test_a_language_that_nobody_knows(place: Place) -> None:
    place.write({"a.py": "def web(): pass\n"})
    ran = place.ploke("search", "web", "--language", "pyton")
    assert (ran.code, "Did you mean" in ran.err) == (2, True)
