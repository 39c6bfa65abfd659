"""Files whose extension several languages share, told by what stands in them.

Each rule is a few words of one language that the others cannot say; the first rule that matches decides, and a file
that says none of them is what its extension means by itself. Rules look at the first 64 KiB.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

HEAD_BYTES = 1 << 16


class Rule(NamedTuple):
    """A language (and dialect) that a file is in if ``pattern`` is found in it.

    The pattern sees lines one by one (``re.MULTILINE``); ``~`` in it stands for white space within a line.
    """

    language: str
    dialect: str
    pattern: str
    ignore_case: bool = False

    def matches(self, head: bytes) -> bool:
        """Whether the pattern is found in the start of a file."""
        return _compiled(self.pattern, self.ignore_case).search(head) is not None


@cache
def _compiled(pattern: str, ignore_case: bool) -> re.Pattern[bytes]:
    # Nearly every process meets a few of these at most, so none is compiled before it is asked.
    flags = re.MULTILINE | (re.IGNORECASE if ignore_case else re.NOFLAG)
    return re.compile(pattern.replace("~", r"[ \t]").encode(), flags)


def _rule(language: str, *patterns: str) -> Rule:
    return Rule(language, language, "|".join(patterns))


def _sql(dialect: str, *patterns: str) -> Rule:
    return Rule("sql", dialect, "|".join(patterns), ignore_case=True)


_OBJECTIVE_C = (
    r"^~*@(?:interface|protocol|implementation|property|end|class|import|synthesize)\b",
    r"^~*#~*import~*[<\"]",
)
_CPP = (
    r"^~*(?:inline~+)?namespace\b~*[\w:]*~*(?:\{|$)",
    r"^~*template~*<",
    r"^~*using~+(?:namespace~|\w+~*=)",
    r"^~*(?:public|private|protected)~*:",
    r"^~*class~+(?:\w+~+)?\w+~*(?:final~*)?(?::[^:]|\{|;|$)",
    r"^~*(?:static~+|inline~+)*constexpr\b",
    r"^~*#~*include~*<(?:[a-z_]+|c(?:std\w+|math|assert|errno|time))>",
    r"\bstd::\w",
    r"\b(?:static|const|dynamic|reinterpret)_cast~*<",
    r"\boperator~*(?:==|\(\)|<<|\[\])",
)
_PREPROCESSOR = r"^~*#~*(?:define|include|if|ifdef|ifndef|pragma)\b"
_PERL = (r"\A#!.*\bperl", r"^~*(?:use~+(?:strict|warnings|v?5|[A-Z][\w:]+)|package~+[\w:]+;)", r"[$@%]\w+~*=")

RULES: dict[str, tuple[Rule, ...]] = {
    "h": (_rule("objective-c", *_OBJECTIVE_C), _rule("cpp", *_CPP)),
    "m": (
        _rule("objective-c", *_OBJECTIVE_C, _PREPROCESSOR, r"^~*(?://|/\*)"),
        _rule("matlab", r"^~*(?:%|function\b[^;{]*$|classdef\b)", r"\.\*", r"^~*end~*;?~*\r?$"),
        _rule("mercury", r"^:-~*module\b"),
    ),
    "pl": (
        _rule("perl", *_PERL, r"^~*sub~+\w+~*\{"),
        _rule("prolog", r"^~*:-~*[a-z]\w*", r"^[a-z]\w*(?:\([^)\n]*\))?~*(?::-|-->)", r"^[a-z]\w*\([^)\n]*\)\."),
    ),
    "t": (_rule("perl", *_PERL, r"^~*use~+[\w:]+"), _rule("text", "")),
    "ts": (_rule("xml", r"\A\s*<(?:\?xml|!DOCTYPE~+TS|TS\b)"),),
    "fs": (
        _rule("glsl", r"^~*#version~+\d", r"^~*(?:uniform|varying|precision)~+\w+", r"\bgl_(?:FragColor|Position)\b"),
        _rule("forth", r"^: \S+~", r"^\\ "),
    ),
    "v": (
        _rule("coq", r"^~*(?:Require~+Import|Theorem|Lemma|Proof\.|Qed\.|Definition)\b"),
        _rule("verilog", r"^~*(?:module~+\w+~*[#(;]|`(?:include|define|timescale)\b|endmodule\b)"),
    ),
    "def": (_rule("c", _PREPROCESSOR, r"^~*(?:static|extern|struct|typedef|const)\b[^\n]*[;{=(]~*$"),),
    "d": (
        _rule("make", r"^[^\s:=#][^\n:=]*:~*(?:\\|\S+\.(?:h|c|hpp|d|rs)\b)"),
        _rule("dtrace", r"\A#!.*dtrace", r"^~*\w+:[\w*]*:[\w*]*:\w*"),
    ),
    "cls": (
        _rule(
            "apex",
            r"^~*(?:global|public|private)~+(?:(?:with|without|inherited)~+sharing~+)?(?:virtual~+|abstract~+)?class\b",
        ),
        _rule("vb", r"\AVERSION~+\d", r"^Attribute~+VB_"),
    ),
    "mod": (
        _rule("xml", r"\A\s*<\?xml", r"<!ENTITY"),
        _rule("gomod", r"^~*(?:module|go|require)~"),
        _rule("text", ""),
    ),
    "pp": (_rule("puppet", r"^~*(?:class~+[\w:]+~*(?:\(|\{|inherits)|define~+[\w:]+|include~+::)", "=>"),),
    "cl": (_rule("opencl", r"\b(?:__)?kernel~+void\b", r"\bget_global_id\b", _PREPROCESSOR),),
    "inc": (
        _rule("php", r"<\?php"),
        _rule("cpp", *_CPP),
        _rule("c", _PREPROCESSOR, r"^~*(?:static|extern|struct|typedef)\b"),
    ),
    "r": (Rule("rebol", "rebol", r"\A\s*rebol\b", ignore_case=True),),
    "sc": (_rule("supercollider", r"\b(?:SynthDef|Pbind|SinOsc)\b"),),
    "sql": (
        _sql("tsql", r"^~*GO~*;?~*\r?$", r"\bBEGIN~+TRY\b", r"\bNVARCHAR\b", r"\bIDENTITY~*\(~*\d", r"\[dbo\]"),
        _sql("mysql", r"^~*DELIMITER~", r"\bENGINE~*=", r"\bAUTO_INCREMENT\b", r"\b(?:TABLE|INTO|FROM)~+`"),
        _sql(
            "postgresql", r"\bLANGUAGE~+'?(?:plpgsql|sql|c)\b", r"\$\w*\$", r"\b(?:BIG)?SERIAL\b", "::(?:text|int|json)"
        ),
        _sql("sqlite", r"^~*PRAGMA~", r"\bAUTOINCREMENT\b", r"\bWITHOUT~+ROWID\b"),
        _sql("oracle", r"\bVARCHAR2\b", r"^~*CREATE~+(?:OR~+REPLACE~+)?PACKAGE\b", r"^/~*\r?$"),
    ),
}
"""By extension, which need not be one that a language has by itself."""


def told_by_content(extension: str, source: bytes) -> tuple[str, str] | None:
    """Language and dialect that the rules of ``extension`` see in ``source``; None where none of them does."""
    rules = RULES.get(extension)
    if rules is None:
        return None
    head = source[:HEAD_BYTES]
    return next(((rule.language, rule.dialect) for rule in rules if rule.matches(head)), None)
