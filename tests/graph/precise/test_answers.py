"""What an indexer says in place of our own rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from ploke.graph.memory_world import Member, MemoryWorld
from ploke.graph.precise.answers import Answers, Node, decode_answers, encode_answers
from ploke.graph.precise.definitions import Definitions, Subject, defined_in
from ploke.graph.precise.fitting import fitting
from ploke.graph.precise.importing import answers_of
from ploke.graph.precise.positions import Lines
from ploke.graph.precise.scip import ScipFile
from ploke.graph.resolution import Resolution
from ploke.graph.resolve import Resolver
from ploke.graph.summary import summarise
from ploke.graph.world import SYMBOL, FileState, changed_keys, key_of
from ploke.languages import detect, extract, module_name
from ploke.model.facts import MODULE, FileFacts
from ploke.model.source import Role
from tests.graph.precise.writing import PACKAGE, described, index, information, unmarked


class Case(NamedTuple):
    """Files, and what a SCIP file answers for them."""

    facts: Mapping[str, FileFacts]
    world: MemoryWorld
    answers: Mapping[str, Answers]

    def resolution(self, path: str, *, answers: bool = True) -> Resolution:
        said = self.answers.get(path) if answers else None
        return Resolver(self.world).resolve(self.world.find(path), self.facts[path], said)

    def edges(self, path: str, *, answers: bool = True) -> list[str]:
        """``KIND LINE TARGET`` for each place of an edge, by place."""
        rows = []
        for link in self.resolution(path, answers=answers).links:
            target = link.external
            if link.file >= 0:
                file = self.world.file(link.file).path
                symbols = self.facts[file].symbols
                target = file if link.symbol == MODULE else symbols[link.symbol].qualified
            mark = "~" if link.rule else ""
            rows += [(place, f"{mark}{link.kind} {place} {target}") for place in link.places[::2] or (0,)]
        return [row for _, row in sorted(rows)]


def world_of(texts: Mapping[str, str]) -> tuple[dict[str, FileFacts], MemoryWorld]:
    facts = {}
    members = []
    for path, text in texts.items():
        dialect = detect(path, text.encode())
        assert dialect is not None
        facts[path] = extract(text.encode(), dialect)
        language = dialect.language
        members.append(Member(path, module_name(path, language), language, Role.SOURCE, summarise(facts[path])))
    return facts, MemoryWorld(members)


def case_of(
    tmp_path: Path, marked: Mapping[str, str], symbols: Mapping[str, Iterable[bytes]] = MappingProxyType({})
) -> Case:
    """Files with marks (see ``described``), and what they and some ``symbols`` say."""
    texts = {path: unmarked(text) for path, text in marked.items()}
    facts, world = world_of(texts)
    documents = [described(path, text, symbols.get(path, ())) for path, text in marked.items()]
    (tmp_path / "index.scip").write_bytes(index(*documents))
    definitions = Definitions()
    answers = {}
    rows = []
    with ScipFile(tmp_path / "index.scip") as file:
        for document in map(file.document, range(len(file))):
            definitions.note_packages(document)
            data = texts[document.path].encode()
            lines = Lines(data)
            encoding = fitting(document, file.tool, data, lines)
            assert encoding is not None
            subject = Subject(document.path, lines, facts[document.path], encoding)
            rows.append((document, subject, defined_in(document, subject)))
            definitions.add(document.path, rows[-1][2])
    for document, subject, own in rows:
        said = answers_of(document, subject, own, definitions, definitions.packages)
        answers[subject.path] = decode_answers(encode_answers(said))
        assert answers[subject.path] == said
    return Case(facts, world, answers)


LIBRARY = """\
class «lib/Box#»Box:
    def «lib/Box#__init__().»__init__(self): pass
    def «lib/Box#open().»open(self): pass


class «lib/Crate#»Crate(Box):
    def «lib/Crate#open().»open(self): pass


def «lib/make().»make(): pass
«lib/LIMIT.»LIMIT = 3
"""


def test_what_our_rules_cannot_know(tmp_path: Path) -> None:
    user = "import lib\n\ndef use(box):\n    box.«→lib/Box#open().»open()\n    return box.«→lib/LIMIT.»LIMIT\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    assert case.edges("user.py", answers=False) == ["imports 1 lib.py"]
    assert case.edges("user.py") == ["imports 1 lib.py", "calls 4 Box.open", "references 5 LIMIT"]
    assert [miss.expression for miss in case.resolution("user.py").misses] == []
    assert [miss.expression for miss in case.resolution("user.py", answers=False).misses] == ["box.open", "box.LIMIT"]


def test_only_the_places_that_it_knows(tmp_path: Path) -> None:
    user = "import lib\n\ndef use(box):\n    box.open()\n    box.«→lib/Box#open().»open()\n    lib.make()\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    assert case.edges("user.py") == ["imports 1 lib.py", "calls 5 Box.open", "calls 6 make"]
    assert [miss.places for miss in case.resolution("user.py").misses] == [(4, 8)]


def test_a_call_of_a_class_is_one_of_its_constructor(tmp_path: Path) -> None:
    user = "def use(make, other):\n    make.«→lib/Box#»Box()\n    other.«→lib/Crate#»Crate()\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    assert case.edges("user.py") == ["calls 2 Box.__init__", "calls 3 Box.__init__", "references 3 Crate"]


def test_where_ours_are_wrong_it_is_right(tmp_path: Path) -> None:
    user = "from lib import Box\n\nbox = Box()\nbox.«→lib/Crate#open().»open()\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    assert "calls 4 Box.open" in case.edges("user.py", answers=False)
    assert [row for row in case.edges("user.py") if row.startswith("calls 4")] == ["calls 4 Crate.open"]


def test_a_base_class(tmp_path: Path) -> None:
    user = "def derive(base):\n    class Own(base.«→lib/Box#»Box): pass\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    assert "inherits 2 Box" in case.edges("user.py")


def test_several_targets_of_one_place(tmp_path: Path) -> None:
    user = "def use(box):\n    box.«→lib/Box#open().»«→lib/Crate#open().»open()\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    assert case.edges("user.py") == ["calls 2 Box.open", "calls 2 Crate.open"]


def test_what_lies_outside(tmp_path: Path) -> None:
    user = (
        "import json\n\ndef use(box):\n"
        "    box.«→scip-python python python-stdlib 3.11 io/StringIO#read().»read()\n"
        "    json.«→scip-python python python-stdlib 3.11 json/dumps().»dumps({})\n"
    )
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    edges = case.edges("user.py")
    assert "calls 4 python-stdlib:io.StringIO.read" in edges
    # Where our rules know it as well they name it, as they do in files without answers.
    assert [row for row in edges if " 5 " in row] == [
        row for row in case.edges("user.py", answers=False) if " 5 " in row
    ]


def test_what_is_of_the_repository_is_not_outside_though_unknown(tmp_path: Path) -> None:
    user = "def use(box):\n    box.«→gone/shut().»shut()\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    assert case.edges("user.py") == []
    assert len(case.resolution("user.py").misses) == 1


def test_a_parameter_is_left_to_our_rules(tmp_path: Path) -> None:
    user = "def use(«user/use().(act)»act):\n    «→user/use().(act)»act()\n\ndef run(): pass\n\nuse(run)\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    assert case.edges("user.py") == case.edges("user.py", answers=False)


def test_names_that_others_cannot_use(tmp_path: Path) -> None:
    user = "def use(box):\n    def «local 0»run(): pass\n    box.«→local 0»run()\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    assert case.edges("user.py") == ["calls 3 use.run"]


def test_another_name_counts_only_where_it_is_imported_so(tmp_path: Path) -> None:
    user = "from lib import make as build\n\ndef use(b):\n    b.«→lib/make().»build()\n    b.«→lib/make().»create()\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    assert [row for row in case.edges("user.py") if row.startswith("calls")] == ["calls 4 make"]


def test_methods_that_override_what_our_rules_do_not_see(tmp_path: Path) -> None:
    user = "def derive(base):\n    class «user/Own#»Own(base):\n        def «user/Own#open().»open(self): pass\n"
    said = {
        "user.py": [
            information(f"{PACKAGE} user/Own#open().", f"{PACKAGE} lib/Box#open()."),
            information("s m n v x#"),
        ],
        "lib.py": [
            information(f"{PACKAGE} lib/Crate#open().", f"{PACKAGE} lib/Box#__init__()."),
            information(f"{PACKAGE} lib/Crate#", f"{PACKAGE} lib/Box#"),
        ],
    }
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user}, said)
    assert case.edges("user.py") == ["overrides 0 Box.open"]
    assert [row for row in case.edges("lib.py") if row.startswith("overrides")] == ["overrides 0 Box.open"]


@pytest.mark.parametrize(
    "library",
    ["", "def make(): pass\n", LIBRARY.replace("open", "lift"), None],
    ids=["empty", "without the class", "renamed", "without the file"],
)
def test_a_target_that_is_gone_is_left_to_our_rules(tmp_path: Path, library: str | None) -> None:
    user = "def use(box):\n    box.«→lib/Box#open().»open()\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    rest = {"user.py": unmarked(user)} | ({} if library is None else {"lib.py": unmarked(library)})
    facts, world = world_of(rest)
    later = Case(facts, world, case.answers)
    assert later.edges("user.py") == []
    keys = later.resolution("user.py").keys
    state = FileState("lib", {}, [symbol.qualified for symbol in case.facts["lib.py"].symbols])
    gone = None if library is None else FileState("lib", {}, [symbol.qualified for symbol in facts["lib.py"].symbols])
    assert changed_keys("lib.py", gone, state).intersection(keys)


def test_questions_are_recorded(tmp_path: Path) -> None:
    user = "def use(box):\n    box.«→lib/Box#open().»open()\n"
    case = case_of(tmp_path, {"lib.py": LIBRARY, "user.py": user})
    asked = set(case.resolution("user.py").keys) - set(case.resolution("user.py", answers=False).keys)
    assert key_of(SYMBOL, "lib.py", "Box.open") in asked
    assert case.world.file(0).path == "lib.py"


def test_symbols_that_come_and_go_change_keys() -> None:
    one, two = FileState("m", {}, ["a", "b", "b"]), FileState("m", {}, ["a", "b", "c"])
    assert changed_keys("m.py", one, two) == {key_of(SYMBOL, "m.py", "b"), key_of(SYMBOL, "m.py", "c")}
    assert changed_keys("m.py", one, one) == set()


def test_answers_are_kept_as_bytes() -> None:
    answers = Answers((Node("a.py", "f"), Node("", "x:y")), (1, 2, 0, 3, 4, 1), (0, 1))
    assert decode_answers(encode_answers(answers)) == answers
    for wrong in (b"", b"words", encode_answers(answers)[:-3]):
        with pytest.raises(ValueError, match="these are no answers"):
            decode_answers(wrong)
