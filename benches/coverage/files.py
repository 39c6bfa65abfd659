"""The files of a tree, by language, as ploke reads them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ploke.ingest.content_rules import content_skip
from ploke.ingest.discover import ScanRules, scan
from ploke.languages import Dialect, detect
from ploke.languages.catalog import LANGUAGES
from ploke.languages.registry import grammar_installed, spec_of
from ploke.text.decode import decode

HEAD_BYTES = 1 << 16
RULES = ScanRules(include_vendored=True)


class Source(NamedTuple):
    """One file: ``path`` from the root of its tree, the dialect ploke takes it for, UTF-8 text."""

    path: str
    dialect: Dialect
    data: bytes

    @property
    def lines(self) -> list[str]:
        return self.data.decode("utf-8", "replace").splitlines()


def sources(tree: Path, languages: frozenset[str] = frozenset()) -> Iterator[Source]:
    """Every file below ``tree`` that ploke would index as one of ``languages`` (empty: as any), sorted by path.

    Vendored files are read as well: they are code like any other.
    """
    for file in scan(tree, RULES).files:
        with (tree / file.path).open("rb") as stream:
            head = stream.read(HEAD_BYTES)
            dialect = detect(file.path, head)
            if dialect is None or (languages and dialect.language not in languages):
                continue
            data = head + stream.read()
        if content_skip(file.path, data, RULES) is None:
            yield Source(file.path, dialect, decode(data).data)


class NotReadable(RuntimeError):
    """ploke reads a language as text, here."""


def readable_languages() -> frozenset[str]:
    """Languages with a spec whose grammar, if they have one, is installed."""
    return frozenset(language for language in LANGUAGES if _why_not(language) is None)


def check_readable(language: str) -> None:
    """Raises ``NotReadable`` where ploke would find nothing."""
    why = _why_not(language)
    if why is not None:
        raise NotReadable(why)


def _why_not(language: str) -> str | None:
    spec = spec_of(language)
    if spec is None:
        return f"ploke reads {language} as text: it has no spec."
    if not all(grammar_installed(spec, dialect) for dialect in spec.grammars):
        return f"The grammar of {language} is not installed in {sys.prefix}."
    return None
