"""The names of C++'s definitions: paths, operators, type arguments of specialisations."""

from __future__ import annotations

import re

_OPERATOR = re.compile(r"\boperator\b(?!\s*::)")
_SIGN = re.compile(r'operator\s*(\(\s*\)|\[\s*\]|""\s*\w+|(?:new|delete)\b(?:\s*\[\s*\])?|co_await\b|[^\w\s("]+)')
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_NESTED = re.compile(r"<[^<>]*>")
_WORDS = re.compile(r"\b(?:template|typename)\b\s*")


def parted(text: str) -> tuple[str, str, int]:
    """The path that a definition's name stands behind, its bare name, and the byte at which that starts."""
    if text.isidentifier():
        return "", text, 0
    if text.startswith("("):
        title = _STRING.search(text)
        return "", title[1] if title is not None else ".".join(text[1:-1].replace(",", " ").split()), 1
    found = _OPERATOR.search(text)
    if found is not None and text.count("<", 0, found.start()) > text.count(">", 0, found.start()):
        found = None
    start = found.start() if found is not None else _last_part(text)
    path = "".join(_WORDS.sub("", without_arguments(text[:start])).split())
    offset = len(text[:start].encode())
    if found is None:
        return path, "".join(without_arguments(text[start:]).split()), offset
    sign = _SIGN.match(text, start)
    if sign is not None:
        written = sign[1]
        return path, "operator" + (" " if written[0].isalpha() else "") + "".join(written.split()), offset
    return path, " ".join(text[start:].rpartition("(")[0].split()), offset


def _last_part(text: str) -> int:
    """Where the last name of a path starts."""
    depth = 0
    for index in range(len(text) - 1, 0, -1):
        depth += (text[index] == ">") - (text[index] == "<")
        if not depth and text[index] == ":":
            start = index + 1
            while start < len(text) - 1 and text[start].isspace():
                start += 1
            return start
    return 0


def without_arguments(text: str) -> str:
    """A path without type arguments."""
    before = ""
    while before != text and "<" in text:
        before, text = text, _NESTED.sub("", text)
    return text
