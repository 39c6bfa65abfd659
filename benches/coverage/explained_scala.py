"""What the expressions for ctags find in Scala and Swift that is none, and what they lack."""

from __future__ import annotations

import re
from collections.abc import Sequence

from benches.coverage.difference import Difference, Explanation


def _in_refinement(one: Difference) -> bool:
    """Whether the block around closes as a part of a type does (``} = …``, ``} => …``, ``}]``), or opens as one."""
    margin = len(one.text) - len(one.text.lstrip())

    def around(lines: Sequence[str]) -> str:
        return next((line for line in lines if line.strip() and len(line) - len(line.lstrip()) < margin), "")

    if re.match(r"\s*\}\s*(=|[\])},]|with\b)", around(one.lines[one.line :])):
        return True
    opening = around(one.lines[one.line - 2 :: -1])
    words = r"\b(class|trait|object|enum|given|extension|package|new|def|val|var)\b"
    return re.search(r":\s.*\{$", opening) is not None and re.search(words, opening) is None


def _in_long_string(one: Difference) -> bool:
    """Whether three quotes are open before the line."""
    return sum(line.count('"""') for line in one.lines[: one.line - 1]) % 2 == 1


def _in_comment(one: Difference) -> bool:
    """Whether a comment of several lines is open before the line."""
    before = "\n".join(one.lines[: one.line - 1])
    return before.rfind("/*") > before.rfind("*/")


SCALA: tuple[Explanation, ...] = (
    Explanation("scala", "missing", "in a string", when=_in_long_string),
    Explanation("scala", "missing", "a demand on a type in a refinement", kind="^type$", when=_in_refinement),
    Explanation(
        "scala",
        "missing",
        "a name cut at a sign or letter that the expression has not",
        text=r"\b(unary_\W|\w*[^\x00-\x7f])",
    ),
    Explanation("scala", "extra", "a name with signs or letters that the expression has not", name=r"[^A-Za-z0-9_$]"),
    Explanation("scala", "extra", "a package object, which the expression has not", text=r"\bpackage\s+object\b"),
    Explanation(
        "scala",
        "extra",
        "not the first on its line",
        text=r"\S.*[{;(=]\s*(@\w+\s+)?((private|override|implicit|final|lazy|sealed|type|case)\s+)*"
        r"(def|type|class|trait|object)\s",
    ),
)

SWIFT: tuple[Explanation, ...] = (
    Explanation(
        "swift", "extra", "a deinit or associatedtype, which is not asked for", text=r"\b(deinit|associatedtype)\b"
    ),
    Explanation("swift", "missing", "in a string", when=_in_long_string),
    Explanation("swift", "missing", "in a comment", when=_in_comment),
    Explanation("swift", "extra", "not the first on its line", text=r"\S.*[{;]\s*(@\w+\s+)?(\w+\s+)*(func|init)\b"),
    Explanation(
        "swift", "extra", "behind an attribute, or of a name, with an underscore", text=r"@_\w+|\b(class|actor) _"
    ),
)
