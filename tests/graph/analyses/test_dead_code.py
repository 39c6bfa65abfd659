"""Dead code: each case is a small graph and what is said of its definitions."""

from __future__ import annotations

import pytest

from ploke.graph.analyses.dead_code.find import find_dead_code
from ploke.graph.analyses.dead_code.surroundings import Surroundings
from ploke.graph.memory_view import MemoryView
from tests.graph.analyses.judging import verdicts
from tests.graph.graphs import graph


def test_what_a_program_calls_is_live_and_what_nothing_refers_to_is_dead() -> None:
    view = graph("main.py\n  used\n  inner\n  unused", "main.py calls main.py#used\nmain.py#used calls main.py#inner")
    assert verdicts(view) == {
        "used": "live: used by main.py",
        "inner": "live: used by used",
        "unused": "dead: nothing refers to it",
    }


def test_what_only_dead_code_uses_is_dead_even_round_in_circles() -> None:
    view = graph("main.py\n  ping\n  pong", "main.py#ping calls main.py#pong\nmain.py#pong calls main.py#ping")
    assert verdicts(view) == {
        "ping": "dead: used only by dead code: pong",
        "pong": "dead: used only by dead code: ping",
    }


def test_calling_itself_uses_nothing() -> None:
    view = graph("main.py\n  loop", "main.py#loop calls main.py#loop")
    assert verdicts(view) == {"loop": "dead: nothing refers to it"}


def test_fields_properties_locals_and_what_is_announced_are_not_listed() -> None:
    view = graph(
        """
        main.py
          outer
            local
            class Local
          variable logger
          constant LIMIT
          type_alias Names
          class Shop
            field till
            property open
            constant SIZE
            method sell [abstract]
        """
    )
    assert set(verdicts(view)) == {"outer", "LIMIT", "Shop"}


def test_longest_come_first() -> None:
    view = graph("main.py\n  short\n  class Long\n    method a\n    method b")
    assert list(verdicts(view)) == ["Long", "short"]


@pytest.mark.parametrize(
    ("language", "state"), [("go", "unknown: util_unix.go has one of its name that is used"), ("java", "dead")]
)
def test_files_for_different_systems_define_the_same(language: str, state: str) -> None:
    view = graph(
        f"util_unix.{language}\n  open\nutil_windows.{language}\n  open\nmain.{language}\n  main",
        f"main.{language}#main calls util_unix.{language}#open",
    )
    dead = next(each for each in find_dead_code(view, Surroundings()) if each.node.path.startswith("util_windows"))
    assert f"{dead.use}: {dead.reason}".startswith(state)


def test_what_follows_from_the_unknown_is_unknown() -> None:
    view = graph("main.py\n  named\n  _deep", "main.py#named calls main.py#_deep")
    assert verdicts(view, {"conf.yml": "run: named"})["_deep"] == (
        "unknown: used by named, of which it is not known whether it is used"
    )


def test_members_of_an_unknown_class_may_be_called_by_who_uses_it() -> None:
    view = graph("main.py\n  class Shop\n    method sell\n    method _count")
    found = verdicts(view, {"conf.yml": "run: main.Shop"})
    assert found["Shop.sell"] == "unknown: who is handed an object of Shop may call it"
    assert found["Shop._count"] == "dead: nothing refers to it"


def test_functions_that_are_values_are_handed_on() -> None:
    nodes = "main.ts\n  top -> ()\n  method zod -> ()\n  cb [expression]\n  e [exported] -> ()"
    of = graph(nodes)
    rows = [of.node(number) for number in of.nodes()]
    rows[1] = rows[1]._replace(signature="async function top()")
    found = verdicts(MemoryView(rows), {"main.ts": "#!/usr/bin/env node\n"})
    assert set(found) == {"top", "e"}


def test_constants_that_count_are_no_candidates() -> None:
    of = graph("main.go\n  constant Red\n  constant Green\n  constant Blue")
    rows = [of.node(number) for number in of.nodes()]
    for place, signature in enumerate(("Red Colour = iota", "Green", "Blue = 7"), 1):
        rows[place] = rows[place]._replace(signature=signature, name=f"c{place}", qualified=f"c{place}")
    assert [verdict.node.name for verdict in find_dead_code(MemoryView(rows), Surroundings())] == ["c3"]


def test_forms_of_one_name_stand_for_each_other() -> None:
    view = graph("main.py\n  load\n  load", "main.py calls main.py#load@2")
    assert verdicts(view) == {"load": "live: stands for main.py#load@2", "load@2": "live: used by main.py"}


def test_implementations_come_with_their_type() -> None:
    nodes = """
        lib.rs
          main
          struct Till
          implementation Till
            method open
          struct Idle
          implementation Idle
            method shut
        """
    found = verdicts(graph(nodes, "lib.rs#main types lib.rs#Till"))
    assert found["Till"] == "live: used by main"
    assert found["Till.open"] == "dead: nothing refers to it"
    assert found["Idle"] == "dead: nothing makes or names it"
    assert found["Idle.shut"] == "dead: Idle is dead"


def test_methods_of_a_trait_of_others_are_called_by_others() -> None:
    nodes = "lib.rs\n  main\n  struct Till\n  implementation Till [trait]\n    method drop"
    edges = "lib.rs#main types lib.rs#Till\nlib.rs#Till@2 implements core:core.ops.Drop"
    found = verdicts(graph(nodes, edges))
    assert found["Till.drop"] == "unknown: it may override a member of core.ops.Drop, which lies outside"
