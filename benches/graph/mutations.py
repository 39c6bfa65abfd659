"""Random changes to real sources: lines cut, doubled, swapped, words exchanged, files moved and deleted."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

_WORD = re.compile(r"[A-Za-z_]\w{2,}")
_MOST_BYTES = 60_000


def copy_sources(tree: Path, root: Path) -> None:
    """Copy a tree without what is hidden or large."""
    for file in sorted(tree.rglob("*")):
        place = file.relative_to(tree)
        if (
            file.is_file()
            and not any(part.startswith(".") for part in place.parts)
            and file.stat().st_size < _MOST_BYTES
        ):
            (root / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, root / place)


def mutate(root: Path, chance: random.Random) -> list[str]:
    """Change one file; returns what was done and the paths it was done to."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    file = chance.choice(files)
    path = file.relative_to(root).as_posix()
    what = chance.choice(("cut", "double", "swap", "word", "word", "word", "move", "delete", "blank"))
    if what == "delete":
        file.unlink()
        return [f"delete {path}", path]
    if what == "move":
        other = chance.choice(files).relative_to(root).as_posix()
        if chance.random() < 1 / 2:
            other = str(Path(other).with_name(f"moved{chance.randrange(9)}{file.suffix}").as_posix())
        file.replace(root / other)
        return [f"move {path} to {other}", path, other]
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    at = chance.randrange(len(lines))
    count = chance.choice((1, 1, 3, 10))
    if what == "cut":
        del lines[at : at + count]
    elif what == "double":
        lines[at:at] = lines[at : at + count]
    elif what == "blank":
        lines.insert(at, "")
    elif what == "swap":
        other_line = chance.randrange(len(lines))
        lines[at], lines[other_line] = lines[other_line], lines[at]
    else:
        words = _WORD.findall("\n".join(lines))
        if words:
            lines[at] = _WORD.sub(
                lambda found: chance.choice(words) if chance.random() < 1 / 2 else found[0], lines[at]
            )
    file.write_text("\n".join(lines), encoding="utf-8")
    return [f"{what} in {path} at {at + 1}", path]
