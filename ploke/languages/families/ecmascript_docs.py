"""Types in JSDoc, as TypeScript reads them in JavaScript.

Source: the TypeScript handbook, "JSDoc Reference"; the reference of JSDoc, "@param" and "@type".
"""

from __future__ import annotations

import re

from ploke.languages.spec import Documented

_TAG = re.compile(r"@(param|arg|argument|returns?|type)\s*\{")
_NAME = re.compile(r"\s*\[?\s*([\w$]+)(?![\w$.\[])")
_GENERIC = re.compile(r"\.<")
_MAP = re.compile(r"\bObject(?=<)")
_LONGEST = 300


def documented_types(doc: str) -> Documented | None:
    """The types in a JSDoc comment; None where there are none."""
    if "{" not in doc or "@" not in doc:
        return None
    parameters: dict[str, str] = {}
    returned = own = ""
    for tag in _TAG.finditer(doc):
        end = _closing(doc, tag.end())
        written = _plain(doc[tag.end() : end])
        word = tag[1]
        if word == "type":
            own = own or written
        elif word.startswith("return"):
            returned = returned or written
        else:
            name = _NAME.match(doc, end + 1)
            if name is not None:
                parameters.setdefault(name[1], written)
    return Documented(parameters, returned, own) if parameters or returned or own else None


def _closing(doc: str, start: int) -> int:
    """Where the brace closes that was opened before ``start``."""
    depth = 1
    for place in range(start, min(len(doc), start + _LONGEST)):
        depth += (doc[place] == "{") - (doc[place] == "}")
        if not depth:
            return place
    return start


def _plain(written: str) -> str:
    """A type of JSDoc as TypeScript writes it; empty for what says nothing."""
    written = " ".join(written.split()).lstrip("?!").removesuffix("=").strip()
    if written.startswith("..."):
        written = f"{written[3:]}[]"
    if written in ("*", "") or "function(" in written or "function (" in written:
        return ""
    return _MAP.sub("Record", _GENERIC.sub("<", written))
