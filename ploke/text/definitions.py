"""What a text seems to define, for programming languages without a grammar here."""

from __future__ import annotations

import re

# Every repeat is bounded, so that no line, however long and odd, takes more than a moment.
_NAME = rb"([A-Za-z_$][\w$]{0,80}+(?:(?:\.|::|\\|-)[A-Za-z_$][\w$]{0,80}+){0,8}+[?!]?)"

_MODIFIER = (
    rb"(?:(?:pub(?:\([^()\n]{0,80}\))?|public|private|protected|internal|fileprivate|static|final|abstract|sealed|open|override|"
    rb"async|export|default|inline|const|constexpr|virtual|extern|external|partial|case|unsafe|local|suspend|readonly|"
    rb"declare|implicit|lazy|operator|infix|tailrec|expect|actual|data|value|annotation|inner|companion|enum|indirect|"
    rb"mutating|required|convenience|noinline|threadlocal|typedef|instance|let|@\w+(?:\([^()\n]{0,80}\))?)[ \t]+)"
)

# A keyword that introduces a definition in one language or another, then the name. Type parameters (fun <T> name) and
# receivers (func (r *T) name) may stand between. Several plain words on end are prose.
_KEYWORD = re.compile(
    rb"^[ \t]*" + _MODIFIER + rb"{0,5}?"
    rb"(?:func|fun|fn|function|def|defp|defmacro|defmodule|defprotocol|defimpl|sub|proc|macro|"
    rb"class|struct|interface|trait|enum|object|type|typealias|newtype|data|module|namespace|protocol|"
    rb"extension|actor|record|union|contract|mixin|impl|instance|given|alias|#[ \t]*define)"
    rb"(?:[ \t]+|(?=<))(?:<[^\n{}]{0,200}?>[ \t]*)?(?:\([^()\n]{0,200}\)[ \t]+)?"
    rb"(?!(?:class|struct|interface|trait|enum|object|type|fun|func|def)\b|(?:[a-z]+[ \t]+){3}[a-z])" + _NAME,
    re.MULTILINE,
)

# NAME(...) on a line that declares: a type or modifier stands before it, or a body opens after it. At most two levels
# of indentation, for a deeper one is a call.
_BODY = re.compile(
    rb"^(?:\t{0,2}|[ ]{0,8})(?![ \t])(?:"
    rb"(?!(?:return|throw|new|else|case|await|yield|goto|delete|not|and|or|if|elif|elsif|unless|until|while|for|assert|"
    rb"raise|print|echo|import|using|require|include|local|let|var|val|const|end|then|do)\b)"
    rb"[A-Za-z_][\w:<>,*&~\[\]?.]*[ \t][\w:<>,*&~\[\]?. \t]{0,200}?[*&]{0,3}" + _NAME + rb"\([^;=\"'\n]*|"
    rb"(?!(?:if|for|foreach|while|switch|catch|match|with|when|using|lock|elseif|function|fn)\b)"
    + _NAME
    + rb"\([^;\n]*\)[^;()\n]*\{"
    rb")[ \t\r]*$",
    re.MULTILINE,
)

# NAME bound to a type or a function, or given a signature on a line of its own (Haskell and its kin).
_BOUND = re.compile(
    rb"^[ \t]*(?:(?:pub|public|export|local|const|let|var|val|static|my|our)[ \t]+){0,3}"
    + _NAME
    + rb"[ \t]*(?::?=[ \t]*(?:async[ \t]+)?(?:function|class|struct|enum|union|packed[ \t]|extern[ \t]|fn|proc)\b"
    rb"|[ \t]::[ \t])",
    re.MULTILINE,
)


def definition_words(text: bytes) -> list[str]:
    """Names that ``text`` (UTF-8) seems to define, each once, in no order that means anything.

    A guess by the shape of lines, the same for every language: good enough to weigh words by, never shown as symbols.
    Meant for source code only: prose and data have lines of any shape.
    """
    declared = (typed or bare for typed, bare in _BODY.findall(text))
    found = dict.fromkeys((*_KEYWORD.findall(text), *declared, *_BOUND.findall(text)))
    return [name.decode("ascii") for name in found]
