"""SCSS: style sheets with nesting, variables, mixins and functions; the indented syntax of Sass is another one."""

from __future__ import annotations

from functools import partial

from ploke.languages.spec import LanguageSpec
from ploke.languages.stylesheets import read_stylesheet

SPEC = LanguageSpec(
    name="scss",
    extractor=partial(read_stylesheet, language="scss", line_comments=True, variables="$"),
)
