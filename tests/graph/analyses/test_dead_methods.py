"""Which methods are in use: of classes in use, what is called, overridden, or called by others."""

from __future__ import annotations

from tests.graph.analyses.judging import PROGRAM, verdicts
from tests.graph.graphs import graph

SHOP = """
    main.py
      class Shop
        constructor __init__
        method sell
        method __len__
        method _count
    """


def test_a_method_of_a_class_in_use_is_dead_when_nothing_calls_it() -> None:
    view = graph(SHOP, "main.py calls main.py#Shop.__init__\nmain.py calls main.py#Shop.sell\n")
    assert verdicts(view) == {
        "Shop": "live: its member __init__ is used",
        "Shop.sell": "live: used by main.py",
        "Shop.__len__": "live: used with Shop",
        "Shop._count": "dead: nothing refers to it",
    }


def test_of_a_dead_class_its_members_are_not_listed() -> None:
    assert verdicts(graph(SHOP)) == {"Shop": "dead: nothing makes or names it"}


def test_a_method_called_through_its_base_needs_its_class_to_be_made() -> None:
    nodes = """
        main.py
          class Base
            method run [abstract]
          class Made
            method run
          class Idle
            method run
        """
    edges = """
        main.py calls main.py#Base.run
        main.py calls main.py#Made
        main.py#Made inherits main.py#Base
        main.py#Idle inherits main.py#Base
        main.py#Made.run overrides main.py#Base.run
        main.py#Idle.run overrides main.py#Base.run
        """
    assert verdicts(graph(nodes, edges)) == {
        "Base": "live: its member run is used",
        "Made": "live: used by main.py",
        "Made.run": "live: overrides Base.run",
        "Idle": "dead: nothing makes or names it",
    }


def test_what_a_method_in_use_overrides_is_not_called_dead() -> None:
    nodes = "main.py\n  class Base\n    method run\n  class Shop\n    method run"
    edges = """
        main.py calls main.py#Shop.run
        main.py#Shop inherits main.py#Base
        main.py#Shop.run overrides main.py#Base.run
        """
    assert verdicts(graph(nodes, edges))["Base.run"] == "unknown: Shop.run, which overrides it, is in use"


def test_a_mixin_overrides_where_both_are_inherited() -> None:
    nodes = """
        main.py
          class Base
            method run
            method combine
          class Mixin
            method combine
          class Both
        """
    edges = """
        main.py calls main.py#Base.run
        main.py#Base.run calls main.py#Base.combine
        main.py calls main.py#Both
        main.py#Both inherits main.py#Mixin
        main.py#Both inherits main.py#Base
        """
    found = verdicts(graph(nodes, edges))
    assert found["Mixin.combine"] == "live: stands for Base.combine where both are inherited"
    outside = edges.replace("main.py#Both inherits main.py#Base\n", "main.py#Both inherits lib:Base\n")
    assert verdicts(graph(nodes, outside))["Mixin.combine"] == (
        "unknown: it may override a member of Base, which lies outside"
    )


def test_a_method_of_a_class_with_an_outside_base_may_override() -> None:
    nodes = "main.py\n  class Shop\n    method sell\n    method _step\n    method __own\n  class Inner\n    method deep"
    edges = """
        main.py calls main.py#Shop
        main.py calls main.py#Inner
        main.py#Shop inherits threading:threading.Thread
        main.py#Inner inherits main.py#Shop
        """
    found = verdicts(graph(nodes.replace("method _step", "method step"), edges))
    assert found["Shop.sell"] == "unknown: it may override a member of threading.Thread, which lies outside"
    assert found["Inner.deep"] == "unknown: it may override a member of threading.Thread, which lies outside"
    assert found["Shop.__own"] == "dead: nothing refers to it"


def test_a_base_that_was_not_found_counts_as_outside() -> None:
    view = graph(
        "main.py\n  class Shop\n    method sell",
        "main.py calls main.py#Shop",
        "main.py#Shop inherits lib.Thing UNKNOWN_NAME",
    )
    assert verdicts(view)["Shop.sell"] == "unknown: it may override a member of lib.Thing, which lies outside"


def test_some_outside_bases_call_nothing_back() -> None:
    edges = "main.py calls main.py#Shop\nmain.py#Shop inherits enum:enum.Enum"
    found = verdicts(graph("main.py\n  class Shop\n    method _sell", edges))
    assert found["Shop._sell"] == "dead: nothing refers to it"


def test_an_outside_base_may_list_the_classes_that_derive_from_it() -> None:
    view = graph("main.py\n  class Article", "main.py#Article inherits django:django.db.models.Model")
    said = "unknown: its base django.db.models.Model lies outside and may list what derives from it"
    assert verdicts(view) == {"Article": said}


def test_a_base_of_the_repository_may_list_them_too() -> None:
    text = "class Plugin:\n    def all(cls): return cls.__subclasses__()\n"
    nodes = "main.py\n  class Plugin\n    method all\n  class Audio"
    edges = "main.py calls main.py#Plugin.all\nmain.py#Audio inherits main.py#Plugin"
    assert verdicts(graph(nodes, edges), {"main.py": PROGRAM + text})["Audio"].startswith("dead")
    assert (
        verdicts(graph(nodes, edges), {"main.py": text + PROGRAM})["Audio"]
        == "unknown: what derives from Plugin is listed in main.py:2"
    )


def test_libraries_call_members_of_objects_they_are_handed() -> None:
    view = graph("main.py\n  class Tee\n    method write\n    method spare", "main.py calls main.py#Tee")
    found = verdicts(view)
    assert found["Tee.write"] == "unknown: libraries call members of this name on objects they are handed"
    assert found["Tee.spare"] == "unknown: who is handed an object of Tee may call it"


def test_structural_types_satisfy_interfaces_by_name() -> None:
    nodes = """
        main.go
          main
          interface Opener
            method Open [abstract]
          struct till
            method open
            method Open
            method Shut
        """
    edges = "main.go#main types main.go#till"
    found = verdicts(graph(nodes, edges))
    assert found["till.Open"] == "unknown: Opener.Open may mean it"
    assert found["till.Shut"] == "unknown: it may satisfy an interface of another package"
    assert found["till.open"] == "dead: nothing refers to it"
