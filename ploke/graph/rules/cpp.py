"""C++: names by translation unit and linkage."""

from __future__ import annotations

from ploke.graph.rules.linkage import LinkageRules


class CppRules(LinkageRules):
    """Evaluates C++."""

    language = "cpp"
