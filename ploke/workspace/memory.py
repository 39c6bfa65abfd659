"""Memory of this process: its peak."""

from __future__ import annotations

import sys


def peak_memory() -> int:
    """Largest resident size of this process so far in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
