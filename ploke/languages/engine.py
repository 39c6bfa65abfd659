"""The one way from bytes to facts, for every language."""

from __future__ import annotations

from ploke.languages.registry import Dialect, spec_of
from ploke.languages.spec import DEFAULT, Limits
from ploke.languages.text import count_lines
from ploke.model.facts import FileFacts


def extract(source: bytes, dialect: Dialect, limits: Limits = DEFAULT) -> FileFacts:
    """All facts of ``source``, which is UTF-8 without a byte order mark (``ploke.text.decode``). Never raises."""
    return FileFacts(dialect.language, dialect.dialect, count_lines(source))
