"""Members of members as they are written: ``shop.till.open``."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEXT = re.compile(rb"\s*(?:[?!]?\.|->|::)\s*([A-Za-z_$\x80-\xff][A-Za-z0-9_$\x80-\xff]*)")


def members_behind(line: bytes, end: int) -> Iterator[int]:
    """Where the names start that follow the one that ends at ``end``, each a member of the one before.

    A reference stands where the last name of its expression does, and may yet lead to what an earlier one means.
    """
    while (found := _NEXT.match(line, end)) is not None:
        yield found.start(1)
        end = found.end()
