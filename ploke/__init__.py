"""ploke: a code graph and searchable index of a repository, on your own machine.

    import ploke

    with ploke.open_workspace(".") as workspace:
        workspace.sync()
        for hit in workspace.search("parse the settings file").hits:
            print(hit.path, hit.start_line, hit.symbol)

Public names are listed in ``__all__`` and imported on first use, so that ``import ploke`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ploke.config import Config, load_config
    from ploke.errors import (
        BusyError,
        DamagedIndexError,
        NoIndexError,
        PlokeError,
        StorageError,
        UnavailableError,
        UsageError,
    )
    from ploke.graph.names import AmbiguousNameError
    from ploke.model.facts import SymbolKind, Visibility
    from ploke.model.graph import Confidence, EdgeKind, EdgeRow, NodeRow, Reason, Unresolved
    from ploke.model.graph_answers import (
        Card,
        Definition,
        GraphStats,
        Impact,
        Link,
        Neighbours,
        OpenReference,
        PathAnswer,
        Reached,
        UnresolvedGroup,
    )
    from ploke.model.graph_reports import (
        Community,
        Cycle,
        CycleLevel,
        Hotspot,
        Hotspots,
        ImportStep,
        ImportTime,
        MapFile,
        RepositoryMap,
        Use,
        Users,
        Verdict,
    )
    from ploke.model.index import SymbolRow
    from ploke.model.results import (
        Check,
        CheckState,
        LanguageInfo,
        Mode,
        Progress,
        SearchHit,
        SearchRequest,
        SearchResponse,
        Stage,
        Status,
        SyncReport,
    )
    from ploke.model.source import Role, Skip, SkipReason
    from ploke.workspace.graph.questions import CodeGraph
    from ploke.workspace.workspace import Workspace, open_workspace

__version__ = "0.1.0"

_HOMES = {
    "ploke.config": ("Config", "load_config"),
    "ploke.errors": (
        "BusyError",
        "DamagedIndexError",
        "NoIndexError",
        "PlokeError",
        "StorageError",
        "UnavailableError",
        "UsageError",
    ),
    "ploke.graph.names": ("AmbiguousNameError",),
    "ploke.model.facts": ("SymbolKind", "Visibility"),
    "ploke.model.graph": ("Confidence", "EdgeKind", "EdgeRow", "NodeRow", "Reason", "Unresolved"),
    "ploke.model.graph_answers": (
        "Card",
        "Definition",
        "GraphStats",
        "Impact",
        "Link",
        "Neighbours",
        "OpenReference",
        "PathAnswer",
        "Reached",
        "UnresolvedGroup",
    ),
    "ploke.model.graph_reports": (
        "Community",
        "Cycle",
        "CycleLevel",
        "Hotspot",
        "Hotspots",
        "ImportStep",
        "ImportTime",
        "MapFile",
        "RepositoryMap",
        "Use",
        "Users",
        "Verdict",
    ),
    "ploke.model.index": ("SymbolRow",),
    "ploke.model.results": (
        "Check",
        "CheckState",
        "LanguageInfo",
        "LanguageInfo",
        "Mode",
        "Progress",
        "SearchHit",
        "SearchRequest",
        "SearchResponse",
        "Stage",
        "Status",
        "SyncReport",
    ),
    "ploke.model.source": ("Role", "Skip", "SkipReason"),
    "ploke.workspace.graph.questions": ("CodeGraph",),
    "ploke.workspace.workspace": ("Workspace", "open_workspace"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "AmbiguousNameError",
    "BusyError",
    "Card",
    "Check",
    "CheckState",
    "CodeGraph",
    "Community",
    "Confidence",
    "Config",
    "Cycle",
    "CycleLevel",
    "DamagedIndexError",
    "Definition",
    "EdgeKind",
    "EdgeRow",
    "GraphStats",
    "Hotspot",
    "Hotspots",
    "Impact",
    "ImportStep",
    "ImportTime",
    "LanguageInfo",
    "Link",
    "MapFile",
    "Mode",
    "Neighbours",
    "NoIndexError",
    "NodeRow",
    "OpenReference",
    "PathAnswer",
    "PlokeError",
    "Progress",
    "Reached",
    "Reason",
    "RepositoryMap",
    "Role",
    "SearchHit",
    "SearchRequest",
    "SearchResponse",
    "Skip",
    "SkipReason",
    "Stage",
    "Status",
    "StorageError",
    "SymbolKind",
    "SymbolRow",
    "SyncReport",
    "UnavailableError",
    "Unresolved",
    "UnresolvedGroup",
    "UsageError",
    "Use",
    "Users",
    "Verdict",
    "Visibility",
    "Workspace",
    "load_config",
    "open_workspace",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'ploke' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
