"""Qualified names as people write them: ``Class.method``, ``Class::method``, ``Class#method``."""

from __future__ import annotations

_SEPARATORS = ("::", "#", "/")


def dotted(name: str) -> str:
    """``name`` with dots for all separators, none at its ends."""
    for separator in _SEPARATORS:
        name = name.replace(separator, ".")
    return name.strip(".")


def ends_with(qualified: str, wanted: str) -> bool:
    """Whether the last parts of a dotted name are those of ``wanted``, which is dotted too; case counts."""
    return f".{qualified}".endswith(f".{wanted}")
