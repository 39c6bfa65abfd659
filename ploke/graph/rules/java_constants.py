"""What an enum's constant hands to its constructor, read from the constant's signature: ``RED("red", 0xF00)``."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"?|'(?:[^'\\]|\\.)*'?|[()\[\]{},]|[^()\[\]{},\"']+")
_FRACTION: Final = re.compile(r"-?(?!0[xX])[\d_]*\.?[\d_]*(?:\.|[eEfFdD])[\d_fFdDeE+-]*\Z")
_NUMBER: Final = re.compile(r"-?\.?\d[\w.]*\Z")
_NAME: Final = re.compile(r"[^\W\d][\w$]*(?:\s*\.\s*[^\W\d][\w$]*)*\Z")
_LITERALS: Final = frozenset({"true", "false", "null"})


def constant_arguments(signature: str) -> list[str]:
    """The normal form of each argument, in order; "" for what is neither a literal nor a dotted name."""
    texts: list[list[str]] = [[]]
    depth = 0
    for token in _TOKEN.findall(signature.partition("(")[2]):
        if token == ")" and depth == 0:
            break
        depth += (token in ("(", "[", "{")) - (token in (")", "]", "}"))
        if token == "," and depth == 0:
            texts.append([])
        elif texts[-1] or not token.isspace():
            texts[-1].append(token)
    return [_form("".join(tokens).strip(), tokens) for tokens in texts] if texts != [[]] else []


def _form(text: str, tokens: list[str]) -> str:
    if text.startswith('"') and (len(tokens) == 1 or tokens[1].lstrip().startswith("+")):
        return '""'
    if text.startswith("'") and len(tokens) == 1:
        return "''"
    if text in _LITERALS:
        return text
    if _NUMBER.match(text):
        return "0.0" if _FRACTION.match(text) else "0"
    return re.sub(r"\s", "", text) if _NAME.match(text) else ""
