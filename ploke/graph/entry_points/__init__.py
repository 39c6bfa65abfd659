"""Where code is entered from outside: what the manifests of a repository say of scripts, programs and packages.

One file an ecosystem; ``read_manifest`` finds the one that reads a file.
"""

from __future__ import annotations

from importlib import import_module

from ploke.graph.entry_points.manifest import Files, Manifest

_HOMES = {
    "pyproject.toml": "ploke.graph.entry_points.python:read_pyproject",
    "setup.cfg": "ploke.graph.entry_points.python:read_setup_cfg",
    "setup.py": "ploke.graph.entry_points.python:read_setup_py",
    "package.json": "ploke.graph.entry_points.node:read_package_json",
    "Cargo.toml": "ploke.graph.entry_points.cargo:read_cargo",
    "go.mod": "ploke.graph.entry_points.others:read_go_mod",
    "pom.xml": "ploke.graph.entry_points.others:read_jvm_build",
    "build.gradle": "ploke.graph.entry_points.others:read_jvm_build",
    "build.gradle.kts": "ploke.graph.entry_points.others:read_jvm_build",
}


def is_entry_manifest(path: str) -> bool:
    """Whether a file is a manifest that says where code is entered."""
    return path.rpartition("/")[2] in _HOMES


def read_manifest(path: str, text: str, files: Files) -> Manifest:
    """What the manifest at ``path`` says; one that cannot be parsed says nothing but its ``problem``."""
    module, _, name = _HOMES[path.rpartition("/")[2]].partition(":")
    read: Manifest = getattr(import_module(module), name)(path, text, files)
    return read
