"""Which language a file is in, told from its name or its first line alone: tables, no grammar is imported.

The tables below name languages that are read as lines; ``ploke.languages.catalog`` has those with a spec.
"""

from __future__ import annotations

from collections.abc import Mapping

from ploke.languages.catalog import BUNDLED, LANGUAGES, Bundled, Entry

EXTENSIONS: dict[str, tuple[str, str]] = {}
FILE_NAMES: dict[str, tuple[str, str]] = {}
INTERPRETERS: dict[str, tuple[str, str]] = {}

_EXTENSIONS = {
    "ada": "adb ads",
    "asciidoc": "adoc asciidoc",
    "assembly": "s asm nasm",
    "awk": "awk",
    "batch": "bat cmd",
    "clojure": "clj cljs cljc edn",
    "cmake": "cmake",
    "cobol": "cob cbl cpy",
    "crystal": "cr",
    "csv": "csv tsv",
    "cuda": "cu cuh",
    "d": "d di",
    "dart": "dart",
    "diff": "diff patch",
    "django-template": "djhtml",
    "elm": "elm",
    "erlang": "erl hrl",
    "fish": "fish",
    "fortran": "f f90 f95 f03 f08 for",
    "fsharp": "fs fsi fsx",
    "gettext": "po pot",
    "gleam": "gleam",
    "glsl": "glsl vert frag comp geom tesc tese",
    "gomod": "mod",
    "gradle": "gradle",
    "groovy": "groovy gvy",
    "ini": "ini cfg conf properties editorconfig",
    "jinja": "j2 jinja jinja2",
    "json": "json jsonc json5 jsonl ndjson geojson webmanifest",
    "julia": "jl",
    "latex": "tex sty cls bib",
    "linkerscript": "ld lds",
    "lisp": "lisp lsp cl",
    "meson": "meson",
    "nim": "nim nims",
    "nix": "nix",
    "objective-c": "m mm",
    "ocaml": "ml mli",
    "pascal": "pas pp dpr",
    "perl": "pl pm t",
    "powershell": "ps1 psm1 psd1",
    "prisma": "prisma",
    "puppet": "epp",
    "r": "r",
    "racket": "rkt",
    "rst": "rst rest",
    "sass": "sass",
    "scheme": "scm ss",
    "solidity": "sol",
    "starlark": "bzl star",
    "tcl": "tcl",
    "text": "txt text log",
    "thrift": "thrift",
    "toml": "toml",
    "v": "v",
    "verilog": "sv svh",
    "vhdl": "vhd vhdl",
    "vim": "vim",
    "wgsl": "wgsl",
    "xml": "xml xsd xsl xslt svg plist csproj props targets",
    "yaml": "yaml yml",
    "zon": "zon",
}

_FILE_NAMES = {
    "cmake": "CMakeLists.txt",
    "gomod": "go.mod go.work",
    "groovy": "Jenkinsfile",
    "ini": ".editorconfig .gitconfig .npmrc .flake8 .coveragerc .pylintrc",
    "json": ".babelrc .eslintrc .prettierrc composer.lock flake.lock .swcrc",
    "meson": "meson.build meson_options.txt",
    "starlark": "BUILD WORKSPACE BUILD.bazel WORKSPACE.bazel MODULE.bazel Tiltfile",
    "text": "LICENSE LICENCE COPYING AUTHORS CODEOWNERS NOTICE",
    "toml": "Cargo.lock poetry.lock uv.lock Pipfile Gopkg.lock",
    "vim": ".vimrc",
    "yaml": ".clang-format .clang-tidy .clangd .yamllint",
}

_INTERPRETERS = {
    "awk": "awk gawk mawk",
    "fish": "fish",
    "julia": "julia",
    "perl": "perl",
    "powershell": "pwsh",
    "r": "Rscript",
    "tcl": "tclsh wish",
}

LINGUIST = {
    "asp.net": ("html", ""),
    "batchfile": ("batch", ""),
    "c#": ("csharp", ""),
    "c++": ("cpp", ""),
    "common lisp": ("lisp", ""),
    "dotenv": ("ini", ""),
    "emacs lisp": ("lisp", ""),
    "f#": ("fsharp", ""),
    "gettext catalog": ("gettext", ""),
    "go module": ("gomod", ""),
    "html+django": ("django-template", ""),
    "html+jinja": ("jinja", ""),
    "json with comments": ("json", ""),
    "jupyter notebook": ("notebook", ""),
    "makefile": ("make", ""),
    "objective-c++": ("objective-c", ""),
    "plpgsql": ("sql", "postgresql"),
    "plsql": ("sql", "oracle"),
    "protocol buffer": ("protobuf", ""),
    "restructuredtext": ("rst", ""),
    "systemverilog": ("verilog", ""),
    "tex": ("latex", ""),
    "tsql": ("sql", "tsql"),
    "tsx": ("typescript", "tsx"),
    "vim script": ("vim", ""),
    "viml": ("vim", ""),
    "visual basic .net": ("vb", ""),
}
"""Names of linguist's, in lower case, that are not ploke's with spaces for dashes: language and dialect."""

_BINARY = """
7z a aac apk avi avif bin bmp bz2 cab class dat db deb dll dmg dylib egg eot exe flac gif gz heic icns ico iso jar jpeg
jpg lib lz4 lzma mkv mo mov mp3 mp4 mpeg npy npz o ogg onnx otf parquet pdf pickle pkl png psd pyc pyd pyo rar rpm so
sqlite sqlite3 tar tgz tif tiff ttf wasm wav webm webp whl wmv woff woff2 xls xlsx xz zip zst doc docx ppt pptx
"""
BINARY_EXTENSIONS = frozenset(_BINARY.split())


def _fill(table: dict[str, tuple[str, str]], language: str, words: str) -> None:
    for word in words.split():
        name, _, dialect = word.partition(":")
        table[name] = (language, dialect or language)


for _table, _named in ((EXTENSIONS, _EXTENSIONS), (FILE_NAMES, _FILE_NAMES), (INTERPRETERS, _INTERPRETERS)):
    for _language, _words in _named.items():
        _fill(_table, _language, _words)
_ENTRIES: tuple[Mapping[str, Bundled | Entry], ...] = (BUNDLED, LANGUAGES)
for _entries in _ENTRIES:
    for _language, _entry in _entries.items():
        _fill(EXTENSIONS, _language, _entry.extensions)
        _fill(FILE_NAMES, _language, _entry.names)
        _fill(INTERPRETERS, _language, _entry.interpreters)
