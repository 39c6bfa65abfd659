"""Terraform and OpenTofu: everything is qualified by how Terraform refers to it.

``aws_instance.web``, ``data.aws_ami.this``, ``var.region``, ``local.name``, ``module.vpc``, ``output.id``,
``provider.aws``, or ``aws.west`` where a provider has an alias. References are cut to that, but for outputs of modules:
``module.vpc.id``. Sources of modules and providers are imports; a file of values writes its variables.
"""

from __future__ import annotations

from functools import partial

from ploke.languages.families.hcl_blocks import Named, Rules, read_hcl
from ploke.languages.spec import LanguageSpec
from ploke.model.facts import SymbolKind

_TWO_LABELS = frozenset({"resource", "data", "ephemeral"})
_ONE_LABEL = frozenset({"module", "output", "provider", "check", "run", "mock_provider"})
_BUILT_IN = frozenset({"each", "count", "self", "path", "terraform"})
_PARTS = {"var": 2, "local": 2, "data": 3, "module": 3, "ephemeral": 3, "output": 2, "run": 2}


def block(words: list[str], depth: int) -> Named | None:
    """What a block defines; nested blocks define nothing."""
    kind, labels = words[0], words[1:]
    if depth:
        return None
    if kind in _TWO_LABELS and len(labels) == 2:
        path = ".".join(labels) if kind == "resource" else ".".join(words)
        return Named(SymbolKind.RESOURCE, path, 2, () if kind == "resource" else (kind,))
    if kind == "variable" and len(labels) == 1:
        return Named(SymbolKind.VARIABLE, f"var.{labels[0]}", 1)
    if kind in _ONE_LABEL and len(labels) == 1:
        return Named(SymbolKind.RESOURCE, f"{kind}.{labels[0]}", 1, ("test",) if kind == "run" else (kind,))
    return None


def attribute(words: list[str], path: str) -> Named | None:
    """What an attribute defines: a local value."""
    return Named(SymbolKind.VARIABLE, f"local.{words[1]}", 0) if len(words) == 2 and words[0] == "locals" else None


def address(words: list[str]) -> str:
    """What of a reference is defined somewhere; a lone word is a variable that a file of values sets."""
    if len(words) == 1:
        return f"var.{words[0]}"
    return "" if words[0] in _BUILT_IN else ".".join(words[: _PARTS.get(words[0], 2)])


RULES = Rules(
    block,
    attribute,
    address,
    imported=frozenset({("module", "source")}),
    listed=frozenset({("required_providers", "source")}),
    renamed=frozenset({("provider", "alias")}),
)

SPEC = LanguageSpec(name="terraform", extractor=partial(read_hcl, language="terraform", rules=RULES))
