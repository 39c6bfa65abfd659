"""Small graphs written as text.

    view = graph(
        '''
        shop.py
          class Shop
            method sell -> int
          helper
        tests/test_shop.py
          test_sell
        ''',
        '''
        shop.py#Shop.sell calls shop.py#helper 3:4 5:8
        tests/test_shop.py#test_sell calls shop.py#Shop.sell inferred:duck
        shop.py#helper calls requests:requests.get
        ''',
        '''
        shop.py#Shop.sell calls self.till.open UNKNOWN_TYPE 4:8
        ''',
    )

Lines without indentation are files. A symbol stands on the line that its order in the file gives, from 1; it ends with
the last symbol in it. Its kind is the word before the name, ``function`` without one; ``_`` stands for the space in a
kind, words in brackets behind are markers, words with ``@`` decorators. An edge without places stands in the source's
line, at column 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent

from ploke.graph.memory_view import MemoryView
from ploke.ingest.roles import role_of
from ploke.model.facts import SymbolKind, Visibility
from ploke.model.graph import Confidence, EdgeKind, EdgeRow, NodeRow, Reason, Unresolved

_LANGUAGES = {"py": "python", "ts": "typescript", "js": "javascript", "rs": "rust", "go": "go", "java": "java"}
_PLACE = re.compile(r"\d+:\d+")
_KINDS = {kind.value.replace(" ", "_"): kind for kind in SymbolKind}


def graph(nodes: str, edges: str = "", unresolved: str = "") -> MemoryView:
    """The view of what the text says; see above."""
    rows = list(_nodes(nodes))
    numbers = {row.id: row for row in rows}
    return MemoryView(
        rows,
        [_edge(line, numbers) for line in _lines(edges)],
        [_unresolved(line, numbers) for line in _lines(unresolved)],
    )


def _lines(text: str) -> list[str]:
    return [line for line in dedent(text).strip("\n").splitlines() if line.strip()]


def _nodes(text: str) -> Iterator[NodeRow]:
    files: list[list[NodeRow]] = []
    for line in _lines(text):
        depth = (len(line) - len(line.lstrip())) // 2
        if depth == 0:
            files.append([_file(line.strip(), sum(map(len, files)))])
            around = [files[-1][0]]
            continue
        rows = files[-1]
        del around[depth:]
        row = _symbol(line.strip(), sum(map(len, files)), around[-1], rows)
        around.append(row)
        rows.append(row)
    for rows in files:
        last = {row.number: row.end_line for row in rows}
        for row in reversed(rows[1:]):
            last[row.parent] = max(last[row.parent], last[row.number])
        yield from (row._replace(end_line=last[row.number]) for row in rows)


def _file(path: str, number: int) -> NodeRow:
    name = path.rpartition("/")[2]
    language = _LANGUAGES.get(name.rpartition(".")[2], "text")
    return NodeRow(
        number,
        path,
        path,
        language,
        role_of(path, language),
        name,
        "",
        None,
        Visibility.PUBLIC,
        1,
        1,
        1,
        "",
        (),
        (),
        -1,
    )


def _symbol(line: str, number: int, around: NodeRow, rows: list[NodeRow]) -> NodeRow:
    head, _, signature = line.partition(" -> ")
    markers = tuple(re.findall(r"\[(.*?)\]", head))
    words = re.sub(r"\[.*?\]", "", head).split()
    decorators = tuple(word[1:] for word in words if word.startswith("@"))
    *kind, name = [word for word in words if not word.startswith("@")]
    qualified = f"{around.qualified}.{name}" if around.qualified else name
    same = sum(row.qualified == qualified for row in rows)
    at = len(rows)
    return NodeRow(
        number,
        f"{around.path}#{qualified}" + (f"@{same + 1}" if same else ""),
        around.path,
        around.language,
        around.role,
        name,
        qualified,
        _KINDS[kind[0]] if kind else SymbolKind.FUNCTION,
        Visibility.PRIVATE if name.startswith("_") else Visibility.PUBLIC,
        at,
        at,
        at,
        f"{name}{signature}",
        decorators,
        markers,
        around.number,
    )


def _edge(line: str, nodes: dict[str, NodeRow]) -> EdgeRow:
    source, kind, target, *rest = line.split()
    src = nodes[source]
    confidence, _, rule = next((word for word in rest if not _PLACE.fullmatch(word)), "exact").partition(":")
    kinds = EdgeKind(kind)
    places = _places(rest) or (() if kinds is EdgeKind.OVERRIDES else (src.name_line, 0))
    if target not in nodes and ":" in target:
        return EdgeRow(src.number, -1, kinds, Confidence.EXTERNAL, "", target, places)
    return EdgeRow(src.number, nodes[target].number, kinds, Confidence(confidence), rule, "", places)


def _unresolved(line: str, nodes: dict[str, NodeRow]) -> Unresolved:
    source, kind, expression, reason, *rest = line.split()
    src = nodes[source]
    name = re.findall(r"\w+", expression)[-1]
    return Unresolved(src.number, expression, name, EdgeKind(kind), Reason[reason], _places(rest) or (src.name_line, 0))


def _places(words: list[str]) -> tuple[int, ...]:
    return tuple(int(number) for word in words if _PLACE.fullmatch(word) for number in word.split(":"))
