"""Which languages are code, and which are prose, markup or data."""

from __future__ import annotations

_NOT_CODE = frozenset(
    """
    asciidoc csv css diff django-template gettext gomod html ini jinja json latex less markdown notebook rst sass scss
    text toml xml yaml zon
    """.split()
)


def is_code(language: str) -> bool:
    """Whether files of ``language`` define things by name."""
    return language not in _NOT_CODE
