"""The pool of workers: one child process a slot, so that a file that kills its parser costs that file alone.

A dead or overdue worker is replaced and its batch tried again file by file; a file whose worker died twice with it
alone is given up, since the first time somebody else may have killed it. At most two batches a slot are under way,
which bounds what waits in memory however large the repository is.
"""

from __future__ import annotations

import json
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeVar, cast

from ploke.errors import UnavailableError
from ploke.ingest.frames import READY, read_frame, write_frame
from ploke.ingest.task import Job, Outcome, ResolveTask, Task, WorldPlace
from ploke.model.resolved import ResolvedBatch
from ploke.model.source import Skip, SkipReason

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from ploke.ingest.worker import main; sys.exit(main())"
)
_AHEAD = 2
_BATCH_FILES = 48
_BATCH_BYTES = 512 * 1024
_BYTES_A_WORKER = 512 * 1024
_BYTES_A_SECOND = 200_000
_FALSE_STARTS = 4
_Work = TypeVar("_Work", Task, ResolveTask)


def worker_command() -> list[str]:
    """The command line of a worker that finds the same modules as this process, whatever its folder holds."""
    return [sys.executable, "-P", "-c", _BOOT, json.dumps(sys.path)]


def processors() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sensible_workers(tasks: Sequence[Task] | Sequence[ResolveTask], most: int) -> int:
    """How many workers ``tasks`` keep busy: one for each half megabyte, up to ``most``."""
    return max(1, min(most, sum(task.size for task in tasks) // _BYTES_A_WORKER + 1))


def batches_of(tasks: Iterable[_Work]) -> Iterator[list[_Work]]:
    """Group tasks, in order, into batches of bounded files and bytes."""
    batch: list[_Work] = []
    size = 0
    for task in tasks:
        if batch and (len(batch) == _BATCH_FILES or size + task.size > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(task)
        size += task.size
    if batch:
        yield batch


@dataclass(eq=False)
class _Slot:
    """A worker process, the batches it was sent, and the moment by which the first of them is due."""

    process: subprocess.Popen[bytes]
    pending: deque[list[Any]] = field(default_factory=deque)
    due: float = 0.0
    ready: bool = False
    overdue: bool = False

    @property
    def requests(self) -> BinaryIO:
        return cast(BinaryIO, self.process.stdin)


class WorkerPool:
    """Workers for one ``Job``. They start when first needed and stay for later runs; close the pool when done."""

    def __init__(
        self, job: Job, workers: int, *, patience_seconds: float = 20.0, command: Sequence[str] | None = None
    ) -> None:
        self._job = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
        self._workers = max(1, workers)
        self._patience = patience_seconds
        self._command = list(command or worker_command())
        self._slots: list[_Slot] = []
        self._false_starts = 0
        self._suspects: set[str] = set()
        self._answers: queue.SimpleQueue[tuple[_Slot, bytes | None]] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def start(self, workers: int | None = None) -> None:
        """Start workers now, so that they import while the caller does something else."""
        while len(self._slots) < min(workers or self._workers, self._workers):
            self._slots.append(self._spawn())

    def run(self, tasks: Sequence[Task]) -> Generator[list[Outcome]]:
        """Ingest ``tasks`` and yield batches of outcomes as they come, in no particular order.

        Every task has exactly one outcome: a file that kills its worker is a ``Skip`` for crashing, one that overruns
        its time a ``Skip`` for timing out. Raises ``UnavailableError`` when workers cannot start at all.
        """
        self.start(sensible_workers(tasks, self._workers))
        yield from self._run(deque(batches_of(tasks)), None)

    def resolve(self, place: WorldPlace, tasks: Sequence[ResolveTask]) -> Generator[list[ResolvedBatch | Skip]]:
        """Resolve ``tasks`` in the world at ``place`` and yield what comes, in no particular order.

        Every task is in one batch, or a ``Skip`` where it killed its worker or overran its time. Raises as ``run``.
        """
        self.start(sensible_workers(tasks, self._workers))
        yield from self._run(deque(batches_of(tasks)), place)

    def _run(self, todo: deque[list[Any]], place: WorldPlace | None) -> Generator[list[Any]]:
        try:
            while todo or any(slot.pending for slot in self._slots):
                self._feed(todo, place)
                slot, frame = self._next_answer()
                if frame is not None:
                    slot.pending.popleft()
                    slot.due = self._due(slot)
                    yield pickle.loads(frame)
                else:
                    skip = self._bury(slot, todo)
                    if skip is not None:
                        yield [skip]
        finally:
            self._abandon()

    def peak_memory(self) -> int:
        """Sum of the workers' largest resident sizes in bytes, where the system tells (Linux)."""
        return sum(_high_water(slot.process.pid) for slot in self._slots)

    def close(self) -> None:
        """End the workers; those in the middle of a batch are killed."""
        for slot in self._slots:
            if slot.pending:
                slot.process.kill()
            slot.requests.close()
        for slot in self._slots:
            slot.process.wait()
        self._slots.clear()

    def _abandon(self) -> None:
        """Let go of workers that still have batches of a run that was broken off: the next run must not get them."""
        for slot in [slot for slot in self._slots if slot.pending]:
            self._slots.remove(slot)
            slot.process.kill()
            slot.requests.close()
            slot.process.wait()

    def _spawn(self) -> _Slot:
        # What a dying grammar prints is of use to developers alone: the file is reported as a skip.
        errors = None if os.environ.get("PLOKE_DEBUG") else subprocess.DEVNULL
        process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, bufsize=0
        )
        slot = _Slot(process)
        threading.Thread(target=self._listen, args=(slot,), daemon=True).start()
        self._send(slot, self._job)
        return slot

    def _listen(self, slot: _Slot) -> None:
        with cast(BinaryIO, slot.process.stdout) as answers:
            while (frame := read_frame(answers)) is not None:
                self._answers.put((slot, frame))
        self._answers.put((slot, None))

    def _send(self, slot: _Slot, body: bytes) -> None:
        try:
            write_frame(slot.requests, body)
        except OSError:
            # The worker is gone; its end of file is on the way and is dealt with there.
            return

    def _feed(self, todo: deque[list[Any]], place: WorldPlace | None) -> None:
        for ahead in range(1, _AHEAD + 1):
            for number, slot in enumerate(self._slots):
                if todo and len(slot.pending) < ahead:
                    # From both ends: what is learned of a file serves its neighbours, so that these go to one worker.
                    batch = todo.pop() if number % 2 else todo.popleft()
                    slot.pending.append(batch)
                    if len(slot.pending) == 1:
                        slot.due = self._due(slot)
                    self._send(slot, pickle.dumps((batch, place), pickle.HIGHEST_PROTOCOL))

    def _due(self, slot: _Slot) -> float:
        size = sum(task.size for task in slot.pending[0]) if slot.pending else 0
        return time.monotonic() + self._patience + size / _BYTES_A_SECOND

    def _next_answer(self) -> tuple[_Slot, bytes | None]:
        while True:
            busy = [slot for slot in self._slots if slot.pending and not slot.overdue]
            wait = max(0.0, min((slot.due for slot in busy), default=time.monotonic() + 1.0) - time.monotonic())
            try:
                slot, frame = self._answers.get(timeout=wait)
            except queue.Empty:
                now = time.monotonic()
                for late in busy:
                    if late.due <= now:
                        late.overdue = True
                        late.process.kill()
                continue
            if frame == READY:
                slot.ready = True
                self._false_starts = 0
            elif slot in self._slots:
                return slot, frame

    def _bury(self, slot: _Slot, todo: deque[list[Any]]) -> Skip | None:
        """Replace a dead worker and queue again what it left; a file that is to blame is given up with its reason."""
        slot.requests.close()
        code = slot.process.wait()
        blameless = not slot.ready and not slot.overdue
        self._false_starts += blameless
        if self._false_starts >= _FALSE_STARTS:
            self._slots.remove(slot)
            raise UnavailableError(
                f"Parser processes end with code {code} before they can start.",
                "Run `ploke doctor` to see whether the installation is whole.",
            )
        self._slots[self._slots.index(slot)] = self._spawn()
        if blameless or not slot.pending:
            todo.extendleft(reversed(slot.pending))
            return None
        first, *rest = slot.pending
        todo.extendleft(reversed(rest))
        if len(first) > 1:
            todo.extendleft([task] for task in reversed(first))
            return None
        if slot.overdue:
            return Skip(first[0].path, SkipReason.TIMED_OUT, f"it took more than {self._patience:.0f} s")
        if first[0].path not in self._suspects:
            self._suspects.add(first[0].path)
            todo.appendleft(first)
            return None
        return Skip(first[0].path, SkipReason.CRASHED, f"the worker ended with code {code}")


def _high_water(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:  # noqa: PTH123
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0
