"""C and C++: who calls what that no source names.

Sources: ISO/IEC 9899 5.1.2.2.1 (``main``), ISO/IEC 14882 [basic.start.main], [class.virtual]; the documentation of
GCC's function attributes; the entry points of Windows and of libFuzzer.
"""

from __future__ import annotations

import re

from ploke.graph.customs.customs import Customs, words
from ploke.model.graph import NodeRow

_MAINS = words("main wmain WinMain wWinMain DllMain _start LLVMFuzzerTestOneInput LLVMFuzzerInitialize")
# Range-based loops and coroutines look these up.
_MEMBERS = words(
    "begin end get_return_object initial_suspend final_suspend unhandled_exception return_void return_value"
)


def is_main(node: NodeRow) -> bool:
    """What the loader, or a fuzzer, starts."""
    return node.qualified in _MAINS


def is_special(node: NodeRow) -> bool:
    """Destructors, operators, and what the language looks up by name."""
    return not node.name.isidentifier() or node.name.startswith("operator") or node.name in _MEMBERS


CUSTOMS = Customs(
    has_variants=True,
    is_main=is_main,
    is_special=is_special,
    harmless=words("nodiscard deprecated maybe_unused noreturn likely unlikely fallthrough no_unique_address"),
    comment=re.compile(rb"\s*//(?!/)"),
    declares_apart=True,
    assumes_library=True,
)
