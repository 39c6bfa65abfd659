from __future__ import annotations

import re
import signal
import time

import pytest

from ploke.cli.limits import bounded_regex
from ploke.errors import UsageError


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no timers of processor time")
def test_a_pattern_that_backtracks_for_ever_is_stopped() -> None:
    with pytest.raises(UsageError, match="took more than"), bounded_regex(0.2):
        re.search("(a+)+$", "a" * 40 + "b")


def test_other_work_is_left_alone() -> None:
    with bounded_regex(0.05):
        assert re.search("a+$", "a" * 1000)
    until = time.process_time() + 0.1
    while time.process_time() < until:
        pass
