"""Astro components: TypeScript between two lines of dashes, then markup with expressions in braces."""

from __future__ import annotations

import re

from ploke.languages.families.markup import Markup, read_markup
from ploke.languages.families.markup_parts import parts_of_markup
from ploke.languages.spec import LanguageSpec, Part, Piece
from ploke.model.facts import FileFacts

_FRONT = re.compile(rb"\A\s*---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


def _parts(source: bytes) -> list[Part]:
    parts = parts_of_markup(source, templates=False)
    front = _FRONT.match(source)
    return [Part("typescript", "typescript", (Piece(*front.span(1)),)), *parts] if front is not None else parts


def _markup(source: bytes) -> FileFacts:
    """What stands behind the dashes, which the reader of markup must not see."""
    front = _FRONT.match(source)
    shown = re.sub(rb"[^\n]", b" ", front[0]) + source[front.end() :] if front is not None else source
    return read_markup(shown, markup=Markup("astro", mustaches=True, components=True))


SPEC = LanguageSpec(name="astro", extractor=_markup, embedded=_parts)
