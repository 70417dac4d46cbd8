"""Worker processes that may die: what one was at is done again; an article that kills is found and left out.

One that hangs is killed, and counts as dead.

Processes rather than threads, since parsing holds the interpreter; forked where that is safe, so that the
model is loaded once and shared.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from kg.corpus.task import Change, Done, Task, patience
from kg.errors import KgError
from kg.model import Document

LOG = logging.getLogger(__name__)
FORKS = sys.platform.startswith("linux")
ROUNDS = 64
"""Tasks after which a worker makes room for a new one: spaCy remembers every word that it has met."""
TRIES = 2
"""Deaths over one task before its articles are tried one by one."""
HOPELESS = 6
"""Deaths over one task after which something else is wrong than an article."""

Function = Callable[[Task], Done]
Trial = Callable[[Task, Document], None]


YOUNG = 100_000
"""Objects that may come before the collector looks for circles: some articles' worth."""


@dataclass(slots=True)
class Worker:
    """A process and what it is at."""

    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    rounds: int = 0
    until: float = 0.0  # when it hangs, by the monotonic clock


def done(
    tasks: Iterator[Task], function: Function, *, workers: int, warm: Callable[[], object], trial: Trial
) -> Iterator[Done]:
    """What each task comes to, as they end, with no more of them in memory than there are workers.

    `warm` is called once before processes are forked (or once in each); `trial` reads one article without
    writing, to find out whether it is what kills.
    """
    if FORKS:
        warm()
        gc.collect()
        gc.freeze()
    crew: list[Worker] = []
    again: list[Task] = []
    deaths: dict[tuple[Change, ...], int] = {}
    try:
        while True:
            _hand_out(tasks, again, crew, function, workers)
            if not crew:
                return
            for worker in _ready(crew):
                outcome = _outcome(worker)
                task = worker.task
                if isinstance(outcome, Done):
                    worker.task = None
                    yield outcome
                elif isinstance(outcome, Exception):
                    raise outcome
                elif task is None:  # died between tasks
                    crew.remove(worker)
                else:
                    crew.remove(worker)
                    key = task.changes
                    deaths[key] = deaths.get(key, 0) + 1
                    LOG.warning("a worker died (%s); its articles are read again", worker.process.exitcode)
                    if deaths[key] >= HOPELESS:
                        raise KgError("workers die again and again; is there memory enough? try --workers 1")
                    again.append(_isolated(task, trial) if deaths[key] == TRIES else task)
    finally:
        for worker in crew:
            worker.process.kill() if worker.task else worker.pipe.close()
            worker.process.join()


def _hand_out(
    tasks: Iterator[Task], again: list[Task], crew: list[Worker], function: Function, workers: int
) -> None:
    """Give work to all who have none; let go who had his rounds or is not needed any more."""
    for worker in [one for one in crew if one.task is None and one.rounds >= ROUNDS]:
        _let_go(worker, crew)
    idle = [worker for worker in crew if worker.task is None]
    while len(crew) - len(idle) < workers and (task := again.pop() if again else next(tasks, None)):
        worker = idle.pop() if idle else _hired(crew, function)
        worker.task = task
        worker.rounds += 1
        worker.until = time.monotonic() + patience(task.documents)
        with suppress(OSError):  # it has died: seen when its answer is waited for
            worker.pipe.send((task, worker.rounds >= ROUNDS))
    for worker in idle:
        _let_go(worker, crew)


def _let_go(worker: Worker, crew: list[Worker]) -> None:
    crew.remove(worker)
    worker.pipe.close()
    worker.process.join()


def _context() -> Any:
    """How processes are started here."""
    return multiprocessing.get_context("fork" if FORKS else "spawn")


def _hired(crew: list[Worker], function: Function) -> Worker:
    context = _context()
    ours, theirs = context.Pipe()
    others = [worker.pipe for worker in crew] if FORKS else []
    process = context.Process(
        target=_work, args=(theirs, function, os.getpid(), [ours, *others] if FORKS else []), daemon=True
    )
    process.start()
    theirs.close()
    worker = Worker(process, ours)
    crew.append(worker)
    return worker


def _ready(crew: list[Worker]) -> list[Worker]:
    """Those who have answered or died; who hangs is killed."""
    handles = {worker.pipe: worker for worker in crew}
    at_work = [worker.until for worker in crew if worker.task]
    patience = max(0.0, min(at_work) - time.monotonic()) if at_work else None
    found = [handles[pipe] for pipe in wait(list(handles), patience) if isinstance(pipe, Connection)]
    for worker in crew:
        if worker.task and worker not in found and worker.until <= time.monotonic():
            worker.process.kill()
    return found


def _outcome(worker: Worker) -> Done | Exception | None:
    """What a worker says; None when it has died."""
    try:
        said: Done | Exception = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        worker.pipe.close()
        return None
    return said


def _isolated(task: Task, trial: Trial) -> Task:
    """The task without the articles that kill a worker of their own, or keep it for ever."""
    lost: dict[Document, str] = {}
    for document in task.documents:
        process = _context().Process(target=trial, args=(task, document), daemon=True)
        process.start()
        process.join(patience([document]))
        if process.exitcode is None:
            process.kill()
            process.join()
            lost[document] = "does not end"
        elif process.exitcode:
            lost[document] = "kills the process"
    return task.without(lost)


def _work(pipe: Connection, function: Function, parent: int, others: list[Connection]) -> None:
    """A worker's life: tasks in, outcomes out, until nobody asks any more."""
    _die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:
        other.close()
    gc.set_threshold(YOUNG)
    with suppress(EOFError, OSError):
        last = False
        while not last:
            task, last = pipe.recv()
            try:
                outcome: Done | Exception = function(task)
            except Exception as error:  # noqa: BLE001  # told to the parent, who raises it
                outcome = error if isinstance(error, (KgError, OSError)) else KgError(repr(error))
            pipe.send(outcome)


def _die_with(parent: int) -> None:
    """Do not outlive a parent that is killed, where the system can see to that."""
    if sys.platform.startswith("linux"):
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
