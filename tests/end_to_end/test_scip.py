"""``ploke index --scip``: answers of indexers, and what becomes of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.end_to_end.driving import Place, check_sentence
from tests.graph.precise.writing import described, document, index, unmarked

MARKED = {
    "lib.py": "class «lib/Box#»Box:\n    def «lib/Box#open().»open(self): pass\n",
    "user.py": "def use(box):\n    box.«→lib/Box#open().»open()\n",
    "other.py": "def run(box):\n    box.«→lib/Box#open().»open()\n",
}
DOCUMENTS = {path: described(path, text) for path, text in MARKED.items()}


@pytest.fixture
def shop(place: Place) -> Place:
    """A tree whose calls only an indexer can resolve, and ``index.scip`` beside it."""
    place.write({path: unmarked(text) for path, text in MARKED.items()})
    scip(place, index(*DOCUMENTS.values()))
    return place


def scip(place: Place, data: bytes, name: str = "index.scip") -> Path:
    path = place.root.parent / name
    path.write_bytes(data)
    return path


def calls(place: Place, *, external: bool = True) -> list[tuple[str, str]]:
    """Where calls stand and what they lead to."""
    ran = place.ploke("graph", "edges", "--kind", "calls", "--json", *(["--external"] if external else []))
    return sorted((row["src_path"], row["dst"]) for row in ran.records)


def precise(place: Place) -> tuple[int, int]:
    """For how many files there are answers, and how many of them are stale."""
    (status,) = place.ploke("status", "--json").records
    return status["precise"], status["precise_stale"]


def check_equals_clean(place: Place) -> None:
    ran = place.ploke("verify", "--json")
    assert ran.records[0]["equal"], ran.out


CASES = Path(__file__).parents[1] / "cases"
BOTH = [("other.py", "Box.open"), ("user.py", "Box.open")]


def test_answers_are_taken_in_and_stay(shop: Place) -> None:
    assert calls(shop) == []
    ran = shop.ploke("index", "--scip", "../index.scip")
    assert (ran.code, ran.err) == (0, "ploke: index.scip answers for 3 files of scip-python.\n")
    assert calls(shop) == BOTH
    shop.write({"more.py": "import lib\nlib.Box().open()\n"})
    assert calls(shop) == [("more.py", "Box"), ("more.py", "Box.open"), *BOTH]
    assert precise(shop) == (3, 0)
    check_equals_clean(shop)


def test_a_first_index_may_take_them_in(shop: Place) -> None:
    report = shop.ploke("index", "--scip", "../index.scip", "--json")
    assert report.records[0]["notes"] == ["index.scip answers for 3 files of scip-python."]
    assert calls(shop) == BOTH


def test_edges_are_exact(shop: Place) -> None:
    shop.ploke("index", "--scip", "../index.scip")
    rows = shop.ploke("graph", "edges", "--kind", "calls", "--json").records
    assert {(row["confidence"], row["rule"], row["line"]) for row in rows} == {("exact", "", 2)}


def test_a_file_that_changes_falls_back_and_one_that_returns_does_not(shop: Place) -> None:
    shop.ploke("index", "--scip", "../index.scip")
    was = (shop.root / "user.py").read_text(encoding="utf-8")
    shop.write({"user.py": was + "\n"})
    assert calls(shop) == BOTH[:1]
    assert precise(shop) == (3, 1)
    assert "answers of indexers for 3 files, 1 of them stale\n" in shop.ploke("status").out
    check_equals_clean(shop)
    shop.write({"user.py": was})
    assert calls(shop) == BOTH
    assert precise(shop) == (3, 0)
    check_equals_clean(shop)


def test_a_target_that_goes_and_comes_back(shop: Place) -> None:
    shop.ploke("index", "--scip", "../index.scip")
    for text, expected in [
        ("class Box: pass\n", []),
        ("\n\n" + unmarked(MARKED["lib.py"]), BOTH),
        ("def open(): pass\nclass Box:\n    class Box:\n        def open(self): pass\n", []),
        (unmarked(MARKED["lib.py"]), BOTH),
    ]:
        shop.write({"lib.py": text})
        assert calls(shop) == expected
        check_equals_clean(shop)
    (shop.root / "lib.py").unlink()
    assert calls(shop) == []
    check_equals_clean(shop)


def test_they_outlive_a_rebuild(shop: Place) -> None:
    shop.ploke("index", "--scip", "../index.scip")
    (shop.root.parent / "index.scip").unlink()
    assert shop.ploke("index", "--rebuild", "-q") == (0, "", "")
    assert calls(shop) == BOTH


def test_they_are_dropped_when_asked(shop: Place) -> None:
    shop.ploke("index", "--scip", "../index.scip")
    assert shop.ploke("index", "--no-scip", "-q") == (0, "", "")
    assert calls(shop) == []
    assert precise(shop) == (0, 0)
    assert not list((shop.index_dir / "read").glob("*.precise"))
    check_equals_clean(shop)


def test_several_files_one_after_the_other_and_at_once(shop: Place) -> None:
    """Each names what the other defines."""
    one = scip(shop, index(DOCUMENTS["lib.py"], DOCUMENTS["user.py"]), "one.scip")
    two = scip(shop, index(DOCUMENTS["other.py"], DOCUMENTS["lib.py"]), "two.scip")
    shop.ploke("index", "--scip", str(one))
    assert calls(shop) == BOTH[1:]
    shop.ploke("index", "--scip", str(two))
    assert calls(shop) == BOTH
    shop.ploke("index", "--no-scip", "--scip", str(two))
    assert calls(shop) == BOTH[:1]
    three = scip(shop, index(DOCUMENTS["user.py"]), "three.scip")
    shop.ploke("index", "--scip", str(three), "--scip", str(two))
    assert calls(shop) == BOTH
    assert precise(shop) == (3, 0)
    check_equals_clean(shop)


def test_taking_in_the_same_again_changes_nothing(shop: Place) -> None:
    first = shop.ploke("index", "--scip", "../index.scip", "--json").records[0]
    again = shop.ploke("index", "--scip", "../index.scip", "--json").records[0]
    assert (again["generation"], again["changed"]) == (first["generation"], False)


def test_what_lies_outside(shop: Place) -> None:
    text = "def use(box):\n    box.«→scip-python python toolbox 2 tools/lift().»lift()\n"
    shop.write({"user.py": unmarked(text)})
    scip(shop, index(DOCUMENTS["lib.py"], described("user.py", text)))
    shop.ploke("index", "--scip", "../index.scip")
    assert calls(shop) == [("user.py", "toolbox:tools.lift")]


def test_documents_of_other_versions_are_counted(shop: Place) -> None:
    shop.write({"user.py": "import lib\n\n\n" + unmarked(MARKED["user.py"])})
    ran = shop.ploke("index", "--scip", "../index.scip")
    said = "index.scip answers for 2 files of scip-python. 1 of 3 documents are of other versions of their files."
    assert (ran.code, ran.err) == (0, f"ploke: {said}\n")
    assert calls(shop) == BOTH[:1]


def test_documents_of_files_that_are_not_indexed_are_counted(shop: Place) -> None:
    scip(shop, index(*DOCUMENTS.values(), document("gone.py", []), document("../above.py", [])))
    ran = shop.ploke("index", "--scip", "../index.scip")
    assert ran.err.endswith(" 2 of 5 documents are of files that are not resolved here.\n")


@pytest.mark.parametrize(
    "root", ["file:///elsewhere/ci/tree/packages/shop", "file:///C:/ci/packages/shop/", "packages/shop"]
)
def test_an_indexer_that_ran_in_a_folder_of_the_repository(shop: Place, root: str) -> None:
    inner = {f"packages/shop/{path}": unmarked(text) for path, text in MARKED.items()}
    shop.write(inner | dict.fromkeys(MARKED, ""))
    scip(shop, index(*DOCUMENTS.values(), document("only_here.py", []), root=root))
    shop.write({"packages/shop/only_here.py": "\n"})
    shop.ploke("index", "--scip", "../index.scip")
    assert calls(shop) == [(f"packages/shop/{path}", name) for path, name in BOTH]


FAILING: Mapping[str, tuple[bytes, str]] = {
    "empty": (b"", "index.scip is empty."),
    "something else": (b'{"metadata": {}}', "index.scip is no SCIP file."),
    "cut in half": (index(*DOCUMENTS.values())[:150], "index.scip is cut short: what begins at byte "),
    "without documents": (index(), "index.scip holds no documents."),
    "of another repository": (
        index(document("src/a.py", []), document("src/b.py", [])),
        "index.scip is of another repository: no document is of a file that is indexed here.",
    ),
    "of another commit": (
        index(described("user.py", "\n" + MARKED["user.py"]), described("lib.py", "# new\n" + MARKED["lib.py"])),
        "index.scip is of another version of this repository: no document describes its file as it is now.",
    ),
    "damaged inside": (index(document("lib.py", []) + b"\x12\x01\x0b"), "index.scip is damaged at byte "),
}


@pytest.mark.parametrize(("data", "says"), FAILING.values(), ids=FAILING)
def test_one_sentence_and_all_else_is_resolved(shop: Place, data: bytes, says: str) -> None:
    scip(shop, data)
    check_sentence(shop.ploke("index", "--scip", "../index.scip"), 2, says, "The index is up to date without it.")
    shop.write({"more.py": "import lib\nlib.Box()\n"})
    check_sentence(shop.ploke("index", "--scip", "../index.scip"), 2, says)
    assert calls(shop) == [("more.py", "Box")]
    assert precise(shop) == (0, 0)


def test_a_file_that_cannot_be_used_leaves_the_others_and_what_was_taken_in(shop: Place) -> None:
    one = scip(shop, index(DOCUMENTS["lib.py"], DOCUMENTS["user.py"]), "one.scip")
    shop.ploke("index", "--scip", str(one))
    two = scip(shop, index(DOCUMENTS["lib.py"], DOCUMENTS["other.py"]), "two.scip")
    broken = scip(shop, two.read_bytes()[:-4], "broken.scip")
    check_sentence(shop.ploke("index", "--scip", str(broken)), 2, "broken.scip is cut short")
    assert calls(shop) == BOTH[1:]
    check_sentence(shop.ploke("index", "--scip", str(broken), "--scip", str(two)), 2, "broken.scip is cut short")
    assert calls(shop) == BOTH


def test_no_file_and_a_folder(shop: Place) -> None:
    check_sentence(shop.ploke("index", "--scip", "absent.scip"), 2, "There is no file absent.scip.")
    check_sentence(shop.ploke("index", "--scip", "."), 2, ". is a folder and no SCIP file.")
    assert calls(shop) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_is_not_waited_for(shop: Place) -> None:
    os.mkfifo(shop.root / "pipe.scip")
    check_sentence(shop.ploke("index", "--scip", "pipe.scip"), 2, "pipe.scip is a pipe or a device and no SCIP file.")
    assert calls(shop) == []


@pytest.mark.parametrize("damage", ["torn", "missing"])
def test_answers_that_are_lost_are_said_to_be(shop: Place, damage: str) -> None:
    shop.ploke("index", "--scip", "../index.scip")
    (kept,) = (shop.index_dir / "read").glob("*.precise")
    if damage == "torn":
        kept.write_bytes(kept.read_bytes()[:-9] + b"disturbed")
    else:
        kept.unlink()
    ran = shop.ploke("index")
    assert ran.code == 0
    assert ran.err.startswith("ploke: What indexers said was damaged or missing and has been left out")
    assert calls(shop) == []
    check_equals_clean(shop)
    assert shop.ploke("index", "-q") == (0, "", "")
    shop.ploke("index", "--scip", "../index.scip")
    assert calls(shop) == BOTH


REAL = {
    "python": [
        ("shop/sale.py", "Shelf.__init__"),
        ("shop/sale.py", "Shelf.pick"),
        ("shop/sale.py", "Thing"),
        ("shop/sale.py", "Thing.weigh"),
    ],
    "typescript": [("use.ts", "Crate.open"), ("use.ts", "make")],
}
"""Calls in small trees whose ``index.scip`` is what scip-python 0.6.6 and scip-typescript 0.4.0 wrote, root aside."""


@pytest.mark.parametrize("language", REAL)
def test_what_real_indexers_write(place: Place, language: str) -> None:
    case = CASES / "scip" / language
    for source in (case / "tree").rglob("*.txt"):
        name = source.relative_to(case / "tree").as_posix().removesuffix(".txt")
        place.write({name: source.read_bytes()})
    place.ploke("index")
    assert set(calls(place, external=False)) < set(REAL[language])
    ran = place.ploke("index", "--scip", str(case / "index.scip"))
    assert ran.code == 0 and "other versions" not in ran.err
    assert sorted(set(calls(place, external=False))) == REAL[language]
    check_equals_clean(place)
