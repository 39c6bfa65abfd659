"""JavaScript and TypeScript: names by scope, modules, members of classes, prototypes and object literals.

Sources: ECMA-262; the TypeScript handbook.
"""

from __future__ import annotations

from ploke.graph.rules.ecmascript_modules import EcmaScriptModules


class EcmaScriptRules(EcmaScriptModules):
    """Evaluates JavaScript and TypeScript."""
