"""What names and members denote, before it is asked what that may hold."""

from __future__ import annotations

from typing import Any, Final

Found = tuple[Any, ...]
"""What a name or member denotes, a tuple whose first item is its sort:

``(SYMBOL_FOUND, file, symbol, receiver)`` with ``receiver`` the value it is a member of, or None;
``(LOCAL, file, scope, name)`` a variable that is no symbol; ``(ENTRY_FOUND, file, scope, target)`` bindings of ``a.b``;
``(ATTRIBUTE_FOUND, file, class, name)`` what methods assign to; ``(VALUE, value)`` a value that has no place (a module,
something outside).
"""
SYMBOL_FOUND: Final = "symbol"
LOCAL: Final = "local"
ENTRY_FOUND: Final = "entry"
ATTRIBUTE_FOUND: Final = "attribute"
VALUE: Final = "value"
