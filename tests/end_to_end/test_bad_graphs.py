"""Code that refers to itself in circles, is there twice, or has broken settings: all else is resolved."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.end_to_end.driving import Place, check_sentence

CIRCLES = {
    "bases.py": """
        class A(B): ...
        class B(A):
            def go(self): return self.go()
        class Own(Own): ...
        class Many(A, B, Own, Many):
            def go(self): return super().go()
        def fine(): return 1
        def uses(): return fine()
        """,
    "bases.ts": """
        class A extends B { a() { return this.b() } }
        class B extends A { b() { return super.a() } }
        class Own extends Own { go() { return this.go() } }
        interface I extends J {}
        interface J extends I { x(): void }
        type T = T | U
        type U = T[]
        export function fine() { return 1 }
        export function uses(j: J) { j.x(); return fine() }
        """,
    "Bases.java": """
        class A extends B { int x() { return y(); } }
        class B extends A { int y() { return x(); } }
        interface I extends J {}
        interface J extends I {}
        class Bases { static int fine() { return 1; } int uses() { return fine(); } }
        """,
    "bases.cpp": """
        struct B;
        struct A : B { int x() { return y(); } };
        struct B : A { int y() { return x(); } };
        template <class T> struct Own : Own<Own<T>> { void go() { this->go(); } };
        int fine() { return 1; }
        int uses() { return fine(); }
        #include "bases.cpp"
        """,
    "bases.go": """
        package bases
        type A struct { B }
        type B struct { A }
        type I interface { J }
        type J interface { I }
        type T T
        func (a A) x() int { return a.y() }
        func (b B) y() int { return b.x() }
        func fine() int { return 1 }
        func uses() int { return fine() }
        """,
    "bases.rs": """
        mod bases;
        use self::x as y;
        use self::y as x;
        pub use crate::bases::*;
        trait A: B { fn a(&self) { self.b() } }
        trait B: A { fn b(&self) { self.a() } }
        type T = T;
        fn fine() -> i32 { 1 }
        fn uses() -> i32 { fine() }
        """,
}
IMPORTS = {
    "a.py": "from b import *\nfrom a import *\nimport b\n__all__ = b.__all__ + ['z']\n",
    "b.py": "from a import *\nfrom ....... import nowhere\nfrom . import b\n__all__ = a.__all__\n",
    "c.js": "export * from './d'\nexport { default } from './d'\nimport { q } from './c'\nexport { q as q }\n",
    "d.js": "export * from './c'\nexport { default } from './c'\n",
    "user.py": "import a\nfrom b import z\ndef fine(): return 1\ndef uses(): return fine()\na.z()\nz()\n",
    "user.js": "import { q } from './d'\nfunction fine() { return q() }\nfunction uses() { return fine() }\n",
}
TWICE = {
    "one.py": "def fine(): return 1\ndef fine(): return 2\ndef uses(): return fine()\n",
    "main.py": "from pkg.m import fine\ndef uses(): return fine()\n",
    "pkg/m.py": "def fine(): return 'root'\n",
    "src/main.py": "from pkg.m import fine\ndef uses(): return fine()\n",
    "src/pkg/m.py": "def fine(): return 'src'\n",
    "A.java": "class A { static int fine() { return 1; } int uses() { return fine(); } }\nclass A { int x; }\n",
    "other/A.java": "class A { static int fine() { return 1; } int uses() { return fine(); } }\n",
    "one/z.ts": "export const fine = () => 1\n",
    "two/z.ts": "export const fine = () => 2\n",
    "use.ts": "import { fine } from '@/z'\nfunction uses() { return fine() }\n",
    "tsconfig.json": '{"extends": "./tsconfig.json", "compilerOptions": {"paths": {"@/*": ["./one/*", "./two/*"]}}}\n',
}
WRONG_SETTINGS = {
    "use.py": "def fine(): return 1\ndef uses(): return fine()\n",
    "Cargo.toml": '[package]\nname = 3\n[workspace]\nmembers = ["*", "../.."]\n',
    "go.mod": "module x\nreplace x => ./\n",
    "pyproject.toml": "[project]\nname = 3\n[project.scripts]\na = 1\n[tool.setuptools]\npackages = 7\n",
    "package.json": '{"name": [], "main": {}, "exports": 3, "workspaces": {"a": 1}, "imports": [1]}\n',
    "compile_commands.json": '[{"file": 3}, 1]\n',
    "tsconfig.json": '{"extends": ["./tsconfig.json", 3], "references": 1, "compilerOptions": []}\n',
}
FOLDERS = {"circles": CIRCLES, "imports": IMPORTS, "twice": TWICE, "settings": WRONG_SETTINGS}
QUESTIONS = (
    "graph stats",
    "graph dead-code --application --state all",
    "graph hotspots",
    "graph communities",
    "graph unresolved",
    "graph edges --external",
    "graph show circles/bases.py#A",
    "graph callers circles/bases.py#B.go --depth 0",
    "graph impact circles/bases.rs#A::a --depth 0",
    "graph export --format html",
    "map --tokens 500",
    "verify",
)
"""What must be answered, with whatever exit code says yes or nothing."""


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """All of it in one tree, indexed."""
    place = Place(tmp_path_factory.mktemp("bad") / "tree")
    place.write({f"{folder}/{path}": dedent(text) for folder, files in FOLDERS.items() for path, text in files.items()})
    place.index()
    return place


def test_all_else_is_resolved(bad: Place) -> None:
    calls = bad.ploke("graph", "edges", "--kind", "calls", "--json").records
    found = {row["src_path"] for row in calls if row["src"].endswith("uses") and row["dst"].endswith("fine")}
    wanted = {f"{folder}/{path}" for folder, files in FOLDERS.items() for path in files if "uses" in files[path]}
    assert found == wanted
    pairs = {(row["src_path"], row["dst_path"]) for row in calls if row["src_path"].startswith("twice/")}
    assert ("twice/main.py", "twice/pkg/m.py") in pairs and ("twice/src/main.py", "twice/src/pkg/m.py") in pairs


def test_circles_of_imports_are_told(bad: Place) -> None:
    cycles = bad.ploke("graph", "cycles", "--level", "file", "--json").records
    assert [cycle["members"] for cycle in cycles] == [
        ["imports/a.py", "imports/b.py"],
        ["imports/c.js", "imports/d.js"],
    ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_answered(bad: Place, question: str) -> None:
    ran = bad.ploke(*question.split())
    assert ran.code in (0, 1) and ran.out and "Traceback" not in ran.err, ran


def test_a_file_of_50_000_symbols(place: Place) -> None:
    many = 50_000
    calls = "".join(f"def f{number}(): return f{number - 1}()\n" for number in range(1, many))
    place.write({"many.py": f"def f0(): return 0\n{calls}", "user.py": "from many import f49999\nf49999()\n"})
    place.index()
    (stats,) = place.ploke("graph", "stats", "--json").records
    assert (stats["symbols"], stats["edges"]["calls"], stats["unresolved"]) == (many, {"exact": many}, {})
    (answer,) = place.ploke("graph", "impact", "f0", "--depth", "0", "--limit", "1", "--json", "--no-sync").records
    assert answer["total"] == many


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ("graph show nothing", 2, "Nothing in the index is called nothing."),
        ("graph show a.py:0", 2, "a.py has no line 0. It has 2."),
        ("graph show /etc/passwd", 2, "/etc/passwd is not in "),
        ("graph show a.py#g", 2, "There is no symbol g in a.py."),
        ("graph show ..", 2, "The symbol's name is empty."),
        ("graph impact a.py --depth -1", 2, "'-1' is not a whole number from 0 up."),
        ("graph impact a.py --limit 0", 2, "'0' is not a whole number from 1 up."),
        ("graph impact --diff HEAD", 7, "not a git repository"),
        ("graph path a.py", 2, "A way has two ends."),
        ("graph definition binary.dat:1:1", 2, "binary.dat is not in the index."),
        ("graph definition a.py:1:999", 2, "There is no name at a.py:1:999."),
        ("graph edges --kind knows", 2, "There is no kind of edge 'knows'."),
        ("graph export --output no/such/folder.json", 6, "No such file or directory"),
        ("map --tokens 0", 2, "'0' is not a whole number from 1 up."),
        ("map --focus nothing.py", 2, "Nothing in the index is called nothing.py."),
        ("verify --repo binary.dat", 2, "binary.dat is not a directory."),
        ("index --scip a.py", 2, "a.py is no SCIP file."),
    ],
)
def test_absurd_arguments(small: Place, arguments: str, code: int, says: str) -> None:
    check_sentence(small.ploke(*arguments.split()), code, says)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Two files, one of which is no text, without git."""
    place = Place(tmp_path_factory.mktemp("small") / "tree")
    place.write({"a.py": "def f(): return 1\nf()\n", "binary.dat": b"\0\1\2"})
    place.index()
    return place


@pytest.mark.parametrize("question", ["graph stats", "graph cycles", "graph export", "verify"])
def test_an_empty_repository_has_an_answer(place: Place, question: str) -> None:
    ran = place.ploke(*question.split())
    assert ran.code == 0 and ran.out and "Traceback" not in ran.err, ran
