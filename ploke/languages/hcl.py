"""HCL: blocks with labels, as Packer, Nomad and others configure with.

A block with labels is a resource, qualified by its type and labels; what stands in no block is a variable.
"""

from __future__ import annotations

from ploke.languages.families.hcl_blocks import Named, Rules, read_hcl
from ploke.languages.spec import LanguageSpec
from ploke.model.facts import SymbolKind


def _block(words: list[str], depth: int) -> Named | None:
    if len(words) == 1:
        return Named(SymbolKind.RESOURCE, words[0], 0) if not depth else None
    kind = SymbolKind.VARIABLE if words[0] == "variable" else SymbolKind.RESOURCE
    return Named(kind, ".".join(words), len(words) - 1, (words[0],) if kind is SymbolKind.RESOURCE else ())


def _attribute(words: list[str], path: str) -> Named | None:
    """What stands in no block, or in a block of locals."""
    if len(words) == 1:
        return Named(SymbolKind.VARIABLE, words[0], 0)
    return Named(SymbolKind.VARIABLE, f"{path}.{words[-1]}", 0) if words[0] in ("locals", "inputs") else None


def _address(words: list[str]) -> str:
    return ".".join(words) if len(words) > 1 else ""


SPEC = LanguageSpec(name="hcl", extractor=lambda source: read_hcl(source, "hcl", Rules(_block, _attribute, _address)))
