"""The languages ploke reads, one line each. The build reads this file too: the grammars' packages are named here alone.

It imports nothing but the standard library, so that it can be read without ploke's dependencies.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """How a language is told from a file's name, and what its grammar needs.

    ``extensions``, ``names`` (of files) and ``interpreters`` (of a ``#!`` line) are words; ``tsx:jsx`` says that the
    word ``tsx`` means the dialect ``jsx``, which is else called like the language. ``requires`` are the requirements
    of its grammar's packages, ``extra`` the extra of ploke that brings them (empty: every installation has them).
    ``holds`` are the languages that its files may have parts in: its facts change when theirs do. ``module`` is the
    module below ``ploke.languages`` that holds its ``SPEC``, if not called like the language.
    """

    extensions: str = ""
    names: str = ""
    interpreters: str = ""
    requires: str = ""
    extra: str = ""
    module: str = ""
    holds: str = ""


LANGUAGES: dict[str, Entry] = {
    "c": Entry("c h", requires="tree-sitter-c~=0.24.1"),
    "csharp": Entry("cs csx", "", "dotnet-script", "tree-sitter-c-sharp~=0.23.5"),
    "javascript": Entry("js mjs cjs es6 jsx:jsx", "", "node nodejs bun", "tree-sitter-javascript~=0.25.0"),
    "markdown": Entry("md markdown mdown mkd mdx qmd rmd"),
    "python": Entry(
        "py pyw pyx pxd py3 pyi:stub",
        "SConstruct SConscript wscript",
        "python python2 python3 pypy pypy3 uv",
        "tree-sitter-python~=0.25.0",
    ),
    "ruby": Entry(
        "rb rake gemspec ru podspec",
        "Gemfile Rakefile Guardfile Podfile Vagrantfile Brewfile Capfile Fastfile",
        "ruby jruby",
        "tree-sitter-ruby~=0.23.1",
    ),
    "rust": Entry("rs", requires="tree-sitter-rust~=0.24.0"),
    "sql": Entry("sql ddl dml pgsql psql"),
    "typescript": Entry("ts mts cts tsx:tsx", "", "deno ts-node tsx", "tree-sitter-typescript~=0.23.2"),
}
"""Every language with a spec. All others are read as lines: ``ploke.languages.names`` says what they are called."""
