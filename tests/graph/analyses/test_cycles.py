"""Import cycles, and when the imports in them are carried out."""

from __future__ import annotations

from textwrap import dedent

from ploke.graph.analyses.cycles import find_cycles
from ploke.graph.memory_view import MemoryView
from ploke.model.graph_reports import Cycle, CycleLevel
from tests.graph.graphs import graph


def told(
    view: MemoryView, texts: dict[str, str] | None = None, levels: tuple[CycleLevel, ...] = (CycleLevel.FILE,)
) -> list[str]:
    texts = texts or {}
    return [line(cycle) for cycle in find_cycles(view, lambda path: dedent(texts.get(path, "")).splitlines(), levels)]


def line(cycle: Cycle) -> str:
    steps = " ".join(f"{step.path}:{step.line}({step.time.name.lower()})>{step.target}" for step in cycle.shortest)
    return f"{'lasting' if cycle.lasting else 'passing'} {','.join(cycle.members)}: {steps}"


def test_no_imports_no_cycles() -> None:
    assert told(graph("a.py\nb.py", "a.py imports b.py 1:7")) == []


def test_a_cycle_of_two_files_with_the_places_of_its_imports() -> None:
    view = graph("a.py\nb.py\n  f", "a.py imports b.py#f 3:14\nb.py imports a.py 7:7")
    assert told(view) == ["lasting a.py,b.py: a.py:3(loading)>b.py b.py:7(loading)>a.py"]


def test_of_a_large_component_a_shortest_way_round_is_shown() -> None:
    view = graph(
        "a.py\nb.py\nc.py\nd.py",
        """
        a.py imports b.py 1:0
        b.py imports c.py 1:0
        c.py imports d.py 1:0
        d.py imports a.py 1:0
        c.py imports b.py 2:0
        """,
    )
    assert told(view) == ["lasting a.py,b.py,c.py,d.py: b.py:1(loading)>c.py c.py:2(loading)>b.py"]


def test_an_import_inside_of_a_function_does_not_last() -> None:
    view = graph("a.py\n  late\nb.py", "a.py#late imports b.py 2:4\nb.py imports a.py 1:0")
    assert told(view) == ["passing a.py,b.py: a.py:2(called)>b.py b.py:1(loading)>a.py"]


def test_an_import_in_the_body_of_a_class_is_carried_out_while_its_file_loads() -> None:
    view = graph("a.py\n  class A\nb.py", "a.py#A imports b.py 2:4\nb.py imports a.py 1:0")
    assert told(view)[0].startswith("lasting")


def test_an_import_for_type_checkers_is_never_carried_out() -> None:
    source = """
        import typing
        if typing.TYPE_CHECKING:
            from b import (
                B,
            )
        """
    view = graph("a.py\nb.py\n  class B", "a.py imports b.py#B 5:8\nb.py imports a.py 1:0")
    assert told(view, {"a.py": source}) == ["passing a.py,b.py: a.py:5(types)>b.py b.py:1(loading)>a.py"]


def test_the_other_branch_of_type_checking_is_carried_out() -> None:
    source = """
        if TYPE_CHECKING:
            B = object
        else:
            from b import B
        """
    view = graph("a.py\nb.py\n  class B", "a.py imports b.py#B 5:18\nb.py imports a.py 1:0")
    assert told(view, {"a.py": source})[0].startswith("lasting")


def test_type_imports_of_typescript() -> None:
    sources = {
        "a.ts": "\nimport type {\n  B,\n} from './b'\n",
        "b.ts": "import { type A, type A2 } from './a'\n",
        "c.ts": "import { type D, d } from './d'\n",
    }
    edges = """
        a.ts imports b.ts#B 3:2
        b.ts imports a.ts#A 1:14
        c.ts imports d.ts#D 1:14
        d.ts imports c.ts 1:0
        """
    view = graph("a.ts\n  class A\nb.ts\n  class B\nc.ts\nd.ts\n  class D", edges)
    assert told(view, sources) == [
        "lasting c.ts,d.ts: c.ts:1(loading)>d.ts d.ts:1(loading)>c.ts",
        "passing a.ts,b.ts: a.ts:3(types)>b.ts b.ts:1(types)>a.ts",
    ]


def test_of_two_imports_the_one_that_binds_more_closely_is_shown() -> None:
    view = graph("a.py\n  late\nb.py", "a.py#late imports b.py 1:4\na.py imports b.py 9:0\nb.py imports a.py 1:0")
    assert told(view) == ["lasting a.py,b.py: a.py:9(loading)>b.py b.py:1(loading)>a.py"]


def test_a_compiler_runs_nothing() -> None:
    view = graph("a.rs\nb.rs", "a.rs imports b.rs 1:0\nb.rs imports a.rs 1:0")
    assert told(view) == ["lasting a.rs,b.rs: a.rs:1(compiling)>b.rs b.rs:1(compiling)>a.rs"]


def test_folders_form_cycles_where_their_files_do_not() -> None:
    view = graph(
        "shop/a.py\nshop/b.py\ntill/a.py\ntill/b.py\nmain.py",
        "shop/a.py imports till/a.py 2:0\ntill/b.py imports shop/b.py 4:0\nmain.py imports shop/a.py 1:0",
    )
    assert told(view) == []
    assert told(view, levels=(CycleLevel.PACKAGE,)) == [
        "lasting shop,till: shop/a.py:2(loading)>till till/b.py:4(loading)>shop"
    ]


def test_larger_components_come_first() -> None:
    names = ["a", "b", "x", "y", "z"]
    edges = ["a b", "b a", "x y", "y z", "z x"]
    view = graph(
        "\n".join(f"{name}.py" for name in names),
        "\n".join("{}.py imports {}.py 1:0".format(*edge.split()) for edge in edges),
    )
    assert [cycle.members[0] for cycle in find_cycles(view, lambda path: [], (CycleLevel.FILE,))] == ["x.py", "a.py"]


def test_what_tests_import_binds_no_folders() -> None:
    nodes = "shop/till.py\nshop/basket/add.py\nshop/basket/test_add.py"
    edges = "shop/till.py imports shop/basket/add.py 1:0\nshop/basket/{} imports shop/till.py 1:0"
    levels = (CycleLevel.PACKAGE,)
    assert told(graph(nodes, edges.format("test_add.py")), levels=levels) == []
    (found,) = told(graph(nodes, edges.format("add.py")), levels=levels)
    assert found.startswith("lasting shop,shop/basket:")
