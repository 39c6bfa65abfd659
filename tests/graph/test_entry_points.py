"""What manifests say of how code is entered."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest

from ploke.graph.entry_points import is_entry_manifest, read_manifest
from ploke.graph.entry_points.manifest import Files, Manifest


def read(path: str, text: str, *files: str) -> Manifest:
    return read_manifest(path, dedent(text), Files(files))


def points(manifest: Manifest) -> list[str]:
    return [f"{point.path}#{point.symbol}{' offers' if point.offers else ''}" for point in manifest.entry_points]


def test_scripts_and_plugins_of_pyproject() -> None:
    text = """
        [build-system]
        requires = []
        [project]
        name = "shop"
        [project.scripts]
        shop = "shop.cli:main"
        [project.entry-points."shop.plugins"]
        audio = "shop.audio"
        [tool.poetry.scripts]
        other = "shop.cli:Other.run [extra]"
        """
    manifest = read("pyproject.toml", text, "src/shop/cli.py", "src/shop/audio/__init__.py", "tests/cli.py")
    assert points(manifest) == [
        "src/shop/cli.py#main",
        "src/shop/audio/__init__.py# offers",
        "src/shop/cli.py#Other.run",
    ]
    assert manifest.entry_points[0].what == "entry point shop.cli:main of pyproject.toml"
    assert [package.open for package in manifest.packages] == [True]


def test_a_project_that_builds_nothing_is_no_package() -> None:
    assert read("pyproject.toml", "[project]\nname = 'shop'\n").packages == ()
    assert read("pyproject.toml", "[build-system]\n[tool.poetry]\npackage-mode = false\n").packages == ()


def test_entry_points_lie_below_their_manifest() -> None:
    text = "[project.scripts]\nshop = 'cli:main'\n"
    assert points(read("b/pyproject.toml", text, "a/cli.py", "b/src/cli.py")) == ["b/src/cli.py#main"]


def test_setup_cfg() -> None:
    text = """
        [metadata]
        name = shop
        [options.entry_points]
        console_scripts =
            shop = shop.cli:main
            till = shop.till:open
        """
    manifest = read("setup.cfg", text, "shop/cli.py", "shop/till.py")
    assert points(manifest) == ["shop/cli.py#main", "shop/till.py#open"]
    assert len(manifest.packages) == 1


def test_setup_py_is_read_and_not_run() -> None:
    text = """
        from setuptools import setup
        setup(entry_points={'console_scripts': ['shop = shop.cli:main', "till=shop.till:open"]}, x="no = thing")
        """
    assert points(read("setup.py", text, "shop/cli.py", "shop/till.py")) == ["shop/cli.py#main", "shop/till.py#open"]


def test_files_that_package_json_offers_runs_and_names() -> None:
    package = {
        "name": "shop",
        "main": "./lib/main.js",
        "exports": {".": {"import": "./dist/index.mjs", "types": "./dist/index.d.ts"}, "./till": "./till.js"},
        "bin": {"shop": "bin/shop.js"},
        "scripts": {"build": "node tools/build.mjs --fast && echo done"},
    }
    files = ["lib/main.js", "src/index.ts", "till.js", "bin/shop.js", "tools/build.mjs", "other.js"]
    manifest = read("package.json", json.dumps(package), *files)
    assert sorted(set(points(manifest))) == [
        "bin/shop.js#",
        "lib/main.js# offers",
        "src/index.ts# offers",
        "till.js# offers",
        "tools/build.mjs#",
    ]
    assert [package.open for package in manifest.packages] == [False]


def test_without_fields_a_package_is_its_index() -> None:
    assert points(read("web/package.json", '{"private": true}', "web/index.js")) == ["web/index.js# offers"]


@pytest.mark.parametrize(
    ("more", "is_open"),
    [
        ({}, True),
        ({"private": True}, False),
        ({"exports": "./a.js"}, False),
        ({"exports": {"./*": "./src/*.js"}}, True),
    ],
)
def test_who_may_import_files_of_a_package(more: dict[str, object], is_open: bool) -> None:
    assert read("package.json", json.dumps({"name": "shop", **more})).packages[0].open is is_open


def test_targets_of_cargo() -> None:
    text = """
        [package]
        name = "shop"
        [[bin]]
        name = "till"
        path = "tools/till.rs"
        """
    files = ["a/src/main.rs", "a/src/lib.rs", "a/src/bin/extra.rs", "a/tools/till.rs", "a/build.rs", "a/src/shop.rs"]
    manifest = read("a/Cargo.toml", text, *files)
    assert points(manifest) == [
        f"{path}#main" for path in ("a/build.rs", "a/src/bin/extra.rs", "a/src/main.rs", "a/tools/till.rs")
    ]
    assert manifest.packages[0].folder == "a"
    assert read("Cargo.toml", text, "src/main.rs").packages == ()
    assert read("Cargo.toml", "[workspace]\nmembers = ['a']\n") == Manifest()


def test_modules_of_go_and_projects_of_java_are_packages() -> None:
    assert read("srv/go.mod", "module example.com/srv\n").packages[0].folder == "srv"
    assert "java" in read("pom.xml", "<project/>").packages[0].languages


@pytest.mark.parametrize("path", ["pyproject.toml", "package.json", "Cargo.toml", "setup.cfg"])
def test_a_manifest_that_cannot_be_read_says_so(path: str) -> None:
    manifest = read(path, "[[[ {")
    assert manifest.problem.startswith(path)
    assert manifest.entry_points == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("package.json", "[]"),
        ("package.json", '{"main": 3, "bin": [1], "scripts": ["x"], "exports": null}'),
        ("pyproject.toml", "project = 3\n[tool]\npoetry = 'x'\n"),
        ("Cargo.toml", "package = 1\nbin = 3\nlib = 'x'\n"),
    ],
)
def test_manifests_with_wrong_types_are_read_as_far_as_they_go(path: str, text: str) -> None:
    assert not read(path, text, "index.js").problem


def test_other_files_are_no_manifests() -> None:
    assert is_entry_manifest("a/package.json")
    assert not is_entry_manifest("a/package-lock.json")
