"""Less: style sheets with nesting and variables, in which every class is a mixin."""

from __future__ import annotations

from functools import partial

from ploke.languages.families.stylesheets import read_stylesheet
from ploke.languages.spec import LanguageSpec

SPEC = LanguageSpec(
    name="less",
    extractor=partial(read_stylesheet, language="less", line_comments=True, variables="@"),
)
