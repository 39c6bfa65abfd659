"""A segment of the world: what files show one another, to be asked by path, folder, module and name.

Summaries stay encoded: whoever asks knows how to decode them. Settings are the texts of files that the project's
configuration is made of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ploke.store.sections import FileSections, Format

SECTIONS: dict[str, Format] = {
    "file_paths": "B",
    "file_path_offsets": "I",
    "file_languages": "H",
    "file_roles": "B",
    "file_modules": "B",
    "file_module_offsets": "I",
    "file_summaries": "B",
    "file_summary_offsets": "I",
    "settings_files": "I",
    "settings": "B",
    "settings_offsets": "I",
    "modules": "B",
    "module_offsets": "I",
    "module_file_offsets": "I",
    "module_files": "I",
    "entries": "B",
    "entry_offsets": "I",
    "entry_file_offsets": "I",
    "entry_files": "I",
}
CODES = ("languages", "roles")
NARROWED = frozenset({"module_files", "entry_files"})
BYTES_A_ROW = 16


class WorldSegment(FileSections):
    """A world segment's sections as typed views; file ids are local to it."""

    MAGIC = b"plokewld"
    SECTIONS = SECTIONS
    CODES = CODES
    NARROWED = NARROWED
    WEIGHED = ("file_summary_offsets", "file_path_offsets")

    def _take(self) -> None:
        super()._take()
        self.languages, self.roles = (self.codes[code] for code in CODES)

    def module(self, file: int) -> str:
        """A file's module name."""
        return self.text("file_modules", "file_module_offsets", file)

    def summary(self, file: int) -> bytes:
        """A file's encoded summary; empty where it has none."""
        return self.piece("file_summaries", "file_summary_offsets", file)

    def settings(self) -> list[tuple[int, str]]:
        """The files that hold settings, ascending, and their texts."""
        return [
            (file, self.text("settings", "settings_offsets", place))
            for place, file in enumerate(self.columns["settings_files"])
        ]

    def settings_of(self, file: int) -> str:
        """A file's settings; empty for one without."""
        files = self.columns["settings_files"]
        place = bisect_left(files, file)
        found = place < len(files) and files[place] == file
        return self.text("settings", "settings_offsets", place) if found else ""

    def files_of_module(self, name: str) -> Sequence[int]:
        """Files of a module name, ascending."""
        return self._files("module", name)

    def files_of_entry(self, name: str) -> Sequence[int]:
        """Files whose summary has an entry, ascending."""
        return self._files("entry", name)

    def _files(self, what: str, name: str) -> Sequence[int]:
        blob = "modules" if what == "module" else "entries"
        index = self.find(blob, f"{what}_offsets", name.encode("utf-8", "surrogatepass"))
        if index < 0:
            return ()
        offsets = self.columns[f"{what}_file_offsets"]
        return self.columns[f"{what}_files"][offsets[index] : offsets[index + 1]]

    def range_of_folder(self, folder: str) -> tuple[int, int]:
        """The files that lie below a folder, as a half-open range; all of them for the root, ""."""
        if not folder:
            return 0, self.file_count
        key = folder.encode("utf-8", "surrogatepass")
        place = self.place
        # "0" is the character behind "/".
        return (
            place("file_paths", "file_path_offsets", key + b"/"),
            place("file_paths", "file_path_offsets", key + b"0"),
        )
