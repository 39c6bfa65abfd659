"""What each feature of ranking is worth: the same queries with one feature switched off."""

from __future__ import annotations

from ploke.search.rank import DEFAULT_WEIGHTS, Weights

_OFF_AT_ONE = ("test", "aside")


def variants() -> dict[str, Weights]:
    """Weights with one feature off each, by the feature's name; ``all`` first."""
    found = {"all": DEFAULT_WEIGHTS}
    for name in Weights._fields:
        found[f"without {name}"] = DEFAULT_WEIGHTS._replace(**{name: 1.0 if name in _OFF_AT_ONE else 0.0})
    return found
