"""A drawing as one page that needs nothing else: no network, no other file. Pan, zoom, search, filter, click.

The page's parts lie in ``page/``. A policy in the page forbids every connection, and what the graph says reaches it as
data only: names of a repository are text, never markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files

from ploke.graph.export.drawing import Drawing

_MARKS = re.compile(r"(<!--title-->|/\*(?:style|script|data)\*/)")
_SCRIPTS = ("layout.js", "canvas.js", "panels.js", "main.js")


def page(drawing: Drawing, title: str, groups: Mapping[str, int] | None = None, names: Iterable[str] = ()) -> str:
    """The page. ``groups`` has the number of the community of each path, ``names`` what the communities are called."""
    parts = files("ploke.graph.export").joinpath("page")
    text = parts.joinpath("page.html").read_text(encoding="utf-8")
    script = "\n".join(parts.joinpath(name).read_text(encoding="utf-8") for name in _SCRIPTS)
    inserted = {
        "<!--title-->": _text(title),
        "/*style*/": parts.joinpath("style.css").read_text(encoding="utf-8"),
        "/*script*/": script,
        "/*data*/": _data(drawing, title, groups or {}, list(names)),
    }
    # In one pass: what is inserted may itself look like a mark.
    return "".join(inserted.get(part, part) for part in re.split(_MARKS, text))


def _data(drawing: Drawing, title: str, groups: Mapping[str, int], names: list[str]) -> str:
    """The drawing as JSON; repeated words are numbers of entries in tables."""
    paths: dict[str, int] = {}
    kinds: dict[str, int] = {}
    languages: dict[str, int] = {}
    roles: dict[str, int] = {}
    edges: dict[str, int] = {}
    nodes = [
        [
            node.name,
            kinds.setdefault(node.kind, len(kinds)),
            languages.setdefault(node.language, len(languages)),
            roles.setdefault(node.role, len(roles)),
            paths.setdefault(node.path, len(paths)),
            node.line,
            node.end_line,
            node.signature,
            node.rank,
            groups.get(node.path, -1),
        ]
        for node in drawing.nodes
    ]
    links = [
        [edge.source, edge.target, edges.setdefault(edge.kind, len(edges)), int(edge.confidence == "exact"), edge.times]
        for edge in drawing.edges
    ]
    record = {
        "title": title,
        "level": drawing.level.value,
        "of": drawing.of,
        "kinds": list(kinds),
        "languages": list(languages),
        "roles": list(roles),
        "paths": list(paths),
        "edgeKinds": list(edges),
        "communities": names,
        "nodes": nodes,
        "edges": links,
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
