"""Chains of members."""

from __future__ import annotations

import pytest

from ploke.text.members import members_behind


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("shop.till.open()", ["till", "open"]),
        ("shop?.till!.open", ["till", "open"]),
        ("shop->till::open", ["till", "open"]),
        ("shop . till", ["till"]),
        ("shop(a).till", []),
        ("shop", []),
        ("shop.1", []),
        ("shop...rest", []),
        ("shop.größe", ["größe"]),
    ],
)
def test_members_behind_a_name(line: str, names: list[str]) -> None:
    data = line.encode()
    assert list(members_behind(data, 4)) == [data.index(name.encode()) for name in names]
