"""Git URLs as text: telling them from paths, and naming a folder after one. Pure."""

from __future__ import annotations

import re

_SCHEME = r"(?:https?|ssh|git|git\+ssh|file)://."
_HOST_AND_PATH = r"(?:[\w.-]+@)?[\w-][\w.-]+:(?!/?/).+"
_READABLE_LENGTH = 60


def is_git_url(text: str) -> bool:
    """Whether ``text`` is a git URL: ``https://``, ``ssh://``, ``git://``, ``file://``, ``git@host:path``."""
    if "\0" in text:
        return False
    if re.match(_SCHEME, text, re.IGNORECASE):
        return True
    return bool(re.fullmatch(_HOST_AND_PATH, text)) and ("@" in text.partition(":")[0] or text.endswith(".git"))


def folder_name(url: str) -> str:
    """A stable folder name for a URL: host and path to read, and a hash to keep similar URLs apart.

    Spellings that differ in scheme, user, port, or the ``.git`` at the end share one name.
    """
    from hashlib import blake2b

    bare = re.sub(r"^[\w+]+://", "", url.strip())
    host, _, path = bare.partition("/")
    if bare == url.strip() and ":" in host:
        host, _, first = host.partition(":")
        path = f"{first}/{path}"
    host = host.rpartition("@")[2].partition(":")[0].lower()
    plain = f"{host}/{path}".strip("/").removesuffix(".git").rstrip("/")
    readable = re.sub(r"[^\w.-]+", "-", plain, flags=re.ASCII)[-_READABLE_LENGTH:].strip("-.")
    return f"{readable}-{blake2b(plain.encode('utf-8', 'surrogateescape'), digest_size=4).hexdigest()}"
