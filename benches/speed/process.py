"""Run whole processes: wall seconds, and the peak of the sum of PSS over a process and all its descendants."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

SAMPLE_SECONDS = 0.05


def seconds_of(command: Sequence[str], env: Mapping[str, str], allowed: Sequence[int] = (0,)) -> float:
    """Wall seconds of one run; raises ``RuntimeError`` with its output when it ends with another code."""
    began = time.perf_counter()
    done = subprocess.run(command, env=dict(env), capture_output=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode not in allowed:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
    return seconds


def median_seconds(
    command: Sequence[str],
    env: Mapping[str, str],
    runs: int,
    before: Callable[[], object] = lambda: None,
    allowed: Sequence[int] = (0,),
) -> float:
    """Median wall seconds; ``before`` prepares each run and is not counted."""
    seconds = []
    for _ in range(runs):
        before()
        seconds.append(seconds_of(command, env, allowed))
    return statistics.median(seconds)


def peak_memory(command: Sequence[str], env: Mapping[str, str]) -> tuple[int, float]:
    """Peak bytes (sum of PSS, sampled) and wall seconds of one run. Linux only."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_pss(pid) for pid in _family(process.pid)))
        time.sleep(SAMPLE_SECONDS)
    return peak, time.perf_counter() - began


def _family(pid: int) -> list[int]:
    members, todo = [], [pid]
    while todo:
        one = todo.pop()
        members.append(one)
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return members


def _pss(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0
