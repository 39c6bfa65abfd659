"""The set of all names, in a file of its own: what subclasses a built-in type is not compiled."""

from __future__ import annotations


class _Everything(frozenset[str]):
    """Holds every name: hides all of them."""

    def __contains__(self, name: object) -> bool:
        return True


EVERYTHING = _Everything()
