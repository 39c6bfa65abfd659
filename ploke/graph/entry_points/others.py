"""Manifests that say of code only that it is a package: programs in it are found by their main functions.

Sources: The Go Modules Reference, "go.mod files"; the documentation of Maven and Gradle.
"""

from __future__ import annotations

from ploke.graph.entry_points.manifest import Files, Manifest, Package, folder_of


def read_go_mod(path: str, text: str, files: Files) -> Manifest:
    """A module of Go, whose packages others may import."""
    return Manifest((Package(folder_of(path), frozenset({"go"}), True, path),))


def read_jvm_build(path: str, text: str, files: Files) -> Manifest:
    """A project of Maven or Gradle, whose public classes others may use."""
    return Manifest((Package(folder_of(path), frozenset({"java", "kotlin", "scala", "groovy"}), True, path),))
