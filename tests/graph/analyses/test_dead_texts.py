"""What unresolved references and texts say of definitions that no edge leads to."""

from __future__ import annotations

import pytest

from ploke.graph.memory_view import MemoryView
from tests.graph.analyses.judging import PROGRAM, verdicts
from tests.graph.graphs import graph


def test_an_unresolved_reference_could_mean_it() -> None:
    view = graph(
        "main.py\n  class Shop\n    method sell", "main.py calls main.py#Shop", "main.py calls x.sell UNKNOWN_TYPE 9:2"
    )
    said = "unknown: x.sell in main.py:9 could mean it: the type of the object is not known"
    assert verdicts(view)["Shop.sell"] == said


def test_an_unresolved_reference_in_its_own_body_means_nothing() -> None:
    view = graph("main.py\n  sell", "", "main.py#sell calls x.sell UNKNOWN_TYPE 1:9")
    assert verdicts(view)["sell"] == "dead: nothing refers to it"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("settings.toml", "handler = 'main.unused'\n", 1),
        ("docs/guide.md", "\nCall `unused()`.\n", 2),
        ("page.html", "<a onclick='unused()'>", 1),
        ("other.py", "x = 1\nregistry['unused'] = 2\n", 2),
    ],
)
def test_a_text_that_names_it(path: str, text: str, line: int) -> None:
    view = graph("main.py\n  unused")
    assert verdicts(view, {path: text})["unused"] == f"unknown: its name stands in {path}:{line}"


def test_words_that_only_hold_the_name_do_not_name_it() -> None:
    view = graph("main.py\n  unused")
    assert verdicts(view, {"notes.md": "unused_2 reunused Unused un-used"})["unused"].startswith("dead")


def test_resolved_places_definitions_and_comments_do_not_name_it() -> None:
    view = graph(
        "main.py\n  unused\nother.py\n  unused\n  caller",
        """
        main.py imports other.py
        other.py#caller calls other.py#unused 2:14
        other.py#caller calls lib:lib.unused 3:4
        """,
    )
    texts = {"other.py": "def unused(): pass\ndef caller(): unused()\nlib.unused()\n# unused is old\n"}
    found = verdicts(graph("main.py\n  unused"), texts)
    assert found["unused"].startswith("unknown")
    assert verdicts(view, texts)["unused"].startswith("dead")


def test_a_resolved_place_with_another_name_names_what_stands_there() -> None:
    nodes = "main.py\n  class Base\n    constructor __init__\n  class Shop"
    view = graph(nodes, "main.py calls main.py#Base.__init__ 5:0")
    found = verdicts(view, {"main.py": PROGRAM + "\n\nShop()\n"})
    assert found["Shop"] == "unknown: its name stands in main.py:5"
    assert verdicts(view, {"main.py": PROGRAM + "\n\nBase()\n"})["Shop"].startswith("dead")


def test_that_a_type_outside_has_a_member_is_not_sure_enough_for_one_of_that_name() -> None:
    nodes = "main.py\n  class Shop\n    method _sell\n  _sum"
    edges = "main.py calls main.py#Shop\nmain.py calls lib:Thing._sell 6:4\nmain.py calls lib:sums._sum 7:4"
    found = verdicts(graph(nodes, edges), {"main.py": PROGRAM + "\n\n\ncls._sell\nabc._sum\n"})
    assert found["Shop._sell"] == "unknown: its name stands in main.py:6"
    assert found["_sum"] == "dead: nothing refers to it"


def test_a_member_of_an_object_is_not_what_its_bare_name_means() -> None:
    of = graph(
        "main.ts\n  constant langs\n  parser\n    langs", "main.ts#parser.langs references main.ts#parser.langs 6:2"
    )
    rows = [of.node(number) for number in of.nodes()]
    rows[3] = rows[3]._replace(signature="langs: (x) =>")
    view = MemoryView(rows, of.outgoing(3))
    found = verdicts(view, {"main.ts": "#!/usr/bin/env node\n\n\n\n\n  langs\n"})
    assert found["langs"] == "unknown: its name stands in main.ts:6"


def test_a_name_in_its_own_body_does_not_name_it() -> None:
    view = graph("main.py\n  unused\n    local")
    assert verdicts(view, {"main.py": "def unused():\n    print('unused')\n" + PROGRAM})["unused"].startswith("dead")


@pytest.mark.parametrize(
    "text",
    [
        'getattr(self, "visit_" + name)',
        'getattr(self, f"visit_{name}")',
        "getattr(x, 'visit_%s' % y)",
        "startswith('visit_')",
    ],
)
def test_names_are_put_together(text: str) -> None:
    view = graph("main.py\n  class Walk\n    method visit_node\n    method _spare", "main.py calls main.py#Walk")
    found = verdicts(view, {"lib.py": text})
    assert found["Walk.visit_node"] == "unknown: names with 'visit_' in them are put together in lib.py:1"
    assert found["Walk._spare"].startswith("dead")


def test_an_object_that_looks_up_its_own_members() -> None:
    nodes = "main.py\n  class Base\n    method run\n  class Walk\n    method _spare\n  class Other\n    method _rest"
    edges = """
        main.py calls main.py#Base.run
        main.py calls main.py#Walk
        main.py calls main.py#Other
        main.py#Walk inherits main.py#Base
        """
    text = "class Base:\n    def run(self): getattr(self, self.name)\n"
    found = verdicts(graph(nodes, edges), {"main.py": text + PROGRAM})
    assert found["Walk._spare"] == "unknown: Base looks up members by names it computes in main.py:2"
    assert found["Other._rest"].startswith("dead")


def test_a_file_that_looks_up_its_own_names() -> None:
    found = verdicts(graph("main.py\n  spare"), {"main.py": PROGRAM + "globals()[x]()\n"})
    assert found["spare"] == "unknown: names of its file are computed in main.py:3"


def test_a_mention_of_a_member_says_nothing_of_a_class_that_nobody_names() -> None:
    view = graph("main.py\n  class Shop\n    method sell")
    assert verdicts(view, {"conf.yml": "run: sell"}) == {"Shop": "dead: nothing makes or names it"}


def test_a_place_is_resolved_where_the_last_name_of_its_expression_stands() -> None:
    view = graph(
        "main.py\nother.py\n  TABLE\n  caller",
        "main.py imports other.py\nother.py#caller references other.py#TABLE 2:10",
    )
    text = {"other.py": "TABLE = {}\n    TABLE.get(name)\n"}
    assert verdicts(view, text)["TABLE"] == "dead: used only by dead code: caller"
