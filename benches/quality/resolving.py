"""Resolve a tree without an index: what the quality of edges and the time of resolution are measured on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ploke.graph.memory_world import Member, MemoryWorld
from ploke.graph.project import Project, is_manifest
from ploke.graph.resolution import Resolution
from ploke.graph.resolve import Resolver
from ploke.graph.rules import has_rules
from ploke.graph.summary import summarise
from ploke.ingest.roles import role_of
from ploke.languages import extract
from ploke.languages.registry import detect, module_name
from ploke.model.facts import MODULE, FileFacts
from ploke.text.decode import decode


class Tree(NamedTuple):
    """A tree whose facts are read: its world, and facts by path."""

    world: MemoryWorld
    facts: dict[str, FileFacts]


def read_tree(root: Path, paths: Iterable[str] | None = None) -> Tree:
    """The facts of every file below ``root`` (or of ``paths``) whose language is resolved, and the world they make."""
    facts: dict[str, FileFacts] = {}
    manifests: dict[str, str] = {}
    members = []
    for path in sorted(_below(root) if paths is None else paths):
        raw = (root / path).read_bytes()
        if is_manifest(path):
            manifests[path] = raw.decode("utf-8", "replace")
        dialect = detect(path, raw)
        if dialect is None or not has_rules(dialect.language):
            continue
        known = facts[path] = extract(decode(raw).data, dialect)
        language = dialect.language
        members.append(Member(path, module_name(path, language), language, role_of(path, language), summarise(known)))
    return Tree(MemoryWorld(members, Project(manifests)), facts)


def resolve_tree(tree: Tree) -> Iterator[tuple[str, Resolution]]:
    """The resolution of every file, by path."""
    resolver = Resolver(tree.world)
    for path, facts in tree.facts.items():
        yield path, resolver.resolve(tree.world.find(path), facts)


def edge_rows(tree: Tree) -> Iterator[dict[str, object]]:
    """All edges within the tree as ``ploke graph edges --json`` prints them."""
    for path, resolution in resolve_tree(tree):
        facts = tree.facts[path]
        for link in resolution.links:
            if link.file < 0:
                continue
            target = tree.world.file(link.file).path
            there = tree.facts[target].symbols[link.symbol] if link.symbol != MODULE else None
            own = facts.symbols[link.src] if link.src != MODULE else None
            yield {
                "src_path": path,
                "src_line": own.name_line if own else 0,
                "src": own.qualified if own else "",
                "dst_path": target,
                "dst_line": there.name_line if there else 0,
                "dst": there.qualified if there else "",
                "kind": str(link.kind),
                "confidence": "inferred" if link.rule else "exact",
                "places": link.places,
            }


def _below(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in (".git", "node_modules", ".ploke")]
        for name in files:
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix()
