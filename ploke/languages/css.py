"""CSS: style sheets as browsers read them."""

from __future__ import annotations

from functools import partial

from ploke.languages.spec import LanguageSpec
from ploke.languages.stylesheets import read_stylesheet

SPEC = LanguageSpec(
    name="css",
    extractor=partial(read_stylesheet, language="css", line_comments=False, variables=""),
)
