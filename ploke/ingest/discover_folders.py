"""Folders that hold other people's code or a tool's output, told by their name and by what lies in them. Pure.

A folder that might be first-party is kept: names that only one tool uses decide alone, all others need evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from ploke.ingest.discover_names import words
from ploke.model.source import SkipReason

LEFT_OUT = frozenset((".git", ".ploke", ".hg", ".svn", ".bzr", ".jj"))
"""Entries that are neither indexed nor counted: what version control and ploke keep for themselves."""

_VENDORED = words(
    """
    node_modules bower_components jspm_packages site-packages __pypackages__ third_party third-party thirdparty
    3rdparty .venv .virtualenv .tox .nox .eggs .yarn .bundle elm-stuff .pub-cache
    """
)
_GENERATED = words(
    """
    __pycache__ .mypy_cache .ruff_cache .pytest_cache .hypothesis .gradle .terraform .next .nuxt .svelte-kit
    .dart_tool .stack-work dist-newstyle .parcel-cache .turbo .zig-cache zig-cache .nyc_output .ipynb_checkpoints
    .import_linter_cache .angular .bloop .metals
    """
)
_EVIDENCE = {
    "vendor": ("modules.txt", "autoload.php", "bundle"),
    "pods": ("Manifest.lock", "Pods.xcodeproj", "Target Support Files"),
    "carthage": ("Checkouts", "Build"),
}
_ASSETS = words(
    """
    static assets public js css javascripts stylesheets wwwroot htdocs
    """
)
_SOURCE_FREE = (".md", ".txt", ".rst", ".lock", ".sum", ".toml", ".json", ".gitkeep", ".gitignore")

MARKERS = frozenset((".git", ".gitignore", ".gitattributes", ".plokeignore", "pyvenv.cfg", "CACHEDIR.TAG"))
"""Entries that say something about the folder they lie in."""

TELLING_NAMES = frozenset(("vendor", "Pods", "pods", "Carthage", "carthage"))
"""Folder names that make it worth looking for evidence."""

FolderSkip = tuple[SkipReason, str]

FOLDERS_BY_NAME: dict[str, FolderSkip] = {
    **{name: (SkipReason.VENDORED, name) for name in _VENDORED},
    **{name: (SkipReason.GENERATED, name) for name in _GENERATED},
}
"""Folders left out by their name alone, with the detail."""


def folder_skip_by_content(
    path: str, name: str, names: Container[str], entries: Callable[[], Iterable[tuple[str, bool]]]
) -> FolderSkip | None:
    """Why a folder is left out by what lies in it, with the evidence; None if it is not.

    ``path`` is relative to the root. ``entries`` lists ``(name, is folder)`` and is called only when it is needed: a
    ``vendor`` folder without evidence is vendored at the root or among web assets, if no source lies directly in it.
    """
    if "pyvenv.cfg" in names:
        return SkipReason.VENDORED, "pyvenv.cfg"
    if "CACHEDIR.TAG" in names:
        return SkipReason.GENERATED, "CACHEDIR.TAG"
    for evidence in _EVIDENCE.get(name.lower(), ()):
        if evidence in names:
            return SkipReason.VENDORED, f"{name} with {evidence}"
    if name == "vendor":
        return _vendor(path, entries)
    return None


def _vendor(path: str, entries: Callable[[], Iterable[tuple[str, bool]]]) -> FolderSkip | None:
    parents = path.split("/")[:-1]
    if parents and parents[-1] in _ASSETS:
        return SkipReason.VENDORED, f"vendor in {parents[-1]}"
    if parents:
        return None
    folders = 0
    for entry, is_folder in entries():
        folders += is_folder
        if not is_folder and "." in entry[1:] and not entry.lower().endswith(_SOURCE_FREE):
            return None
    return (SkipReason.VENDORED, "vendor at the root, folders alone") if folders else None
