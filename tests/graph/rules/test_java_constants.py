from __future__ import annotations

import pytest

from ploke.graph.rules.java_constants import constant_arguments


@pytest.mark.parametrize(
    ("signature", "given"),
    [
        ("RED", []),
        ("RED()", []),
        ("RED( )", []),
        ('RED("red")', ['""']),
        ('RED("a, b)", 1)', ['""', "0"]),
        ("RED(1, -2, 0xF00, 1_000L)", ["0", "0", "0", "0"]),
        ("RED(1.5, 2f, 1e3, .5)", ["0.0", "0.0", "0.0", "0.0"]),
        ("RED('r', true, null)", ["''", "true", "null"]),
        ("RED(Color.DARK, other, Red.class)", ["Color.DARK", "other", "Red.class"]),
        ('RED("a" + "b", mix(1, 2), x -> { return x, y; }, new int[] {1, 2})', ['""', "", "", ""]),
        ('RED("cut', ['""']),
        ("RED(1,", ["0", ""]),
    ],
)
def test_arguments_of_a_constant(signature: str, given: list[str]) -> None:
    assert constant_arguments(signature) == given
