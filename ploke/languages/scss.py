"""SCSS: style sheets with nesting, variables, mixins and functions; the indented syntax of Sass is another one."""

from __future__ import annotations

from functools import partial

from ploke.languages.families.stylesheets import read_stylesheet
from ploke.languages.spec import LanguageSpec

SPEC = LanguageSpec(
    name="scss",
    extractor=partial(read_stylesheet, language="scss", line_comments=True, variables="$"),
)
