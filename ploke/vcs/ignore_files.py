"""Reads the ignore files that hold for a root and for the folders below it."""

# String paths: this runs once a folder.
# ruff: noqa: PTH111, PTH113, PTH114, PTH118, PTH123
from __future__ import annotations

import os
from collections.abc import Container, Sequence

from ploke.vcs.git import Repository
from ploke.vcs.gitconfig import config_home, settings
from ploke.vcs.ignore import IgnoreRules, Origin, read_source

FOLDER_FILES = ((".gitignore", Origin.GIT), (".plokeignore", Origin.OWN))
"""The ignore files of a folder, the weaker first."""


def root_rules(root: str, repository: Repository | None, exclude: Sequence[str] = ()) -> IgnoreRules:
    """Rules that hold from the absolute ``root`` on, its own ignore files not yet read.

    ``repository`` is the one around ``root``; its ``info/exclude`` holds only where ``root`` is its top. ``exclude``
    are gitignore patterns relative to the root that outrank every file.
    """
    config = settings(repository.git_dir, repository.common_dir) if repository else settings()
    rules = IgnoreRules(ignore_case=config.get("core.ignorecase", "").lower() in ("true", "yes", "on", "1"))
    excludes = config.get("core.excludesfile", os.path.join(config_home(), "git", "ignore"))
    if excludes:
        rules = _with_file(rules, os.path.join(root, os.path.expanduser(excludes)), excludes, Origin.GLOBAL)
    if repository is not None and repository.top == root:
        rules = _with_info(rules, repository, "")
    if exclude:
        rules = rules.with_source(read_source("--exclude", "", os.fsencode("\n".join(exclude)), Origin.REQUEST))
    return rules


def folder_rules(rules: IgnoreRules, place: str, folder: str, names: Container[str]) -> IgnoreRules:
    """``rules`` and those of one folder's ignore files.

    ``place`` is its absolute path, ``folder`` the relative one with a slash behind it (``""`` for the root), ``names``
    what lies in it. Ignore files that are links are not followed, as git does not.
    """
    for name, origin in FOLDER_FILES:
        if name in names:
            path = os.path.join(place, name)
            if not os.path.islink(path):
                rules = _with_file(rules, path, folder + name, origin, folder)
    return rules


def submodule_rules(rules: IgnoreRules, submodule: Repository, folder: str) -> IgnoreRules:
    """The rules inside of a submodule at ``folder`` (relative, with a slash), its own ignore files not yet read."""
    return _with_info(rules.in_submodule(), submodule, folder)


def _with_info(rules: IgnoreRules, repository: Repository, folder: str) -> IgnoreRules:
    path = os.path.join(repository.common_dir, "info", "exclude")
    return _with_file(rules, path, folder + ".git/info/exclude", Origin.GIT, folder)


def _with_file(rules: IgnoreRules, path: str, label: str, origin: Origin, folder: str = "") -> IgnoreRules:
    if not os.path.isfile(path):
        return rules
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return rules
    return rules.with_source(read_source(label, folder, data, origin))
