"""Less: style sheets with nesting and variables, in which every class is a mixin."""

from __future__ import annotations

from functools import partial

from ploke.languages.spec import LanguageSpec
from ploke.languages.stylesheets import read_stylesheet

SPEC = LanguageSpec(
    name="less",
    extractor=partial(read_stylesheet, language="less", line_comments=True, variables="@"),
)
