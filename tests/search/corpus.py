"""A small made-up repository in which every feature of ranking has something to do."""

from __future__ import annotations

from ploke.model.facts import SymbolKind
from ploke.model.source import Role
from tests.search.memory_index import MemoryFile, MemoryIndex, symbol

FILES = (
    MemoryFile(
        "src/shop/session.py",
        'class Session:\n    """Keeps cookies between requests."""\n\n    def send(self, request):\n'
        "        return self.adapter.send(request)\n",
        (
            symbol("Session", 1, SymbolKind.CLASS, 5),
            symbol("send", 4, SymbolKind.METHOD, 5, "Session.send"),
        ),
        "python",
    ),
    MemoryFile(
        "src/shop/adapters.py",
        "class HTTPAdapter:\n    def send(self, request):\n        # retry when the connection was dropped\n"
        "        return self.pool.open(request)\n",
        (
            symbol("HTTPAdapter", 1, SymbolKind.CLASS, 4),
            symbol("send", 2, SymbolKind.METHOD, 4, "HTTPAdapter.send"),
        ),
        "python",
    ),
    MemoryFile(
        "src/shop/cookies.py",
        "def merge_cookies(jar, other):\n    for cookie in other:\n        jar.set(cookie)\n    return jar\n",
        (symbol("merge_cookies", 1, end=4),),
        "python",
    ),
    MemoryFile(
        "src/shop/__init__.py",
        "from .session import Session\nfrom .adapters import HTTPAdapter\nfrom .cookies import merge_cookies\n",
        (),
        "python",
    ),
    MemoryFile(
        "tests/test_cookies.py",
        "def test_merge_cookies():\n    cookies = merge_cookies({}, {})\n    cookies.cookies\n    assert not cookies\n",
        (symbol("test_merge_cookies", 1, end=4),),
        "python",
        Role.TEST,
    ),
    MemoryFile(
        "docs/cookies.md", "# Cookies\n\nHow cookies are merged: cookies.\n", (), "markdown", Role.DOCUMENTATION
    ),
    MemoryFile("web/cart/index.ts", "export function total(items) {\n  return items.length\n}\n", (), "typescript"),
    MemoryFile("web/cart/price.ts", "export const price = 'one != two'\n", (), "typescript"),
    MemoryFile("settings.yaml", "session:\n  cookie: 1\n", (), "yaml", Role.CONFIGURATION),
)

TEXTS = {file.path: file.text for file in FILES}


def shop(segments: int = 1) -> MemoryIndex:
    """The repository, indexed; cut every three lines so that files have several chunks."""
    return MemoryIndex(FILES, lines=3, segments=segments)
