"""Svelte components: markup with expressions in braces, scripts and style sheets in one file."""

from __future__ import annotations

from functools import partial

from ploke.languages.families.markup import Markup, read_markup
from ploke.languages.families.markup_parts import parts_of_markup
from ploke.languages.spec import LanguageSpec

SPEC = LanguageSpec(
    name="svelte",
    extractor=partial(read_markup, markup=Markup("svelte", mustaches=True, components=True, handlers=("on:",))),
    embedded=partial(parts_of_markup, templates=False),
)
