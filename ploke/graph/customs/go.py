"""Go: who calls what that no source names.

Sources: The Go Programming Language Specification, "Program execution", "Method sets" and "Interface types"; the
documentation of ``cmd/go`` (internal packages) and ``cmd/cgo`` (``//export``, ``//go:linkname``).
"""

from __future__ import annotations

import re

from ploke.graph.customs.customs import Customs
from ploke.model.facts import SymbolKind
from ploke.model.graph import NodeRow

_IOTA = re.compile(r"\biota\b")


def is_main(node: NodeRow) -> bool:
    """``func main`` of any package; that the package is called main is not asked."""
    return node.kind is SymbolKind.FUNCTION and node.name == "main"


def is_special(node: NodeRow) -> bool:
    """``init``, of which a package may have many; ``var _ =`` and the like."""
    return node.name in ("init", "_")


def is_value(node: NodeRow) -> bool:
    """A constant that counts: without it the ones behind it would have other values."""
    return node.kind is SymbolKind.CONSTANT and ("=" not in node.signature or _IOTA.search(node.signature) is not None)


def satisfies_others(node: NodeRow) -> bool:
    """Whether a method may satisfy an interface of another package: methods of lower case never do."""
    return node.name[:1].isupper()


def is_internal_path(path: str) -> bool:
    """Whether a package may be imported by its neighbours alone."""
    return "internal" in path.split("/")[:-1]


CUSTOMS = Customs(
    has_variants=True,
    is_main=is_main,
    is_value=is_value,
    is_special=is_special,
    structural=True,
    satisfies_others=satisfies_others,
    # Directives have no space behind the slashes.
    comment=re.compile(rb"\s*//\s"),
    is_internal_path=is_internal_path,
)
