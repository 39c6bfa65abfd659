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
    ``holds`` are the languages (``*``: all) that its files may have parts in: its facts change when theirs do.
    ``module`` is the module below ``ploke.languages`` that holds its ``SPEC``, if not called like the language.
    """

    extensions: str = ""
    names: str = ""
    interpreters: str = ""
    requires: str = ""
    extra: str = ""
    module: str = ""
    holds: str = ""


LANGUAGES: dict[str, Entry] = {
    "astro": Entry("astro", holds="css javascript less python scss typescript"),
    "c": Entry("c h", requires="tree-sitter-c~=0.24.1"),
    "cpp": Entry("cc cpp cxx c++ hh hpp hxx h++ ipp tpp tcc txx inl ixx cppm", requires="tree-sitter-cpp~=0.23.4"),
    "csharp": Entry("cs csx", "", "dotnet-script", "tree-sitter-c-sharp~=0.23.5"),
    "css": Entry("css pcss postcss"),
    "dockerfile": Entry("dockerfile", "Dockerfile Containerfile"),
    "elixir": Entry("ex exs", "", "elixir", "tree-sitter-elixir~=0.3.5"),
    "go": Entry("go", requires="tree-sitter-go~=0.25.0"),
    "graphql": Entry("graphql gql graphqls"),
    "haskell": Entry("hs lhs hs-boot", "", "runhaskell runghc stack", "tree-sitter-haskell~=0.24.1"),
    "hcl": Entry("hcl nomad", ".terraform.lock.hcl"),
    "html": Entry("html htm xhtml", holds="css javascript less python scss typescript"),
    "java": Entry("java", requires="tree-sitter-java~=0.23.5"),
    "javascript": Entry("js mjs cjs es6 jsx:jsx", "", "node nodejs bun", "tree-sitter-javascript~=0.25.0"),
    "less": Entry("less"),
    "kotlin": Entry("kt kts", "", "kotlin", "tree-sitter-kotlin~=1.1.0"),
    "lua": Entry("lua rockspec", ".luacheckrc", "lua luajit", "tree-sitter-lua~=0.5.0"),
    "make": Entry("mk mak make", "Makefile makefile GNUmakefile Kbuild Makefile.am Makefile.in", "make"),
    "markdown": Entry("md markdown mdown mkd mdx qmd rmd"),
    "notebook": Entry("ipynb", holds="*"),
    "php": Entry("php php3 php4 php5 phtml", "", "php", "tree-sitter-php~=0.25.1"),
    "protobuf": Entry("proto"),
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
    "scss": Entry("scss"),
    "shell": Entry(
        "sh bash zsh ksh bats",
        ".bashrc .bash_profile .profile .zshrc .zprofile .envrc PKGBUILD",
        "sh bash dash zsh ksh ash",
        "tree-sitter-bash~=0.25.0",
    ),
    "sql": Entry("sql ddl dml pgsql psql"),
    "svelte": Entry("svelte", holds="css javascript less python scss typescript"),
    "scala": Entry("scala sc sbt mill", requires="tree-sitter-scala~=0.26.3"),
    "swift": Entry("swift", requires="tree-sitter-swift~=0.7.4"),
    "terraform": Entry("tf tfvars tofu"),
    "typescript": Entry("ts mts cts tsx:tsx", "", "deno ts-node tsx", "tree-sitter-typescript~=0.23.2"),
    "vue": Entry("vue", holds="css javascript less python scss typescript"),
    "zig": Entry("zig", requires="tree-sitter-zig~=1.1.2"),
}
"""Every language with a spec. All others are read as lines: ``ploke.languages.names`` says what they are called."""


class Bundled(NamedTuple):
    """A language of the long tail: what the bundle of grammars calls it, if not as ploke does, and its files.

    Words are as in ``Entry``; those of languages that ``ploke.languages.names`` lists stand there. ``grammar`` may be
    several: ``ocaml ocaml_interface:interface`` has one for the dialect ``interface`` too. ``separator`` stands between
    a member's name and what it is a member of; ``joins`` says that definitions of one name in a row are one. A language
    whose grammar adds to that of another is read ``like`` it, and what its own query adds. ``paths`` are nodes that, as
    names, are paths: what stands before the last ``separator`` is what the definition belongs to. ``gaps`` is
    the module below ``ploke.languages`` whose ``without_gaps`` is the language's ``repair``.
    """

    grammar: str = ""
    extensions: str = ""
    names: str = ""
    interpreters: str = ""
    separator: str = "."
    joins: bool = False
    like: str = ""
    paths: str = ""
    gaps: str = ""


BUNDLED: dict[str, Bundled] = {
    "actionscript": Bundled(extensions="as"),
    "ada": Bundled(),
    "agda": Bundled(extensions="agda"),
    "apex": Bundled(extensions="trigger"),
    "arduino": Bundled(extensions="ino", like="cpp"),
    "assembly": Bundled("asm"),
    "bicep": Bundled(extensions="bicep"),
    "bitbake": Bundled(extensions="bb bbappend bbclass"),
    "cairo": Bundled(extensions="cairo"),
    "capnp": Bundled(extensions="capnp"),
    "clarity": Bundled(extensions="clar"),
    "clojure": Bundled(),
    "cmake": Bundled(),
    "cuda": Bundled(like="cpp"),
    "d": Bundled(),
    "dart": Bundled(interpreters="dart"),
    "elisp": Bundled(extensions="el", names=".emacs"),
    "elm": Bundled(joins=True),
    "erlang": Bundled(interpreters="escript", joins=True),
    "fennel": Bundled(extensions="fnl"),
    "fish": Bundled(),
    "fortran": Bundled(),
    "fsharp": Bundled(),
    "gdscript": Bundled(extensions="gd"),
    "gleam": Bundled(),
    "glsl": Bundled(like="c"),
    "gn": Bundled(extensions="gn gni"),
    "groovy": Bundled(interpreters="groovy"),
    "hack": Bundled(extensions="hack"),
    "hare": Bundled(extensions="ha"),
    "haxe": Bundled(extensions="hx"),
    "hlsl": Bundled(extensions="hlsl fx"),
    "ispc": Bundled(extensions="ispc"),
    "janet": Bundled(extensions="janet"),
    "jsonnet": Bundled(extensions="jsonnet libsonnet"),
    "julia": Bundled(),
    "kconfig": Bundled(names="Kconfig"),
    "latex": Bundled(),
    "lisp": Bundled("commonlisp", interpreters="sbcl"),
    "llvm": Bundled(extensions="ll"),
    "luau": Bundled(extensions="luau", like="lua"),
    "matlab": Bundled(),
    "meson": Bundled(),
    "nim": Bundled(),
    "nix": Bundled(),
    "objective-c": Bundled("objc"),
    "ocaml": Bundled("ocaml ocaml_interface:interface", extensions="mli:interface"),
    "odin": Bundled(extensions="odin"),
    "pascal": Bundled(paths="genericDot"),
    "perl": Bundled(separator="::"),
    "pony": Bundled(extensions="pony"),
    "powershell": Bundled(),
    "prisma": Bundled(),
    "puppet": Bundled(separator="::"),
    "purescript": Bundled(extensions="purs", joins=True),
    "qml": Bundled("qmljs", extensions="qml"),
    "r": Bundled(),
    "racket": Bundled(interpreters="racket"),
    "rego": Bundled(extensions="rego"),
    "scheme": Bundled(interpreters="guile"),
    "smali": Bundled(extensions="smali"),
    "smithy": Bundled(extensions="smithy"),
    "solidity": Bundled(),
    "squirrel": Bundled(extensions="nut"),
    "starlark": Bundled(),
    "tablegen": Bundled(extensions="td"),
    "tcl": Bundled(separator="::", gaps="tcl_gaps"),
    "thrift": Bundled(),
    "typst": Bundled(extensions="typ"),
    "v": Bundled(),
    "verilog": Bundled(),
    "vhdl": Bundled(),
    "vim": Bundled(),
    "wat": Bundled(extensions="wat wast"),
    "wgsl": Bundled(),
}
"""Languages whose grammars the extra ``all-languages`` brings in one package; their queries are in ``queries/bundled``
or made from the names of the grammar's nodes. Without the extra they are read as lines."""
