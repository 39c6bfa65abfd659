"""Dead code: each case is a small graph and what is said of its definitions."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from ploke.graph.analyses.dead_code.find import find_dead_code
from ploke.graph.analyses.dead_code.surroundings import Surroundings
from ploke.graph.entry_points.manifest import EntryPoint, Package
from ploke.graph.memory_view import MemoryView
from ploke.model.graph_reports import Users
from tests.graph.graphs import graph

PROGRAM = "if __name__ == '__main__':\n    main()\n"


def verdicts(
    view: MemoryView, texts: dict[str, str] | None = None, around: Surroundings | None = None
) -> dict[str, str]:
    """State and reason of each definition that is judged, by its name; ``main.py`` is a program."""
    files = {path: dedent(text).encode() for path, text in {"main.py": PROGRAM, **(texts or {})}.items()}
    around = replace(around or Surroundings(), texts=lambda: sorted(files.items()))
    return {
        verdict.node.id.partition("#")[2]: f"{verdict.use}: {verdict.reason}"
        for verdict in find_dead_code(view, around)
    }


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


# Methods


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


# What runs unasked


def test_tests_use_what_they_call_and_say_so() -> None:
    view = graph(
        "main.py\n  helper\ntests/test_main.py\n  test_helper\n  make",
        "tests/test_main.py#test_helper calls main.py#helper",
    )
    assert verdicts(view) == {"helper": "live: used by test_helper; tests alone lead to it"}


@pytest.mark.parametrize(
    ("decorator", "said"),
    [
        ("app.route()", "live: registered by its decorator app.route"),
        ("functools.lru_cache()", "dead: nothing refers to it"),
        ("mystery", "unknown: its decorator mystery may hand it to somebody"),
    ],
)
def test_decorators(decorator: str, said: str) -> None:
    assert verdicts(graph(f"main.py\n  @{decorator} page"))["page"] == said


def test_a_decorated_member_keeps_its_class() -> None:
    view = graph("main.py\n  class Pages\n    method @mystery index")
    said = "unknown: the decorator mystery of its member index may hand that to somebody"
    assert verdicts(view)["Pages"] == said


@pytest.mark.parametrize(("name", "state"), [("getTill", "unknown"), ("isOpen", "unknown"), ("issue", "dead")])
def test_properties_of_beans_are_called_by_reflection(name: str, state: str) -> None:
    view = graph(f"Shop.java\n  class Shop\n    method main\n    method {name}")
    assert verdicts(view)[f"Shop.{name}"].startswith(state)


def test_entry_points_of_manifests() -> None:
    view = graph("shop/cli.py\n  run\n  spare", "shop/cli.py#run calls shop/cli.py#run")
    around = Surroundings(
        entry_points=(EntryPoint("shop/cli.py", "run", False, "entry point shop.cli:run of pyproject.toml"),)
    )
    assert verdicts(view, around=around) == {
        "run": "live: entry point shop.cli:run of pyproject.toml",
        "spare": "dead: nothing refers to it",
    }


def test_what_an_entry_point_offers_on_is_live() -> None:
    nodes = "index.ts\nsrc/a.ts\n  open\n  _shut\nsrc/b.ts\n  other"
    around = Surroundings(entry_points=(EntryPoint("index.ts", "", True, "main of package.json"),))
    found = verdicts(graph(nodes, "index.ts imports src/a.ts\nindex.ts imports src/b.ts#other"), around=around)
    assert found == {
        "open": "live: offered by main of package.json",
        "_shut": "dead: nothing refers to it",
        "other": "live: used by index.ts",
    }


@pytest.mark.parametrize("kept", ["load", "Plugin.load", "main.py#Plugin.*", "*#Plugin.load", "lo*"])
def test_the_settings_may_name_what_is_used(kept: str) -> None:
    view = graph("main.py\n  class Plugin\n    method load\n    method spare")
    found = verdicts(view, around=Surroundings(kept=(kept,)))
    assert found["Plugin.load"] == f"live: named in the settings as {kept}"


def test_main_functions() -> None:
    view = graph("tool.go\n  main\n  init\n  spare\nShop.java\n  class Shop\n    method main\n    method spare2")
    found = verdicts(view)
    assert found["main"] == "live: a main function"
    assert found["init"] == "live: used with tool.go"
    assert found["spare"] == "dead: nothing refers to it"
    assert found["Shop.main"] == "live: a main function"
    assert found["Shop.spare2"] == "dead: nothing refers to it"


def test_a_language_of_which_too_little_is_known_has_no_dead_code() -> None:
    view = graph("notes.tcl\n  chapter")
    assert verdicts(view) == {"chapter": "unknown: too little is known of how text uses definitions"}


# Who may import


def test_of_a_package_that_others_may_import_what_is_public_is_unknown() -> None:
    view = graph("main.py\n  offered\n  _own\n_inner.py\n  deep", "main.py imports _inner.py")
    around = Surroundings(packages=(Package("", frozenset({"python"}), True, "pyproject.toml"),))
    assert verdicts(view, around=around) == {
        "offered": "unknown: public in the package of pyproject.toml, which others may import",
        "_own": "dead: nothing refers to it",
        "deep": "dead: nothing refers to it",
    }
    assert verdicts(view, around=replace(around, users=Users.OTHERS))["offered"] == "live: public in a library"
    assert verdicts(view, around=replace(around, users=Users.NOBODY))["offered"] == "dead: nothing refers to it"


def test_what_a_file_offers_that_nothing_loads_is_unknown() -> None:
    view = graph("tasks.py\n  upgrade\n  _step\n  _spare", "tasks.py#upgrade calls tasks.py#_step")
    assert verdicts(view) == {
        "upgrade": "unknown: nothing is known to load tasks.py, which offers it",
        "_step": "unknown: used by upgrade, of which it is not known whether it is used",
        "_spare": "dead: nothing refers to it",
    }


def test_a_package_is_loaded_with_its_modules() -> None:
    view = graph(
        "main.py\nshop/__init__.py\n  _setup\nshop/till.py\n  open",
        "main.py imports shop/till.py#open\nshop/__init__.py calls shop/__init__.py#_setup",
    )
    assert verdicts(view)["_setup"] == "live: used by shop/__init__.py"


# What texts say


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


def test_what_follows_from_the_unknown_is_unknown() -> None:
    view = graph("main.py\n  named\n  _deep", "main.py#named calls main.py#_deep")
    assert verdicts(view, {"conf.yml": "run: named"})["_deep"] == (
        "unknown: used by named, of which it is not known whether it is used"
    )


def test_a_mention_of_a_member_says_nothing_of_a_class_that_nobody_names() -> None:
    view = graph("main.py\n  class Shop\n    method sell")
    assert verdicts(view, {"conf.yml": "run: sell"}) == {"Shop": "dead: nothing makes or names it"}


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


# Definitions that belong together


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
