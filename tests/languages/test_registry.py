"""Detection by name and first line, module names, fingerprints."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from ploke.languages import Dialect, detect, fingerprint, known_languages, module_name
from ploke.languages.registry import LANGUAGES, _own_files, module_of, spec_of


@pytest.mark.parametrize(
    ("path", "head", "language", "dialect"),
    [
        ("a.py", b"", "python", "python"),
        ("deep/er/A.PY", b"", "python", "python"),
        ("stubs/a.pyi", b"", "python", "stub"),
        ("a.ts", b"", "typescript", "typescript"),
        ("a.d.ts", b"", "typescript", "typescript"),
        ("a.tsx", b"", "typescript", "tsx"),
        ("a.jsx", b"", "javascript", "jsx"),
        ("a.mjs", b"", "javascript", "javascript"),
        ("a.rs", b"", "rust", "rust"),
        ("README.md", b"", "markdown", "markdown"),
        ("config.yml", b"", "yaml", "yaml"),
        ("Makefile", b"", "make", "make"),
        ("sub/Dockerfile", b"", "dockerfile", "dockerfile"),
        ("Dockerfile.dev", b"", "dockerfile", "dockerfile"),
        ("CMakeLists.txt", b"", "cmake", "cmake"),
        ("notes.txt", b"", "text", "text"),
        ("no_extension", b"", "text", "text"),
        ("trailing.", b"", "text", "text"),
        ("what.unheardof", b"hello", "text", "text"),
        ("run", b"#!/usr/bin/env python3.12\n", "python", "python"),
        ("run", b"#!/usr/bin/env -S uv run --script\n", "python", "python"),
        ("run", b"#! /bin/sh\n", "shell", "shell"),
        ("run", b"#!/usr/local/bin/ruby2.7 -w\n", "ruby", "ruby"),
        ("run", b"#!/opt/strange\n", "text", "text"),
        ("run.py", b"#!/bin/sh\n", "python", "python"),
        ("utf16.py", b"\xff\xfei\0m\0", "python", "python"),
    ],
)
def test_detect(path: str, head: bytes, language: str, dialect: str) -> None:
    assert detect(path, head) == Dialect(language, dialect)


@pytest.mark.parametrize(("path", "head"), [("a.png", b""), ("a.py", b"abc\0def"), ("blob", b"\0"), ("A.ZIP", b"PK")])
def test_detect_binary(path: str, head: bytes) -> None:
    assert detect(path, head) is None


@pytest.mark.parametrize(
    ("path", "language", "name"),
    [
        ("src/pkg/mod.py", "python", "pkg.mod"),
        ("pkg/__init__.py", "python", "pkg"),
        ("pkg/sub/mod.pyi", "python", "pkg.sub.mod"),
        ("setup.py", "python", "setup"),
        ("src/lib.rs", "rust", "crate"),
        ("src/store/mod.rs", "rust", "crate::store"),
        ("crates/core/src/store.rs", "rust", "crate::store"),
        ("lib/index.ts", "typescript", "lib"),
        ("lib/core/axios.js", "javascript", "lib/core/axios"),
        ("index.d.ts", "typescript", "index"),
        ("lib/types.d.ts", "typescript", "lib/types"),
        ("src/main/java/com/acme/Shop.java", "java", "com.acme.Shop"),
        ("core/src/test/java/com/acme/ShopTest.java", "java", "com.acme.ShopTest"),
        ("src/com/acme/Shop.java", "java", "com.acme.Shop"),
        ("com/acme/Shop.java", "java", "com.acme.Shop"),
        ("okio/src/commonMain/kotlin/okio/Buffer.kt", "kotlin", "okio.Buffer"),
        ("cmd/main.go", "go", "cmd"),
        ("main.go", "go", "."),
        ("include/net/socket.h", "c", "socket.h"),
        ("src/net/socket.cpp", "cpp", "socket.cpp"),
    ],
)
def test_module_name(path: str, language: str, name: str) -> None:
    assert module_name(path, language) == name


def test_fingerprints_differ_by_language_and_hold() -> None:
    names = [*LANGUAGES, "text"]
    assert len({fingerprint(name) for name in names}) == len(names)
    assert fingerprint("yaml") == fingerprint("text")
    assert fingerprint("python") == fingerprint.__wrapped__("python")


def test_every_registered_language_is_known_and_loads() -> None:
    for name in LANGUAGES:
        spec = spec_of(name)
        assert spec is not None
        assert spec.name == name
        assert name in known_languages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_s_module_names_what_its_fingerprint_covers(language: str) -> None:
    spec = spec_of(language)
    assert spec is not None
    source = "".join(file.read_text() for file in _own_files(language))
    queries = {
        query for query in (spec.query, *(name for each in spec.more_queries.values() for name in each)) if query
    }
    packages = {place.partition(":")[0] for place in spec.grammars.values()}
    assert [name for name in sorted(queries | packages) if name not in source] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_imports_another(language: str) -> None:
    modules = {module_of(name) for name in LANGUAGES} - {module_of(language)}
    for file in _own_files(language):
        found = set(re.findall(r"ploke\.languages\.(\w+)", file.read_text()))
        assert found & modules == set(), file


def test_detection_imports_no_grammar() -> None:
    code = (
        "import sys; from ploke.languages import detect, fingerprint; detect('a.py'); fingerprint('python');"
        "print([name for name in sys.modules if 'tree_sitter' in name])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
