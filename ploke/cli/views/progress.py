"""A bar on the terminal while a sync runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from ploke.cli.console import Console

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from ploke.model.results import Progress

PATIENCE = 0.25
"""Seconds before a bar appears: a sync that takes less needs none, and rich costs as much to import."""
REFRESH = 0.1


@contextmanager
def progress_bar(
    console: Console, clock: Callable[[], float] = monotonic
) -> Iterator[Callable[[Progress], None] | None]:
    """A callback that draws how far a sync is, or ``None`` where no bar may be drawn; the bar goes with the block."""
    if not console.shows_progress():
        yield None
        return
    view = _View(console, clock)
    try:
        yield view
    finally:
        view.close()


class _View:
    def __init__(self, console: Console, clock: Callable[[], float]) -> None:
        self.console = console
        self.clock = clock
        self.started = self.drawn = clock()
        self.bar: Bar | None = None
        self.task: TaskID | None = None
        self.stage = ""

    def __call__(self, progress: Progress) -> None:
        now = self.clock()
        if now - self.started < PATIENCE:
            return
        if self.bar is None:
            self.bar = _new_bar(self.console, self.clock)
            self.bar.start()
        if self.task is None or self.stage != progress.stage.value:
            # Rate and time left are those of one stage.
            if self.task is not None:
                self.bar.remove_task(self.task)
            self.stage = progress.stage.value
            self.task = self.bar.add_task(self.stage, total=progress.total or None)
            self.drawn = 0.0
        if now - self.drawn >= REFRESH or progress.done == progress.total:
            self.bar.update(self.task, completed=progress.done, total=progress.total or None)
            self.bar.refresh()
            self.drawn = now

    def close(self) -> None:
        if self.bar is not None:
            self.bar.stop()


def _new_bar(console: Console, clock: Callable[[], float]) -> Bar:
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    class RateColumn(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")

    return Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        RateColumn(),
        TimeRemainingColumn(),
        console=RichConsole(file=console.err, no_color=bool(console.env.get("NO_COLOR")) or console.color == "never"),
        transient=True,
        auto_refresh=False,
        get_time=clock,
    )
