"""Ctrl-C that lets an import end first.

An interrupt in the middle of an import can leave a lock of the import system taken for ever (its locks are plain Python
before 3.13), and then the thread that imports LanceDB beside the main one never ends, nor does the process.
"""

from __future__ import annotations

import signal
from types import FrameType

_IMPORTS = "<frozen importlib._bootstrap>"
_AGAIN_SECONDS = 0.02


def spare_imports() -> None:
    """Let Ctrl-C wait for imports of the main thread, which calls this. Does nothing where Ctrl-C is ignored."""
    if hasattr(signal, "setitimer") and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGALRM, _interrupt)
        signal.signal(signal.SIGINT, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    while frame is not None:
        if frame.f_code.co_filename == _IMPORTS:
            signal.setitimer(signal.ITIMER_REAL, _AGAIN_SECONDS)
            return
        frame = frame.f_back
    raise KeyboardInterrupt
