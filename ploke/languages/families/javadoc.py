"""Documentation between ``/**`` and ``*/``, its tags kept as they are written."""

from __future__ import annotations

import re

_MARGIN = re.compile(r"^[ \t]*\*+(?!/)[ \t]?", re.MULTILINE)


def javadoc(text: str) -> str | None:
    """What a documentation comment says; "" of any other, which does not part one from what it documents.

    None for what is no comment.
    """
    if text.startswith("/**") and len(text) > 4:
        return _MARGIN.sub("", text[3:].removesuffix("*/")).rstrip("* \t\r\n").strip()
    return "" if text.startswith(("//", "/*")) else None
