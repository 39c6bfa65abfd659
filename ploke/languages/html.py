"""HTML, with or without marks of a template engine."""

from __future__ import annotations

from functools import partial

from ploke.languages.families.markup import Markup, read_markup
from ploke.languages.families.markup_parts import parts_of_markup
from ploke.languages.spec import LanguageSpec

SPEC = LanguageSpec(
    name="html",
    extractor=partial(read_markup, markup=Markup("html")),
    embedded=parts_of_markup,
)
