"""CSS: style sheets as browsers read them."""

from __future__ import annotations

from functools import partial

from ploke.languages.families.stylesheets import read_stylesheet
from ploke.languages.spec import LanguageSpec

SPEC = LanguageSpec(
    name="css",
    extractor=partial(read_stylesheet, language="css", line_comments=False, variables=""),
)
