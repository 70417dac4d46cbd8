"""The same tasks on the machines of a dask.distributed cluster, which sees to workers that are lost.

A worker that hangs over its articles ends itself, and is lost like one that is killed.
"""

from __future__ import annotations

import faulthandler
import importlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Any, Final

from kg.corpus.task import Done, Task, patience
from kg.errors import KgError
from kg.model import Document

LOG = logging.getLogger(__name__)
AHEAD: Final = 3
"""Tasks handed out for each worker: one at work, the others on the way."""
PATIENCE = "20s"
"""How long to wait for a scheduler."""

Function = Callable[[Task], Done]
Trial = Callable[[Task, Document], None]


def done(
    tasks: Iterator[Task], function: Function, *, address: str, trial: Trial, workers: int | None = None
) -> Iterator[Done]:
    """What each task comes to, as they end, wherever they are worked.

    `address` is the scheduler's (`tcp://host:8786`), or `local` for a cluster of `workers` processes here.
    Each worker loads the model at its first task and keeps it. A task over which more workers are lost than
    the scheduler's `allowed-failures` waits for all others to end; then its articles are read one by one
    (`trial` writes nothing), and those over which workers are lost again are left out. Workers are to have
    one thread each.
    """
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise KgError("a cluster needs dask.distributed; install diplomacy-kg[cluster]") from error
    with ExitStack() as stack:
        if address == "local":
            place: Any = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=workers or os.cpu_count() or 1, threads_per_worker=1, dashboard_address=None
                )
            )
        else:
            place = address
        client = stack.enter_context(_client(distributed.Client, place))
        flying = distributed.as_completed(loop=client.loop)
        at: dict[Any, Task] = {}
        suspects: list[Task] = []
        _send(client, flying, at, tasks, function)
        for future in flying:
            task = at.pop(future)
            try:
                yield future.result()
            except distributed.KilledWorker:
                LOG.warning("workers were lost over the same articles, which are read again in the end")
                suspects.append(task)
            _send(client, flying, at, tasks, function)
        for task in suspects:  # one at a time: dask suspects all that wait at a worker when it is lost
            try:
                rest = _isolated(client, task, trial, distributed.KilledWorker)
                yield _sent(client, partial(function, rest), rest.documents).result()
            except distributed.KilledWorker:
                yield _given_up(task)


def _client(client: Any, place: Any) -> Any:
    try:
        return client(place, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise KgError(f"{place}: no scheduler answers: {error}") from error


def _send(client: Any, flying: Any, at: dict[Any, Task], tasks: Iterator[Task], function: Function) -> None:
    """Hand out tasks until every worker has enough, so that few are in memory however many there are."""
    threads = sum(one["nthreads"] for one in client.scheduler_info(n_workers=-1)["workers"].values())
    while len(at) < AHEAD * max(1, threads) and (task := next(tasks, None)):
        future = _sent(client, partial(function, task), task.documents)
        at[future] = task
        flying.add(future)


def _sent(client: Any, work: Callable[[], Any], documents: Sequence[Document]) -> Any:
    """The future of work that reads some articles, and may take the time that they are given."""
    return client.submit(_limited, work, patience(documents), pure=False)


def _isolated(client: Any, task: Task, trial: Trial, killed: type[Exception]) -> Task:
    """The task without the articles over which alone workers are lost."""
    lost = {}
    for document in task.documents:
        reading = _sent(client, partial(trial, task, document), [document])
        if isinstance(reading.exception(), killed):
            lost[document] = "kills its process or does not end"
    return task.without(lost)


def _given_up(task: Task) -> Done:
    names = (f"{one.source}: workers are lost over it or its neighbours" for one in task.documents)
    return Done(failures=(*task.failures, *names))


def _limited(work: Callable[[], Any], seconds: float) -> Any:
    """What work gives; a process that takes longer ends itself, and says on standard error where it was."""
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        return work()
    finally:
        faulthandler.cancel_dump_traceback_later()
