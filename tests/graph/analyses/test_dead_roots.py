"""What runs unasked, and who may use what a package offers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ploke.graph.analyses.dead_code.surroundings import Surroundings
from ploke.graph.entry_points.manifest import EntryPoint, Package
from ploke.model.graph_reports import Users
from tests.graph.analyses.judging import verdicts
from tests.graph.graphs import graph


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
        "upgrade": "unknown: nothing that is known to be used loads tasks.py, which offers it",
        "_step": "unknown: used by upgrade, of which it is not known whether it is used",
        "_spare": "dead: nothing refers to it",
    }


def test_a_package_is_loaded_with_its_modules() -> None:
    view = graph(
        "main.py\nshop/__init__.py\n  _setup\nshop/till.py\n  open",
        "main.py imports shop/till.py#open\nshop/__init__.py calls shop/__init__.py#_setup",
    )
    assert verdicts(view)["_setup"] == "live: used by shop/__init__.py"


def test_what_a_compiler_of_jsx_reads_is_live() -> None:
    view = graph(
        "jsx.ts\n  namespace JSX\n    interface IntrinsicElements\n    interface Spare\nmain.py",
        "main.py imports jsx.ts",
    )
    found = verdicts(view)
    assert found["JSX.IntrinsicElements"] == "live: a tool finds it by its name"
    assert found["JSX.Spare"].startswith("dead")
