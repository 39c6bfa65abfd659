"""Questions that a graph answers, one a file: pure functions of a ``GraphView`` and of texts that others read."""
