"""Columns of the read index's files, and how wide their numbers are."""

from typing import ClassVar

import numpy as np
import pytest

from ploke.store.arrays import narrowed
from ploke.store.sections import Format, Sections, SegmentDamagedError


class _Kind(Sections):
    MAGIC = b"ploketst"
    SECTIONS: ClassVar[dict[str, Format]] = {"places": "I", "parents": "i", "offsets": "I"}
    NARROWED = frozenset({"places", "parents"})


def _encoded(places: list[int], parents: list[int]) -> bytes:
    columns = {
        "places": np.array(places, np.uint32),
        "parents": np.array(parents, np.int32),
        "offsets": np.array([0, 1], np.uint32),
    }
    return b"".join(bytes(part) for part in _Kind.encode(narrowed(columns, _Kind.NARROWED), {}))


@pytest.mark.parametrize(
    ("places", "parents", "formats"),
    [
        ([], [], "Hh"),
        ([0, 65_535], [-1, 32_767], "Hh"),
        ([0, 65_536], [-32_769, 3], "Ii"),
        ([4_294_967_295], [32_768], "Ii"),
    ],
)
def test_numbers_take_16_bits_where_all_fit(places: list[int], parents: list[int], formats: str) -> None:
    found = _Kind("a", _encoded(places, parents)).columns
    assert (found["places"].tolist(), found["parents"].tolist()) == (places, parents)
    assert (found["places"].format, found["parents"].format, found["offsets"].format) == (*formats, "I")


def test_a_width_that_a_column_cannot_have_is_damage() -> None:
    data = _encoded([1], [1])
    assert data.count(b'"H"') == 1
    with pytest.raises(SegmentDamagedError):
        _Kind("a", data.replace(b'"H"', b'"h"'))
