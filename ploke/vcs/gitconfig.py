"""Git's configuration files, read without starting git.

Source: git-config(1), "CONFIGURATION FILE". Read are the system file, the user's two, the repository's own, its
worktree's, plain ``include.path`` and ``GIT_CONFIG_COUNT``; conditional includes (``includeIf``) are not followed.
"""

# String paths: this runs before every answer, and pathlib alone would cost more than the reading.
# ruff: noqa: PTH111, PTH118, PTH120, PTH123
from __future__ import annotations

import os
from collections.abc import Iterator

_ESCAPES = {"n": "\n", "t": "\t", "b": "\b"}
_MAX_INCLUDES = 10


def parse_config(text: str) -> list[tuple[str, str]]:
    """``(name, value)`` in file order; names as ``section.Sub Section.key``, section and key in lower case.

    A key without ``=`` has the value ``"true"``. Lines that cannot be read are passed over.
    """
    settings: list[tuple[str, str]] = []
    section = ""
    lines = iter(text.removeprefix("\ufeff").splitlines())
    for raw in lines:
        line = raw.strip()
        if line.startswith("["):
            section, line = _section(line)
        if not section or not line[:1].isalpha():
            continue
        key, equals, rest = line.partition("=")
        key = key.strip()
        if not equals or not key.replace("-", "").isalnum():
            key, rest = key.replace("#", " ").replace(";", " ").split()[0], "true"
        settings.append((f"{section}.{key.lower()}", _value(rest.lstrip(), lines)))
    return settings


def _section(line: str) -> tuple[str, str]:
    """The section that a line opens, and what follows behind its header; an unreadable header opens none."""
    at = 1
    quoted = False
    while at < len(line) and (quoted or line[at] != "]"):
        if line[at] == "\\":
            at += 1
        elif line[at] == '"':
            quoted = not quoted
        at += 1
    name, quote, rest = line[1:at].partition('"')
    name = name.strip().lower()
    if quote:
        name += "." + "".join(_unescaped(rest.rstrip().removesuffix('"')))
    return name, line[at + 1 :].lstrip()


def _unescaped(text: str) -> Iterator[str]:
    characters = iter(text)
    for character in characters:
        yield next(characters, "") if character == "\\" else character


def _value(text: str, lines: Iterator[str]) -> str:
    """Unquote a value, going on to the next line behind a backslash at the end; comments and outer spaces go."""
    out: list[str] = []
    keep = 0
    quoted = False
    at = 0
    while at < len(text):
        character = text[at]
        at += 1
        if character == "\\":
            if at == len(text):
                text, at = next(lines, ""), 0
                continue
            out.append(_ESCAPES.get(text[at], text[at]))
            at += 1
            keep = len(out)
        elif character == '"':
            quoted = not quoted
            keep = len(out)
        elif character in "#;" and not quoted:
            break
        else:
            out.append(character)
            if quoted or not character.isspace():
                keep = len(out)
    return "".join(out[:keep])


def read_config(path: str) -> list[tuple[str, str]]:
    """Settings of one file with those it includes in their place; a missing or unreadable file has none."""
    return list(_read(path, 0))


def _read(path: str, depth: int) -> Iterator[tuple[str, str]]:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            text = file.read()
    except (OSError, ValueError):
        return
    for name, value in parse_config(text):
        yield name, value
        if name == "include.path" and depth < _MAX_INCLUDES:
            yield from _read(os.path.join(os.path.dirname(path), os.path.expanduser(value)), depth + 1)


def settings(git_dir: str = "", common_dir: str = "") -> dict[str, str]:
    """All settings that hold in a repository (or outside of any), the last value of each."""
    found: dict[str, str] = {}
    for path in _files(common_dir):
        found.update(_read(path, 0))
    if git_dir and found.get("extensions.worktreeconfig", "").lower() == "true":
        found.update(_read(os.path.join(git_dir, "config.worktree"), 0))
    found.update(_from_environment())
    return found


def _files(common_dir: str) -> Iterator[str]:
    environment = os.environ
    if environment.get("GIT_CONFIG_NOSYSTEM", "").lower() not in ("1", "true", "yes", "on"):
        yield environment.get("GIT_CONFIG_SYSTEM", "/etc/gitconfig")
    if "GIT_CONFIG_GLOBAL" in environment:
        yield environment["GIT_CONFIG_GLOBAL"]
    else:
        yield os.path.join(config_home(), "git", "config")
        yield os.path.expanduser("~/.gitconfig")
    if common_dir:
        yield os.path.join(common_dir, "config")


def _from_environment() -> Iterator[tuple[str, str]]:
    count = os.environ.get("GIT_CONFIG_COUNT", "")
    for number in range(int(count) if count.isascii() and count.isdigit() else 0):
        section, _, rest = os.environ.get(f"GIT_CONFIG_KEY_{number}", "").partition(".")
        subsection, dot, key = rest.rpartition(".")
        yield f"{section.lower()}.{subsection}{dot}{key.lower()}", os.environ.get(f"GIT_CONFIG_VALUE_{number}", "")


def config_home() -> str:
    """The folder of the user's configuration files: ``$XDG_CONFIG_HOME``, else ``~/.config``."""
    return os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
