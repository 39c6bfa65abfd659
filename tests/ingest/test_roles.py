"""Roles by path: a role, then paths with the language that detection would give."""

from __future__ import annotations

import pytest

from ploke.ingest.roles import role_of
from ploke.languages.registry import detect
from ploke.model.source import Role

CASES = {
    Role.TEST: """
        tests/test_a.py test/a.py tests.py app/tests.py pkg/tests/helpers.py conftest.py a/conftest.py
        Lib/test/test_x.py a_test.py pkg/a_test.go src/a.test.ts src/a.spec.tsx src/__tests__/a.js
        src/__mocks__/a.js cypress/a.js a.cy.ts src/test/java/a/B.java src/androidTest/A.kt
        src/commonTest/kotlin/A.kt app/src/main/java/a/FooTest.java FooTests.cs Foo.Tests/Bar.cs
        Tests/FooTests/Foo.swift FooSpec.scala FooSuite.scala FooTest.php test_x.c x_test.cc x_unittest.cc
        tests/a.rs src/tests.rs spec/models/a_spec.rb spec/support/x.rb test/x_test.exs x.bats t/a.t
        tests/data/x.json testdata/a.go js_tests/a.js integration-tests/a.py test_data/x.csv e2e/a.ts
        src/a.test-d.ts tests/__snapshots__/a.snap TestFoo.java unit-tests/x.py docs/tests/x.py
        examples/test_x.py Foo.IntegrationTests/A.cs
    """,
    Role.EXAMPLE: """
        examples/a.py example/a.go samples/A.kt demo/a.js demos/a.c docs/examples/a.py docs_src/a.py
        tutorials/01/a.py ios-example/A.swift Example-iOS/A.swift examples/config.json sub/examples/x.rs
        tutorial/x.yaml
    """,
    Role.DOCUMENTATION: """
        README.md README LICENSE LICENSE-MIT CHANGELOG.rst docs/a.rst docs/conf.py a.md src/a/README.md
        tests/README.md examples/README.md INSTALL notes.txt doc/a.html docs/js/a.js man/x.1 AUTHORS a.adoc
        docs/guide.html CONTRIBUTING.md
    """,
    Role.CONFIGURATION: """
        setup.cfg pyproject.toml package.json tsconfig.json .github/workflows/ci.yml .gitignore Makefile
        Dockerfile Dockerfile.dev CMakeLists.txt requirements.txt requirements-dev.txt pom.xml build.gradle
        build.gradle.kts setup.py .eslintrc.json .prettierrc app/config.ini tox.ini Cargo.toml jest.config.js
        .editorconfig a.csproj flake.nix sub/requirements/base.txt.in .env.example .clang-format Gemfile
        build.sbt meson.build src/main/log.properties
    """,
    Role.DATA: """
        locale/de/a.po logo.svg a.csv data/a.json i18n/en.json fixtures/x.yaml translations/de.xml a.geojson
        data/words.txt a.tsv strings.xml Foo.resx src/locales/en/common.json
    """,
    Role.SOURCE: """
        a.py src/a.ts lib/a.rb django/test/client.py pkg/testing/a.py src/main/java/com/example/A.java
        cmd/main.go src/latest.py contest.py Contest.java src/attest/a.go Protest.kt spec.py spec/a.py
        go/doc/reader.go a.html a.css app/docs/views.py bin/run scripts/build a.sql a.proto src/protest.rs
        testify.go sample.py src/specs.rs doctest.py Testament.java Latest.java Fastest.cs greatest/a.c
        exampleapp.py mytestlib/a.c
    """,
}


@pytest.mark.parametrize(("role", "path"), [(role, path) for role, paths in CASES.items() for path in paths.split()])
def test_role(role: Role, path: str) -> None:
    dialect = detect(path)
    assert role_of(path, dialect.language if dialect else "text") is role
