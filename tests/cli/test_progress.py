from __future__ import annotations

import io
import re
from collections.abc import Iterable

from ploke.cli.console import Console
from ploke.cli.views.progress import progress_bar
from ploke.model.results import Progress, Stage


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(steps: Iterable[tuple[float, int, int]], *, quiet: bool = False, err: io.StringIO | None = None) -> str:
    """What a sync writes to standard error whose steps are (seconds, done, total)."""
    console = Console(io.StringIO(), err or Terminal(), {"TERM": "xterm"})
    console.quiet = quiet
    now = 0.0
    with progress_bar(console, lambda: now) as report:
        for seconds, done, total in steps:
            now = seconds
            if report is not None:
                report(Progress(Stage.INGEST, done, total, 0))
    return console.err.getvalue()  # type: ignore[attr-defined]


SLOW = [(0.0, 0, 1000), (1.0, 100, 1000), (2.0, 200, 1000), (4.0, 400, 1000)]


def test_a_bar_shows_files_rate_and_time_left() -> None:
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", drawn(SLOW))
    assert re.search(r"ingest .*400/1000 files 100/s 0:00:06", text)


def test_a_short_sync_shows_nothing() -> None:
    assert drawn([(0.0, 0, 50), (0.2, 50, 50)]) == ""


def test_no_bar_where_nobody_can_see_it() -> None:
    assert drawn(SLOW, quiet=True) == ""
    assert drawn(SLOW, err=io.StringIO()) == ""


def test_the_bar_goes_when_the_work_is_done() -> None:
    assert drawn(SLOW).endswith("\x1b[2K")
