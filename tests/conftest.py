"""Options of the whole test suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-expectations",
        action="store_true",
        help="write what the code answers today into the expectation files, to be read and committed",
    )


@pytest.fixture
def rewrite_expectations(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-expectations"))
