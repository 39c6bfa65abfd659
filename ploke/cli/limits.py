"""A bound on what one request may cost."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ploke.errors import UsageError

REGEX_SECONDS = 30.0


@contextmanager
def bounded_regex(seconds: float = REGEX_SECONDS) -> Iterator[None]:
    """Raise ``UsageError`` once the block has used so much processor time (where the system can tell: not on Windows).

    Python's matcher backtracks, and a pattern such as ``(a+)+$`` can take longer than anyone lives.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise UsageError(
            f"The regular expression took more than {seconds:g} s.", "Write it without repeats inside of repeats."
        )

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
