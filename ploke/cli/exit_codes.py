"""Exit codes beside those of ``ploke.errors``."""

from __future__ import annotations

DONE = 0
"""Found, or done."""
NOTHING = 1
"""Nothing found, or a check of ``ploke doctor`` failed."""
CHECK_FAILED = 1
"""What was looked for is a fault, and there is one."""
INTERNAL = 70
"""A defect in ploke."""
INTERRUPTED = 130
"""Stopped by Ctrl-C."""

TABLE = (
    (0, "found, or done"),
    (1, "nothing found, or a check failed"),
    (2, "the request is wrong"),
    (3, "nothing is indexed and indexing was not allowed"),
    (4, "another process is writing this index"),
    (5, "the index is damaged"),
    (6, "the disk refused"),
    (7, "a program, package or remote is missing"),
    (70, "a defect in ploke"),
    (130, "stopped by Ctrl-C"),
)
