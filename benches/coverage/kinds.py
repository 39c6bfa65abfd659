"""What of ctags' tags and of ploke's symbols is compared, one line a language."""

from __future__ import annotations

from typing import NamedTuple

from benches.coverage import patterns
from ploke.model.facts import SymbolKind as Kind

ALWAYS = frozenset(
    (
        Kind.FUNCTION,
        Kind.METHOD,
        Kind.CONSTRUCTOR,
        Kind.CLASS,
        Kind.STRUCT,
        Kind.ENUM,
        Kind.TRAIT,
        Kind.INTERFACE,
        Kind.UNION,
        Kind.TYPE_ALIAS,
    )
)


class Compared(NamedTuple):
    """One language: the reader's name of it, its kinds that are definitions of functions and types, ours beyond ALWAYS.

    Kinds of a reader not named here (members, variables, enumerators, prototypes …) are not asked for, but a symbol of
    ours that it has under one of them is no extra. ``reader`` is ``ctags``, ``hasktags``, or ``regex tags``: for a
    language that neither knows, ctags is given ``patterns``, each a kind and an extended regular expression whose last
    group is the name. ``second_name`` finds another name of ours in its signature: ``a.b = function c() {}`` is both.
    """

    name: str
    kinds: str
    more: str = ""
    reader: str = "ctags"
    patterns: tuple[tuple[str, str], ...] = ()
    second_name: str = ""

    @property
    def asked(self) -> frozenset[str]:
        return frozenset(self.kinds.split())

    @property
    def ours(self) -> frozenset[str]:
        return ALWAYS | frozenset(self.more.split())


_SECOND_NAME = r"[=:] *(?:async )?(?:function|class)\b ?\*? ?([\w$]+)"

LANGUAGES: dict[str, Compared] = {
    "ada": Compared("Ada", "package subprogram type task protected", "module"),
    "awk": Compared("Awk", "function"),
    "c": Compared("C", "function struct union enum typedef"),
    "clojure": Compared("Clojure", "function namespace", "namespace module"),
    "cpp": Compared("C++", "function class struct union enum typedef namespace", "namespace"),
    "csharp": Compared("C#", "class struct interface enum method namespace property", "namespace property"),
    "css": Compared("CSS", "class id selector", "selector"),
    "cuda": Compared("CUDA", "function struct union enum typedef"),
    "d": Compared("D", "class function interface struct union enum template module", "module"),
    "elisp": Compared("EmacsLisp", "function macro inline subst minorMode derivedMode", "macro"),
    "elixir": Compared("Elixir", "module function macro protocol implementation delegate guard", "module macro"),
    "elm": Compared("Elm", "function type alias port"),
    "erlang": Compared("Erlang", "function module record type", "module macro"),
    "fortran": Compared("Fortran", "function subroutine module program type interface submodule", "module"),
    "go": Compared("Go", "func type struct interface talias"),
    "haskell": Compared("Haskell", "c d nt t ft fi", "", "hasktags"),
    "haxe": Compared("Haxe", "class enum interface method typedef"),
    "java": Compared("Java", "class interface enum method annotation"),
    "javascript": Compared(
        "JavaScript", "function class method generator getter setter", "property", second_name=_SECOND_NAME
    ),
    "julia": Compared("Julia", "function macro module struct type", "macro module"),
    "kotlin": Compared("Kotlin", "class interface object method typealias"),
    "lisp": Compared("Lisp", "function macro", "macro"),
    "lua": Compared("Lua", "function"),
    "make": Compared("Make", "target", "target"),
    "markdown": Compared("Markdown", "chapter section subsection subsubsection l4subsection l5subsection", "section"),
    "objective-c": Compared(
        "ObjectiveC", "interface implementation protocol category method class function", "implementation"
    ),
    "ocaml": Compared("OCaml", "function method class type module", "module"),
    "pascal": Compared("Pascal", "function procedure"),
    "perl": Compared("Perl", "subroutine package"),
    "php": Compared("PHP", "class interface trait function", ""),
    "powershell": Compared("PowerShell", "function"),
    "protobuf": Compared("Protobuf", "message enum service rpc"),
    "python": Compared("Python", "class function member", "property"),
    "r": Compared("R", "function"),
    "ruby": Compared("Ruby", "class module method singletonMethod", "module"),
    "rust": Compared(
        "Rust", "method function struct enum interface typedef macro implementation module", "macro implementation"
    ),
    "scheme": Compared("Scheme", "function"),
    "scss": Compared("SCSS", "class id mixin function", "selector"),
    "shell": Compared("Sh", "function"),
    "sql": Compared("SQL", "table view function procedure trigger package index", "table view trigger"),
    "tcl": Compared("Tcl", "procedure namespace"),
    "typescript": Compared(
        "TypeScript",
        "function class method generator interface enum alias namespace",
        "property namespace",
        second_name=_SECOND_NAME,
    ),
    "verilog": Compared("SystemVerilog", "module function task class interface package"),
    "vhdl": Compared("VHDL", "entity architecture package function procedure component", "module"),
    "vim": Compared("Vim", "function command"),
    **{
        language: Compared(language, " ".join(dict(found)), more, "regex tags", found)
        for language, more, found in (
            ("dart", "", patterns.DART),
            ("dockerfile", "target", patterns.DOCKERFILE),
            ("graphql", "", patterns.GRAPHQL),
            ("scala", "", patterns.SCALA),
            ("solidity", "", patterns.SOLIDITY),
            ("swift", "", patterns.SWIFT),
            ("terraform", "resource variable", patterns.TERRAFORM),
            ("zig", "", patterns.ZIG),
        )
    },
}
