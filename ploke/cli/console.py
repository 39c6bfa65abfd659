"""Where commands write: answers to standard output, everything else to standard error."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from ploke.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

_CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "magenta": "35",
    "cyan": "36",
    "match": "1;31",
}
# Text of files may hold escape sequences; shown as they are they would steer the user's terminal.
_VISIBLE = {code: 0x2400 + code for code in range(32) if code != 9} | {127: 0x2421}
_VISIBLE |= dict.fromkeys(range(128, 160), 0xFFFD)
# Overrides of the direction of writing make code read as what it is not.
_VISIBLE |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)
_PASSWORD = r"(://[^\s/:@]*:)[^\s/]+@"


class OutputClosed(Exception):
    """The reader of standard output went away, as ``head`` does: stop quietly."""


class OutputFailed(StorageError):
    """The file that standard output goes to refused: full disk, no permission."""


@contextmanager
def _output_errors() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise OutputClosed from error
    except OSError as error:
        raise OutputFailed(f"The standard output cannot be written: {error.strerror}.") from error


class Console:
    """Standard output and standard error of one command.

    ``quiet`` drops notes and progress, never errors. ``color`` is auto, always or never, or ``None`` while nobody
    said; auto means that the stream is a terminal and the environment neither holds NO_COLOR nor names a dumb one.
    ``index_dir`` is the index the command works with, once that is known.
    """

    def __init__(self, out: TextIO, err: TextIO, env: Mapping[str, str]) -> None:
        self.out = out
        self.err = err
        self.env = env
        self.quiet = False
        self.color: str | None = None
        self.index_dir: Path | None = None

    def line(self, text: str = "") -> None:
        """Write one line of the answer. Raises ``OutputClosed`` when nobody reads it, else ``OutputFailed``."""
        with _output_errors():
            self.out.write(text + "\n")

    def flush(self) -> None:
        """Hand over what was written. Raises as ``line``."""
        with _output_errors():
            self.out.flush()

    def note(self, text: str) -> None:
        """Tell the user something beside the answer, unless they asked for quiet."""
        if not self.quiet:
            self.problem(text)

    def problem(self, text: str) -> None:
        """Tell the user something that quiet does not silence. Passwords in URLs are left out."""
        if "://" in text:
            import re

            text = re.sub(_PASSWORD, r"\1…@", text)
        self.err.write(f"ploke: {visible(text)}\n")

    def paint(self, text: str, style: str) -> str:
        """``text`` in a style for standard output, or as it is without colour."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if text and self._colored(self.out) else text

    def width(self) -> int | None:
        """Columns of the terminal that standard output is, or ``None`` where it is none."""
        if not self.out.isatty():
            return None
        try:
            return os.get_terminal_size(self.out.fileno()).columns or None
        except OSError:
            return None

    def shows_progress(self) -> bool:
        """Whether a moving bar may be drawn on standard error."""
        return not self.quiet and self.err.isatty() and self.env.get("TERM") != "dumb"

    def _colored(self, stream: TextIO) -> bool:
        if self.color in ("always", "never"):
            return self.color == "always"
        return stream.isatty() and not self.env.get("NO_COLOR") and self.env.get("TERM") != "dumb"


def visible(text: str) -> str:
    """``text`` with its control characters shown as symbols instead of sent to a terminal.

    Overrides of the direction of writing count as such, tabs do not.
    """
    return text if text.isprintable() else text.translate(_VISIBLE)
