"""Vue components: markup, scripts and style sheets in one file."""

from __future__ import annotations

from functools import partial

from ploke.languages.families.markup import Markup, read_markup
from ploke.languages.families.markup_parts import parts_of_markup
from ploke.languages.spec import LanguageSpec

SPEC = LanguageSpec(
    name="vue",
    extractor=partial(read_markup, markup=Markup("vue", components=True, handlers=("@", "v-on:"))),
    embedded=partial(parts_of_markup, templates=False),
)
