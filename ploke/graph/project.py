"""The configuration that resolution depends on: what manifests and compilers' settings of the repository say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Project:
    """``manifests`` holds the text of each configuration file that a language's rules ask for, by path.

    Rules parse what they need from it themselves, once a world.
    """

    manifests: Mapping[str, str] = field(default_factory=dict)


MANIFESTS = frozenset(
    {
        "pyproject.toml",
        "setup.cfg",
        "setup.py",
        "package.json",
        "tsconfig.json",
        "jsconfig.json",
        "go.mod",
        "go.work",
        "Cargo.toml",
        "pom.xml",
        "build.gradle",
        "build.gradle.kts",
        "settings.gradle",
        "compile_commands.json",
    }
)
"""Base names of the files that the project is made of; ``tsconfig.*.json`` counts as well."""


def is_manifest(path: str) -> bool:
    """Whether a file belongs to the project's configuration."""
    name = path.rpartition("/")[2]
    return name in MANIFESTS or (name.startswith("tsconfig.") and name.endswith(".json"))
